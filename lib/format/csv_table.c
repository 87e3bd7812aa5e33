/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/csv_table.h"

#include "text/language_name.h"

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

static const struct {
    const char *name;
    enum daesa_csv_role role;
    bool is_translation;
} roles[] = {
    {"#", DAESA_CSV_ID, false},
    {"actor", DAESA_CSV_SPEAKER, false},
    {"after", DAESA_CSV_AFTER, false},
    {"at", DAESA_CSV_AT, false},
    {"before", DAESA_CSV_BEFORE, false},
    {"begin", DAESA_CSV_START, false},
    {"caption", DAESA_CSV_TEXT, false},
    {"character", DAESA_CSV_SPEAKER, false},
    {"confidence", DAESA_CSV_CONFIDENCE, false},
    {"dialogue", DAESA_CSV_TEXT, false},
    {"duration", DAESA_CSV_DURATION, false},
    {"end", DAESA_CSV_END, false},
    {"end time", DAESA_CSV_END, false},
    {"id", DAESA_CSV_ID, false},
    {"in", DAESA_CSV_START, false},
    {"in time", DAESA_CSV_START, false},
    {"in-cue", DAESA_CSV_START, false},
    {"line", DAESA_CSV_TEXT, false},
    {"name", DAESA_CSV_SPEAKER, false},
    {"out", DAESA_CSV_END, false},
    {"out time", DAESA_CSV_END, false},
    {"out-cue", DAESA_CSV_END, false},
    {"speaker", DAESA_CSV_SPEAKER, false},
    {"start", DAESA_CSV_START, false},
    {"start time", DAESA_CSV_START, false},
    {"stop", DAESA_CSV_END, false},
    {"style", DAESA_CSV_STYLE, false},
    {"subtitle", DAESA_CSV_TEXT, false},
    {"tc in", DAESA_CSV_START, false},
    {"tc out", DAESA_CSV_END, false},
    {"text", DAESA_CSV_TEXT, false},
    {"transcript", DAESA_CSV_TEXT, false},
    {"translation", DAESA_CSV_TEXT, true},
    {"길이", DAESA_CSV_DURATION, false},
    {"끝", DAESA_CSV_END, false},
    {"끝 시간", DAESA_CSV_END, false},
    {"내용", DAESA_CSV_TEXT, false},
    {"번역", DAESA_CSV_TEXT, true},
    {"번역문", DAESA_CSV_TEXT, true},
    {"번호", DAESA_CSV_ID, false},
    {"대사", DAESA_CSV_TEXT, false},
    {"등장인물", DAESA_CSV_SPEAKER, false},
    {"말하는 사람", DAESA_CSV_SPEAKER, false},
    {"발화자", DAESA_CSV_SPEAKER, false},
    {"배역", DAESA_CSV_SPEAKER, false},
    {"배우", DAESA_CSV_SPEAKER, false},
    {"시작", DAESA_CSV_START, false},
    {"시작 시간", DAESA_CSV_START, false},
    {"시작시간", DAESA_CSV_START, false},
    {"이름", DAESA_CSV_SPEAKER, false},
    {"인물", DAESA_CSV_SPEAKER, false},
    {"자막", DAESA_CSV_TEXT, false},
    {"종료", DAESA_CSV_END, false},
    {"종료 시간", DAESA_CSV_END, false},
    {"종료시간", DAESA_CSV_END, false},
    {"화자", DAESA_CSV_SPEAKER, false},
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "ko", "pt-BR": two or three letters and more behind "-". */
bool daesa_csv_is_language(struct daesa_str name)
{
    size_t n = 0;
    while (n < name.len && is_letter(name.s[n]))
        n++;
    if (n < 2 || n > 3)
        return false;
    for (size_t i = n; i < name.len; i++)
        if (!is_letter(name.s[i]) && !daesa_is_digit(name.s[i]) && name.s[i] != '-')
            return false;
    return n == name.len || name.s[n] == '-';
}

struct daesa_csv_column daesa_csv_column_named(struct daesa_str name)
{
    struct daesa_csv_column c = {.name = daesa_str_trim(name)};
    /* In small letters this is Norwegian. */
    if (daesa_str_is(c.name, "No") || daesa_str_is(c.name, "NO") ||
        daesa_str_is_nocase(c.name, "no.")) {
        c.role = DAESA_CSV_ID;
        return c;
    }
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (daesa_str_is_nocase(c.name, roles[i].name)) {
            c.role = roles[i].role;
            c.is_translation = roles[i].is_translation;
            return c;
        }
    struct daesa_str tag = c.name;
    if (daesa_str_starts_nocase(tag, "text") && tag.len > 5)
        tag = daesa_str_trim(daesa_str_from(tag, 5));
    if (daesa_str_starts(tag, "("))
        tag = daesa_str_from(tag, 1);
    if (daesa_str_ends(tag, ")"))
        tag.len--;
    const char *named = daesa_language_of_name(tag);
    if (named || daesa_csv_is_language(tag)) {
        c.role = DAESA_CSV_TEXT;
        c.language = named ? daesa_str_of(named) : tag;
    }
    return c;
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
