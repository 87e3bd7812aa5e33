/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* The table of lines, and what is said of lines before and after alignment. */
#include "job/lines.h"
#include "report/lines.h"

#include "check.h"
#include "heard.h"

static struct daesa_cue *add(struct daesa_track *track, const char *text,
                             int64_t start_us, int64_t end_us, float confidence)
{
    struct daesa_cue *cue = daesa_track_add(track);
    assert_non_null(cue);
    assert_non_null(
        daesa_cue_add_text(track, cue, (struct daesa_str){0}, daesa_str_of(text)));
    cue->start_us = start_us;
    cue->end_us = end_us;
    cue->confidence = confidence;
    cue->speech =
        start_us == DAESA_TIME_NONE ? DAESA_SPEECH_NOT_FOUND : DAESA_SPEECH_FOUND;
    cue->source.place.line = (int32_t)track->n_cues;
    return cue;
}

static void check_table(const struct daesa_track *track, size_t width, const char *want)
{
    struct daesa_buf got = {0};
    daesa_lines_print(&got, track, width);
    check_str(daesa_buf_str(&got), want);
    daesa_buf_finish(&got);
}

#define HEAD "    #  start        end          sure  line\n"

static void the_table_has_a_row_for_every_line(void **state)
{
    (void)state;
    struct daesa_track track = {0};
    check_table(&track, 0, HEAD);
    add(&track, "그냥 해 주세요.", 1210000, 2835400, 0.984F)->speaker =
        daesa_str_of("Staff\033");
    add(&track, "Ready?\nYes.", DAESA_TIME_NONE, DAESA_TIME_NONE, 0);
    check_table(
        &track, 0,
        HEAD "    1  0:00:01.210  0:00:02.835  0.98  Staff\xEF\xBF\xBD: 그냥 해 주세요.\n"
             "    2  -            -            -     Ready? Yes. (not spoken)\n");
    check_table(&track, 5,
                HEAD "    1  0:00:01.210  0:00:02.835  0.98  Staff...\n"
                     "    2  -            -            -     Ready... (not spoken)\n");
    daesa_track_finish(&track);
}

static void more_than_can_be_said_is_refused(void **state)
{
    (void)state;
    struct heard heard = HEARD_INIT;
    struct daesa_track track = {0};
    assert_int_equal(daesa_lines_check_length(&track, 0, "t", &heard.sink), DAESA_OK);
    for (int i = 0; i < 100; i++)
        add(&track, "abcdefghij", DAESA_TIME_NONE, DAESA_TIME_NONE, 0);
    assert_int_equal(daesa_lines_check_length(&track, DAESA_TIME_NONE, "t", &heard.sink),
                     DAESA_OK);
    assert_int_equal(
        daesa_lines_check_length(&track, 9 * DAESA_SECOND_US, "t", &heard.sink),
        DAESA_OK);
    assert_int_equal(heard.n, 0);
    assert_int_equal(
        daesa_lines_check_length(&track, 8 * DAESA_SECOND_US, "t", &heard.sink),
        DAESA_BAD_INPUT);
    assert_string_equal(heard.text, "error transcript-too-long 0: has 100 lines of 1000 "
                                    "letters together, more than anyone can say in the "
                                    "clip's 8.0 s\n");
    daesa_track_finish(&track);
}

static void lines_are_judged(void **state)
{
    (void)state;
    struct heard heard = HEARD_INIT;
    struct daesa_track track = {0};
    struct daesa_align_stats stats = {0};
    struct daesa_lines_opts opts = {.file = "t"};
    add(&track, "sure", 0, 1000000, 0.9F);
    add(&track, "doubtful", 2000000, 3000000, 0.3F);
    assert_int_equal(daesa_lines_judge(&track, &opts, &stats, &heard.sink), DAESA_OK);
    assert_int_equal(stats.n_found, 2);
    assert_int_equal(stats.n_doubtful, 1);
    assert_true(stats.mean_confidence > 0.599 && stats.mean_confidence < 0.601);
    assert_string_equal(heard.text,
                        "note line-doubtful 2: line 2, \"doubtful\", may not be where it "
                        "was put, at 0:00:02.000: confidence 0.30\n");
    add(&track, "never", DAESA_TIME_NONE, DAESA_TIME_NONE, 0);
    heard = (struct heard)HEARD_INIT;
    assert_int_equal(daesa_lines_judge(&track, &opts, &stats, &heard.sink),
                     DAESA_FELL_SHORT);
    assert_non_null(strstr(heard.text, "warning line-not-found 3: line 3, \"never\", is "
                                       "not spoken in the clip\n"));
    assert_int_equal(stats.n_lines, 3);
    assert_int_equal(stats.n_found, 2);
    daesa_track_finish(&track);
}

