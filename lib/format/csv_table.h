/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_CSV_TABLE_H
#define DAESA_FORMAT_CSV_TABLE_H

#include "format/csv_row.h"
#include "format/write.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What the columns of a table are, by the names on top. */

enum daesa_csv_role {
    DAESA_CSV_OTHER, /* kept under its name */
    DAESA_CSV_ID,
    DAESA_CSV_START,
    DAESA_CSV_END,
    DAESA_CSV_DURATION,
    DAESA_CSV_SPEAKER,
    DAESA_CSV_TEXT,
    DAESA_CSV_AT,
    DAESA_CSV_AFTER,
    DAESA_CSV_BEFORE,
    DAESA_CSV_CONFIDENCE,
    DAESA_CSV_STYLE,
};

struct daesa_csv_column {
    enum daesa_csv_role role;
    struct daesa_str name;     /* as written */
    struct daesa_str language; /* of a text */
    bool is_translation;       /* a text, of which that alone is known */
    size_t nth;                /* of those that are kept under one name; 0: the first */
};

struct daesa_csv_table {
    struct daesa_csv_column columns[DAESA_CSV_MAX_CELLS];
    size_t n;
    char separator;
};

/* How a cue holds what such a column says. */
enum daesa_csv_kind {
    DAESA_CSV_APART = 0, /* in a way of its own */
    DAESA_CSV_STRING,    /* as a struct daesa_str */
    DAESA_CSV_TIME,      /* as an int64_t, us */
};

struct daesa_csv_member {
    enum daesa_csv_kind kind;
    size_t offset;    /* in struct daesa_cue; of what is held apart: 0 */
    const char *name; /* that such a column is given; NULL: it bears its own */
};

struct daesa_csv_member daesa_csv_member_of(enum daesa_csv_role role);

/* Whether a column called that is a text in that language: "ko", "pt-BR". */
bool daesa_csv_is_language(struct daesa_str name);
struct daesa_csv_column daesa_csv_column_named(struct daesa_str name);
/* DAESA_NO_MEMORY. */
enum daesa_status daesa_csv_name_columns(struct daesa_csv_table *table,
                                         const struct daesa_csv_row *row);
/* Appends the name that the cells of a column are kept under: its own, with a number
 * where another before it has that, " (2)". */
void daesa_csv_add_key(struct daesa_buf *buf, const struct daesa_csv_column *column);
bool daesa_csv_has(const struct daesa_csv_table *table, enum daesa_csv_role role);

/* Of ",", ";" and tab the one that stands most often in the first record, outside
 * of quotes; where there is none, a tab if `tabs`, else a comma. */
char daesa_csv_separator(struct daesa_str text, bool tabs);
/* The text behind the "sep=;" line that Excel writes, if there is one; counts it. */
struct daesa_str daesa_csv_skip_sep(struct daesa_str text, int32_t *line);

/* The writer of CSV and TSV, in csv_write.c. */
enum daesa_status daesa_csv_write(struct daesa_writer *out);

#ifdef __cplusplus
}
#endif
#endif
