/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* SubViewer as YouTube has it: a line "0:00:01.000,0:00:02.000", then the text up to a
 * blank line. "[br]" breaks a line, too; there is no markup. Blank lines inside a text
 * belong to it, up to the next line with times; they are written as "[br]". */
#include "format/rows.h"
#include "format/stamp.h"
#include "text/normalise.h"

#include <string.h>

#define JOINER "\xE2\x81\xA0" /* U+2060 */

struct timing {
    int64_t start_us, end_us;
    bool odd;
};

static bool take_timing(struct daesa_str line, struct timing *out)
{
    struct timing t = {0};
    struct daesa_str rest = daesa_str_trim(line);
    if (daesa_str_starts(rest, "\xEF\xBB\xBF"))
        rest = daesa_str_from(rest, 3);
    if (!rest.len || !daesa_is_digit(rest.s[0]) ||
        !daesa_stamp_take(&rest, &t.start_us, &t.odd))
        return false;
    rest = daesa_str_trim(rest);
    if (!daesa_str_starts(rest, ","))
        return false;
    rest = daesa_str_trim(daesa_str_from(rest, 1));
    if (!rest.len || !daesa_is_digit(rest.s[0]) ||
        !daesa_stamp_take(&rest, &t.end_us, &t.odd) || rest.len)
        return false;
    *out = t;
    return true;
}

/* Whether it would be a line with times but for U+2060 in front, once or more. */
static bool hides_timing(struct daesa_str line)
{
    struct timing t;
    while (daesa_str_starts(line, JOINER))
        line = daesa_str_from(line, 3);
    return take_timing(line, &t);
}

/* ---- reading ---- */

/* One line of a text, with "[br]" as breaks and without the writer's U+2060. */
static void add_line(struct daesa_buf *plain, struct daesa_str line)
{
    if (daesa_str_starts(line, JOINER) && hides_timing(line))
        line = daesa_str_from(line, 3);
    while (line.len) {
        size_t at = daesa_str_find_char(line, '[');
        struct daesa_str here = daesa_str_from(line, at);
        size_t n = daesa_str_starts_nocase(here, "[br]")             ? 4
                   : daesa_str_starts_nocase(here, "[" JOINER "br]") ? 4 + 3
                   : here.len                                        ? 1
                                                                     : 0;
        daesa_buf_add(plain, daesa_str_slice(line, 0, at));
        if (n == 4)
            daesa_buf_add_char(plain, '\n');
        else if (n == 7)
            daesa_buf_add_char(plain, '['), n = 4;
        else if (n)
            daesa_buf_add_char(plain, '[');
        line = daesa_str_from(line, at + n);
    }
}

static enum daesa_status add_text(struct daesa_reader *in, struct daesa_cue *cue,
                                  struct daesa_str body)
{
    struct daesa_buf plain = {0}, composed = {0};
    struct daesa_str line, text;
    body = daesa_str_trim(body);
    for (bool first = true; daesa_str_next_line(&body, &line); first = false) {
        if (!first)
            daesa_buf_add_char(&plain, '\n');
        add_line(&plain, line);
    }
    text = daesa_str_trim(daesa_buf_str(&plain));
    if (!daesa_nfc_quick(text)) {
        daesa_nfc_add(&composed, text);
        text = daesa_buf_str(&composed);
    }
    enum daesa_status status = plain.status ? plain.status : composed.status;
    if (!status && !daesa_cue_add_text(in->track, cue, daesa_reader_language(in), text))
        status = DAESA_NO_MEMORY;
    daesa_buf_finish(&plain);
    daesa_buf_finish(&composed);
    return status;
}

static void check_times(struct daesa_reader *in, const struct daesa_cue *cue,
                        const struct timing *t)
{
    if (t->odd)
        daesa_reader_report(in, DAESA_WARNING, "sbv-odd-time", cue->source.place,
                            "a time that is not written as 0:00:00.000");
    daesa_reader_check_order(in, cue, "cue");
}

/* The cue of a line with times, and all up to the next one. */
static enum daesa_status add_cue(struct daesa_rows *rows, const struct timing *t,
                                 const char *begin)
{
    struct daesa_reader *in = rows->in;
    struct daesa_rows ahead = *rows;
    struct daesa_str line, body = {begin, 0};
    struct timing next;
    struct daesa_cue *cue;
    enum daesa_status status = daesa_reader_add(in, rows->line, &cue);
    if (status)
        return status;
    cue->start_us = t->start_us;
    cue->end_us = t->end_us;
    check_times(in, cue, t);
    body.s = rows->rest.s;
    while (daesa_rows_next(&ahead, &line) && !take_timing(line, &next)) {
        if (daesa_str_trim(line).len == 0)
            continue;
        body.len = (size_t)(line.s + line.len - body.s);
        *rows = ahead;
    }
    status = add_text(in, cue, body);
    daesa_rows_own(rows, cue, begin);
    return status;
}

