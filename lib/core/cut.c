/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/cut.h"

#include <string.h>

/* Where byte `at` lies once the ranges are gone. */
static size_t moved(size_t at, const struct daesa_cut_range *ranges, size_t n)
{
    size_t gone = 0;
    for (size_t i = 0; i < n && ranges[i].from < at; i++)
        gone += (at < ranges[i].to ? at : ranges[i].to) - ranges[i].from;
    return at - gone;
}

static bool is_inside(size_t at, const struct daesa_cut_range *ranges, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (at > ranges[i].from && at < ranges[i].to)
            return true;
    return false;
}

static bool touches(size_t from, size_t to, const struct daesa_cut_range *ranges,
                    size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (from < ranges[i].to && to > ranges[i].from)
            return true;
    return false;
}

static size_t cut_spans(const struct daesa_text *text, struct daesa_span *out,
                        const struct daesa_cut_range *ranges, size_t n)
{
    size_t n_out = 0;
    for (size_t i = 0; i < text->n_spans; i++) {
        struct daesa_span span = text->spans[i];
        bool had_width = span.to > span.from;
        bool inside = !had_width && is_inside(span.from, ranges, n);
        span.from = moved(span.from, ranges, n);
        span.to = moved(span.to, ranges, n);
        if (!inside && (span.to > span.from || !had_width))
            out[n_out++] = span;
    }
    return n_out;
}

static size_t cut_words(const struct daesa_cue *cue, struct daesa_word *out,
                        const struct daesa_cut_range *ranges, size_t n)
{
    size_t n_out = 0;
    for (size_t i = 0; i < cue->n_words; i++) {
        struct daesa_word word = cue->words[i];
        if (touches(word.from, word.to, ranges, n))
            continue;
        word.from = moved(word.from, ranges, n);
        word.to = moved(word.to, ranges, n);
        out[n_out++] = word;
    }
    return n_out;
}

static void cut_bytes(struct daesa_str plain, struct daesa_buf *out,
                      const struct daesa_cut_range *ranges, size_t n)
{
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        daesa_buf_add(out, daesa_str_slice(plain, at, ranges[i].from));
        at = ranges[i].to;
    }
    daesa_buf_add(out, daesa_str_from(plain, at));
}

enum daesa_status daesa_cue_cut(struct daesa_track *track, struct daesa_cue *cue,
                                size_t i, const struct daesa_cut_range *ranges, size_t n)
{
    struct daesa_text *text = &cue->texts[i];
    struct daesa_buf plain = {0};
    struct daesa_str kept = {0};
    if (n == 0)
        return DAESA_OK;
    struct daesa_span *spans =
        daesa_arena_alloc(&track->arena, text->n_spans, sizeof *spans);
    struct daesa_word *words =
        daesa_arena_alloc(&track->arena, cue->n_words, sizeof *words);
    cut_bytes(text->plain, &plain, ranges, n);
    enum daesa_status st = spans && words ? plain.status : DAESA_NO_MEMORY;
    if (!st && !daesa_arena_copy(&track->arena, daesa_buf_str(&plain), &kept))
        st = DAESA_NO_MEMORY;
    daesa_buf_finish(&plain);
    if (st)
        return st;
    text->n_spans = cut_spans(text, spans, ranges, n);
    text->spans = spans;
    text->plain = kept;
    if (i == 0) {
        cue->n_words = cut_words(cue, words, ranges, n);
        cue->words = words;
    }
    return DAESA_OK;
}
