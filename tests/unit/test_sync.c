/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Speech that a generator makes, and cues that lie on it, or on it by another clock. */
#include "check/sync.h"

#include "check.h"

#include <math.h>
#include <stdlib.h>

#define MS INT64_C(1000)
#define N 60

struct scene {
    struct daesa_interval speech[N];
    struct daesa_cue cues[N];
    const struct daesa_cue *order[N];
    struct daesa_evidence evidence;
};

/* A linear congruential generator: the same scene for the same seed. */
static int64_t pick(uint32_t *seed, int64_t from, int64_t to)
{
    *seed = *seed * 1664525u + 1013904223u;
    return from + (int64_t)(*seed >> 8) % (to - from);
}

static void make_scene(struct scene *scene, uint32_t seed)
{
    int64_t at_ms = 2000;
    *scene = (struct scene){0};
    for (size_t i = 0; i < N; i++) {
        int64_t length_ms = pick(&seed, 900, 3600);
        scene->speech[i] = (struct daesa_interval){at_ms * MS, (at_ms + length_ms) * MS};
        scene->cues[i].start_us = scene->speech[i].start_us;
        scene->cues[i].end_us = scene->speech[i].end_us;
        scene->order[i] = &scene->cues[i];
        at_ms += length_ms + pick(&seed, 400, 2200);
    }
    scene->evidence = (struct daesa_evidence){
        .speech = scene->speech, .n_speech = N, .end_us = (at_ms + 60000) * MS};
}

static void move(struct scene *scene, size_t from, double ratio, int64_t by_ms)
{
    for (size_t i = from; i < N; i++) {
        struct daesa_cue *cue = &scene->cues[i];
        cue->start_us = (int64_t)((double)cue->start_us * ratio) + by_ms * MS;
        cue->end_us = (int64_t)((double)cue->end_us * ratio) + by_ms * MS;
    }
}

static struct daesa_sync find(const struct scene *scene)
{
    struct daesa_sync sync;
    assert_int_equal(daesa_sync_find(scene->order, N, &scene->evidence, NULL, &sync),
                     DAESA_OK);
    return sync;
}

static void too_little_says_nothing(void **state)
{
    (void)state;
    struct scene scene;
    struct daesa_sync sync = {.kind = DAESA_SYNC_GOOD};
    make_scene(&scene, 1);
    assert_int_equal(daesa_sync_find(NULL, 0, &scene.evidence, NULL, &sync), DAESA_OK);
    assert_int_equal(sync.kind, DAESA_SYNC_UNKNOWN);
    assert_int_equal(daesa_sync_find(scene.order, 4, &scene.evidence, NULL, &sync),
                     DAESA_OK);
    assert_int_equal(sync.kind, DAESA_SYNC_UNKNOWN);
    scene.evidence.n_speech = 0;
    assert_int_equal(daesa_sync_find(scene.order, N, &scene.evidence, NULL, &sync),
                     DAESA_OK);
    assert_int_equal(sync.kind, DAESA_SYNC_UNKNOWN);
}

static void cues_on_their_speech_are_good(void **state)
{
    (void)state;
    struct scene scene;
    for (uint32_t seed = 1; seed <= 5; seed++) {
        make_scene(&scene, seed);
        move(&scene, 0, 1, seed % 2 ? 60 : -60);
        assert_int_equal(find(&scene).kind, DAESA_SYNC_GOOD);
    }
}

static void offsets_are_measured(void **state)
{
    (void)state;
    static const int offsets_ms[] = {150, -400, 1000, 12340, -25000, 55000};
    for (size_t i = 0; i < COUNT(offsets_ms); i++) {
        struct scene scene;
        make_scene(&scene, (uint32_t)i + 1);
        move(&scene, 0, 1, offsets_ms[i]);
        struct daesa_sync sync = find(&scene);
        assert_int_equal(sync.kind, DAESA_SYNC_OFFSET);
        assert_in_range(llabs(sync.shift_us + offsets_ms[i] * MS), 0, 20 * MS);
    }
}

static void rates_are_named(void **state)
{
    (void)state;
    static const struct {
        double ratio;
        int from_num, to_num;
    } rows[] = {{25.0 * 1001 / 24000, 24000, 25},
                {24000.0 / 1001 / 25, 25, 24000},
                {25.0 / 24, 24, 25},
                {24.0 / 25, 25, 24}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct scene scene;
        make_scene(&scene, (uint32_t)i + 7);
        move(&scene, 0, rows[i].ratio, 0);
        struct daesa_sync sync = find(&scene);
        assert_int_equal(sync.kind, DAESA_SYNC_DRIFT);
        assert_int_equal(sync.from.num, rows[i].from_num);
        assert_int_equal(sync.to.num, rows[i].to_num);
        assert_in_range(llabs(sync.shift_us), 0, 40 * MS);
    }
}

