/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_LAYOUT_LINES_H
#define DAESA_LAYOUT_LINES_H

#include "layout/token.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A text broken into lines: the fewest that hold it, and of all the ways to break
 * it so that one which divides what belongs together the least and whose lines are
 * the most alike; where that is equal, the lower line is the longer. */

struct daesa_lines_room {
    size_t line_halves; /* half characters in a line; 0: no limit, one line */
    size_t lines;       /* at most; 0: as many as it takes */
    double line_ratio;  /* of two lines the shorter has this share of the longer */
};

/* What a profile gives a text. */
struct daesa_lines_room daesa_lines_room_of(const struct daesa_profile *profile);

/* Whether the tokens fit into the room at all, broken anywhere between them. */
bool daesa_lines_fit(const struct daesa_token *tokens, size_t n,
                     const struct daesa_lines_room *room);

/* Sets `ends_line` of each token to whether a line ends behind it, false for the
 * last. Where the room is too small no more lines are made than it has, and they
 * are too long. */
enum daesa_status daesa_lines_break(struct daesa_token *tokens, size_t n,
                                    const struct daesa_lines_room *room);

#ifdef __cplusplus
}
#endif
#endif
