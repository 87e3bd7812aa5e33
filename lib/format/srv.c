/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* YouTube's timed text as XML; no standard, what its service answers with:
 *   srv1        <transcript><text start="1.5" dur="2">, seconds; its text is HTML once
 *               more
 *   srv2        <timedtext><text t="1500" d="2000">, milliseconds
 *   srv3, ytt   <timedtext format="3"> with a <head> of pens and positions and a <body>
 *               of <p t d> with segments <s t>; what people upload, too
 * What adds to the line before (append, a) is mostly nothing but a line break. */
#include "format/entity.h"
#include "format/srt_text.h"
#include "format/xml.h"
#include "format/youtube.h"
#include "text/normalise.h"

#include <string.h>

struct scan {
    struct daesa_youtube youtube;
    struct daesa_reader *in;
    const struct daesa_xml_node *head; /* NULL: none */
    struct daesa_markup plain;         /* of texts that are HTML */
};

/* ---- attributes ---- */

static bool is(const struct daesa_xml_node *node, const char *name)
{
    return daesa_str_is(node->name->local, name);
}

/* A whole number; `otherwise` where there is none. */
static int64_t number_of(const struct daesa_xml_node *node, const char *name,
                         int64_t otherwise)
{
    const struct daesa_str *value = daesa_xml_get(node, name);
    long long n;
    return value && daesa_str_to_count(daesa_str_trim(*value), DAESA_TIME_MAX / 1000, &n)
               ? n
               : otherwise;
}

static bool is_set(const struct daesa_xml_node *node, const char *name)
{
    return number_of(node, name, 0) > 0;
}

