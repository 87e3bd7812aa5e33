/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* What language a text is in that names none. */
#include "check/likely.h"

#include "check.h"

#include <string.h>

static void find(const char *text, struct daesa_likely *out)
{
    struct daesa_track track = {0};
    struct daesa_cue *cue = daesa_track_add(&track);
    assert_non_null(cue);
    assert_non_null(
        daesa_cue_add_text(&track, cue, (struct daesa_str){0}, daesa_str_of(text)));
    daesa_likely_find(&track, out);
    daesa_track_finish(&track);
}

static bool is_same(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static void a_track_of_nothing_is_in_no_language(void **state)
{
    (void)state;
    static const struct daesa_track track = {0};
    struct daesa_likely likely;
    daesa_likely_find(&track, &likely);
    assert_null(likely.script);
    assert_null(likely.language);
    assert_false(likely.is_english || likely.may_be_english);
}

static void scripts_and_small_words_tell(void **state)
{
    (void)state;
    static const struct {
        const char *text, *script, *language;
    } rows[] = {
        {"", NULL, NULL},
        {"1, 2, 3 ...", NULL, NULL},
        {"안녕하세요 여러분", "ko", "ko"},
        {"안녕하세요 大韓民國", "ko", "ko"},
        {"我們今天去看電影 OK", "zh", "zh"},
        {"東京へ行きます", "ja", "ja"},
        {"สวัสดีครับ", "th", "th"},
        {"Доброе утро", "ru", "ru"},
        {"Good morning", "en", NULL},
        {"I'm sure that you don\u2019t know what it is, but THEY do.", "en", "en"},
        {"Der Leopard ist eine Art aus der Familie der Katzen.", "en", NULL},
        {"안녕하세요 여러분 and what about the rest of it?", NULL, NULL},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_likely likely;
        find(rows[i].text, &likely);
        check_row(is_same(likely.script, rows[i].script), rows[i].text);
        check_row(is_same(likely.language, rows[i].language), rows[i].text);
    }
}

static void each_text_of_a_track_in_two_languages_has_its_own(void **state)
{
    (void)state;
    struct daesa_likely likely;
    find("안녕하세요 여러분 and what about the rest of it?", &likely);
    assert_string_equal(daesa_likely_of_text(&likely, daesa_str_of("네")), "ko");
    assert_string_equal(daesa_likely_of_text(&likely, daesa_str_of("Yes")), "en");
    assert_string_equal(daesa_likely_of_text(&likely, daesa_str_of("東京")), "zh");
    assert_null(daesa_likely_of_text(&likely, daesa_str_of("...")));
    find("これはペンです Der Leopard ist eine Art", &likely);
    assert_string_equal(daesa_likely_of_text(&likely, daesa_str_of("東京")), "ja");
    assert_null(daesa_likely_of_text(&likely, daesa_str_of("Katze")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_track_of_nothing_is_in_no_language),
        cmocka_unit_test(scripts_and_small_words_tell),
        cmocka_unit_test(each_text_of_a_track_in_two_languages_has_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
