/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Percentiles, features, Gaussians and their adaptation. */
#include "speech/cepstra.h"
#include "speech/mel.h"
#include "speech/models.h"

#include "check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define D DAESA_FEATURES

static uint32_t seed = 1;

static float chance(void)
{
    seed = seed * 1664525u + 1013904223u;
    return (float)(seed >> 8) / 16777216.0f;
}

static int by_value(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

static void percentiles_are_those_of_the_sorted_values(void **state)
{
    (void)state;
    float one[] = {3}, same[] = {2, 2, 2, 2}, two[] = {5, 1};
    assert_true(daesa_percentile(one, 1, 0.5) == 3);
    assert_true(daesa_percentile(same, 4, 0.95) == 2);
    assert_true(daesa_percentile(two, 2, 0.5) == 3);
    for (size_t n = 1; n < 200; n += 7) {
        float v[200], sorted[200];
        for (size_t i = 0; i < n; i++)
            v[i] = sorted[i] = floorf(20 * chance());
        qsort(sorted, n, sizeof *sorted, by_value);
        for (int k = 0; k <= 10; k++) {
            double at = k / 10.0 * (double)(n - 1);
            size_t low = (size_t)at;
            double high = low + 1 < n ? sorted[low + 1] : sorted[low];
            double want = sorted[low] + (high - sorted[low]) * (at - (double)low);
            assert_true(fabs(daesa_percentile(v, n, k / 10.0) - want) < 1e-4);
        }
    }
}

static void features_of_equal_frames_do_not_move(void **state)
{
    (void)state;
    float log_mel[9 * DAESA_MEL_BANDS], cepstra[9 * DAESA_CEPSTRA], out[9 * D];
    struct daesa_normal normal;
    for (size_t i = 0; i < sizeof log_mel / sizeof *log_mel; i++)
        log_mel[i] = (float)(i % DAESA_MEL_BANDS);
    daesa_cepstra(log_mel, 9, cepstra);
    assert_int_equal(daesa_normal_measure(log_mel, cepstra, 9, &normal), DAESA_OK);
    daesa_features(cepstra, 9, &normal, out);
    for (size_t t = 0; t < 9; t++)
        for (size_t k = DAESA_CEPSTRA; k < D; k++)
            assert_true(fabsf(out[t * D + k]) < 1e-4f);
}

static void fill(struct daesa_gauss *g)
{
    for (int d = 0; d < D; d++) {
        g->mean[d] = 4 * chance() - 2;
        g->variance[d] = 0.5f + chance();
    }
}

static void scores_are_log_likelihoods(void **state)
{
    (void)state;
    struct daesa_gauss g[5];
    struct daesa_scorer scorer = {0};
    float z[D], got[8];
    for (int i = 0; i < 5; i++)
        fill(&g[i]);
    for (int d = 0; d < D; d++)
        z[d] = 3 * chance();
    assert_int_equal(daesa_scorer_set(&scorer, g, NULL, 5), DAESA_OK);
    assert_true(scorer.stride <= 8);
    daesa_scorer_frame(&scorer, z, got);
    for (int i = 0; i < 5; i++) {
        double want = 0;
        for (int d = 0; d < D; d++) {
            double off = z[d] - g[i].mean[d];
            want -= 0.5 *
                    (log(2 * acos(-1) * g[i].variance[d]) + off * off / g[i].variance[d]);
        }
        assert_true(fabs(got[i] - want) < 1e-2);
    }
    daesa_scorer_finish(&scorer);
    daesa_scorer_finish(&scorer);
}

static void models_without_frames_stay_what_they_were(void **state)
{
    (void)state;
    struct daesa_gauss seeds[4], out[4];
    struct daesa_moments seen[4] = {{0}};
    for (int i = 0; i < 4; i++)
        fill(&seeds[i]);
    daesa_models_adapt(seeds, seen, 4, 10, out);
    assert_memory_equal(seeds, out, sizeof seeds);
}

static void models_go_where_their_frames_are(void **state)
{
    (void)state;
    struct daesa_gauss seeds[6], out[6];
    struct daesa_moments *seen = calloc(6, sizeof *seen);
    assert_non_null(seen);
    for (int i = 0; i < 6; i++) {
        fill(&seeds[i]);
        for (int k = 0; k < 2000; k++) {
            float z[D];
            for (int d = 0; d < D; d++)
                z[d] = (float)i + 1 + 0.2f * (chance() - 0.5f);
            daesa_moments_add(&seen[i], 1, z);
        }
    }
    daesa_models_adapt(seeds, seen, 6, 10, out);
    for (int i = 0; i < 6; i++)
        for (int d = 0; d < D; d++) {
            assert_true(fabs((double)out[i].mean[d] - (double)(i + 1)) < 0.1);
            assert_true(out[i].variance[d] > 0);
        }
    free(seen);
}

static void two_clusters_are_told_apart(void **state)
{
    (void)state;
    enum { N = 400 };
    static float features[N * D];
    int32_t frames[N];
    struct daesa_gauss pair[2];
    float weight[2];
    for (int t = 0; t < N; t++) {
        frames[t] = t;
        for (int d = 0; d < D; d++)
            features[t * D + d] = (t % 4 ? 5.0f : -5.0f) + chance();
    }
    daesa_models_fit_pair(features, frames, N, pair, weight);
    assert_true(fabsf(pair[0].mean[0] + 4.5f) < 0.2f);
    assert_true(fabsf(pair[1].mean[0] - 5.5f) < 0.2f);
    assert_true(fabs(exp((double)weight[0]) - 0.25) < 0.02);
    assert_true(fabs(exp((double)weight[1]) - 0.75) < 0.02);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(percentiles_are_those_of_the_sorted_values),
        cmocka_unit_test(features_of_equal_frames_do_not_move),
        cmocka_unit_test(scores_are_log_likelihoods),
        cmocka_unit_test(models_without_frames_stay_what_they_were),
        cmocka_unit_test(models_go_where_their_frames_are),
        cmocka_unit_test(two_clusters_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
