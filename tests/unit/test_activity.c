/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/time.h"
#include "speech/activity.h"

#include "check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define RATE DAESA_ACTIVITY_RATE_HZ
#define SECONDS 20
#define N ((size_t)RATE * SECONDS)

static float sound[N];

static float noise(void)
{
    static uint32_t state = 1;
    state = state * 1664525u + 1013904223u;
    return (float)state / 2147483648.0f - 1;
}

static void fill_noise(float level)
{
    for (size_t i = 0; i < N; i++)
        sound[i] = level * noise();
}

/* What a voice is to the ear of a level meter: harmonics, four syllables a
 * second. */
static void say(double from_s, double to_s, float level)
{
    for (size_t i = (size_t)(from_s * RATE); i < (size_t)(to_s * RATE); i++) {
        double t = (double)i / RATE, v = 0;
        for (int h = 1; h <= 20; h++)
            v += sin(2 * 3.14159265 * 140 * h * t) / h;
        sound[i] += level * (float)(v * (0.55 + 0.45 * cos(2 * 3.14159265 * 4 * t)));
    }
}

static size_t find(int64_t start_us, size_t chunk, struct daesa_interval **out)
{
    struct daesa_activity *a = NULL;
    size_t n = 0;
    assert_int_equal(daesa_activity_open(&a), DAESA_OK);
    for (size_t i = 0; i < N; i += chunk)
        assert_int_equal(daesa_activity_feed(a, sound + i, i + chunk < N ? chunk : N - i),
                         DAESA_OK);
    assert_int_equal(daesa_activity_find(a, start_us, DAESA_ACTIVITY_PAUSE_US, out, &n),
                     DAESA_OK);
    daesa_activity_close(&a);
    assert_null(a);
    return n;
}

static void test_nothing_fed_is_no_speech(void **state)
{
    struct daesa_activity *a = NULL;
    struct daesa_interval *speech = NULL;
    size_t n = 1;
    (void)state;
    daesa_activity_close(NULL);
    daesa_activity_close(&a);
    assert_int_equal(daesa_activity_open(&a), DAESA_OK);
    assert_int_equal(daesa_activity_find(a, 0, DAESA_ACTIVITY_PAUSE_US, &speech, &n),
                     DAESA_OK);
    assert_non_null(speech);
    assert_int_equal(n, 0);
    free(speech);
    daesa_activity_close(&a);
}

static void test_silence_and_steady_noise_are_no_speech(void **state)
{
    struct daesa_interval *speech = NULL;
    (void)state;
    memset(sound, 0, sizeof sound);
    assert_int_equal(find(0, 4096, &speech), 0);
    free(speech);
    fill_noise(0.2f);
    assert_int_equal(find(0, 4096, &speech), 0);
    free(speech);
}

static void test_speech_is_found_where_it_is(void **state)
{
    static const struct {
        double from_s, to_s;
    } said[] = {{1.5, 3.2}, {5, 5.5}, {8, 14}};
    struct daesa_interval *speech = NULL;
    (void)state;
    fill_noise(0.003f);
    for (size_t i = 0; i < 3; i++)
        say(said[i].from_s, said[i].to_s, 0.1f);
    size_t n = find(7 * DAESA_SECOND_US, 1000, &speech);
    assert_int_equal(n, 3);
    for (size_t i = 0; i < n; i++) {
        assert_in_range(speech[i].start_us - (int64_t)((7 + said[i].from_s) * 1e6) +
                            60000,
                        0, 120000);
        assert_in_range(speech[i].end_us - (int64_t)((7 + said[i].to_s) * 1e6) + 60000, 0,
                        120000);
    }
    free(speech);
}

static void test_short_pauses_stay_in_and_clicks_stay_out(void **state)
{
    struct daesa_interval *speech = NULL;
    (void)state;
    fill_noise(0.003f);
    say(2, 4, 0.1f);
    say(4.15, 6, 0.1f);
    say(9, 9.03, 0.1f);
    assert_int_equal(find(0, 16000, &speech), 1);
    free(speech);
}

static void test_speech_far_below_the_rest_is_left_out(void **state)
{
    struct daesa_interval *speech = NULL;
    (void)state;
    fill_noise(0.0001f);
    say(2, 9, 0.2f);
    say(12, 14, 0.002f);
    assert_int_equal(find(0, 16000, &speech), 1);
    free(speech);
}

static void test_chunks_make_no_difference(void **state)
{
    struct daesa_interval *whole = NULL, *parts = NULL;
    (void)state;
    fill_noise(0.003f);
    say(2, 6, 0.1f);
    say(11, 12, 0.1f);
    size_t n = find(0, N, &whole);
    assert_int_equal(n, 2);
    assert_int_equal(find(0, 137, &parts), n);
    assert_memory_equal(whole, parts, n * sizeof *whole);
    free(whole);
    free(parts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_fed_is_no_speech),
        cmocka_unit_test(test_silence_and_steady_noise_are_no_speech),
        cmocka_unit_test(test_speech_is_found_where_it_is),
        cmocka_unit_test(test_short_pauses_stay_in_and_clicks_stay_out),
        cmocka_unit_test(test_speech_far_below_the_rest_is_left_out),
        cmocka_unit_test(test_chunks_make_no_difference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
