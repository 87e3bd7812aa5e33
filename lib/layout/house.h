/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_LAYOUT_HOUSE_H
#define DAESA_LAYOUT_HOUSE_H

#include "core/profile.h"
#include "core/track.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The manner in which a house writes, for texts whose lines are broken: no full stop or
 * comma at the end of a line (bars_line_stops), one character for an ellipsis
 * (joins_ellipsis). `words` are those of the text, and move along; NULL: none. What is
 * made anew lies in `arena`. Adds to `*n_changes` how many characters went. */
enum daesa_status daesa_house_write(struct daesa_arena *arena,
                                    const struct daesa_profile *profile,
                                    struct daesa_text *text, struct daesa_word *words,
                                    size_t n_words, size_t *n_changes);

#ifdef __cplusplus
}
#endif
#endif
