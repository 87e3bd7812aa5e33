/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "text/utf8.h"

#include "check.h"

static void bytes_that_are_no_utf8_read_as_replacement(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        size_t first_bad, n_characters, n_bad;
        const char *clean;
    } rows[] = {
        {"", 0, 0, 0, ""},
        {"abc", 3, 3, 0, "abc"},
        {"한é\U0001F600", 9, 3, 0, "한é\U0001F600"},
        {"a\x80z", 1, 3, 1, "a\uFFFDz"},
        {"\xC0\xAF", 0, 2, 2, "\uFFFD\uFFFD"},                     /* overlong */
        {"\xED\xA0\x80", 0, 3, 3, "\uFFFD\uFFFD\uFFFD"},           /* surrogate */
        {"\xF4\x90\x80\x80", 0, 4, 4, "\uFFFD\uFFFD\uFFFD\uFFFD"}, /* past the end */
        {"\xF0\x9F\x98", 0, 1, 1, "\uFFFD"},                       /* cut off */
        {"\xE2\x82z", 0, 2, 1, "\uFFFDz"},
        {"12345678\xFF", 8, 9, 1, "12345678\uFFFD"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_str in = daesa_str_of(rows[i].in);
        struct daesa_buf buf = {0};
        assert_int_equal(daesa_utf8_first_bad(in), rows[i].first_bad);
        assert_int_equal(daesa_utf8_valid(in), rows[i].first_bad == in.len);
        assert_int_equal(daesa_utf8_count(in), rows[i].n_characters);
        assert_int_equal(daesa_utf8_add_clean(&buf, in), rows[i].n_bad);
        check_str(daesa_buf_str(&buf), rows[i].clean);
        daesa_buf_finish(&buf);
    }
}

static void every_code_point_comes_back(void **state)
{
    (void)state;
    for (uint32_t code = 0; code <= 0x10FFFF; code += code < 0x1000 ? 1 : 61) {
        struct daesa_buf buf = {0};
        size_t at = 0;
        bool surrogate = code >= 0xD800 && code < 0xE000;
        daesa_utf8_add(&buf, code);
        assert_int_equal(daesa_utf8_next(daesa_buf_str(&buf), &at),
                         surrogate ? DAESA_UTF8_REPLACEMENT : code);
        assert_int_equal(at, buf.len);
        assert_int_equal(daesa_utf8_before(daesa_buf_str(&buf), at), 0);
        daesa_buf_finish(&buf);
    }
}

static void stepping_back_visits_what_stepping_on_did(void **state)
{
    (void)state;
    struct daesa_str text = daesa_str_of("a한\xFF\xE2\x82z\U0001F600");
    size_t starts[16] = {0}, n = 0;
    for (size_t at = 0; at < text.len; daesa_utf8_next(text, &at))
        starts[n++] = at;
    assert_true(n > 2);
    assert_int_equal(daesa_utf8_before(text, 0), 0);
    assert_int_equal(daesa_utf8_before(text, text.len), starts[n - 1]);
    assert_int_equal(daesa_utf8_before(text, starts[n - 1]), starts[n - 2]);
    assert_int_equal(daesa_utf8_before(text, starts[2]), starts[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_that_are_no_utf8_read_as_replacement),
        cmocka_unit_test(every_code_point_comes_back),
        cmocka_unit_test(stepping_back_visits_what_stepping_on_did),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
