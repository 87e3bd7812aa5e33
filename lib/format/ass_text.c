/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/ass_text.h"

#include "format/override.h"
#include "text/normalise.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#define JOINER "\xE2\x81\xA0" /* U+2060 */
#define NO_BREAK_SPACE "\xC2\xA0"

static int32_t width_of(const struct daesa_ass_script *script)
{
    return script->width_px > 0 ? script->width_px : DAESA_OVERRIDE_SRT_WIDTH;
}

static int32_t height_of(const struct daesa_ass_script *script)
{
    return script->height_px > 0 ? script->height_px : DAESA_OVERRIDE_SRT_HEIGHT;
}

/* A backslash outside of braces; returns the length of what it begins, or 0. */
static size_t take_escape(struct daesa_markup *markup, struct daesa_str here,
                          const struct daesa_ass_script *script)
{
    char c = here.len > 1 ? here.s[1] : '\0';
    if (c == 'N' || (c == 'n' && script->hard_breaks))
        daesa_markup_add(markup, daesa_str_of("\n"));
    else if (c == 'n')
        daesa_markup_add(markup, daesa_str_of(" "));
    else if (c == 'h')
        daesa_markup_add(markup, daesa_str_of(NO_BREAK_SPACE));
    else if (c == '{' || c == '}')
        daesa_markup_add(markup, daesa_str_slice(here, 1, 2));
    else if (daesa_str_starts(here, "\\" JOINER)) {
        daesa_markup_add(markup, daesa_str_of("\\"));
        return 4;
    } else
        return 0;
    return 2;
}

/* Up to where a drawing goes: the block that turns it off. */
static size_t drawing_length(struct daesa_str here)
{
    size_t at = daesa_str_find_char(here, '{');
    return at;
}

static void parse(struct daesa_override *o, struct daesa_str body,
                  const struct daesa_ass_script *script)
{
    for (size_t at = 0; at < body.len;) {
        struct daesa_str here = daesa_str_from(body, at);
        size_t n = 0;
        if (here.s[0] == '{') {
            size_t end = daesa_str_find_char(here, '}');
            if (end < here.len) {
                daesa_override_apply(o, daesa_str_slice(here, 0, end + 1));
                at += end + 1;
                continue;
            }
        } else if (o->drawing) {
            n = drawing_length(here);
            daesa_markup_point(o->markup, DAESA_SPAN_RAW, daesa_str_slice(here, 0, n), 0);
            at += n;
            continue;
        } else if (here.s[0] == '\\') {
            n = take_escape(o->markup, here, script);
        }
        if (n == 0) {
            n = 1;
            while (n < here.len && here.s[n] != '{' && here.s[n] != '\\')
                n++;
            daesa_markup_add(o->markup, daesa_str_slice(here, 0, n));
        }
        at += n;
    }
}

enum daesa_status daesa_ass_read_text(struct daesa_markup *markup,
                                      struct daesa_track *track, struct daesa_cue *cue,
                                      struct daesa_str body, struct daesa_str language,
                                      const struct daesa_ass_script *script)
{
    struct daesa_buf composed = {0};
    struct daesa_override o = {.markup = markup,
                               .position = &cue->position,
                               .width_px = width_of(script),
                               .height_px = height_of(script),
                               .start_us = cue->start_us,
                               .ssa = script->ssa};
    if (!daesa_nfc_quick(body)) {
        daesa_nfc_add(&composed, body);
        body = daesa_buf_str(&composed);
    }
    enum daesa_status status = composed.status;
    if (!status) {
        parse(&o, body, script);
        status = daesa_markup_end(markup, track, cue, language);
    }
    daesa_buf_finish(&composed);
    return status;
}

/* ---- writing ---- */

struct tag_writer {
    const struct daesa_ass_text_opts *opts;
    const struct daesa_text *text;
    bool sung;      /* a syllable stands before */
    size_t tag_end; /* where the block written last ends, to go on inside it */
};

/* A brace behind a backslash of the text would be one of the text as well. */
static void guard_backslash(struct daesa_buf *out)
{
    if (out->len && out->s[out->len - 1] == '\\')
        daesa_buf_add_text(out, JOINER);
}

/* "{\i1}" behind "{\b1}" becomes "{\b1\i1}". */
static void begin_tag(struct tag_writer *w, struct daesa_buf *out)
{
    if (out->len && out->len == w->tag_end) {
        daesa_buf_cut(out, out->len - 1);
        return;
    }
    guard_backslash(out);
    daesa_buf_add_char(out, '{');
}

