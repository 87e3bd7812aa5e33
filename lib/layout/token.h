/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_LAYOUT_TOKEN_H
#define DAESA_LAYOUT_TOKEN_H

#include "core/profile.h"
#include "core/track.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A text as a row of tokens that it may be divided between: what stands between
 * white space, and in scripts that are written without it (Han, kana) each
 * character with the punctuation that belongs to it. Korean is divided at spaces
 * only. */
struct daesa_token {
    size_t from, to;   /* bytes of the text, white space left out */
    uint32_t n_halves; /* half characters, see daesa_width_rule */
    uint32_t space;    /* of the white space behind it; 0: none, or the last */
    float cost;        /* of dividing behind it, see layout/phrase.h */
    float cue_cost;    /* of ending a cue behind it; `cost`, see layout/clause.h */
    bool ends_sentence;
    bool ends_line;  /* the text has a line break behind it */
    size_t placed;   /* private: where it went in a new text (layout/retext.h) */
    uint32_t traits; /* private: what it may do in a clause (layout/clause.c) */
};

/* A row that is used for one text after the other; {0} is empty. */
struct daesa_tokens {
    struct daesa_token *items; /* owned */
    size_t n, cap;
};

struct daesa_token_opts {
    struct daesa_str language; /* of the text; empty: not known */
    enum daesa_width_rule counting;
    /* Names that are not divided: those of the speakers and their aliases. */
    const struct daesa_speaker *speakers;
    size_t n_speakers;
};

/* Makes `tokens` those of `text`, in place of what it held. `opts` may be NULL.
 * DAESA_NO_MEMORY: it is empty then. */
enum daesa_status daesa_tokens_make(struct daesa_tokens *tokens, struct daesa_str text,
                                    const struct daesa_token_opts *opts);
void daesa_tokens_finish(struct daesa_tokens *tokens);

/* The word in a token, without the punctuation around it. */
struct daesa_str daesa_token_core(struct daesa_str text, const struct daesa_token *token);

/* The width of tokens [from, to) in one line, in half characters. */
size_t daesa_tokens_width(const struct daesa_token *tokens, size_t from, size_t to);

#ifdef __cplusplus
}
#endif
#endif
