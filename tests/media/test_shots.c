/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "media/frames.h"
#include "media/shots.h"

#include "../unit/check.h"
#include "clips.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SIZE "s=320x180:r=25"
#define SHOT(n, source) "[" #n "]fps=25,format=yuv420p,settb=1/25[v" #n "];"
#define INPUTS                                                             \
    "-f lavfi -t 2 -i mandelbrot=" SIZE " -f lavfi -t 2 -i testsrc2=" SIZE \
    " -f lavfi -t 2 -i smptebars=" SIZE " -f lavfi -t 2 -i life=" SIZE     \
    ":mold=10:ratio=0.3:seed=5 "
#define READY SHOT(0, ) SHOT(1, ) SHOT(2, ) SHOT(3, )
#define STILL_PICTURE "-f lavfi -i mandelbrot=s=640x360:r=25,trim=end_frame=1 "
#define FRAME_US INT64_C(40000)

static struct daesa_evidence look(const char *name)
{
    char room[PATH_ROOM];
    struct daesa_evidence evidence = {0};
    struct keeper keeper = keeper_make();
    enum daesa_status st =
        daesa_shots_find(clip_path(name, room), NULL, &evidence, &keeper.sink);
    if (st || keeper.n)
        print_error("# %s: %s\n", name, keeper.n ? keeper.messages[0] : "?");
    assert_int_equal(st, DAESA_OK);
    assert_int_equal(keeper.n, 0);
    assert_non_null(evidence.shots_us);
    return evidence;
}

/* Whether the shots of a clip begin at just these frames. */
static void expect_frames(const char *name, const int *frames, size_t n)
{
    struct daesa_evidence evidence = look(name);
    for (size_t i = 0; i < evidence.n_shots; i++)
        print_message("# %s: %lld us\n", name, (long long)evidence.shots_us[i]);
    assert_int_equal(evidence.n_shots, n);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(evidence.shots_us[i], frames[i] * FRAME_US);
    daesa_evidence_finish(&evidence);
}

static void nonsense_is_refused_and_touches_nothing(void **state)
{
    (void)state;
    struct daesa_evidence evidence = {.n_shots = 7};
    struct keeper keeper = keeper_make();
    assert_int_equal(daesa_shots_find(NULL, NULL, &evidence, NULL), DAESA_BAD_ARGUMENT);
    assert_int_equal(daesa_shots_find("no/such.mp4", NULL, &evidence, &keeper.sink),
                     DAESA_IO);
    assert_non_null(keeper_find(&keeper, "clip-missing"));
    assert_int_equal(evidence.n_shots, 7);
}

static void sound_alone_has_no_shots(void **state)
{
    (void)state;
    char room[PATH_ROOM];
    struct daesa_evidence evidence = {0};
    struct keeper keeper = keeper_make();
    run("FFMPEG -f lavfi -i sine=d=1 sound.wav");
    assert_int_equal(
        daesa_shots_find(clip_path("sound.wav", room), NULL, &evidence, &keeper.sink),
        DAESA_NOT_FOUND);
    assert_non_null(keeper_find(&keeper, "clip-no-video"));
}

/* With B frames, without key frames at the cuts, and in codecs that know neither. */
static void every_hard_cut_is_found_to_the_frame(void **state)
{
    (void)state;
    static const char *const coders[] = {
        "libx264 -preset veryfast", "libx264 -preset fast -bf 5 -g 500 -sc_threshold 0",
        "mpeg4 -bf 2 -g 100 -sc_threshold 1000000000", "mpeg2video -q:v 4",
        "libvpx -deadline realtime"};
    static const int cuts[] = {50, 93, 117};
    for (size_t i = 0; i < sizeof coders / sizeof *coders; i++) {
        char command[2000];
        snprintf(command, sizeof command,
                 "FFMPEG " INPUTS "-filter_complex '" READY
                 "[v1]trim=end_frame=43[w1];[v2]trim=end_frame=24[w2];"
                 "[v0][w1][w2][v3]concat=n=4' -c:v %s cuts.mkv",
                 coders[i]);
        run(command);
        expect_frames("cuts.mkv", cuts, sizeof cuts / sizeof *cuts);
    }
}

static void a_fade_counts_from_where_the_new_picture_outweighs(void **state)
{
    (void)state;
    run("FFMPEG " INPUTS "-filter_complex '" READY
        "[v0][v2]xfade=duration=0.32:offset=1.2[a];[a][v1]xfade=duration=0.32:offset=2.6;"
        "[v3]nullsink' -c:v libx264 -preset veryfast fades.mp4");
    struct daesa_evidence evidence = look("fades.mp4");
    const int64_t want_us[] = {1360000, 2760000};
    assert_int_equal(evidence.n_shots, 2);
    for (size_t i = 0; i < 2; i++)
        assert_true(llabs(evidence.shots_us[i] - want_us[i]) <= 2 * FRAME_US);
    daesa_evidence_finish(&evidence);
}

/* However steep, the steps of one fade are one change. */
static void a_short_fade_in_is_one_change(void **state)
{
    (void)state;
    for (int n = 2; n <= 8; n++) {
        char command[500];
        snprintf(command, sizeof command,
                 "FFMPEG -f lavfi -t 2 -i testsrc2=" SIZE
                 " -vf fade=in:1:%d -c:v libx264 "
                 "-preset veryfast fade-in.mp4",
                 n);
        run(command);
        struct daesa_evidence evidence = look("fade-in.mp4");
        assert_true(evidence.n_shots <= 1);
        daesa_evidence_finish(&evidence);
    }
}

