/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Lines of two tracks find each other, and those that do not are told. */
#include "layout/merge.h"

#include "check.h"
#include "heard.h"

#define MS INT64_C(1000)

static struct daesa_cue *add(struct daesa_track *track, const char *language,
                             const char *text, int64_t start_ms, int64_t end_ms)
{
    struct daesa_cue *cue = daesa_track_add(track);
    assert_non_null(cue);
    assert_non_null(
        daesa_cue_add_text(track, cue, daesa_str_of(language), daesa_str_of(text)));
    if (end_ms > 0) {
        cue->start_us = start_ms * MS;
        cue->end_us = end_ms * MS;
    }
    return cue;
}

static void empty_tracks_have_nothing_to_merge(void **state)
{
    (void)state;
    struct heard heard = HEARD_INIT;
    struct daesa_track a = {0}, b = {0}, out = {0};
    struct daesa_merge_result result = {0};
    assert_int_equal(daesa_merge(&a, &b, NULL, &out, &result, &heard.sink),
                     DAESA_BAD_INPUT);
    add(&a, "ko", "네.", 0, 0);
    add(&b, "ko", "네.", 0, 0);
    assert_int_equal(daesa_merge(&a, &b, NULL, &out, &result, &heard.sink),
                     DAESA_BAD_INPUT);
    assert_non_null(strstr(heard.text, "merge-same-language"));
    assert_int_equal(out.n_cues, 0);
    daesa_merge_result_finish(NULL);
    daesa_track_finish(&a);
    daesa_track_finish(&b);
}

