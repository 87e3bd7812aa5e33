/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/markup.h"

#include "core/array.h"

#include <stdlib.h>
#include <string.h>

/* Spans of one text; more is an attack and not a subtitle. */
#define MAX_SPANS ((size_t)1 << 16)

void daesa_markup_add(struct daesa_markup *markup, struct daesa_str text)
{
    daesa_buf_add(&markup->plain, text);
}

static struct daesa_span *add_span(struct daesa_markup *markup)
{
    if (markup->status || markup->n_spans >= MAX_SPANS)
        return NULL;
    struct daesa_span *spans = daesa_array_grow(markup->spans, &markup->cap_spans,
                                                markup->n_spans + 1, sizeof *spans);
    if (!spans) {
        markup->status = DAESA_NO_MEMORY;
        return NULL;
    }
    markup->spans = spans;
    return &spans[markup->n_spans++];
}

bool daesa_markup_open(struct daesa_markup *markup, enum daesa_span_kind kind,
                       struct daesa_str value, int64_t number)
{
    if (markup->n_open == DAESA_MARKUP_DEPTH)
        return false;
    struct daesa_span *span = add_span(markup);
    if (!span)
        return false;
    *span =
        (struct daesa_span){markup->plain.len, markup->plain.len, kind, value, number};
    markup->open[markup->n_open++] = markup->n_spans - 1;
    return true;
}

static void close_at(struct daesa_markup *markup, size_t i)
{
    markup->spans[markup->open[i]].to = markup->plain.len;
    markup->n_open--;
    memmove(&markup->open[i], &markup->open[i + 1],
            (markup->n_open - i) * sizeof *markup->open);
}

bool daesa_markup_close(struct daesa_markup *markup, enum daesa_span_kind kind)
{
    for (size_t i = markup->n_open; i-- > 0;)
        if (markup->spans[markup->open[i]].kind == kind) {
            close_at(markup, i);
            return true;
        }
    return false;
}

size_t daesa_markup_depth(const struct daesa_markup *markup)
{
    return markup->n_open;
}

void daesa_markup_close_to(struct daesa_markup *markup, size_t n)
{
    while (markup->n_open > n)
        close_at(markup, markup->n_open - 1);
}

void daesa_markup_trim(struct daesa_markup *markup)
{
    size_t n = markup->plain.len;
    while (n && (markup->plain.s[n - 1] == ' ' || markup->plain.s[n - 1] == '\n'))
        n--;
    daesa_buf_cut(&markup->plain, n);
    for (size_t i = 0; i < markup->n_spans; i++) {
        struct daesa_span *span = &markup->spans[i];
        span->from = span->from < n ? span->from : n;
        span->to = span->to < n ? span->to : n;
    }
}

void daesa_markup_span(struct daesa_markup *markup, size_t from,
                       enum daesa_span_kind kind, struct daesa_str value, int64_t number)
{
    struct daesa_span *span = add_span(markup);
    if (span)
        *span = (struct daesa_span){from, markup->plain.len, kind, value, number};
}

struct daesa_markup_spot daesa_markup_here(const struct daesa_markup *markup)
{
    return (struct daesa_markup_spot){markup->plain.len, markup->n_spans};
}

void daesa_markup_around(struct daesa_markup *markup, struct daesa_markup_spot spot,
                         enum daesa_span_kind kind, struct daesa_str value)
{
    size_t n_inside = markup->n_spans - spot.n_spans;
    if (!add_span(markup))
        return;
    struct daesa_span *span = &markup->spans[spot.n_spans];
    memmove(span + 1, span, n_inside * sizeof *span);
    *span = (struct daesa_span){spot.from, markup->plain.len, kind, value, 0};
    for (size_t i = 0; i < markup->n_open; i++)
        markup->open[i] += markup->open[i] >= spot.n_spans;
}

enum daesa_status daesa_markup_settle(struct daesa_markup *markup)
{
    for (size_t i = 0; i < markup->n_spans; i++)
        if (markup->spans[i].value.len &&
            !daesa_arena_copy(&markup->values, markup->spans[i].value,
                              &markup->spans[i].value))
            return DAESA_NO_MEMORY;
    return DAESA_OK;
}

void daesa_markup_point(struct daesa_markup *markup, enum daesa_span_kind kind,
                        struct daesa_str value, int64_t number)
{
    struct daesa_span *span = add_span(markup);
    if (span)
        *span = (struct daesa_span){markup->plain.len, markup->plain.len, kind, value,
                                    number};
}

static bool is_point(const struct daesa_span *span)
{
    return span->kind == DAESA_SPAN_RAW || span->kind == DAESA_SPAN_TIME;
}

/* Insertion sort: nearly sorted already, short, and it keeps the order. */
static void sort_spans(struct daesa_span *spans, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        struct daesa_span span = spans[i];
        size_t j = i;
        for (; j > 0 && (spans[j - 1].from > span.from ||
                         (spans[j - 1].from == span.from && spans[j - 1].to < span.to));
             j--)
            spans[j] = spans[j - 1];
        spans[j] = span;
    }
}

