/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_SPEECH_FOLDS_H
#define DAESA_SPEECH_FOLDS_H

#include "core/status.h"
#include "speech/reading.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Some phones of a line, in a row. */
struct daesa_fold_part {
    size_t line;
    size_t first_phone, n_phones; /* of the reading */
};

/* How well a text fits is told by models that were adapted to other parts of it: what
 * one has learnt by heart always fits (cross-validation). Part `i` belongs to fold
 * `i % n`. {0} is empty. */
struct daesa_folds {
    size_t n;                      /* at least 2, whatever the number of parts */
    struct daesa_fold_part *parts; /* owned; in the order of the text */
    size_t n_parts;
};

/* Makes parts of some `part_phones` phones, none of which reaches beyond its line;
 * SIZE_MAX: whole lines. There are as many folds as keep those who judge from adapting
 * to more than some `n_adapted` parts in all, but `most` at most. */
enum daesa_status daesa_folds_make(struct daesa_folds *out,
                                   const struct daesa_reading *spoken, size_t part_phones,
                                   size_t n_adapted, size_t most);
void daesa_folds_finish(struct daesa_folds *folds);

#ifdef __cplusplus
}
#endif
#endif
