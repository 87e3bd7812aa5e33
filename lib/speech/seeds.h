/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_SPEECH_SEEDS_H
#define DAESA_SPEECH_SEEDS_H

#include "core/status.h"
#include "speech/matrix.h"
#include "speech/models.h"

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The seeds of the phone models: what each third of each phone sounds like in
 * synthetic speech. The speech of one voice is heard line by line, its phones
 * are marked in it, and daesa_seeds_measure counts them; then the next voice is
 * heard; daesa_seeds_make makes Gaussians of all. {0} is empty; set log_mel's
 * n_columns before the first line. */
struct daesa_seeds {
    struct daesa_matrix log_mel;     /* of the voice that is heard */
    struct daesa_seed_span *spans;   /* private */
    size_t n_spans, cap_spans, line; /* private */
    size_t n_rows;                   /* of log_mel, those to come among them */
    struct daesa_moments *moments;   /* DAESA_PHONE_STATES a phone */
    size_t n_phones;
    size_t n_voices; /* that were measured */
};

/* Whether the voice has been heard long enough: the first for ten minutes, those
 * after it, which only widen the models, for two. */
bool daesa_seeds_full(const struct daesa_seeds *seeds);

/* The next line begins, of `n_rows` rows: log_mel need not hold them before
 * daesa_seeds_measure. */
void daesa_seeds_hear(struct daesa_seeds *seeds, size_t n_rows);

/* Marks frames [from, to) of the line heard last as a phone. What lies outside
 * the line is ignored. */
enum daesa_status daesa_seeds_mark(struct daesa_seeds *seeds, size_t phone, size_t from,
                                   size_t to);

/* Counts what was marked and forgets the voice. `n_phones` is how many there
 * are by now. */
enum daesa_status daesa_seeds_measure(struct daesa_seeds *seeds, size_t n_phones);

/* DAESA_PHONE_STATES Gaussians a phone, allocated with malloc, the caller's. The
 * variances of states that were heard seldom lean on that of all frames. */
enum daesa_status daesa_seeds_make(const struct daesa_seeds *seeds,
                                   struct daesa_gauss **out);

void daesa_seeds_finish(struct daesa_seeds *seeds);

#ifdef __cplusplus
}
#endif
#endif
