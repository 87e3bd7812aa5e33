/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "text/strip.h"

#include "core/array.h"
#include "core/cut.h"
#include "text/note.h"
#include "text/speaker.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

/* Stretches of one text that go, in their order, each behind the last. */
struct ranges {
    struct daesa_cut_range *items;
    size_t n, cap;
    bool failed;
};

static void add_range(struct ranges *ranges, size_t from, size_t to)
{
    struct daesa_cut_range *items =
        daesa_array_grow(ranges->items, &ranges->cap, ranges->n + 1, sizeof *items);
    if (!items) {
        ranges->failed = true;
        return;
    }
    ranges->items = items;
    if (ranges->n && items[ranges->n - 1].to >= from)
        items[ranges->n - 1].to =
            to > items[ranges->n - 1].to ? to : items[ranges->n - 1].to;
    else
        items[ranges->n++] = (struct daesa_cut_range){from, to};
}

static enum daesa_status cut(struct daesa_track *track, struct daesa_cue *cue, size_t i,
                             struct ranges *ranges)
{
    enum daesa_status st = ranges->failed ? DAESA_NO_MEMORY : DAESA_OK;
    if (!st)
        st = daesa_cue_cut(track, cue, i, ranges->items, ranges->n);
    free(ranges->items);
    *ranges = (struct ranges){0};
    return st;
}

/* ---- names ---- */

/* Names that look like ones, sorted, to see which come twice. */
struct names {
    struct daesa_str *items;
    size_t n, cap;
};

/* Bytes of a line that are dashes and blanks before its text. */
static size_t lead_of(struct daesa_str line)
{
    size_t at = 0, before = 0;
    while (at < line.len) {
        before = at;
        uint32_t c = daesa_utf8_next(line, &at);
        if (c != ' ' && c != '-' && c != 0xA0 && !(c >= 0x2010 && c <= 0x2015))
            return before;
    }
    return line.len;
}

/* The next line of a text, where its words begin in the text, and what speaks it. */
static bool next_spoken(struct daesa_str text, struct daesa_str *rest, size_t *from,
                        struct daesa_spoken *spoken)
{
    struct daesa_str line;
    while (daesa_str_next_line(rest, &line)) {
        line = daesa_str_from(line, lead_of(line));
        *from = line.len ? (size_t)(line.s - text.s) : 0;
        if (daesa_spoken_split(line, spoken))
            return true;
    }
    return false;
}

static int by_bytes(const void *left, const void *right)
{
    const struct daesa_str *a = left, *b = right;
    int order = memcmp(a->s, b->s, a->len < b->len ? a->len : b->len);
    return order ? order : a->len < b->len ? -1 : a->len > b->len;
}

static enum daesa_status collect_names(const struct daesa_track *track,
                                       struct names *names)
{
    for (size_t i = 0; i < track->n_cues; i++)
        for (size_t j = 0; j < track->cues[i].n_texts; j++) {
            struct daesa_str text = track->cues[i].texts[j].plain, rest = text;
            struct daesa_spoken spoken;
            for (size_t from; next_spoken(text, &rest, &from, &spoken);) {
                struct daesa_str *items = daesa_array_grow(names->items, &names->cap,
                                                           names->n + 1, sizeof *items);
                if (!items)
                    return DAESA_NO_MEMORY;
                names->items = items;
                items[names->n++] = spoken.name;
            }
        }
    if (names->n)
        qsort(names->items, names->n, sizeof *names->items, by_bytes);
    return DAESA_OK;
}

static bool comes_twice(const struct names *names, struct daesa_str name)
{
    if (names->n == 0)
        return false;
    const struct daesa_str *at =
        bsearch(&name, names->items, names->n, sizeof name, by_bytes);
    return at && ((at > names->items && by_bytes(at - 1, &name) == 0) ||
                  (at + 1 < names->items + names->n && by_bytes(at + 1, &name) == 0));
}

static enum daesa_status strip_names(struct daesa_track *track, struct daesa_cue *cue,
                                     size_t i, const struct names *names)
{
    struct daesa_str text = cue->texts[i].plain, rest = text;
    struct daesa_spoken spoken;
    struct ranges ranges = {0};
    for (size_t from; next_spoken(text, &rest, &from, &spoken);)
        if (spoken.sure || comes_twice(names, spoken.name))
            add_range(&ranges, from, (size_t)(spoken.text.s - text.s));
    return cut(track, cue, i, &ranges);
}

/* ---- markup ---- */

/* Which bits take away spans of a kind. */
static unsigned strips(enum daesa_span_kind kind)
{
    return kind == DAESA_SPAN_VOICE ? DAESA_STRIP_SPEAKERS : DAESA_STRIP_TAGS;
}

