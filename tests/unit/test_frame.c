/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/frame.h"

#include "check.h"

#include "core/time.h"

#define CS INT64_C(10000)

static void stamps_fall_on_the_frame(void **state)
{
    (void)state;
    /* 24000/1001 frames a second, and a gap. */
    static const int64_t frames_us[] = {0, 41708, 83417, 125125, 500000};
    static const struct {
        size_t n;
        int64_t us, want;
    } rows[] = {
        {0, 44999, 4 * CS},   {5, 0, 0},
        {5, 500, 0},          {5, 41708, 4 * CS},
        {5, 41000, 4 * CS},   {5, 42000, 4 * CS},
        {5, 42709, 8 * CS},   {5, 83417, 8 * CS},
        {5, 86000, 12 * CS},  {5, 125125, 12 * CS},
        {5, 130000, 50 * CS}, {5, 500900, 50 * CS},
        {5, 507000, 51 * CS}, {5, -20000, 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_int_equal(daesa_frame_stamp(frames_us, rows[i].n, rows[i].us, CS),
                         rows[i].want);
}

/* Where every frame of every usual rate falls: the stamp lies behind the frame
 * before and not behind its own, and no later one does. */
static void no_frame_of_a_usual_rate_is_missed(void **state)
{
    (void)state;
    static const struct daesa_rate rates[] = {
        {24000, 1001}, {24, 1}, {25, 1}, {30000, 1001}, {30, 1}, {50, 1}, {60000, 1001}};
    static int64_t frames_us[5000];
    for (size_t r = 0; r < COUNT(rates); r++) {
        for (size_t i = 0; i < COUNT(frames_us); i++)
            frames_us[i] = daesa_frame_to_us((int64_t)i, rates[r]);
        for (size_t i = 1; i < COUNT(frames_us); i++) {
            int64_t got =
                daesa_frame_stamp(frames_us, COUNT(frames_us), frames_us[i], CS);
            assert_true(got > frames_us[i - 1] && got <= frames_us[i]);
            assert_true(got + CS > frames_us[i]);
            assert_int_equal(got % CS, 0);
        }
    }
}

static void frames_finer_than_the_clock_are_rounded_to(void **state)
{
    (void)state;
    static const int64_t frames_us[] = {0, 4000, 8000, 12000, 16000};
    assert_int_equal(daesa_frame_stamp(frames_us, 5, 4000, CS), 0);
    assert_int_equal(daesa_frame_stamp(frames_us, 5, 8000, CS), CS);
    assert_int_equal(daesa_frame_stamp(frames_us, 5, 12000, CS), CS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stamps_fall_on_the_frame),
        cmocka_unit_test(no_frame_of_a_usual_rate_is_missed),
        cmocka_unit_test(frames_finer_than_the_clock_are_rounded_to),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
