/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "media/cadence.h"

#include "check.h"

#define MAX 20000

static int64_t times[MAX];

static void fill(size_t n, struct daesa_rate rate, int64_t unit_us)
{
    for (size_t i = 0; i < n; i++)
        times[i] = daesa_round_us(daesa_frame_to_us((int64_t)i, rate), unit_us);
}

static struct daesa_cadence find(size_t n)
{
    return daesa_cadence_find(times, n, 1, NULL, 0);
}

static bool is_rate(struct daesa_rate rate, int32_t num, int32_t den)
{
    return rate.num == num && rate.den == den;
}

static void less_than_two_frames_tell_nothing(void **state)
{
    (void)state;
    assert_int_equal(daesa_cadence_find(NULL, 0, 1, NULL, 0).kind, DAESA_RATE_UNKNOWN);
    times[0] = times[1] = 40000;
    assert_int_equal(find(1).kind, DAESA_RATE_UNKNOWN);
    assert_int_equal(find(2).kind, DAESA_RATE_UNKNOWN);
    assert_int_equal(find(2).period_us, 0);
}

static void usual_rates_are_constant_however_rounded(void **state)
{
    (void)state;
    static const struct daesa_rate rates[] = {
        {24000, 1001}, {24, 1},       {25, 1}, {30000, 1001}, {30, 1},
        {50, 1},       {60000, 1001}, {60, 1}, {15, 1},       {12, 1},
    };
    static const int64_t units[] = {1, 1000};
    for (size_t i = 0; i < COUNT(rates); i++)
        for (size_t k = 0; k < COUNT(units); k++) {
            fill(MAX, rates[i], units[k]);
            struct daesa_cadence c = find(MAX);
            assert_int_equal(c.kind, DAESA_RATE_CONSTANT);
            assert_true(is_rate(c.real, rates[i].num, rates[i].den));
            assert_true(is_rate(c.average, rates[i].num, rates[i].den));
        }
}

static void an_unusual_rate_can_be_constant(void **state)
{
    (void)state;
    fill(1000, (struct daesa_rate){17, 1}, 1);
    struct daesa_cadence c = find(1000);
    assert_int_equal(c.kind, DAESA_RATE_CONSTANT);
    assert_in_range((int)(daesa_rate_fps(c.real) * 1000 + 0.5), 17000, 17000);
}

static void over_a_short_time_the_header_decides(void **state)
{
    (void)state;
    const struct daesa_rate ntsc = {30000, 1001}, whole = {30, 1};
    fill(10, ntsc, 1000);
    assert_true(is_rate(daesa_cadence_find(times, 10, 1, &ntsc, 1).real, 30000, 1001));
    assert_true(is_rate(daesa_cadence_find(times, 10, 1, &whole, 1).real, 30, 1));
}

static void a_wrong_header_is_not_believed(void **state)
{
    (void)state;
    const struct daesa_rate hints[] = {{60, 1}, {1000, 1}, {0, 0}};
    fill(300, (struct daesa_rate){25, 1}, 1000);
    struct daesa_cadence c = daesa_cadence_find(times, 300, 1000, hints, 3);
    assert_int_equal(c.kind, DAESA_RATE_CONSTANT);
    assert_true(is_rate(c.real, 25, 1));
}

static void a_dropped_frame_makes_it_variable(void **state)
{
    (void)state;
    fill(301, (struct daesa_rate){25, 1}, 1);
    for (size_t i = 100; i < 300; i++)
        times[i] = times[i + 1];
    struct daesa_cadence c = find(300);
    assert_int_equal(c.kind, DAESA_RATE_VARIABLE);
    assert_true(is_rate(c.real, 25, 1));
    assert_true(daesa_rate_fps(c.average) < 25 && daesa_rate_fps(c.average) > 24.9);
}

static void times_without_a_grid_have_no_real_rate(void **state)
{
    (void)state;
    uint32_t random = 1;
    for (size_t i = 1; i < 500; i++) {
        random = random * 1664525 + 1013904223;
        times[i] = times[i - 1] + 20000 + (int64_t)(random >> 16) % 60000;
    }
    struct daesa_cadence c = find(500);
    assert_int_equal(c.kind, DAESA_RATE_VARIABLE);
    assert_false(daesa_rate_known(c.real));
    assert_true(daesa_rate_known(c.average));
}

static void telecine_is_variable_on_its_grid(void **state)
{
    (void)state;
    for (size_t i = 0; i < 600; i++) /* two and three sixtieths in turn */
        times[i] = daesa_frame_to_us((int64_t)(i / 2 * 5 + i % 2 * 2),
                                     (struct daesa_rate){60000, 1001});
    struct daesa_cadence c = find(600);
    assert_int_equal(c.kind, DAESA_RATE_VARIABLE);
    assert_true(is_rate(c.real, 60000, 1001));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(less_than_two_frames_tell_nothing),
        cmocka_unit_test(usual_rates_are_constant_however_rounded),
        cmocka_unit_test(an_unusual_rate_can_be_constant),
        cmocka_unit_test(over_a_short_time_the_header_decides),
        cmocka_unit_test(a_wrong_header_is_not_believed),
        cmocka_unit_test(a_dropped_frame_makes_it_variable),
        cmocka_unit_test(times_without_a_grid_have_no_real_rate),
        cmocka_unit_test(telecine_is_variable_on_its_grid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
