/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Tables with a line of names on top: CSV after RFC 4180 and TSV. Columns may come
 * in any order and under the names that people give them; a column that nobody
 * knows is kept as a field "csv:<name>". Spreadsheets of many countries write ";"
 * for ",", so the first line decides. */
#include "format/csv_table.h"
#include "format/read.h"
#include "text/normalise.h"
#include "text/script.h"

#include <string.h>

/* Where the reader stands. */
struct scan {
    struct daesa_reader *in;
    struct daesa_csv_table table;
    int32_t line;
    int64_t duration_us;
};

static enum daesa_status compose(struct daesa_track *track, struct daesa_str *text)
{
    struct daesa_buf buf = {0};
    if (daesa_nfc_quick(*text))
        return DAESA_OK;
    daesa_nfc_add(&buf, *text);
    enum daesa_status status = buf.status;
    if (!status && !daesa_arena_copy(&track->arena, daesa_buf_str(&buf), text))
        status = DAESA_NO_MEMORY;
    daesa_buf_finish(&buf);
    return status;
}

static void take_time(struct scan *s, struct daesa_str cell, int64_t *out)
{
    if (cell.len && !daesa_time_parse(cell, s->in->opts->rate, out))
        daesa_reader_report(s->in, DAESA_WARNING, "csv-bad-time",
                            daesa_reader_place(s->in, s->line, 0),
                            "\"%.*s\" is no time; it is left out", DAESA_STR_ARGS(cell));
}

static void take_confidence(struct daesa_str cell, float *out)
{
    int64_t millionths;
    if (cell.len && daesa_time_parse(cell, (struct daesa_rate){0}, &millionths))
        *out = (float)((double)millionths / 1e6);
}

static enum daesa_status keep_other(struct scan *s, struct daesa_cue *cue,
                                    const struct daesa_csv_column *column,
                                    struct daesa_str cell)
{
    struct daesa_buf key = {0};
    if (cell.len == 0)
        return DAESA_OK;
    daesa_buf_add_text(&key, "csv:");
    daesa_csv_add_key(&key, column);
    enum daesa_status status = key.status;
    if (!status)
        status = daesa_field_add(s->in->track, &cue->fields, &cue->n_fields,
                                 daesa_buf_str(&key), cell);
    daesa_buf_finish(&key);
    return status;
}

/* The first translation in a column that names no language tells it by its letters. */
static void name_language(struct scan *s, struct daesa_csv_column *column,
                          struct daesa_str cell)
{
    enum daesa_script script = daesa_script_main(cell, NULL);
    column->language =
        script == DAESA_SCRIPT_LATIN ? daesa_str_of("en") : daesa_script_language(script);
    if (!column->language.len)
        column->language = daesa_str_of("und");
    daesa_reader_report(
        s->in, DAESA_NOTE, "csv-language", daesa_reader_place(s->in, s->line, 0),
        "\"%.*s\" names no language; by its letters it is taken for \"%.*s\"",
        DAESA_STR_ARGS(column->name), DAESA_STR_ARGS(column->language));
}

static enum daesa_status take_text(struct scan *s, struct daesa_cue *cue,
                                   struct daesa_csv_column *column, struct daesa_str cell)
{
    if (column->is_translation && !column->language.len)
        name_language(s, column, cell);
    struct daesa_str language =
        column->language.len ? column->language : daesa_reader_language(s->in);
    return daesa_cue_add_text(s->in->track, cue, language, cell) ? DAESA_OK
                                                                 : DAESA_NO_MEMORY;
}

static enum daesa_status take_cell(struct scan *s, struct daesa_cue *cue,
                                   struct daesa_csv_column *column, struct daesa_str cell)
{
    struct daesa_str trimmed = daesa_str_trim(cell);
    enum daesa_status status = compose(s->in->track, &cell);
    if (status || !trimmed.len) /* a blank cell says nothing */
        return status;
    struct daesa_csv_member member = daesa_csv_member_of(column->role);
    void *at = (char *)cue + member.offset;
    if (member.kind == DAESA_CSV_STRING)
        memcpy(at, &cell, sizeof cell);
    else if (member.kind == DAESA_CSV_TIME)
        take_time(s, trimmed, at);
    else if (column->role == DAESA_CSV_DURATION)
        take_time(s, trimmed, &s->duration_us);
    else if (column->role == DAESA_CSV_CONFIDENCE)
        take_confidence(trimmed, &cue->confidence);
    else if (column->role == DAESA_CSV_TEXT)
        return take_text(s, cue, column, cell);
    else
        return keep_other(s, cue, column, cell);
    return DAESA_OK;
}

