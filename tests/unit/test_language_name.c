/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "text/language_name.h"

#include "text/language.h"

#include "check.h"

struct row {
    const char *in, *want;
};

static void check_names(const char *(*call)(struct daesa_str name),
                        const struct row *rows, size_t n)
{
    assert_null(call((struct daesa_str){0}));
    for (size_t i = 0; i < n; i++) {
        const char *got = call(daesa_str_of(rows[i].in));
        check_row(rows[i].want ? got && strcmp(got, rows[i].want) == 0 : !got,
                  rows[i].in);
    }
}

static void names_are_languages(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"", NULL},         {"ko", NULL},     {"name", NULL},   {"korean", "ko"},
        {"Korean", "ko"},   {"YORUBA", "yo"}, {"한국어", "ko"}, {"영어", "en"},
        {"Français", "fr"}, {"korea", NULL},
    };
    check_names(daesa_language_of_name, rows, COUNT(rows));
}

static void countries_are_meant_as_languages(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"", NULL},       {"jp", "ja"}, {"JP", "ja"}, {"ua", "uk"},
        {"Korean", "ko"}, {"kr", "ko"}, {"ko", NULL}, {"zz", NULL},
    };
    check_names(daesa_language_meant, rows, COUNT(rows));
}

static void tags_are_of_languages_that_there_are(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        bool want;
    } rows[] = {
        {"", false},           {"ko", true},
        {"KO", true},          {"kor", true},
        {"xyz", true},         {"iw", true},
        {"piqd", true},        {"jp", false},
        {"k", false},          {"Korean", false},
        {"pt-BR", true},       {"pt_BR", false},
        {"zh-Hant-TW", true},  {"es-419", true},
        {"ko-", false},        {"-ko", false},
        {"ko--KR", false},     {"x-klingon", true},
        {"x", false},          {"a-ko", false},
        {"ko-abcdefgh", true}, {"ko-abcdefghi", false},
        {"k1", false},         {"ko KR", false},
        {"한국", false},
    };
    assert_false(daesa_language_is_tag((struct daesa_str){0}));
    for (size_t i = 0; i < COUNT(rows); i++)
        check_row(daesa_language_is_tag(daesa_str_of(rows[i].in)) == rows[i].want,
                  rows[i].in);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_languages),
        cmocka_unit_test(countries_are_meant_as_languages),
        cmocka_unit_test(tags_are_of_languages_that_there_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
