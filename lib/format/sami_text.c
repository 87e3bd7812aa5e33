/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/sami_text.h"

#include "format/entity.h"
#include "format/font_tag.h"
#include "format/format.h"
#include "format/html.h"
#include "format/sami_scan.h"
#include "format/sami_seen.h"
#include "text/normalise.h"
#include "text/utf8.h"

#include <string.h>

#define NO_BREAK "\xC2\xA0"
#define GRAPHEME_JOINER "\xCD\x8F" /* U+034F */
/* More than this is no name of a font, and would make a tag that is none. */
#define MAX_VALUE 200

static const struct {
    const char *name;
    enum daesa_span_kind kind;
} simple_tags[] = {
    /* The first of a kind is the one that is written. */
    {"b", DAESA_SPAN_BOLD},      {"i", DAESA_SPAN_ITALIC},      {"s", DAESA_SPAN_STRIKE},
    {"u", DAESA_SPAN_UNDERLINE}, {"strong", DAESA_SPAN_BOLD},   {"em", DAESA_SPAN_ITALIC},
    {"del", DAESA_SPAN_STRIKE},  {"strike", DAESA_SPAN_STRIKE},
};

#define N_SIMPLE (sizeof simple_tags / sizeof *simple_tags)

/* Tags that shape the file and not the text. */
static bool is_structure(struct daesa_str name)
{
    static const char *const names[] = {"p", "sync", "body", "sami", "html"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (daesa_str_is_nocase(name, names[i]))
            return true;
    return false;
}

/* The reference at the start of `here` as the characters it stands for, in `room`
 * (emptied before): its length, or 0. */
static size_t take_reference(struct daesa_str here, struct daesa_buf *room)
{
    daesa_buf_cut(room, 0);
    return daesa_entity_take(here, room);
}

/* ---- reading ---- */

struct reading {
    struct daesa_markup *markup;
    struct daesa_arena *arena;
    struct daesa_sami_scan scan;
    struct daesa_sami_odd *odd;
    struct daesa_buf room;
    size_t seen;     /* nothing is seen from here on */
    size_t n_breaks; /* that are not written yet */
    bool space;      /* nor is this space */
    struct daesa_font_tags fonts;
    bool in_ruby;
    struct daesa_markup_spot ruby; /* where what is annotated begins */
};

/* Writes the breaks and the space that something follows; none at the very start. */
static void flush(struct reading *r)
{
    const struct daesa_buf *plain = &r->markup->plain;
    for (; plain->len && r->n_breaks; r->n_breaks--)
        daesa_markup_add(r->markup, daesa_str_of("\n"));
    if (r->space && plain->len && plain->s[plain->len - 1] != '\n')
        daesa_markup_add(r->markup, daesa_str_of(" "));
    r->n_breaks = 0;
    r->space = false;
}

/* A mark behind a tag stays apart from the letter before the tag, with which it would
 * be composed once the tag is gone. */
static void keep_apart(struct reading *r, struct daesa_str text)
{
    struct daesa_str plain = daesa_buf_str(&r->markup->plain);
    size_t n = 0, last = plain.len;
    if (text.len == 0 || plain.len == 0 || r->n_breaks || r->space)
        return;
    daesa_utf8_next(text, &n);
    struct daesa_str first = daesa_str_slice(text, 0, n);
    if (daesa_nfc_quick(first))
        return;
    while (last > 0 && ((unsigned char)plain.s[--last] & 0xC0) == 0x80)
        ;
    struct daesa_buf pair = {0}, composed = {0};
    daesa_buf_add(&pair, daesa_str_from(plain, last));
    daesa_buf_add(&pair, first);
    daesa_nfc_add(&composed, daesa_buf_str(&pair));
    if (!daesa_str_equal(daesa_buf_str(&pair), daesa_buf_str(&composed)))
        daesa_markup_add(r->markup, daesa_str_of(GRAPHEME_JOINER));
    if (pair.status || composed.status)
        r->markup->status = DAESA_NO_MEMORY;
    daesa_buf_finish(&pair);
    daesa_buf_finish(&composed);
}

static void add_text(struct reading *r, struct daesa_str text)
{
    keep_apart(r, text);
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        if (daesa_is_space(text.s[at])) {
            r->space = true;
            at++;
            continue;
        }
        if (text.s[at] == '&') {
            size_t n = take_reference(daesa_str_from(text, at), &r->room);
            char c = n && r->room.len ? r->room.s[0] : 'x';
            if (n && c != ' ' && daesa_is_space(c)) {
                r->space = true;
                at += n;
                continue;
            }
            flush(r);
            daesa_markup_add(r->markup, n ? daesa_buf_str(&r->room) : daesa_str_of("&"));
            at += n ? n : 1;
            continue;
        }
        while (at < text.len && text.s[at] != '&' && !daesa_is_space(text.s[at]))
            at++;
        flush(r);
        daesa_markup_add(r->markup, daesa_str_slice(text, from, at));
    }
}

