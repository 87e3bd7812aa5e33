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
 * ("--" U+2060 ">", "<" U+2060 "i>"); reading undoes that. */
#include "format/html.h"
#include "format/markup.h"
#include "format/override.h"
#include "format/read.h"
#include "format/stamp.h"
#include "format/write.h"
#include "text/normalise.h"

#include <string.h>

#define JOINER "\xE2\x81\xA0" /* U+2060 */
#define BOM "\xEF\xBB\xBF"

/* A line that begins a cue. */
struct timing {
    int64_t start_us, end_us;
    struct daesa_str rest; /* behind the second time */
    bool odd;
};

static struct daesa_str skip_bom(struct daesa_str line)
{
    while (daesa_str_starts(line, BOM))
        line = daesa_str_from(line, 3);
    return line;
}

static bool take_arrow(struct daesa_str *text, bool *odd)
{
    static const char *const arrows[] = {
        "-->", "->", "- ->", "-- >", "\xE2\x80\x93>", "\xE2\x80\x94>", "\xE2\x86\x92"};
    for (size_t i = 0; i < sizeof arrows / sizeof *arrows; i++)
        if (daesa_str_starts(*text, arrows[i])) {
            *text = daesa_str_from(*text, strlen(arrows[i]));
            *odd = *odd || i > 0;
            return true;
        }
    return false;
}

static bool parse_timing(struct daesa_str line, struct timing *out)
{
    struct timing t = {0};
    struct daesa_str rest = daesa_str_trim(skip_bom(line));
    if (!rest.len || !(daesa_is_digit(rest.s[0]) || rest.s[0] == '-'))
        return false;
    if (!daesa_stamp_take(&rest, &t.start_us, &t.odd))
        return false;
    rest = daesa_str_trim(rest);
    if (!take_arrow(&rest, &t.odd))
        return false;
    rest = daesa_str_trim(rest);
    if (!daesa_stamp_take(&rest, &t.end_us, &t.odd))
        return false;
    if (rest.len && !daesa_is_space(rest.s[0]))
        return false;
    t.rest = daesa_str_trim(rest);
    *out = t;
    return true;
}

static bool is_blank(struct daesa_str line)
{
    return daesa_str_trim(skip_bom(line)).len == 0;
}

static bool is_counter(struct daesa_str line, long long *n)
{
    return daesa_str_to_count(daesa_str_trim(skip_bom(line)), 999999999, n);
}

/* ---- the text of a cue ---- */

static bool open_font(struct daesa_markup *markup, struct daesa_str attributes)
{
    struct daesa_str key, value;
    bool any = false;
    while (daesa_html_attribute(&attributes, &key, &value)) {
        int64_t colour;
        if (daesa_str_is_nocase(key, "color") && daesa_html_colour(value, &colour))
            any |= daesa_markup_open(markup, DAESA_SPAN_COLOUR, (struct daesa_str){0},
                                     colour | 0xFF);
        else if (daesa_str_is_nocase(key, "face") && value.len)
            any |= daesa_markup_open(markup, DAESA_SPAN_FONT, value, 0);
        else if (daesa_str_is_nocase(key, "size") && value.len)
            any |= daesa_markup_open(markup, DAESA_SPAN_SIZE, value, 0);
    }
    return any;
}

static bool close_font(struct daesa_markup *markup)
{
    bool any = daesa_markup_close(markup, DAESA_SPAN_COLOUR);
    any |= daesa_markup_close(markup, DAESA_SPAN_FONT);
    any |= daesa_markup_close(markup, DAESA_SPAN_SIZE);
    return any;
}

static const struct {
    const char *name;
    enum daesa_span_kind kind;
} simple_tags[] = {
    {"b", DAESA_SPAN_BOLD},
    {"i", DAESA_SPAN_ITALIC},
    {"s", DAESA_SPAN_STRIKE},
    {"u", DAESA_SPAN_UNDERLINE},
};

