/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "text/charset.h"

#include "text/nearest.h"

#include "check.h"

#include <string.h>

struct counter {
    struct daesa_sink sink;
    size_t n;
};

static void count(struct daesa_sink *sink, const struct daesa_finding *finding)
{
    assert_non_null(finding->rule);
    ((struct counter *)sink)->n++;
}

#define LONG_KOREAN \
    "안녕하세요 여러분 오늘은 날씨가 아주 좋네요 그래서 우리는 산에 올라갔습니다 "

static void encode_as(const char *text, const char *name, bool bom, struct daesa_buf *out)
{
    struct daesa_charset_encode_opts opts = {.name = name, .bom = bom};
    assert_int_equal(daesa_charset_encode(daesa_str_of(text), &opts, out, NULL),
                     DAESA_OK);
}

static void an_encoding_is_found(void **state)
{
    (void)state;
    static const struct {
        const char *text, *in, *language, *preferred, *want;
        bool bom;
        enum daesa_charset_why why;
        const char *declared;
    } rows[] = {
        {"", "UTF-8", NULL, NULL, "UTF-8", false, DAESA_CHARSET_UTF8, NULL},
        {"plain", "UTF-8", NULL, NULL, "UTF-8", false, DAESA_CHARSET_UTF8, NULL},
        {"한", "UTF-8", NULL, NULL, "UTF-8", true, DAESA_CHARSET_BOM, NULL},
        {"한", "UTF-16LE", NULL, NULL, "UTF-16LE", true, DAESA_CHARSET_BOM, NULL},
        {"한", "UTF-32LE", NULL, NULL, "UTF-32LE", true, DAESA_CHARSET_BOM, NULL},
        {"one 하나\n", "UTF-16LE", NULL, NULL, "UTF-16LE", false, DAESA_CHARSET_ZEROS,
         NULL},
        {"one 하나\n", "UTF-16BE", NULL, NULL, "UTF-16BE", false, DAESA_CHARSET_ZEROS,
         NULL},
        {LONG_KOREAN, "CP949", NULL, NULL, "CP949", false, DAESA_CHARSET_GUESSED, NULL},
        {"네", "CP949", "ko", NULL, "CP949", false, DAESA_CHARSET_DEFAULT, NULL},
        {"네", "CP949", NULL, "CP949", "CP949", false, DAESA_CHARSET_DEFAULT, NULL},
        {"да", "WINDOWS-1251", "ru-RU", NULL, "WINDOWS-1251", false,
         DAESA_CHARSET_DEFAULT, NULL},
        {"Привет", "ISO-8859-5", NULL, NULL, "ISO-8859-5", false, DAESA_CHARSET_DECLARED,
         "iso-8859-5"},
        {"Grüße", "WINDOWS-1252", NULL, "WINDOWS-1252", "WINDOWS-1252", false,
         DAESA_CHARSET_DEFAULT, "Shift_JIS"},
        {"Grüße", "WINDOWS-1252", NULL, "WINDOWS-1252", "WINDOWS-1252", false,
         DAESA_CHARSET_DEFAULT, "no such encoding, and too long"},
        {"да", "UTF-8", NULL, NULL, "UTF-8", false, DAESA_CHARSET_UTF8, "ISO-8859-5"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_charset_opts opts = {.language = rows[i].language,
                                          .declared = daesa_str_of(rows[i].declared),
                                          .preferred = rows[i].preferred};
        struct daesa_charset got;
        struct daesa_buf bytes = {0}, text = {0};
        encode_as(rows[i].text, rows[i].in, rows[i].bom, &bytes);
        assert_int_equal(daesa_charset_find(daesa_buf_str(&bytes), &opts, &got, NULL),
                         DAESA_OK);
        check_row(strcmp(got.name, rows[i].want) == 0, rows[i].text);
        check_row(got.why == rows[i].why, rows[i].text);
        assert_int_equal(
            daesa_charset_decode(daesa_buf_str(&bytes), &got, NULL, &text, NULL),
            DAESA_OK);
        check_str(daesa_buf_str(&text), rows[i].text);
        daesa_buf_finish(&bytes);
        daesa_buf_finish(&text);
    }
}

static void a_name_may_be_an_alias_and_a_wrong_one_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *name, *want;
    } rows[] = {
        {"euc-kr", "CP949"},
        {"UHC", "CP949"},
        {"iso-8859-1", "WINDOWS-1252"},
        {"utf8", "UTF-8"},
        {"latin1", "WINDOWS-1252"},
        {"cp949", "CP949"},
        {"no-such", NULL},
        {"utf-8//TRANSLIT", NULL},
        {"", NULL},
        {"an encoding with a very, very long name", NULL},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct counter sink = {{count}, 0};
        struct daesa_charset_opts opts = {.name = rows[i].name};
        struct daesa_charset got;
        enum daesa_status status =
            daesa_charset_find(daesa_str_of("x"), &opts, &got, &sink.sink);
        check_row(status == (rows[i].want ? DAESA_OK : DAESA_NOT_FOUND), rows[i].name);
        check_row(sink.n == !rows[i].want, rows[i].name);
        if (rows[i].want)
            check_row(strcmp(got.name, rows[i].want) == 0, rows[i].name);
    }
}

