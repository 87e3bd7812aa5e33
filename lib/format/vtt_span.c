/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* From the tree of a WebVTT cue to spans, and from spans to tags. */
#include "format/html.h"
#include "format/stamp.h"
#include "format/vtt_text.h"
#include "text/normalise.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* The colours that players know as classes without a style sheet (section 5 of
 * the standard). */
static const struct {
    const char *name;
    uint32_t rgb;
} colours[] = {
    {"black", 0x000000},   {"blue", 0x0000FF}, {"cyan", 0x00FFFF},  {"lime", 0x00FF00},
    {"magenta", 0xFF00FF}, {"red", 0xFF0000},  {"white", 0xFFFFFF}, {"yellow", 0xFFFF00},
};

const char *daesa_vtt_colour_name(int64_t rgba)
{
    for (size_t i = 0; i < sizeof colours / sizeof *colours; i++)
        if (colours[i].rgb == (uint32_t)(rgba >> 8 & 0xFFFFFF))
            return colours[i].name;
    return NULL;
}

/* ---- reading ---- */

struct walk {
    struct daesa_markup *markup;
    struct daesa_buf ruby; /* of the <rt> that is being read */
    struct daesa_arena *arena;
    size_t in_ruby_text;
    size_t base; /* where the base of the next <rt> begins */
    enum daesa_status status;
};

static bool colour_class(struct daesa_str name, enum daesa_span_kind *kind,
                         int64_t *colour)
{
    struct daesa_str own = name;
    *kind = DAESA_SPAN_COLOUR;
    if (daesa_str_starts(name, "bg_")) {
        *kind = DAESA_SPAN_BACKGROUND;
        name = daesa_str_from(name, 3);
    }
    for (size_t i = 0; i < sizeof colours / sizeof *colours; i++)
        if (daesa_str_is(name, colours[i].name)) {
            *colour = (int64_t)colours[i].rgb << 8 | 0xFF;
            return true;
        }
    bool fore = daesa_str_starts(own, "colour-");
    if (!fore && !daesa_str_starts(own, "background-"))
        return false;
    *kind = fore ? DAESA_SPAN_COLOUR : DAESA_SPAN_BACKGROUND;
    own = daesa_str_from(own, fore ? 7 : 11);
    return own.len == 6 && daesa_html_colour(own, colour);
}

static void open_classes(struct daesa_markup *markup, struct daesa_str classes)
{
    while (classes.len) {
        size_t dot = daesa_str_find_char(classes, '.');
        struct daesa_str one = daesa_str_slice(classes, 0, dot);
        enum daesa_span_kind kind;
        int64_t colour;
        if (one.len && colour_class(one, &kind, &colour))
            daesa_markup_open(markup, kind, (struct daesa_str){0}, colour);
        else if (one.len)
            daesa_markup_open(markup, DAESA_SPAN_CLASS, one, 0);
        classes = daesa_str_from(classes, dot + 1);
    }
}

static const struct {
    enum daesa_vtt_node_kind node;
    enum daesa_span_kind span;
} kinds[] = {
    {DAESA_VTT_ITALIC, DAESA_SPAN_ITALIC},       {DAESA_VTT_BOLD, DAESA_SPAN_BOLD},
    {DAESA_VTT_UNDERLINE, DAESA_SPAN_UNDERLINE}, {DAESA_VTT_VOICE, DAESA_SPAN_VOICE},
    {DAESA_VTT_LANGUAGE, DAESA_SPAN_LANGUAGE},
};

static void add_text(struct walk *w, struct daesa_str text)
{
    /* "&#13;" is the only way in for a carriage return. */
    while (text.len) {
        size_t n = daesa_str_find_char(text, '\r');
        struct daesa_str piece = daesa_str_slice(text, 0, n);
        if (w->in_ruby_text)
            daesa_buf_add(&w->ruby, piece);
        else
            daesa_markup_add(w->markup, piece);
        if (n < text.len && !w->in_ruby_text)
            daesa_markup_add(w->markup, daesa_str_of(" "));
        text = daesa_str_from(text, n + 1);
    }
}

/* The depth of open spans when a node is entered is put by in `time_us`, which
 * only timestamps use. */
static void enter(struct walk *w, struct daesa_vtt_node *node)
{
    struct daesa_markup *markup = w->markup;
    if (node->kind == DAESA_VTT_TEXT) {
        add_text(w, node->text);
        return;
    }
    if (node->kind == DAESA_VTT_RUBY_TEXT && w->in_ruby_text++ == 0)
        return;
    if (w->in_ruby_text)
        return;
    if (node->kind == DAESA_VTT_TIME)
        daesa_markup_point(markup, DAESA_SPAN_TIME, (struct daesa_str){0}, node->time_us);
    else if (node->kind == DAESA_VTT_IGNORED)
        daesa_markup_point(markup, DAESA_SPAN_RAW, node->text, 0);
    if (node->kind == DAESA_VTT_TIME || node->kind == DAESA_VTT_IGNORED)
        return;
    node->time_us = (int64_t)daesa_markup_depth(markup);
    if (node->kind == DAESA_VTT_RUBY)
        w->base = markup->plain.len;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].node == node->kind)
            daesa_markup_open(markup, kinds[i].span, node->text, 0);
    open_classes(markup, node->classes);
}

