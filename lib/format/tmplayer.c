/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* TMPlayer: "00:00:12:text" in whole seconds, one line a cue, without ends (bars.h tells
 * of its texts); a time without text ends the cue before it. Also with "=" before the
 * text, hours of one digit, and "00:00:12,1=first line", "00:00:12,2=second line", and
 * VPlayer's "00:00:12.50:text", whose fraction is read and not written. A cue that
 * nothing ends is shown until the next one, or as long as it takes to read it. */
#include "format/bars.h"
#include "format/rows.h"
#include "format/stamp.h"

#define UNIT_US DAESA_SECOND_US

struct row {
    int64_t start_us;
    int nth; /* of the lines of its cue, from 1; 0: not said */
    struct daesa_str text;
};

/* Two digits, the first of which may be left out where it is allowed. */
static bool take_pair(struct daesa_str *text, bool one_will_do, int *out)
{
    size_t n = 0;
    int value = 0;
    while (n < 2 && n < text->len && daesa_is_digit(text->s[n]))
        value = value * 10 + (text->s[n++] - '0');
    if (n < 2 && !(one_will_do && n == 1))
        return false;
    *text = daesa_str_from(*text, n);
    *out = value;
    return true;
}

static bool take_char(struct daesa_str *text, const char *any)
{
    for (; *any && text->len; any++)
        if (text->s[0] == *any) {
            *text = daesa_str_from(*text, 1);
            return true;
        }
    return false;
}

/* The digits behind a point, in microseconds. */
static bool take_fraction(struct daesa_str *text, int64_t *us)
{
    int64_t unit_us = DAESA_SECOND_US;
    *us = 0;
    if (!take_char(text, "."))
        return true;
    while (text->len && daesa_is_digit(text->s[0]) && unit_us > 1) {
        unit_us /= 10;
        *us += (text->s[0] - '0') * unit_us;
        *text = daesa_str_from(*text, 1);
    }
    return unit_us < DAESA_SECOND_US;
}

static bool take_row(struct daesa_str line, struct row *out)
{
    struct daesa_str rest = daesa_str_trim(line);
    int hours, minutes, seconds, nth = 0;
    int64_t fraction_us;
    if (!take_pair(&rest, true, &hours) || !take_char(&rest, ":") ||
        !take_pair(&rest, false, &minutes) || !take_char(&rest, ":") ||
        !take_pair(&rest, false, &seconds) || minutes > 59 || seconds > 59 ||
        !take_fraction(&rest, &fraction_us))
        return false;
    if (take_char(&rest, ",") && (!take_pair(&rest, true, &nth) || nth == 0))
        return false;
    if (!take_char(&rest, ":="))
        return false;
    int64_t whole_s = (hours * INT64_C(60) + minutes) * 60 + seconds;
    *out = (struct row){.start_us = whole_s * DAESA_SECOND_US + fraction_us,
                        .nth = nth,
                        .text = daesa_str_trim(rest)};
    return true;
}

/* The lines that follow as parts of the same cue, with "|" before each. */
static enum daesa_status take_parts(struct daesa_rows *rows, const struct row *first,
                                    struct daesa_buf *body)
{
    struct row row = *first;
    struct daesa_rows ahead = *rows;
    struct daesa_str line;
    int nth = first->nth;
    daesa_buf_add(body, first->text);
    while (nth && daesa_rows_next(&ahead, &line) && take_row(line, &row) &&
           row.start_us == first->start_us && row.nth == nth + 1) {
        daesa_buf_add_char(body, '|');
        daesa_buf_add(body, row.text);
        *rows = ahead;
        nth++;
    }
    return body->status;
}

/* A time without text behind the cue ends it. */
static bool take_end(struct daesa_rows *rows, struct daesa_cue *cue)
{
    struct daesa_rows ahead = *rows;
    struct daesa_str line;
    struct row row;
    if (!daesa_rows_next(&ahead, &line) || !take_row(line, &row) || row.text.len ||
        row.start_us <= cue->start_us)
        return false;
    cue->end_us = row.start_us;
    *rows = ahead;
    return true;
}

static enum daesa_status add_cue(struct daesa_rows *rows, struct daesa_markup *markup,
                                 const struct row *row, const char *begin, bool *has_ends)
{
    struct daesa_reader *in = rows->in;
    struct daesa_buf body = {0};
    struct daesa_cue *cue;
    enum daesa_status status = daesa_reader_add(in, rows->line, &cue);
    if (status)
        return status;
    cue->start_us = row->start_us;
    status = take_parts(rows, row, &body);
    if (!status)
        status = daesa_bars_read(markup, in->track, cue, daesa_buf_str(&body),
                                 daesa_reader_language(in));
    daesa_buf_finish(&body);
    *has_ends |= take_end(rows, cue);
    daesa_rows_own(rows, cue, begin);
    return status;
}

