/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Nothing that a stranger wrote moves the cursor or reorders the line. */
#include "report/safe.h"

#include "check.h"

static const struct {
    const char *in, *want;
} rows[] = {
    {"", ""},
    {"plain", "plain"},
    {"사랑의 이해", "사랑의 이해"},
    {"a\nb\tc\rd", "a b c d"},
    {"\033[31mred", "\xEF\xBF\xBD[31mred"},
    {"\x7F", "\xEF\xBF\xBD"},
    {"\xC2\x9B"
     "2J",
     "\xEF\xBF\xBD"
     "2J"}, /* CSI in one character */
    {"\xE2\x80\xAE"
     "drow",
     "\xEF\xBF\xBD"
     "drow"},                         /* right-to-left override */
    {"\xE2\x80\xA8", " "},            /* line separator */
    {"a\xFFz", "a\xEF\xBF\xBDz"},     /* not UTF-8 */
    {"\xE2\x80\x8D", "\xE2\x80\x8D"}, /* a joiner stays */
};

static void texts_become_safe(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_buf got = {0};
        daesa_safe_add(&got, daesa_str_of(rows[i].in));
        check_str(daesa_buf_str(&got), rows[i].want);
        daesa_buf_finish(&got);
    }
}

static void text_becomes_xml(void **state)
{
    (void)state;
    static const struct {
        const char *in, *want;
    } texts[] = {
        {"", ""},
        {"<a b=\"c\"> & d", "&lt;a b=&quot;c&quot;&gt; &amp; d"},
        {"a\nb", "a b"},
        {"\xEF\xBF\xBE\xEF\xBF\xBF", "\xEF\xBF\xBD\xEF\xBF\xBD"}, /* no characters */
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct daesa_buf got = {0};
        daesa_safe_add_xml(&got, daesa_str_of(texts[i].in));
        check_str(daesa_buf_str(&got), texts[i].want);
        daesa_buf_finish(&got);
    }
}

static void null_is_empty(void **state)
{
    (void)state;
    struct daesa_buf got = {0};
    daesa_safe_add(&got, (struct daesa_str){0});
    daesa_safe_add_xml(&got, (struct daesa_str){0});
    assert_int_equal(got.len, 0);
    daesa_buf_finish(&got);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(null_is_empty),
        cmocka_unit_test(texts_become_safe),
        cmocka_unit_test(text_becomes_xml),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
