/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_LAYOUT_CLAUSE_H
#define DAESA_LAYOUT_CLAUSE_H

#include "layout/token.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Where clauses begin and end. A line may break before any preposition; a cue should
 * end where a clause does, and that is seen only from further away: whether a verb
 * follows "before", whether "and" joins clauses or nouns, where a relative clause
 * is over. It is guessed from small words, common verbs and endings. */

/* Sets `cue_cost` of the tokens of `text`, which is in `language`, where more is seen
 * than in `cost`: in English it is at most DAESA_PHRASE_CLAUSE_MAX where a clause ends,
 * and above that elsewhere. Names stay whole. */
void daesa_clause_price(struct daesa_token *tokens, size_t n, struct daesa_str text,
                        struct daesa_str language);

/* What it costs to break a line behind a token that has its price: `cost`, but for what
 * turned out to be the end of a clause, or none. */
float daesa_clause_line_cost(const struct daesa_token *token);

#ifdef __cplusplus
}
#endif
#endif
