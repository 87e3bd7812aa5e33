/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_LAYOUT_CLAUSE_PLACE_H
#define DAESA_LAYOUT_CLAUSE_PLACE_H

#include "layout/token.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What English words are in their places: whether "moves" is the verb of its clause,
 * whether "that" points at something or opens a clause. Guessed from the words around,
 * for layout/clause.h. */

/* Traits that a word has in its place only, beside those of layout/clause_word.h. */
#define DAESA_CLAUSE_STOP (1u << 28)   /* punctuation behind it */
#define DAESA_CLAUSE_FINITE (1u << 29) /* it is a finite verb here */
#define DAESA_CLAUSE_PROPER (1u << 30) /* it has a capital letter or a digit */

/* How many words one looks ahead for a verb, and back. */
#define DAESA_CLAUSE_FAR 14
#define DAESA_CLAUSE_FAR_BACK 48

/* A text and the place between two of its words: behind token `i`. */
struct daesa_clause_place {
    const struct daesa_token *tokens;
    size_t n, i;
    struct daesa_str text;
};

/* Sets the traits of the tokens of `text`. */
void daesa_clause_find(struct daesa_token *tokens, size_t n, struct daesa_str text);

/* The traits of word `i`, 0 behind the last; and whether it is that word, whatever the
 * case of its letters. */
uint32_t daesa_clause_traits(const struct daesa_clause_place *place, size_t i);
bool daesa_clause_is(const struct daesa_clause_place *place, size_t i, const char *word);

/* The next word from `i` on that is no adverb. */
size_t daesa_clause_past_adverbs(const struct daesa_clause_place *place, size_t i);

/* Whether a finite verb has been seen since the clause began that word `i` is in. */
bool daesa_clause_has_verb_before(const struct daesa_clause_place *place, size_t i);

/* Whether what begins at word `i` gets a finite verb of its own: those of clauses
 * that open in between do not count. */
bool daesa_clause_has_verb_ahead(const struct daesa_clause_place *place, size_t i);

#ifdef __cplusplus
}
#endif
#endif
