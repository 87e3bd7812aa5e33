/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/time.h"
#include "speech/translation.h"

#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MS(ms) ((int64_t)(ms)*1000)
#define MOST 400

/* A talk: what somebody wrote of it and when it was really said. */
struct talk {
    struct daesa_track track;
    struct daesa_interval speech[MOST * 2];
    size_t n_speech;
    int64_t starts_us[MOST], ends_us[MOST];
    int64_t now_us;
};

static void add_text(struct talk *talk, const char *language, const char *text)
{
    struct daesa_cue *cue = daesa_track_add(&talk->track);
    assert_non_null(cue);
    if (text)
        assert_non_null(daesa_cue_add_text(&talk->track, cue, daesa_str_of(language),
                                           daesa_str_of(text)));
}

static void add_speech(struct talk *talk, int64_t pause_us, int64_t length_us)
{
    int64_t from = talk->now_us + pause_us;
    talk->speech[talk->n_speech++] = (struct daesa_interval){from, from + length_us};
    talk->now_us = from + length_us;
}

/* Adds a line of `letters` letters that is said at 70 ms a letter after a pause; one
 * of more than 40 letters takes breath in the middle. */
static void say(struct talk *talk, int64_t pause_us, size_t letters)
{
    char text[200];
    size_t line = talk->track.n_cues;
    int64_t length_us = MS(70) * (int64_t)letters;
    memset(text, 'a', letters);
    text[letters] = '\0';
    add_text(talk, "en", text);
    talk->starts_us[line] = talk->now_us + pause_us;
    if (letters > 40) {
        add_speech(talk, pause_us, length_us / 2);
        add_speech(talk, MS(200), length_us / 2);
    } else {
        add_speech(talk, pause_us, length_us);
    }
    talk->ends_us[line] = talk->now_us;
}

static enum daesa_status place(struct talk *talk)
{
    return daesa_translation_place(&talk->track, "en", talk->speech, talk->n_speech, NULL,
                                   NULL);
}

static size_t count_off(const struct talk *talk)
{
    size_t n = 0;
    for (size_t i = 0; i < talk->track.n_cues; i++) {
        const struct daesa_cue *cue = &talk->track.cues[i];
        n += cue->start_us < talk->starts_us[i] - MS(100) ||
             cue->start_us > talk->starts_us[i] + MS(100) ||
             cue->end_us < talk->ends_us[i] - MS(100) ||
             cue->end_us > talk->ends_us[i] + MS(100);
    }
    return n;
}

static void test_nothing_to_say_or_to_hear(void **state)
{
    struct talk talk = {0};
    (void)state;
    assert_int_equal(place(&talk), DAESA_BAD_INPUT);
    add_text(&talk, "en", "[applause] ...");
    add_text(&talk, "en", NULL);
    assert_int_equal(place(&talk), DAESA_BAD_INPUT);
    add_text(&talk, "en", "Well!");
    assert_int_equal(place(&talk), DAESA_BAD_INPUT);
    assert_int_equal(talk.track.cues[2].speech, DAESA_SPEECH_NOT_FOUND);
    daesa_track_finish(&talk.track);
}

static void test_lines_lie_between_their_pauses(void **state)
{
    struct talk talk = {0};
    (void)state;
    say(&talk, MS(500), 20);
    say(&talk, MS(900), 60);
    say(&talk, MS(1200), 8);
    say(&talk, MS(800), 33);
    assert_int_equal(place(&talk), DAESA_OK);
    assert_int_equal(count_off(&talk), 0);
    for (size_t i = 0; i < talk.track.n_cues; i++) {
        assert_int_equal(talk.track.cues[i].speech, DAESA_SPEECH_FOUND);
        assert_true(talk.track.cues[i].confidence > 0.8f);
    }
    daesa_track_finish(&talk.track);
}

static void test_what_is_not_said_takes_no_time(void **state)
{
    struct talk talk = {0};
    (void)state;
    say(&talk, MS(500), 20);
    say(&talk, MS(900), 30);
    add_text(&talk, "en", "[laughs]");
    add_text(&talk, "ko", "이상하다");
    assert_int_equal(place(&talk), DAESA_OK);
    assert_int_equal(talk.track.cues[1].start_us, talk.starts_us[1]);
    assert_int_equal(talk.track.cues[1].end_us, talk.ends_us[1]);
    for (size_t i = 2; i < 4; i++) {
        assert_int_equal(talk.track.cues[i].start_us, DAESA_TIME_NONE);
        assert_int_equal(talk.track.cues[i].speech, DAESA_SPEECH_NOT_FOUND);
    }
    daesa_track_finish(&talk.track);
}