static void cuts_are_found_to_the_cue(void **state)
{
    (void)state;
    struct scene scene;
    make_scene(&scene, 11);
    move(&scene, 20, 1, 10000);
    move(&scene, 41, 1, -4000);
    struct daesa_sync sync = find(&scene);
    assert_int_equal(sync.kind, DAESA_SYNC_JUMP);
    assert_int_equal(sync.n_pieces, 3);
    assert_int_equal(sync.pieces[1].first, 20);
    assert_int_equal(sync.pieces[2].first, 41);
    assert_in_range(llabs(sync.pieces[0].shift_us), 0, 20 * MS);
    assert_in_range(llabs(sync.pieces[1].shift_us + 10000 * MS), 0, 20 * MS);
    assert_in_range(llabs(sync.pieces[2].shift_us + 6000 * MS), 0, 20 * MS);
}

static void cues_of_another_clip_are_strangers(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 8; seed++) {
        struct scene mine, other;
        make_scene(&mine, seed);
        make_scene(&other, seed + 100);
        assert_int_equal(daesa_sync_find(other.order, N, &mine.evidence, NULL,
                                         &(struct daesa_sync){0}),
                         DAESA_OK);
        other.evidence = mine.evidence;
        assert_int_equal(find(&other).kind, DAESA_SYNC_NONE);
    }
}

/* Too few to be two pieces, and many of them right: no one offset is for all. */
static void most_of_a_few_are_no_offset(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 16; seed++) {
        struct scene scene;
        struct daesa_sync sync;
        make_scene(&scene, seed);
        move(&scene, 3, 1, 5000);
        assert_int_equal(daesa_sync_find(scene.order, 8, &scene.evidence, NULL, &sync),
                         DAESA_OK);
        assert_int_not_equal(sync.kind, DAESA_SYNC_OFFSET);
        assert_int_not_equal(sync.kind, DAESA_SYNC_DRIFT);
    }
}

/* What is found of speech under music: something near. */
static void muffle(struct scene *scene, uint32_t seed)
{
    int64_t before_us = 0;
    for (size_t i = 0; i < N; i++) {
        struct daesa_interval *speech = &scene->speech[i];
        int64_t start_us = speech->start_us + pick(&seed, -1000, 1000) * MS;
        int64_t end_us = speech->end_us + pick(&seed, -1000, 1000) * MS;
        speech->start_us = start_us > before_us ? start_us : before_us + MS;
        speech->end_us = end_us > speech->start_us ? end_us : speech->start_us + 100 * MS;
        before_us = speech->end_us;
    }
}

static void words_tell_a_cut_that_pauses_do_not(void **state)
{
    (void)state;
    float said[N];
    size_t n_told = 0, n_asked = 0;
    for (size_t i = 0; i < N; i++)
        said[i] = i % 7 == 0 ? NAN : i < 30 ? 6 : i % 4 ? 0.5F : -INFINITY;
    for (uint32_t seed = 1; seed <= 32; seed++) {
        struct scene scene;
        struct daesa_sync sync;
        make_scene(&scene, seed);
        move(&scene, 30, 1, 10000);
        muffle(&scene, seed);
        if (daesa_sync_tells(&(struct daesa_sync){.kind = find(&scene).kind}))
            continue;
        assert_int_equal(daesa_sync_find(scene.order, N, &scene.evidence, said, &sync),
                         DAESA_OK);
        n_asked++;
        n_told += sync.kind == DAESA_SYNC_JUMP && sync.is_by_words &&
                  sync.n_pieces == 2 && sync.pieces[1].first >= 28 &&
                  sync.pieces[1].first <= 32 &&
                  llabs(sync.pieces[1].shift_us + 10000 * MS) < 800 * MS;
    }
    assert_true(n_asked >= 5 && n_told * 2 > n_asked);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(too_little_says_nothing),
        cmocka_unit_test(cues_on_their_speech_are_good),
        cmocka_unit_test(offsets_are_measured),
        cmocka_unit_test(rates_are_named),
        cmocka_unit_test(cuts_are_found_to_the_cue),
        cmocka_unit_test(cues_of_another_clip_are_strangers),
        cmocka_unit_test(most_of_a_few_are_no_offset),
        cmocka_unit_test(words_tell_a_cut_that_pauses_do_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
