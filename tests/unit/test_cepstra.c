/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "speech/cepstra.h"
#include "speech/mel.h"

#include "check.h"

#include <math.h>
#include <stdlib.h>

#define N 30000 /* frames: five minutes */

static float *log_mel, *cepstra, *features;

static float noise(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return (float)(*state >> 8) / 8388608.0f - 1;
}

/* Syllables of random spectra with pauses between; the second half through another
 * microphone, which lifts each band by `tilt` more than the one below. */
static void make_sound(float tilt)
{
    uint32_t state = 1;
    float shape[DAESA_MEL_BANDS] = {0};
    for (size_t t = 0; t < N; t++) {
        bool is_pause = t % 300 < 60;
        for (size_t b = 0; b < DAESA_MEL_BANDS; b++) {
            if (t % 12 == 0)
                shape[b] = 3 * noise(&state);
            log_mel[t * DAESA_MEL_BANDS + b] = (is_pause ? -14 : -4 + shape[b]) +
                                               0.1f * noise(&state) +
                                               (t >= N / 2 ? tilt * (float)b : 0);
        }
    }
    daesa_cepstra(log_mel, N, cepstra);
}

static void make_features(void)
{
    size_t n = daesa_normals_count(N);
    struct daesa_normal *normals = calloc(n, sizeof *normals);
    assert_non_null(normals);
    assert_int_equal(daesa_normals_measure(log_mel, cepstra, N, normals), DAESA_OK);
    daesa_features_between(cepstra, N, normals, features);
    free(normals);
}

static int open_arrays(void **state)
{
    (void)state;
    log_mel = calloc((size_t)N * DAESA_MEL_BANDS, sizeof *log_mel);
    cepstra = calloc((size_t)N * DAESA_CEPSTRA, sizeof *cepstra);
    features = calloc((size_t)N * DAESA_FEATURES, sizeof *features);
    return log_mel && cepstra && features ? 0 : -1;
}

static int close_arrays(void **state)
{
    (void)state;
    free(log_mel);
    free(cepstra);
    free(features);
    return 0;
}

/* A part's mean of the first columns, over what is no pause. */
static double mean_of(size_t from, size_t to, size_t column)
{
    double sum = 0, n = 0;
    for (size_t t = from; t < to; t++)
        if (t % 300 >= 60) {
            sum += features[t * DAESA_FEATURES + column];
            n++;
        }
    return sum / n;
}

static void test_another_microphone_does_not_show(void **state)
{
    (void)state;
    make_sound(0.2f);
    make_features();
    for (size_t k = 0; k < DAESA_CEPSTRA; k++) {
        assert_true(fabs(mean_of(0, N / 2 - 3000, k)) < 0.1);
        assert_true(fabs(mean_of(N / 2 + 3000, N, k)) < 0.1);
    }
}

/* By one mean for all, both halves are off: what the test above would miss. */
static void test_one_mean_shows_it(void **state)
{
    struct daesa_normal normal;
    (void)state;
    make_sound(0.2f);
    assert_int_equal(daesa_normal_measure(log_mel, cepstra, N, &normal), DAESA_OK);
    daesa_features(cepstra, N, &normal, features);
    assert_true(fabs(mean_of(0, N / 2 - 3000, 0)) > 0.3);
    assert_true(fabs(mean_of(N / 2 + 3000, N, 0)) > 0.3);
}

/* A clip of less than the window has one mean, the same everywhere. */
static void test_a_short_clip_has_one_mean(void **state)
{
    struct daesa_normal normals[8], normal;
    size_t n = 2500;
    (void)state;
    make_sound(0);
    assert_true(daesa_normals_count(n) <= 8);
    assert_int_equal(daesa_normals_measure(log_mel, cepstra, n, normals), DAESA_OK);
    assert_int_equal(daesa_normal_measure(log_mel, cepstra, n, &normal), DAESA_OK);
    for (size_t i = 0; i < daesa_normals_count(n); i++)
        for (size_t k = 0; k < DAESA_CEPSTRA; k++) {
            assert_true(normals[i].mean[k] == normal.mean[k]);
            assert_true(normals[i].scale[k] == normal.scale[k]);
        }
}

static void test_no_frames(void **state)
{
    struct daesa_normal normals[2];
    (void)state;
    assert_true(daesa_normals_count(0) <= 2);
    assert_int_equal(daesa_normals_measure(log_mel, cepstra, 0, normals), DAESA_OK);
    daesa_features_between(cepstra, 0, normals, features);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_another_microphone_does_not_show),
        cmocka_unit_test(test_one_mean_shows_it),
        cmocka_unit_test(test_a_short_clip_has_one_mean),
        cmocka_unit_test(test_no_frames),
    };
    return cmocka_run_group_tests(tests, open_arrays, close_arrays);
}
