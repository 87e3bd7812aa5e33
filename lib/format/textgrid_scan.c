/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/textgrid.h"

#include "core/array.h"
#include "text/normalise.h"

#include <math.h>
#include <stdlib.h>

/* Where the scan stands, and whether the file ended where more was to come. */
struct scan {
    struct daesa_reader *in;
    size_t at;
    int32_t line;
    bool cut;
};

static char here(const struct scan *s)
{
    return s->at < s->in->text.len ? s->in->text.s[s->at] : '\0';
}

static void step(struct scan *s)
{
    s->line += here(s) == '\n';
    s->at++;
}

static enum daesa_status bad(const struct scan *s, const char *what)
{
    return daesa_fail(s->in->sink, DAESA_BAD_INPUT, "textgrid-syntax",
                      daesa_reader_place(s->in, s->line, 0), "%s", what);
}

static bool begins_number(const struct scan *s)
{
    char c = here(s),
         next = s->at + 1 < s->in->text.len ? s->in->text.s[s->at + 1] : '\0';
    return daesa_is_digit(c) ||
           ((c == '-' || c == '+' || c == '.') && (daesa_is_digit(next) || next == '.'));
}

/* Moves to the next thing that counts: a number, a string or a flag that begins
 * behind white space. False at the end of the file. */
static bool find_token(struct scan *s)
{
    while (s->at < s->in->text.len) {
        if (daesa_is_space(here(s))) {
            step(s);
        } else if (here(s) == '!') {
            while (s->at < s->in->text.len && here(s) != '\n')
                step(s);
        } else if (here(s) == '"' || here(s) == '<' || begins_number(s)) {
            return true;
        } else {
            while (s->at < s->in->text.len && !daesa_is_space(here(s)))
                step(s);
        }
    }
    return false;
}

/* The same, where something must come. */
static bool want_token(struct scan *s)
{
    s->cut = s->cut || !find_token(s);
    return !s->cut;
}

static struct daesa_str take_bare(struct scan *s)
{
    size_t from = s->at;
    while (s->at < s->in->text.len && !daesa_is_space(here(s)))
        step(s);
    return daesa_str_slice(s->in->text, from, s->at);
}

/* A decimal as C's printf writes it, of any length, without the locale. */
static bool to_number(struct daesa_str text, double *out)
{
    size_t i = text.len && (text.s[0] == '-' || text.s[0] == '+');
    double mantissa = 0;
    long long power = 0, shift = 0;
    bool point = false, any = false, minus = text.len && text.s[0] == '-';
    for (; i < text.len && (daesa_is_digit(text.s[i]) || (text.s[i] == '.' && !point));
         i++) {
        if (text.s[i] == '.') {
            point = true;
            continue;
        }
        any = true;
        bool counts = mantissa < 1e17;
        mantissa = counts ? mantissa * 10 + (text.s[i] - '0') : mantissa;
        shift += counts ? -(point ? 1 : 0) : !point;
    }
    if (!any)
        return false;
    if (i < text.len && (text.s[i] == 'e' || text.s[i] == 'E')) {
        bool negative = i + 1 < text.len && text.s[i + 1] == '-';
        bool sign = negative || (i + 1 < text.len && text.s[i + 1] == '+');
        i += sign ? 2 : 1;
        if (!daesa_str_to_count(daesa_str_from(text, i), 300, &power))
            return false;
        power = negative ? -power : power;
    } else if (i < text.len) {
        return false;
    }
    mantissa *= pow(10, (double)(shift + power));
    *out = minus ? -mantissa : mantissa;
    return true;
}

static enum daesa_status take_number(struct scan *s, double *out)
{
    if (!want_token(s))
        return DAESA_OK;
    if (here(s) == '"' || here(s) == '<' || !to_number(take_bare(s), out))
        return bad(s, "a number is expected here");
    return DAESA_OK;
}

static enum daesa_status take_time(struct scan *s, int64_t *out)
{
    double seconds = 0;
    enum daesa_status status = take_number(s, &seconds);
    if (status || s->cut)
        return status;
    if (!(fabs(seconds) <= (double)DAESA_TIME_MAX / (double)DAESA_SECOND_US))
        return bad(s, "a time cannot pass ten thousand hours");
    *out = llround(seconds * 1e6);
    return DAESA_OK;
}

static enum daesa_status take_count(struct scan *s, size_t *out)
{
    double n = 0;
    enum daesa_status status = take_number(s, &n);
    if (status || s->cut)
        return status;
    if (!(n >= 0 && n <= 1e9) || n != floor(n))
        return bad(s, "the number of tiers, intervals or points is expected here");
    *out = (size_t)n;
    return DAESA_OK;
}

/* The inside of a string, in which "" is a quote. */
static enum daesa_status take_string(struct scan *s, struct daesa_str *out)
{
    struct daesa_buf text = {0}, composed = {0};
    bool closed = false;
    if (!want_token(s))
        return DAESA_OK;
    if (here(s) != '"')
        return bad(s, "a text in quotes is expected here");
    for (step(s); s->at < s->in->text.len; step(s)) {
        if (here(s) == '"' &&
            daesa_str_starts(daesa_str_from(s->in->text, s->at), "\"\""))
            step(s);
        else if (here(s) == '"') {
            closed = true;
            step(s);
            break;
        }
        daesa_buf_add_char(&text, here(s));
    }
    s->cut = s->cut || !closed;
    daesa_nfc_add(&composed, daesa_str_trim(daesa_buf_str(&text)));
    enum daesa_status status = text.status ? text.status : composed.status;
    if (!status && !daesa_arena_copy(&s->in->track->arena, daesa_buf_str(&composed), out))
        status = DAESA_NO_MEMORY;
    daesa_buf_finish(&text);
    daesa_buf_finish(&composed);
    return status;
}

