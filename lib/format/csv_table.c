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
} roles[] = {
    {"#", DAESA_CSV_ID},
    {"actor", DAESA_CSV_SPEAKER},
    {"after", DAESA_CSV_AFTER},
    {"at", DAESA_CSV_AT},
    {"before", DAESA_CSV_BEFORE},
    {"begin", DAESA_CSV_START},
    {"caption", DAESA_CSV_TEXT},
    {"character", DAESA_CSV_SPEAKER},
    {"confidence", DAESA_CSV_CONFIDENCE},
    {"dialogue", DAESA_CSV_TEXT},
    {"duration", DAESA_CSV_DURATION},
    {"end", DAESA_CSV_END},
    {"end time", DAESA_CSV_END},
    {"id", DAESA_CSV_ID},
    {"in", DAESA_CSV_START},
    {"in time", DAESA_CSV_START},
    {"in-cue", DAESA_CSV_START},
    {"line", DAESA_CSV_TEXT},
    {"name", DAESA_CSV_SPEAKER},
    {"out", DAESA_CSV_END},
    {"out time", DAESA_CSV_END},
    {"out-cue", DAESA_CSV_END},
    {"speaker", DAESA_CSV_SPEAKER},
    {"start", DAESA_CSV_START},
    {"start time", DAESA_CSV_START},
    {"stop", DAESA_CSV_END},
    {"style", DAESA_CSV_STYLE},
    {"subtitle", DAESA_CSV_TEXT},
    {"tc in", DAESA_CSV_START},
    {"tc out", DAESA_CSV_END},
    {"text", DAESA_CSV_TEXT},
    {"transcript", DAESA_CSV_TEXT},
    {"길이", DAESA_CSV_DURATION},
    {"끝", DAESA_CSV_END},
    {"끝 시간", DAESA_CSV_END},
    {"내용", DAESA_CSV_TEXT},
    {"번호", DAESA_CSV_ID},
    {"대사", DAESA_CSV_TEXT},
    {"등장인물", DAESA_CSV_SPEAKER},
    {"말하는 사람", DAESA_CSV_SPEAKER},
    {"발화자", DAESA_CSV_SPEAKER},
    {"배역", DAESA_CSV_SPEAKER},
    {"배우", DAESA_CSV_SPEAKER},
    {"시작", DAESA_CSV_START},
    {"시작 시간", DAESA_CSV_START},
    {"시작시간", DAESA_CSV_START},
    {"이름", DAESA_CSV_SPEAKER},
    {"인물", DAESA_CSV_SPEAKER},
    {"자막", DAESA_CSV_TEXT},
    {"종료", DAESA_CSV_END},
    {"종료 시간", DAESA_CSV_END},
    {"종료시간", DAESA_CSV_END},
    {"화자", DAESA_CSV_SPEAKER},
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
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (daesa_str_is_nocase(c.name, roles[i].name)) {
            c.role = roles[i].role;
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

void daesa_csv_name_columns(struct daesa_csv_table *table,
                            const struct daesa_csv_row *row)
{
    table->n = row->n;
    for (size_t i = 0; i < row->n; i++)
        table->columns[i] = daesa_csv_column_named(row->cells[i]);
}

bool daesa_csv_has(const struct daesa_csv_table *table, enum daesa_csv_role role)
{
    for (size_t i = 0; i < table->n; i++)
        if (table->columns[i].role == role)
            return true;
    return false;
}
