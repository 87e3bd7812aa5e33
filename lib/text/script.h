/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_TEXT_SCRIPT_H
#define DAESA_TEXT_SCRIPT_H

#include "core/str.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The script that a text is written in, to find a transcript in the wrong one
 * for its language and a font that has it. */
enum daesa_script {
    DAESA_SCRIPT_NONE = 0, /* digits, punctuation, symbols; no letter at all */
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
    DAESA_SCRIPT_ODIA,
    DAESA_SCRIPT_TAMIL,
    DAESA_SCRIPT_TELUGU,
    DAESA_SCRIPT_KANNADA,
    DAESA_SCRIPT_MALAYALAM,
    DAESA_SCRIPT_SINHALA,
    DAESA_SCRIPT_THAI,
    DAESA_SCRIPT_LAO,
    DAESA_SCRIPT_TIBETAN,
    DAESA_SCRIPT_MYANMAR,
    DAESA_SCRIPT_GEORGIAN,
    DAESA_SCRIPT_HANGUL,
    DAESA_SCRIPT_ETHIOPIC,
    DAESA_SCRIPT_KHMER,
    DAESA_SCRIPT_KANA,
    DAESA_SCRIPT_HAN,
    DAESA_SCRIPT_OTHER, /* a letter of a script that is not listed */
    DAESA_N_SCRIPTS,
};

/* "Latin", "Hangul", ...; "no script" and "another script" for the outer two. */
const char *daesa_script_name(enum daesa_script script);

/* The script of a letter; DAESA_SCRIPT_NONE for what is no letter. */
enum daesa_script daesa_script_of(uint32_t code);

/* The script of most letters; Hangul, Han and kana weigh double, as each says more
 * than a letter. Adds to `counts` (of DAESA_N_SCRIPTS) where it is not NULL. */
enum daesa_script daesa_script_main(struct daesa_str text, size_t *counts);

/* The script of most letters of what was counted before. */
enum daesa_script daesa_script_most(const size_t *counts);

/* The script that a language is written in, by its BCP 47 tag, a script subtag
 * ("sr-Latn") included; DAESA_SCRIPT_NONE where it is not known here. */
enum daesa_script daesa_script_of_language(struct daesa_str tag);

/* The language that alone is commonly written in a script: Korean in Hangul; empty where
 * there are many, or none. */
struct daesa_str daesa_script_language(enum daesa_script script);

/* Whether a text mainly in `script` can be in the language: Korean is written in
 * Hangul and Han, Japanese in kana and Han. True where either is not known. */
bool daesa_script_fits(enum daesa_script script, struct daesa_str tag);

#ifdef __cplusplus
}
#endif
#endif
