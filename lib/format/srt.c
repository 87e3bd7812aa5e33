/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* SubRip. No standard; we read what players read:
 * - A cue begins at a line with two times and an arrow, a counter before it or
 *   not. All up to the next such line is its text, blank lines too (VLC loses
 *   what follows them); a bare number is text unless it is the next counter.
 * - "," and "." both stand before the fraction, which is a decimal: "05.5" is
 *   five seconds and a half (FFmpeg and python-srt read 5.005).
 * - <i> <b> <u> <s> <font>, in any case, unclosed and across lines, and the
 *   override blocks of ASS ("{\an8}"); other angle brackets and braces are text,
 *   and so are "C:\new" and "\N" (FFmpeg and pysubs2 break the line there).
 * - "X1:80 X2:.. Y1:.. Y2:.." behind the times is kept.
 * What a text would be mistaken for is broken with U+2060 when it is written
 * ("<" U+2060 "i>"), a line of it that would be taken for times begins with
 * U+2060; reading undoes that. srt_text.c does that, srt_write.c writes. */
#include "format/read.h"
#include "format/srt_text.h"
#include "format/srt_write.h"

#include <string.h>

#define BOM "\xEF\xBB\xBF"

/* A line of the file. */
struct line {
    struct daesa_str text, whole; /* without and with its end */
    int32_t number;
    bool blank;
};

/* The cue that is being read. */
struct open_cue {
    struct daesa_cue *cue;       /* NULL before the first */
    const char *begin;           /* of its raw text: the counter or the times */
    const char *body, *body_end; /* of its text so far, blank lines at the end apart */
    const char *end;             /* behind the body's last line */
};

struct scan {
    struct daesa_reader *in;
    struct daesa_markup markup;
    struct open_cue open;
    struct line last[3]; /* the lines before this one, latest first */
    long long counter;   /* the latest */
    size_t n_odd, n_crossed, n_untimed;
};

static struct daesa_str between(const char *from, const char *to)
{
    return (struct daesa_str){from, (size_t)(to - from)};
}

static void warn(struct scan *s, int32_t line, const char *rule, const char *what)
{
    daesa_reader_report(s->in, DAESA_WARNING, rule, daesa_reader_place(s->in, line, 0),
                        "%s", what);
}

/* Where a text ends without its white space and the blank lines at the end, which show
 * nothing: a byte order mark alone in a line is one. */
static const char *end_of_text(const char *begin, const char *end)
{
    for (;;) {
        while (end > begin && daesa_is_space(end[-1]))
            end--;
        struct daesa_str text = between(begin, end);
        size_t n = strlen(BOM);
        if (!daesa_str_ends(text, BOM) ||
            (text.len > n && end[-(ptrdiff_t)n - 1] != '\n'))
            return end;
        end -= n;
    }
}

/* Ends the open cue's text at `end`, where the next cue's raw text begins. */
static enum daesa_status close_cue(struct scan *s)
{
    struct open_cue *o = &s->open;
    struct daesa_cue *cue = o->cue;
    if (!cue)
        return DAESA_OK;
    cue->source.raw = between(o->begin, o->end);
    struct daesa_str body = between(o->body, end_of_text(o->body, o->body_end));
    struct daesa_str language = daesa_reader_language(s->in);
    enum daesa_status status;
    if (daesa_srt_plain(body))
        status = daesa_cue_add_view(s->in->track, cue, language, body) ? DAESA_OK
                                                                       : DAESA_NO_MEMORY;
    else
        status = daesa_srt_read_text(&s->markup, s->in->track, cue, body, language);
    cue->source.digest = daesa_cue_digest(cue);
    o->cue = NULL;
    return status;
}

static void check_times(struct scan *s, const struct daesa_srt_timing *t, int32_t line)
{
    if (t->odd)
        warn(s, line, "srt-odd-time", "a time that is not written as 00:00:00,000");
    if (t->end_us < t->start_us)
        warn(s, line, "srt-end-before-start", "the cue ends before it starts");
    else if (t->end_us == t->start_us)
        warn(s, line, "srt-no-duration", "the cue has no duration");
}