/* The annotation goes over what stands before it in its ruby. */
static void end_ruby_text(struct walk *w)
{
    struct daesa_str value;
    if (w->ruby.status || !daesa_arena_copy(w->arena, daesa_buf_str(&w->ruby), &value)) {
        w->status = DAESA_NO_MEMORY;
        return;
    }
    daesa_markup_span(w->markup, w->base, DAESA_SPAN_RUBY, value, 0);
    daesa_buf_cut(&w->ruby, 0);
    w->base = w->markup->plain.len;
}

static void leave(struct walk *w, const struct daesa_vtt_node *node)
{
    if (node->kind == DAESA_VTT_RUBY_TEXT) {
        if (--w->in_ruby_text == 0)
            end_ruby_text(w);
        return;
    }
    if (!w->in_ruby_text && node->kind != DAESA_VTT_TEXT &&
        node->kind != DAESA_VTT_TIME && node->kind != DAESA_VTT_IGNORED)
        daesa_markup_close_to(w->markup, (size_t)node->time_us);
}

/* Depth first, without recursion: a hostile text nests as deep as it is long. */
static void walk_tree(struct walk *w, struct daesa_vtt_node *root)
{
    struct daesa_vtt_node *node = root->first;
    while (node && !w->status) {
        enter(w, node);
        if (node->first) {
            node = node->first;
            continue;
        }
        while (node != root) {
            leave(w, node);
            if (node->next)
                break;
            node = node->parent;
        }
        node = node == root ? NULL : node->next;
    }
}

/* One voice over all of the text but white space is the cue's speaker and no span. */
static void take_speaker(struct daesa_cue *cue, struct daesa_text *text)
{
    struct daesa_span *voice = NULL;
    size_t n = 0;
    for (size_t i = 0; i < text->n_spans; i++)
        if (text->spans[i].kind == DAESA_SPAN_VOICE) {
            voice = &text->spans[i];
            n++;
        }
    if (n != 1 || !voice->value.len ||
        daesa_str_trim(daesa_str_slice(text->plain, 0, voice->from)).len ||
        daesa_str_trim(daesa_str_from(text->plain, voice->to)).len)
        return;
    cue->speaker = voice->value;
    size_t i = (size_t)(voice - text->spans);
    memmove(voice, voice + 1, (text->n_spans - i - 1) * sizeof *voice);
    text->n_spans--;
}

static enum daesa_status read_tree(struct daesa_markup *markup, struct daesa_str body)
{
    struct daesa_arena arena = {0};
    struct walk w = {.markup = markup, .arena = &arena};
    struct daesa_vtt_node *root;
    enum daesa_status status = daesa_vtt_parse(&arena, body, &root);
    if (!status) {
        walk_tree(&w, root);
        status = w.status ? w.status : daesa_markup_settle(markup);
    }
    daesa_buf_finish(&w.ruby);
    daesa_arena_finish(&arena);
    return status;
}

enum daesa_status daesa_vtt_read_text(struct daesa_markup *markup,
                                      struct daesa_track *track, struct daesa_cue *cue,
                                      struct daesa_str body, struct daesa_str language)
{
    struct daesa_buf composed = {0};
    enum daesa_status status = DAESA_OK;
    if (!daesa_nfc_quick(body)) {
        daesa_nfc_add(&composed, body);
        body = daesa_buf_str(&composed);
        status = composed.status;
    }
    if (!status && body.len &&
        (memchr(body.s, '<', body.len) || memchr(body.s, '&', body.len)))
        status = read_tree(markup, body);
    else
        daesa_markup_add(markup, body);
    if (!status)
        status = daesa_markup_end(markup, track, cue, language);
    if (!status)
        take_speaker(cue, &cue->texts[cue->n_texts - 1]);
    daesa_buf_finish(&composed);
    return status;
}

/* ---- writing ---- */

void daesa_vtt_add_time(struct daesa_buf *buf, int64_t us)
{
    static const struct daesa_stamp_style style = {
        .hour_digits = 2, .point = '.', .digits = 3};
    daesa_stamp_add(buf, us, &style);
}

/* In one line: line ends of a text are written apart. */
static void escape(struct daesa_buf *out, struct daesa_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.s[i];
        if (c == '&')
            daesa_buf_add_text(out, "&amp;");
        else if (c == '<')
            daesa_buf_add_text(out, "&lt;");
        else if (c == '>')
            daesa_buf_add_text(out, "&gt;");
        else
            daesa_buf_add_char(out, c == '\n' ? ' ' : c);
    }
}