static void end_tag(struct tag_writer *w, struct daesa_buf *out)
{
    daesa_buf_add_char(out, '}');
    w->tag_end = out->len;
}

static const char letters[] = {[DAESA_SPAN_BOLD] = 'b',
                               [DAESA_SPAN_ITALIC] = 'i',
                               [DAESA_SPAN_UNDERLINE] = 'u',
                               [DAESA_SPAN_STRIKE] = 's'};

static bool size_of(const struct tag_writer *w, struct daesa_str value, long *out)
{
    long long n;
    double scale = w->opts->size_scale > 0 ? w->opts->size_scale : 1;
    if (!daesa_str_to_count(value, 10000, &n) || n == 0)
        return false;
    *out = lround((double)n * scale);
    return true;
}

/* "{\i1" or "{\i0". */
static void add_switch(struct tag_writer *w, struct daesa_buf *out,
                       const struct daesa_span *span, char state)
{
    begin_tag(w, out);
    daesa_buf_add(out, (struct daesa_str){(char[]){'\\', letters[span->kind], state}, 3});
}

/* The tag that sets what the span says; false where ASS has none. */
static bool add_setting(struct tag_writer *w, struct daesa_buf *out,
                        const struct daesa_span *span)
{
    long size;
    switch (span->kind) {
    case DAESA_SPAN_BOLD:
    case DAESA_SPAN_ITALIC:
    case DAESA_SPAN_UNDERLINE:
    case DAESA_SPAN_STRIKE:
        add_switch(w, out, span, '1');
        return true;
    case DAESA_SPAN_COLOUR: {
        uint32_t c = (uint32_t)span->number;
        begin_tag(w, out);
        daesa_buf_printf(out, "\\c&H%02" PRIX32 "%02" PRIX32 "%02" PRIX32 "&",
                         c >> 8 & 0xFF, c >> 16 & 0xFF, c >> 24 & 0xFF);
        return true;
    }
    case DAESA_SPAN_FONT:
        begin_tag(w, out);
        daesa_buf_add_text(out, "\\fn");
        daesa_buf_add(out, span->value);
        return true;
    case DAESA_SPAN_SIZE:
        if (!size_of(w, span->value, &size))
            return false;
        begin_tag(w, out);
        daesa_buf_printf(out, "\\fs%ld", size);
        return true;
    default:
        return false;
    }
}

static void open_span(void *user, struct daesa_buf *out, const struct daesa_span *span)
{
    struct tag_writer *w = user;
    if (add_setting(w, out, span))
        end_tag(w, out);
}

/* Back to the span of the same kind around it, or to the style. */
static void close_span(void *user, struct daesa_buf *out, const struct daesa_span *span,
                       const struct daesa_span *const *outer, size_t n_outer)
{
    struct tag_writer *w = user;
    long size;
    if (span->to >= w->text->plain.len)
        return;
    for (size_t i = n_outer; i-- > 0;)
        if (outer[i]->kind == span->kind) {
            open_span(w, out, outer[i]);
            return;
        }
    if (span->kind <= DAESA_SPAN_STRIKE) {
        add_switch(w, out, span, '0');
    } else if (span->kind == DAESA_SPAN_COLOUR || span->kind == DAESA_SPAN_FONT ||
               (span->kind == DAESA_SPAN_SIZE && size_of(w, span->value, &size))) {
        begin_tag(w, out);
        daesa_buf_add_text(out, span->kind == DAESA_SPAN_COLOUR ? "\\c"
                                : span->kind == DAESA_SPAN_FONT ? "\\fn"
                                                                : "\\fs");
    } else {
        return;
    }
    end_tag(w, out);
}

static int64_t centiseconds(int64_t us)
{
    return daesa_scale(us, 1, 10000);
}

/* A syllable lasts to the next one's time; each time is rounded once, so that
 * remainders do not add up. */
static void write_syllable(struct tag_writer *w, struct daesa_buf *out,
                           const struct daesa_span *span)
{
    const struct daesa_span *end = w->text->spans + w->text->n_spans, *next = span + 1;
    while (next < end && next->kind != DAESA_SPAN_TIME)
        next++;
    int64_t start = centiseconds(w->opts->start_us), from = centiseconds(span->number);
    int64_t to = centiseconds(next < end ? next->number : w->opts->end_us);
    begin_tag(w, out);
    if (from < start)
        from = start;
    if (!w->sung && from > start) {
        daesa_buf_printf(out, "\\k%" PRId64, from - start);
        end_tag(w, out);
        begin_tag(w, out);
    }
    w->sung = true;
    int64_t lasts = to - from;
    daesa_buf_printf(out, "\\%.*s%" PRId64, span->value.len ? (int)span->value.len : 1,
                     span->value.len ? span->value.s : "k", lasts > 0 ? lasts : 0);
    end_tag(w, out);
}

