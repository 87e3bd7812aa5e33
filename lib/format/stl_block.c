/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/stl_block.h"

#include <string.h>

/* ---- the file's block ---- */

static bool two_digits(const char *s, int *out)
{
    if (!daesa_is_digit(s[0]) || !daesa_is_digit(s[1]))
        return false;
    *out = (s[0] - '0') * 10 + (s[1] - '0');
    return true;
}

static int64_t start_of(const char *s, const struct daesa_timecode *code)
{
    int part[4];
    for (int i = 0; i < 4; i++)
        if (!two_digits(s + 2 * i, &part[i]))
            return DAESA_TIME_NONE;
    return daesa_timecode_us(code, part);
}

bool daesa_stl_drops(struct daesa_rate rate)
{
    return rate.num == 30000 && rate.den == 1001;
}

bool daesa_stl_head_read(struct daesa_str gsi, struct daesa_rate rate,
                         struct daesa_stl_head *out)
{
    int fps, rows, table = 0;
    *out = (struct daesa_stl_head){0};
    if (gsi.len < DAESA_STL_GSI || memcmp(gsi.s + 3, "STL", 3) != 0 ||
        !two_digits(gsi.s + 6, &fps) || fps == 0)
        return false;
    out->code = (struct daesa_timecode){fps, fps == 30 && daesa_stl_drops(rate)};
    if (two_digits(gsi.s + 12, &table) && table < DAESA_STL_N_TABLES)
        out->table = (enum daesa_stl_table)table;
    out->teletext = gsi.s[11] == '1' || gsi.s[11] == '2';
    out->n_rows = two_digits(gsi.s + 253, &rows) && rows > 1 ? rows : 23;
    out->start_us = start_of(gsi.s + 256, &out->code);
    out->language = daesa_stl_language(daesa_str_slice(gsi, 14, 16));
    out->title = daesa_str_trim(daesa_str_slice(gsi, 16, 48));
    return true;
}

/* ---- the head of a subtitle's block ---- */

static int64_t time_at(struct daesa_str block, size_t at,
                       const struct daesa_timecode *code, bool *odd)
{
    int part[4];
    for (size_t i = 0; i < 4; i++)
        part[i] = (unsigned char)block.s[at + i];
    *odd = *odd || !daesa_timecode_exists(code, part);
    return daesa_timecode_us(code, part);
}

void daesa_stl_tti_read(struct daesa_str block, const struct daesa_timecode *code,
                        struct daesa_stl_tti *out)
{
    const unsigned char *b = (const unsigned char *)block.s;
    *out = (struct daesa_stl_tti){.group = b[0],
                                  .number = b[1] | b[2] << 8,
                                  .extension = b[3],
                                  .cumulative = b[4],
                                  .row = b[13],
                                  .justification = b[14],
                                  .comment = b[15] == 1};
    out->begin_us = time_at(block, 5, code, &out->odd_time);
    out->end_us = time_at(block, 9, code, &out->odd_time);
}

void daesa_stl_time_put(char *to, int64_t us, const struct daesa_timecode *code)
{
    const int last[4] = {23, 59, 59, code->fps - 1};
    int part[4];
    daesa_timecode_name(code, us < 0 ? 0 : us, part);
    for (size_t i = 0; i < 4; i++)
        to[i] = (char)(part[0] > 23 ? last[i] : part[i]);
}

/* ---- reading text ---- */

/* The colours of teletext, by their control codes. */
static const int64_t colours[8] = {0x000000FF, 0xFF0000FF, 0x00FF00FF, 0xFFFF00FF,
                                   0x0000FFFF, 0xFF00FFFF, 0x00FFFFFF, 0xFFFFFFFF};

struct scan {
    const struct daesa_stl_head *head;
    struct daesa_markup *markup;
    struct daesa_buf text; /* decoded, of one run */
    size_t n_bad;
    bool in_line;    /* the line has text */
    bool ended;      /* a line break is due */
    size_t n_spaces; /* that are due in the line */
    struct marks {
        int colour; /* 7 is white */
        bool italic, underline;
    } now, next; /* of the text so far, and of what comes */
};

