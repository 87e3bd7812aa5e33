/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "../../tools/batch_told.h"

#include "../unit/check.h"

static void rows_of_a_table(void **state)
{
    const struct {
        struct batch_told in;
        const char *whole, *bad; /* NULL: no row */
    } cases[] = {
        {{0}, "left             -         -      -      0  a\x1b", NULL},
        {{.end = BATCH_DONE, .n_attempts = 1, .took_s = 2, .sound_s = 61},
         "done         2.0 s    61.0 s    30x      1  a\x1b",
         NULL},
        {{.end = BATCH_SHORT, .n_attempts = 1, .took_s = 2},
         "short        2.0 s         -      -      1  a\x1b: not all is well with its "
         "outputs",
         "short        2.0 s         -      -      1  a\x1b: not all is well with its "
         "outputs"},
        {{.end = BATCH_FAILED, .n_attempts = 2, .took_s = 1, .why = {"why", 3}},
         "failed       1.0 s         -      -      2  a\x1b: why",
         "failed       1.0 s         -      -      2  a\x1b: why"},
        {{.end = BATCH_SKIPPED},
         "skipped          -         -      -      0  a\x1b",
         NULL},
        {{.end = BATCH_SKIPPED, .why = {"why", 3}},
         "skipped          -         -      -      0  a\x1b: why",
         "skipped          -         -      -      0  a\x1b: why"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        for (int is_any = 0; is_any < 2; is_any++) {
            struct daesa_buf buf = {0}, want = {0};
            const char *row = is_any ? cases[i].whole : cases[i].bad;
            bool any =
                batch_add_row(&buf, daesa_str_of("a\x1b"), &cases[i].in, is_any != 0);
            assert_int_equal(any, row != NULL);
            /* An escape is never printed as it is. */
            assert_int_equal(daesa_str_find_char(daesa_buf_str(&buf), '\x1b'), buf.len);
            for (const char *c = row; c && *c; c++)
                daesa_buf_add_text(&want, *c == '\x1b' ? "\xEF\xBF\xBD"
                                                       : (const char[]){*c, '\0'});
            check_str(daesa_buf_str(&buf), want.s ? want.s : "");
            daesa_buf_finish(&buf);
            daesa_buf_finish(&want);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_of_a_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
