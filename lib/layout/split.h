/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_LAYOUT_SPLIT_H
#define DAESA_LAYOUT_SPLIT_H

#include "core/evidence.h"
#include "layout/token.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A line that is too long for a cue, divided into pieces. All divisions are weighed
 * together: at the end of a sentence rather than of a clause, of a clause rather
 * than anywhere; so that each piece fits and can be read while it is said; rather
 * at a pause. A translation is divided into as many pieces, each at an end of its
 * own near the place of the other's; where both have the same number of sentences,
 * sentence goes with sentence. */

/* More texts of a cue than are ever shown at once. */
#define DAESA_SPLIT_MAX_TEXTS 17

/* One of the texts. The first is the one that is spoken, shown or not. */
struct daesa_split_text {
    const struct daesa_token *tokens;
    size_t n;
    const struct daesa_profile *profile; /* NULL: it is not shown */
};

struct daesa_split {
    const struct daesa_split_text *texts;
    size_t n_texts;
    const struct daesa_interval *times; /* of each token of the first text */
    int64_t next_us; /* when the line has to be gone; DAESA_TIME_MAX: never */
    int64_t gap_us;  /* left free between two pieces */
};

/* Takes a piece: of text t the tokens [from[t], to[t]), said in `said`. A text that
 * is too short for so many pieces has none in some of them. */
typedef enum daesa_status daesa_split_put(void *context, const size_t *from,
                                          const size_t *to, struct daesa_interval said);

/* Whether the line has to be divided. */
bool daesa_split_needed(const struct daesa_split *split);

/* Divides the line, calling `put` for each piece in turn; once with all of it where
 * it need not be divided. */
enum daesa_status daesa_split_run(const struct daesa_split *split, daesa_split_put *put,
                                  void *context);

#ifdef __cplusplus
}
#endif
#endif
