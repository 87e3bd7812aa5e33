/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_PROSE_H
#define DAESA_FORMAT_PROSE_H

#include "core/arena.h"
#include "core/buf.h"
#include "core/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The parts of reading prose, for prose.c: what is quoted in a paragraph, and who is
 * told to have said it. */

/* A quotation of a paragraph. */
struct daesa_quotation {
    size_t from, to;       /* bytes of the paragraph, the marks included */
    struct daesa_str text; /* between the marks */
    bool open;             /* the mark that ends it is missing: it ends with the
                              paragraph, or with the last sentence before the next
                              one begins */
};

/* Finds the next quotation at or after byte `*at`, and moves `*at` to its end. Marks
 * are "", curly double ones, those of German and French, and Korean and Japanese
 * corners; `single` adds curly single ones. A straight mark that follows a letter or a
 * digit does not open. False where there is none. */
bool daesa_quotation_next(struct daesa_str paragraph, bool single, size_t *at,
                          struct daesa_quotation *out);

/* "said", "asks", "whispered" and the like, ASCII case apart. */
bool daesa_verb_of_saying(struct daesa_str word);

/* Whether it is something that is said, by what stands in it and around it, and not a
 * title or a word that the writer keeps at arm's length. */
bool daesa_quotation_said(struct daesa_str paragraph,
                          const struct daesa_quotation *quotation);

/* ---- who speaks ---- */

/* What a paragraph is made of, for the question of who speaks. */
enum daesa_cast_kind {
    DAESA_CAST_WORD,
    DAESA_CAST_NAME,
    DAESA_CAST_ROLE, /* "the director" */
    DAESA_CAST_PRONOUN,
    DAESA_CAST_VERB, /* of saying */
    DAESA_CAST_MARK, /* a comma and the like */
    DAESA_CAST_END,  /* of a sentence */
    DAESA_CAST_QUOTE,
};

struct daesa_cast_token {
    enum daesa_cast_kind kind;
    struct daesa_str text;
    size_t from;
};

/* As much of a paragraph as is looked at; nobody says what comes after. */
#define DAESA_CAST_TOKENS 2048

struct daesa_cast_tokens {
    struct daesa_cast_token items[DAESA_CAST_TOKENS];
    size_t n;
    const char *paragraph; /* whose they are */
};

/* The names of an article with their spellings; {0} is empty. */
struct daesa_cast {
    struct daesa_cast_tokens tokens; /* of the paragraph that was looked at last */
    struct daesa_cast_name {
        struct daesa_str name; /* the spelling that is most frequent */
        struct daesa_cast_spelling {
            struct daesa_str text;
            size_t n;
        } spellings[8];
        size_t n_spellings;
        bool speaks; /* stands beside a verb of saying somewhere */
    } names[128];
    size_t n_names;
};

/* Takes the names of a paragraph, quotations left out, into the cast. The views point
 * into the paragraph, which must outlive the cast. Names past the room of the cast are
 * not learnt. */
void daesa_cast_learn(struct daesa_cast *cast, struct daesa_str paragraph, bool single);

/* Chooses the spelling of each name. */
void daesa_cast_settle(struct daesa_cast *cast);

struct daesa_cast_answer {
    struct daesa_str name; /* empty: nobody is named */
    bool guessed;          /* from further off than its own sentence */
};

/* Who says the quotation that begins at byte `from` of a paragraph. */
struct daesa_cast_answer daesa_cast_speaker(struct daesa_cast *cast,
                                            struct daesa_str paragraph, bool single,
                                            size_t from);

#ifdef __cplusplus
}
#endif
#endif
