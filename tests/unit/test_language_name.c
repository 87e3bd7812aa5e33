/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "text/language_name.h"

#include "check.h"

static void names_are_languages(void **state)
{
    (void)state;
    static const struct {
        const char *in, *want;
    } rows[] = {
        {"", NULL},         {"ko", NULL},     {"name", NULL},   {"korean", "ko"},
        {"Korean", "ko"},   {"YORUBA", "yo"}, {"한국어", "ko"}, {"영어", "en"},
        {"Français", "fr"}, {"korea", NULL},
    };
    assert_null(daesa_language_of_name((struct daesa_str){0}));
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *got = daesa_language_of_name(daesa_str_of(rows[i].in));
        check_row(rows[i].want ? got && strcmp(got, rows[i].want) == 0 : !got,
                  rows[i].in);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
