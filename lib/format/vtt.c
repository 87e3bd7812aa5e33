/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* WebVTT by the W3C's parser algorithm (section 6 of the standard), block by
 * block; vtt_settings.c, vtt_text.c and vtt_span.c hold its inner parts and
 * vtt_write.c the writer. Comments, styles and regions stay where they were, in
 * the lead of the cue that they stand before; styles and regions are fields of the
 * track as well. "X-TIMESTAMP-MAP" and other lines of the header shift nothing. */
#include "format/read.h"
#include "format/vtt_region.h"
#include "format/vtt_settings.h"
#include "format/vtt_text.h"
#include "format/vtt_write.h"

#include <string.h>

struct scan {
    struct daesa_reader *in;
    struct daesa_markup markup;
    struct daesa_str rest; /* from the position of the algorithm on */
    int32_t line;          /* of the next line; 1 is the first */
    const char *done;      /* behind the last cue */
    struct daesa_str language;
};

/* A block while its lines are collected. */
struct block {
    struct daesa_cue *cue;
    struct daesa_str buffer; /* the lines so far */
    struct daesa_str first;
    int32_t begin_line;
    size_t n_lines;
    bool seen_arrow, has_cue, style, region;
};

static bool has_arrow(struct daesa_str line)
{
    return daesa_str_find(line, "-->") < line.len;
}

static void skip_space(struct daesa_str *text)
{
    while (text->len && daesa_vtt_space(text->s[0]))
        *text = daesa_str_from(*text, 1);
}

bool daesa_vtt_take_timing(struct daesa_str line, int64_t *start_us, int64_t *end_us,
                           struct daesa_str *settings)
{
    struct daesa_str rest = line;
    int64_t start, end;
    skip_space(&rest);
    if (!daesa_vtt_take_time(&rest, &start))
        return false;
    skip_space(&rest);
    if (!daesa_str_starts(rest, "-->"))
        return false;
    rest = daesa_str_from(rest, 3);
    skip_space(&rest);
    if (!daesa_vtt_take_time(&rest, &end))
        return false;
    *start_us = start;
    *end_us = end;
    skip_space(&rest);
    while (rest.len && daesa_vtt_space(rest.s[rest.len - 1]))
        rest.len--;
    *settings = rest;
    return true;
}

static void warn(struct scan *s, int32_t line, const char *rule, const char *what)
{
    daesa_reader_report(s->in, DAESA_WARNING, rule, daesa_reader_place(s->in, line, 0),
                        "%s", what);
}

static bool next_line(struct scan *s, struct daesa_str *line)
{
    if (!daesa_str_next_line(&s->rest, line))
        return false;
    s->line++;
    return true;
}

static enum daesa_status set_settings(struct scan *s, struct daesa_cue *cue,
                                      struct daesa_str text, int32_t line)
{
    struct daesa_vtt_settings settings;
    if (text.len == 0)
        return DAESA_OK;
    daesa_vtt_settings_parse(text, &settings);
    cue->position = daesa_vtt_place(s->in->track, &settings);
    if (settings.n_bad && daesa_str_find(text, "align:middle") < text.len)
        warn(s, line, "vtt-align-middle", "\"align:middle\" is of old and means center");
    else if (settings.n_bad)
        warn(s, line, "vtt-bad-setting",
             "a setting that the standard does not know or allow is ignored");
    return daesa_field_add(s->in->track, &cue->fields, &cue->n_fields,
                           daesa_str_of("vtt:settings"), text);
}

/* The line with the arrow: adds a cue, if the times are right. */
static enum daesa_status begin_cue(struct scan *s, struct block *b, struct daesa_str line)
{
    struct daesa_track *track = s->in->track;
    int64_t start_us, end_us;
    struct daesa_str settings;
    if (!daesa_vtt_take_timing(line, &start_us, &end_us, &settings)) {
        warn(s, s->line - 1, "vtt-bad-times", "the times cannot be read; no cue");
        return DAESA_OK;
    }
    enum daesa_status status = daesa_reader_add(s->in, b->begin_line, &b->cue);
    if (status)
        return status;
    b->has_cue = true;
    b->cue->start_us = start_us;
    b->cue->end_us = end_us;
    b->cue->id = b->buffer;
    b->buffer = (struct daesa_str){0};
    if (track->n_cues == 1) {
        track->head =
            (struct daesa_str){s->in->text.s, (size_t)(b->first.s - s->in->text.s)};
        s->done = b->first.s;
    }
    b->cue->source.lead = (struct daesa_str){s->done, (size_t)(b->first.s - s->done)};
    if (end_us <= start_us)
        warn(s, s->line - 1, "vtt-end-before-start",
             "the cue does not end after its start");
    return set_settings(s, b->cue, settings, s->line - 1);
}