static enum daesa_status set_times(struct scan *s, struct daesa_cue *cue,
                                   const struct daesa_srt_timing *t, int32_t line)
{
    cue->start_us = t->start_us;
    cue->end_us = t->end_us;
    check_times(s, t, line);
    if (t->rest.len == 0)
        return DAESA_OK;
    if (!daesa_str_starts(t->rest, "X"))
        warn(s, line, "srt-after-time", "text behind the times is kept but not used");
    return daesa_field_add(s->in->track, &cue->fields, &cue->n_fields,
                           daesa_str_of("srt:coordinates"), t->rest);
}

/* Whether the line before the times is a counter rather than the last line of the
 * text before; `*extra` is the number of lines that belong to this cue. */
static bool has_counter(struct scan *s, int *extra)
{
    long long n;
    const struct line *one = &s->last[0], *two = &s->last[1];
    *extra = 0;
    if (!one->whole.s)
        return false;
    if (!one->blank && daesa_srt_counter(one->text, &n))
        *extra = 1;
    else if (one->blank && two->whole.s && daesa_srt_counter(two->text, &n) &&
             n == s->counter + 1 && (!s->last[2].whole.s || s->last[2].blank))
        *extra = 2; /* every line end doubled */
    if (*extra)
        s->counter = n;
    return *extra > 0;
}

/* Takes the counter's line back from the text of the cue before. */
static void give_back(struct scan *s, const char *begin)
{
    struct open_cue *o = &s->open;
    if (!o->cue || o->end <= begin)
        return;
    o->end = begin;
    if (o->body_end > begin)
        o->body_end = begin;
    /* Blank lines at the end are not of the cue. */
    o->body_end = end_of_text(o->body, o->body_end);
    while (o->end > o->body && o->end[-1] != '\n' && o->end[-1] != '\r')
        o->end--;
    const char *after = o->body_end;
    while (after < begin && *after != '\n' && *after != '\r')
        after++;
    if (after < begin)
        after += *after == '\r' && after + 1 < begin && after[1] == '\n' ? 2 : 1;
    o->end = after < o->body ? o->body : after;
}

static enum daesa_status begin_cue(struct scan *s, const struct line *line,
                                   const struct daesa_srt_timing *timing)
{
    int extra;
    const char *begin = line->whole.s;
    if (has_counter(s, &extra))
        begin = s->last[extra - 1].whole.s;
    give_back(s, begin);
    const char *lead = s->open.cue ? s->open.end : s->in->text.s;
    bool first = s->in->track->n_cues == 0;
    enum daesa_status status = close_cue(s);
    struct daesa_cue *cue;
    if (!status)
        status = daesa_reader_add(s->in, line->number, &cue);
    if (status)
        return status;
    cue->source.lead = between(first ? begin : lead, begin);
    if (first)
        s->in->track->head = between(s->in->text.s, begin);
    s->open = (struct open_cue){.cue = cue,
                                .begin = begin,
                                .body = line->whole.s + line->whole.len,
                                .body_end = line->whole.s + line->whole.len,
                                .end = line->whole.s + line->whole.len};
    return timing ? set_times(s, cue, timing, line->number) : DAESA_OK;
}

/* "00:00:0l,000 --> ...": a counter above says that times were meant. */
static bool is_broken_timing(struct scan *s, const struct line *line)
{
    long long n;
    const struct line *one = &s->last[0], *two = &s->last[1];
    struct daesa_str text = line->text;
    while (text.len && daesa_is_space(text.s[0]))
        text = daesa_str_from(text, 1);
    return text.len && daesa_is_digit(text.s[0]) &&
           daesa_str_find(line->text, "-->") < line->text.len && one->whole.s &&
           daesa_srt_counter(one->text, &n) && (!two->whole.s || two->blank);
}

static enum daesa_status take_line(struct scan *s, const struct line *line)
{
    struct daesa_srt_timing timing;
    if (daesa_srt_take_timing(line->text, &timing))
        return begin_cue(s, line, &timing);
    if (is_broken_timing(s, line)) {
        warn(s, line->number, "srt-bad-times",
             "these times cannot be read; the cue is kept without times");
        return begin_cue(s, line, NULL);
    }
    if (!line->blank && s->open.cue) {
        s->open.body_end = line->text.s + line->text.len;
        s->open.end = line->whole.s + line->whole.len;
    } else if (!line->blank && !s->open.cue && s->in->track->n_cues == 0) {
        long long n;
        if (!daesa_srt_counter(line->text, &n))
            warn(s, line->number, "srt-before-first", "text before the first cue");
    }
    return DAESA_OK;
}

