/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/bars.h"

#include "format/html.h"
#include "text/normalise.h"

#include <inttypes.h>
#include <string.h>

#define JOINER "\xE2\x81\xA0" /* U+2060 */
#define BROKEN_BAR "\xC2\xA6" /* U+00A6 */

bool daesa_bars_take_number(struct daesa_str *text, char open, char close, int64_t *n)
{
    size_t end = daesa_str_find_char(daesa_str_slice(*text, 0, 24), close);
    long long number;
    if (!text->len || text->s[0] != open || end >= text->len || text->s[end] != close)
        return false;
    struct daesa_str inner = daesa_str_trim(daesa_str_slice(*text, 1, end));
    if (inner.len == 0)
        *n = DAESA_TIME_NONE;
    else if (daesa_str_to_count(inner, INT64_C(1) << 40, &number))
        *n = number;
    else
        return false;
    *text = daesa_str_from(*text, end + 1);
    return true;
}

/* ---- reading ---- */

struct reading {
    struct daesa_markup *markup;
    struct daesa_cue *cue;
    size_t n_all; /* open spans that go on to the end of the text */
};

static const struct {
    char code;
    enum daesa_span_kind kind;
} looks[] = {
    {'i', DAESA_SPAN_ITALIC},
    {'b', DAESA_SPAN_BOLD},
    {'u', DAESA_SPAN_UNDERLINE},
    {'s', DAESA_SPAN_STRIKE},
};

#define N_LOOKS (sizeof looks / sizeof *looks)

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* "$BBGGRR" */
static bool take_colour(struct daesa_str value, int64_t *out)
{
    int64_t bgr;
    if (!daesa_str_starts(value, "$") || value.len != 7 ||
        !daesa_html_colour(daesa_str_from(value, 1), &bgr))
        return false;
    bgr >>= 8;
    *out = (bgr & 0xFF) << 24 | (bgr & 0xFF00) << 8 | (bgr >> 8 & 0xFF00) | 0xFF;
    return true;
}

static bool open_looks(struct reading *r, struct daesa_str value)
{
    bool any = false, all = true;
    for (size_t i = 0; i < value.len; i++) {
        bool known = value.s[i] == ',' || value.s[i] == ' ';
        for (size_t k = 0; k < N_LOOKS; k++)
            if (lower(value.s[i]) == looks[k].code) {
                known = true;
                any |=
                    daesa_markup_open(r->markup, looks[k].kind, (struct daesa_str){0}, 0);
            }
        all = all && known;
    }
    return any && all;
}

/* What a code is for: true where the model has it. */
static bool apply_code(struct reading *r, char code, struct daesa_str value)
{
    int64_t colour;
    switch (code) {
    case 'y':
        return open_looks(r, value);
    case 'c':
        return take_colour(value, &colour) &&
               daesa_markup_open(r->markup, DAESA_SPAN_COLOUR, (struct daesa_str){0},
                                 colour);
    case 'f':
        return value.len && daesa_markup_open(r->markup, DAESA_SPAN_FONT, value, 0);
    case 's':
        return value.len && daesa_markup_open(r->markup, DAESA_SPAN_SIZE, value, 0);
    case 'p':
        if (!daesa_str_is(value, "0") && !daesa_str_is(value, "1"))
            return false;
        r->cue->position.anchor = daesa_str_is(value, "0") ? 8 : 2;
        return true;
    default:
        return false;
    }
}

/* "{y:i}": its length with the braces, or 0. */
static size_t code_length(struct daesa_str here)
{
    size_t end = daesa_str_find_char(daesa_str_slice(here, 0, 80), '}');
    if (here.len < 4 || here.s[0] != '{' || here.s[2] != ':' || end >= here.len ||
        here.s[end] != '}' || !strchr("cfhopsyCFHOPSY", here.s[1]) ||
        memchr(here.s, '|', end))
        return 0;
    return end + 1;
}

/* Capitals are for all lines, where they stand before all else. */
static size_t take_code(struct reading *r, struct daesa_str here, bool line_start)
{
    size_t n = code_length(here), depth = daesa_markup_depth(r->markup);
    if (n == 0)
        return 0;
    struct daesa_str value = daesa_str_trim(daesa_str_slice(here, 3, n - 1));
    if (!apply_code(r, lower(here.s[1]), value))
        daesa_markup_point(r->markup, DAESA_SPAN_RAW, daesa_str_slice(here, 0, n), 0);
    else if (here.s[1] != lower(here.s[1]) && depth == r->n_all && line_start)
        r->n_all = daesa_markup_depth(r->markup);
    return n;
}

/* Whether the line begins with a slash, guarded ever so often or not. */
static bool begins_slash(struct daesa_str line)
{
    while (daesa_str_starts(line, JOINER))
        line = daesa_str_from(line, strlen(JOINER));
    return daesa_str_starts(line, "/");
}

