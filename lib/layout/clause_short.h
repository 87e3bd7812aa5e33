/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_LAYOUT_CLAUSE_SHORT_H
#define DAESA_LAYOUT_CLAUSE_SHORT_H

#include "layout/clause_place.h"
#include "layout/clause_word.h"

/* Short names for layout/clause.c and layout/clause_place.c, which speak of little
 * else. For no other file. */
#define NAME DAESA_CLAUSE_NAME
#define VERB DAESA_CLAUSE_VERB
#define BASE DAESA_CLAUSE_BASE
#define AUXILIARY DAESA_CLAUSE_AUXILIARY
#define HELPER DAESA_CLAUSE_HELPER
#define ADVERB DAESA_CLAUSE_ADVERB
#define SUBJECT DAESA_CLAUSE_SUBJECT
#define OBJECT DAESA_CLAUSE_OBJECT
#define ARTICLE DAESA_CLAUSE_ARTICLE
#define PREPOSITION DAESA_CLAUSE_PREPOSITION
#define LINK DAESA_CLAUSE_LINK
#define OPENER DAESA_CLAUSE_OPENER
#define RELATIVE DAESA_CLAUSE_RELATIVE
#define PERHAPS DAESA_CLAUSE_PERHAPS
#define TO DAESA_CLAUSE_TO
#define SAYS DAESA_CLAUSE_SAYS
#define LEADS DAESA_CLAUSE_LEADS
#define ING DAESA_CLAUSE_ING
#define LEAST DAESA_CLAUSE_LEAST
#define ADJECTIVE DAESA_CLAUSE_ADJECTIVE
#define TIME DAESA_CLAUSE_TIME
#define TELLS DAESA_CLAUSE_TELLS
#define PARTICLE DAESA_CLAUSE_PARTICLE
#define VAGUE DAESA_CLAUSE_VAGUE
#define NO_NOUN DAESA_CLAUSE_NO_NOUN
#define THAT DAESA_CLAUSE_THAT
#define AS DAESA_CLAUSE_AS
#define STOP DAESA_CLAUSE_STOP
#define FINITE DAESA_CLAUSE_FINITE
#define PROPER DAESA_CLAUSE_PROPER
#define FAR DAESA_CLAUSE_FAR
#define FAR_BACK DAESA_CLAUSE_FAR_BACK
#define OPENS (OPENER | RELATIVE)

#define traits(place, i) daesa_clause_traits(place, i)
#define is(place, i, word) daesa_clause_is(place, i, word)
#define past_adverbs daesa_clause_past_adverbs
#define has_verb_before daesa_clause_has_verb_before
#define has_verb_ahead daesa_clause_has_verb_ahead

#endif
