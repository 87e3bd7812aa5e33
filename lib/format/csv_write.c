/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/csv_table.h"
#include "format/stamp.h"

#include <string.h>

static void add_column(struct daesa_csv_table *table, enum daesa_csv_role role,
                       struct daesa_str name, struct daesa_str language)
{
    for (size_t i = 0; i < table->n; i++)
        if (daesa_str_equal(table->columns[i].name, name))
            return;
    if (table->n < DAESA_CSV_MAX_CELLS)
        table->columns[table->n++] =
            (struct daesa_csv_column){.role = role, .name = name, .language = language};
}

/* Whether the cue has something for a column of that role, texts and fields apart. */
static bool has_value(const struct daesa_cue *cue, enum daesa_csv_role role)
{
    struct daesa_csv_member member = daesa_csv_member_of(role);
    const void *at = (const char *)cue + member.offset;
    const struct daesa_str *string = at;
    const int64_t *us = at;
    return member.kind == DAESA_CSV_STRING ? string->len > 0
           : member.kind == DAESA_CSV_TIME
               ? *us != DAESA_TIME_NONE
               : role == DAESA_CSV_CONFIDENCE && cue->confidence >= 0;
}

/* Whether a column may be called by the language of a text. */
static bool is_keyed(struct daesa_str tag)
{
    return daesa_csv_is_language(tag) &&
           daesa_csv_column_named(tag).role == DAESA_CSV_TEXT;
}

static void add_text_columns(struct daesa_writer *out, struct daesa_csv_table *table,
                             const struct daesa_cue *cue)
{
    const struct daesa_text *texts[DAESA_WRITER_MAX_TEXTS];
    size_t n = daesa_writer_texts(out, cue, texts, DAESA_WRITER_MAX_TEXTS);
    for (size_t i = 0; i < n; i++) {
        struct daesa_str tag = texts[i]->language, none = {0};
        bool keyed = is_keyed(tag);
        add_column(table, DAESA_CSV_TEXT, keyed ? tag : daesa_str_of("text"),
                   keyed ? tag : none);
    }
}

static void add_field_columns(struct daesa_csv_table *table, const struct daesa_cue *cue)
{
    struct daesa_str none = {0};
    for (size_t i = 0; i < cue->n_fields; i++)
        if (daesa_str_starts(cue->fields[i].key, "csv:"))
            add_column(table, DAESA_CSV_OTHER, daesa_str_from(cue->fields[i].key, 4),
                       none);
}

/* The columns of that role that the cue needs. */
static void add_cue_columns(struct daesa_writer *out, struct daesa_csv_table *table,
                            const struct daesa_cue *cue, enum daesa_csv_role role)
{
    struct daesa_str none = {0};
    if (role == DAESA_CSV_TEXT)
        add_text_columns(out, table, cue);
    else if (role == DAESA_CSV_OTHER)
        add_field_columns(table, cue);
    else if (has_value(cue, role))
        add_column(table, role, daesa_str_of(daesa_csv_member_of(role).name), none);
}

static void make_columns(struct daesa_writer *out, struct daesa_csv_table *table)
{
    static const enum daesa_csv_role order[] = {
        DAESA_CSV_ID,     DAESA_CSV_START,      DAESA_CSV_END,     DAESA_CSV_AFTER,
        DAESA_CSV_BEFORE, DAESA_CSV_AT,         DAESA_CSV_SPEAKER, DAESA_CSV_TEXT,
        DAESA_CSV_STYLE,  DAESA_CSV_CONFIDENCE, DAESA_CSV_OTHER};
    for (size_t k = 0; k < sizeof order / sizeof *order; k++) {
        for (size_t i = 0; i < out->track->n_cues; i++)
            add_cue_columns(out, table, &out->track->cues[i], order[k]);
        if (order[k] == DAESA_CSV_TEXT && !daesa_csv_has(table, DAESA_CSV_TEXT))
            add_column(table, DAESA_CSV_TEXT, daesa_str_of("text"),
                       (struct daesa_str){0});
    }
}

static void add_time(struct daesa_buf *buf, int64_t us)
{
    static const struct daesa_stamp_style style = {
        .hour_digits = 1, .point = '.', .digits = 3};
    if (us == DAESA_TIME_NONE)
        return;
    if (us < 0)
        daesa_buf_add_char(buf, '-');
    daesa_stamp_add(buf, us < 0 ? -us : us, &style);
}

/* The text of a column: by its language; one without takes the first that has no
 * column of its own. */
