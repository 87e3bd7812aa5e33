/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* The names on top of the columns of tables: those that we write, and what people who
 * keep transcripts in spreadsheets call them in English and Korean. */
#include "format/csv_table.h"
#include "text/language.h"
#include "text/language_name.h"

/* What people call columns. Of words of three letters some are languages, too, and are
 * named here for that they are not meant. */
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
    {"dialog", DAESA_CSV_TEXT, false},
    {"dialogue", DAESA_CSV_TEXT, false},
    {"dur", DAESA_CSV_DURATION, false},
    {"duration", DAESA_CSV_DURATION, false},
    {"end", DAESA_CSV_END, false},
    {"end time", DAESA_CSV_END, false},
    {"id", DAESA_CSV_ID, false},
    {"in", DAESA_CSV_START, false},
    {"in time", DAESA_CSV_START, false},
    {"in-cue", DAESA_CSV_START, false},
    {"key", DAESA_CSV_ID, false},
    {"line", DAESA_CSV_TEXT, false},
    {"line no", DAESA_CSV_ID, false},
    {"name", DAESA_CSV_SPEAKER, false},
    {"original", DAESA_CSV_TEXT, false},
    {"out", DAESA_CSV_END, false},
    {"out time", DAESA_CSV_END, false},
    {"out-cue", DAESA_CSV_END, false},
    {"pos", DAESA_CSV_OTHER, false},
    {"ref", DAESA_CSV_OTHER, false},
    {"speaker", DAESA_CSV_SPEAKER, false},
    {"start", DAESA_CSV_START, false},
    {"start time", DAESA_CSV_START, false},
    {"stop", DAESA_CSV_END, false},
    {"style", DAESA_CSV_STYLE, false},
    {"subtitle", DAESA_CSV_TEXT, false},
    {"tag", DAESA_CSV_OTHER, false},
    {"tc", DAESA_CSV_START, false},
    {"tc in", DAESA_CSV_START, false},
    {"tc out", DAESA_CSV_END, false},
    {"text", DAESA_CSV_TEXT, false},
    {"timecode", DAESA_CSV_START, false},
    {"transcript", DAESA_CSV_TEXT, false},
    {"translation", DAESA_CSV_TEXT, true},
    {"url", DAESA_CSV_OTHER, false},
    {"who", DAESA_CSV_SPEAKER, false},
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
    {"캐릭터", DAESA_CSV_SPEAKER, false},
    {"출연자", DAESA_CSV_SPEAKER, false},
    {"역할", DAESA_CSV_SPEAKER, false},
    {"인물명", DAESA_CSV_SPEAKER, false},
    {"원문", DAESA_CSV_TEXT, false},
    {"타임코드", DAESA_CSV_START, false},
};

#define N_ROLES (sizeof roles / sizeof *roles)

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
    return n >= 2 && n <= 3 && daesa_language_is_tag(name);
}

static size_t role_of(struct daesa_str name)
{
    size_t i = 0;
    while (i < N_ROLES && !daesa_str_is_nocase(name, roles[i].name))
        i++;
    return i;
}

static bool is_capital(struct daesa_str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (word.s[i] < 'A' || word.s[i] > 'Z')
            return false;
    return word.len > 0;
}

/* Of a name that is nothing but a language: "Korean", "pt-BR"; in capitals, "EN" and
 * "KR", it may be that of a country. */
static struct daesa_str language_of(struct daesa_str name)
{
    const char *tag = daesa_language_of_name(name);
    if (!tag && is_capital(name))
        tag = daesa_language_in_capitals(name);
    if (tag)
        return daesa_str_of(tag);
    return daesa_csv_is_language(name) ? name : (struct daesa_str){0};
}

static bool is_break(char c)
{
    return c == ' ' || c == '_' || c == '-' || c == '/' || c == '(' || c == ')' ||
           c == '[' || c == ']';
}

/* The next word of `rest`, which it is taken from. A language's name in Hangul ends a
 * word, too, as in "한국어대사". */
static struct daesa_str take_word(struct daesa_str *rest)
{
    size_t start = 0, end;
    while (start < rest->len && is_break(rest->s[start]))
        start++;
    for (end = start; end < rest->len && !is_break(rest->s[end]); end++)
        if (end > start && (rest->s[end] & 0xc0) == 0xc0 &&
            daesa_language_of_name(daesa_str_slice(*rest, start, end)))
            break;
    struct daesa_str word = daesa_str_slice(*rest, start, end);
    *rest = daesa_str_from(*rest, end);
    return word;
}

/* Of a name that says which text in which language: "Korean line", "Dialogue (KR)",
 * "line_en", "영어 번역". */
static struct daesa_str language_among(struct daesa_str name)
{
    struct daesa_str found = {0}, none = {0}, word;
    while ((word = take_word(&name)).len) {
        size_t role = role_of(word);
        const char *meant = daesa_language_meant(word);
        if (role < N_ROLES && roles[role].role == DAESA_CSV_TEXT)
            continue;
        if (role < N_ROLES || found.len || daesa_str_is_nocase(word, "no"))
            return none;
        found = meant ? daesa_str_of(meant) : language_of(word);
        if (!found.len)
            return none;
    }
    return found;
}

/* "text (se)", as we write what would else be taken for something else. */
static struct daesa_str language_in_brackets(struct daesa_str name)
{
    if (daesa_str_starts_nocase(name, "text") && name.len > 5)
        name = daesa_str_trim(daesa_str_from(name, 5));
    if (daesa_str_starts(name, "("))
        name = daesa_str_from(name, 1);
    if (daesa_str_ends(name, ")"))
        name.len--;
    return language_of(name);
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
    size_t role = role_of(c.name);
    if (role < N_ROLES) {
        c.role = roles[role].role;
        c.is_translation = roles[role].is_translation;
        return c;
    }
    c.language = language_in_brackets(c.name);
    if (!c.language.len)
        c.language = language_among(c.name);
    if (c.language.len)
        c.role = DAESA_CSV_TEXT;
    return c;
}