static enum daesa_status read(struct daesa_reader *in)
{
    struct daesa_rows rows = {.in = in};
    struct daesa_str line;
    struct timing t;
    enum daesa_status status = DAESA_OK;
    while (!status && daesa_rows_next(&rows, &line)) {
        if (take_timing(line, &t))
            status = add_cue(&rows, &t, line.s);
        else if (daesa_str_trim(line).len)
            daesa_reader_report(in, DAESA_WARNING, "sbv-before-first",
                                daesa_reader_place(in, rows.line, 0),
                                "text before the first times is left out");
    }
    daesa_rows_end(&rows);
    if (!status && in->track->n_cues == 0 && daesa_str_trim(in->text).len)
        return daesa_fail(in->sink, DAESA_BAD_INPUT, "sbv-no-cue",
                          daesa_reader_place(in, 0, 0),
                          "no line with two times and a comma between them");
    return status;
}

static bool begins_cue(struct daesa_str line)
{
    struct timing t;
    return take_timing(line, &t);
}

static int sniff(struct daesa_str text)
{
    return daesa_rows_sniff(text, begins_cue);
}

/* ---- writing ---- */

static void add_piece(struct daesa_buf *buf, struct daesa_str line)
{
    for (size_t i = 0; i < line.len; i++) {
        daesa_buf_add_char(buf, line.s[i] == '\r' ? ' ' : line.s[i]);
        if (daesa_str_starts_nocase(daesa_str_from(line, i), "[br]"))
            daesa_buf_add_text(buf, JOINER);
    }
}

static void write_line(struct daesa_buf *buf, struct daesa_buf *line)
{
    if (hides_timing(daesa_buf_str(line)))
        daesa_buf_add_text(buf, JOINER);
    daesa_buf_add(buf, daesa_buf_str(line));
    daesa_buf_cut(line, 0);
}

/* Each line on its own; around an empty one "[br]", as a blank line ends the text. */
static enum daesa_status write_text(struct daesa_buf *buf, struct daesa_str text)
{
    struct daesa_str rest = daesa_str_trim(text);
    struct daesa_buf row = {0};
    while (rest.len) {
        size_t end = daesa_str_find_char(rest, '\n');
        struct daesa_str line = daesa_str_trim(daesa_str_slice(rest, 0, end));
        struct daesa_str after = daesa_str_trim(daesa_str_slice(
            rest, end + 1,
            end + 1 + daesa_str_find_char(daesa_str_from(rest, end + 1), '\n')));
        add_piece(&row, line);
        if (end < rest.len && line.len && after.len) {
            write_line(buf, &row);
            daesa_buf_add_char(buf, '\n');
        } else if (end < rest.len) {
            daesa_buf_add_text(&row, "[br]");
        }
        rest = daesa_str_from(rest, end + 1);
    }
    write_line(buf, &row);
    enum daesa_status status = row.status;
    daesa_buf_finish(&row);
    return status;
}

static void write_cue(struct daesa_writer *out, const struct daesa_cue *cue, void *user)
{
    static const struct daesa_stamp_style style = {
        .hour_digits = 1, .point = '.', .digits = 3};
    struct daesa_buf text = {0};
    (void)user;
    daesa_stamp_add(out->out, cue->start_us, &style);
    daesa_buf_add_char(out->out, ',');
    daesa_stamp_add(out->out, cue->end_us, &style);
    daesa_buf_add_char(out->out, '\n');
    daesa_writer_stack(out, cue, &text);
    enum daesa_status status = write_text(out->out, daesa_buf_str(&text));
    if (daesa_str_trim(daesa_buf_str(&text)).len)
        daesa_buf_add_char(out->out, '\n');
    status = text.status ? text.status : status;
    if (status && !out->out->status)
        out->out->status = status;
    daesa_buf_finish(&text);
}

static enum daesa_status write(struct daesa_writer *out)
{
    daesa_writer_cues(out, &(struct daesa_writer_style){.cue = write_cue, .blank = true});
    return DAESA_OK;
}

const struct daesa_format daesa_format_sbv = {
    .name = "sbv",
    .title = "SubViewer of YouTube",
    .extensions = "sbv",
    .prefix = "sbv",
    .holds = DAESA_HOLDS_TIMES | DAESA_HOLDS_BREAKS,
    .unit_us = 1000,
    .sniff = sniff,
    .read = read,
    .write = write,
};
