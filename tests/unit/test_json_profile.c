/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* A profile of a user's own: what it gives counts, the rest is as it started, and
 * what no profile has is refused. */
#include "format/json_profile.h"

#include "check.h"
#include "heard.h"

static enum daesa_status read_text(const char *text, struct daesa_profile *out,
                                   struct heard *heard)
{
    return daesa_profile_read(daesa_str_of(text), "p.json", out, &heard->sink);
}

static void figures_are_taken(void **state)
{
    (void)state;
    struct heard heard = HEARD_INIT;
    struct daesa_profile got = {0};
    assert_int_equal(read_text("\xEF\xBB\xBF{\"speed_cps\": 15, \"gap\": 0.04, "
                               "\"dash\": \"spaced\", \"lines\": 1,\n"
                               "\"from\": \"netflix-en\", \"bars_italics\": true}",
                               &got, &heard),
                     DAESA_OK);
    assert_string_equal(heard.text, "");
    assert_string_equal(got.name, "own");
    assert_true(got.speed_cps == 15.0);
    assert_int_equal(got.gap_us, 40000);
    assert_int_equal(got.dash, DAESA_DASH_SPACED);
    assert_int_equal(got.lines, 1);
    assert_true(got.bars_italics);
    assert_int_equal(got.line_chars, 42);
    assert_int_equal(got.max_duration_us, 7000000);
    assert_int_equal(read_text("{}", &got, &heard), DAESA_OK);
    assert_int_equal(got.line_chars, 0);
}

static void what_no_profile_has_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *in, *want;
    } rows[] = {
        {"", "error json-syntax 1: the JSON ends too early: a bracket, quote or value is "
             "missing\n"},
        {"[]", "error profile-value 1: a profile is an object { }\n"},
        {"{\n\"line_char\": 3}",
         "error profile-key 2: a profile has no \"line_char\"; did you mean "
         "\"line_chars\"?\n"},
        {"{\"xyzzy\": 3}", "error profile-key 1: a profile has no \"xyzzy\"\n"},
        {"{\"lines\": 1.5}",
         "error profile-value 1: \"lines\" is a whole number from 0 to 1000\n"},
        {"{\"gap\": -1}",
         "error profile-value 1: \"gap\" is a number of seconds from 0 to 3600\n"},
        {"{\"line_ratio\": \"half\"}",
         "error profile-value 1: \"line_ratio\" is a number from 0 to 1\n"},
        {"{\"dash\": \"none\"}",
         "error profile-value 1: \"dash\" is one of \"any\", \"tight\", \"spaced\"\n"},
        {"{\"bars_markup\": 1}",
         "error profile-value 1: \"bars_markup\" is true or false\n"},
        {"{\"language\": \"abcdefghijklmnop\"}",
         "error profile-value 1: \"language\" is a short string\n"},
        {"{\"from\": \"hollywood\"}",
         "error profile-unknown 1: \"from\" is the name of a "
         "profile ('daesa list profiles')\n"},
        {"{\"title\": \"\xFF\"}",
         "error profile-encoding 0: is not UTF-8, as JSON has to be\n"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct heard heard = HEARD_INIT;
        struct daesa_profile got = {.lines = 77};
        assert_int_equal(read_text(rows[i].in, &got, &heard), DAESA_BAD_INPUT);
        assert_string_equal(heard.text, rows[i].want);
        assert_int_equal(got.lines, 77);
    }
}

/* What is printed of every profile that there is reads as the same. */
static void what_is_printed_reads_back(void **state)
{
    (void)state;
    const struct daesa_profile *want;
    for (size_t i = 0; (want = daesa_profile_at(i)); i++) {
        struct heard heard = HEARD_INIT;
        struct daesa_profile got = {0};
        struct daesa_buf text = {0}, again = {0};
        daesa_profile_print(&text, want);
        assert_int_equal(read_text(text.s, &got, &heard), DAESA_OK);
        assert_string_equal(heard.text, "");
        daesa_profile_print(&again, &got);
        assert_string_equal(again.s, text.s);
        check_row(got.speed_cps == want->speed_cps && got.gap_us == want->gap_us &&
                      got.min_duration_us == want->min_duration_us &&
                      got.counting == want->counting && got.lines == want->lines &&
                      got.bars_line_stops == want->bars_line_stops,
                  want->name);
        daesa_buf_finish(&text);
        daesa_buf_finish(&again);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_taken),
        cmocka_unit_test(what_no_profile_has_is_refused),
        cmocka_unit_test(what_is_printed_reads_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
