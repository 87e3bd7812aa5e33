/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/track.h"

#include "check.h"

#include <stdio.h>
#include <string.h>

static struct daesa_str str(const char *s)
{
    return daesa_str_of(s);
}

static void empty_and_null_are_accepted(void **state)
{
    (void)state;
    struct daesa_track track = {0};
    struct daesa_cue cue = {0};
    daesa_track_finish(NULL);
    daesa_track_finish(&track);
    assert_int_equal(daesa_track_sort(&track), DAESA_OK);
    assert_null(daesa_cue_text(&cue, str("")));
    assert_null(daesa_cue_text(&cue, str("ko")));
    assert_null(daesa_field_get(NULL, 0, "x"));
}

static void a_new_cue_knows_nothing(void **state)
{
    (void)state;
    struct daesa_track track = {0};
    const struct daesa_cue *cue = daesa_track_add(&track);
    assert_non_null(cue);
    assert_int_equal(track.n_cues, 1);
    assert_int_equal(cue->start_us, DAESA_TIME_NONE);
    assert_int_equal(cue->end_us, DAESA_TIME_NONE);
    assert_int_equal(cue->after_us, DAESA_TIME_NONE);
    assert_int_equal(cue->before_us, DAESA_TIME_NONE);
    assert_int_equal(cue->at_us, DAESA_TIME_NONE);
    assert_true(cue->confidence < 0);
    assert_int_equal(cue->speech, DAESA_SPEECH_UNKNOWN);
    assert_int_equal(cue->n_texts, 0);
    assert_false(daesa_cue_timed(cue));
    daesa_track_finish(&track);
    assert_int_equal(track.n_cues, 0);
    assert_null(track.cues);
}

static void a_cue_is_timed_when_both_ends_are_known(void **state)
{
    (void)state;
    const int64_t none = DAESA_TIME_NONE;
    assert_true(daesa_cue_timed(&(struct daesa_cue){.start_us = 0, .end_us = 0}));
    assert_true(daesa_cue_timed(&(struct daesa_cue){.start_us = -5, .end_us = 1}));
    assert_false(daesa_cue_timed(&(struct daesa_cue){.start_us = none, .end_us = 1}));
    assert_false(daesa_cue_timed(&(struct daesa_cue){.start_us = 0, .end_us = none}));
}

static void rounding_follows_from_the_times(void **state)
{
    (void)state;
    static const struct {
        int64_t start_us, end_us;
        int want_us;
    } rows[] = {
        {0, 0, 10000},          {10000, 3330000, 10000},           {10000, 3333000, 1000},
        {10001, 3330000, 1000}, {DAESA_TIME_NONE, 3333000, 10000}, /* is not shown */
    };
    struct daesa_track empty = {0};
    assert_int_equal(daesa_track_rounding_us(&empty), 10000);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_track track = {0};
        for (int k = 0; k < 2; k++) {
            struct daesa_cue *cue = daesa_track_add(&track);
            assert_non_null(cue);
            cue->start_us = k ? rows[i].start_us : 0;
            cue->end_us = k ? rows[i].end_us : 10000;
        }
        assert_int_equal(daesa_track_rounding_us(&track), rows[i].want_us);
        daesa_track_finish(&track);
    }
}

static void texts_and_fields_grow_and_are_copies(void **state)
{
    (void)state;
    struct daesa_track track = {0};
    struct daesa_cue *cue = daesa_track_add(&track);
    char name[32];
    for (int i = 0; i < 100; i++) {
        snprintf(name, sizeof name, "x-%d", i);
        assert_non_null(daesa_cue_add_text(&track, cue, str(name), str(name + 2)));
        assert_int_equal(daesa_field_add(&track, &cue->fields, &cue->n_fields, str(name),
                                         str(name + 1)),
                         DAESA_OK);
    }
    memset(name, '!', sizeof name);
    assert_int_equal(cue->n_texts, 100);
    assert_int_equal(cue->n_fields, 100);
    for (int i = 0; i < 100; i++) {
        snprintf(name, sizeof name, "x-%d", i);
        check_str(cue->texts[i].language, name);
        check_str(cue->texts[i].plain, name + 2);
        check_str(*daesa_field_get(cue->fields, cue->n_fields, name), name + 1);
    }
    assert_null(daesa_field_get(cue->fields, cue->n_fields, "x-100"));
    daesa_track_finish(&track);
}