static enum daesa_status read_mark(struct scan *s, struct daesa_textgrid_tier *tier)
{
    struct daesa_textgrid_mark mark = {0};
    enum daesa_status status = take_time(s, &mark.from_us);
    mark.line = s->line;
    mark.to_us = mark.from_us;
    if (!status && !s->cut && !tier->has_points)
        status = take_time(s, &mark.to_us);
    if (!status && !s->cut)
        status = take_string(s, &mark.text);
    if (status || s->cut)
        return status;
    struct daesa_textgrid_mark *marks = daesa_array_grow(
        tier->marks, &tier->cap_marks, tier->n_marks + 1, sizeof *tier->marks);
    if (!marks)
        return DAESA_NO_MEMORY;
    tier->marks = marks;
    marks[tier->n_marks++] = mark;
    return DAESA_OK;
}

static enum daesa_status read_tier(struct scan *s, struct daesa_textgrid_tier *tier)
{
    struct daesa_str kind = {0};
    int64_t from_us = 0, to_us = 0;
    size_t n = 0;
    enum daesa_status status = take_string(s, &kind);
    if (!status && !s->cut && !daesa_str_is(kind, "IntervalTier") &&
        !daesa_str_is(kind, "TextTier"))
        return bad(s, "a tier is an \"IntervalTier\" or a \"TextTier\"");
    tier->has_points = daesa_str_is(kind, "TextTier");
    if (!status && !s->cut)
        status = take_string(s, &tier->name);
    if (!status && !s->cut)
        status = take_time(s, &from_us);
    if (!status && !s->cut)
        status = take_time(s, &to_us);
    if (!status && !s->cut)
        status = take_count(s, &n);
    for (size_t i = 0; i < n && !status && !s->cut; i++)
        status = read_mark(s, tier);
    return status;
}

static enum daesa_status read_tiers(struct scan *s, size_t n, struct daesa_textgrid *grid)
{
    enum daesa_status status = DAESA_OK;
    for (size_t i = 0; i < n && !status && !s->cut; i++) {
        struct daesa_textgrid_tier *tiers = daesa_array_grow(
            grid->tiers, &grid->cap_tiers, grid->n_tiers + 1, sizeof *tiers);
        if (!tiers)
            return DAESA_NO_MEMORY;
        grid->tiers = tiers;
        status = read_tier(s, &tiers[grid->n_tiers++]);
    }
    return status;
}

/* "File type" and "Object class", in all the ways that Praat has written them. */
static enum daesa_status read_head(struct scan *s)
{
    struct daesa_str type = {0}, kind = {0};
    if (daesa_str_starts(s->in->text, "ooBinaryFile"))
        return daesa_fail(s->in->sink, DAESA_UNSUPPORTED, "textgrid-binary",
                          daesa_reader_place(s->in, 1, 1),
                          "a binary TextGrid; save it as a text file in Praat");
    enum daesa_status status = take_string(s, &type);
    if (!status && daesa_str_starts(type, "Praat chronological"))
        return daesa_fail(s->in->sink, DAESA_UNSUPPORTED, "textgrid-chronological",
                          daesa_reader_place(s->in, 1, 1),
                          "a chronological TextGrid; save it as a text file in Praat");
    if (!status)
        status = take_string(s, &kind);
    if (!status &&
        (!daesa_str_starts(type, "ooTextFile") || !daesa_str_starts(kind, "TextGrid")))
        status = bad(s, "a TextGrid begins with \"ooTextFile\" and \"TextGrid\"");
    return status;
}

static void report_end(struct scan *s)
{
    if (s->cut)
        daesa_reader_report(s->in, DAESA_WARNING, "textgrid-cut",
                            daesa_reader_place(s->in, s->line, 0),
                            "the file ends before all that it announces");
    else if (find_token(s))
        daesa_reader_report(s->in, DAESA_WARNING, "textgrid-more",
                            daesa_reader_place(s->in, s->line, 0),
                            "the file goes on behind its last tier; that is left out");
}

enum daesa_status daesa_textgrid_scan(struct daesa_reader *in, struct daesa_textgrid *out)
{
    struct scan s = {.in = in, .line = 1};
    int64_t from_us = 0;
    size_t n = 0;
    out->end_us = DAESA_TIME_NONE;
    enum daesa_status status = read_head(&s);
    if (!status)
        status = take_time(&s, &from_us);
    if (!status)
        status = take_time(&s, &out->end_us);
    /* Without the flag <exists> there are no tiers. */
    if (!status && want_token(&s) && here(&s) == '<' &&
        !daesa_str_is(take_bare(&s), "<exists>"))
        return DAESA_OK;
    if (!status)
        status = take_count(&s, &n);
    if (!status && s.cut)
        return bad(&s, "the file ends before its first tier");
    if (!status)
        status = read_tiers(&s, n, out);
    if (!status)
        report_end(&s);
    return status;
}

void daesa_textgrid_finish(struct daesa_textgrid *grid)
{
    for (size_t i = 0; grid && i < grid->n_tiers; i++)
        free(grid->tiers[i].marks);
    if (grid) {
        free(grid->tiers);
        *grid = (struct daesa_textgrid){0};
    }
}
