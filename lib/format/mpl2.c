/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* MPL2: "[start][end]text" in tenths of a second, one line a cue (bars.h tells of its
 * texts). An empty end is when the next cue begins. */
#include "format/bars.h"
#include "format/rows.h"

#include <inttypes.h>

#define UNIT_US 100000

struct row {
    int64_t start, end; /* tenths; end may be DAESA_TIME_NONE */
    struct daesa_str text;
};

static bool take_row(struct daesa_str line, struct row *out)
{
    struct row row = {0};
    row.text = daesa_str_trim(line);
    if (!daesa_bars_take_number(&row.text, '[', ']', &row.start) ||
        row.start == DAESA_TIME_NONE ||
        !daesa_bars_take_number(&row.text, '[', ']', &row.end) ||
        row.start > DAESA_TIME_MAX / UNIT_US || row.end > DAESA_TIME_MAX / UNIT_US)
        return false;
    *out = row;
    return true;
}

static enum daesa_status add_cue(struct daesa_rows *rows, struct daesa_markup *markup,
                                 const struct row *row, const char *begin)
{
    struct daesa_reader *in = rows->in;
    struct daesa_cue *cue;
    enum daesa_status status = daesa_reader_add(in, rows->line, &cue);
    if (status)
        return status;
    cue->start_us = row->start * UNIT_US;
    if (row->end != DAESA_TIME_NONE)
        cue->end_us = row->end * UNIT_US;
    daesa_reader_check_order(in, cue, "cue");
    status =
        daesa_bars_read(markup, in->track, cue, row->text, daesa_reader_language(in));
    daesa_rows_own(rows, cue, begin);
    return status;
}

static enum daesa_status read(struct daesa_reader *in)
{
    struct daesa_rows rows = {.in = in};
    struct daesa_markup markup = {0};
    struct daesa_str line;
    struct row row;
    enum daesa_status status = DAESA_OK;
    while (!status && daesa_rows_next(&rows, &line)) {
        if (take_row(line, &row))
            status = add_cue(&rows, &markup, &row, line.s);
        else if (daesa_str_trim(line).len)
            daesa_reader_report(in, DAESA_WARNING, "mpl2-no-times",
                                daesa_reader_place(in, rows.line, 0),
                                "a line without two numbers in brackets is left out");
    }
    daesa_markup_finish(&markup);
    daesa_rows_guess_ends(&rows, false);
    daesa_rows_end(&rows);
    if (!status && in->track->n_cues == 0 && daesa_str_trim(in->text).len)
        return daesa_fail(in->sink, DAESA_BAD_INPUT, "mpl2-no-cue",
                          daesa_reader_place(in, 0, 0),
                          "no line begins with two numbers in brackets");
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

static int64_t tenths(int64_t us)
{
    return us > 0 ? daesa_round_us(us, UNIT_US) / UNIT_US : 0;
}

static void write_cue(struct daesa_writer *out, const struct daesa_cue *cue, void *user)
{
    daesa_buf_printf(out->out, "[%" PRId64 "][%" PRId64 "]", tenths(cue->start_us),
                     tenths(cue->end_us));
    daesa_bars_write(out, cue, false, user);
    daesa_buf_add_char(out->out, '\n');
}

static enum daesa_status write(struct daesa_writer *out)
{
    return daesa_bars_write_cues(out, write_cue);
}

const struct daesa_format daesa_format_mpl2 = {
    .name = "mpl2",
    .title = "MPL2",
    .extensions = "mpl mpl2 txt",
    .prefix = "mpl2",
    .holds = DAESA_HOLDS_TIMES | DAESA_HOLDS_BREAKS,
    .spans = DAESA_SPAN_BIT(DAESA_SPAN_ITALIC),
    .unit_us = UNIT_US,
    .marks_lines = true,
    .sniff = sniff,
    .read = read,
    .write = write,
};
