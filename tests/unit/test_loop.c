/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* The phone loop in sound that is made of the models themselves. */
#include "speech/loop.h"

#include "check.h"

#include <stdlib.h>
#include <string.h>

enum { N_NAMES = 12, N_MODELS = N_NAMES * DAESA_PHONE_STATES, N_FRAMES = 4500 };
enum { STATE_FRAMES = 3, PHONE_FRAMES = DAESA_PHONE_STATES * STATE_FRAMES };

static struct daesa_gauss models[N_MODELS], silence[2];
static float features[N_FRAMES * DAESA_FEATURES];
static uint16_t truth[N_FRAMES];
static uint32_t seed = 5;

static float chance(void)
{
    seed = seed * 1664525u + 1013904223u;
    return (float)(seed >> 8) / 16777216.0f;
}

static void make_models(void)
{
    for (size_t k = 0; k < N_MODELS + 2; k++) {
        struct daesa_gauss *g = k < N_MODELS ? &models[k] : &silence[k - N_MODELS];
        for (size_t d = 0; d < DAESA_FEATURES; d++) {
            g->mean[d] = d >= 13 ? 0 : k < N_MODELS ? 4 * chance() - 2 : -4;
            g->variance[d] = 1;
        }
    }
}

/* Phones that nobody chose; every fifth is silence. */
static void make_sound(void)
{
    uint16_t phone = 0;
    for (size_t t = 0; t < N_FRAMES; t++) {
        size_t at = t % PHONE_FRAMES;
        if (at == 0)
            phone = (uint16_t)(chance() * N_NAMES);
        bool is_silent = t / PHONE_FRAMES % 5 == 4;
        truth[t] = (uint16_t)(is_silent ? N_MODELS
                                        : phone * DAESA_PHONE_STATES + at / STATE_FRAMES);
        const float *mean = is_silent ? silence[0].mean : models[truth[t]].mean;
        for (size_t d = 0; d < DAESA_FEATURES; d++)
            features[t * DAESA_FEATURES + d] = mean[d] + 1.2f * (chance() - 0.5f);
    }
}

static void open_emission(struct daesa_emission *e, size_t n_frames)
{
    const float weight[2] = {-0.7f, -0.7f};
    make_models();
    make_sound();
    *e = (struct daesa_emission){.features = features, .n_frames = n_frames};
    assert_int_equal(daesa_emission_set(e, models, N_MODELS, silence, weight), DAESA_OK);
}

/* What the loop needs of a text: how often its phones are in it. */
static const struct daesa_reading *reading(void)
{
    static struct daesa_reading_phone phones[2 * N_NAMES];
    static struct daesa_reading r;
    for (size_t i = 0; i < 2 * N_NAMES; i++)
        phones[i].phone = (uint16_t)(i % N_NAMES);
    r = (struct daesa_reading){
        .phones = phones, .n_phones = 2 * N_NAMES, .n_names = N_NAMES};
    return &r;
}

static void the_phones_that_sound_are_found(void **state)
{
    (void)state;
    struct daesa_emission e;
    struct daesa_loop loop;
    uint16_t found[DAESA_LOOP_FRAMES];
    float score[DAESA_LOOP_FRAMES];
    open_emission(&e, N_FRAMES);
    float *row = calloc(daesa_emission_width(&e), sizeof *row);
    assert_non_null(row);
    assert_int_equal(daesa_loop_open(&loop, reading(), &e), DAESA_OK);
    const size_t starts[] = {0, 7, 1000, N_FRAMES - DAESA_LOOP_FRAMES};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        size_t right = 0;
        daesa_loop_walk(&loop, &e, starts[i], starts[i] + DAESA_LOOP_FRAMES, found,
                        score);
        for (size_t t = 0; t < DAESA_LOOP_FRAMES; t++) {
            right += found[t] == truth[starts[i] + t];
            daesa_emission_models(&e, starts[i] + t, row);
            float want = found[t] == N_MODELS ? row[DAESA_EMIT_SILENCE]
                                              : row[DAESA_EMIT_FIRST_PHONE + found[t]];
            assert_true(score[t] == want);
        }
        assert_true(right > DAESA_LOOP_FRAMES * 97 / 100);
    }
    daesa_loop_finish(&loop);
    daesa_emission_finish(&e);
    free(row);
}

/* A way is one state further, or from the end of a phone to the start of one. */
static void states_follow_each_other(void **state)
{
    (void)state;
    struct daesa_emission e;
    struct daesa_loop loop;
    uint16_t found[DAESA_LOOP_FRAMES];
    open_emission(&e, N_FRAMES);
    assert_int_equal(daesa_loop_open(&loop, reading(), &e), DAESA_OK);
    daesa_loop_walk(&loop, &e, 0, DAESA_LOOP_FRAMES, found, NULL);
    for (size_t t = 1; t < DAESA_LOOP_FRAMES; t++) {
        uint16_t a = found[t - 1], b = found[t];
        bool ends = a == N_MODELS || a % DAESA_PHONE_STATES == DAESA_PHONE_STATES - 1;
        bool begins = b == N_MODELS || b % DAESA_PHONE_STATES == 0;
        assert_true(a == b || (b != N_MODELS && b == a + 1) || (ends && begins));
    }
    daesa_loop_finish(&loop);
    daesa_emission_finish(&e);
}

static void threads_and_short_sound_make_no_difference(void **state)
{
    (void)state;
    static float one[N_FRAMES], two[N_FRAMES];
    const size_t lengths[] = {1, 2, 999, 1000, 1001, 2000, 2001, N_FRAMES};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        struct daesa_emission e;
        open_emission(&e, lengths[i]);
        memset(one, 0, sizeof one);
        memset(two, 0, sizeof two);
        assert_int_equal(daesa_loop_score(reading(), &e, true, one), DAESA_OK);
        assert_int_equal(daesa_loop_score(reading(), &e, false, two), DAESA_OK);
        assert_memory_equal(one, two, sizeof one);
        assert_true(one[lengths[i] - 1] != 0);
        assert_true(lengths[i] == N_FRAMES || one[lengths[i]] == 0);
        daesa_emission_finish(&e);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_phones_that_sound_are_found),
        cmocka_unit_test(states_follow_each_other),
        cmocka_unit_test(threads_and_short_sound_make_no_difference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