static enum daesa_status read_row(struct scan *s, const struct daesa_csv_row *row,
                                  struct daesa_str lead)
{
    struct daesa_cue *cue;
    enum daesa_status status = daesa_reader_add(s->in, s->line, &cue);
    if (status)
        return status;
    s->duration_us = DAESA_TIME_NONE;
    cue->source.lead = lead;
    cue->source.raw = row->raw;
    for (size_t i = 0; i < row->n && !status; i++)
        if (i < s->table.n)
            status = take_cell(s, cue, &s->table.columns[i], row->cells[i]);
    if (row->n > s->table.n || row->too_many)
        daesa_reader_report(s->in, DAESA_WARNING, "csv-many-cells",
                            daesa_reader_place(s->in, s->line, 0),
                            "more cells than columns; the rest is left out");
    if (row->unclosed)
        daesa_reader_report(s->in, DAESA_WARNING, "csv-open-quote",
                            daesa_reader_place(s->in, s->line, 0),
                            "a quote that is never closed");
    if (cue->end_us == DAESA_TIME_NONE && s->duration_us != DAESA_TIME_NONE &&
        cue->start_us != DAESA_TIME_NONE)
        cue->end_us = cue->start_us + s->duration_us;
    cue->source.digest = daesa_cue_digest(cue);
    return status;
}

static bool is_empty(const struct daesa_csv_row *row)
{
    for (size_t i = 0; i < row->n; i++)
        if (daesa_str_trim(row->cells[i]).len)
            return false;
    return true;
}

static int32_t count_lines(struct daesa_str raw)
{
    struct daesa_str line;
    int32_t n = 0;
    while (daesa_str_next_line(&raw, &line))
        n++;
    return n;
}

static enum daesa_status read_rows(struct scan *s, struct daesa_str rest)
{
    struct daesa_track *track = s->in->track;
    struct daesa_csv_row row;
    struct daesa_str lead = {rest.s, 0};
    enum daesa_status status = DAESA_OK;
    bool any;
    while (!status) {
        status = daesa_csv_next(&track->arena, &rest, s->table.separator, &row, &any);
        if (status || !any)
            break;
        if (is_empty(&row)) {
            lead.len += row.raw.len;
        } else {
            status = read_row(s, &row, lead);
            lead = (struct daesa_str){rest.s, 0};
        }
        s->line += count_lines(row.raw);
    }
    track->tail = lead;
    return status;
}

static enum daesa_status read(struct daesa_reader *in)
{
    struct scan s = {.in = in, .line = 1};
    struct daesa_track *track = in->track;
    struct daesa_str rest = daesa_csv_skip_sep(in->text, &s.line);
    struct daesa_csv_row row;
    bool any;
    s.table.separator = daesa_csv_separator(rest, strcmp(in->format->name, "tsv") == 0);
    enum daesa_status status =
        daesa_csv_next(&track->arena, &rest, s.table.separator, &row, &any);
    if (!status)
        status = daesa_csv_name_columns(&s.table, &row);
    if (status)
        return status;
    if (!daesa_csv_has(&s.table, DAESA_CSV_TEXT))
        return daesa_fail(in->sink, DAESA_BAD_INPUT, "csv-no-text",
                          daesa_reader_place(in, s.line, 1),
                          "the first line must name the columns, one of them \"text\" or "
                          "a language such as \"ko\"");
    s.line += count_lines(row.raw);
    track->head = (struct daesa_str){in->text.s, (size_t)(rest.s - in->text.s)};
    return read_rows(&s, rest);
}

/* A first line that names a text and something else. */
static int sniff(struct daesa_str text)
{
    struct daesa_arena scratch = {0};
    struct daesa_csv_table table = {0};
    struct daesa_csv_row row;
    int32_t line = 1;
    text = daesa_csv_skip_sep(text, &line);
    char separator = daesa_csv_separator(text, false);
    bool any = false;
    int score = 0;
    if (!daesa_csv_next(&scratch, &text, separator, &row, &any) && any && row.n > 1) {
        (void)daesa_csv_name_columns(&table, &row); /* what it lacks is a number */
        size_t n_known = 0;
        for (size_t i = 0; i < table.n; i++)
            n_known += table.columns[i].role != DAESA_CSV_OTHER;
        if (daesa_csv_has(&table, DAESA_CSV_TEXT) && n_known > 1 &&
            n_known * 2 >= table.n)
            score = 40;
    }
    daesa_arena_finish(&scratch);
    return score;
}

#define HOLDS                                                         \
    (DAESA_HOLDS_TIMES | DAESA_HOLDS_UNTIMED | DAESA_HOLDS_SPEAKERS | \
     DAESA_HOLDS_LANGUAGES | DAESA_HOLDS_IDS | DAESA_HOLDS_HINTS |    \
     DAESA_HOLDS_SURENESS | DAESA_HOLDS_STYLES | DAESA_HOLDS_BREAKS)

const struct daesa_format daesa_format_csv = {
    .name = "csv",
    .title = "comma-separated values",
    .extensions = "csv",
    .prefix = "csv",
    .holds = HOLDS,
    .unit_us = 1000,
    .sniff = sniff,
    .read = read,
    .write = daesa_csv_write,
};

const struct daesa_format daesa_format_tsv = {
    .name = "tsv",
    .title = "tab-separated values",
    .extensions = "tsv",
    .prefix = "csv",
    .holds = HOLDS,
    .unit_us = 1000,
    .read = read,
    .write = daesa_csv_write,
};