static void bad_bytes_are_replaced_and_told_but_not_without_end(void **state)
{
    (void)state;
    char bytes[101];
    memset(bytes, 0xFF, sizeof bytes);
    struct daesa_charset charset = {.name = "CP949"};
    struct counter sink = {{count}, 0};
    struct daesa_buf out = {0};
    assert_int_equal(daesa_charset_decode((struct daesa_str){"a\xFFz", 3}, &charset, NULL,
                                          &out, &sink.sink),
                     DAESA_OK);
    check_str(daesa_buf_str(&out), "a\uFFFDz");
    assert_int_equal(sink.n, 1);
    daesa_buf_cut(&out, 0);
    daesa_charset_decode((struct daesa_str){bytes, sizeof bytes}, &charset, NULL, &out,
                         &sink.sink);
    assert_int_equal(out.len, 3 * sizeof bytes);
    assert_int_equal(sink.n, 1 + 20 + 1);
    daesa_buf_finish(&out);
}

static void what_does_not_fit_is_told(void **state)
{
    (void)state;
    struct counter sink = {{count}, 0};
    struct daesa_charset_encode_opts opts = {.name = "cp949"};
    struct daesa_buf out = {0};
    assert_int_equal(
        daesa_charset_encode(daesa_str_of("a\U0001F600b"), &opts, &out, &sink.sink),
        DAESA_OK);
    check_str(daesa_buf_str(&out), "a?b");
    daesa_buf_cut(&out, 0);
    opts.references = true;
    daesa_charset_encode(daesa_str_of("\U0001F600"), &opts, &out, &sink.sink);
    check_str(daesa_buf_str(&out), "&#128512;");
    assert_int_equal(sink.n, 2);
    daesa_buf_finish(&out);
}

static void the_nearest_word_is_found(void **state)
{
    (void)state;
    static const char *const list[] = {"ass", "json", "srt", "vtt", NULL};
    static const struct {
        const char *in, *want;
    } rows[] = {{"", NULL},      {"str", "srt"}, {"jsom", "json"},
                {"SRTT", "srt"}, {"js", "json"}, {"powerpoint", NULL}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *got = daesa_nearest(rows[i].in, list);
        check_row(rows[i].want ? got && strcmp(got, rows[i].want) == 0 : !got,
                  rows[i].in);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_encoding_is_found),
        cmocka_unit_test(a_name_may_be_an_alias_and_a_wrong_one_is_refused),
        cmocka_unit_test(bad_bytes_are_replaced_and_told_but_not_without_end),
        cmocka_unit_test(what_does_not_fit_is_told),
        cmocka_unit_test(the_nearest_word_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
