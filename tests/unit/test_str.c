/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/str.h"

#include "check.h"

#include <limits.h>
#include <stdio.h>

static const struct daesa_str empty;

static struct daesa_str str(const char *s)
{
    return daesa_str_of(s);
}

static void null_is_the_empty_string(void **state)
{
    (void)state;
    assert_int_equal(daesa_str_of(NULL).len, 0);
    assert_true(daesa_str_equal(daesa_str_of(NULL), str("")));
    assert_true(daesa_str_is(empty, ""));
    assert_true(daesa_str_is_nocase(empty, ""));
    assert_true(daesa_str_starts(empty, ""));
    assert_true(daesa_str_starts_nocase(empty, ""));
    assert_true(daesa_str_ends(empty, ""));
    assert_false(daesa_str_is(empty, "a"));
    assert_false(daesa_str_starts(empty, "a"));
    assert_false(daesa_str_ends(empty, "a"));
    assert_int_equal(daesa_str_slice(empty, 0, 9).len, 0);
    assert_int_equal(daesa_str_trim(empty).len, 0);
    assert_int_equal(daesa_str_find(empty, "a"), 0);
    assert_int_equal(daesa_str_find_char(empty, 'a'), 0);
}

static void strings_are_compared_by_length_and_bytes(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        bool same, nocase;
    } rows[] = {
        {"a", "a", true, true},    {"a", "b", false, false},  {"a", "ab", false, false},
        {"ab", "a", false, false}, {"Ab", "aB", false, true}, {"é", "É", false, false},
        {"[", "{", false, false},  {"@", "`", false, false},  {"Zz", "zZ", false, true},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        check_row(daesa_str_is(str(rows[i].a), rows[i].b) == rows[i].same, rows[i].a);
        check_row(daesa_str_is_nocase(str(rows[i].a), rows[i].b) == rows[i].nocase,
                  rows[i].a);
    }
    assert_true(
        daesa_str_equal((struct daesa_str){"a\0b", 3}, (struct daesa_str){"a\0b", 3}));
    assert_false(
        daesa_str_equal((struct daesa_str){"a\0b", 3}, (struct daesa_str){"a\0c", 3}));
}

static void starts_and_ends(void **state)
{
    (void)state;
    assert_true(daesa_str_starts(str("WEBVTT x"), "WEBVTT"));
    assert_false(daesa_str_starts(str("WEBVT"), "WEBVTT"));
    assert_false(daesa_str_starts(str("webvtt"), "WEBVTT"));
    assert_true(daesa_str_starts_nocase(str("webvtt"), "WEBVTT"));
    assert_true(daesa_str_ends(str("a.srt"), ".srt"));
    assert_false(daesa_str_ends(str("srt"), ".srt"));
    assert_false(daesa_str_ends(str("a.srt "), ".srt"));
}