/* True where the tag is one of SRT's; what cannot be opened or closed is raw. */
static bool apply_tag(struct daesa_markup *markup, const struct daesa_html_tag *tag)
{
    bool done = false, known = daesa_str_is_nocase(tag->name, "font");
    if (known)
        done = tag->closes ? close_font(markup) : open_font(markup, tag->attributes);
    for (size_t i = 0; i < sizeof simple_tags / sizeof *simple_tags && !known; i++) {
        if (!daesa_str_is_nocase(tag->name, simple_tags[i].name))
            continue;
        known = true;
        done = tag->closes ? daesa_markup_close(markup, simple_tags[i].kind)
                           : daesa_markup_open(markup, simple_tags[i].kind,
                                               (struct daesa_str){0}, 0);
    }
    if (known && !done)
        daesa_markup_point(markup, DAESA_SPAN_RAW, tag->raw, 0);
    return known;
}

/* Takes what begins at body.s[at] and is not plain text; returns its length, or 0
 * where it is text after all. */
static size_t take_special(struct daesa_override *o, struct daesa_str body, size_t at)
{
    struct daesa_html_tag tag;
    char c = body.s[at];
    struct daesa_str here = daesa_str_from(body, at);
    if (c == '<') {
        if (daesa_html_tag(body, at, &tag) && apply_tag(o->markup, &tag))
            return tag.raw.len;
    } else if (c == '{' && daesa_str_starts(here, "{\\")) {
        size_t end = daesa_str_find_char(here, '}');
        if (end < here.len && !memchr(here.s, '\n', end)) {
            daesa_override_apply(o, daesa_str_slice(here, 0, end + 1));
            return end + 1;
        }
    } else if (c == '\r') {
        daesa_markup_add(o->markup, daesa_str_of("\n"));
        return daesa_str_starts(here, "\r\n") ? 2 : 1;
    } else if (c == '\xE2' && daesa_str_starts(here, JOINER)) {
        char before = at ? body.s[at - 1] : ' ', after = here.len > 3 ? here.s[3] : ' ';
        if (before == '<' || (before == '-' && after == '>') ||
            (before == '{' && after == '\\'))
            return 3;
    }
    return 0;
}

/* The body of a cue, in form C, as a text with spans. */
static void parse_body(struct daesa_override *o, struct daesa_str body)
{
    size_t from = 0, at = 0;
    while (at < body.len) {
        char c = body.s[at];
        if (c != '<' && c != '{' && c != '\r' && c != '\xE2') {
            at++;
            continue;
        }
        size_t marked = o->markup->plain.len;
        daesa_markup_add(o->markup, daesa_str_slice(body, from, at));
        size_t n = take_special(o, body, at);
        if (n == 0) {
            /* Text: it is added with what follows. */
            daesa_buf_cut(&o->markup->plain, marked);
            at++;
            continue;
        }
        from = at += n;
    }
    daesa_markup_add(o->markup, daesa_str_from(body, from));
}

static enum daesa_status add_text(struct daesa_markup *markup, struct daesa_track *track,
                                  struct daesa_cue *cue, struct daesa_str body,
                                  struct daesa_str language)
{
    struct daesa_buf composed = {0};
    struct daesa_override o = {.markup = markup,
                               .position = &cue->position,
                               .width_px = DAESA_OVERRIDE_SRT_WIDTH,
                               .height_px = DAESA_OVERRIDE_SRT_HEIGHT,
                               .start_us = cue->start_us};
    if (!daesa_nfc_quick(body)) {
        daesa_nfc_add(&composed, body);
        body = daesa_buf_str(&composed);
    }
    enum daesa_status status = composed.status;
    if (!status) {
        parse_body(&o, body);
        status = daesa_markup_end(markup, track, cue, language);
    }
    daesa_buf_finish(&composed);
    return status;
}

/* ---- the file ---- */

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

