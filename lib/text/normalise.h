/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_TEXT_NORMALISE_H
#define DAESA_TEXT_NORMALISE_H

#include "core/buf.h"
#include "core/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Unicode normalisation form C, in which text is kept inside: macOS writes
 * Hangul and accents decomposed (form D), and counting, searching and speaking
 * want them composed. */

/* True where `text` is surely in form C already; quick, and false for some
 * texts that are. */
bool daesa_nfc_quick(struct daesa_str text);

/* Appends `text` (valid UTF-8) in form C. A failure sticks in the buffer. */
void daesa_nfc_add(struct daesa_buf *buf, struct daesa_str text);

/* Appends `text` as it compares where case does not count: folded, and in form C.
 * Two names that are the same then are one file on a file system that ignores
 * case. Text that is not UTF-8 is appended as it is. */
void daesa_fold_add(struct daesa_buf *buf, struct daesa_str text);

#ifdef __cplusplus
}
#endif
#endif