/* The break or spaces that are due stand between marks that end and that begin. */
static void settle(struct scan *s)
{
    if (s->ended && s->markup->plain.len)
        daesa_markup_add(s->markup, daesa_str_of("\n"));
    for (; s->in_line && s->n_spaces; s->n_spaces--)
        daesa_markup_add(s->markup, daesa_str_of(" "));
    s->ended = false;
    s->n_spaces = 0;
}

/* Marks end before the space that follows, and begin behind the one before. */
static void close_marks(struct scan *s)
{
    if (s->now.colour != s->next.colour)
        daesa_markup_close(s->markup, DAESA_SPAN_COLOUR);
    if (s->now.italic && !s->next.italic)
        daesa_markup_close(s->markup, DAESA_SPAN_ITALIC);
    if (s->now.underline && !s->next.underline)
        daesa_markup_close(s->markup, DAESA_SPAN_UNDERLINE);
}

static void open_marks(struct scan *s)
{
    struct daesa_str none = {0};
    if (s->now.colour != s->next.colour && s->next.colour != 7)
        daesa_markup_open(s->markup, DAESA_SPAN_COLOUR, none, colours[s->next.colour]);
    if (!s->now.italic && s->next.italic)
        daesa_markup_open(s->markup, DAESA_SPAN_ITALIC, none, 0);
    if (!s->now.underline && s->next.underline)
        daesa_markup_open(s->markup, DAESA_SPAN_UNDERLINE, none, 0);
    s->now = s->next;
}

static void add_run(struct scan *s, struct daesa_str bytes)
{
    if (!bytes.len)
        return;
    daesa_buf_cut(&s->text, 0);
    s->n_bad += daesa_stl_decode(bytes, s->head->table, &s->text);
    struct daesa_str text = daesa_buf_str(&s->text), shown = daesa_str_trim(text);
    if (!shown.len) {
        s->n_spaces += text.len;
        return;
    }
    s->n_spaces += (size_t)(shown.s - text.s);
    close_marks(s);
    settle(s);
    open_marks(s);
    daesa_markup_add(s->markup, shown);
    s->in_line = true;
    s->n_spaces = text.len - shown.len - (size_t)(shown.s - text.s);
}

static void end_line(struct scan *s)
{
    if (s->head->teletext)
        s->next.colour = 7;
    s->ended = s->ended || s->in_line;
    s->in_line = false;
    s->n_spaces = 0;
}

static void take_control(struct scan *s, unsigned char c)
{
    if (c < 0x20)
        s->n_spaces++; /* it takes the room of a character */
    if (c <= 0x07)
        s->next.colour = c;
    else if (c == 0x80 || c == 0x81)
        s->next.italic = c == 0x80;
    else if (c == 0x82 || c == 0x83)
        s->next.underline = c == 0x82;
    else if (c == 0x8A)
        end_line(s);
}

static bool is_text(unsigned char c)
{
    return (c >= 0x20 && c < 0x7F) || c >= 0xA0;
}

void daesa_stl_text_gather(struct daesa_buf *out, struct daesa_str block)
{
    struct daesa_str text = daesa_str_from(block, DAESA_STL_TEXT);
    daesa_buf_add(out, daesa_str_slice(text, 0, daesa_str_find_char(text, '\x8F')));
}

size_t daesa_stl_text_read(struct daesa_str bytes, const struct daesa_stl_head *head,
                           struct daesa_markup *markup)
{
    struct scan s = {
        .head = head, .markup = markup, .now = {.colour = 7}, .next = {.colour = 7}};
    size_t from = 0, at = 0;
    for (; at < bytes.len && (unsigned char)bytes.s[at] != 0x8F; at++) {
        unsigned char c = (unsigned char)bytes.s[at];
        if (is_text(c))
            continue;
        add_run(&s, daesa_str_slice(bytes, from, at));
        take_control(&s, c);
        from = at + 1;
    }
    add_run(&s, daesa_str_slice(bytes, from, at));
    if (s.text.status)
        markup->status = s.text.status;
    daesa_buf_finish(&s.text);
    daesa_markup_close_to(markup, 0);
    return s.n_bad;
}

/* ---- writing text ---- */

struct dressing {
    const struct daesa_stl_dress *dress;
    size_t n_lost;
    int colour; /* now; 7 is white */
    bool owed;  /* a control code stands where the text has no space yet */
};

/* The nearest of teletext's eight. */
static int nearest_colour(int64_t rgba)
{
    return (int)((rgba >> 31 & 1) | (rgba >> 23 & 1) << 1 | (rgba >> 15 & 1) << 2);
}

