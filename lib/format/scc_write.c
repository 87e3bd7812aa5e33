/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/markup.h"
#include "format/scc_code.h"
#include "format/timecode.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

/* Pairs of one caption: more than a full screen needs. */
#define MAX_PAIRS 4096

struct row {
    struct row_cell {
        uint16_t code; /* byte, or pair */
        char fallback;
        struct daesa_scc_look look;
    } cells[DAESA_SCC_COLUMNS];
    int n;
};

struct sheet {
    struct daesa_writer *out;
    struct row rows[DAESA_SCC_ROWS];
    int n_rows;
    struct daesa_scc_look look; /* of the text that is being laid out */
    uint16_t pairs[MAX_PAIRS];
    size_t n_pairs, n_show; /* n_show: the pair that shows the caption */
    bool half;              /* the last pair has room for a byte */
    int64_t free_frame;     /* the first frame that is not sent yet */
    int64_t erase_frame;    /* when what is shown goes; -1: nothing is */
    size_t n_lost, n_wrapped, n_cut, n_late;
};

/* ---- from text to rows ---- */

static bool new_row(struct sheet *s)
{
    if (s->n_rows == DAESA_SCC_ROWS) {
        s->n_cut++;
        return false;
    }
    s->rows[s->n_rows++].n = 0;
    return true;
}

/* A full row goes on below, from the last space on. */
static bool wrap(struct sheet *s)
{
    struct row *row = &s->rows[s->n_rows - 1];
    int from = row->n;
    while (from > 0 && row->cells[from - 1].code != ' ')
        from--;
    s->n_wrapped++;
    if (!new_row(s))
        return false;
    if (from == 0)
        return true;
    struct row *below = row + 1;
    below->n = row->n - from;
    memcpy(below->cells, &row->cells[from], (size_t)below->n * sizeof *below->cells);
    row->n = from - 1;
    return true;
}

/* Cells that mid-row codes take beyond those of the text. */
static int n_extra(const struct row *row)
{
    struct daesa_scc_look now = {0};
    int n = 0;
    for (int i = 0; i < row->n; i++) {
        if (row->cells[i].code == ' ' || daesa_scc_same_look(now, row->cells[i].look))
            continue;
        n += i == 0 || row->cells[i - 1].code != ' ';
        n += row->cells[i].look.italic && row->cells[i].look.colour != now.colour;
        now = row->cells[i].look;
    }
    return n;
}

/* Whether the row has no room for one more cell and the codes of its look. */
static bool is_full(struct row *row, struct row_cell cell)
{
    if (row->n == DAESA_SCC_COLUMNS)
        return true;
    row->cells[row->n++] = cell;
    bool full = row->n + n_extra(row) > DAESA_SCC_COLUMNS;
    row->n--;
    return full;
}

static void add_cell(struct sheet *s, uint16_t code, char fallback)
{
    struct row *row = &s->rows[s->n_rows - 1];
    struct row_cell cell = {code, fallback, s->look};
    if (is_full(row, cell)) {
        if (!wrap(s))
            return;
        row = &s->rows[s->n_rows - 1];
        if (code == ' ' && row->n == 0)
            return;
    }
    row->cells[row->n++] = cell;
}

/* What CEA-608 writes in another way. */
static const char *instead(uint32_t letter)
{
    switch (letter) {
    case 0x2026:
        return "...";
    case 0x2019:
        return "'";
    case 0x2013:
        return "-";
    case 0x2010:
        return "-";
    case 0x2011:
        return "-";
    case 0x266B:
        return "\xE2\x99\xAA";
    default:
        return NULL;
    }
}

static void add_letters(struct sheet *s, struct daesa_str text)
{
    for (size_t at = 0; at < text.len;) {
        uint32_t letter = daesa_utf8_next(text, &at);
        uint16_t code;
        char fallback;
        if (letter == '\n') {
            new_row(s);
        } else if (daesa_scc_code_of(letter, &code, &fallback)) {
            add_cell(s, code, fallback);
        } else if (instead(letter)) {
            add_letters(s, daesa_str_of(instead(letter)));
        } else {
            s->n_lost++;
            add_cell(s, '?', 0);
        }
    }
}

static void add_piece(void *user, struct daesa_buf *out, struct daesa_str piece)
{
    (void)out;
    add_letters(user, piece);
}

