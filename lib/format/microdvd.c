/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* MicroDVD: "{start}{end}text" in frames, one line a cue (bars.h tells of its texts). The
 * rate is that of a first line "{1}{1}23.976", which no player shows, else the caller's:
 * without one the file has no times and is refused, as a guess would be wrong by four
 * parts in a hundred, unseen. An empty end is when the next cue begins. New files begin
 * with their rate, and times are rounded to the nearest frame. */
#include "format/bars.h"
#include "format/rows.h"

#include <inttypes.h>
#include <stdio.h>

/* What is usual where nobody says. */
#define DEFAULT_RATE ((struct daesa_rate){24000, 1001})

struct row {
    int64_t start, end; /* frames; end may be DAESA_TIME_NONE */
    struct daesa_str text;
};

static bool take_row(struct daesa_str line, struct row *out)
{
    struct row row = {0};
    row.text = daesa_str_trim(line);
    if (daesa_str_starts(row.text, "\xEF\xBB\xBF"))
        row.text = daesa_str_from(row.text, 3);
    if (!daesa_bars_take_number(&row.text, '{', '}', &row.start) ||
        row.start == DAESA_TIME_NONE ||
        !daesa_bars_take_number(&row.text, '{', '}', &row.end))
        return false;
    *out = row;
    return true;
}

/* "{1}{1}23.976", also with a comma. */
static bool take_rate(const struct row *row, struct daesa_rate *out)
{
    char room[16];
    struct daesa_str text = daesa_str_trim(row->text);
    if (row->start > 1 || row->end > 1 || text.len == 0 || text.len > sizeof room)
        return false;
    for (size_t i = 0; i < text.len; i++)
        room[i] = text.s[i] == ',' ? '.' : text.s[i];
    return daesa_rate_parse((struct daesa_str){room, text.len}, out);
}

static enum daesa_status add_cue(struct daesa_rows *rows, struct daesa_markup *markup,
                                 struct daesa_rate rate, const struct row *row,
                                 const char *begin)
{
    struct daesa_reader *in = rows->in;
    struct daesa_cue *cue;
    if (!daesa_rate_known(rate))
        return daesa_fail(in->sink, DAESA_BAD_INPUT, "microdvd-no-rate",
                          daesa_reader_place(in, rows->line, 0),
                          "times are in frames, and the file does not say how many a "
                          "second; say it with --fps");
    int64_t start_us = daesa_frame_to_us(row->start, rate), end_us = DAESA_TIME_NONE;
    if (row->end != DAESA_TIME_NONE)
        end_us = daesa_frame_to_us(row->end, rate);
    if (start_us > DAESA_TIME_MAX || end_us > DAESA_TIME_MAX)
        return daesa_fail(in->sink, DAESA_BAD_INPUT, "microdvd-bad-times",
                          daesa_reader_place(in, rows->line, 1),
                          "a frame after the end of all films");
    enum daesa_status status = daesa_reader_add(in, rows->line, &cue);
    if (status)
        return status;
    cue->start_us = start_us;
    cue->end_us = end_us;
    daesa_reader_check_order(in, cue, "cue");
    status =
        daesa_bars_read(markup, in->track, cue, row->text, daesa_reader_language(in));
    daesa_rows_own(rows, cue, begin);
    return status;
}

static enum daesa_status read_rows(struct daesa_rows *rows, struct daesa_markup *markup)
{
    struct daesa_reader *in = rows->in;
    struct daesa_rate own = {0}, rate = in->opts->rate;
    struct daesa_str line;
    struct row row;
    while (daesa_rows_next(rows, &line)) {
        if (!take_row(line, &row)) {
            if (daesa_str_starts_nocase(daesa_str_trim(line), "{default}"))
                daesa_reader_report(in, DAESA_NOTE, "microdvd-default",
                                    daesa_reader_place(in, rows->line, 0),
                                    "the look of all cues; only MicroDVD keeps it");
            else if (daesa_str_trim(line).len)
                daesa_reader_report(in, DAESA_WARNING, "microdvd-no-times",
                                    daesa_reader_place(in, rows->line, 0),
                                    "a line without two numbers in braces is left out");
            continue;
        }
        if (in->track->n_cues == 0 && !daesa_rate_known(own) && take_rate(&row, &own)) {
            rate = own;
            continue;
        }
        enum daesa_status status = add_cue(rows, markup, rate, &row, line.s);
        if (status)
            return status;
    }
    in->track->rate = rate;
    if (in->track->n_cues == 0 && !daesa_rate_known(own) && daesa_str_trim(in->text).len)
        return daesa_fail(in->sink, DAESA_BAD_INPUT, "microdvd-no-cue",
                          daesa_reader_place(in, 0, 0),
                          "no line begins with two numbers in braces");
    return DAESA_OK;
}

