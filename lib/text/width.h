/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_TEXT_WIDTH_H
#define DAESA_TEXT_WIDTH_H

#include "core/profile.h"
#include "core/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How long a text is for those who count characters: graphemes (UAX #29), not
 * code points or bytes. What shows nothing counts nothing: zero width and
 * bidirectional controls, line breaks. Spaces and punctuation count. The rule is the
 * profile's. */

/* The end of the grapheme that begins at byte `at` (< text.len). */
size_t daesa_grapheme_end(struct daesa_str text, size_t at);

/* The length in HALF characters: 2 for each that counts as one. */
size_t daesa_width_halves(struct daesa_str text, enum daesa_width_rule rule);

#ifdef __cplusplus
}
#endif
#endif
