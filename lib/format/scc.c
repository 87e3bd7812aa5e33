/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* SCC: closed captions of American television (CEA-608, once EIA-608) as Scenarist
 * writes them: time codes of 29.97 frames a second, ";" before drop-frame's frames, and
 * pairs of bytes, of which one is sent with each frame.
 * - Pop-on captions are loaded unseen and shown at once; roll-up and paint-on appear as
 *   they come. A cue is what is on the screen between two changes of rows.
 * - Control codes are sent twice: the second is not obeyed. An extended character takes
 *   the place of the one before it. A mid-row code takes the room of a space.
 * - One channel is read: the first that there is, or the one that is asked for by the
 *   name of a class, CC1 to CC4. The others are told, as far as they are in the file.
 * New files are pop-on, loaded early enough to be in time. */
#include "format/markup.h"
#include "format/read.h"
#include "format/scc_channel.h"
#include "format/scc_code.h"
#include "format/scc_screen.h"
#include "format/timecode.h"

#include <string.h>

#define HEAD "Scenarist_SCC V1.0"
static const struct daesa_rate rate = {30000, 1001};
/* How long a caption is shown that nothing takes away. */
#define LAST_US (4 * DAESA_SECOND_US)

enum mode { POP_ON, PAINT_ON, ROLL_UP };

struct scan {
    struct daesa_reader *in;
    struct daesa_markup markup;
    struct daesa_scc_screen shown, loaded;
    enum mode mode;
    int roll_rows, row, column; /* row from 1 */
    struct daesa_scc_look look;
    uint16_t last;             /* the control code before, 0 behind its repetition */
    int64_t frame, since;      /* of this pair; when what is shown began */
    const char *at, *since_at; /* of this pair in the text; of what is shown */
    int32_t line, since_line;
    const char *end; /* of the last cue's source */
    int channel;     /* that is read, from 1 */
    bool second;     /* the codes are of the second field */
    bool other;      /* the text is of another channel */
    size_t n_other, n_bad;
};

/* ---- cues ---- */

static int64_t time_of(int64_t frame)
{
    return daesa_frame_to_us(frame, rate);
}

/* The source of a cue goes from where it is shown to where the next is. */
static void set_source(struct scan *s, struct daesa_cue *cue)
{
    struct daesa_track *track = s->in->track;
    const char *from = s->since_at;
    /* Of a channel that was chosen the source holds more than is wanted. */
    if (s->in->opts->class_name)
        return;
    if (track->n_cues == 1)
        track->head = (struct daesa_str){s->in->text.s, (size_t)(from - s->in->text.s)};
    else
        cue[-1].source.raw.len = (size_t)(from - cue[-1].source.raw.s);
    cue->source.lead = (struct daesa_str){from, 0};
    cue->source.raw = (struct daesa_str){from, (size_t)(s->at - from)};
    s->end = s->at;
}

/* Ends what is shown; nothing where the screen is empty. */
static enum daesa_status flush(struct scan *s, int64_t end_us)
{
    struct daesa_cue *cue;
    if (daesa_scc_screen_empty(&s->shown) || s->since_at == s->at)
        return DAESA_OK;
    enum daesa_status status = daesa_reader_add(s->in, s->since_line, &cue);
    if (status)
        return status;
    cue->start_us = time_of(s->since);
    cue->end_us = end_us;
    cue->position = daesa_scc_screen_position(&s->shown);
    daesa_scc_screen_build(&s->shown, &s->markup);
    status =
        daesa_markup_end(&s->markup, s->in->track, cue, daesa_reader_language(s->in));
    set_source(s, cue);
    cue->source.digest = daesa_cue_digest(cue);
    return status;
}

static void begin(struct scan *s)
{
    s->since = s->frame;
    s->since_at = s->at;
    s->since_line = s->line;
}

/* ---- codes ---- */

static struct daesa_scc_screen *target(struct scan *s)
{
    return s->mode == POP_ON ? &s->loaded : &s->shown;
}