/* A value that can be written back between quotes. */
static bool usable(struct daesa_str value)
{
    bool has_double = daesa_str_find_char(value, '"') < value.len;
    for (size_t i = 0; i < value.len; i++)
        if (strchr("<>", value.s[i]) || (unsigned char)value.s[i] < ' ' ||
            (value.s[i] == '\'' && has_double))
            return false;
    return value.len > 0 && value.len <= MAX_VALUE;
}

/* "#ff9900O": the six digits are what was meant. */
static bool take_colour(struct reading *r, struct daesa_str value, int64_t *out)
{
    struct daesa_str trimmed = daesa_str_trim(value);
    if (daesa_html_colour(trimmed, out))
        return true;
    r->odd->colour = true;
    size_t hash = daesa_str_starts(trimmed, "#");
    return trimmed.len > hash + 6 &&
           daesa_html_colour(daesa_str_slice(trimmed, hash, hash + 6), out);
}

static bool open_font(struct reading *r, struct daesa_str attributes)
{
    struct daesa_str key, value, none = {0};
    unsigned opened = 0;
    int64_t colour;
    bool all = true;
    while (daesa_html_attribute(&attributes, &key, &value)) {
        if (daesa_str_is_nocase(key, "color") && take_colour(r, value, &colour))
            all &= daesa_font_tag_set(r->markup, &opened, DAESA_SPAN_COLOUR, none,
                                      colour | 0xFF);
        else if (daesa_str_is_nocase(key, "face") && usable(value))
            all &= daesa_font_tag_set(r->markup, &opened, DAESA_SPAN_FONT, value, 0);
        else if (daesa_str_is_nocase(key, "size") && usable(value))
            all &= daesa_font_tag_set(r->markup, &opened, DAESA_SPAN_SIZE, value, 0);
        else
            all = false;
    }
    daesa_font_tag_begin(&r->fonts, opened);
    return opened && all;
}

static bool is_tag(const struct daesa_sami_mark *mark, const char *name)
{
    return !mark->comment && daesa_str_is_nocase(mark->tag.name, name);
}

/* The plain text of what stands in <rt>, up to what ends it. */
static enum daesa_status take_annotation(struct reading *r, struct daesa_str *out)
{
    struct daesa_buf words = {0};
    struct daesa_sami_mark mark;
    struct daesa_str text = r->scan.text;
    size_t from = r->scan.at;
    for (bool more = true; more;) {
        more = daesa_sami_next_mark(&r->scan, &mark);
        struct daesa_str piece =
            daesa_str_slice(text, from, more ? mark.begin : text.len);
        for (size_t at = 0; piece.s && at < piece.len;) {
            struct daesa_str here = daesa_str_from(piece, at);
            size_t n = here.s[0] == '&' ? daesa_entity_take(here, &words) : 0;
            if (n == 0)
                daesa_buf_add_char(&words, here.s[0]);
            at += n ? n : 1;
        }
        from = more ? mark.end : text.len;
        if (more && (is_tag(&mark, "rt") || is_tag(&mark, "ruby"))) {
            r->scan.at = mark.tag.closes && is_tag(&mark, "rt") ? mark.end : mark.begin;
            break;
        }
    }
    /* Tabs and line ends are spaces, those by reference too. */
    for (size_t i = 0; i < words.len; i++)
        if (daesa_is_space(words.s[i]))
            words.s[i] = ' ';
    enum daesa_status status = words.status;
    if (!status &&
        !daesa_arena_copy(r->arena, daesa_str_trim(daesa_buf_str(&words)), out))
        status = DAESA_NO_MEMORY;
    daesa_buf_finish(&words);
    return status;
}

static enum daesa_status apply_ruby(struct reading *r, const struct daesa_sami_mark *mark)
{
    struct daesa_str annotation;
    if (is_tag(mark, "ruby")) {
        r->in_ruby = !mark->tag.closes;
        r->ruby = daesa_markup_here(r->markup);
        return DAESA_OK;
    }
    if (!is_tag(mark, "rt") || mark->tag.closes)
        return DAESA_OK;
    enum daesa_status status = take_annotation(r, &annotation);
    if (!status && annotation.len && r->in_ruby)
        daesa_markup_around(r->markup, r->ruby, DAESA_SPAN_RUBY, annotation);
    r->ruby = daesa_markup_here(r->markup);
    return status;
}

