/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/time.h"

#include "check.h"

#include <limits.h>

#define HOUR_US (3600 * DAESA_SECOND_US)

static const struct daesa_rate unknown;

/* Every rate that a subtitler meets, and a few that nobody should. */
static const struct daesa_rate rates[] = {
    {24000, 1001}, {30000, 1001}, {48000, 1001}, {60000, 1001}, {120000, 1001},
    {24, 1},       {25, 1},       {30, 1},       {48, 1},       {50, 1},
    {60, 1},       {120, 1},      {1000, 1},     {15, 1},       {25, 2},
    {1, 1},        {1, 10},       {999, 1000},   {19001, 317},  {23976, 1000},
};

static void an_unknown_rate_is_zero(void **state)
{
    (void)state;
    assert_false(daesa_rate_known(unknown));
    assert_false(daesa_rate_known((struct daesa_rate){25, 0}));
    assert_false(daesa_rate_known((struct daesa_rate){0, 1}));
    assert_false(daesa_rate_known((struct daesa_rate){-25, 1}));
    assert_false(daesa_rate_known((struct daesa_rate){-25, -1}));
    assert_true(daesa_rate_fps(unknown) == 0);
    assert_true(daesa_rate_fps((struct daesa_rate){25, 2}) == 12.5);
}

static void rates_are_read_as_people_write_them(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        struct daesa_rate want; /* {0}: refused */
    } rows[] = {
        {"", {0, 0}},
        {"25", {25, 1}},
        {"25.0", {25, 1}},
        {"25,000", {25, 1}},
        {"25.", {25, 1}},
        {"24000/1001", {24000, 1001}},
        {"50/2", {50, 2}},
        {"23.976", {24000, 1001}},
        {"23.98", {24000, 1001}},
        {"23.9760239", {24000, 1001}},
        {"23,976", {24000, 1001}},
        {"29.97", {30000, 1001}},
        {"29.970", {30000, 1001}},
        {"47.95", {48000, 1001}},
        {"47.952", {48000, 1001}},
        {"59.94", {60000, 1001}},
        {"119.88", {120000, 1001}},
        {"12.5", {12500000, 1000000}},
        {"23.9", {23900000, 1000000}},
        {"1000", {1000, 1}},
        {"1000/1", {1000, 1}},
        {"0.5", {500000, 1000000}},
        {"1000.1", {0, 0}},
        {"1001", {0, 0}},
        {"1000999/1000", {0, 0}},
        {"0", {0, 0}},
        {"0.0", {0, 0}},
        {"0/1", {0, 0}},
        {"25/0", {0, 0}},
        {"-25", {0, 0}},
        {"+25", {0, 0}},
        {"25fps", {0, 0}},
        {" 25", {0, 0}},
        {"25/", {0, 0}},
        {"/1", {0, 0}},
        {"25/1/1", {0, 0}},
        {"2147483648/2147483647", {0, 0}},
        {"99999999999999999999", {0, 0}},
        {"1e2", {0, 0}},
        {"nan", {0, 0}},
        {".", {0, 0}},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_rate got = {0};
        bool ok = daesa_rate_parse(daesa_str_of(rows[i].in), &got);
        check_row(ok == (rows[i].want.num != 0), rows[i].in);
        check_row(got.num == rows[i].want.num && got.den == rows[i].want.den, rows[i].in);
    }
}