static void a_flash_is_no_cut(void **state)
{
    (void)state;
    static const char *const lights[] = {
        "eq=brightness=0.6:enable=between(n\\,20\\,21)+eq(n\\,40)+between(n\\,60\\,64)",
        "geq=lum=255:cb=128:cr=128:enable=between(n\\,20\\,22)+eq(n\\,60)",
        "eq=brightness=-0.9:enable=between(n\\,20\\,21)+eq(n\\,60)",
        "lutyuv=y=clip(val*2\\,0\\,255):enable=mod(floor(n/2)\\,2)"};
    for (size_t i = 0; i < sizeof lights / sizeof *lights; i++)
        for (int k = 0; k < 2; k++) {
            char command[2000];
            snprintf(command, sizeof command,
                     "FFMPEG -f lavfi -t 4 -i %s=" SIZE " -vf 'format=yuv420p,%s' "
                     "-c:v libx264 -preset veryfast flash.mp4",
                     k ? "testsrc2" : "mandelbrot", lights[i]);
            run(command);
            expect_frames("flash.mp4", NULL, 0);
        }
}

static void neither_a_shaking_camera_nor_a_still_is_a_cut(void **state)
{
    (void)state;
    run("FFMPEG " STILL_PICTURE
        "-vf 'loop=100:1,setpts=N/25/TB,crop=480:270:80+30*sin(n*1.7)+15*sin(n*3.1):"
        "40+20*cos(n*2.3)' -pix_fmt yuv420p -c:v libx264 -preset veryfast shake.mp4");
    expect_frames("shake.mp4", NULL, 0);
    run("FFMPEG " STILL_PICTURE "-vf loop=100:1,setpts=N/25/TB -pix_fmt yuv420p -c:v "
        "libx264 -preset veryfast still.mp4");
    expect_frames("still.mp4", NULL, 0);
}

/* The same from a pipe, in which nothing can be looked at twice. */
static void a_pipe_is_watched_in_one_go(void **state)
{
    (void)state;
    run("FFMPEG " INPUTS "-filter_complex '" READY "[v0][v1]concat=n=2;[v2][v3]concat,"
        "nullsink' -c:v libx264 -sc_threshold 0 -g 500 piped.mkv");
    char room[PATH_ROOM];
    struct daesa_evidence evidence = {0};
    FILE *was = freopen(clip_path("piped.mkv", room), "rb", stdin);
    assert_non_null(was);
    assert_int_equal(daesa_shots_find("-", NULL, &evidence, NULL), DAESA_OK);
    assert_int_equal(evidence.n_shots, 1);
    assert_int_equal(evidence.shots_us[0], 50 * FRAME_US);
    daesa_evidence_finish(&evidence);
}

static void frame_times_are_the_clips_own(void **state)
{
    (void)state;
    static const struct {
        const char *made, *name;
        int64_t first_us, last_us;
        size_t n;
    } rows[] = {
        {"-f lavfi -t 2 -i testsrc2=" SIZE " -c:v libx264", "plain.mp4", 0, 1960000, 50},
        {"-f lavfi -t 2 -i testsrc2=" SIZE " -c:v libx264 -vf "
         "'select=not(between(n\\,10\\,19))' -fps_mode vfr",
         "holes.mkv", 0, 1960000, 40},
        {"-f lavfi -t 2 -i testsrc2=" SIZE " -c:v libx264 -output_ts_offset 7", "late.ts",
         0, 1960000, 50},
        {"-f lavfi -t 2 -i testsrc2=" SIZE
         " -c:v libx264 -g 25 whole.mp4 && ffmpeg -nostdin -v error -y -ss 0.6 -i "
         "whole.mp4 -c copy",
         "edited.mp4", 0, 1360000, 35},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char command[2000], room[PATH_ROOM];
        struct daesa_evidence evidence = {0}, seen = {0};
        snprintf(command, sizeof command, "FFMPEG %s %s", rows[i].made, rows[i].name);
        run(command);
        assert_int_equal(
            daesa_frames_read(clip_path(rows[i].name, room), NULL, &evidence, NULL),
            DAESA_OK);
        assert_int_equal(evidence.n_frames, rows[i].n);
        assert_int_equal(evidence.frames_us[0], rows[i].first_us);
        assert_int_equal(evidence.frames_us[rows[i].n - 1], rows[i].last_us);
        assert_null(evidence.shots_us);
        assert_int_equal(daesa_shots_find(room, NULL, &seen, NULL), DAESA_OK);
        assert_int_equal(seen.n_frames, evidence.n_frames);
        assert_memory_equal(seen.frames_us, evidence.frames_us,
                            seen.n_frames * sizeof *seen.frames_us);
        daesa_evidence_finish(&evidence);
        daesa_evidence_finish(&seen);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nonsense_is_refused_and_touches_nothing),
        cmocka_unit_test(sound_alone_has_no_shots),
        cmocka_unit_test(every_hard_cut_is_found_to_the_frame),
        cmocka_unit_test(a_fade_counts_from_where_the_new_picture_outweighs),
        cmocka_unit_test(a_short_fade_in_is_one_change),
        cmocka_unit_test(a_flash_is_no_cut),
        cmocka_unit_test(neither_a_shaking_camera_nor_a_still_is_a_cut),
        cmocka_unit_test(frame_times_are_the_clips_own),
        cmocka_unit_test(a_pipe_is_watched_in_one_go),
    };
    if (!clips_can_be_made()) {
        printf(
            "ok 1 - shots of all kinds of clips # SKIP no ffmpeg to make clips with\n");
        return 0;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