static enum daesa_status read(struct daesa_reader *in)
{
    struct daesa_rows rows = {.in = in};
    struct daesa_markup markup = {0};
    enum daesa_status status = read_rows(&rows, &markup);
    daesa_markup_finish(&markup);
    daesa_rows_guess_ends(&rows, false);
    daesa_rows_end(&rows);
    return status;
}

static bool begins_row(struct daesa_str line)
{
    struct row row;
    return take_row(line, &row);
}

static int sniff(struct daesa_str text)
{
    return daesa_rows_sniff(text, begins_row);
}

/* ---- writing ---- */

struct writing {
    struct daesa_rate rate;
    struct daesa_bars_losses losses;
};

#define RATE_MAX 32

static void print_rate(char room[RATE_MAX], struct daesa_rate rate)
{
    int64_t thousandths = daesa_scale(rate.num, 1000, rate.den);
    snprintf(room, RATE_MAX, "%" PRId64 ".%03" PRId64, thousandths / 1000,
             thousandths % 1000);
}

static struct daesa_rate rate_of(const struct daesa_writer *out)
{
    struct daesa_rate rate = out->track->rate;
    char text[RATE_MAX];
    bool own = out->same && daesa_rate_known(rate);
    if (!own && daesa_rate_known(out->opts->rate))
        rate = out->opts->rate;
    if (!daesa_rate_known(rate)) {
        rate = DEFAULT_RATE;
        daesa_writer_report(out, DAESA_WARNING, "microdvd-rate", NULL,
                            "written in frames of 23.976 a second; --fps says another "
                            "rate");
    }
    /* As it is written, so that the file is right in itself. */
    print_rate(text, rate);
    daesa_rate_parse(daesa_str_of(text), &rate);
    return rate;
}

static void write_head(struct daesa_writer *out, void *user)
{
    const struct writing *w = user;
    char text[RATE_MAX];
    print_rate(text, w->rate);
    daesa_buf_printf(out->out, "{1}{1}%s\n", text);
}

static int64_t frame_at(int64_t us, struct daesa_rate rate)
{
    return us > 0 ? daesa_scale(us, rate.num, rate.den * DAESA_SECOND_US) : 0;
}

static void write_cue(struct daesa_writer *out, const struct daesa_cue *cue, void *user)
{
    struct writing *w = user;
    daesa_buf_printf(out->out, "{%" PRId64 "}{%" PRId64 "}",
                     frame_at(cue->start_us, w->rate), frame_at(cue->end_us, w->rate));
    daesa_bars_write(out, cue, true, &w->losses);
    daesa_buf_add_char(out->out, '\n');
}

static enum daesa_status write(struct daesa_writer *out)
{
    struct writing w = {.rate = rate_of(out)};
    struct daesa_writer_style style = {.head = write_head, .cue = write_cue, .user = &w};
    daesa_writer_cues(out, &style);
    daesa_bars_report(out, &w.losses);
    return DAESA_OK;
}

const struct daesa_format daesa_format_microdvd = {
    .name = "microdvd",
    .title = "MicroDVD",
    .extensions = "sub txt",
    .prefix = "microdvd",
    .holds = DAESA_HOLDS_TIMES | DAESA_HOLDS_ANCHOR | DAESA_HOLDS_BREAKS,
    .spans = DAESA_SPAN_BIT(DAESA_SPAN_BOLD) | DAESA_SPAN_BIT(DAESA_SPAN_ITALIC) |
             DAESA_SPAN_BIT(DAESA_SPAN_UNDERLINE) | DAESA_SPAN_BIT(DAESA_SPAN_STRIKE) |
             DAESA_SPAN_BIT(DAESA_SPAN_COLOUR) | DAESA_SPAN_BIT(DAESA_SPAN_FONT) |
             DAESA_SPAN_BIT(DAESA_SPAN_SIZE),
    .unit_us = 41708,
    .marks_lines = true,
    .sniff = sniff,
    .read = read,
    .write = write,
};
