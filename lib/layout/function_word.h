/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_LAYOUT_FUNCTION_WORD_H
#define DAESA_LAYOUT_FUNCTION_WORD_H

#include "core/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The small words that hold sentences together, by language: English, French, German
 * and Spanish. */

/* What a function word does to the places before and behind it. */
enum daesa_word_role {
    DAESA_WORD_OTHER = 0,   /* no function word */
    DAESA_WORD_ARTICLE,     /* glued to what follows: articles, possessives */
    DAESA_WORD_PREPOSITION, /* opens a group, holds on to its noun */
    DAESA_WORD_OF,          /* likewise, but also holds on to what is before it */
    DAESA_WORD_CONJUNCTION, /* opens a clause */
    DAESA_WORD_LINK,        /* and, or: opens a clause or joins two words */
    DAESA_WORD_SUBJECT,     /* a pronoun before its verb */
    DAESA_WORD_OBJECT,      /* a pronoun behind its verb */
    DAESA_WORD_EITHER,      /* a pronoun that can be both */
    DAESA_WORD_AUXILIARY,   /* before its verb */
    DAESA_WORD_DEGREE,      /* very, not: before what it says something of */
    DAESA_WORD_ADJECTIVE,   /* a common one, before its noun */
    DAESA_WORD_PARTICLE,    /* up, off: behind its verb */
    DAESA_WORD_TITLE,       /* before a name */
};

/* The number of a language, by the first part of its tag ("en"); false where no words
 * of it are known. */
bool daesa_word_language(struct daesa_str base, size_t *out);
const char *daesa_word_tag(size_t language);

/* Longer than any word in the tables. */
#define DAESA_WORD_KEY_SIZE 16

/* The word as tables have it, into `out`: ASCII letters in lower case, a curly
 * apostrophe straight; empty where it has no room in `size` bytes. */
void daesa_word_fold(struct daesa_str word, char *out, size_t size);

/* What a word without punctuation is, whatever its case. */
enum daesa_word_role daesa_word_role(size_t language, struct daesa_str word);

#ifdef __cplusplus
}
#endif
#endif