/* The U+2060 that the writer puts where text would be something else. */
static bool is_guard(struct daesa_str body, size_t at, bool line_start)
{
    struct daesa_str here = daesa_str_from(body, at);
    if (!daesa_str_starts(here, JOINER))
        return false;
    return (line_start && begins_slash(here)) || (at > 0 && body.s[at - 1] == '{');
}

static void read_line(struct reading *r, struct daesa_str line)
{
    size_t from = 0, at = 0;
    bool line_start;
    if (daesa_str_starts(line, "/") &&
        daesa_markup_open(r->markup, DAESA_SPAN_ITALIC, (struct daesa_str){0}, 0))
        from = at = 1;
    line_start = at == 0;
    while (at < line.len) {
        size_t n = 0;
        if (line.s[at] == '{') {
            size_t plain = r->markup->plain.len;
            daesa_markup_add(r->markup, daesa_str_slice(line, from, at));
            n = take_code(r, daesa_str_from(line, at), line_start);
            if (n == 0)
                daesa_buf_cut(&r->markup->plain, plain);
        } else if (line.s[at] == '\xE2' && is_guard(line, at, line_start)) {
            daesa_markup_add(r->markup, daesa_str_slice(line, from, at));
            n = strlen(JOINER);
            line_start = false;
        }
        if (n)
            from = at + n;
        else
            line_start = false;
        at += n ? n : 1;
    }
    daesa_markup_add(r->markup, daesa_str_from(line, from));
}

enum daesa_status daesa_bars_read(struct daesa_markup *markup, struct daesa_track *track,
                                  struct daesa_cue *cue, struct daesa_str body,
                                  struct daesa_str language)
{
    struct reading r = {.markup = markup, .cue = cue};
    struct daesa_buf composed = {0};
    body = daesa_str_trim(body);
    if (!daesa_nfc_quick(body)) {
        daesa_nfc_add(&composed, body);
        body = daesa_buf_str(&composed);
    }
    for (bool first = true; !composed.status && (first || body.len); first = false) {
        size_t end = daesa_str_find_char(body, '|');
        if (!first)
            daesa_markup_add(markup, daesa_str_of("\n"));
        read_line(&r, daesa_str_trim(daesa_str_slice(body, 0, end)));
        daesa_markup_close_to(markup, r.n_all);
        body = daesa_str_from(body, end + 1);
    }
    daesa_markup_close_to(markup, 0);
    daesa_markup_trim(markup);
    enum daesa_status status = composed.status;
    enum daesa_status ended = daesa_markup_end(markup, track, cue, language);
    daesa_buf_finish(&composed);
    return status ? status : ended;
}

/* ---- writing ---- */

struct writing {
    struct daesa_writer *out;
    bool codes;
    bool italic;    /* by the cue's style */
    bool part, bar; /* what had to be left out */
};

/* Whether the span covers all of bytes [from, to) of the plain text. */
static bool covers(const struct daesa_span *span, size_t from, size_t to)
{
    return span->from <= from && span->to >= to && from < to;
}

static void add_look(struct daesa_buf *buf, const struct daesa_span *span)
{
    for (size_t i = 0; i < N_LOOKS; i++)
        if (looks[i].kind == span->kind)
            daesa_buf_printf(buf, "{y:%c}", looks[i].code);
    uint32_t rgb = (uint32_t)(span->number >> 8 & 0xFFFFFF);
    if (span->kind == DAESA_SPAN_COLOUR)
        daesa_buf_printf(buf, "{c:$%02" PRIX32 "%02" PRIX32 "%02" PRIX32 "}", rgb & 0xFF,
                         rgb >> 8 & 0xFF, rgb >> 16);
    /* A value that would end the code, or the line, is none. */
    bool fits = span->value.len && span->value.len < 70;
    for (size_t i = 0; i < span->value.len; i++)
        fits = fits && !strchr("{}|\n\r", span->value.s[i]);
    if (fits && (span->kind == DAESA_SPAN_FONT || span->kind == DAESA_SPAN_SIZE))
        daesa_buf_printf(buf, "{%c:%.*s}", span->kind == DAESA_SPAN_FONT ? 'f' : 's',
                         DAESA_STR_ARGS(span->value));
}

static bool wanted(const struct writing *w, const struct daesa_span *span)
{
    return w->out->format->spans & DAESA_SPAN_BIT(span->kind);
}