static void the_first_field_of_a_name_is_found(void **state)
{
    (void)state;
    const struct daesa_field fields[] = {
        {str("a"), str("1")}, {str("b"), str("2")}, {str("a"), str("3")}};
    check_str(*daesa_field_get(fields, 3, "a"), "1");
    check_str(*daesa_field_get(fields, 3, "b"), "2");
    assert_null(daesa_field_get(fields, 3, ""));
}

static void a_text_is_found_by_language(void **state)
{
    (void)state;
    struct daesa_text texts[] = {{.language = str("ko")},
                                 {.language = str("pt-BR")},
                                 {.language = str("pt")},
                                 {.language = str("en")},
                                 {.language = str("zh_Hant")}};
    const struct daesa_cue cue = {.texts = texts, .n_texts = COUNT(texts)};
    static const struct {
        const char *language;
        int want; /* -1: none */
    } rows[] = {
        {"", 0},      {"ko", 0}, {"ko-KR", 0},   {"pt", 2},  {"pt-BR", 1}, {"pt-PT", 1},
        {"en-GB", 3}, {"zh", 4}, {"zh-Hans", 4}, {"de", -1}, {"k", -1},    {"kor", -1},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        check_row(daesa_cue_text(&cue, str(rows[i].language)) ==
                      (rows[i].want < 0 ? NULL : &texts[rows[i].want]),
                  rows[i].language);
}

static void what_is_spoken_is_in_the_language_or_in_none(void **state)
{
    (void)state;
    struct daesa_text texts[] = {
        {.language = str("en")}, {.language = str("")}, {.language = str("ko")}};
    const struct daesa_cue both = {.texts = texts, .n_texts = 2};
    const struct daesa_cue all = {.texts = texts, .n_texts = 3};
    const struct daesa_cue named = {.texts = texts, .n_texts = 1}, none = {0};
    assert_ptr_equal(daesa_cue_spoken(&both, str("ko")), &texts[1]);
    assert_ptr_equal(daesa_cue_spoken(&all, str("ko")), &texts[2]);
    assert_ptr_equal(daesa_cue_spoken(&all, str("en-GB")), &texts[0]);
    assert_null(daesa_cue_spoken(&named, str("ko")));
    assert_null(daesa_cue_spoken(&none, str("ko")));
}

static void one_text_is_put_before_the_others(void **state)
{
    (void)state;
    struct daesa_text texts[] = {
        {.language = str("ko")}, {.language = str("en")}, {.language = str("de")}};
    struct daesa_cue cue = {.texts = texts, .n_texts = 3};
    daesa_cue_put_first(&cue, &texts[2]);
    check_str(texts[0].language, "de");
    check_str(texts[1].language, "ko");
    check_str(texts[2].language, "en");
    daesa_cue_put_first(&cue, &texts[0]);
    check_str(texts[0].language, "de");
}

static void sorting_is_by_start_end_and_order(void **state)
{
    (void)state;
    const int64_t none = DAESA_TIME_NONE;
    static const char want[] = "uacdefbgh";
    const struct {
        const char *id;
        int64_t start_us, end_us;
    } rows[] = {
        {"u", none, none}, /* before all: nothing to follow */
        {"b", 5, 6},       {"g", none, 9}, {"h", none, none}, {"c", 1, 3},
        {"d", none, none}, {"e", 1, 3},    {"a", 1, 2},       {"f", 1, 4},
    };
    struct daesa_track track = {0};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_cue *cue = daesa_track_add(&track);
        cue->id = str(rows[i].id);
        cue->start_us = rows[i].start_us;
        cue->end_us = rows[i].end_us;
    }
    assert_int_equal(daesa_track_sort(&track), DAESA_OK);
    for (size_t i = 0; i < COUNT(rows); i++)
        check_str(track.cues[i].id, ((const char[]){want[i], '\0'}));
    assert_non_null(daesa_track_add(&track));
    assert_int_equal(track.n_cues, COUNT(rows) + 1);
    check_str(track.cues[0].id, "u");
    daesa_track_finish(&track);
}

/* One change to a cue; each must change the digest. */
enum { N_CHANGES = 27 };