static void add_text(struct daesa_writer *out, struct daesa_buf *cell,
                     const struct daesa_cue *cue, const struct daesa_csv_column *column)
{
    const struct daesa_text *texts[DAESA_WRITER_MAX_TEXTS];
    size_t n = daesa_writer_texts(out, cue, texts, DAESA_WRITER_MAX_TEXTS);
    for (size_t i = 0; i < n; i++) {
        struct daesa_str tag = texts[i]->language;
        if (column->language.len ? !daesa_str_equal(tag, column->language)
                                 : !out->same && is_keyed(tag))
            continue;
        if (cell->len)
            daesa_buf_add_char(cell, '\n');
        daesa_buf_add(cell, texts[i]->plain);
        if (column->language.len)
            break;
    }
}

static void add_field(struct daesa_buf *cell, const struct daesa_cue *cue,
                      const struct daesa_csv_column *column)
{
    struct daesa_buf key = {0};
    daesa_buf_add_text(&key, "csv:");
    daesa_csv_add_key(&key, column);
    for (size_t i = 0; i < cue->n_fields; i++)
        if (daesa_str_equal(cue->fields[i].key, daesa_buf_str(&key)))
            daesa_buf_add(cell, cue->fields[i].value);
    if (key.status)
        cell->status = key.status;
    daesa_buf_finish(&key);
}

static void add_cell(struct daesa_writer *out, struct daesa_buf *cell,
                     const struct daesa_cue *cue, const struct daesa_csv_column *column)
{
    struct daesa_csv_member member = daesa_csv_member_of(column->role);
    const void *at = (const char *)cue + member.offset;
    if (member.kind == DAESA_CSV_STRING)
        daesa_buf_add(cell, *(const struct daesa_str *)at);
    else if (member.kind == DAESA_CSV_TIME)
        add_time(cell, *(const int64_t *)at);
    else if (column->role == DAESA_CSV_DURATION && daesa_cue_timed(cue))
        add_time(cell, cue->end_us - cue->start_us);
    else if (column->role == DAESA_CSV_CONFIDENCE && cue->confidence >= 0)
        daesa_stamp_add_seconds(cell, (int64_t)((double)cue->confidence * 1e6 + 0.5));
    else if (column->role == DAESA_CSV_TEXT)
        add_text(out, cell, cue, column);
    else if (column->role == DAESA_CSV_OTHER)
        add_field(cell, cue, column);
}

static void write_cue(struct daesa_writer *out, const struct daesa_cue *cue, void *user)
{
    const struct daesa_csv_table *table = user;
    struct daesa_buf cell = {0};
    size_t begin = out->out->len;
    bool any = false;
    for (size_t i = 0; i < table->n; i++) {
        daesa_buf_cut(&cell, 0);
        add_cell(out, &cell, cue, &table->columns[i]);
        any = any || daesa_str_trim(daesa_buf_str(&cell)).len;
        if (i)
            daesa_buf_add_char(out->out, table->separator);
        daesa_csv_add(out->out, daesa_buf_str(&cell), table->separator);
    }
    daesa_buf_add_char(out->out, '\n');
    if (cell.status && !out->out->status)
        out->out->status = cell.status;
    daesa_buf_finish(&cell);
    if (any)
        return;
    daesa_buf_cut(out->out, begin);
    daesa_writer_report(out, DAESA_NOTE, "csv-empty", cue,
                        "a cue with nothing in it makes no row");
}

/* The columns of the source again, from its head. */
static enum daesa_status read_columns(struct daesa_writer *out,
                                      struct daesa_csv_table *table,
                                      struct daesa_arena *scratch)
{
    int32_t line = 1;
    struct daesa_str rest = daesa_csv_skip_sep(out->track->head, &line);
    struct daesa_csv_row row;
    bool any;
    table->separator = daesa_csv_separator(rest, strcmp(out->format->name, "tsv") == 0);
    enum daesa_status status =
        daesa_csv_next(scratch, &rest, table->separator, &row, &any);
    if (!status)
        status = daesa_csv_name_columns(table, &row);
    return status;
}

static void write_names(struct daesa_writer *out, void *user)
{
    const struct daesa_csv_table *table = user;
    for (size_t i = 0; i < table->n; i++) {
        if (i)
            daesa_buf_add_char(out->out, table->separator);
        daesa_csv_add(out->out, table->columns[i].name, table->separator);
    }
    daesa_buf_add_char(out->out, '\n');
}

enum daesa_status daesa_csv_write(struct daesa_writer *out)
{
    struct daesa_arena scratch = {0};
    struct daesa_csv_table table = {
        .separator = strcmp(out->format->name, "tsv") == 0 ? '\t' : ','};
    enum daesa_status status = DAESA_OK;
    if (out->same)
        status = read_columns(out, &table, &scratch);
    else
        make_columns(out, &table);
    if (!status)
        daesa_writer_cues(out, &(struct daesa_writer_style){.head = write_names,
                                                            .cue = write_cue,
                                                            .user = &table});
    daesa_arena_finish(&scratch);
    return status;
}