/* The next counter alone at the very end, without a line end, is that of a cue that
 * was cut off; a number on a line of its own is text. */
static void drop_cut_counter(struct scan *s)
{
    long long n;
    if (!s->open.cue || !s->last[0].whole.s || !s->last[1].whole.s)
        return;
    if (s->last[0].whole.len != s->last[0].text.len || !s->last[1].blank ||
        !daesa_srt_counter(s->last[0].text, &n) || n != s->counter + 1 || s->counter == 0)
        return;
    warn(s, s->last[0].number, "srt-cut-off", "the file ends behind a counter");
    give_back(s, s->last[0].whole.s);
}

static enum daesa_status scan_lines(struct scan *s)
{
    struct daesa_str rest = s->in->text, text;
    int32_t number = 0;
    while (daesa_str_next_line(&rest, &text)) {
        number++;
        struct line line = {.text = text,
                            .whole = between(text.s, rest.s),
                            .number = number,
                            .blank = daesa_srt_blank(text)};
        if (number > 1 && daesa_str_starts(text, BOM))
            daesa_reader_report(s->in, DAESA_NOTE, "inner-bom",
                                daesa_reader_place(s->in, number, 0),
                                "a byte order mark inside: files were joined here");
        enum daesa_status status = take_line(s, &line);
        if (status)
            return status;
        s->last[2] = s->last[1];
        s->last[1] = s->last[0];
        s->last[0] = line;
    }
    drop_cut_counter(s);
    return DAESA_OK;
}

static enum daesa_status read(struct daesa_reader *in)
{
    struct scan s = {.in = in};
    const char *text_end = in->text.s + in->text.len;
    enum daesa_status status = scan_lines(&s);
    const char *tail = s.open.cue ? s.open.end : text_end;
    if (!status)
        status = close_cue(&s);
    daesa_markup_finish(&s.markup);
    if (status)
        return status;
    if (in->track->n_cues == 0)
        in->track->head = in->text;
    in->track->tail = between(tail, text_end);
    if (in->track->n_cues == 0 && daesa_str_trim(in->text).len)
        return daesa_fail(in->sink, DAESA_BAD_INPUT, "srt-no-cue",
                          daesa_reader_place(in, 0, 0),
                          "no line with two times and \"-->\" between them");
    return DAESA_OK;
}

static int sniff(struct daesa_str text)
{
    struct daesa_str line;
    struct daesa_srt_timing timing;
    if (daesa_str_starts(text, "WEBVTT"))
        return 0;
    for (int n = 0; n < 40 && daesa_str_next_line(&text, &line);) {
        if (daesa_srt_take_timing(line, &timing))
            return 60;
        n += !daesa_srt_blank(line);
    }
    return 0;
}

const struct daesa_format daesa_format_srt = {
    .name = "srt",
    .title = "SubRip",
    .extensions = "srt",
    .prefix = "srt",
    .holds =
        DAESA_HOLDS_TIMES | DAESA_HOLDS_ANCHOR | DAESA_HOLDS_PLACE | DAESA_HOLDS_BREAKS,
    .spans = DAESA_SPAN_BIT(DAESA_SPAN_BOLD) | DAESA_SPAN_BIT(DAESA_SPAN_ITALIC) |
             DAESA_SPAN_BIT(DAESA_SPAN_UNDERLINE) | DAESA_SPAN_BIT(DAESA_SPAN_STRIKE) |
             DAESA_SPAN_BIT(DAESA_SPAN_COLOUR) | DAESA_SPAN_BIT(DAESA_SPAN_FONT) |
             DAESA_SPAN_BIT(DAESA_SPAN_SIZE),
    .unit_us = 1000,
    .sniff = sniff,
    .read = read,
    .write = daesa_srt_write,
};