static void put(struct scan *s, uint32_t letter)
{
    if (s->mode != POP_ON && daesa_scc_screen_empty(&s->shown))
        begin(s);
    int column = s->column < DAESA_SCC_COLUMNS ? s->column : DAESA_SCC_COLUMNS - 1;
    target(s)->cells[s->row - 1][column] =
        (struct daesa_scc_cell){.letter = letter, .look = s->look};
    s->column = column + 1;
}

static void step_back(struct scan *s)
{
    if (s->column > 0)
        target(s)->cells[s->row - 1][--s->column] = (struct daesa_scc_cell){0};
}

/* The rows of the window move up; the lowest is empty. */
static void roll(struct scan *s)
{
    int top = s->row - s->roll_rows;
    for (int r = 0; r < s->row - 1; r++)
        if (r < top)
            memset(s->shown.cells[r], 0, sizeof s->shown.cells[r]);
        else
            memcpy(s->shown.cells[r], s->shown.cells[r + 1], sizeof s->shown.cells[r]);
    memset(s->shown.cells[s->row - 1], 0, sizeof s->shown.cells[0]);
    s->column = 0;
    s->look = (struct daesa_scc_look){0};
}

static enum daesa_status set_roll(struct scan *s, int n)
{
    enum daesa_status status = DAESA_OK;
    if (s->mode != ROLL_UP) {
        status = flush(s, time_of(s->frame));
        memset(&s->shown, 0, sizeof s->shown);
        memset(&s->loaded, 0, sizeof s->loaded);
        s->row = DAESA_SCC_ROWS;
        s->column = 0;
    }
    s->mode = ROLL_UP;
    s->roll_rows = n;
    return status;
}

static enum daesa_status show(struct scan *s)
{
    enum daesa_status status = flush(s, time_of(s->frame));
    struct daesa_scc_screen shown = s->shown;
    s->shown = s->loaded;
    s->loaded = shown;
    s->mode = POP_ON;
    begin(s);
    return status;
}

static enum daesa_status change(struct scan *s, uint16_t code)
{
    enum daesa_status status = flush(s, time_of(s->frame));
    if (code == DAESA_SCC_ERASE)
        memset(&s->shown, 0, sizeof s->shown);
    else if (code == DAESA_SCC_RETURN)
        roll(s);
    else
        s->mode = PAINT_ON;
    begin(s);
    return status;
}

static enum daesa_status command(struct scan *s, uint16_t code)
{
    switch (code) {
    case DAESA_SCC_LOAD:
        s->mode = POP_ON;
        return DAESA_OK;
    case DAESA_SCC_BACKSPACE:
        step_back(s);
        return DAESA_OK;
    case DAESA_SCC_CLEAR_REST:
        for (int c = s->column; c < DAESA_SCC_COLUMNS; c++)
            target(s)->cells[s->row - 1][c] = (struct daesa_scc_cell){0};
        return DAESA_OK;
    case DAESA_SCC_ROLL_2:
    case DAESA_SCC_ROLL_3:
    case DAESA_SCC_ROLL_4:
        return set_roll(s, code - DAESA_SCC_ROLL_2 + 2);
    case DAESA_SCC_RETURN:
        return s->mode == ROLL_UP ? change(s, code) : DAESA_OK;
    case DAESA_SCC_PAINT:
    case DAESA_SCC_ERASE:
        return change(s, code);
    case DAESA_SCC_CLEAR:
        memset(&s->loaded, 0, sizeof s->loaded);
        return DAESA_OK;
    case DAESA_SCC_SHOW:
        return show(s);
    default:
        return DAESA_OK;
    }
}

/* In roll-up the window moves to the row that is addressed. */
static void move_to(struct scan *s, int row, int column, struct daesa_scc_look look)
{
    if (s->mode == ROLL_UP && row != s->row) {
        struct daesa_scc_screen moved = {0};
        for (int i = 0; i < s->roll_rows && row - 1 - i >= 0 && s->row - 1 - i >= 0; i++)
            memcpy(moved.cells[row - 1 - i], s->shown.cells[s->row - 1 - i],
                   sizeof moved.cells[0]);
        s->shown = moved;
    }
    s->row = row;
    s->column = column;
    s->look = look;
}

