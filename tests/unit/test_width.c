/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "text/width.h"

#include "check.h"

static void graphemes_are_counted_and_halves(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        size_t characters, halves;
    } rows[] = {
        {"", 0, 0},
        {"abc", 3, 3},
        {"한국어", 3, 6},
        {"네, OK!", 6, 7},
        {"e\u0301", 1, 1},              /* a combining accent */
        {"\u1112\u1161\u11AB", 1, 2},   /* decomposed Hangul */
        {"가\u11A8\u0301가a", 3, 5},    /* what is added to a syllable */
        {"a\u200Bb\u200E\uFEFF", 2, 2}, /* zero width and bidi controls */
        {"a\nb", 2, 2},                 /* line breaks show nothing */
        {"\U0001F468\u200D\U0001F469\u200D\U0001F467", 1, 2}, /* a family */
        {"\u3000…", 2, 3},
        {"漢字かな", 4, 8},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_str in = daesa_str_of(rows[i].in);
        check_row(daesa_width_halves(in, DAESA_WIDTH_GRAPHEMES) == 2 * rows[i].characters,
                  rows[i].in);
        check_row(daesa_width_halves(in, DAESA_WIDTH_HALVES) == rows[i].halves,
                  rows[i].in);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(graphemes_are_counted_and_halves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
