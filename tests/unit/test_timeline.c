/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "media/timeline.h"

#include "core/time.h"

#include "check.h"

#define RATE 48000
#define FRAME 1024
#define FRAME_US INT64_C(21333)

static int64_t frame_us(int64_t i)
{
    return daesa_scale(i * FRAME, DAESA_SECOND_US, RATE);
}

/* Lays frames from..to at their own times, moved by `by_us`. */
static void lay(struct daesa_timeline *t, int64_t from, int64_t to, int64_t by_us)
{
    for (int64_t i = from; i < to; i++)
        daesa_timeline_lay(t, RATE, frame_us(i) + by_us, FRAME);
}

static void nothing_is_nowhere(void **state)
{
    (void)state;
    struct daesa_timeline t = {0};
    assert_false(t.is_started);
    assert_int_equal(daesa_timeline_end_us(&t, RATE), 0);
    daesa_timeline_change_rate(&t, RATE, 44100);
    assert_int_equal(t.n_samples, 0);
}

static void the_first_frame_is_the_start(void **state)
{
    (void)state;
    struct daesa_timeline t = {0};
    struct daesa_timeline_place place = daesa_timeline_lay(&t, RATE, 1500000, FRAME);
    assert_int_equal(place.silence, 0);
    assert_int_equal(place.skip, 0);
    assert_int_equal(t.start_us, 1500000);
    assert_int_equal(daesa_timeline_end_us(&t, RATE), 1500000 + FRAME_US);
}

static void sound_before_zero_is_dropped(void **state)
{
    (void)state;
    struct daesa_timeline t = {0};
    assert_int_equal(daesa_timeline_lay(&t, RATE, -30000, FRAME).skip, FRAME);
    assert_false(t.is_started);
    assert_int_equal(daesa_timeline_lay(&t, RATE, -10000, FRAME).skip, 480);
    assert_true(t.is_started);
    assert_int_equal(t.start_us, 0);
    assert_int_equal(t.n_samples, FRAME - 480);
}

static void rounded_times_move_nothing(void **state)
{
    (void)state;
    struct daesa_timeline t = {0};
    for (int64_t i = 0; i < 5000; i++)
        daesa_timeline_lay(&t, RATE, daesa_round_us(frame_us(i), 1000), FRAME);
    assert_int_equal(t.n_samples, 5000 * FRAME);
    assert_int_equal(t.gaps.n + t.overlaps.n + t.leaps.n, 0);
}

static void frames_without_times_follow_on(void **state)
{
    (void)state;
    struct daesa_timeline t = {0};
    lay(&t, 0, 2, 0);
    daesa_timeline_lay(&t, RATE, DAESA_TIME_NONE, FRAME);
    assert_int_equal(t.n_samples, 3 * FRAME);
}

static void a_hole_becomes_silence(void **state)
{
    (void)state;
    struct daesa_timeline t = {0};
    lay(&t, 0, 10, 0);
    struct daesa_timeline_place place =
        daesa_timeline_lay(&t, RATE, frame_us(10) + 1000000, FRAME);
    assert_int_equal(place.silence, RATE);
    assert_int_equal(t.gaps.n, 1);
    assert_int_equal(t.gaps.first_us, frame_us(10));
    assert_int_equal(t.gaps.total_us, 1000000);
    lay(&t, 11, 20, 1000000);
    assert_int_equal(t.gaps.n, 1);
    assert_int_equal(daesa_timeline_end_us(&t, RATE), frame_us(20) + 1000000);
}

static void what_overlaps_is_dropped(void **state)
{
    (void)state;
    struct daesa_timeline t = {0};
    lay(&t, 0, 10, 0);
    assert_int_equal(daesa_timeline_lay(&t, RATE, frame_us(8), FRAME).skip, FRAME);
    assert_int_equal(daesa_timeline_lay(&t, RATE, frame_us(9), FRAME).skip, FRAME);
    assert_int_equal(daesa_timeline_lay(&t, RATE, frame_us(10), FRAME).skip, 0);
    assert_int_equal(t.overlaps.n, 2);
    assert_int_equal(t.n_samples, 11 * FRAME);
}

static void times_that_start_anew_are_no_silence(void **state)
{
    (void)state;
    struct daesa_timeline t = {0};
    lay(&t, 0, 1000, 0);
    lay(&t, 0, 10, 0); /* a joined broadcast */
    assert_int_equal(t.leaps.n, 1);
    assert_int_equal(t.n_samples, 1010 * FRAME);
    lay(&t, 10, 20, 100000 * DAESA_SECOND_US); /* a wrapped counter */
    assert_int_equal(t.leaps.n, 2);
    assert_int_equal(t.n_samples, 1020 * FRAME);
    assert_int_equal(t.gaps.n, 0);
}

/* A sound card that takes 0.1 % too long for its second, for two minutes. */
static void drift_is_followed_within_a_few_milliseconds(void **state)
{
    (void)state;
    struct daesa_timeline t = {0};
    for (int64_t i = 0; i < 5625; i++) {
        int64_t us = frame_us(i) * 1001 / 1000;
        daesa_timeline_lay(&t, RATE, us, FRAME);
        int64_t off_us = daesa_timeline_end_us(&t, RATE) - FRAME_US - us;
        assert_in_range(off_us + 6000, 0, 12000);
    }
    assert_int_equal(t.gaps.n, 0);
}

static void impossible_times_are_not_believed(void **state)
{
    (void)state;
    struct daesa_timeline t = {0};
    for (int64_t i = 0; i < 100; i++)
        daesa_timeline_lay(&t, RATE, i * 200, FRAME);
    assert_in_range(t.n_samples, 98 * FRAME, 100 * FRAME);
}

static void a_new_rate_keeps_the_clock(void **state)
{
    (void)state;
    struct daesa_timeline t = {0};
    lay(&t, 0, 100, 250000);
    int64_t end_us = daesa_timeline_end_us(&t, RATE);
    daesa_timeline_change_rate(&t, RATE, 44100);
    assert_in_range(daesa_timeline_end_us(&t, 44100) - end_us + 12, 0, 24);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_nowhere),
        cmocka_unit_test(the_first_frame_is_the_start),
        cmocka_unit_test(sound_before_zero_is_dropped),
        cmocka_unit_test(rounded_times_move_nothing),
        cmocka_unit_test(frames_without_times_follow_on),
        cmocka_unit_test(a_hole_becomes_silence),
        cmocka_unit_test(what_overlaps_is_dropped),
        cmocka_unit_test(times_that_start_anew_are_no_silence),
        cmocka_unit_test(drift_is_followed_within_a_few_milliseconds),
        cmocka_unit_test(impossible_times_are_not_believed),
        cmocka_unit_test(a_new_rate_keeps_the_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
