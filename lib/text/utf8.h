/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_TEXT_UTF8_H
#define DAESA_TEXT_UTF8_H

#include "core/buf.h"
#include "core/str.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* UTF-8 as the Unicode standard defines it (chapter 3, table 3-7): no overlong
 * forms, no surrogates, nothing past U+10FFFF. What is not well formed reads as
 * U+FFFD, one for each "maximal subpart", as browsers do. */

#define DAESA_UTF8_REPLACEMENT 0xFFFD

/* The code point that begins at byte `*at` (< text.len); moves `*at` behind it. */
uint32_t daesa_utf8_next(struct daesa_str text, size_t *at);
/* The index of the code point that ends before byte `at`; 0 at the beginning. */
size_t daesa_utf8_before(struct daesa_str text, size_t at);

/* The index of the first byte that is not part of well-formed UTF-8, or
 * text.len. */
size_t daesa_utf8_first_bad(struct daesa_str text);
bool daesa_utf8_valid(struct daesa_str text);

/* The number of code points; what is not well formed counts as one for each
 * U+FFFD. */
size_t daesa_utf8_count(struct daesa_str text);

/* Appends one code point; U+FFFD for what is none. */
void daesa_utf8_add(struct daesa_buf *buf, uint32_t code);
/* Appends `text` with U+FFFD for what is not well formed; returns how many. */
size_t daesa_utf8_add_clean(struct daesa_buf *buf, struct daesa_str text);

#ifdef __cplusplus
}
#endif
#endif