static void mid_row(struct scan *s, uint8_t low)
{
    uint8_t value = (uint8_t)((low & 0x0E) >> 1);
    s->look.italic = value == 7;
    s->look.underline = low & 1;
    if (value != 7)
        s->look.colour = value;
    put(s, ' ');
    target(s)->cells[s->row - 1][s->column - 1].code = true;
}

static enum daesa_status control(struct scan *s, uint16_t code)
{
    struct daesa_scc_look look;
    int row, column;
    bool replaces;
    uint8_t high = (uint8_t)(code >> 8), low = (uint8_t)(code & 0xFF);
    uint32_t letter = daesa_scc_special(code, &replaces);
    if (letter) {
        if (replaces)
            step_back(s);
        put(s, letter);
        return DAESA_OK;
    }
    if (daesa_scc_address(code, &row, &column, &look)) {
        move_to(s, row, column, look);
        return DAESA_OK;
    }
    if (high == 0x11 && low >= 0x20 && low <= 0x2F)
        mid_row(s, low);
    else if (high == 0x17 && low >= 0x21 && low <= 0x23)
        s->column += low - 0x20;
    else if (high == 0x14)
        return command(s, code);
    return DAESA_OK;
}

/* A pair without its parity. */
static enum daesa_status take_pair(struct scan *s, uint16_t pair)
{
    uint8_t high = (uint8_t)(pair >> 8), low = (uint8_t)(pair & 0xFF);
    if (high >= 0x10 && high <= 0x1F) {
        bool again = pair == s->last;
        s->last = again ? 0 : pair;
        s->other = daesa_scc_channel(&pair, &s->second) != s->channel;
        s->n_other += !again && s->other;
        return again || s->other ? DAESA_OK : control(s, pair);
    }
    /* Data about the programme, in the second field, until the next code. */
    if (high > 0 && high < 0x10)
        s->other = true;
    s->last = 0;
    if (s->other)
        return DAESA_OK;
    if (high >= 0x20)
        put(s, daesa_scc_letter(high));
    if (high >= 0x20 && low >= 0x20)
        put(s, daesa_scc_letter(low));
    return DAESA_OK;
}

/* ---- lines ---- */

static bool two_digits(struct daesa_str s, size_t at, int *out)
{
    if (at + 2 > s.len || !daesa_is_digit(s.s[at]) || !daesa_is_digit(s.s[at + 1]))
        return false;
    *out = (s.s[at] - '0') * 10 + (s.s[at + 1] - '0');
    return true;
}

/* "00:00:01:15", ";" or "." before the frames: drop-frame. `*exists` tells whether there
 * is such a frame. */
static bool take_code(struct daesa_str line, int64_t *frame, bool *exists)
{
    int part[4];
    for (size_t i = 0; i < 4; i++)
        if (!two_digits(line, 3 * i, &part[i]))
            return false;
    if (line.s[2] != ':' || line.s[5] != ':' || !strchr(":;.,", line.s[8]))
        return false;
    struct daesa_timecode code = {30, line.s[8] != ':'};
    *frame = daesa_timecode_frame(&code, part);
    *exists = daesa_timecode_exists(&code, part);
    return true;
}

static enum daesa_status take_words(struct scan *s, struct daesa_str rest)
{
    enum daesa_status status = DAESA_OK;
    while (!status && (rest = daesa_str_trim(rest)).len) {
        size_t n = 0;
        uint16_t pair;
        while (n < rest.len && !daesa_is_space(rest.s[n]))
            n++;
        s->at = rest.s;
        if (daesa_scc_take_word(daesa_str_slice(rest, 0, n), &pair))
            status = take_pair(s, pair);
        else
            s->n_bad++;
        s->frame++;
        rest = daesa_str_from(rest, n);
    }
    return status;
}