/* Two short lines and speech of nobody's between them: only a hint tells which of
 * three like pieces the second is. */
static void test_hints_are_kept_to(void **state)
{
    struct talk talk = {0};
    (void)state;
    say(&talk, MS(500), 20);
    add_speech(&talk, MS(900), MS(1400));
    say(&talk, MS(900), 20);
    talk.track.cues[1].after_us = talk.starts_us[1] - MS(300);
    assert_int_equal(place(&talk), DAESA_OK);
    assert_int_equal(talk.track.cues[1].start_us, talk.starts_us[1]);
    talk.track.cues[1].after_us = DAESA_TIME_NONE;
    talk.track.cues[1].before_us = talk.speech[1].end_us + MS(10);
    assert_int_equal(place(&talk), DAESA_OK);
    assert_int_equal(talk.track.cues[1].start_us, talk.speech[1].start_us);
    talk.track.cues[1].before_us = DAESA_TIME_NONE;
    talk.track.cues[1].at_us = talk.starts_us[1];
    talk.track.cues[0].before_us = talk.ends_us[0] + MS(10);
    assert_int_equal(place(&talk), DAESA_OK);
    assert_int_equal(talk.track.cues[0].start_us, talk.starts_us[0]);
    daesa_track_finish(&talk.track);
}

/* Where nothing tells lines apart the confidence must not pretend it. */
static void test_confidence_knows_what_is_open(void **state)
{
    struct talk talk = {0};
    (void)state;
    add_text(&talk, "en", "aaaaaaaaaaaaaaaaaaaa");
    for (int i = 0; i < 8; i++)
        add_speech(&talk, MS(900), MS(1400));
    assert_int_equal(place(&talk), DAESA_OK);
    assert_int_equal(talk.track.cues[0].speech, DAESA_SPEECH_FOUND);
    assert_true(talk.track.cues[0].confidence < 0.5f);
    daesa_track_finish(&talk.track);
}

/* Hundreds of lines of any length after pauses of any: nearly all are right, they stay
 * in order, and two times over is the same. */
static void test_a_long_talk_holds(void **state)
{
    static struct talk talk;
    uint32_t random = 7;
    (void)state;
    for (size_t i = 0; i < MOST; i++) {
        random = random * 1664525u + 1013904223u;
        say(&talk, MS(500 + (random >> 20) % 1500), 10 + (random >> 10) % 90);
    }
    assert_int_equal(place(&talk), DAESA_OK);
    size_t off = count_off(&talk);
    if (off > 8)
        fail_msg("%zu of %d lines are off", off, MOST);
    for (size_t i = 1; i < MOST; i++)
        assert_true(talk.track.cues[i].start_us >= talk.track.cues[i - 1].end_us);
    uint64_t digest = daesa_cue_digest(&talk.track.cues[MOST - 1]);
    assert_int_equal(place(&talk), DAESA_OK);
    assert_true(daesa_cue_digest(&talk.track.cues[MOST - 1]) == digest);
    daesa_track_finish(&talk.track);
}

static bool stop(struct daesa_progress *progress, const char *phase, double share)
{
    (void)progress;
    return strcmp(phase, "aligning") != 0 || share < 0.5;
}

static void test_progress_stops_it(void **state)
{
    struct talk talk = {0};
    struct daesa_progress progress = {.step = stop};
    (void)state;
    say(&talk, MS(500), 20);
    say(&talk, MS(500), 20);
    assert_int_equal(daesa_translation_place(&talk.track, "en", talk.speech,
                                             talk.n_speech, &progress, NULL),
                     DAESA_CANCELLED);
    daesa_track_finish(&talk.track);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_to_say_or_to_hear),
        cmocka_unit_test(test_lines_lie_between_their_pauses),
        cmocka_unit_test(test_what_is_not_said_takes_no_time),
        cmocka_unit_test(test_hints_are_kept_to),
        cmocka_unit_test(test_confidence_knows_what_is_open),
        cmocka_unit_test(test_a_long_talk_holds),
        cmocka_unit_test(test_progress_stops_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