static int64_t hex_digit(char c)
{
    return daesa_is_digit(c)      ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* "#RRGGBB"; -1 where it is none. */
static int64_t rgb_of(const struct daesa_xml_node *node, const char *name)
{
    const struct daesa_str *value = daesa_xml_get(node, name);
    int64_t rgb = 0;
    if (!value || value->len != 7 || value->s[0] != '#')
        return -1;
    for (size_t i = 1; i < 7; i++) {
        int64_t digit = hex_digit(value->s[i]);
        if (digit < 0)
            return -1;
        rgb = rgb << 4 | digit;
    }
    return rgb;
}

/* The element of the head of that name and number. */
static const struct daesa_xml_node *definition(const struct scan *s, const char *name,
                                               int64_t id)
{
    if (id < 0 || !s->head)
        return NULL;
    for (const struct daesa_xml_node *n = s->head->first; n; n = n->next)
        if (is(n, name) && number_of(n, "id", -1) == id)
            return n;
    return NULL;
}

/* ---- pens and positions ---- */

static struct daesa_youtube_pen pen_of(const struct daesa_xml_node *pen)
{
    struct daesa_youtube_pen out = {0};
    if (!pen)
        return out;
    int64_t colour = rgb_of(pen, "fc"), background = rgb_of(pen, "bc"),
            opacity = number_of(pen, "bo", 255);
    out.bold = is_set(pen, "b");
    out.italic = is_set(pen, "i");
    out.underline = is_set(pen, "u");
    out.has_colour = colour >= 0;
    out.colour = daesa_youtube_colour((double)colour, (double)number_of(pen, "fo", 255));
    out.has_background = background >= 0 && opacity > 0;
    out.background = daesa_youtube_colour((double)background, (double)opacity);
    return out;
}

static void report_pens(const struct scan *s)
{
    static const char *const known[] = {"id", "b", "i", "u", "fc", "fo", "bc", "bo"};
    for (const struct daesa_xml_node *n = s->head ? s->head->first : NULL; n; n = n->next)
        for (size_t i = 0; is(n, "pen") && i < n->n_attributes; i++) {
            size_t k = 0;
            while (k < sizeof known / sizeof *known &&
                   !daesa_str_is(n->attributes[i].name->local, known[k]))
                k++;
            if (k == sizeof known / sizeof *known)
                daesa_reader_report(s->in, DAESA_NOTE, "youtube-pen",
                                    daesa_reader_place(s->in, n->line, 0),
                                    "the pen's \"%.*s\" is not modelled; it is left out",
                                    DAESA_STR_ARGS(n->attributes[i].name->local));
        }
}

static void take_position(const struct scan *s, const struct daesa_xml_node *p,
                          struct daesa_cue *cue)
{
    const struct daesa_xml_node *wp = definition(s, "wp", number_of(p, "wp", -1));
    if (wp)
        daesa_youtube_place(cue, number_of(wp, "ap", 7), number_of(wp, "ah", 50),
                            number_of(wp, "av", 100));
}

/* ---- captions of srv3 ---- */

static enum daesa_status compose(struct daesa_reader *in, struct daesa_str *text)
{
    struct daesa_buf buf = {0};
    if (daesa_nfc_quick(*text))
        return DAESA_OK;
    daesa_nfc_add(&buf, *text);
    enum daesa_status status = buf.status;
    if (!status && !daesa_arena_copy(&in->track->arena, daesa_buf_str(&buf), text))
        status = DAESA_NO_MEMORY;
    daesa_buf_finish(&buf);
    return status;
}

static bool is_blank(const struct daesa_xml_node *p)
{
    for (const struct daesa_xml_node *n = p->first; n; n = daesa_xml_after(p, n))
        if (daesa_str_trim(n->text).len)
            return false;
    return true;
}

/* How many segments say when they are said, or how surely. */
static size_t count_words(const struct daesa_xml_node *p)
{
    size_t n = 0, timed = 0;
    for (const struct daesa_xml_node *child = p->first; child; child = child->next) {
        n++;
        timed += daesa_xml_get(child, "t") || daesa_xml_get(child, "ac");
    }
    return timed ? n : 0;
}

/* All text of a segment, which may be pieces; a <br/> is a line break. */
static enum daesa_status add_segment(struct scan *s, struct daesa_cue *cue,
                                     const struct daesa_xml_node *p,
                                     const struct daesa_xml_node *child)
{
    struct daesa_youtube_segment segment = {
        .pen = pen_of(definition(s, "pen", number_of(child, "p", number_of(p, "p", -1)))),
        .offset_ms = number_of(child, "t", 0),
        .sure = number_of(child, "ac", 0)};
    for (const struct daesa_xml_node *n = child; n; n = daesa_xml_after(child, n)) {
        segment.text = is(n, "br") ? daesa_str_of("\n") : n->text;
        enum daesa_status status = compose(s->in, &segment.text);
        if (status)
            return status;
        if (segment.text.len)
            daesa_youtube_add(&s->youtube, cue, &segment);
    }
    return DAESA_OK;
}

static enum daesa_status add_segments(struct scan *s, struct daesa_cue *cue,
                                      const struct daesa_xml_node *p)
{
    size_t n = count_words(p);
    /* A segment in pieces has a word for each. */
    for (const struct daesa_xml_node *x = p->first; n && x; x = daesa_xml_after(p, x))
        n++;
    enum daesa_status status = n ? daesa_youtube_words(&s->youtube, cue, n) : DAESA_OK;
    for (const struct daesa_xml_node *child = p->first; !status && child;
         child = child->next)
        status = add_segment(s, cue, p, child);
    return status ? status : daesa_youtube_text(&s->youtube, cue);
}

/* ---- captions of srv1 and srv2 ---- */

static enum daesa_status add_html(struct scan *s, struct daesa_cue *cue,
                                  const struct daesa_xml_node *node)
{
    struct daesa_buf text = {0}, body = {0};
    daesa_xml_add_text(&text, node);
    struct daesa_str rest = daesa_str_trim(daesa_buf_str(&text));
    while (rest.len) {
        size_t at = daesa_str_find_char(rest, '&');
        daesa_buf_add(&body, daesa_str_slice(rest, 0, at));
        rest = daesa_str_from(rest, at);
        size_t n = rest.len ? daesa_entity_take(rest, &body) : 0;
        if (rest.len && n == 0)
            daesa_buf_add_char(&body, '&');
        rest = daesa_str_from(rest, n ? n : 1);
    }
    enum daesa_status status = text.status ? text.status : body.status;
    if (!status)
        status = daesa_srt_read_text(&s->plain, s->in->track, cue, daesa_buf_str(&body),
                                     daesa_reader_language(s->in));
    daesa_buf_finish(&body);
    daesa_buf_finish(&text);
    return status;
}

/* ---- the whole ---- */

/* Seconds, "1.5", in srv1; milliseconds elsewhere. */
static int64_t time_of(const struct daesa_xml_node *node, const char *seconds,
                       const char *ms)
{
    const struct daesa_str *value = daesa_xml_get(node, seconds);
    int64_t us, n = number_of(node, ms, -1);
    if (value && daesa_time_parse(daesa_str_trim(*value), (struct daesa_rate){0}, &us))
        return us;
    return n < 0 ? DAESA_TIME_NONE : n * 1000;
}

static void take_times(struct scan *s, const struct daesa_xml_node *node,
                       struct daesa_cue *cue)
{
    int64_t duration_us = time_of(node, "dur", "d");
    cue->start_us = time_of(node, "start", "t");
    if (cue->start_us == DAESA_TIME_NONE)
        daesa_reader_report(s->in, DAESA_WARNING, "srv-no-time", cue->source.place,
                            "a caption that does not say when it begins");
    else if (duration_us != DAESA_TIME_NONE)
        cue->end_us = cue->start_us + duration_us;
    if (cue->end_us > DAESA_TIME_MAX)
        cue->end_us = DAESA_TIME_MAX;
}

static enum daesa_status read_caption(struct scan *s, const struct daesa_xml_node *node)
{
    struct daesa_cue *cue;
    int64_t window = number_of(node, "w", -1);
    if (is_blank(node))
        return DAESA_OK;
    enum daesa_status status = daesa_reader_add(s->in, node->line, &cue);
    if (status)
        return status;
    take_times(s, node, cue);
    take_position(s, node, cue);
    status = is(node, "p") ? add_segments(s, cue, node) : add_html(s, cue, node);
    if (!status && window >= 0 && cue->start_us != DAESA_TIME_NONE)
        daesa_youtube_roll(&s->youtube, window);
    if (!status && (is_set(node, "a") || is_set(node, "append")))
        daesa_reader_report(s->in, DAESA_NOTE, "youtube-append", cue->source.place,
                            "what is added to the caption before is one of its own here");
    return status;
}

static enum daesa_status read_captions(struct scan *s, const struct daesa_xml_node *root)
{
    enum daesa_status status = DAESA_OK;
    for (const struct daesa_xml_node *n = root; n && !status;
         n = daesa_xml_after(root, n))
        if (is(n, "p") || is(n, "text"))
            status = read_caption(s, n);
    return status;
}

static enum daesa_status read(struct daesa_reader *in)
{
    struct scan s = {.youtube = {.in = in}, .in = in};
    struct daesa_xml_node *root = NULL;
    bool whole;
    enum daesa_status status =
        daesa_xml_read(in, "timedtext transcript head body", &root, &whole);
    if (status)
        return status;
    if (!is(root, "timedtext") && !is(root, "transcript"))
        return daesa_fail(in->sink, DAESA_BAD_INPUT, "srv-root",
                          daesa_reader_place(in, root->line, 0),
                          "the root of YouTube's timed text is \"timedtext\" or "
                          "\"transcript\"");
    s.head = daesa_xml_child(root, "head");
    report_pens(&s);
    status = read_captions(&s, root);
    daesa_youtube_end(&s.youtube, status);
    daesa_markup_finish(&s.plain);
    return status;
}

static int sniff(struct daesa_str text)
{
    struct daesa_str root = daesa_xml_root_name(text);
    if (daesa_str_is(root, "timedtext"))
        return 95;
    return daesa_str_is(root, "transcript") && daesa_str_find(text, "<text ") < text.len
               ? 90
               : 0;
}

const struct daesa_format daesa_format_srv = {
    .name = "srv",
    .title = "YouTube timed text (XML)",
    .extensions = "srv3 srv2 srv1 ytt",
    .prefix = "srv",
    .holds = DAESA_HOLDS_TIMES | DAESA_HOLDS_WORDS | DAESA_HOLDS_ANCHOR |
             DAESA_HOLDS_PLACE | DAESA_HOLDS_BREAKS,
    .spans = DAESA_SPAN_BIT(DAESA_SPAN_BOLD) | DAESA_SPAN_BIT(DAESA_SPAN_ITALIC) |
             DAESA_SPAN_BIT(DAESA_SPAN_UNDERLINE) | DAESA_SPAN_BIT(DAESA_SPAN_COLOUR) |
             DAESA_SPAN_BIT(DAESA_SPAN_BACKGROUND),
    .unit_us = 1000,
    .sniff = sniff,
    .read = read,
};