static void change(struct daesa_cue *cue, int what)
{
    struct daesa_text *text = &cue->texts[0];
    struct daesa_word *word = &cue->words[0];
    struct daesa_span *span = &text->spans[0];
    switch (what) {
    case 0:
        cue->id = str("z");
        break;
    case 1:
        cue->speaker = str("z");
        break;
    case 2:
        cue->start_us++;
        break;
    case 3:
        cue->end_us = DAESA_TIME_NONE;
        break;
    case 4:
        cue->after_us = 1;
        break;
    case 5:
        cue->before_us = 1;
        break;
    case 6:
        cue->at_us = 1;
        break;
    case 7:
        cue->confidence = 0.5f;
        break;
    case 8:
        cue->speech = DAESA_SPEECH_NOT_FOUND;
        break;
    case 9:
        cue->position.anchor = 8;
        break;
    case 10:
        cue->position.placed = true;
        break;
    case 11:
        cue->position.x = 0.25f;
        break;
    case 12:
        cue->position.y = 0.25f;
        break;
    case 13:
        cue->style = str("z");
        break;
    case 14:
        cue->comment = true;
        break;
    case 15:
        cue->n_fields = 0;
        break;
    case 16:
        cue->n_words = 0;
        break;
    case 17:
        word->from++;
        break;
    case 18:
        word->end_us++;
        break;
    case 19:
        word->confidence = 0.5f;
        break;
    case 20:
        text->language = str("z");
        break;
    case 21:
        text->plain = str("z");
        break;
    case 22:
        span->to--;
        break;
    case 23:
        span->kind = DAESA_SPAN_BOLD;
        break;
    case 24:
        span->number++;
        break;
    case 25:
        span->value = str("z");
        break;
    case 26:
        cue->n_texts = 0;
        break;
    default:
        fail_msg("no change %d", what);
    }
}

static uint64_t digest_after(int what)
{
    struct daesa_span span = {0, 2, DAESA_SPAN_FONT, {"Arial", 5}, 0};
    struct daesa_field field = {{"k", 1}, {"v", 1}};
    struct daesa_text text = {{"ko", 2}, {"hello", 5}, &span, 1, &field, 1};
    struct daesa_word word = {0, 5, 10, 20, -1};
    struct daesa_cue cue = {.start_us = 10,
                            .end_us = 20,
                            .after_us = DAESA_TIME_NONE,
                            .before_us = DAESA_TIME_NONE,
                            .at_us = DAESA_TIME_NONE,
                            .confidence = -1,
                            .texts = &text,
                            .n_texts = 1,
                            .words = &word,
                            .n_words = 1,
                            .fields = &field,
                            .n_fields = 1};
    if (what >= 0)
        change(&cue, what);
    return daesa_cue_digest(&cue);
}

static void the_digest_changes_with_everything_that_is_written(void **state)
{
    (void)state;
    uint64_t seen[N_CHANGES + 1] = {digest_after(-1)};
    assert_true(seen[0] == digest_after(-1));
    for (int what = 0; what < N_CHANGES; what++) {
        seen[what + 1] = digest_after(what);
        for (int i = 0; i <= what; i++)
            if (seen[what + 1] == seen[i])
                fail_msg("change %d has the digest of change %d", what, i - 1);
    }
}

static void the_digest_knows_where_a_string_ends(void **state)
{
    (void)state;
    const struct daesa_cue a = {.id = str("ab"), .speaker = str("c")};
    const struct daesa_cue b = {.id = str("a"), .speaker = str("bc")};
    assert_true(daesa_cue_digest(&a) != daesa_cue_digest(&b));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(empty_and_null_are_accepted),
        cmocka_unit_test(a_new_cue_knows_nothing),
        cmocka_unit_test(a_cue_is_timed_when_both_ends_are_known),
        cmocka_unit_test(rounding_follows_from_the_times),
        cmocka_unit_test(texts_and_fields_grow_and_are_copies),
        cmocka_unit_test(the_first_field_of_a_name_is_found),
        cmocka_unit_test(a_text_is_found_by_language),
        cmocka_unit_test(what_is_spoken_is_in_the_language_or_in_none),
        cmocka_unit_test(one_text_is_put_before_the_others),
        cmocka_unit_test(sorting_is_by_start_end_and_order),
        cmocka_unit_test(the_digest_changes_with_everything_that_is_written),
        cmocka_unit_test(the_digest_knows_where_a_string_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