/* The codes of a line, bytes [from, to) of the text. */
static void write_looks(struct writing *w, const struct daesa_text *text, size_t from,
                        size_t to)
{
    struct daesa_buf *buf = w->out->out;
    size_t begin = buf->len;
    if (w->italic && !w->codes)
        daesa_buf_add_char(buf, '/');
    for (size_t i = 0; i < text->n_spans; i++) {
        const struct daesa_span *span = &text->spans[i];
        if (!wanted(w, span) || span->to <= from || span->from >= to)
            continue;
        w->part = w->part || !covers(span, from, to);
        if (!covers(span, from, to))
            continue;
        if (w->codes)
            add_look(buf, span);
        else if (buf->len == begin)
            daesa_buf_add_char(buf, '/');
    }
    struct daesa_str line = daesa_str_slice(text->plain, from, to);
    bool guarded = w->codes && daesa_str_starts(line, JOINER); /* behind codes, too */
    if (begins_slash(line) && (buf->len == begin || guarded))
        daesa_buf_add_text(buf, JOINER);
}

/* Whether a brace would begin a code, or what follows be taken for its guard. */
static bool needs_guard(struct daesa_str here)
{
    return here.s[0] == '{' &&
           (code_length(here) || daesa_str_starts(daesa_str_from(here, 1), JOINER));
}

static void write_plain(struct writing *w, struct daesa_str line)
{
    struct daesa_buf *buf = w->out->out;
    for (size_t i = 0; i < line.len; i++) {
        if (line.s[i] == '|') {
            daesa_buf_add_text(buf, BROKEN_BAR);
            w->bar = true;
        } else {
            daesa_buf_add_char(buf, line.s[i] == '\r' ? ' ' : line.s[i]);
        }
        if (needs_guard(daesa_str_from(line, i)))
            daesa_buf_add_text(buf, JOINER);
    }
}

static void write_text(struct writing *w, const struct daesa_text *text)
{
    for (size_t from = 0, end; from < text->plain.len; from = end + 1) {
        end = from + daesa_str_find_char(daesa_str_from(text->plain, from), '\n');
        size_t first = from, last = end;
        while (first < last && daesa_is_space(text->plain.s[first]))
            first++;
        while (last > first && daesa_is_space(text->plain.s[last - 1]))
            last--;
        if (from)
            daesa_buf_add_char(w->out->out, '|');
        if (first == last)
            continue;
        write_looks(w, text, first, last);
        write_plain(w, daesa_str_slice(text->plain, first, last));
    }
}

static const char *cues(size_t n)
{
    return n == 1 ? "cue" : "cues";
}

void daesa_bars_report(const struct daesa_writer *out,
                       const struct daesa_bars_losses *losses)
{
    const char *title = out->format->title;
    if (losses->n_parts)
        daesa_writer_report(out, DAESA_WARNING, "part-of-a-line", losses->part,
                            "%s marks whole lines; what marks part of one is lost in %zu "
                            "%s",
                            title, losses->n_parts, cues(losses->n_parts));
    if (losses->n_bars)
        daesa_writer_report(out, DAESA_WARNING, "bar-in-text", losses->bar,
                            "\"|\" breaks the line in %s; \"" BROKEN_BAR
                            "\" stands for it in %zu %s",
                            title, losses->n_bars, cues(losses->n_bars));
    if (losses->n_sides)
        daesa_writer_report(out, DAESA_WARNING, "side-of-the-picture", losses->side,
                            "%s knows top and bottom; %zu %s elsewhere", title,
                            losses->n_sides,
                            losses->n_sides == 1 ? "cue stands" : "cues stand");
}

static void count(size_t *n, const struct daesa_cue **first, const struct daesa_cue *cue)
{
    if (!(*n)++)
        *first = cue;
}

void daesa_bars_write(struct daesa_writer *out, const struct daesa_cue *cue, bool codes,
                      struct daesa_bars_losses *losses)
{
    const struct daesa_text *texts[DAESA_WRITER_MAX_TEXTS];
    size_t n = daesa_writer_texts(out, cue, texts, DAESA_WRITER_MAX_TEXTS);
    struct daesa_position position = daesa_writer_position(out, cue);
    struct writing w = {
        .out = out, .codes = codes, .italic = daesa_writer_italic(out, cue)};
    if (codes && position.anchor >= 7)
        daesa_buf_add_text(out->out, "{P:0}");
    if (codes && w.italic)
        daesa_buf_add_text(out->out, "{Y:i}");
    for (size_t i = 0; i < n; i++) {
        if (i)
            daesa_buf_add_char(out->out, '|');
        write_text(&w, texts[i]);
    }
    if (codes && position.anchor && position.anchor != 2 && position.anchor != 8)
        count(&losses->n_sides, &losses->side, cue);
    if (w.part)
        count(&losses->n_parts, &losses->part, cue);
    if (w.bar)
        count(&losses->n_bars, &losses->bar, cue);
}

enum daesa_status daesa_bars_write_cues(struct daesa_writer *out,
                                        void (*cue)(struct daesa_writer *out,
                                                    const struct daesa_cue *cue,
                                                    void *losses))
{
    struct daesa_bars_losses losses = {0};
    struct daesa_writer_style style = {.cue = cue, .user = &losses};
    daesa_writer_cues(out, &style);
    daesa_bars_report(out, &losses);
    return DAESA_OK;
}
