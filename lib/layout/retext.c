/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "layout/retext.h"

#include "core/buf.h"

#include <string.h>

/* Tokens at work: where each lies in the old text and in the new. */
struct piece {
    const struct daesa_token *tokens;
    size_t first, last;
    size_t end; /* of the new text */
};

/* Where a place of the old text is in the new one. What lies in white space goes to
 * the end of the token before it, or, for what begins there, to the next token. */
static size_t moved(const struct piece *piece, size_t at, bool begins)
{
    size_t low = piece->first, high = piece->last;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (piece->tokens[middle].to < at)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == piece->last)
        return piece->end;
    const struct daesa_token *token = &piece->tokens[low];
    if (begins && at == token->to && low + 1 < piece->last)
        return piece->tokens[low + 1].placed;
    if (at >= token->from)
        return token->placed + (at - token->from);
    if (begins || low == piece->first)
        return token->placed;
    const struct daesa_token *before = &piece->tokens[low - 1];
    return before->placed + (before->to - before->from);
}

static void build(struct daesa_buf *buf, struct daesa_str plain,
                  struct daesa_token *tokens, size_t first, size_t last)
{
    for (size_t i = first; i < last; i++) {
        tokens[i].placed = buf->len;
        daesa_buf_add(buf, daesa_str_slice(plain, tokens[i].from, tokens[i].to));
        if (i + 1 < last && (tokens[i].ends_line || tokens[i].space))
            daesa_buf_add_char(buf, tokens[i].ends_line ? '\n' : ' ');
    }
}

/* Which spans of the old text lie over the piece; points count where they touch. */
static bool is_over(const struct daesa_span *span, size_t from, size_t to, size_t len)
{
    if (span->from == span->to)
        return (span->from >= from || from == 0) &&
               (span->from < to || (to == len && span->from <= len));
    return span->from < to && span->to > from;
}

static enum daesa_status move_spans(struct daesa_arena *arena,
                                    const struct daesa_text *in,
                                    const struct piece *piece, struct daesa_text *out)
{
    size_t from = piece->first ? piece->tokens[piece->first - 1].to : 0;
    size_t to = piece->tokens[piece->last - 1].to;
    out->spans = NULL;
    out->n_spans = 0;
    if (in->n_spans == 0)
        return DAESA_OK;
    out->spans = daesa_arena_alloc(arena, in->n_spans, sizeof *out->spans);
    if (!out->spans)
        return DAESA_NO_MEMORY;
    for (size_t i = 0; i < in->n_spans; i++) {
        struct daesa_span span = in->spans[i];
        bool is_point = span.from == span.to;
        if (!is_over(&span, from, to, in->plain.len))
            continue;
        span.from = moved(piece, span.from, !is_point);
        span.to = is_point ? span.from : moved(piece, span.to, false);
        if (is_point || span.to > span.from)
            out->spans[out->n_spans++] = span;
    }
    return DAESA_OK;
}

static void move_words(const struct daesa_retext_opts *opts, const struct piece *piece)
{
    size_t from = piece->tokens[piece->first].from;
    size_t to = piece->tokens[piece->last - 1].to;
    *opts->n_words_out = 0;
    for (size_t i = 0; i < opts->n_words; i++) {
        struct daesa_word word = opts->words[i];
        if (word.from < from || word.to > to)
            continue;
        word.from = moved(piece, word.from, false);
        word.to = moved(piece, word.to, false);
        opts->words_out[(*opts->n_words_out)++] = word;
    }
}

enum daesa_status daesa_text_piece(struct daesa_arena *arena, const struct daesa_text *in,
                                   struct daesa_token *tokens, size_t first, size_t last,
                                   const struct daesa_retext_opts *opts,
                                   struct daesa_text *out)
{
    struct daesa_buf plain = {0};
    struct daesa_text text = *in;
    if (opts && opts->prefix)
        daesa_buf_add_text(&plain, opts->prefix);
    build(&plain, in->plain, tokens, first, last);
    struct piece piece = {tokens, first, last, plain.len};
    enum daesa_status st = plain.status;
    if (!st && !daesa_str_equal(daesa_buf_str(&plain), in->plain)) {
        if (!daesa_arena_copy(arena, daesa_buf_str(&plain), &text.plain))
            st = DAESA_NO_MEMORY;
        if (!st)
            st = move_spans(arena, in, &piece, &text);
    }
    daesa_buf_finish(&plain);
    if (st)
        return st;
    if (opts && opts->words_out)
        move_words(opts, &piece);
    *out = text;
    return DAESA_OK;
}

static enum daesa_status join_spans(struct daesa_arena *arena, const struct daesa_text *a,
                                    const struct daesa_text *b, size_t shift,
                                    struct daesa_text *out)
{
    size_t n = a->n_spans + b->n_spans;
    struct daesa_span *spans = daesa_arena_alloc(arena, n, sizeof *spans);
    if (!spans)
        return DAESA_NO_MEMORY;
    out->spans = spans;
    out->n_spans = n;
    if (a->n_spans)
        memcpy(spans, a->spans, a->n_spans * sizeof *a->spans);
    for (size_t i = 0; i < b->n_spans; i++) {
        struct daesa_span span = b->spans[i];
        span.from += shift;
        span.to += shift;
        spans[a->n_spans + i] = span;
    }
    return DAESA_OK;
}

enum daesa_status daesa_text_join(struct daesa_arena *arena, const struct daesa_text *a,
                                  const char *between, const struct daesa_text *b,
                                  struct daesa_text *out, size_t *shift)
{
    struct daesa_buf plain = {0};
    struct daesa_text text = *a;
    daesa_buf_add(&plain, a->plain);
    daesa_buf_add_text(&plain, between);
    size_t moved_by = plain.len;
    daesa_buf_add(&plain, b->plain);
    enum daesa_status st = plain.status;
    if (!st && !daesa_arena_copy(arena, daesa_buf_str(&plain), &text.plain))
        st = DAESA_NO_MEMORY;
    if (!st)
        st = join_spans(arena, a, b, moved_by, &text);
    daesa_buf_finish(&plain);
    if (st)
        return st;
    *out = text;
    *shift = moved_by;
    return DAESA_OK;
}

static size_t after_cut(size_t at, size_t from, size_t to)
{
    return at <= from ? at : at < to ? from : at - (to - from);
}

enum daesa_status daesa_text_cut(struct daesa_arena *arena, const struct daesa_text *in,
                                 size_t from, size_t to, struct daesa_text *out)
{
    struct daesa_buf plain = {0};
    struct daesa_text text = *in;
    daesa_buf_add(&plain, daesa_str_slice(in->plain, 0, from));
    daesa_buf_add(&plain, daesa_str_from(in->plain, to));
    enum daesa_status st = plain.status;
    if (!st && !daesa_arena_copy(arena, daesa_buf_str(&plain), &text.plain))
        st = DAESA_NO_MEMORY;
    daesa_buf_finish(&plain);
    if (!st && in->n_spans) {
        text.n_spans = 0;
        text.spans = daesa_arena_alloc(arena, in->n_spans, sizeof *text.spans);
        st = text.spans ? DAESA_OK : DAESA_NO_MEMORY;
    }
    for (size_t i = 0; !st && i < in->n_spans; i++) {
        struct daesa_span span = in->spans[i];
        bool is_point = span.from == span.to;
        span.from = after_cut(span.from, from, to);
        span.to = after_cut(span.to, from, to);
        if (is_point || span.to > span.from)
            text.spans[text.n_spans++] = span;
    }
    if (!st)
        *out = text;
    return st;
}
