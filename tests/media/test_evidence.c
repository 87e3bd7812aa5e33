/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/evidence.h"
#include "job/evidence_cache.h"

#include "../unit/check.h"
#include "clips.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct counter {
    struct daesa_progress progress;
    int n_watching, n_decoding;
};

static bool count(struct daesa_progress *progress, const char *phase, double share)
{
    struct counter *c = (struct counter *)progress;
    (void)share;
    c->n_watching += strcmp(phase, "watching") == 0;
    c->n_decoding += strcmp(phase, "decoding") == 0;
    return true;
}

static struct daesa_evidence gather(const char *clip, struct counter *counter)
{
    char room[PATH_ROOM], cache[PATH_ROOM];
    struct daesa_evidence evidence = {0};
    *counter = (struct counter){.progress.step = count};
    struct daesa_evidence_opts opts = {.cache_folder = clip_path("a/cache", cache),
                                       .progress = &counter->progress};
    assert_int_equal(daesa_evidence_gather(clip_path(clip, room), &opts, &evidence, NULL),
                     DAESA_OK);
    return evidence;
}

static void make_clip(void)
{
    run("rm -rf a");
    run("FFMPEG -f lavfi -t 2 -i testsrc2=s=64x48:r=25 -f lavfi -t 1 -i "
        "smptebars=s=64x48:r=25 -f lavfi -t 3 -i sine -filter_complex "
        "'[0]format=yuv420p[a];[1]format=yuv420p[b];[a][b]concat=n=2[v]' -map '[v]' "
        "-map 2 -c:v mpeg4 -c:a pcm_s16le both.mkv");
}

static void what_was_found_once_is_not_looked_for_again(void **state)
{
    (void)state;
    struct counter counter;
    make_clip();
    struct daesa_evidence first = gather("both.mkv", &counter);
    assert_true(counter.n_watching > 0 && counter.n_decoding > 0);
    assert_int_equal(first.n_shots, 1);
    assert_int_equal(first.shots_us[0], 2000000);
    assert_int_equal(first.n_frames, 75);
    assert_non_null(first.speech);
    assert_true(first.end_us >= 3000000);
    run("mv both.mkv moved.mkv");
    struct daesa_evidence again = gather("moved.mkv", &counter);
    assert_int_equal(counter.n_watching + counter.n_decoding, 0);
    assert_int_equal(again.n_frames, 75);
    assert_int_equal(again.shots_us[0], 2000000);
    assert_int_equal(again.end_us, first.end_us);
    daesa_evidence_finish(&first);
    daesa_evidence_finish(&again);
}

static void a_damaged_cache_is_made_anew(void **state)
{
    (void)state;
    struct counter counter;
    make_clip();
    struct daesa_evidence first = gather("both.mkv", &counter);
    daesa_evidence_finish(&first);
    run("for f in a/cache/*; do printf x >>$f; done");
    struct daesa_evidence again = gather("both.mkv", &counter);
    assert_true(counter.n_watching > 0);
    daesa_evidence_finish(&again);
    again = gather("both.mkv", &counter);
    assert_int_equal(counter.n_watching, 0);
    assert_int_equal(again.n_shots, 1);
    daesa_evidence_finish(&again);
}

static void what_a_clip_has_not_is_a_note(void **state)
{
    (void)state;
    char room[PATH_ROOM];
    struct keeper keeper = keeper_make();
    struct daesa_evidence evidence = {0};
    run("FFMPEG -f lavfi -i sine=d=1 sound.wav");
    assert_int_equal(daesa_evidence_gather(clip_path("sound.wav", room), NULL, &evidence,
                                           &keeper.sink),
                     DAESA_OK);
    assert_int_equal(keeper.n, 1);
    assert_non_null(keeper_find(&keeper, "evidence-no-video"));
    assert_null(evidence.shots_us);
    assert_null(evidence.frames_us);
    assert_non_null(evidence.speech);
    daesa_evidence_finish(&evidence);
}

static void what_cannot_be_is_refused(void **state)
{
    (void)state;
    struct keeper keeper = keeper_make();
    struct daesa_evidence evidence = {0};
    struct daesa_evidence_cache cache = {0};
    assert_int_equal(daesa_evidence_gather(NULL, NULL, &evidence, NULL),
                     DAESA_BAD_ARGUMENT);
    assert_int_equal(daesa_evidence_gather("-", NULL, &evidence, &keeper.sink),
                     DAESA_BAD_ARGUMENT);
    assert_non_null(keeper_find(&keeper, "clip-is-pipe"));
    assert_int_equal(daesa_evidence_gather("no/such", NULL, &evidence, NULL), DAESA_IO);
    assert_int_equal(daesa_evidence_cache_open(&cache, "no/such", "x", NULL),
                     DAESA_NOT_FOUND);
    daesa_evidence_cache_finish(&cache);
    daesa_evidence_cache_finish(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_cannot_be_is_refused),
        cmocka_unit_test(what_was_found_once_is_not_looked_for_again),
        cmocka_unit_test(a_damaged_cache_is_made_anew),
        cmocka_unit_test(what_a_clip_has_not_is_a_note),
    };
    if (!clips_can_be_made()) {
        printf("ok 1 - evidence of clips # SKIP no ffmpeg to make clips with\n");
        return 0;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
