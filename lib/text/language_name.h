/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_TEXT_LANGUAGE_NAME_H
#define DAESA_TEXT_LANGUAGE_NAME_H

#include "core/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The tag (ISO 639) of a language by its name in English ("Korean"), in Korean
 * ("한국어") or, of a few, in itself ("Deutsch"). ASCII case apart; NULL for other
 * names. */
const char *daesa_language_of_name(struct daesa_str name);

/* The tag that somebody meant who wrote a language's name for it, or the code of a
 * country ("jp" is "ja"), though it may be another language's ("kr" is "ko", and the code
 * of Kanuri: ask where the word itself is of no use). NULL where that is not known. */
const char *daesa_language_meant(struct daesa_str word);

/* The tag for which somebody wrote "EN" or "KR": that of a language whose name is
 * known, else that of a country's language. ASCII case apart; NULL for other words. */
const char *daesa_language_in_capitals(struct daesa_str word);

#ifdef __cplusplus
}
#endif
#endif