static bool is_only(struct daesa_str text, const char *word)
{
    return daesa_str_starts(text, word) &&
           daesa_str_trim(daesa_str_from(text, strlen(word))).len == 0;
}

/* A line that is neither empty nor has an arrow. */
static void add_line(struct scan *s, struct block *b, struct daesa_str line,
                     bool in_header)
{
    if (!in_header && b->n_lines == 2 && !b->has_cue && !b->seen_arrow) {
        b->style = is_only(b->buffer, "STYLE") && s->in->track->n_cues == 0;
        b->region = is_only(b->buffer, "REGION");
        if (b->style || b->region)
            b->buffer = (struct daesa_str){0};
    }
    if (!b->buffer.s)
        b->buffer = line;
    else
        b->buffer.len = (size_t)(line.s + line.len - b->buffer.s);
}

static void report_region(struct scan *s, const struct block *b)
{
    struct daesa_vtt_region region;
    daesa_vtt_region_parse(b->buffer, ':', &region);
    if (region.n_bad)
        warn(s, b->begin_line, "vtt-bad-region",
             "a setting of the region that the standard does not know or allow is "
             "ignored");
    if (region.id.len == 0)
        warn(s, b->begin_line, "vtt-region-without-id",
             "a region without an id, which no cue can name");
}

/* A file that mixes line ends has them in the block; a text has "\n". */
static enum daesa_status settle_lines(struct daesa_track *track, struct daesa_str *text)
{
    struct daesa_buf settled = {0};
    struct daesa_str rest = *text, line;
    if (!text->len || !memchr(text->s, '\r', text->len))
        return DAESA_OK;
    while (daesa_str_next_line(&rest, &line)) {
        daesa_buf_add(&settled, line);
        if (rest.len)
            daesa_buf_add_char(&settled, '\n');
    }
    enum daesa_status status = settled.status;
    if (!status && !daesa_arena_copy(&track->arena, daesa_buf_str(&settled), text))
        status = DAESA_NO_MEMORY;
    daesa_buf_finish(&settled);
    return status;
}

static enum daesa_status end_block(struct scan *s, struct block *b)
{
    struct daesa_track *track = s->in->track;
    enum daesa_status settled = settle_lines(track, &b->buffer);
    if (settled)
        return settled;
    if (b->has_cue) {
        struct daesa_cue *cue = b->cue;
        cue->source.raw = (struct daesa_str){b->first.s, (size_t)(s->done - b->first.s)};
        enum daesa_status status =
            daesa_vtt_read_text(&s->markup, track, cue, b->buffer, s->language);
        cue->source.digest = daesa_cue_digest(cue);
        return status;
    }
    if (b->region)
        report_region(s, b);
    if (b->style || b->region)
        return daesa_field_add(track, &track->fields, &track->n_fields,
                               daesa_str_of(b->style ? "vtt:STYLE" : "vtt:REGION"),
                               b->buffer);
    if (!b->seen_arrow && b->first.s && !is_only(b->first, "NOTE") &&
        !daesa_str_starts(b->first, "NOTE ") && !daesa_str_starts(b->first, "NOTE\t"))
        warn(s, b->begin_line, "vtt-no-cue", "a block without times is no cue");
    return DAESA_OK;
}

/* "Collect a WebVTT block". */
static enum daesa_status collect_block(struct scan *s, bool in_header)
{
    struct block b = {.begin_line = s->line};
    struct daesa_str line, before = s->rest;
    int32_t line_before = s->line;
    enum daesa_status status = DAESA_OK;
    while (!status && next_line(s, &line)) {
        b.n_lines++;
        if (has_arrow(line)) {
            if (in_header || !(b.n_lines == 1 || (b.n_lines == 2 && !b.seen_arrow))) {
                s->rest = before;
                s->line = line_before;
                break;
            }
            b.seen_arrow = true;
            if (!b.first.len)
                b.first = line;
            status = begin_cue(s, &b, line);
            if (!b.has_cue)
                b.buffer = (struct daesa_str){0};
        } else if (line.len == 0) {
            break;
        } else {
            if (!b.first.len)
                b.first = line;
            add_line(s, &b, line, in_header);
        }
        before = s->rest;
        line_before = s->line;
        if (b.has_cue)
            s->done = s->rest.s;
    }
    return status || in_header ? status : end_block(s, &b);
}