static void open_span(void *user, struct daesa_buf *out, const struct daesa_span *span)
{
    struct sheet *s = user;
    (void)out;
    if (span->kind == DAESA_SPAN_ITALIC)
        s->look.italic = true;
    else if (span->kind == DAESA_SPAN_UNDERLINE)
        s->look.underline = true;
    else if (span->kind == DAESA_SPAN_COLOUR)
        s->look.colour = daesa_scc_nearest(span->number);
}

static void close_span(void *user, struct daesa_buf *out, const struct daesa_span *span,
                       const struct daesa_span *const *outer, size_t n_outer)
{
    struct sheet *s = user;
    bool italic = false, underline = false;
    uint8_t colour = 0;
    (void)out;
    (void)span;
    for (size_t i = 0; i < n_outer; i++) {
        italic = italic || outer[i]->kind == DAESA_SPAN_ITALIC;
        underline = underline || outer[i]->kind == DAESA_SPAN_UNDERLINE;
        if (outer[i]->kind == DAESA_SPAN_COLOUR)
            colour = daesa_scc_nearest(outer[i]->number);
    }
    s->look = (struct daesa_scc_look){colour, italic, underline};
}

/* Spaces at the end of a row are not seen, and would move it where it is centred. */
static void trim(struct row *row)
{
    while (row->n > 0 && row->cells[row->n - 1].code == ' ')
        row->n--;
}

static void lay_out(struct sheet *s, const struct daesa_cue *cue)
{
    const struct daesa_text *texts[DAESA_WRITER_MAX_TEXTS];
    size_t n = daesa_writer_texts(s->out, cue, texts, DAESA_WRITER_MAX_TEXTS);
    bool italic = daesa_writer_italic(s->out, cue);
    struct daesa_buf none = {0};
    struct daesa_tagger tagger = {
        .open = open_span, .close = close_span, .text = add_piece, .user = s};
    s->n_rows = 0;
    for (size_t i = 0; i < n; i++) {
        if (!texts[i]->plain.len || !new_row(s))
            continue;
        s->look = (struct daesa_scc_look){.italic = italic};
        daesa_markup_write(texts[i], &tagger, &none);
    }
    for (int i = 0; i < s->n_rows; i++)
        trim(&s->rows[i]);
}

/* ---- from rows to pairs ---- */

static void add_pair(struct sheet *s, uint16_t pair)
{
    if (s->n_pairs < MAX_PAIRS)
        s->pairs[s->n_pairs++] = pair;
    s->half = false;
}

/* Control codes are sent twice, in case one is lost. */
static void add_control(struct sheet *s, uint16_t code)
{
    add_pair(s, code);
    add_pair(s, code);
}

static void add_byte(struct sheet *s, uint8_t byte)
{
    if (s->half) {
        s->pairs[s->n_pairs - 1] |= byte;
        s->half = false;
        return;
    }
    add_pair(s, (uint16_t)(byte << 8));
    s->half = s->n_pairs < MAX_PAIRS;
}

static uint16_t mid_row_of(struct daesa_scc_look look)
{
    int value = look.italic ? 7 : look.colour;
    return (uint16_t)(0x1120 | value << 1 | (look.underline ? 1 : 0));
}

/* The look changes: a mid-row code takes the place of the space before the text, or
 * makes one. Italics keep the colour, so a colour is told first. */
static void change_look(struct sheet *s, struct daesa_scc_look from,
                        struct daesa_scc_look to)
{
    struct daesa_scc_look plain = to;
    plain.italic = false;
    if (to.italic && to.colour != from.colour)
        add_control(s, mid_row_of(plain));
    add_control(s, mid_row_of(to));
}

static void add_code(struct sheet *s, const struct row_cell *cell)
{
    if (cell->fallback)
        add_byte(s, (uint8_t)cell->fallback);
    if (cell->code > 0xFF)
        add_control(s, cell->code);
    else
        add_byte(s, (uint8_t)cell->code);
}

/* The look of the next cell that is no space. */
static struct daesa_scc_look next_look(const struct row *row, int i)
{
    while (i + 1 < row->n && row->cells[i].code == ' ')
        i++;
    return row->cells[i].look;
}

/* Where a row begins that stands left (0), in the middle (1) or right (2). */
static int column_of(const struct row *row, int column_anchor)
{
    int room = DAESA_SCC_COLUMNS - row->n - n_extra(row);
    return room <= 0 || column_anchor == 0 ? 0 : column_anchor == 1 ? room / 2 : room;
}

