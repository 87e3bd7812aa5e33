/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* The content of paragraphs as TTML: every stretch of one look is a span of its
 * own, none inside another, as EBU-TT-D wants it. */
#include "format/html.h"
#include "format/markup.h"
#include "format/stamp.h"
#include "format/ttml_write.h"
#include "format/xml.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct content {
    struct daesa_str plain; /* all of the text */
    const struct daesa_ttml_dress *dress;
    const struct daesa_span *open[DAESA_MARKUP_DEPTH];
    size_t n_open;
};

static void open_span(void *user, struct daesa_buf *out, const struct daesa_span *span)
{
    struct content *c = user;
    (void)out;
    c->open[c->n_open++] = span;
}

static void close_span(void *user, struct daesa_buf *out, const struct daesa_span *span,
                       const struct daesa_span *const *outer, size_t n_outer)
{
    struct content *c = user;
    (void)out;
    (void)span;
    (void)outer;
    (void)n_outer;
    c->n_open--;
}

/* The innermost open span of a kind; NULL where there is none. */
static const struct daesa_span *look(const struct content *c, enum daesa_span_kind kind)
{
    for (size_t i = c->n_open; i-- > 0;)
        if (c->open[i]->kind == kind)
            return c->open[i];
    return NULL;
}

static void add_attribute(struct daesa_buf *out, const char *name, struct daesa_str value)
{
    daesa_buf_printf(out, " %s=\"", name);
    daesa_xml_escape(out, value, true);
    daesa_buf_add_char(out, '"');
}

static void add_colour(struct daesa_buf *out, const char *name,
                       const struct daesa_span *span)
{
    if (!span)
        return;
    daesa_buf_printf(
        out, " %s=\"#%0*" PRIx32 "\"", name, (span->number & 0xFF) == 0xFF ? 6 : 8,
        (uint32_t)((span->number & 0xFF) == 0xFF ? span->number >> 8 & 0xFFFFFF
                                                 : span->number));
}

/* A bare number is a size in pixels. */
static void add_size(struct daesa_buf *out, const struct daesa_span *span)
{
    struct daesa_str value = span->value;
    bool bare = value.len && daesa_is_digit(value.s[value.len - 1]);
    add_attribute(out, "tts:fontSize", value);
    if (bare) {
        daesa_buf_cut(out, out->len - 1);
        daesa_buf_add_text(out, "px\"");
    }
}

static void add_inline(struct content *c, struct daesa_buf *out)
{
    const struct daesa_span *under = look(c, DAESA_SPAN_UNDERLINE),
                            *strike = look(c, DAESA_SPAN_STRIKE),
                            *font = look(c, DAESA_SPAN_FONT),
                            *size = look(c, DAESA_SPAN_SIZE),
                            *language = look(c, DAESA_SPAN_LANGUAGE);
    if (c->dress->declare)
        add_attribute(out, "xmlns:tts", c->dress->space);
    if (look(c, DAESA_SPAN_BOLD))
        daesa_buf_add_text(out, " tts:fontWeight=\"bold\"");
    if (look(c, DAESA_SPAN_ITALIC))
        daesa_buf_add_text(out, " tts:fontStyle=\"italic\"");
    if (under || strike)
        daesa_buf_printf(out, " tts:textDecoration=\"%s%s%s\"", under ? "underline" : "",
                         under && strike ? " " : "", strike ? "lineThrough" : "");
    add_colour(out, "tts:color", look(c, DAESA_SPAN_COLOUR));
    add_colour(out, "tts:backgroundColor", look(c, DAESA_SPAN_BACKGROUND));
    if (font)
        add_attribute(out, "tts:fontFamily", font->value);
    if (size)
        add_size(out, size);
    if (language)
        add_attribute(out, "xml:lang", language->value);
}

/* EBU-TT-D: the names of styles in the head. */
static void add_references(struct content *c, struct daesa_buf *out)
{
    static const struct {
        enum daesa_span_kind kind;
        const char *name;
    } styles[] = {{DAESA_SPAN_BOLD, "bold"},
                  {DAESA_SPAN_ITALIC, "italic"},
                  {DAESA_SPAN_UNDERLINE, "underline"}};
    const struct daesa_span *colour = look(c, DAESA_SPAN_COLOUR),
                            *back = look(c, DAESA_SPAN_BACKGROUND);
    daesa_buf_add_text(out, " style=\"text");
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
        if (look(c, styles[i].kind))
            daesa_buf_printf(out, " %s", styles[i].name);
    if (colour)
        daesa_buf_printf(out, " colour-%08" PRIx32, (uint32_t)colour->number);
    if (back)
        daesa_buf_printf(out, " background-%08" PRIx32, (uint32_t)back->number);
    daesa_buf_add_char(out, '"');
}

static void add_lines(struct content *c, struct daesa_buf *out, struct daesa_str text,
                      bool in_one)
{
    while (text.len) {
        size_t end = daesa_str_find_char(text, '\n');
        daesa_xml_escape(out, daesa_str_slice(text, 0, end), false);
        if (end < text.len && in_one)
            daesa_buf_add_char(out, ' ');
        else if (end < text.len)
            daesa_buf_printf(out, "<%.*sbr/>", DAESA_STR_ARGS(c->dress->prefix));
        text = daesa_str_from(text, end + 1);
    }
}