/* True where the tag is one that the model has. */
static bool apply_simple(struct reading *r, const struct daesa_html_tag *tag)
{
    for (size_t i = 0; i < N_SIMPLE; i++)
        if (daesa_str_is_nocase(tag->name, simple_tags[i].name))
            return tag->closes ? daesa_markup_close(r->markup, simple_tags[i].kind)
                               : daesa_markup_open(r->markup, simple_tags[i].kind,
                                                   (struct daesa_str){0}, 0);
    if (daesa_str_is_nocase(tag->name, "font"))
        return tag->closes ? daesa_font_tag_end(&r->fonts, r->markup)
                           : open_font(r, tag->attributes);
    return false;
}

static enum daesa_status apply_mark(struct reading *r, const struct daesa_sami_mark *mark)
{
    struct daesa_str raw = daesa_str_slice(r->scan.text, mark->begin, mark->end);
    if (is_tag(mark, "br")) {
        r->n_breaks++;
        r->space = false;
        return DAESA_OK;
    }
    if (!mark->comment && is_structure(mark->tag.name))
        return DAESA_OK;
    if (mark->begin < r->seen && (mark->comment || !mark->tag.closes))
        flush(r);
    if (is_tag(mark, "ruby") || is_tag(mark, "rt") || is_tag(mark, "rb") ||
        is_tag(mark, "rp"))
        return apply_ruby(r, mark);
    if (mark->comment || !apply_simple(r, &mark->tag))
        daesa_markup_point(r->markup, DAESA_SPAN_RAW, raw, 0);
    return DAESA_OK;
}

enum daesa_status daesa_sami_read_text(struct daesa_markup *markup,
                                       struct daesa_arena *arena, struct daesa_str body,
                                       struct daesa_sami_odd *odd)
{
    struct reading r = {.markup = markup,
                        .arena = arena,
                        .scan = {.text = body},
                        .odd = odd,
                        .seen = daesa_sami_seen(body)};
    struct daesa_sami_mark mark;
    enum daesa_status status = DAESA_OK;
    size_t from = 0;
    while (!status && from < r.seen) {
        bool more = daesa_sami_next_mark(&r.scan, &mark);
        size_t to = more && mark.begin < r.seen ? mark.begin : r.seen;
        add_text(&r, daesa_str_slice(body, from, to));
        from = more ? mark.end : body.len;
        if (more)
            status = apply_mark(&r, &mark);
        if (r.scan.at > from)
            from = r.scan.at;
    }
    while (!status && daesa_sami_next_mark(&r.scan, &mark))
        status = apply_mark(&r, &mark);
    daesa_markup_close_to(markup, 0);
    daesa_markup_trim(markup);
    if (!status)
        status = r.room.status;
    daesa_buf_finish(&r.room);
    return status;
}

/* Letters and digits may be what a mark behind them composes with. */
static bool may_compose(struct daesa_str text)
{
    unsigned char c = text.len ? (unsigned char)text.s[0] : 0;
    return (c >= 0x80 && !daesa_str_starts(text, NO_BREAK)) || (c >= '0' && c <= '9') ||
           ((c | 32) >= 'a' && (c | 32) <= 'z');
}

enum daesa_status daesa_sami_compose(struct daesa_arena *arena, struct daesa_str body,
                                     struct daesa_str *out)
{
    struct daesa_buf plain = {0}, composed = {0}, room = {0};
    struct daesa_str text = body;
    size_t from = 0;
    for (size_t at = daesa_str_find_char(body, '&'); at < body.len;) {
        size_t n = take_reference(daesa_str_from(body, at), &room);
        if (n && may_compose(daesa_buf_str(&room))) {
            daesa_buf_add(&plain, daesa_str_slice(body, from, at));
            daesa_buf_add(&plain, daesa_buf_str(&room));
            from = at + n;
        }
        at += n ? n : 1;
        at += daesa_str_find_char(daesa_str_from(body, at), '&');
    }
    if (from) {
        daesa_buf_add(&plain, daesa_str_from(body, from));
        text = daesa_buf_str(&plain);
    }
    if (!daesa_nfc_quick(text)) {
        daesa_nfc_add(&composed, text);
        text = daesa_buf_str(&composed);
    }
    enum daesa_status status = room.status    ? room.status
                               : plain.status ? plain.status
                                              : composed.status;
    if (!status && text.s == body.s)
        *out = body;
    else if (!status && !daesa_arena_copy(arena, text, out))
        status = DAESA_NO_MEMORY;
    daesa_buf_finish(&room);
    daesa_buf_finish(&plain);
    daesa_buf_finish(&composed);
    return status;
}

/* ---- writing ---- */

