/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "../../tools/batch_told.h"

#include "../unit/check.h"

static void rows_of_a_table(void **state)
{
    const struct {
        struct batch_told in;
        bool is_failure;
        const char *want;
    } cases[] = {
        {{.end = BATCH_LEFT}, false, "left             -         -      -      0  a\x1b"},
        {{.end = BATCH_DONE, .n_attempts = 1, .took_s = 2, .sound_s = 61},
         false,
         "done         2.0 s    61.0 s    30x      1  a\x1b"},
        {{.end = BATCH_SHORT, .n_attempts = 1, .took_s = 2},
         true,
         "short        2.0 s         -      -      1  a\x1b: not all is well with its "
         "outputs"},
        {{.end = BATCH_FAILED, .n_attempts = 2, .took_s = 1, .why = {"why", 3}},
         true,
         "failed       1.0 s         -      -      2  a\x1b: why"},
        {{.end = BATCH_SKIPPED},
         false,
         "skipped          -         -      -      0  a\x1b"},
        {{.end = BATCH_SKIPPED, .why = {"why", 3}},
         true,
         "skipped          -         -      -      0  a\x1b: why"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct daesa_buf buf = {0}, want = {0};
        struct batch_told told = cases[i].in;
        told.name = daesa_str_of("a\x1b");
        batch_add_row(&buf, &told);
        assert_int_equal(batch_told_failure(&cases[i].in), cases[i].is_failure);
        /* An escape is never printed as it is. */
        assert_int_equal(daesa_str_find_char(daesa_buf_str(&buf), '\x1b'), buf.len);
        for (const char *c = cases[i].want; *c; c++)
            daesa_buf_add_text(&want,
                               *c == '\x1b' ? "\xEF\xBF\xBD" : (const char[]){*c, '\0'});
        check_str(daesa_buf_str(&buf), want.s);
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