static void lines_that_hold_nothing_to_say_do_not_count(void **state)
{
    (void)state;
    struct heard heard = HEARD_INIT;
    struct daesa_track track = {0};
    struct daesa_align_stats stats = {0};
    struct daesa_lines_opts opts = {.file = "t"};
    add(&track, "said", 0, 1000000, 0.9F);
    add(&track, "[박수] ♪ ...", DAESA_TIME_NONE, DAESA_TIME_NONE, 0);
    add(&track, "a comment", DAESA_TIME_NONE, DAESA_TIME_NONE, 0)->comment = true;
    assert_int_equal(daesa_lines_judge(&track, &opts, &stats, &heard.sink), DAESA_OK);
    assert_int_equal(stats.n_lines, 1);
    assert_string_equal(heard.text, "note line-silent 2: line 2, \"[박수] ♪ ...\", holds "
                                    "nothing that is said, so it gets no time\n");
    daesa_track_finish(&track);
}

static void demanded_confidence_makes_the_job_fall_short(void **state)
{
    (void)state;
    struct heard heard = HEARD_INIT;
    struct daesa_track track = {0};
    struct daesa_align_stats stats = {0};
    struct daesa_lines_opts opts = {.min_confidence = 0.8, .demands_confidence = true};
    add(&track, "a", 0, 1000000, 0.8F);
    add(&track, "b", 2000000, 3000000, 0.79F);
    assert_int_equal(daesa_lines_judge(&track, &opts, &stats, &heard.sink),
                     DAESA_FELL_SHORT);
    assert_int_equal(heard.n, 1);
    assert_non_null(strstr(heard.text, "warning line-doubtful 2"));
    daesa_track_finish(&track);
}

static void a_transcript_of_which_nothing_is_spoken_is_wrong(void **state)
{
    (void)state;
    struct heard heard = HEARD_INIT;
    struct daesa_track track = {0};
    struct daesa_align_stats stats = {0};
    struct daesa_lines_opts opts = {.file = "t"};
    add(&track, "a", DAESA_TIME_NONE, DAESA_TIME_NONE, 0);
    add(&track, "b", DAESA_TIME_NONE, DAESA_TIME_NONE, 0);
    assert_int_equal(daesa_lines_judge(&track, &opts, &stats, &heard.sink),
                     DAESA_BAD_INPUT);
    assert_int_equal(heard.n, 1);
    assert_non_null(strstr(heard.text, "error lines-not-found"));
    assert_non_null(strstr(heard.text, "none of its 2 lines is spoken"));
    track.n_cues = 1;
    assert_int_equal(daesa_lines_judge(&track, &opts, &stats, &heard.sink),
                     DAESA_BAD_INPUT);
    assert_non_null(strstr(heard.text, "its only line is not spoken"));
    daesa_track_finish(&track);
}

/* Four lines of that confidence, of which the mean says it all. */
static size_t judge_four(float confidence, bool is_translation)
{
    struct heard heard = HEARD_INIT;
    struct daesa_track track = {0};
    struct daesa_align_stats stats = {0};
    struct daesa_lines_opts opts = {
        .file = "t", .min_confidence = 0.01, .is_translation = is_translation};
    for (int i = 0; i < 4; i++)
        add(&track, "a", i * 1000000, i * 1000000 + 500000, confidence);
    assert_int_equal(daesa_lines_judge(&track, &opts, &stats, &heard.sink), DAESA_OK);
    assert_true(heard.n == 0 || strstr(heard.text, "warning lines-doubtful"));
    daesa_track_finish(&track);
    return heard.n;
}

static void a_transcript_that_hardly_fits_is_told(void **state)
{
    (void)state;
    assert_int_equal(judge_four(0.3F, false), 1);
    assert_int_equal(judge_four(0.36F, false), 0);
    assert_int_equal(judge_four(0.3F, true), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_has_a_row_for_every_line),
        cmocka_unit_test(more_than_can_be_said_is_refused),
        cmocka_unit_test(lines_are_judged),
        cmocka_unit_test(lines_that_hold_nothing_to_say_do_not_count),
        cmocka_unit_test(demanded_confidence_makes_the_job_fall_short),
        cmocka_unit_test(a_transcript_of_which_nothing_is_spoken_is_wrong),
        cmocka_unit_test(a_transcript_that_hardly_fits_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