struct writing {
    bool raw;
    bool line_start, space; /* space: one is waiting for what follows */
};

/* A space that would be taken for one of the file's own layout. */
static void firm_space(struct writing *w, struct daesa_buf *out)
{
    if (w->space)
        daesa_buf_add_text(out, "&#32;");
    w->space = false;
}

static void soft_space(struct writing *w, struct daesa_buf *out)
{
    if (w->space)
        daesa_buf_add_char(out, ' ');
    w->space = false;
}

static void add_escaped(struct daesa_buf *out, char c, const char **escaped)
{
    *escaped = c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : NULL;
    if (*escaped)
        daesa_buf_add_text(out, *escaped);
    else
        daesa_buf_add_char(out, c);
}

void daesa_sami_escape(struct daesa_buf *out, struct daesa_str text)
{
    const char *escaped;
    for (size_t i = 0; i < text.len; i++)
        add_escaped(out, text.s[i], &escaped);
}

static void write_piece(void *user, struct daesa_buf *out, struct daesa_str piece)
{
    struct writing *w = user;
    for (size_t i = 0; i < piece.len; i++) {
        struct daesa_str here = daesa_str_from(piece, i);
        if (piece.s[i] == '\n') {
            firm_space(w, out);
            daesa_buf_add_text(out, "<br>");
            w->line_start = true;
        } else if (daesa_is_space(piece.s[i])) {
            firm_space(w, out);
            w->space = true;
            if (w->line_start)
                firm_space(w, out);
            w->line_start = false;
        } else if (daesa_str_starts(here, NO_BREAK)) {
            soft_space(w, out);
            daesa_buf_add_text(out, "&nbsp;");
            w->line_start = false;
            i++;
        } else {
            const char *escaped;
            soft_space(w, out);
            add_escaped(out, piece.s[i], &escaped);
            w->line_start = false;
        }
    }
}

static void add_attribute(struct daesa_buf *out, const char *name, struct daesa_str value)
{
    daesa_buf_add_text(out, "<font");
    if (usable(value)) {
        daesa_buf_printf(out, " %s=", name);
        daesa_html_add_value(out, value);
    }
    daesa_buf_add_char(out, '>');
}

static void open_tag(void *user, struct daesa_buf *out, const struct daesa_span *span)
{
    soft_space(user, out);
    for (size_t i = 0; i < N_SIMPLE; i++)
        if (simple_tags[i].kind == span->kind) {
            daesa_buf_printf(out, "<%s>", simple_tags[i].name);
            return;
        }
    if (span->kind == DAESA_SPAN_COLOUR) {
        daesa_buf_add_text(out, "<font color=\"");
        daesa_html_add_colour(out, span->number);
        daesa_buf_add_text(out, "\">");
    } else if (span->kind == DAESA_SPAN_FONT) {
        add_attribute(out, "face", span->value);
    } else if (span->kind == DAESA_SPAN_SIZE) {
        add_attribute(out, "size", span->value);
    } else if (span->kind == DAESA_SPAN_RUBY) {
        daesa_buf_add_text(out, "<ruby>");
    }
}

static void close_tag(void *user, struct daesa_buf *out, const struct daesa_span *span,
                      const struct daesa_span *const *outer, size_t n_outer)
{
    (void)outer;
    (void)n_outer;
    firm_space(user, out);
    for (size_t i = 0; i < N_SIMPLE; i++)
        if (simple_tags[i].kind == span->kind) {
            daesa_buf_printf(out, "</%s>", simple_tags[i].name);
            return;
        }
    if (span->kind == DAESA_SPAN_COLOUR || span->kind == DAESA_SPAN_FONT ||
        span->kind == DAESA_SPAN_SIZE) {
        daesa_buf_add_text(out, "</font>");
    } else if (span->kind == DAESA_SPAN_RUBY) {
        daesa_buf_add_text(out, "<rt>");
        daesa_sami_escape(out, span->value);
        daesa_buf_add_text(out, "</rt></ruby>");
    }
}

static void write_point(void *user, struct daesa_buf *out, const struct daesa_span *span)
{
    struct writing *w = user;
    if (span->kind != DAESA_SPAN_RAW || !w->raw)
        return;
    firm_space(w, out);
    daesa_buf_add(out, span->value);
}

void daesa_sami_write_text(struct daesa_buf *out, const struct daesa_text *text, bool raw)
{
    struct writing w = {.raw = raw, .line_start = true};
    struct daesa_tagger tagger = {.open = open_tag,
                                  .close = close_tag,
                                  .point = write_point,
                                  .text = write_piece,
                                  .user = &w};
    daesa_markup_write(text, &tagger, out);
    firm_space(&w, out);
}