/* What is shown together for half of the shorter goes together. */
static void cues_meet_in_time(void **state)
{
    (void)state;
    static const struct {
        const char *what;
        int64_t a[2][2], b[2][2]; /* start and end, ms; 0 0: none */
        size_t n_cues, n_matched, n_missing, n_extra;
    } rows[] = {
        {"alike", {{0, 1000}, {2000, 3000}}, {{0, 1000}, {2000, 3000}}, 2, 2, 0, 0},
        {"a little late", {{0, 1000}}, {{400, 1400}}, 1, 1, 0, 0},
        {"too late", {{0, 1000}}, {{600, 1600}}, 2, 0, 1, 1},
        {"two for one", {{0, 1000}, {1100, 2000}}, {{0, 2000}}, 1, 1, 0, 0},
        {"one for two", {{0, 2000}}, {{0, 1000}, {1100, 2000}}, 1, 1, 0, 0},
        {"one more", {{0, 1000}}, {{0, 1000}, {5000, 6000}}, 2, 1, 0, 1},
        {"one less", {{0, 1000}, {5000, 6000}}, {{0, 1000}}, 2, 1, 1, 0},
        {"shorter than its counterpart", {{0, 9000}}, {{4000, 4500}}, 1, 1, 0, 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_track a = {0}, b = {0}, out = {0};
        struct daesa_merge_result result = {0};
        struct daesa_merge_opts opts = {.way = DAESA_MERGE_TIME};
        for (int j = 0; j < 2 && (j == 0 || rows[i].a[j][1]); j++)
            add(&a, "ko", "네", rows[i].a[j][0], rows[i].a[j][1]);
        for (int j = 0; j < 2 && (j == 0 || rows[i].b[j][1]); j++)
            add(&b, "en", "yes", rows[i].b[j][0], rows[i].b[j][1]);
        enum daesa_status st = daesa_merge(&a, &b, &opts, &out, &result, NULL);
        if (rows[i].n_matched == 0) {
            check_row(st == DAESA_BAD_INPUT, rows[i].what);
        } else {
            bool is_whole = rows[i].n_missing + rows[i].n_extra == 0;
            check_row(st == (is_whole ? DAESA_OK : DAESA_FELL_SHORT), rows[i].what);
            check_row(out.n_cues == rows[i].n_cues, rows[i].what);
            check_row(result.n_matched == rows[i].n_matched, rows[i].what);
            check_row(result.n_missing == rows[i].n_missing, rows[i].what);
            check_row(result.n_extra == rows[i].n_extra, rows[i].what);
        }
        daesa_merge_result_finish(&result);
        daesa_track_finish(&out);
        daesa_track_finish(&a);
        daesa_track_finish(&b);
    }
}

static void cues_that_become_one_keep_their_times_in_words(void **state)
{
    (void)state;
    struct daesa_track a = {0}, b = {0}, out = {0};
    struct daesa_merge_result result = {0};
    add(&a, "ko", "하나 둘", 0, 1000);
    add(&a, "ko", "셋", 1500, 2000);
    add(&b, "en", "one two three", 0, 2000);
    assert_int_equal(daesa_merge(&a, &b, NULL, &out, &result, NULL), DAESA_OK);
    assert_int_equal(result.way, DAESA_MERGE_TIME);
    assert_int_equal(out.n_cues, 1);
    check_str(out.cues[0].texts[0].plain, "하나 둘 셋");
    check_str(out.cues[0].texts[1].plain, "one two three");
    assert_true(result.joined[0]);
    assert_int_equal(out.cues[0].end_us, 2000 * MS);
    assert_int_equal(out.cues[0].n_words, 3);
    assert_int_equal(out.cues[0].words[2].start_us, 1500 * MS);
    assert_int_equal(out.cues[0].words[2].from, 11);
    daesa_merge_result_finish(&result);
    daesa_track_finish(&out);
    daesa_track_finish(&a);
    daesa_track_finish(&b);
}

/* Which of two lines that are alike is missing nobody can tell. */
static void a_line_in_doubt_is_told_with_the_others(void **state)
{
    (void)state;
    struct heard heard = HEARD_INIT;
    struct daesa_track a = {0}, b = {0}, out = {0};
    struct daesa_merge_result result = {0};
    static const char *const korean[] = {"가방은 어디 있어?", "네.", "네.",
                                         "3시 15분이야."};
    static const char *const english[] = {"Where is the bag?", "Yes.", "It's 3:15."};
    for (size_t i = 0; i < COUNT(korean); i++)
        add(&a, "ko", korean[i], 0, 0);
    for (size_t i = 0; i < COUNT(english); i++)
        add(&b, "en", english[i], 0, 0);
    assert_int_equal(daesa_merge(&a, &b, NULL, &out, &result, &heard.sink),
                     DAESA_FELL_SHORT);
    assert_int_equal(result.way, DAESA_MERGE_ORDER);
    assert_int_equal(out.cues[0].n_texts, 2);
    assert_int_equal(out.cues[1].n_texts + out.cues[2].n_texts, 3);
    check_str(out.cues[3].texts[1].plain, "It's 3:15.");
    if (!strstr(heard.text, "another of lines 2 to 3, the texts do not tell"))
        fail_msg("%s", heard.text);
    daesa_merge_result_finish(&result);
    daesa_track_finish(&out);
    daesa_track_finish(&a);
    daesa_track_finish(&b);
}

static void ids_decide_whatever_the_order(void **state)
{
    (void)state;
    struct heard heard = HEARD_INIT;
    struct daesa_track a = {0}, b = {0}, out = {0};
    struct daesa_merge_result result = {0};
    add(&a, "ko", "네", 0, 0)->id = daesa_str_of("x");
    add(&a, "ko", "아니요", 0, 0)->id = daesa_str_of("y");
    add(&b, "en", "no", 0, 0)->id = daesa_str_of("y");
    add(&b, "en", "yes", 0, 0)->id = daesa_str_of("x");
    add(&b, "en", "again", 0, 0)->id = daesa_str_of("x");
    assert_int_equal(daesa_merge(&a, &b, NULL, &out, &result, &heard.sink),
                     DAESA_FELL_SHORT);
    assert_int_equal(result.way, DAESA_MERGE_ID);
    check_str(out.cues[0].texts[1].plain, "yes");
    check_str(out.cues[1].texts[1].plain, "no");
    assert_string_equal(
        heard.text,
        "warning merge-id-twice 0: line 3, \"again\", has the id of a line before it\n"
        "note merge-moved 0: line 1, \"no\", stands at another place than its "
        "counterpart\n"
        "warning merge-extra 0: line 3, \"again\", belongs to no line of the other file "
        "and is left out\n");
    daesa_merge_result_finish(&result);
    daesa_track_finish(&out);
    daesa_track_finish(&a);
    daesa_track_finish(&b);
}

static void a_source_that_changed_is_told(void **state)
{
    (void)state;
    struct heard heard = HEARD_INIT;
    struct daesa_track a = {0}, b = {0}, out = {0};
    struct daesa_merge_result result = {0};
    add(&a, "ko", "네, 네", 0, 0)->id = daesa_str_of("x");
    struct daesa_cue *cue = add(&b, "ko", "네", 0, 0);
    cue->id = daesa_str_of("x");
    daesa_cue_add_text(&b, cue, daesa_str_of("en"), daesa_str_of("yes"));
    assert_int_equal(daesa_merge(&a, &b, NULL, &out, &result, &heard.sink), DAESA_OK);
    assert_string_equal(heard.text,
                        "warning merge-source-changed 0: line 1, \"네, 네\", is not what "
                        "was translated: its text has changed since\n");
    check_str(out.cues[0].texts[0].plain, "네, 네");
    check_str(out.cues[0].texts[1].plain, "yes");
    daesa_merge_result_finish(&result);
    daesa_track_finish(&out);
    daesa_track_finish(&a);
    daesa_track_finish(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(empty_tracks_have_nothing_to_merge),
        cmocka_unit_test(cues_meet_in_time),
        cmocka_unit_test(cues_that_become_one_keep_their_times_in_words),
        cmocka_unit_test(a_line_in_doubt_is_told_with_the_others),
        cmocka_unit_test(ids_decide_whatever_the_order),
        cmocka_unit_test(a_source_that_changed_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