static void slices_are_clamped(void **state)
{
    (void)state;
    static const struct {
        size_t from, to;
        const char *want;
    } rows[] = {
        {0, 0, ""},        {0, 5, "hello"}, {1, 3, "el"},
        {0, 99, "hello"},  {9, 99, ""},     {0, SIZE_MAX, "hello"},
        {SIZE_MAX, 0, ""}, {3, 1, ""},      {5, 5, ""},
        {4, 5, "o"},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        check_str(daesa_str_slice(str("hello"), rows[i].from, rows[i].to), rows[i].want);
    check_str(daesa_str_from(str("hello"), 2), "llo");
    check_str(daesa_str_from(str("hello"), 6), "");
}

static void trim_takes_ascii_white_space(void **state)
{
    (void)state;
    static const struct {
        const char *in, *want;
    } rows[] = {
        {"", ""},
        {" ", ""},
        {"\t\n\v\f\r ", ""},
        {"a", "a"},
        {" a ", "a"},
        {"a b", "a b"},
        {"\ta\n b\r\n", "a\n b"},
        {"\u00a0a", "\u00a0a"},
        {"\x1f a", "\x1f a"},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        check_str(daesa_str_trim(str(rows[i].in)), rows[i].want);
}

static void find_gives_the_first_place_or_the_length(void **state)
{
    (void)state;
    static const struct {
        const char *in, *needle;
        size_t want;
    } rows[] = {
        {"abc", "", 0},       {"abc", "a", 0},        {"abc", "c", 2},
        {"abc", "abc", 0},    {"abc", "d", 3},        {"abc", "abcd", 3},
        {"aaab", "aab", 1},   {"ababac", "abac", 2},  {"--->", "-->", 1},
        {"-- -->", "-->", 3}, {"a-->b-->", "-->", 1}, {"ab", "ba", 2},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_int_equal(daesa_str_find(str(rows[i].in), rows[i].needle), rows[i].want);
    assert_int_equal(daesa_str_find_char(str("abcb"), 'b'), 1);
    assert_int_equal(daesa_str_find_char(str("abc"), 'x'), 3);
    assert_int_equal(daesa_str_find((struct daesa_str){"abcd", 3}, "cd"), 3);
}

static void lines_end_in_any_of_three_ways(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        const char *want[5];
    } rows[] = {
        {"", {0}},
        {"\n", {""}},
        {"a", {"a"}},
        {"a\n", {"a"}},
        {"a\n\nb", {"a", "", "b"}},
        {"a\r\nb\r\n", {"a", "b"}},
        {"a\rb\r", {"a", "b"}},
        {"a\r\r\nb", {"a", "", "b"}},
        {"a\n\rb", {"a", "", "b"}},
        {"\r\n\r\n", {"", ""}},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_str rest = str(rows[i].in), line;
        for (size_t k = 0; rows[i].want[k]; k++) {
            assert_true(daesa_str_next_line(&rest, &line));
            check_str(line, rows[i].want[k]);
        }
        assert_false(daesa_str_next_line(&rest, &line));
    }
}

static void counts_are_digits_within_a_limit(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        long long max;
        bool ok;
        long long want;
    } rows[] = {
        {"", 10, false, 0},
        {"0", 0, true, 0},
        {"00", 0, true, 0},
        {"007", 9, true, 7},
        {"10", 10, true, 10},
        {"11", 10, false, 0},
        {"9", 5, false, 0},
        {"5", 5, true, 5},
        {"1", 0, false, 0},
        {"-1", 10, false, 0},
        {"+1", 10, false, 0},
        {" 1", 10, false, 0},
        {"1 ", 10, false, 0},
        {"1.", 10, false, 0},
        {"9223372036854775807", LLONG_MAX, true, LLONG_MAX},
        {"9223372036854775808", LLONG_MAX, false, 0},
        {"99999999999999999999", LLONG_MAX, false, 0},
        {"2147483648", INT_MAX, false, 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        long long got = -7;
        check_row(daesa_str_to_count(str(rows[i].in), rows[i].max, &got) == rows[i].ok,
                  rows[i].in);
        check_row(got == (rows[i].ok ? rows[i].want : -7), rows[i].in);
    }
}

static void character_classes_are_ascii_only(void **state)
{
    (void)state;
    int spaces = 0, digits = 0;
    for (int c = CHAR_MIN; c <= CHAR_MAX; c++) {
        spaces += daesa_is_space((char)c);
        digits += daesa_is_digit((char)c);
    }
    assert_int_equal(spaces, 6);
    assert_int_equal(digits, 10);
    assert_true(daesa_is_digit('0') && daesa_is_digit('9'));
    assert_false(daesa_is_digit('/') || daesa_is_digit(':'));
}

static void printing_takes_empty_and_long_strings(void **state)
{
    (void)state;
    static char big[5000];
    char out[8];
    for (size_t i = 0; i < sizeof big; i++)
        big[i] = 'x';
    assert_int_equal(snprintf(out, sizeof out, "[%.*s]", DAESA_STR_ARGS(empty)), 2);
    assert_int_equal(snprintf(out, sizeof out, "%.*s",
                              DAESA_STR_ARGS(((struct daesa_str){big, sizeof big}))),
                     4096);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(null_is_the_empty_string),
        cmocka_unit_test(strings_are_compared_by_length_and_bytes),
        cmocka_unit_test(starts_and_ends),
        cmocka_unit_test(slices_are_clamped),
        cmocka_unit_test(trim_takes_ascii_white_space),
        cmocka_unit_test(find_gives_the_first_place_or_the_length),
        cmocka_unit_test(lines_end_in_any_of_three_ways),
        cmocka_unit_test(counts_are_digits_within_a_limit),
        cmocka_unit_test(character_classes_are_ascii_only),
        cmocka_unit_test(printing_takes_empty_and_long_strings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
