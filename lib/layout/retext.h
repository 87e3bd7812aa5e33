/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_LAYOUT_RETEXT_H
#define DAESA_LAYOUT_RETEXT_H

#include "layout/token.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Texts made from texts: a piece of one, broken anew, with the markup that lies
 * over it. Where nothing changes the new text is the old one, pointers and all. */

struct daesa_retext_opts {
    const char *prefix; /* put before it: "- "; NULL: nothing */
    /* Words of the text, moved along; NULL: none. Those of the piece are written
     * to `words_out`, which has room for all, and their number to `n_words_out`. */
    const struct daesa_word *words;
    size_t n_words;
    struct daesa_word *words_out;
    size_t *n_words_out;
};

/* Makes `out` of tokens [first, last) of `in`: a line break where a token ends a
 * line, else one space where there was white space. `tokens` are those of in->plain,
 * and not empty between first and last. What is new lies in `arena`. `opts` may be
 * NULL. */
enum daesa_status daesa_text_piece(struct daesa_arena *arena, const struct daesa_text *in,
                                   struct daesa_token *tokens, size_t first, size_t last,
                                   const struct daesa_retext_opts *opts,
                                   struct daesa_text *out);

/* Makes `out` of `a`, `between` and `b`, in the language of `a`. The words of `b`
 * then begin *shift bytes later. */
enum daesa_status daesa_text_join(struct daesa_arena *arena, const struct daesa_text *a,
                                  const char *between, const struct daesa_text *b,
                                  struct daesa_text *out, size_t *shift);

/* Makes `out` of `in` without bytes [from, to) of it. */
enum daesa_status daesa_text_cut(struct daesa_arena *arena, const struct daesa_text *in,
                                 size_t from, size_t to, struct daesa_text *out);

#ifdef __cplusplus
}
#endif
#endif
