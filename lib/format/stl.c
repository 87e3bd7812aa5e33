/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* EBU STL (Tech 3264, 1991): binary, subtitles of broadcasters.
 * - Times are time codes of 25 or 30 frames a second. Nothing in the file tells the
 *   drop-frame ones, so they are read as hours, minutes, seconds and frames of the
 *   clock, which drop-frame keeps to within two frames, and to the frame where the
 *   caller says 29.97. They count from the programme's start, as far as no subtitle
 *   lies before it.
 * - Text in several blocks (extension numbers) is one text; comments are kept as such;
 *   blocks of user data stay where they are. Subtitles of a cumulative set add up on
 *   the screen, and each is a cue with all that is shown.
 * - Control codes of teletext take the room of a space; colours last to the row's end.
 * Korean and all else outside of the five code tables cannot be written. */
#include "format/read.h"
#include "format/stl_write.h"

#include <stdlib.h>
#include <string.h>

struct scan {
    struct daesa_reader *in;
    struct daesa_stl_head head;
    struct daesa_markup markup;
    struct daesa_buf text;     /* bytes of the blocks of one subtitle */
    struct daesa_buf gathered; /* bytes of a cumulative set */
    size_t lead;               /* where what belongs to no cue begins */
    int32_t block;             /* counted from 1 */
};

/* What is added to the anchor for the third of the picture where the rows are. A text so
 * high that it reaches into all of them is where its middle is, unless it stands on the
 * ground. */
static int height_of(int rows, int per_line, int row, int last)
{
    int above = row, below = rows - last;
    if (last >= rows - 1)
        return 0;
    if (abs(above - below) <= per_line)
        return 3;
    if (last * 3 >= rows * 2 && below < above)
        return 0;
    return row * 3 <= rows ? 6 : 3;
}

struct daesa_position daesa_stl_position(const struct daesa_stl_head *head, int row,
                                         int justification, size_t n_lines)
{
    static const uint8_t columns[4] = {2, 1, 2, 3};
    struct daesa_position position = {0};
    int rows = head->n_rows, per_line = head->teletext ? 2 : 1;
    int last = row + (int)(n_lines < 50 ? n_lines : 50) * per_line - per_line;
    uint8_t column =
        columns[justification >= 0 && justification <= 3 ? justification : 0];
    position.anchor = (uint8_t)(column + height_of(rows, per_line, row, last));
    return position;
}

static struct daesa_place place(const struct scan *s)
{
    return daesa_reader_place(s->in, s->block, 0);
}

/* A block of the file; empty past its end. */
static struct daesa_str block_at(const struct scan *s, size_t at)
{
    struct daesa_str block = daesa_str_slice(s->in->text, at, at + DAESA_STL_TTI);
    return block.len == DAESA_STL_TTI ? block : (struct daesa_str){0};
}

/* All blocks of the subtitle that begins at `at`; where the next begins. */
static size_t gather(struct scan *s, size_t at, const struct daesa_stl_tti *first)
{
    struct daesa_stl_tti tti = *first;
    daesa_buf_cut(&s->text, 0);
    for (;;) {
        daesa_stl_text_gather(&s->text, block_at(s, at));
        at += DAESA_STL_TTI;
        struct daesa_str next = block_at(s, at);
        if (tti.extension >= 0xF0 || !next.len)
            return at;
        daesa_stl_tti_read(next, &s->head.code, &tti);
        if (tti.number != first->number || tti.group != first->group ||
            (tti.extension >= 0xF0 && tti.extension != 0xFF))
            return at;
    }
}

static void check_times(struct scan *s, const struct daesa_stl_tti *tti)
{
    if (tti->odd_time)
        daesa_reader_report(s->in, DAESA_WARNING, "stl-odd-time", place(s),
                            "subtitle %d has a time code that does not exist",
                            tti->number);
    if (tti->end_us <= tti->begin_us)
        daesa_reader_report(s->in, DAESA_WARNING, "stl-end-before-start", place(s),
                            "subtitle %d does not end after it begins", tti->number);
}