static enum daesa_status read(struct daesa_reader *in)
{
    struct daesa_rows rows = {.in = in};
    struct daesa_markup markup = {0};
    struct daesa_str line;
    struct row row;
    size_t n_rows = 0;
    bool has_ends = false;
    enum daesa_status status = DAESA_OK;
    while (!status && daesa_rows_next(&rows, &line)) {
        bool is_row = take_row(line, &row);
        n_rows += is_row;
        if (is_row && row.text.len)
            status = add_cue(&rows, &markup, &row, line.s, &has_ends);
        else if (!is_row && daesa_str_trim(line).len)
            daesa_reader_report(in, DAESA_WARNING, "tmplayer-no-time",
                                daesa_reader_place(in, rows.line, 0),
                                "a line without a time is left out");
    }
    daesa_markup_finish(&markup);
    daesa_rows_guess_ends(&rows, !has_ends);
    daesa_rows_end(&rows);
    if (!status && n_rows == 0 && daesa_str_trim(in->text).len)
        return daesa_fail(in->sink, DAESA_BAD_INPUT, "tmplayer-no-cue",
                          daesa_reader_place(in, 0, 0),
                          "no line begins with a time such as 00:00:12:");
    return status;
}

/* Several such lines and no others: plain text may have times before it as well. */
static int sniff(struct daesa_str text)
{
    struct daesa_str line;
    struct row row;
    int n = 0;
    while (n < 5 && daesa_str_next_line(&text, &line)) {
        if (take_row(line, &row))
            n++;
        else if (daesa_str_trim(line).len)
            return 0;
    }
    return n ? 70 : 0;
}

/* ---- writing ---- */

static void add_time(struct daesa_buf *buf, int64_t us)
{
    static const struct daesa_stamp_style style = {.hour_digits = 2};
    daesa_stamp_add(buf, us, &style);
    daesa_buf_add_char(buf, ':');
}

static bool has_text(const struct daesa_cue *cue)
{
    for (size_t i = 0; i < cue->n_texts; i++)
        if (daesa_str_trim(cue->texts[i].plain).len)
            return true;
    return false;
}

/* When the next cue begins; DAESA_TIME_MAX where there is none. */
static int64_t next_start_us(const struct daesa_track *track, const struct daesa_cue *cue)
{
    for (cue++; cue < track->cues + track->n_cues; cue++)
        if (!cue->comment && daesa_cue_timed(cue) && has_text(cue))
            return cue->start_us;
    return DAESA_TIME_MAX;
}

static void write_cue(struct daesa_writer *out, const struct daesa_cue *cue, void *user)
{
    size_t len = out->out->len;
    add_time(out->out, cue->start_us);
    size_t before = out->out->len;
    daesa_bars_write(out, cue, false, user);
    if (out->out->len == before) {
        daesa_buf_cut(out->out, len);
        daesa_writer_report(out, DAESA_NOTE, "tmplayer-empty", cue,
                            "a cue without text is left out");
        return;
    }
    daesa_buf_add_char(out->out, '\n');
    int64_t start_us = daesa_round_us(cue->start_us, UNIT_US);
    int64_t end_us = daesa_round_us(cue->end_us, UNIT_US);
    int64_t next_us = next_start_us(out->track, cue);
    if (next_us == DAESA_TIME_MAX && end_us <= start_us)
        end_us = start_us + UNIT_US;
    if (end_us > start_us && end_us < daesa_round_us(next_us, UNIT_US)) {
        add_time(out->out, end_us);
        daesa_buf_add_char(out->out, '\n');
    }
}

/* A cue is shown until the next at most. */
static void report_overlaps(const struct daesa_writer *out)
{
    const struct daesa_cue *first = NULL;
    size_t n = 0;
    for (size_t i = 0; i < out->track->n_cues; i++) {
        const struct daesa_cue *cue = &out->track->cues[i];
        if (!daesa_cue_timed(cue) || cue->end_us <= cue->start_us ||
            next_start_us(out->track, cue) >= cue->end_us)
            continue;
        first = first ? first : cue;
        n++;
    }
    if (n)
        daesa_writer_report(
            out, DAESA_WARNING, "tmplayer-overlap", first,
            "TMPlayer shows a cue until the next; cues that are cut short by "
            "one that they overlap: %zu",
            n);
}

static enum daesa_status write(struct daesa_writer *out)
{
    report_overlaps(out);
    return daesa_bars_write_cues(out, write_cue);
}

const struct daesa_format daesa_format_tmplayer = {
    .name = "tmplayer",
    .title = "TMPlayer",
    .extensions = "tmp txt",
    .prefix = "tmplayer",
    .holds = DAESA_HOLDS_TIMES | DAESA_HOLDS_BREAKS,
    .spans = DAESA_SPAN_BIT(DAESA_SPAN_ITALIC),
    .unit_us = UNIT_US,
    .marks_lines = true,
    .sniff = sniff,
    .read = read,
    .write = write,
};
