/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "../../tools/preview.h"

#include "../unit/check.h"

static void reads_cues(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        size_t n; /* 0: refused */
        struct daesa_preview_range last;
    } rows[] = {
        {"", 0, {0}},      {"3", 1, {3, 3}},     {"3,7-9", 2, {7, 9}}, {"7-7", 1, {7, 7}},
        {"9-7", 0, {0}},   {"0", 0, {0}},        {"3,", 0, {0}},       {"-3", 0, {0}},
        {"3-", 0, {0}},    {"1,2,3", 3, {3, 3}}, {"a", 0, {0}},        {"3 ,4", 0, {0}},
        {"3-4-5", 0, {0}},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct preview_args args = {.cues = rows[i].in};
        struct preview_wishes wishes = {0};
        struct daesa_buf why = {0};
        bool ok = preview_read(&args, &wishes, &why);
        check_row(ok == (rows[i].n > 0) && ok == (why.len == 0), rows[i].in);
        if (ok) {
            check_row(wishes.n_ranges == rows[i].n, rows[i].in);
            check_row(wishes.ranges[rows[i].n - 1].from == rows[i].last.from &&
                          wishes.ranges[rows[i].n - 1].to == rows[i].last.to,
                      rows[i].in);
        }
        preview_wishes_finish(&wishes);
        daesa_buf_finish(&why);
    }
}

static void nothing_said_is_everything(void **state)
{
    (void)state;
    struct preview_args args = {0};
    struct preview_wishes wishes = {0};
    struct daesa_buf why = {0};
    assert_true(preview_read(&args, &wishes, &why));
    assert_int_equal(wishes.n_ranges + wishes.n_times + wishes.languages.n, 0);
    preview_wishes_finish(&wishes);
}

static void frames_need_a_rate(void **state)
{
    (void)state;
    const char *at[] = {"50f"};
    struct preview_args args = {.at = {.items = at, .n = 1}};
    struct preview_wishes wishes = {0};
    struct daesa_buf why = {0};
    assert_false(preview_read(&args, &wishes, &why));
    assert_non_null(strstr(why.s, "fps"));
    preview_wishes_finish(&wishes);
    args.fps = "25";
    assert_true(preview_read(&args, &wishes, &why));
    assert_int_equal(wishes.times_us[0], 2000000);
    preview_wishes_finish(&wishes);
    daesa_buf_finish(&why);
}

static void sheets_have_a_largest_size(void **state)
{
    (void)state;
    static const struct {
        const char *what;
        struct preview_args args;
        bool want;
    } rows[] = {
        {"nothing said", {.columns = 0}, true},
        {"the largest", {.columns = 100, .rows = 1000, .width = 8000}, true},
        {"columns", {.columns = 101}, false},
        {"rows", {.rows = 1001}, false},
        {"width", {.width = 8001}, false},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_buf why = {0};
        check_row(preview_fits(&rows[i].args, &why) == rows[i].want, rows[i].what);
        check_row(rows[i].want == (why.len == 0), rows[i].what);
        daesa_buf_finish(&why);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_cues),
        cmocka_unit_test(nothing_said_is_everything),
        cmocka_unit_test(frames_need_a_rate),
        cmocka_unit_test(sheets_have_a_largest_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