static size_t count_lines(struct daesa_str plain)
{
    size_t n = 1;
    for (size_t i = 0; i < plain.len; i++)
        n += plain.s[i] == '\n';
    return n;
}

/* Adds what is shown of this subtitle; of a cumulative set also what came before. */
static enum daesa_status add_text(struct scan *s, struct daesa_cue *cue,
                                  const struct daesa_stl_tti *tti)
{
    bool adds = tti->cumulative == 2 || tti->cumulative == 3;
    if (!adds)
        daesa_buf_cut(&s->gathered, 0);
    if (s->gathered.len)
        daesa_buf_add_char(&s->gathered, '\x8A');
    daesa_buf_add(&s->gathered, daesa_buf_str(&s->text));
    size_t n_bad = daesa_stl_text_read(daesa_buf_str(&s->gathered), &s->head, &s->markup);
    if (n_bad)
        daesa_reader_report(
            s->in, DAESA_WARNING, "stl-bad-character", place(s),
            "%zu bytes are no characters of its code table; U+FFFD stands "
            "for each",
            n_bad);
    if (tti->cumulative == 0 || tti->cumulative == 3)
        daesa_buf_cut(&s->gathered, 0);
    cue->position = daesa_stl_position(&s->head, tti->row, tti->justification,
                                       count_lines(daesa_buf_str(&s->markup.plain)));
    struct daesa_str language =
        s->head.language.len ? s->head.language : daesa_reader_language(s->in);
    enum daesa_status status = s->text.status ? s->text.status : s->gathered.status;
    return status ? status : daesa_markup_end(&s->markup, s->in->track, cue, language);
}

static enum daesa_status add_cue(struct scan *s, size_t at, size_t end,
                                 const struct daesa_stl_tti *tti)
{
    struct daesa_cue *cue;
    enum daesa_status status = daesa_reader_add(s->in, s->block, &cue);
    if (status)
        return status;
    cue->start_us = tti->begin_us;
    cue->end_us = tti->end_us;
    cue->comment = tti->comment;
    if (!tti->comment)
        check_times(s, tti);
    status = add_text(s, cue, tti);
    cue->source.lead = daesa_str_slice(s->in->text, s->lead, at);
    cue->source.raw = daesa_str_slice(s->in->text, at, end);
    s->lead = end;
    return status;
}

/* A subtitle of a cumulative set ends where the next of the set begins. */
static void close_before(struct daesa_track *track, const struct daesa_stl_tti *tti)
{
    struct daesa_cue *before = track->n_cues > 1 ? &track->cues[track->n_cues - 2] : NULL;
    if ((tti->cumulative == 2 || tti->cumulative == 3) && before &&
        before->start_us < tti->begin_us)
        before->end_us = tti->begin_us;
}

static enum daesa_status scan_blocks(struct scan *s)
{
    size_t at = s->lead = DAESA_STL_GSI;
    for (struct daesa_str block; (block = block_at(s, at)).len;) {
        struct daesa_stl_tti tti;
        daesa_stl_tti_read(block, &s->head.code, &tti);
        s->block = (int32_t)((at - DAESA_STL_GSI) / DAESA_STL_TTI) + 1;
        if (tti.extension >= 0xF0 && tti.extension != 0xFF) {
            at += DAESA_STL_TTI; /* user data */
            continue;
        }
        size_t end = gather(s, at, &tti);
        enum daesa_status status = add_cue(s, at, end, &tti);
        if (status)
            return status;
        close_before(s->in->track, &tti);
        at = end;
    }
    if (at < s->in->text.len)
        daesa_reader_report(
            s->in, DAESA_WARNING, "stl-cut-off", daesa_reader_place(s->in, 0, 0),
            "%zu bytes behind the last whole block are not read", s->in->text.len - at);
    return DAESA_OK;
}

