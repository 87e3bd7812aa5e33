/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_TEXT_SCRIPT_H
#define DAESA_TEXT_SCRIPT_H

#include "core/str.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Which script letters belong to, as far as it tells languages apart: the Unicode
 * blocks of the scripts that the languages are written in which can be spoken. */
enum daesa_script {
    DAESA_SCRIPT_NONE = 0, /* no letter, or of a script that is not listed */
    DAESA_SCRIPT_LATIN,
    DAESA_SCRIPT_GREEK,
    DAESA_SCRIPT_CYRILLIC,
    DAESA_SCRIPT_ARMENIAN,
    DAESA_SCRIPT_HEBREW,
    DAESA_SCRIPT_ARABIC,
    DAESA_SCRIPT_DEVANAGARI,
    DAESA_SCRIPT_BENGALI,
    DAESA_SCRIPT_GURMUKHI,
    DAESA_SCRIPT_GUJARATI,
    DAESA_SCRIPT_ORIYA,
    DAESA_SCRIPT_TAMIL,
    DAESA_SCRIPT_TELUGU,
    DAESA_SCRIPT_KANNADA,
    DAESA_SCRIPT_MALAYALAM,
    DAESA_SCRIPT_SINHALA,
    DAESA_SCRIPT_THAI,
    DAESA_SCRIPT_MYANMAR,
    DAESA_SCRIPT_GEORGIAN,
    DAESA_SCRIPT_ETHIOPIC,
    DAESA_SCRIPT_CHEROKEE,
    DAESA_SCRIPT_HANGUL,
    DAESA_SCRIPT_KANA,
    DAESA_SCRIPT_HAN,
    DAESA_N_SCRIPTS,
};

enum daesa_script daesa_script_of(uint32_t code);

/* "Latin", "Hangul", ...; "other" for DAESA_SCRIPT_NONE. */
const char *daesa_script_name(enum daesa_script script);

/* Letters of a text, or of many, by their script. {0} is none. */
struct daesa_script_counts {
    size_t letters[DAESA_N_SCRIPTS]; /* [DAESA_SCRIPT_NONE]: of other scripts */
};

void daesa_script_count(struct daesa_script_counts *counts, struct daesa_str text);

/* The script with the most letters; DAESA_SCRIPT_NONE where there are none. */
enum daesa_script daesa_script_main(const struct daesa_script_counts *counts);

/* Whether texts in the language (a BCP 47 tag) are written in that script. A tag
 * may name its script ("sr-Latn"); a language that is not known here suits all. */
bool daesa_script_suits(enum daesa_script script, struct daesa_str language);

/* The language that a text can only be in by its scripts: "ko" for Hangul, "ja"
 * where there is kana; NULL where there are several or none. */
const char *daesa_script_language(const struct daesa_script_counts *counts);

#ifdef __cplusplus
}
#endif
#endif