static enum daesa_status copy_spans(struct daesa_markup *markup,
                                    struct daesa_track *track, struct daesa_text *text)
{
    size_t n = 0;
    for (size_t i = 0; i < markup->n_spans; i++)
        if (markup->spans[i].from < markup->spans[i].to || is_point(&markup->spans[i]))
            markup->spans[n++] = markup->spans[i];
    if (n == 0)
        return DAESA_OK;
    sort_spans(markup->spans, n);
    struct daesa_span *spans = daesa_arena_alloc(&track->arena, n, sizeof *spans);
    if (!spans)
        return DAESA_NO_MEMORY;
    for (size_t i = 0; i < n; i++) {
        spans[i] = markup->spans[i];
        if (spans[i].value.len &&
            !daesa_arena_copy(&track->arena, spans[i].value, &spans[i].value))
            return DAESA_NO_MEMORY;
    }
    text->spans = spans;
    text->n_spans = n;
    return DAESA_OK;
}

enum daesa_status daesa_markup_end(struct daesa_markup *markup, struct daesa_track *track,
                                   struct daesa_cue *cue, struct daesa_str language)
{
    daesa_markup_close_to(markup, 0);
    enum daesa_status status = markup->status ? markup->status : markup->plain.status;
    if (!status) {
        struct daesa_text *text =
            daesa_cue_add_text(track, cue, language, daesa_buf_str(&markup->plain));
        status = text ? copy_spans(markup, track, text) : DAESA_NO_MEMORY;
    }
    daesa_markup_drop(markup);
    return status;
}

void daesa_markup_drop(struct daesa_markup *markup)
{
    daesa_buf_cut(&markup->plain, 0);
    daesa_arena_finish(&markup->values);
    markup->n_spans = markup->n_open = 0;
}

void daesa_markup_finish(struct daesa_markup *markup)
{
    if (!markup)
        return;
    daesa_buf_finish(&markup->plain);
    daesa_arena_finish(&markup->values);
    free(markup->spans);
    *markup = (struct daesa_markup){0};
}

/* Where the walk over a text stands. */
struct walk {
    const struct daesa_text *text;
    const struct daesa_tagger *tagger;
    struct daesa_buf *out;
    const struct daesa_span *open[DAESA_MARKUP_DEPTH];
    size_t n_open, next; /* next: the first span that has not begun */
};

static void write_plain(const struct daesa_tagger *tagger, struct daesa_buf *out,
                        struct daesa_str piece)
{
    if (piece.len == 0)
        return;
    if (tagger->text)
        tagger->text(tagger->user, out, piece);
    else
        daesa_buf_add(out, piece);
}

static void close_span(struct walk *w)
{
    const struct daesa_span *span = w->open[--w->n_open];
    if (w->tagger->close)
        w->tagger->close(w->tagger->user, w->out, span, w->open, w->n_open);
}

static void open_span(struct walk *w, const struct daesa_span *span)
{
    if (w->n_open == DAESA_MARKUP_DEPTH)
        return;
    w->open[w->n_open++] = span;
    if (w->tagger->open)
        w->tagger->open(w->tagger->user, w->out, span);
}

/* Closes every span that ends at `at`; those inside that go on are opened again. */
static void end_spans(struct walk *w, size_t at)
{
    const struct daesa_span *again[DAESA_MARKUP_DEPTH];
    size_t n = 0, outermost = w->n_open;
    for (size_t i = w->n_open; i-- > 0;)
        if (w->open[i]->to <= at)
            outermost = i;
    while (w->n_open > outermost) {
        if (w->open[w->n_open - 1]->to > at)
            again[n++] = w->open[w->n_open - 1];
        close_span(w);
    }
    while (n > 0)
        open_span(w, again[--n]);
}

static void begin_spans(struct walk *w, size_t at)
{
    for (; w->next < w->text->n_spans && w->text->spans[w->next].from <= at; w->next++) {
        const struct daesa_span *span = &w->text->spans[w->next];
        if (span->to > at)
            open_span(w, span);
        else if (w->tagger->point)
            w->tagger->point(w->tagger->user, w->out, span);
    }
}

/* The next place after `at` where a span begins or ends, or the text's end. */
static size_t next_edge(const struct walk *w, size_t at)
{
    size_t edge = w->text->plain.len;
    for (size_t i = 0; i < w->n_open; i++)
        if (w->open[i]->to > at && w->open[i]->to < edge)
            edge = w->open[i]->to;
    if (w->next < w->text->n_spans && w->text->spans[w->next].from < edge)
        edge = w->text->spans[w->next].from;
    return edge;
}

static void write_marked(const struct daesa_text *text, const struct daesa_tagger *tagger,
                         struct daesa_buf *out)
{
    struct walk w = {.text = text, .tagger = tagger, .out = out};
    size_t at = 0;
    for (;;) {
        end_spans(&w, at);
        begin_spans(&w, at);
        if (at >= text->plain.len)
            break;
        size_t edge = next_edge(&w, at);
        write_plain(tagger, out, daesa_str_slice(text->plain, at, edge));
        at = edge;
    }
    while (w.n_open)
        close_span(&w);
}

void daesa_markup_write(const struct daesa_text *text, const struct daesa_tagger *tagger,
                        struct daesa_buf *out)
{
    if (text->n_spans)
        write_marked(text, tagger, out);
    else
        write_plain(tagger, out, text->plain);
}

bool daesa_markup_same(const struct daesa_text *a, const struct daesa_text *b)
{
    if (!daesa_str_equal(a->plain, b->plain) || a->n_spans != b->n_spans)
        return false;
    for (size_t i = 0; i < a->n_spans; i++) {
        const struct daesa_span *x = &a->spans[i], *y = &b->spans[i];
        if (x->from != y->from || x->to != y->to || x->kind != y->kind ||
            x->number != y->number || !daesa_str_equal(x->value, y->value))
            return false;
    }
    return true;
}
