/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_TEXT_JAMO_H
#define DAESA_TEXT_JAMO_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Whether two syllables of Hangul, as code points, differ in one letter, and in letters
 * that are heard or typed for each other: plain, tense and aspirated consonants, finals
 * that sound alike, vowels of one place ("고은" and "고운", "동욱" and "동옥"). False for
 * what is no such syllable, and for a syllable and itself. */
bool daesa_jamo_near(uint32_t a, uint32_t b);

#ifdef __cplusplus
}
#endif
#endif