/* Whether a row that stands there is as near to the middle as what is read as such. */
static bool looks_centred(const struct row *row, int column_anchor)
{
    int from = 0, width = row->n + n_extra(row);
    struct row until = *row;
    while (from < row->n && row->cells[from].code == ' ')
        from++;
    until.n = from < row->n ? from + 1 : from;
    from += n_extra(&until);
    int column = column_of(row, column_anchor);
    int off = column + from - (DAESA_SCC_COLUMNS - column - width);
    return off >= -DAESA_SCC_OFF_CENTRE && off <= DAESA_SCC_OFF_CENTRE;
}

static void add_row(struct sheet *s, const struct row *row, int number, int column_anchor)
{
    struct daesa_scc_look now = {0};
    int column = column_of(row, column_anchor);
    add_control(s, daesa_scc_address_of(number, column));
    if (column % 4)
        add_control(s, (uint16_t)(0x1720 + column % 4));
    for (int i = 0; i < row->n; i++) {
        const struct row_cell *cell = &row->cells[i];
        bool space = cell->code == ' ';
        struct daesa_scc_look look = space ? next_look(row, i) : cell->look;
        bool last_space = space && i + 1 < row->n && row->cells[i + 1].code != ' ';
        if (space && !last_space) {
            add_code(s, cell);
            continue;
        }
        bool other = !daesa_scc_same_look(now, look);
        if (other)
            change_look(s, now, look);
        now = look;
        if (!(space && other))
            add_code(s, cell);
    }
}

/* ---- when it is sent ---- */

static int64_t frame_of(int64_t us)
{
    return daesa_scale(us < 0 ? 0 : us, 30000, 1001 * DAESA_SECOND_US);
}

static void add_frame(struct daesa_buf *buf, int64_t frame)
{
    static const struct daesa_timecode code = {30, true};
    int part[4];
    daesa_timecode_of_frame(&code, frame, part);
    daesa_buf_printf(buf, "%02d:%02d:%02d;%02d", part[0], part[1], part[2], part[3]);
}

static void add_line(struct sheet *s, int64_t frame)
{
    struct daesa_buf *buf = s->out->out;
    add_frame(buf, frame);
    for (size_t i = 0; i < s->n_pairs; i++)
        daesa_buf_printf(buf, "%c%02x%02x", i ? ' ' : '\t',
                         daesa_scc_parity((uint8_t)(s->pairs[i] >> 8)),
                         daesa_scc_parity((uint8_t)(s->pairs[i] & 0xFF)));
    daesa_buf_add_text(buf, "\n\n");
    s->free_frame = frame + (int64_t)s->n_pairs;
}

static void add_erase(struct sheet *s)
{
    int64_t frame = s->erase_frame;
    s->erase_frame = -1;
    if (frame < 0)
        return;
    s->n_pairs = 0;
    add_control(s, DAESA_SCC_ERASE);
    add_line(s, frame < s->free_frame ? s->free_frame : frame);
}

/* Puts the erasure of the caption before among the pairs of the next, where its time
 * is; never between the two of a control code. */
static void insert_erase(struct sheet *s, size_t at)
{
    while (at > 0 && at < s->n_pairs && s->pairs[at] == s->pairs[at - 1])
        at--;
    if (at >= s->n_show || s->n_pairs + 2 > MAX_PAIRS)
        return;
    memmove(&s->pairs[at + 2], &s->pairs[at], (s->n_pairs - at) * sizeof *s->pairs);
    s->pairs[at] = s->pairs[at + 1] = DAESA_SCC_ERASE;
    s->n_pairs += 2;
    s->n_show += 2;
}

static void make_pairs(struct sheet *s, const struct daesa_cue *cue)
{
    struct daesa_position p = daesa_writer_position(s->out, cue);
    int anchor = p.anchor >= 1 && p.anchor <= 9 ? p.anchor : 2;
    int high = (anchor - 1) / 3, side = (anchor - 1) % 3;
    int first = DAESA_SCC_ROWS - s->n_rows + 1;
    bool is_centred = true;
    for (int r = 0; r < s->n_rows; r++)
        is_centred = is_centred && (!s->rows[r].n || looks_centred(&s->rows[r], side));
    if (is_centred) /* long rows stand left and right, too */
        side = 1;
    if (high == 2)
        first = 1;
    else if (high == 1)
        first = (DAESA_SCC_ROWS - s->n_rows) / 2 + 1;
    s->n_pairs = 0;
    s->half = false;
    add_control(s, DAESA_SCC_CLEAR);
    add_control(s, DAESA_SCC_LOAD);
    for (int r = 0; r < s->n_rows; r++)
        if (s->rows[r].n)
            add_row(s, &s->rows[r], first + r, side);
    s->n_show = s->n_pairs;
    add_control(s, DAESA_SCC_SHOW);
}

