/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "text/normalise.h"

#include "check.h"

static void check_added(void (*add)(struct daesa_buf *, struct daesa_str), const char *in,
                        const char *want)
{
    struct daesa_buf got = {0};
    add(&got, daesa_str_of(in));
    assert_int_equal(got.status, DAESA_OK);
    check_str(daesa_buf_str(&got), want);
    daesa_buf_finish(&got);
}

static void text_is_composed(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"", ""},
        {"abc", "abc"},
        {"e\xCC\x81", "é"},
        {"\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "한"},
        {"한글 Été", "한글 Été"},
        {"\u212B", "\u00C5"},
        {"가\u11A8", "각"}, /* a syllable and a jamo behind it */
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        check_added(daesa_nfc_add, rows[i][0], rows[i][1]);
        if (daesa_nfc_quick(daesa_str_of(rows[i][0])))
            check_row(strcmp(rows[i][0], rows[i][1]) == 0, rows[i][0]);
    }
    assert_true(daesa_nfc_quick(daesa_str_of("plain é 한 漢")));
}

static void names_fold(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"", ""},           {"Ab/C.SRT", "ab/c.srt"}, {"É", "é"},
        {"E\xCC\x81", "é"}, {"STRASSE", "strasse"},   {"Straße", "strasse"},
        {"한글", "한글"},   {"A\xFF", "A\xFF"},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        check_added(daesa_fold_add, rows[i][0], rows[i][1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_composed),
        cmocka_unit_test(names_fold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
