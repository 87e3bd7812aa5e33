/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/srt_text.h"

#include "format/font_tag.h"
#include "format/html.h"
#include "format/override.h"
#include "format/stamp.h"
#include "text/normalise.h"

#include <string.h>

#define JOINER "\xE2\x81\xA0" /* U+2060 */
#define BOM "\xEF\xBB\xBF"
#define NO_BREAK_SPACE "\xC2\xA0"

static struct daesa_str skip_bom(struct daesa_str line)
{
    while (daesa_str_starts(line, BOM))
        line = daesa_str_from(line, 3);
    return line;
}

/* Past white space and the no-break spaces that word processors put there. */
static void skip_space(struct daesa_str *text, bool *odd)
{
    for (;;) {
        size_t n = text->len && daesa_is_space(text->s[0])   ? 1
                   : daesa_str_starts(*text, NO_BREAK_SPACE) ? strlen(NO_BREAK_SPACE)
                                                             : 0;
        if (n == 0)
            return;
        *odd = *odd || n > 1;
        *text = daesa_str_from(*text, n);
    }
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

bool daesa_srt_take_timing(struct daesa_str line, struct daesa_srt_timing *out)
{
    struct daesa_srt_timing t = {0};
    struct daesa_str rest = skip_bom(line);
    while (rest.len && daesa_is_space(rest.s[0]))
        rest = daesa_str_from(rest, 1);
    if (!rest.len || !(daesa_is_digit(rest.s[0]) || rest.s[0] == '-'))
        return false;
    if (!daesa_stamp_take(&rest, &t.start_us, &t.odd))
        return false;
    skip_space(&rest, &t.odd);
    if (!take_arrow(&rest, &t.odd))
        return false;
    skip_space(&rest, &t.odd);
    if (!daesa_stamp_take(&rest, &t.end_us, &t.odd))
        return false;
    const char *end = rest.s;
    skip_space(&rest, &t.odd);
    if (rest.len && rest.s == end)
        return false;
    t.rest = daesa_str_trim(rest);
    *out = t;
    return true;
}

bool daesa_srt_blank(struct daesa_str line)
{
    line = skip_bom(line);
    for (size_t i = 0; i < line.len; i++)
        if (!daesa_is_space(line.s[i]))
            return false;
    return true;
}

bool daesa_srt_counter(struct daesa_str line, long long *n)
{
    return daesa_str_to_count(daesa_str_trim(skip_bom(line)), 999999999, n);
}

/* ---- reading ---- */

struct reading {
    struct daesa_markup *markup;
    struct daesa_override override;
    struct daesa_font_tags fonts;
};

static bool open_font(struct reading *r, struct daesa_str attributes)
{
    struct daesa_str key, value, none = {0};
    unsigned opened = 0;
    int64_t colour;
    while (daesa_html_attribute(&attributes, &key, &value)) {
        if (daesa_str_is_nocase(key, "color") && daesa_html_colour(value, &colour))
            daesa_font_tag_set(r->markup, &opened, DAESA_SPAN_COLOUR, none,
                               colour | 0xFF);
        else if (daesa_str_is_nocase(key, "face") && value.len)
            daesa_font_tag_set(r->markup, &opened, DAESA_SPAN_FONT, value, 0);
        else if (daesa_str_is_nocase(key, "size") && value.len)
            daesa_font_tag_set(r->markup, &opened, DAESA_SPAN_SIZE, value, 0);
    }
    daesa_font_tag_begin(&r->fonts, opened);
    return opened != 0;
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
static bool apply_tag(struct reading *r, const struct daesa_html_tag *tag)
{
    struct daesa_markup *markup = r->markup;
    bool done = false, known = daesa_str_is_nocase(tag->name, "font");
    if (known)
        done = tag->closes ? daesa_font_tag_end(&r->fonts, markup)
                           : open_font(r, tag->attributes);
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
static size_t take_special(struct reading *r, struct daesa_str body, size_t at)
{
    struct daesa_html_tag tag;
    char c = body.s[at];
    struct daesa_str here = daesa_str_from(body, at);
    if (c == '<') {
        if (daesa_html_tag(body, at, &tag) && apply_tag(r, &tag))
            return tag.raw.len;
    } else if (c == '{' && daesa_str_starts(here, "{\\")) {
        size_t end = daesa_str_find_char(here, '}');
        if (end < here.len && !memchr(here.s, '\n', end)) {
            daesa_override_apply(&r->override, daesa_str_slice(here, 0, end + 1));
            return end + 1;
        }
    } else if (c == '\r') {
        daesa_markup_add(r->markup, daesa_str_of("\n"));
        return daesa_str_starts(here, "\r\n") ? 2 : 1;
    } else if (c == '\xE2' && daesa_str_starts(here, JOINER)) {
        char before = at ? body.s[at - 1] : '\n', after = here.len > 3 ? here.s[3] : '\n';
        bool in_line = before != '\n' && before != '\r';
        if (before == '<' || (before == '{' && after == '\\') ||
            (!in_line && (daesa_is_digit(after) || after == '-' || after == ' ')))
            return 3;
    }
    return 0;
}

/* The next place at or after `at` where something may begin that is not plain text. */
static size_t next_special(struct daesa_str body, size_t at)
{
    static const bool may_be_special[256] = {
        ['<'] = true, ['{'] = true, ['\r'] = true, [0xE2] = true};
    while (at < body.len && !may_be_special[(unsigned char)body.s[at]])
        at++;
    return at;
}

bool daesa_srt_plain(struct daesa_str body)
{
    return next_special(body, 0) == body.len && daesa_nfc_quick(body);
}

/* The body of a cue, in form C, as a text with spans. */
static void parse_body(struct reading *r, struct daesa_str body)
{
    size_t from = 0, at = 0;
    while ((at = next_special(body, at)) < body.len) {
        size_t marked = r->markup->plain.len;
        daesa_markup_add(r->markup, daesa_str_slice(body, from, at));
        size_t n = take_special(r, body, at);
        if (n == 0) {
            /* Text: it is added with what follows. */
            daesa_buf_cut(&r->markup->plain, marked);
            at++;
            continue;
        }
        from = at += n;
    }
    daesa_markup_add(r->markup, daesa_str_from(body, from));
}

enum daesa_status daesa_srt_read_text(struct daesa_markup *markup,
                                      struct daesa_track *track, struct daesa_cue *cue,
                                      struct daesa_str body, struct daesa_str language)
{
    struct daesa_buf composed = {0};
    struct reading r = {.markup = markup,
                        .override = {.markup = markup,
                                     .position = &cue->position,
                                     .width_px = DAESA_OVERRIDE_SRT_WIDTH,
                                     .height_px = DAESA_OVERRIDE_SRT_HEIGHT,
                                     .start_us = cue->start_us}};
    if (!daesa_nfc_quick(body)) {
        daesa_nfc_add(&composed, body);
        body = daesa_buf_str(&composed);
    }
    enum daesa_status status = composed.status;
    if (!status) {
        parse_body(&r, body);
        status = daesa_markup_end(markup, track, cue, language);
    }
    daesa_buf_finish(&composed);
    return status;
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
        daesa_buf_add_text(out,
                           span->kind == DAESA_SPAN_FONT ? "<font face=" : "<font size=");
        daesa_html_add_value(out, span->value);
        daesa_buf_add_char(out, '>');
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

/* What is written. */
struct source {
    struct daesa_str plain;
    bool raw; /* with raw spans, which are SRT's own */
};

static void raw_tag(void *user, struct daesa_buf *out, const struct daesa_span *span)
{
    const struct source *source = user;
    if (span->kind != DAESA_SPAN_RAW || !source->raw)
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
    return false;
}

/* A span that is not written may divide "<" from what makes it a tag, so it is the
 * whole text that is looked at. */
static void plain_piece(void *user, struct daesa_buf *out, struct daesa_str piece)
{
    const struct source *source = user;
    struct daesa_str rest =
        daesa_str_from(source->plain, (size_t)(piece.s - source->plain.s));
    size_t from = 0;
    for (size_t i = 0; i < piece.len; i++) {
        char c = piece.s[i];
        if ((c != '<' && c != '{') || !looks_special(rest, i))
            continue;
        daesa_buf_add(out, daesa_str_slice(piece, from, i + 1));
        daesa_buf_add_text(out, JOINER);
        from = i + 1;
    }
    daesa_buf_add(out, daesa_str_from(piece, from));
}

/* Without the line ends and the blank lines at the end, which no reader keeps. */
static struct daesa_str without_end(struct daesa_str text)
{
    for (;;) {
        size_t from = text.len;
        while (from > 0 && text.s[from - 1] != '\n')
            from--;
        if (!daesa_srt_blank(daesa_str_from(text, from)))
            return text;
        text = daesa_str_slice(text, 0, from ? from - 1 : 0);
        if (from == 0)
            return text;
    }
}

/* A line that would be read as one with times gets U+2060 in front. */
static void guard_lines(struct daesa_buf *out, struct daesa_str text)
{
    struct daesa_str line;
    while (daesa_str_next_line(&text, &line)) {
        struct daesa_str head = daesa_str_trim(skip_bom(line));
        bool digit = head.len && (daesa_is_digit(head.s[0]) || head.s[0] == '-');
        struct daesa_srt_timing timing;
        if (digit && (daesa_str_find(head, "-->") < head.len ||
                      daesa_srt_take_timing(head, &timing)))
            daesa_buf_add_text(out, JOINER);
        daesa_buf_add(out, (struct daesa_str){line.s, (size_t)(text.s - line.s)});
    }
}

void daesa_srt_write_text(struct daesa_buf *out, const struct daesa_text *text, bool raw)
{
    struct daesa_buf tagged = {0};
    struct source source = {text->plain, raw};
    struct daesa_tagger tagger = {.open = open_tag,
                                  .close = close_tag,
                                  .point = raw_tag,
                                  .text = plain_piece,
                                  .user = &source};
    daesa_markup_write(text, &tagger, &tagged);
    guard_lines(out, without_end(daesa_buf_str(&tagged)));
    if (tagged.status && !out->status)
        out->status = tagged.status;
    daesa_buf_finish(&tagged);
}