static void add_cue(struct sheet *s, const struct daesa_cue *cue)
{
    lay_out(s, cue);
    make_pairs(s, cue);
    int64_t start = frame_of(cue->start_us), begin = start - (int64_t)s->n_show;
    if (s->erase_frame >= 0 && s->erase_frame < s->free_frame)
        s->erase_frame = s->free_frame;
    if (s->erase_frame >= 0 && s->erase_frame + 2 < begin) {
        size_t n_pairs = s->n_pairs, n_show = s->n_show;
        uint16_t *kept = malloc(sizeof s->pairs);
        if (!kept) {
            s->out->out->status = DAESA_NO_MEMORY;
            return;
        }
        memcpy(kept, s->pairs, sizeof s->pairs);
        add_erase(s);
        memcpy(s->pairs, kept, sizeof s->pairs);
        free(kept);
        s->n_pairs = n_pairs;
        s->n_show = n_show;
    } else if (s->erase_frame >= 0 && s->erase_frame < start) {
        begin = begin - 2 < s->free_frame ? s->free_frame : begin - 2;
        insert_erase(s, s->erase_frame > begin ? (size_t)(s->erase_frame - begin) : 0);
    }
    s->erase_frame = -1;
    if (begin < s->free_frame) {
        s->n_late += s->free_frame + (int64_t)s->n_show > start;
        begin = s->free_frame;
    }
    add_line(s, begin);
    s->erase_frame = frame_of(cue->end_us);
}

static void report(const struct sheet *s)
{
    if (s->n_lost)
        daesa_writer_report(s->out, DAESA_WARNING, "scc-lost-characters", NULL,
                            "%zu character%s not in CEA-608; \"?\" stands there",
                            s->n_lost, s->n_lost == 1 ? " is" : "s are");
    if (s->n_wrapped)
        daesa_writer_report(s->out, DAESA_WARNING, "scc-wrapped", NULL,
                            "%zu line%s longer than %d characters; broken again",
                            s->n_wrapped, s->n_wrapped == 1 ? " is" : "s are",
                            DAESA_SCC_COLUMNS);
    if (s->n_cut)
        daesa_writer_report(s->out, DAESA_WARNING, "scc-cut", NULL,
                            "%zu lines do not fit on the screen; left out", s->n_cut);
    if (s->n_late)
        daesa_writer_report(s->out, DAESA_WARNING, "scc-late", NULL,
                            "%zu captions follow too soon to be loaded in time; they are "
                            "shown late",
                            s->n_late);
}

static bool is_unedited(const struct daesa_writer *out)
{
    for (size_t i = 0; i < out->track->n_cues; i++)
        if (!daesa_writer_unedited(out, &out->track->cues[i]))
            return false;
    return daesa_writer_whole(out);
}

static void write_same(struct daesa_writer *out)
{
    daesa_buf_add(out->out, out->track->head);
    for (size_t i = 0; i < out->track->n_cues; i++)
        daesa_buf_add(out->out, out->track->cues[i].source.raw);
    daesa_buf_add(out->out, out->track->tail);
}

enum daesa_status daesa_scc_write(struct daesa_writer *out)
{
    const struct daesa_track *track = out->track;
    if (out->same && is_unedited(out)) {
        write_same(out);
        return DAESA_OK;
    }
    struct sheet *s = calloc(1, sizeof *s);
    if (!s)
        return DAESA_NO_MEMORY;
    s->out = out;
    s->erase_frame = -1;
    daesa_buf_add_text(out->out, "Scenarist_SCC V1.0\n\n");
    for (size_t i = 0; i < track->n_cues; i++)
        if (daesa_cue_timed(&track->cues[i]) && !track->cues[i].comment)
            add_cue(s, &track->cues[i]);
    add_erase(s);
    report(s);
    if (out->same)
        daesa_writer_report(out, DAESA_NOTE, "scc-written-anew", NULL,
                            "the captions are written anew, as pop-on");
    free(s);
    return DAESA_OK;
}