/* Ends the open cue's text at `end`, where the next cue's raw text begins. */
static enum daesa_status close_cue(struct scan *s)
{
    struct open_cue *o = &s->open;
    struct daesa_cue *cue = o->cue;
    if (!cue)
        return DAESA_OK;
    cue->source.raw = between(o->begin, o->end);
    struct daesa_str body = between(o->body, o->body_end);
    enum daesa_status status =
        add_text(&s->markup, s->in->track, cue, body, daesa_reader_language(s->in));
    cue->source.digest = daesa_cue_digest(cue);
    o->cue = NULL;
    return status;
}

static void check_times(struct scan *s, const struct timing *t, int32_t line)
{
    if (t->odd)
        warn(s, line, "srt-odd-time", "a time that is not written as 00:00:00,000");
    if (t->end_us < t->start_us)
        warn(s, line, "srt-end-before-start", "the cue ends before it starts");
    else if (t->end_us == t->start_us)
        warn(s, line, "srt-no-duration", "the cue has no duration");
}

static enum daesa_status set_times(struct scan *s, struct daesa_cue *cue,
                                   const struct timing *t, int32_t line)
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
    if (!one->blank && is_counter(one->text, &n))
        *extra = 1;
    else if (one->blank && two->whole.s && is_counter(two->text, &n) &&
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
    /* Blank lines at the end are no text. */
    while (o->body_end > o->body && daesa_is_space(o->body_end[-1]))
        o->body_end--;
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
                                   const struct timing *timing)
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
    return daesa_str_find(line->text, "-->") < line->text.len && one->whole.s &&
           is_counter(one->text, &n) && (!two->whole.s || two->blank);
}

static enum daesa_status take_line(struct scan *s, const struct line *line)
{
    struct timing timing;
    if (parse_timing(line->text, &timing))
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
        if (!is_counter(line->text, &n))
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
        !is_counter(s->last[0].text, &n) || n != s->counter + 1 || s->counter == 0)
        return;
    warn(s, s->last[0].number, "srt-cut-off", "the file ends behind a counter");
    give_back(s, s->last[0].whole.s);
}

