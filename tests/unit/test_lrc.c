/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/bars.h"
#include "format/guess.h"
#include "format/lrc_write.h"

#include "check.h"

static void times_in_brackets(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t us; /* -1: none */
        const char *rest;
    } cases[] = {
        {"", -1, ""},
        {"[", -1, "["},
        {"[00:12.34]x", 12340000, "x"},
        {"[0:1.5]", 1500000, ""},
        {"[100:00]", 6000000000, ""},
        {"[00:12:34]", 12340000, ""},
        {"[01:02:03.5]", 3723500000, ""},
        {"[00:12.345678]", 12345678, ""},
        {"[00:60.00]", -1, "[00:60.00]"},
        {"[00:12.34", -1, "[00:12.34"},
        {"<00:12.34>", -1, "<00:12.34>"},
        {"[ar:x]", -1, "[ar:x]"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct daesa_str text = daesa_str_of(cases[i].text);
        struct daesa_lrc_time time = {.us = -1};
        bool taken = daesa_lrc_take_time(&text, '[', ']', &time);
        assert_int_equal(taken, cases[i].us >= 0);
        assert_int_equal(time.us, cases[i].us);
        assert_true(daesa_str_is(text, cases[i].rest));
    }
}

static void tags(void **state)
{
    (void)state;
    struct daesa_str key, value;
    assert_true(daesa_lrc_take_tag(daesa_str_of(" [ar: a:b] ]"), &key, &value));
    assert_true(daesa_str_is(key, "ar"));
    assert_true(daesa_str_is(value, "a:b]"));
    assert_false(daesa_lrc_take_tag(daesa_str_of(""), &key, &value));
    assert_false(daesa_lrc_take_tag(daesa_str_of("[00:12]"), &key, &value));
    assert_false(daesa_lrc_take_tag(daesa_str_of("[ar:x] y"), &key, &value));
}

static void numbers_in_brackets(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t n; /* -1: not taken */
    } cases[] = {
        {"", -1},     {"{", -1},   {"{12}x", 12}, {"{}x", DAESA_TIME_NONE},
        {"{ 7 }", 7}, {"{a}", -1}, {"[12]", -1},  {"{99999999999999999999}", -1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct daesa_str text = daesa_str_of(cases[i].text);
        int64_t n = -1;
        assert_int_equal(daesa_bars_take_number(&text, '{', '}', &n), cases[i].n != -1);
        assert_int_equal(n, cases[i].n);
    }
}

static void guessed_durations(void **state)
{
    (void)state;
    assert_int_equal(daesa_guess_duration_us(0), 2000000);
    assert_int_equal(daesa_guess_duration_us(20), 3100000);
    assert_int_equal(daesa_guess_duration_us(100000), 7000000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_in_brackets),
        cmocka_unit_test(tags),
        cmocka_unit_test(numbers_in_brackets),
        cmocka_unit_test(guessed_durations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