static void add_ruby(struct content *c, struct daesa_buf *out, struct daesa_str piece,
                     struct daesa_str above)
{
    const char *p = c->dress->prefix.len ? c->dress->prefix.s : "";
    int n = (int)c->dress->prefix.len;
    daesa_buf_printf(out, " tts:ruby=\"container\"><%.*sspan tts:ruby=\"base\">", n, p);
    add_lines(c, out, piece, false);
    daesa_buf_printf(out, "</%.*sspan><%.*sspan tts:ruby=\"text\">", n, p, n, p);
    add_lines(c, out, above, true); /* an annotation has no lines */
    daesa_buf_printf(out, "</%.*sspan>", n, p);
}

/* Whether nothing is open that would be an attribute of a span. */
static bool is_bare(const struct content *c)
{
    for (size_t i = 0; i < c->n_open; i++)
        if (c->open[i]->kind != DAESA_SPAN_RUBY)
            return false;
    return true;
}

static void add_piece(void *user, struct daesa_buf *out, struct daesa_str piece)
{
    struct content *c = user;
    const struct daesa_span *ruby = c->dress->ebu ? NULL : look(c, DAESA_SPAN_RUBY);
    struct daesa_str base = piece;
    /* White space at a base's end is behind it to who reads; and a base that changes its
     * look has its annotation but once. */
    while (base.len && base.s[base.len - 1] == ' ')
        base.len--;
    if (!base.len || (ruby && piece.s != c->plain.s + ruby->from))
        ruby = NULL;
    if (!ruby && !c->dress->ebu && is_bare(c)) {
        add_lines(c, out, piece, false);
        return;
    }
    daesa_buf_printf(out, "<%.*sspan", DAESA_STR_ARGS(c->dress->prefix));
    if (c->dress->ebu)
        add_references(c, out);
    else
        add_inline(c, out);
    if (ruby) {
        add_ruby(c, out, base, ruby->value);
    } else {
        daesa_buf_add_char(out, '>');
        add_lines(c, out, piece, false);
    }
    daesa_buf_printf(out, "</%.*sspan>", DAESA_STR_ARGS(c->dress->prefix));
    if (ruby)
        add_lines(c, out, daesa_str_from(piece, base.len), false);
}

void daesa_ttml_add_text(struct daesa_buf *buf, const struct daesa_text *text,
                         const struct daesa_ttml_dress *dress)
{
    struct content c = {.dress = dress, .plain = text->plain};
    struct daesa_tagger tagger = {
        .open = open_span, .close = close_span, .text = add_piece, .user = &c};
    struct daesa_text shown = *text;
    /* What is not written must not divide what is. */
    shown.spans = malloc((text->n_spans + 1) * sizeof *shown.spans);
    shown.n_spans = 0;
    for (size_t i = 0; shown.spans && i < text->n_spans; i++)
        if (dress->spans & DAESA_SPAN_BIT(text->spans[i].kind))
            shown.spans[shown.n_spans++] = text->spans[i];
    if (shown.spans)
        daesa_markup_write(&shown, &tagger, buf);
    else if (!buf->status)
        buf->status = DAESA_NO_MEMORY;
    free(shown.spans);
}

bool daesa_ttml_needs_space(struct daesa_str plain)
{
    bool blank = true;
    for (size_t i = 0; i < plain.len; i++) {
        char c = plain.s[i];
        if (c == '\t' || (blank && c == ' ') ||
            (c == ' ' && (i + 1 == plain.len || plain.s[i + 1] == '\n')))
            return true;
        blank = c == ' ' || c == '\n';
    }
    return false;
}

/* Time code of a frame that is counted without gaps, as drop-frame labels it. */
static int64_t label(int64_t frame, const struct daesa_ttml_clock *clock)
{
    if (!clock->drop)
        return frame;
    int64_t skip = clock->nominal / 15, minute = clock->nominal * INT64_C(60) - skip,
            ten = minute * 10 + skip, tens = frame / ten, rest = frame % ten;
    int64_t minutes = rest < skip ? 0 : (rest - skip) / minute;
    return frame + skip * (tens * 9 + minutes);
}

void daesa_ttml_add_time(struct daesa_buf *buf, int64_t us,
                         const struct daesa_ttml_clock *clock)
{
    static const struct daesa_stamp_style style = {
        .hour_digits = 2, .point = '.', .digits = 3};
    if (!clock || !clock->smpte) {
        daesa_stamp_add(buf, us, &style);
        return;
    }
    int64_t frame =
        daesa_scale(us < 0 ? 0 : us, clock->rate.num, clock->rate.den * DAESA_SECOND_US);
    frame = label(frame, clock);
    int64_t seconds = frame / clock->nominal;
    daesa_buf_printf(buf, "%02" PRId64 ":%02d:%02d:%02d", seconds / 3600,
                     (int)(seconds / 60 % 60), (int)(seconds % 60),
                     (int)(frame % clock->nominal));
}