static void skip_blank_lines(struct scan *s)
{
    struct daesa_str line, before = s->rest;
    while (daesa_str_next_line(&s->rest, &line) && line.len == 0) {
        before = s->rest;
        s->line++;
    }
    s->rest = before;
}

/* "Language: ko", which YouTube writes below the signature. */
static void take_language(struct scan *s, struct daesa_str header)
{
    struct daesa_str line;
    while (daesa_str_next_line(&header, &line))
        if (daesa_str_starts(line, "Language:") && s->language.len == 0)
            s->language = daesa_str_trim(daesa_str_from(line, 9));
}

/* Whether what follows "WEBVTT" in a text that begins with it is white space. */
static bool signature_ends(struct daesa_str text)
{
    char c = text.len > 6 ? text.s[6] : '\n';
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The signature's line and what follows it up to a blank line. */
static enum daesa_status read_header(struct scan *s)
{
    struct daesa_track *track = s->in->track;
    struct daesa_str line, text = s->in->text;
    if (!daesa_str_starts(text, "WEBVTT") || !signature_ends(text))
        return daesa_fail(s->in->sink, DAESA_BAD_INPUT, "vtt-signature",
                          daesa_reader_place(s->in, 1, 1),
                          "a WebVTT file begins with \"WEBVTT\" and a blank or line end");
    next_line(s, &line);
    enum daesa_status status = DAESA_OK;
    if (s->rest.len && s->rest.s[0] != '\n' && s->rest.s[0] != '\r')
        status = collect_block(s, true);
    struct daesa_str header = {text.s + 6, (size_t)(s->rest.s - text.s) - 6};
    take_language(s, header);
    struct daesa_str lines = header, region;
    if (daesa_vtt_region_next(&lines, &region))
        warn(s, 1, "vtt-old-region",
             "regions in the header are of an old draft; players pass them over");
    while (header.len && daesa_is_space(header.s[header.len - 1]))
        header.len--;
    if (!status && header.len && !has_arrow(header))
        status = daesa_field_add(track, &track->fields, &track->n_fields,
                                 daesa_str_of("vtt:header"), header);
    return status;
}

static enum daesa_status read(struct daesa_reader *in)
{
    struct scan s = {
        .in = in, .rest = in->text, .line = 1, .language = daesa_reader_language(in)};
    struct daesa_track *track = in->track;
    const char *end = in->text.s + in->text.len;
    enum daesa_status status = read_header(&s);
    while (!status) {
        skip_blank_lines(&s);
        if (s.rest.len == 0)
            break;
        status = collect_block(&s, false);
    }
    daesa_markup_finish(&s.markup);
    if (status)
        return status;
    if (track->n_cues == 0) {
        track->head = in->text;
        s.done = end;
    }
    track->tail = (struct daesa_str){s.done, (size_t)(end - s.done)};
    return DAESA_OK;
}

static int sniff(struct daesa_str text)
{
    if (!daesa_str_starts(text, "WEBVTT"))
        return 0;
    return signature_ends(text) ? 95 : 0;
}

const struct daesa_format daesa_format_vtt = {
    .name = "vtt",
    .title = "WebVTT",
    .extensions = "vtt webvtt",
    .prefix = "vtt",
    .holds = DAESA_HOLDS_TIMES | DAESA_HOLDS_SPEAKERS | DAESA_HOLDS_ANCHOR |
             DAESA_HOLDS_PLACE | DAESA_HOLDS_IDS | DAESA_HOLDS_BREAKS,
    .spans = DAESA_SPAN_BIT(DAESA_SPAN_BOLD) | DAESA_SPAN_BIT(DAESA_SPAN_ITALIC) |
             DAESA_SPAN_BIT(DAESA_SPAN_UNDERLINE) | DAESA_SPAN_BIT(DAESA_SPAN_COLOUR) |
             DAESA_SPAN_BIT(DAESA_SPAN_BACKGROUND) | DAESA_SPAN_BIT(DAESA_SPAN_RUBY) |
             DAESA_SPAN_BIT(DAESA_SPAN_CLASS) | DAESA_SPAN_BIT(DAESA_SPAN_VOICE) |
             DAESA_SPAN_BIT(DAESA_SPAN_LANGUAGE) | DAESA_SPAN_BIT(DAESA_SPAN_TIME),
    .unit_us = 1000,
    .no_blank_lines = true,
    .strict_lines = true,
    .sniff = sniff,
    .read = read,
    .write = daesa_vtt_write,
};
