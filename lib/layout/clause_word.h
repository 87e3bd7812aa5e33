/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_LAYOUT_CLAUSE_WORD_H
#define DAESA_LAYOUT_CLAUSE_WORD_H

#include "core/str.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What an English word may do in a clause, as bits. Without a lexicon nobody knows
 * more: what is no small word and no common verb is DAESA_CLAUSE_NAME, a noun or
 * anything else that stands where nouns do; with DAESA_CLAUSE_BASE, "place", it is one of
 * the two. */
enum {
    DAESA_CLAUSE_NAME = 1 << 0,
    DAESA_CLAUSE_VERB = 1 << 1,      /* a finite one, or a participle: "told" */
    DAESA_CLAUSE_BASE = 1 << 2,      /* finite or an infinitive: "know" */
    DAESA_CLAUSE_AUXILIARY = 1 << 3, /* a finite one: "was", "can't" */
    DAESA_CLAUSE_HELPER = 1 << 4,    /* no finite one: "been" */
    DAESA_CLAUSE_ADVERB = 1 << 5,    /* may stand before a verb: "never" */
    DAESA_CLAUSE_SUBJECT = 1 << 6,   /* a pronoun before a verb: "they", "you" */
    DAESA_CLAUSE_OBJECT = 1 << 7,    /* a pronoun behind one: "them", "you" */
    DAESA_CLAUSE_ARTICLE = 1 << 8,   /* what opens a group with a noun: "the", "her" */
    DAESA_CLAUSE_PREPOSITION = 1 << 9,
    DAESA_CLAUSE_LINK = 1 << 10,     /* "and", "or" */
    DAESA_CLAUSE_OPENER = 1 << 11,   /* surely opens a clause: "because", "whether" */
    DAESA_CLAUSE_RELATIVE = 1 << 12, /* "who", "which", "that": opens one, too */
    DAESA_CLAUSE_PERHAPS = 1 << 13,  /* opens one or a group: "before", "as", "than" */
    DAESA_CLAUSE_TO = 1 << 14,
    DAESA_CLAUSE_SAYS = 1 << 15,  /* a verb that a clause may follow: "noticed" */
    DAESA_CLAUSE_LEADS = 1 << 16, /* holds on to the infinitive behind it: "used" */
    DAESA_CLAUSE_ING = 1 << 17,
    DAESA_CLAUSE_LEAST = 1 << 18, /* stands before an opener: "even", "especially" */
    DAESA_CLAUSE_ADJECTIVE = 1 << 19,
    DAESA_CLAUSE_TIME = 1 << 20,     /* a noun that time is told by: "night" */
    DAESA_CLAUSE_TELLS = 1 << 21,    /* not at once: "told us it", "denied that" */
    DAESA_CLAUSE_PARTICLE = 1 << 22, /* a preposition that may belong to a verb: "up" */
    DAESA_CLAUSE_VAGUE = 1 << 23,    /* opens a clause that may be a subject: "what" */
    DAESA_CLAUSE_NO_NOUN = 1 << 24,  /* a DAESA_CLAUSE_BASE that is no noun: "seem" */
    DAESA_CLAUSE_THAT = 1 << 25,
    DAESA_CLAUSE_AS = 1 << 26,
};

/* Of a word without the punctuation around it; 0 where it is empty. */
uint32_t daesa_clause_word(struct daesa_str word);

#ifdef __cplusplus
}
#endif
#endif
