/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* A cue's text is counted as the houses count it. */
#include "text/count.h"

#include "check.h"

static void characters_lines_and_words_are_counted(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        enum daesa_width_rule rule;
        struct daesa_count want;
    } rows[] = {
        {"", DAESA_WIDTH_GRAPHEMES, {0, 0, 0, 0}},
        {"Go!", DAESA_WIDTH_GRAPHEMES, {6, 6, 1, 1}},
        {"It's not\nlike that.", DAESA_WIDTH_GRAPHEMES, {36, 20, 2, 4}},
        {"- 네.\n- OK!", DAESA_WIDTH_HALVES, {10, 5, 2, 2}},
        {"나 울 거예요", DAESA_WIDTH_HALVES, {12, 12, 1, 3}},
        {"a\u200B\u200Eb", DAESA_WIDTH_HALVES, {2, 2, 1, 1}},
        {"\n\n", DAESA_WIDTH_GRAPHEMES, {0, 0, 2, 0}},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_count got = daesa_count(daesa_str_of(rows[i].in), rows[i].rule);
        check_row(got.n_halves == rows[i].want.n_halves, rows[i].in);
        check_row(got.longest_halves == rows[i].want.longest_halves, rows[i].in);
        check_row(got.n_lines == rows[i].want.n_lines, rows[i].in);
        check_row(got.n_words == rows[i].want.n_words, rows[i].in);
    }
}

static void speeds_need_a_duration(void **state)
{
    (void)state;
    struct daesa_count count = {.n_halves = 40, .n_words = 6};
    assert_true(daesa_count_cps(&count, 2000000) == 10.0);
    assert_true(daesa_count_wpm(&count, 2000000) == 180.0);
    assert_true(daesa_count_cps(&count, 0) == 0.0);
    assert_true(daesa_count_wpm(&count, DAESA_TIME_NONE) == 0.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_lines_and_words_are_counted),
        cmocka_unit_test(speeds_need_a_duration),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
