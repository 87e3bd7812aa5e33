/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_LAYOUT_SHOWN_H
#define DAESA_LAYOUT_SHOWN_H

#include "layout/layout.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What of a cue is shown: which of its texts, with or without the editor's notes,
 * and who speaks. */

/* A cue with the texts that are shown, and the one that is spoken. */
struct daesa_shown {
    struct daesa_text texts[DAESA_LAYOUT_MAX_TEXTS]; /* the upper first */
    size_t n_texts;
    struct daesa_text spoken; /* with the words below, shown or not */
    size_t i_spoken;          /* of `texts`; n_texts: it is not shown */
    struct daesa_word *words; /* NULL: not known */
    size_t n_words;
};

/* Finds what is shown of a cue. A text that is wanted and not there is the warning
 * `text-missing`. `is_new_speaker`: another one than in the cue before. What is
 * made anew lies in `arena`. */
enum daesa_status daesa_shown_find(const struct daesa_track *track,
                                   const struct daesa_cue *cue,
                                   const struct daesa_layout_opts *opts,
                                   bool is_new_speaker, struct daesa_arena *arena,
                                   struct daesa_shown *out, struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