static enum daesa_status take_line(struct scan *s, struct daesa_str line)
{
    int64_t frame;
    bool exists;
    size_t n_bad = s->n_bad;
    line = daesa_str_trim(line);
    if (!line.len || daesa_str_starts(line, HEAD))
        return DAESA_OK;
    struct daesa_place place = daesa_reader_place(s->in, s->line, 0);
    if (!take_code(line, &frame, &exists)) {
        daesa_reader_report(s->in, DAESA_WARNING, "scc-bad-line", place,
                            "no time code at its beginning; not read");
        return DAESA_OK;
    }
    if (!exists)
        daesa_reader_report(s->in, DAESA_WARNING, "scc-odd-time", place,
                            "a time code that does not exist");
    if (frame < s->frame && s->frame - frame > 1)
        daesa_reader_report(s->in, DAESA_NOTE, "scc-too-fast", place,
                            "the line before needs %lld frames more than there are",
                            (long long)(s->frame - frame));
    s->frame = frame;
    enum daesa_status status = take_words(s, daesa_str_from(line, 11));
    if (s->n_bad > n_bad)
        daesa_reader_report(s->in, DAESA_WARNING, "scc-bad-word", place,
                            "%zu words that are not four hexadecimal digits; not read",
                            s->n_bad - n_bad);
    return status;
}

static enum daesa_status finish(struct scan *s)
{
    struct daesa_track *track = s->in->track;
    const char *end = s->in->text.s + s->in->text.len;
    s->at = end;
    if (!daesa_scc_screen_empty(&s->shown) && s->since_at != s->at)
        daesa_reader_report(s->in, DAESA_WARNING, "scc-no-end",
                            daesa_reader_place(s->in, s->since_line, 0),
                            "nothing takes the last caption away; it gets four seconds");
    enum daesa_status status = flush(s, time_of(s->since) + LAST_US);
    if (!status && s->n_other)
        daesa_reader_report(
            s->in, DAESA_WARNING, "scc-channel", daesa_reader_place(s->in, 0, 0),
            "%zu codes of another channel than CC%d; not read", s->n_other, s->channel);
    if (track->n_cues == 0)
        track->head = s->in->text;
    if (!s->in->opts->class_name)
        track->tail = track->n_cues ? (struct daesa_str){s->end, (size_t)(end - s->end)}
                                    : (struct daesa_str){end, 0};
    track->rate = rate;
    return status;
}

static enum daesa_status read(struct daesa_reader *in)
{
    struct scan s = {.in = in, .row = DAESA_SCC_ROWS, .roll_rows = 2};
    struct daesa_str rest = in->text, line;
    enum daesa_status status = daesa_scc_choose(in, &s.channel);
    int64_t frame;
    bool exists, any = daesa_str_starts(daesa_str_trim(rest), HEAD);
    s.at = s.since_at = in->text.s;
    while (!status && daesa_str_next_line(&rest, &line)) {
        s.line++;
        any = any || take_code(daesa_str_trim(line), &frame, &exists);
        status = any ? take_line(&s, line) : DAESA_OK;
    }
    if (!status && !any && daesa_str_trim(in->text).len)
        status = daesa_fail(in->sink, DAESA_BAD_INPUT, "scc-no-line",
                            daesa_reader_place(in, 0, 0),
                            "neither the head of an SCC file nor a line of one");
    if (!status)
        status = finish(&s);
    daesa_markup_finish(&s.markup);
    return status;
}

static int sniff(struct daesa_str text)
{
    return daesa_str_starts(daesa_str_trim(text), "Scenarist_SCC") ? 95 : 0;
}

const struct daesa_format daesa_format_scc = {
    .name = "scc",
    .title = "Scenarist closed captions",
    .extensions = "scc",
    .prefix = "scc",
    .holds = DAESA_HOLDS_TIMES | DAESA_HOLDS_ANCHOR | DAESA_HOLDS_BREAKS,
    .spans = DAESA_SPAN_BIT(DAESA_SPAN_ITALIC) | DAESA_SPAN_BIT(DAESA_SPAN_UNDERLINE) |
             DAESA_SPAN_BIT(DAESA_SPAN_COLOUR),
    .unit_us = 33367,
    .sniff = sniff,
    .read = read,
    .write = daesa_scc_write,
};