static void write_point(void *user, struct daesa_buf *out, const struct daesa_span *span)
{
    struct tag_writer *w = user;
    if (span->kind == DAESA_SPAN_TIME) {
        write_syllable(w, out, span);
        return;
    }
    if (!w->opts->raw)
        return;
    if (daesa_str_starts(span->value, "\\")) {
        begin_tag(w, out);
        daesa_buf_add(out, span->value);
        end_tag(w, out);
    } else {
        guard_backslash(out);
        daesa_buf_add(out, span->value);
    }
}

static bool begins_escape(struct daesa_str text, size_t i)
{
    if (i + 1 >= text.len)
        return false;
    char c = text.s[i + 1];
    return c == 'N' || c == 'n' || c == 'h' || c == '{' || c == '}' ||
           daesa_str_starts(daesa_str_from(text, i + 1), JOINER);
}

/* What is written for the character that begins at text.s[i], and its length; NULL
 * for what stands for itself. */
static const char *escape(struct daesa_str text, size_t i, size_t *len)
{
    *len = 1;
    switch (text.s[i]) {
    case '\n':
        return "\\N";
    case '{':
        return "\\{";
    case '}':
        return "\\}";
    case '\\':
        return begins_escape(text, i) ? "\\" JOINER : NULL;
    case '\xC2':
        *len = 2;
        return daesa_str_starts(daesa_str_from(text, i), NO_BREAK_SPACE) ? "\\h" : NULL;
    default:
        return NULL;
    }
}

/* A span that is not written may divide a backslash from what makes it an escape, so it
 * is the whole text that is looked at. */
static void write_piece(void *user, struct daesa_buf *out, struct daesa_str piece)
{
    static const bool may_need[256] = {
        ['\n'] = true, ['{'] = true, ['}'] = true, ['\\'] = true, [0xC2] = true};
    const struct tag_writer *w = user;
    struct daesa_str rest =
        daesa_str_from(w->text->plain, (size_t)(piece.s - w->text->plain.s));
    size_t from = 0, len = 1;
    for (size_t i = 0; i < piece.len; i += len) {
        len = 1;
        if (!may_need[(unsigned char)piece.s[i]])
            continue;
        const char *escaped = escape(rest, i, &len);
        if (!escaped)
            continue;
        daesa_buf_add(out, daesa_str_slice(piece, from, i));
        daesa_buf_add_text(out, escaped);
        from = i + len;
    }
    daesa_buf_add(out, daesa_str_from(piece, from));
}

void daesa_ass_write_text(struct daesa_buf *out, const struct daesa_text *text,
                          const struct daesa_ass_text_opts *opts)
{
    struct tag_writer w = {.opts = opts, .text = text};
    struct daesa_tagger tagger = {.open = open_span,
                                  .close = close_span,
                                  .point = write_point,
                                  .text = write_piece,
                                  .user = &w};
    daesa_markup_write(text, &tagger, out);
}

static void add_coordinate(struct daesa_buf *out, double value)
{
    long tenths = lround(value * 10);
    daesa_buf_printf(out, "%s%ld", tenths < 0 ? "-" : "", labs(tenths) / 10);
    if (tenths % 10)
        daesa_buf_printf(out, ".%ld", labs(tenths) % 10);
}

void daesa_ass_write_position(struct daesa_buf *out,
                              const struct daesa_position *position,
                              const struct daesa_ass_script *script)
{
    if (position->anchor && script->ssa)
        daesa_buf_printf(out, "{\\a%d}", daesa_override_to_ssa(position->anchor));
    else if (position->anchor)
        daesa_buf_printf(out, "{\\an%d}", position->anchor);
    if (!position->placed)
        return;
    daesa_buf_add_text(out, "{\\pos(");
    add_coordinate(out, (double)position->x * width_of(script));
    daesa_buf_add_char(out, ',');
    add_coordinate(out, (double)position->y * height_of(script));
    daesa_buf_add_text(out, ")}");
}
