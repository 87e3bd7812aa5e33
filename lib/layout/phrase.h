/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_LAYOUT_PHRASE_H
#define DAESA_LAYOUT_PHRASE_H

#include "core/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How bad it is to divide a text between two words, as a cost: what belongs
 * together by grammar stays together. The style guides say after punctuation and
 * before conjunctions and prepositions, never between article and noun, adjective
 * and noun, first and last name, pronoun and verb; the costs say how much worse one
 * is than the other. There is no parser behind it: function words and endings
 * decide. */

#define DAESA_PHRASE_SENTENCE 0.0f /* behind a full stop */
#define DAESA_PHRASE_CLAUSE 1.0f   /* behind a comma and the like */
#define DAESA_PHRASE_OPENS 6.0f    /* before a conjunction, behind a clause's last verb */
#define DAESA_PHRASE_CLAUSE_MAX 12.0f /* up to here it is the end of a clause */
#define DAESA_PHRASE_GROUP 17.0f      /* before a preposition, behind a particle */
#define DAESA_PHRASE_PLAIN 30.0f      /* nothing is known */
#define DAESA_PHRASE_LEANS 45.0f      /* adjective and noun, adverb and verb */
#define DAESA_PHRASE_TIGHT 65.0f      /* pronoun and verb, preposition and noun */
#define DAESA_PHRASE_GLUED 90.0f      /* article and noun */
#define DAESA_PHRASE_NEVER 1000.0f    /* inside a name, before closing punctuation */

/* Two neighbouring words of a text, and what stands around them; each without the
 * punctuation around it, empty where there is none. Punctuation between the words
 * is for the caller. */
struct daesa_phrase {
    struct daesa_str language; /* BCP 47; empty: not known */
    struct daesa_str earlier, before, after, later;
};

/* The cost of dividing between `before` and `after`. */
float daesa_phrase_cost(const struct daesa_phrase *phrase);

/* The same for Korean, by particles and endings. */
float daesa_phrase_cost_korean(const struct daesa_phrase *phrase);

/* The cost of dividing `text` at byte `at` between characters of scripts without spaces:
 * by where Japanese phrases end, as kana and kanji follow each other. */
float daesa_phrase_cost_unspaced(struct daesa_str text, size_t at);

#ifdef __cplusplus
}
#endif
#endif
