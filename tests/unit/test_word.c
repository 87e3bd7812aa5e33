/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "text/script.h"
#include "text/speaker.h"
#include "text/word.h"

#include "check.h"

#include <stdio.h>
#include <string.h>

static void words_stand_between_white_space(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        size_t n;
    } rows[] = {
        {"", 0},      {"  - ♪ … ", 0},         {"One", 1},   {" One,  two! ", 2},
        {"- foo", 1}, {"안녕\u3000여러분", 2}, {"a — b", 2}, {"3 %", 1},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_str in = daesa_str_of(rows[i].in);
        size_t at = 0, from = 0, to = 0, n = 0;
        while (daesa_word_next(in, &at, &from, &to))
            n++;
        check_row(n == rows[i].n, rows[i].in);
        check_row(daesa_word_count(in) == rows[i].n, rows[i].in);
    }
    size_t at = 0, from, to;
    struct daesa_str in = daesa_str_of(" One,  - two! ");
    assert_true(daesa_word_next(in, &at, &from, &to));
    check_str(daesa_str_slice(in, from, to), "One,");
    assert_true(daesa_word_next(in, &at, &from, &to));
    check_str(daesa_str_slice(in, from, to), "two!");
    daesa_word_trim(in, &from, &to);
    check_str(daesa_str_slice(in, from, to), "two");
    assert_false(daesa_word_next(in, &at, &from, &to));
}

static void a_word_is_found_again(void **state)
{
    (void)state;
    struct daesa_str in = daesa_str_of("the end, the end");
    size_t at = 0, from = 9, to = 9;
    assert_false(daesa_word_find((struct daesa_str){0}, in, &at, &from, &to));
    assert_false(daesa_word_find(in, (struct daesa_str){0}, &at, &from, &to));
    assert_true(daesa_word_find(in, daesa_str_of("end"), &at, &from, &to));
    assert_true(from == 4 && to == 7 && at == 7);
    assert_true(daesa_word_find(in, daesa_str_of("the"), &at, &from, &to));
    assert_true(from == 9 && at == 12);
    assert_false(daesa_word_find(in, daesa_str_of("the"), &at, &from, &to));
    assert_true(from == 9 && at == 12);
}

static void clauses_and_sentences_end(void **state)
{
    (void)state;
    static const struct {
        const char *word, *rest;
        enum daesa_word_end want;
    } rows[] = {
        {"word", " on", DAESA_WORD_END_NONE},
        {"word,", " on", DAESA_WORD_END_CLAUSE},
        {"word.", " On", DAESA_WORD_END_SENTENCE},
        {"word?\"", "", DAESA_WORD_END_SENTENCE},
        {"word...", " on", DAESA_WORD_END_CLAUSE},
        {"word\u2026", " on", DAESA_WORD_END_CLAUSE},
        {"Mr.", " Kim", DAESA_WORD_END_NONE},
        {"J.", " Kim", DAESA_WORD_END_NONE},
        {"word", " - on", DAESA_WORD_END_CLAUSE},
        {"word--", " on", DAESA_WORD_END_CLAUSE},
        {"3.5", " km", DAESA_WORD_END_NONE},
        {"합니다.", "", DAESA_WORD_END_SENTENCE},
        {"です。", "", DAESA_WORD_END_SENTENCE},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char text[64];
        snprintf(text, sizeof text, "%s%s", rows[i].word, rows[i].rest);
        check_row(daesa_word_ends(daesa_str_of(text), 0, strlen(rows[i].word)) ==
                      rows[i].want,
                  text);
    }
}

static void scripts_are_told_apart(void **state)
{
    (void)state;
    static const struct {
        const char *text, *language;
        enum daesa_script script;
        bool fits;
    } rows[] = {
        {"", "ko", DAESA_SCRIPT_NONE, true},
        {"12:30 …", "ko", DAESA_SCRIPT_NONE, true},
        {"안녕 OK", "ko", DAESA_SCRIPT_HANGUL, true},
        {"漢字", "ko", DAESA_SCRIPT_HAN, true},
        {"Hello 안녕", "ko-KR", DAESA_SCRIPT_LATIN, false},
        {"안녕하세요", "en", DAESA_SCRIPT_HANGUL, false},
        {"Привет", "ru", DAESA_SCRIPT_CYRILLIC, true},
        {"Zdravo", "sr-Latn", DAESA_SCRIPT_LATIN, true},
        {"Здраво", "sr-Cyrl", DAESA_SCRIPT_CYRILLIC, true},
        {"漢字かな", "ja", DAESA_SCRIPT_KANA, true},
        {"漢字漢かな", "zh", DAESA_SCRIPT_HAN, true},
        {"γειά", "el", DAESA_SCRIPT_GREEK, true},
        {"שלום", "he", DAESA_SCRIPT_HEBREW, true},
        {"สวัสดี", "th", DAESA_SCRIPT_THAI, true},
        {"Hello", "xx-unknown", DAESA_SCRIPT_LATIN, true},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        enum daesa_script got = daesa_script_main(daesa_str_of(rows[i].text), NULL);
        bool tie = got != rows[i].script; /* kana and Han may weigh the same */
        check_row(!tie ||
                      (got == DAESA_SCRIPT_HAN && rows[i].script == DAESA_SCRIPT_KANA),
                  rows[i].text);
        check_row(daesa_script_fits(got, daesa_str_of(rows[i].language)) == rows[i].fits,
                  rows[i].text);
        assert_true(daesa_script_name(got)[0] != '\0');
    }
}

static void speakers_are_names_and_not_every_colon(void **state)
{
    (void)state;
    static const struct {
        const char *in, *name, *text;
        bool sure;
    } rows[] = {
        {"", NULL, NULL, false},
        {"KIM: Hello", "KIM", "Hello", true},
        {"Kim Min-ji: Hello: you", "Kim Min-ji", "Hello: you", false},
        {"Speaker 2: Hello", "Speaker 2", "Hello", true},
        {"DR. PARK (V.O.): Hello", "DR. PARK (V.O.)", "Hello", true},
        {"Ludwig van Beethoven: Ta", "Ludwig van Beethoven", "Ta", false},
        {"유연석: 어색해", "유연석", "어색해", false},
        {"유연석：어색해", "유연석", "어색해", false},
        {"[Staff] Just do it", "Staff", "Just do it", false},
        {"12:30 we met", NULL, NULL, false},
        {"https://example.org: x", NULL, NULL, false},
        {"he said: go", NULL, NULL, false},
        {"What I mean is this: go", NULL, NULL, false},
        {"Kim:", NULL, NULL, false},
        {"Kim:go", NULL, NULL, false},
        {"- foo: bar", NULL, NULL, false},
        {"[laughs] no", NULL, NULL, false},
        {"[웃음] 네", NULL, NULL, false},
        {"[in the script] no", NULL, NULL, false},
        {"[Kim]", NULL, NULL, false},
        {": Hello", NULL, NULL, false},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_spoken got = {0};
        check_row(daesa_spoken_split(daesa_str_of(rows[i].in), &got) == !!rows[i].name,
                  rows[i].in);
        if (!rows[i].name)
            continue;
        check_str(got.name, rows[i].name);
        check_str(got.text, rows[i].text);
        check_row(got.sure == rows[i].sure, rows[i].in);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_stand_between_white_space),
        cmocka_unit_test(a_word_is_found_again),
        cmocka_unit_test(clauses_and_sentences_end),
        cmocka_unit_test(scripts_are_told_apart),
        cmocka_unit_test(speakers_are_names_and_not_every_colon),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