/* Times count from the programme's start where all lie behind it. */
static void set_start(struct scan *s)
{
    struct daesa_track *track = s->in->track;
    int64_t start_us = s->head.start_us;
    bool counts = start_us != DAESA_TIME_NONE && start_us > 0;
    for (size_t i = 0; i < track->n_cues; i++)
        counts =
            counts && (track->cues[i].comment || track->cues[i].start_us >= start_us);
    for (size_t i = 0; i < track->n_cues; i++) {
        struct daesa_cue *cue = &track->cues[i];
        cue->start_us -= counts ? start_us : 0;
        cue->end_us -= counts ? start_us : 0;
        cue->source.digest = daesa_cue_digest(cue);
    }
    if (counts)
        daesa_reader_report(s->in, DAESA_NOTE, "stl-start",
                            daesa_reader_place(s->in, 0, 0),
                            "times count from the programme's start, %.2s:%.2s:%.2s:%.2s",
                            s->in->text.s + 256, s->in->text.s + 258, s->in->text.s + 260,
                            s->in->text.s + 262);
}

/* The title is in one of the code pages of old computers, most often plain. */
static enum daesa_status read_title(struct scan *s)
{
    struct daesa_str title = s->head.title;
    for (size_t i = 0; i < title.len; i++)
        if ((unsigned char)title.s[i] < 0x20 || (unsigned char)title.s[i] >= 0x7F)
            return DAESA_OK;
    s->in->track->title = title;
    return DAESA_OK;
}

static void report_clock(struct scan *s)
{
    if (s->head.code.fps == 30 && !daesa_rate_known(s->in->opts->rate))
        daesa_reader_report(s->in, DAESA_NOTE, "stl-30", daesa_reader_place(s->in, 0, 0),
                            "time codes of 30 frames are read as the clock; say --fps "
                            "29.97 where they are drop-frame, which is to the frame");
}

static enum daesa_status read(struct daesa_reader *in)
{
    struct scan s = {.in = in};
    if (!daesa_stl_head_read(in->text, in->opts->rate, &s.head))
        return daesa_fail(in->sink, DAESA_BAD_INPUT, "stl-no-head",
                          daesa_reader_place(in, 0, 0),
                          "no GSI block of EBU STL at the beginning");
    in->track->rate =
        s.head.code.drop ? in->opts->rate : (struct daesa_rate){s.head.code.fps, 1};
    in->track->language = s.head.language;
    in->track->head = daesa_str_slice(in->text, 0, DAESA_STL_GSI);
    report_clock(&s);
    enum daesa_status status = read_title(&s);
    if (!status)
        status = scan_blocks(&s);
    if (!status) {
        set_start(&s);
        in->track->tail = daesa_str_from(in->text, s.lead);
    }
    daesa_markup_finish(&s.markup);
    daesa_buf_finish(&s.text);
    daesa_buf_finish(&s.gathered);
    return status;
}

static int sniff(struct daesa_str bytes)
{
    struct daesa_stl_head head;
    return daesa_stl_head_read(bytes, (struct daesa_rate){0}, &head) ? 95 : 0;
}

const struct daesa_format daesa_format_stl = {
    .name = "stl",
    .title = "EBU STL",
    .extensions = "stl",
    .prefix = "stl",
    .holds = DAESA_HOLDS_TIMES | DAESA_HOLDS_ANCHOR | DAESA_HOLDS_BREAKS |
             DAESA_HOLDS_COMMENTS | DAESA_HOLDS_TITLE,
    .spans = DAESA_SPAN_BIT(DAESA_SPAN_ITALIC) | DAESA_SPAN_BIT(DAESA_SPAN_UNDERLINE) |
             DAESA_SPAN_BIT(DAESA_SPAN_COLOUR),
    .unit_us = 40000,
    .binary = true,
    .sniff = sniff,
    .read = read,
    .write = daesa_stl_write,
};