static enum daesa_status scan_lines(struct scan *s)
{
    struct daesa_str rest = s->in->text, text;
    int32_t number = 0;
    while (daesa_str_next_line(&rest, &text)) {
        struct line line = {.text = text,
                            .whole = between(text.s, rest.s),
                            .number = ++number,
                            .blank = is_blank(text)};
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

/* ---- writing ---- */

static void open_tag(void *user, struct daesa_buf *out, const struct daesa_span *span)
{
    (void)user;
    for (size_t i = 0; i < sizeof simple_tags / sizeof *simple_tags; i++)
        if (simple_tags[i].kind == span->kind)
            daesa_buf_printf(out, "<%s>", simple_tags[i].name);
    if (span->kind == DAESA_SPAN_COLOUR) {
        daesa_buf_add_text(out, "<font color=\"");
        daesa_html_add_colour(out, span->number);
        daesa_buf_add_text(out, "\">");
    } else if (span->kind == DAESA_SPAN_FONT || span->kind == DAESA_SPAN_SIZE) {
        daesa_buf_printf(out, "<font %s=\"%.*s\">",
                         span->kind == DAESA_SPAN_FONT ? "face" : "size",
                         DAESA_STR_ARGS(span->value));
    }
}

static void close_tag(void *user, struct daesa_buf *out, const struct daesa_span *span,
                      const struct daesa_span *const *outer, size_t n_outer)
{
    (void)user;
    (void)outer;
    (void)n_outer;
    for (size_t i = 0; i < sizeof simple_tags / sizeof *simple_tags; i++)
        if (simple_tags[i].kind == span->kind)
            daesa_buf_printf(out, "</%s>", simple_tags[i].name);
    if (span->kind == DAESA_SPAN_COLOUR || span->kind == DAESA_SPAN_FONT ||
        span->kind == DAESA_SPAN_SIZE)
        daesa_buf_add_text(out, "</font>");
}

static void raw_tag(void *user, struct daesa_buf *out, const struct daesa_span *span)
{
    const struct daesa_writer *writer = user;
    if (span->kind != DAESA_SPAN_RAW || !writer->same)
        return;
    bool bare = daesa_str_starts(span->value, "\\");
    if (bare)
        daesa_buf_add_char(out, '{');
    daesa_buf_add(out, span->value);
    if (bare)
        daesa_buf_add_char(out, '}');
}

/* Whether "<" begins what could be one of SRT's tags: decided by what is near,
 * as a ">" may come much later. */
static bool begins_tag(struct daesa_str here)
{
    size_t from = here.len > 1 && here.s[1] == '/' ? 2 : 1, to = from;
    while (to < here.len && ((here.s[to] | 32) >= 'a' && (here.s[to] | 32) <= 'z'))
        to++;
    struct daesa_str name = daesa_str_slice(here, from, to);
    for (size_t i = 0; i < sizeof simple_tags / sizeof *simple_tags; i++)
        if (daesa_str_is_nocase(name, simple_tags[i].name))
            return true;
    return daesa_str_is_nocase(name, "font");
}

static bool looks_special(struct daesa_str piece, size_t i)
{
    if (piece.s[i] == '<')
        return begins_tag(daesa_str_from(piece, i));
    if (piece.s[i] == '{')
        return i + 1 < piece.len && piece.s[i + 1] == '\\';
    return i > 0 && piece.s[i] == '-' && piece.s[i - 1] == '-' && i + 1 < piece.len &&
           piece.s[i + 1] == '>';
}

static void plain_piece(void *user, struct daesa_buf *out, struct daesa_str piece)
{
    size_t from = 0;
    (void)user;
    for (size_t i = 0; i < piece.len; i++) {
        char c = piece.s[i];
        if ((c != '<' && c != '{' && c != '-') || !looks_special(piece, i))
            continue;
        daesa_buf_add(out, daesa_str_slice(piece, from, i + 1));
        daesa_buf_add_text(out, JOINER);
        from = i + 1;
    }
    daesa_buf_add(out, daesa_str_from(piece, from));
}

static void write_position(struct daesa_buf *out, const struct daesa_position *position)
{
    if (position->anchor && position->anchor != 2)
        daesa_buf_printf(out, "{\\an%d}", position->anchor);
    if (position->placed)
        daesa_buf_printf(out, "{\\pos(%ld,%ld)}",
                         (long)(position->x * DAESA_OVERRIDE_SRT_WIDTH + 0.5f),
                         (long)(position->y * DAESA_OVERRIDE_SRT_HEIGHT + 0.5f));
}

static void write_body(struct daesa_writer *out, const struct daesa_cue *cue)
{
    const struct daesa_text *texts[DAESA_WRITER_MAX_TEXTS];
    size_t n = daesa_writer_texts(out, cue, texts, DAESA_WRITER_MAX_TEXTS);
    struct daesa_tagger tagger = {.open = open_tag,
                                  .close = close_tag,
                                  .point = raw_tag,
                                  .text = plain_piece,
                                  .user = out};
    struct daesa_position position = daesa_writer_position(out, cue);
    bool any = false, italic = daesa_writer_italic(out, cue);
    write_position(out->out, &position);
    if (italic)
        daesa_buf_add_text(out->out, "<i>");
    for (size_t i = 0; i < n; i++) {
        if (texts[i]->plain.len == 0 && texts[i]->n_spans == 0)
            continue;
        if (any)
            daesa_buf_add_char(out->out, '\n');
        daesa_markup_write(texts[i], &tagger, out->out);
        any = true;
    }
    if (italic)
        daesa_buf_add_text(out->out, "</i>");
    if (any || italic)
        daesa_buf_add_char(out->out, '\n');
}

/* The raw text of a cue taken apart again. */
struct raw_cue {
    struct daesa_str counter, times, body;
};

static bool split_raw(struct daesa_str raw, struct raw_cue *out)
{
    struct daesa_str rest = raw, line;
    struct timing timing;
    while (daesa_str_next_line(&rest, &line)) {
        long long n;
        if (parse_timing(line, &timing)) {
            out->times = line;
            out->body = rest;
            return true;
        }
        if (is_counter(line, &n))
            out->counter = line;
    }
    return false;
}

/* Whether the raw body still reads as the texts of the cue: then it is kept, with
 * its own spelling of the tags. */
static bool body_unedited(const struct daesa_cue *cue, struct daesa_str body)
{
    struct daesa_track scratch = {0};
    struct daesa_markup markup = {0};
    struct daesa_cue *again = daesa_track_add(&scratch);
    bool same = false;
    if (again && cue->n_texts == 1) {
        again->start_us = cue->start_us;
        size_t n = body.len;
        while (n && daesa_is_space(body.s[n - 1]))
            n--;
        same = !add_text(&markup, &scratch, again, daesa_str_slice(body, 0, n),
                         cue->texts[0].language) &&
               daesa_markup_same(&again->texts[0], &cue->texts[0]) &&
               again->position.anchor == cue->position.anchor &&
               again->position.placed == cue->position.placed &&
               again->position.x == cue->position.x &&
               again->position.y == cue->position.y;
    }
    daesa_markup_finish(&markup);
    daesa_track_finish(&scratch);
    return same;
}

static void write_times(struct daesa_writer *out, const struct daesa_cue *cue)
{
    static const struct daesa_stamp_style style = {
        .hour_digits = 2, .point = ',', .digits = 3};
    const struct daesa_str *coordinates =
        daesa_field_get(cue->fields, cue->n_fields, "srt:coordinates");
    daesa_stamp_add(out->out, cue->start_us, &style);
    daesa_buf_add_text(out->out, " --> ");
    daesa_stamp_add(out->out, cue->end_us, &style);
    if (coordinates) {
        daesa_buf_add_char(out->out, ' ');
        daesa_buf_add(out->out, *coordinates);
    }
    daesa_buf_add_char(out->out, '\n');
}

/* An edited cue, or one whose counter must change: what is not edited of it stays. */
static void write_cue(struct daesa_writer *out, const struct daesa_cue *cue,
                      size_t counter, bool renumber)
{
    struct raw_cue raw = {0};
    struct timing timing;
    bool split = out->same && split_raw(cue->source.raw, &raw);
    if (split && !renumber) {
        if (raw.counter.len) {
            daesa_buf_add(out->out, raw.counter);
            daesa_buf_add_char(out->out, '\n');
        }
    } else {
        daesa_buf_printf(out->out, "%zu\n", counter);
    }
    if (split && parse_timing(raw.times, &timing) && timing.start_us == cue->start_us &&
        timing.end_us == cue->end_us) {
        daesa_buf_add(out->out, raw.times);
        daesa_buf_add_char(out->out, '\n');
    } else {
        write_times(out, cue);
    }
    if (split && body_unedited(cue, raw.body))
        daesa_buf_add(out->out, raw.body);
    else
        write_body(out, cue);
}

static enum daesa_status write(struct daesa_writer *out)
{
    const struct daesa_track *track = out->track;
    bool whole = daesa_writer_whole(out);
    size_t counter = 0;
    if (out->same)
        daesa_buf_add(out->out, track->head);
    for (size_t i = 0; i < track->n_cues; i++) {
        const struct daesa_cue *cue = &track->cues[i];
        bool unedited = daesa_writer_unedited(out, cue);
        if (cue->comment || !(daesa_cue_timed(cue) || unedited))
            continue;
        counter++;
        daesa_writer_lead(out, cue, true);
        if (unedited && whole)
            daesa_buf_add(out->out, cue->source.raw);
        else
            write_cue(out, cue, counter, !whole);
    }
    if (out->same)
        daesa_buf_add(out->out, track->tail);
    return DAESA_OK;
}

static int sniff(struct daesa_str text)
{
    struct daesa_str line;
    struct timing timing;
    if (daesa_str_starts(text, "WEBVTT"))
        return 0;
    for (int n = 0; n < 40 && daesa_str_next_line(&text, &line);) {
        if (parse_timing(line, &timing))
            return 60;
        n += !is_blank(line);
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
    .write = write,
};