struct tag_writer {
    bool raw;
    size_t n_blank;
    size_t begin; /* of the text in the output */
};

/* A line end behind another, or before anything else, would end the cue. */
static void write_piece(void *user, struct daesa_buf *out, struct daesa_str piece)
{
    struct tag_writer *w = user;
    while (piece.len) {
        size_t n = daesa_str_find_char(piece, '\n');
        escape(out, daesa_str_slice(piece, 0, n));
        if (n == piece.len)
            break;
        if (out->len == w->begin || (out->len && out->s[out->len - 1] == '\n'))
            w->n_blank++;
        else
            daesa_buf_add_char(out, '\n');
        piece = daesa_str_from(piece, n + 1);
    }
}

static void add_colour_class(struct daesa_buf *out, const struct daesa_span *span)
{
    bool fore = span->kind == DAESA_SPAN_COLOUR;
    const char *name = daesa_vtt_colour_name(span->number);
    if (name)
        daesa_buf_printf(out, "<c.%s%s>", fore ? "" : "bg_", name);
    else
        daesa_buf_printf(out, "<c.%s-%06" PRIx32 ">", fore ? "colour" : "background",
                         (uint32_t)(span->number >> 8 & 0xFFFFFF));
}

/* The end of a tag, which must not become an arrow: a space behind a class or an
 * annotation is none of it. */
static void end_tag(struct daesa_buf *out)
{
    daesa_buf_add_text(out, daesa_str_ends(daesa_buf_str(out), "--") ? " >" : ">");
}

void daesa_vtt_add_annotated(struct daesa_buf *out, const char *tag,
                             struct daesa_str value)
{
    daesa_buf_printf(out, "<%s ", tag);
    escape(out, value);
    end_tag(out);
}

static void open_tag(void *user, struct daesa_buf *out, const struct daesa_span *span)
{
    (void)user;
    switch (span->kind) {
    case DAESA_SPAN_BOLD:
        daesa_buf_add_text(out, "<b>");
        break;
    case DAESA_SPAN_ITALIC:
        daesa_buf_add_text(out, "<i>");
        break;
    case DAESA_SPAN_UNDERLINE:
        daesa_buf_add_text(out, "<u>");
        break;
    case DAESA_SPAN_RUBY:
        daesa_buf_add_text(out, "<ruby>");
        break;
    case DAESA_SPAN_COLOUR:
    case DAESA_SPAN_BACKGROUND:
        add_colour_class(out, span);
        break;
    case DAESA_SPAN_CLASS:
        daesa_buf_add_text(out, "<c.");
        daesa_buf_add(out, span->value);
        end_tag(out);
        break;
    case DAESA_SPAN_VOICE:
        daesa_vtt_add_annotated(out, "v", span->value);
        break;
    case DAESA_SPAN_LANGUAGE:
        daesa_vtt_add_annotated(out, "lang", span->value);
        break;
    default:
        break;
    }
}

static void close_tag(void *user, struct daesa_buf *out, const struct daesa_span *span,
                      const struct daesa_span *const *outer, size_t n_outer)
{
    static const char *const ends[] = {
        [DAESA_SPAN_BOLD] = "</b>",       [DAESA_SPAN_ITALIC] = "</i>",
        [DAESA_SPAN_UNDERLINE] = "</u>",  [DAESA_SPAN_COLOUR] = "</c>",
        [DAESA_SPAN_BACKGROUND] = "</c>", [DAESA_SPAN_CLASS] = "</c>",
        [DAESA_SPAN_VOICE] = "</v>",      [DAESA_SPAN_LANGUAGE] = "</lang>",
        [DAESA_SPAN_RAW] = NULL};
    (void)outer;
    (void)n_outer;
    if (span->kind == DAESA_SPAN_RUBY) {
        daesa_buf_add_text(out, "<rt>");
        write_piece(user, out, span->value);
        daesa_buf_add_text(out, "</rt></ruby>");
    } else if (ends[span->kind]) {
        daesa_buf_add_text(out, ends[span->kind]);
    }
}

static void write_point(void *user, struct daesa_buf *out, const struct daesa_span *span)
{
    const struct tag_writer *w = user;
    if (span->kind == DAESA_SPAN_TIME) {
        daesa_buf_add_char(out, '<');
        daesa_vtt_add_time(out, span->number);
        daesa_buf_add_char(out, '>');
    } else if (w->raw) {
        daesa_buf_add(out, span->value);
    }
}

size_t daesa_vtt_write_text(struct daesa_buf *out, const struct daesa_text *text,
                            bool raw)
{
    struct tag_writer w = {.raw = raw, .begin = out->len};
    struct daesa_tagger tagger = {.open = open_tag,
                                  .close = close_tag,
                                  .point = write_point,
                                  .text = write_piece,
                                  .user = &w};
    daesa_markup_write(text, &tagger, out);
    return w.n_blank;
}