static enum daesa_status strip_spans(struct daesa_track *track, struct daesa_text *text,
                                     unsigned what)
{
    struct daesa_span *spans =
        daesa_arena_alloc(&track->arena, text->n_spans, sizeof *spans);
    size_t n = 0;
    if (!spans)
        return DAESA_NO_MEMORY;
    for (size_t i = 0; i < text->n_spans; i++)
        if (!(what & strips(text->spans[i].kind)))
            spans[n++] = text->spans[i];
    text->spans = spans;
    text->n_spans = n;
    return DAESA_OK;
}

/* ---- notes ---- */

static enum daesa_status strip_notes(struct daesa_track *track, struct daesa_cue *cue,
                                     size_t i)
{
    struct daesa_str text = cue->texts[i].plain;
    struct ranges ranges = {0};
    for (size_t at = 0, from, to; daesa_note_next(text, &at, &from, &to);) {
        /* A blank on both sides is one too many. */
        bool blank_before =
            from == 0 || text.s[from - 1] == ' ' || text.s[from - 1] == '\n';
        while (to < text.len && text.s[to] == ' ' && blank_before)
            to++;
        while ((to == text.len || text.s[to] == '\n') && from && text.s[from - 1] == ' ')
            from--;
        add_range(&ranges, from, to);
    }
    return cut(track, cue, i, &ranges);
}

/* Cuts out lines of blanks and dashes. */
static enum daesa_status drop_empty_lines(struct daesa_track *track,
                                          struct daesa_cue *cue, size_t i)
{
    struct daesa_str text = cue->texts[i].plain;
    struct ranges ranges = {0};
    for (size_t from = 0, to; from <= text.len; from = to + 1) {
        struct daesa_str rest = daesa_str_from(text, from);
        to = from + daesa_str_find_char(rest, '\n');
        if (lead_of(daesa_str_slice(text, from, to)) < to - from)
            continue;
        bool is_last = to >= text.len;
        add_range(&ranges, is_last && from ? from - 1 : from,
                  is_last ? text.len : to + 1);
    }
    return cut(track, cue, i, &ranges);
}

static enum daesa_status strip_text(struct daesa_track *track, struct daesa_cue *cue,
                                    size_t i, unsigned what, const struct names *names)
{
    enum daesa_status st = DAESA_OK;
    size_t len = cue->texts[i].plain.len;
    if (what & (DAESA_STRIP_TAGS | DAESA_STRIP_SPEAKERS))
        st = strip_spans(track, &cue->texts[i], what);
    if (!st && what & DAESA_STRIP_SPEAKERS)
        st = strip_names(track, cue, i, names);
    if (!st && what & DAESA_STRIP_NOTES)
        st = strip_notes(track, cue, i);
    if (!st && cue->texts[i].plain.len < len)
        st = drop_empty_lines(track, cue, i);
    return st;
}

static bool is_empty(const struct daesa_cue *cue)
{
    for (size_t i = 0; i < cue->n_texts; i++)
        if (cue->texts[i].plain.len)
            return false;
    return true;
}

static enum daesa_status strip_cues(struct daesa_track *track, unsigned what,
                                    const struct names *names, size_t *n_gone)
{
    size_t n = 0;
    for (size_t i = 0; i < track->n_cues; i++) {
        struct daesa_cue *cue = &track->cues[i];
        bool was_empty = is_empty(cue);
        enum daesa_status st = DAESA_OK;
        for (size_t j = 0; !st && j < cue->n_texts; j++)
            st = strip_text(track, cue, j, what, names);
        if (st)
            return st;
        if (what & DAESA_STRIP_SPEAKERS)
            cue->speaker = (struct daesa_str){0};
        if (what & DAESA_STRIP_TAGS)
            cue->position = (struct daesa_position){0};
        if (was_empty || !is_empty(cue))
            track->cues[n++] = *cue;
    }
    *n_gone = track->n_cues - n;
    track->n_cues = n;
    return DAESA_OK;
}

enum daesa_status daesa_track_strip(struct daesa_track *track, unsigned what,
                                    struct daesa_sink *sink)
{
    struct names names = {0};
    size_t n_gone = 0;
    enum daesa_status st = DAESA_OK;
    struct daesa_finding finding = {
        .rule = "stripped-cues", .severity = DAESA_NOTE, .start_us = DAESA_TIME_NONE};
    if (track->n_cues)
        finding.place.file = track->cues[0].source.place.file;
    if (what & DAESA_STRIP_SPEAKERS)
        st = collect_names(track, &names);
    if (!st)
        st = strip_cues(track, what, &names, &n_gone);
    if (n_gone)
        daesa_report(sink, finding, "%zu %s nothing else; left out", n_gone,
                     n_gone == 1 ? "cue held" : "cues held");
    free(names.items);
    return st;
}
