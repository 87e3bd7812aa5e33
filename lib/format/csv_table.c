/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/csv_table.h"

#include <string.h>

struct daesa_csv_member daesa_csv_member_of(enum daesa_csv_role role)
{
#define MEMBER(name) offsetof(struct daesa_cue, name)
    static const struct daesa_csv_member members[] = {
        [DAESA_CSV_OTHER] = {DAESA_CSV_APART, 0, NULL},
        [DAESA_CSV_ID] = {DAESA_CSV_STRING, MEMBER(id), "id"},
        [DAESA_CSV_START] = {DAESA_CSV_TIME, MEMBER(start_us), "start"},
        [DAESA_CSV_END] = {DAESA_CSV_TIME, MEMBER(end_us), "end"},
        [DAESA_CSV_DURATION] = {DAESA_CSV_APART, 0, "duration"},
        [DAESA_CSV_SPEAKER] = {DAESA_CSV_STRING, MEMBER(speaker), "speaker"},
        [DAESA_CSV_TEXT] = {DAESA_CSV_APART, 0, "text"},
        [DAESA_CSV_AT] = {DAESA_CSV_TIME, MEMBER(at_us), "at"},
        [DAESA_CSV_AFTER] = {DAESA_CSV_TIME, MEMBER(after_us), "after"},
        [DAESA_CSV_BEFORE] = {DAESA_CSV_TIME, MEMBER(before_us), "before"},
        [DAESA_CSV_CONFIDENCE] = {DAESA_CSV_APART, 0, "confidence"},
        [DAESA_CSV_STYLE] = {DAESA_CSV_STRING, MEMBER(style), "style"},
    };
#undef MEMBER
    return members[role];
}

/* Of ",", ";" and tab the one that stands most often in the first record, outside
 * of quotes. */
char daesa_csv_separator(struct daesa_str text, bool tabs)
{
    static const char list[] = ",;\t";
    size_t n[] = {0, 0, 0}, best = tabs ? 2 : 0;
    bool quoted = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.s[i];
        const char *hit = strchr(list, c);
        if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == '\n' || c == '\r'))
            break;
        else if (!quoted && c && hit)
            n[hit - list]++;
    }
    for (size_t i = 0; i < 3; i++)
        if (n[i] > n[best])
            best = i;
    return list[best];
}

/* Past the "sep=;" line that Excel writes. */
struct daesa_str daesa_csv_skip_sep(struct daesa_str text, int32_t *line)
{
    struct daesa_str first, rest = text;
    if (!daesa_str_starts(text, "sep=") || !daesa_str_next_line(&rest, &first))
        return text;
    ++*line;
    return rest;
}

/* Of several columns that say one thing that has the name which we give it ourselves
 * does, else the first; the others are kept. Texts may be many. */
static void keep_second(struct daesa_csv_table *table, size_t i)
{
    struct daesa_csv_column *c = &table->columns[i];
    const char *own = daesa_csv_member_of(c->role).name;
    bool is_own = own && daesa_str_is_nocase(c->name, own);
    for (size_t j = 0; j < i; j++) {
        struct daesa_csv_column *other = &table->columns[j];
        if (other->role != c->role || c->role == DAESA_CSV_TEXT ||
            c->role == DAESA_CSV_OTHER)
            continue;
        bool is_less = is_own && !daesa_str_is_nocase(other->name, own);
        struct daesa_csv_column *second = is_less ? other : c;
        second->role = DAESA_CSV_OTHER;
        second->nth = 1; /* for by its name it would be taken for the first again */
    }
}

/* Whether one of the first `n` columns is kept under the key; running out of memory shows
 * in `key`. */
static bool has_key(const struct daesa_csv_table *table, size_t n, struct daesa_buf *key)
{
    struct daesa_buf own = {0};
    bool found = false;
    for (size_t i = 0; i < n && !found; i++) {
        if (table->columns[i].role != DAESA_CSV_OTHER)
            continue;
        daesa_buf_cut(&own, 0);
        daesa_csv_add_key(&own, &table->columns[i]);
        found = daesa_str_equal(daesa_buf_str(&own), daesa_buf_str(key));
    }
    if (own.status)
        key->status = own.status;
    daesa_buf_finish(&own);
    return found;
}

static enum daesa_status number(struct daesa_csv_table *table, size_t i)
{
    struct daesa_csv_column *c = &table->columns[i];
    struct daesa_buf key = {0};
    bool is_taken = c->role == DAESA_CSV_OTHER;
    while (is_taken) {
        daesa_buf_cut(&key, 0);
        daesa_csv_add_key(&key, c);
        is_taken = has_key(table, i, &key) && !key.status;
        c->nth += is_taken;
    }
    enum daesa_status status = key.status;
    daesa_buf_finish(&key);
    return status;
}

enum daesa_status daesa_csv_name_columns(struct daesa_csv_table *table,
                                         const struct daesa_csv_row *row)
{
    enum daesa_status status = DAESA_OK;
    table->n = row->n;
    for (size_t i = 0; i < row->n; i++) {
        table->columns[i] = daesa_csv_column_named(row->cells[i]);
        keep_second(table, i);
    }
    for (size_t i = 0; i < row->n && !status; i++)
        status = number(table, i);
    return status;
}

void daesa_csv_add_key(struct daesa_buf *buf, const struct daesa_csv_column *column)
{
    daesa_buf_add(buf, column->name);
    if (column->nth)
        daesa_buf_printf(buf, "%s(%zu)", column->name.len ? " " : "", column->nth + 1);
}

bool daesa_csv_has(const struct daesa_csv_table *table, enum daesa_csv_role role)
{
    for (size_t i = 0; i < table->n; i++)
        if (table->columns[i].role == role)
            return true;
    return false;
}