static void scaling_goes_to_the_nearest_and_ties_away_from_zero(void **state)
{
    (void)state;
    static const struct {
        int64_t a, b, c, want;
    } rows[] = {
        {0, 1, 1, 0},
        {7, 0, 3, 0},
        {1, 1, 2, 1},
        {-1, 1, 2, -1},
        {3, 1, 2, 2},
        {-3, 1, 2, -2},
        {1, 1, 3, 0},
        {2, 1, 3, 1},
        {-1, 1, 3, 0},
        {-2, 1, 3, -1},
        {5, 1, 10, 1},
        {4, 1, 10, 0},
        {-5, 1, 10, -1},
        {-4, 1, 10, 0},
        {10, -1, 4, -3},
        {DAESA_TIME_MAX, INT32_MAX, INT32_MAX, DAESA_TIME_MAX},
        {-DAESA_TIME_MAX, INT32_MAX, INT32_MAX, -DAESA_TIME_MAX},
        {DAESA_TIME_MAX, 1, 3, DAESA_TIME_MAX / 3},
        {INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX},
        {INT64_MAX, 2, 1, INT64_MAX},
        {INT64_MIN, 2, 1, -INT64_MAX},
        {INT64_MIN, 1, 1, -INT64_MAX},
        {INT64_MIN, INT64_MIN, 1, INT64_MAX},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_int_equal(daesa_scale(rows[i].a, rows[i].b, rows[i].c), rows[i].want);
}

static void rounding_goes_to_a_multiple(void **state)
{
    (void)state;
    assert_int_equal(daesa_round_us(0, 10000), 0);
    assert_int_equal(daesa_round_us(4999, 10000), 0);
    assert_int_equal(daesa_round_us(5000, 10000), 10000);
    assert_int_equal(daesa_round_us(14999, 10000), 10000);
    assert_int_equal(daesa_round_us(-5000, 10000), -10000);
    assert_int_equal(daesa_round_us(-4999, 10000), 0);
    assert_int_equal(daesa_round_us(123, 1), 123);
    assert_int_equal(daesa_round_us(DAESA_TIME_MAX, 1000), DAESA_TIME_MAX);
}

static void check_frame(int64_t frame, struct daesa_rate rate)
{
    int64_t start = daesa_frame_to_us(frame, rate);
    if (daesa_us_to_frame(start, rate) != frame ||
        daesa_us_to_frame(start - 1, rate) != frame - 1)
        fail_msg("frame %lld at %d/%d", (long long)frame, rate.num, rate.den);
}

static void a_frames_start_is_its_own_and_the_instant_before_is_not(void **state)
{
    (void)state;
    for (size_t r = 0; r < COUNT(rates); r++) {
        int64_t last = 10 * HOUR_US / DAESA_SECOND_US * rates[r].num / rates[r].den;
        /* Rounding has the period of the numerator: one period in full, then
         * steps that meet every phase up to ten hours. */
        for (int64_t n = 0; n <= last && n <= rates[r].num; n++)
            check_frame(n, rates[r]);
        for (int64_t n = 0; n <= last; n += 7)
            check_frame(n, rates[r]);
        for (int64_t n = -1; n >= -5000; n--)
            check_frame(n, rates[r]);
        check_frame(DAESA_TIME_MAX / DAESA_SECOND_US * rates[r].num / rates[r].den,
                    rates[r]);
    }
}

static void every_frame_of_ten_hours_at_every_ntsc_rate(void **state)
{
    (void)state;
    for (size_t r = 0; r < 5; r++) {
        int64_t last = 36000 * INT64_C(1000) * rates[r].num / rates[r].den / 1000;
        for (int64_t n = 0; n <= last; n++)
            if (daesa_us_to_frame(daesa_frame_to_us(n, rates[r]), rates[r]) != n)
                fail_msg("frame %lld at %d/%d", (long long)n, rates[r].num, rates[r].den);
    }
}

static void frames_begin_where_they_should(void **state)
{
    (void)state;
    static const struct {
        struct daesa_rate rate;
        int64_t frame, us;
    } rows[] = {
        {{25, 1}, 0, 0},
        {{25, 1}, 1, 40000},
        {{25, 1}, -1, -40000},
        {{24000, 1001}, 1, 41708},
        {{24000, 1001}, 24000, 1001 * DAESA_SECOND_US},
        {{30000, 1001}, 1, 33367},
        {{30000, 1001}, 2, 66733},
        {{30000, 1001}, 107892, 3599996400},
        {{60000, 1001}, 1, 16683},
        {{1, 10}, 3, 30 * DAESA_SECOND_US},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_int_equal(daesa_frame_to_us(rows[i].frame, rows[i].rate), rows[i].us);
}

static void times_are_read_as_people_type_them(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        bool ok;
        int64_t want;
    } rows[] = {
        {"", false, 0},
        {"0", true, 0},
        {"-0", true, 0},
        {"62.5", true, 62500000},
        {"62,5", true, 62500000},
        {"62.5s", true, 62500000},
        {"+62.5s", true, 62500000},
        {"-62.5s", true, -62500000},
        {".5", true, 500000},
        {"1500ms", true, 1500000},
        {"1.5ms", true, 1500},
        {"0.0005ms", true, 1},
        {"0.0004ms", true, 0},
        {"1:02:03.5", true, 3723500000},
        {"2:03,250", true, 123250000},
        {"-2:03", true, -123000000},
        {"90:00", true, 5400000000},
        {"100:00:00", true, 360000000000},
        {"00:00:00.000001", true, 1},
        {"0.0000015", true, 2},
        {"0.0000014999", true, 1},
        {"0.9999999", true, 1000000},
        {"10000:00:00", true, DAESA_TIME_MAX},
        {"36000000", true, DAESA_TIME_MAX},
        {"36000000s", true, DAESA_TIME_MAX},
        {"-10000:00:00", true, -DAESA_TIME_MAX},
        {"10000:00:00.000001", false, 0},
        {"36000001", false, 0},
        {"999999999:00:00", false, 0},
        {"1000000000", false, 0},
        {"99999999999999999999999", false, 0},
        {"1:60", false, 0},
        {"1:60:00", false, 0},
        {"1:00:60", false, 0},
        {"1.5:00", false, 0},
        {"1:2:3:4", false, 0},
        {"1:", false, 0},
        {":1", false, 0},
        {"::", false, 0},
        {"1:02s", false, 0},
        {"1:02ms", false, 0},
        {"s", false, 0},
        {".", false, 0},
        {"-", false, 0},
        {"--1", false, 0},
        {"1 s", false, 0},
        {" 1", false, 0},
        {"1h", false, 0},
        {"1S", false, 0},
        {"0x10", false, 0},
        {"1e3", false, 0},
        {"120f", false, 0},
        {"inf", false, 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        int64_t got = 77;
        bool ok = daesa_time_parse(daesa_str_of(rows[i].in), unknown, &got);
        check_row(ok == rows[i].ok, rows[i].in);
        check_row(got == (ok ? rows[i].want : 77), rows[i].in);
    }
}

static void frames_are_times_where_the_rate_is_known(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        struct daesa_rate rate;
        bool ok;
        int64_t want;
    } rows[] = {
        {"120f", {25, 1}, true, 4800000},
        {"0f", {24000, 1001}, true, 0},
        {"-1f", {30000, 1001}, true, -33367},
        {"24000f", {24000, 1001}, true, 1001000000},
        {"0.5f", {25, 1}, true, 20000},
        {"120f", {0, 0}, false, 0},
        {"1:02f", {25, 1}, false, 0},
        {"f", {25, 1}, false, 0},
        {"999999999f", {1, INT32_MAX}, false, 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        int64_t got = 77;
        bool ok = daesa_time_parse(daesa_str_of(rows[i].in), rows[i].rate, &got);
        check_row(ok == rows[i].ok, rows[i].in);
        check_row(got == (ok ? rows[i].want : 77), rows[i].in);
    }
}

static void times_print_for_people(void **state)
{
    (void)state;
    static const struct {
        int64_t us;
        const char *want;
    } rows[] = {
        {DAESA_TIME_NONE, "?"},
        {0, "0:00:00.000"},
        {499, "0:00:00.000"},
        {500, "0:00:00.001"},
        {-499, "0:00:00.000"},
        {-500, "-0:00:00.001"},
        {59999500, "0:01:00.000"},
        {3599999500, "1:00:00.000"},
        {3723500000, "1:02:03.500"},
        {-3723500000, "-1:02:03.500"},
        {DAESA_TIME_MAX, "10000:00:00.000"},
        {INT64_MAX, "2562047788:00:54.776"},
        {INT64_MIN + 1, "-2562047788:00:54.776"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_buf buf = {0};
        daesa_time_print(&buf, rows[i].us);
        check_str(daesa_buf_str(&buf), rows[i].want);
        daesa_buf_finish(&buf);
    }
}

static void what_is_printed_reads_back(void **state)
{
    (void)state;
    for (int64_t us = -HOUR_US; us < 3 * HOUR_US; us += 7919000) {
        struct daesa_buf buf = {0};
        int64_t got;
        daesa_time_print(&buf, us);
        assert_true(daesa_time_parse(daesa_buf_str(&buf), unknown, &got));
        assert_int_equal(got, us);
        daesa_buf_finish(&buf);
    }
}

static void sorted_times_are_found(void **state)
{
    (void)state;
    static const int64_t times_us[] = {-5, 10, 20, 20, 40};
    static const struct {
        int64_t us;
        size_t n, before;
        int64_t nearest_us;
    } rows[] = {
        {7, 0, 0, DAESA_TIME_NONE},
        {-9, 5, 0, -5},
        {-5, 5, 0, -5},
        {2, 5, 1, -5},
        {3, 5, 1, 10},
        {20, 5, 2, 20},
        {21, 5, 4, 20},
        {30, 5, 4, 20}, /* as near to 40 */
        {31, 5, 4, 40},
        {99, 5, 5, 40},
        {99, 1, 1, -5},
    };
    assert_int_equal(daesa_times_before(NULL, 0, 7), 0);
    assert_int_equal(daesa_times_nearest(NULL, 0, 7), DAESA_TIME_NONE);
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_int_equal(daesa_times_before(times_us, rows[i].n, rows[i].us),
                         rows[i].before);
        assert_int_equal(daesa_times_nearest(times_us, rows[i].n, rows[i].us),
                         rows[i].nearest_us);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_unknown_rate_is_zero),
        cmocka_unit_test(rates_are_read_as_people_write_them),
        cmocka_unit_test(scaling_goes_to_the_nearest_and_ties_away_from_zero),
        cmocka_unit_test(rounding_goes_to_a_multiple),
        cmocka_unit_test(a_frames_start_is_its_own_and_the_instant_before_is_not),
        cmocka_unit_test(every_frame_of_ten_hours_at_every_ntsc_rate),
        cmocka_unit_test(frames_begin_where_they_should),
        cmocka_unit_test(times_are_read_as_people_type_them),
        cmocka_unit_test(frames_are_times_where_the_rate_is_known),
        cmocka_unit_test(times_print_for_people),
        cmocka_unit_test(what_is_printed_reads_back),
        cmocka_unit_test(sorted_times_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