static void begin_row(struct dressing *d, struct daesa_buf *out)
{
    if (!d->dress->teletext)
        return;
    daesa_buf_add_text(out, "\x0D");
    if (d->colour != 7)
        daesa_buf_add_char(out, (char)d->colour);
    daesa_buf_add_text(out, "\x0B\x0B");
}

/* Where the last byte ends that takes room on the row: codes of italics and
 * underlining take none. */
static size_t end_of_room(const struct daesa_buf *out)
{
    size_t end = out->len;
    while (end && (unsigned char)out->s[end - 1] >= 0x80 &&
           (unsigned char)out->s[end - 1] <= 0x83)
        end--;
    return end;
}

/* A colour's code shows as a space: it takes the place of one, or of a code that
 * colours nothing. */
static void add_colour(struct dressing *d, struct daesa_buf *out)
{
    size_t end = end_of_room(out);
    bool space = end && out->s[end - 1] == ' ',
         colour = end && (unsigned char)out->s[end - 1] <= 7;
    d->owed = colour ? d->owed : !space;
    if (space || colour) {
        memmove(out->s + end - 1, out->s + end, out->len - end);
        daesa_buf_cut(out, out->len - 1);
    }
    daesa_buf_add_char(out, (char)d->colour);
}

static void open_span(void *user, struct daesa_buf *out, const struct daesa_span *span)
{
    struct dressing *d = user;
    if (span->kind == DAESA_SPAN_COLOUR && d->dress->teletext) {
        d->colour = nearest_colour(span->number);
        add_colour(d, out);
    } else if (span->kind == DAESA_SPAN_ITALIC) {
        daesa_buf_add_char(out, '\x80');
    } else if (span->kind == DAESA_SPAN_UNDERLINE) {
        daesa_buf_add_char(out, '\x82');
    }
}

static void close_span(void *user, struct daesa_buf *out, const struct daesa_span *span,
                       const struct daesa_span *const *outer, size_t n_outer)
{
    struct dressing *d = user;
    if (span->kind == DAESA_SPAN_COLOUR && d->dress->teletext) {
        d->colour = 7;
        for (size_t i = 0; i < n_outer; i++)
            if (outer[i]->kind == DAESA_SPAN_COLOUR)
                d->colour = nearest_colour(outer[i]->number);
        daesa_buf_add_char(out, (char)d->colour);
        d->owed = true;
    } else if (span->kind == DAESA_SPAN_ITALIC) {
        daesa_buf_add_char(out, '\x81');
    } else if (span->kind == DAESA_SPAN_UNDERLINE) {
        daesa_buf_add_char(out, '\x83');
    }
}

/* Spaces at the end of a row show nothing. */
static void end_row(struct dressing *d, struct daesa_buf *out)
{
    while (out->len && out->s[out->len - 1] == ' ')
        daesa_buf_cut(out, out->len - 1);
    if (d->dress->teletext)
        daesa_buf_add_text(out, "\x0A\x0A");
}

static void add_piece(void *user, struct daesa_buf *out, struct daesa_str piece)
{
    struct dressing *d = user;
    /* A control code shows as a space of its own. */
    if (d->owed && piece.s[0] == ' ')
        piece = daesa_str_from(piece, 1);
    d->owed = false;
    for (;;) {
        size_t end = daesa_str_find_char(piece, '\n');
        d->n_lost += daesa_stl_encode(daesa_str_slice(piece, 0, end), d->dress->table,
                                      d->dress->letters, out);
        if (end == piece.len)
            break;
        end_row(d, out);
        daesa_buf_add_text(out, d->dress->teletext ? "\x8A\x8A" : "\x8A");
        begin_row(d, out);
        piece = daesa_str_from(piece, end + 1);
    }
}

size_t daesa_stl_text_add(struct daesa_buf *out, const struct daesa_text *text,
                          const struct daesa_stl_dress *dress)
{
    struct dressing d = {.dress = dress, .colour = 7};
    struct daesa_tagger tagger = {
        .open = open_span, .close = close_span, .text = add_piece, .user = &d};
    begin_row(&d, out);
    daesa_markup_write(text, &tagger, out);
    end_row(&d, out);
    return d.n_lost;
}
