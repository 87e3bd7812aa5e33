/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_TEXT_LETTER_H
#define DAESA_TEXT_LETTER_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What kind of character a code point is, by its Unicode general category. */

/* Any letter (L*), of any script. */
bool daesa_letter(uint32_t code);
/* A letter that may begin a name: upper or title case, or of a script that has
 * no case, such as Hangul. */
bool daesa_letter_capital(uint32_t code);
bool daesa_letter_upper(uint32_t code);
bool daesa_letter_lower(uint32_t code);
/* A decimal digit or another number (N*). */
bool daesa_letter_number(uint32_t code);
/* A syllable of Hangul, as one code point. */
static inline bool daesa_letter_hangul(uint32_t code)
{
    return code >= 0xAC00 && code <= 0xD7A3;
}
/* Punctuation (P*) or a symbol (S*). */
bool daesa_letter_mark(uint32_t code);
/* White space, among it U+00A0 and U+3000, and line ends. */
bool daesa_letter_space(uint32_t code);
/* Shows nothing: zero width spaces and joiners, variation selectors,
 * bidirectional controls, the byte order mark, other format and control
 * characters. */
bool daesa_letter_invisible(uint32_t code);

#ifdef __cplusplus
}
#endif
#endif
