/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_TEXT_LANGUAGE_H
#define DAESA_TEXT_LANGUAGE_H

#include "core/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Containers name languages by ISO 639-2 ("kor", and German as "ger" or "deu"),
 * people by BCP 47 ("ko", "de-AT"). */

/* The BCP 47 name of an ISO 639-2 code of three letters that has one of two
 * ("kor" is "ko"); "und", "mis", "zxx" and "" are the empty string; anything
 * else comes back as it is. The result is static text or `code` itself. */
struct daesa_str daesa_language_tag(struct daesa_str code);

/* Whether two names, in either system, mean the same language, whatever the
 * region or script. Empty matches nothing. */
bool daesa_language_matches(struct daesa_str a, struct daesa_str b);

/* Whether this is a tag as BCP 47 has it: a language of two letters that ISO 639-1 has,
 * or of three or four (espeak-ng calls Klingon "piqd"), and more parts of letters and
 * digits behind "-"; or one of private use, "x-...". */
bool daesa_language_is_tag(struct daesa_str tag);

#ifdef __cplusplus
}
#endif
#endif
