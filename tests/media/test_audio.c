/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "media/audio.h"

#include "core/time.h"

#include "../unit/check.h"
#include "clips.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RATE 16000
#define SECONDS_MAX 30

/* Silence but for 1 kHz from 0.5 s to 1 s and from 2.5 s to 3 s. */
#define BEEPS                                       \
    "-f lavfi -i \"aevalsrc='0.5*sin(2*PI*1000*t)*" \
    "(between(t,0.5,1)+between(t,2.5,3))':s=48000:d=4\" "
#define PICTURE "-f lavfi -i testsrc2=s=64x48:r=25:d=4,format=yuv420p "

static float sound[RATE * SECONDS_MAX];

struct heard {
    enum daesa_status st;
    struct daesa_audio_info info;
    size_t n;
};

static struct heard hear_opts(const char *path, const struct daesa_audio_opts *opts,
                              struct keeper *keeper)
{
    struct heard heard = {0};
    struct daesa_audio *audio = NULL;
    size_t n = 1;
    heard.st = daesa_audio_open(&audio, path, opts, &keeper->sink);
    if (heard.st)
        return heard;
    heard.info = daesa_audio_info(audio);
    while (!heard.st && n && heard.n < COUNT(sound)) {
        /* In odd pieces, as nobody promises a size. */
        size_t want = COUNT(sound) - heard.n < 777 ? COUNT(sound) - heard.n : 777;
        heard.st = daesa_audio_read(audio, sound + heard.n, want, &n);
        heard.n += n;
    }
    daesa_audio_close(&audio);
    assert_null(audio);
    return heard;
}

static struct heard hear(const char *name, const struct daesa_audio_opts *opts,
                         struct keeper *keeper)
{
    char room[PATH_ROOM];
    return hear_opts(clip_path(name, room), opts, keeper);
}

/* When it first gets loud from `from_s` of the clip on, in seconds; -1: never. */
static double onset(struct heard heard, double from_s, float level)
{
    double start_s = (double)heard.info.start_us / 1e6;
    for (size_t i = 0; i < heard.n; i++) {
        double at_s = start_s + (double)i / RATE;
        if (at_s >= from_s && fabsf(sound[i]) > level)
            return at_s;
    }
    return -1;
}

static double level_between(struct heard heard, double from_s, double to_s)
{
    double sum = 0, start_s = (double)heard.info.start_us / 1e6;
    size_t n = 0;
    for (size_t i = 0; i < heard.n; i++) {
        double at_s = start_s + (double)i / RATE;
        if (at_s >= from_s && at_s < to_s) {
            sum += (double)sound[i] * (double)sound[i];
            n++;
        }
    }
    return n ? sqrt(sum / (double)n) : 0;
}

static void check_near(const char *name, const char *what, double got, double want,
                       double within)
{
    if (fabs(got - want) <= within)
        return;
    print_error("# %s: %s is at %.4f, not at %.4f\n", name, what, got, want);
    fail();
}

/* The clip's clock, container by container: where a sound is, there we hear it. */
static void sound_is_where_players_play_it(void **state)
{
    (void)state;
    static const struct {
        const char *name, *make;
        double first_s; /* of the first beep */
        double start_s; /* of the sound; -1: 0 or a little after */
    } rows[] = {
        {"a.wav", BEEPS "a.wav", 0.5, 0},
        {"a.flac", BEEPS "a.flac", 0.5, 0},
        {"a.mp3", BEEPS "a.mp3", 0.5, 0},
        {"a.m4a", BEEPS "a.m4a", 0.5, 0},
        {"a.opus", BEEPS "a.opus", 0.5, 0},
        {"a.ogg", BEEPS "-c:a libvorbis a.ogg", 0.5, 0},
        {"a.mka", BEEPS "-c:a libopus a.mka", 0.5, 0},
        {"v.mp4", PICTURE BEEPS "-c:v mpeg4 v.mp4", 0.5, 0},
        {"v.mov", PICTURE BEEPS "-c:v mpeg4 -c:a pcm_s16le v.mov", 0.5, 0},
        {"v.avi", PICTURE BEEPS "-c:v mpeg4 -c:a pcm_s16le v.avi", 0.5, 0},
        /* nothing tells of the encoder's 1024 samples here, so they are played */
        {"frag.mp4",
         PICTURE BEEPS "-c:v mpeg4 -movflags frag_keyframe+empty_moov frag.mp4", 0.5213,
         0},
        /* the sound begins later than the picture */
        {"late.mp4", PICTURE "-itsoffset 1.5 " BEEPS "-c:v mpeg4 late.mp4", 2, 1.5},
        {"late.mov", PICTURE "-itsoffset 1.5 " BEEPS "-c:v mpeg4 -c:a pcm_s16le late.mov",
         2, 1.5},
        {"late.mkv", PICTURE "-itsoffset 1.5 " BEEPS "-c:v mpeg4 -c:a flac late.mkv", 2,
         1.5},
        {"late.webm",
         PICTURE "-itsoffset 1.5 " BEEPS "-c:v libvpx -c:a libvorbis late.webm", 2, 1.5},
        {"late.ts", PICTURE "-itsoffset 1.5 " BEEPS "-c:v mpeg2video -c:a mp2 late.ts", 2,
         1.5},
        /* both begin late: MP4 and Matroska have a zero of their own */
        {"off.mp4", PICTURE BEEPS "-c:v mpeg4 -output_ts_offset 3 off.mp4", 3.5, 3},
        {"off.mkv", PICTURE BEEPS "-c:v mpeg4 -c:a flac -output_ts_offset 3 off.mkv", 3.5,
         3},
        /* the clock begins with the first thing, the encoder's 481 samples */
        {"off.ts", PICTURE BEEPS "-c:v mpeg2video -c:a mp2 -output_ts_offset 3 off.ts",
         0.51, 0},
        /* the beginning is cut away by an edit list */
        {"cut.mp4",
         PICTURE BEEPS "-c:v mpeg4 -c:a aac -g 100 whole.mp4 && "
                       "ffmpeg -nostdin -v error -y -ss 0.3 -i whole.mp4 -c copy cut.mp4",
         0.2, 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char command[1500];
        struct keeper keeper = keeper_make();
        snprintf(command, sizeof command, "FFMPEG %s", rows[i].make);
        run(command);
        struct heard heard = hear(rows[i].name, NULL, &keeper);
        check_row(heard.st == DAESA_OK, rows[i].name);
        check_near(rows[i].name, "the start", (double)heard.info.start_us / 1e6,
                   rows[i].start_s, 0.03);
        check_near(rows[i].name, "the first beep", onset(heard, 0, 0.3f), rows[i].first_s,
                   0.003);
        check_near(rows[i].name, "the second beep",
                   onset(heard, rows[i].first_s + 1.5, 0.3f), rows[i].first_s + 2, 0.003);
    }
}

static void a_late_matroska_is_noted(void **state)
{
    (void)state;
    struct keeper keeper = keeper_make();
    hear("off.mkv", NULL, &keeper);
    assert_non_null(keeper_find(&keeper, "clip-starts-late"));
    keeper = keeper_make();
    hear("off.mp4", NULL, &keeper);
    assert_int_equal(keeper.n, 0);
}

static void holes_become_silence(void **state)
{
    (void)state;
    struct keeper keeper = keeper_make();
    run("FFMPEG " BEEPS "-af \"aselect='not(between(t,1.2,2.2))'\" -c:a pcm_s16le -vsync "
        "passthrough gap.mkv");
    struct heard heard = hear("gap.mkv", NULL, &keeper);
    check_near("gap.mkv", "the beep after the hole", onset(heard, 1.5, 0.3f), 2.5, 0.003);
    assert_non_null(keeper_find(&keeper, "audio-gaps"));
}

static void broken_packets_leave_the_clock_alone(void **state)
{
    (void)state;
    struct keeper keeper = keeper_make();
    run("FFMPEG " BEEPS "-c:a flac flac.mka");
    run("dd if=/dev/urandom of=flac.mka bs=1 seek=20000 count=6000 conv=notrunc "
        "2>/dev/null");
    struct heard heard = hear("flac.mka", NULL, &keeper);
    assert_int_equal(heard.st, DAESA_OK);
    check_near("flac.mka", "the first beep", onset(heard, 0, 0.3f), 0.5, 0.003);
}

static void a_cut_file_gives_what_it_has(void **state)
{
    (void)state;
    struct keeper keeper = keeper_make();
    run("FFMPEG " PICTURE BEEPS "-c:v mpeg4 -movflags +faststart fast.mp4");
    run("head -c $(($(wc -c <fast.mp4) * 6 / 10)) fast.mp4 >half.mp4");
    struct heard heard = hear("half.mp4", NULL, &keeper);
    assert_int_equal(heard.st, DAESA_OK);
    check_near("half.mp4", "the first beep", onset(heard, 0, 0.3f), 0.5, 0.003);
    assert_non_null(keeper_find(&keeper, "clip-truncated"));
}

static void the_centre_carries_the_dialogue(void **state)
{
    (void)state;
    struct keeper keeper = keeper_make();
    /* Speech stands still in the centre from 4 s to 6 s; music never does. */
    run("FFMPEG -f lavfi -i \"aevalsrc='0.5*sin(2*PI*300*t)|0.5*sin(2*PI*310*t)|"
        "0.2*sin(2*PI*1000*t)*(1-between(t,4,6))|0.9*sin(2*PI*50*t)|0.3*sin(2*PI*90*t)|"
        "0.3*sin(2*PI*95*t)':c=5.1:s=48000:d=8\" -c:a ac3 centre.mka");
    struct heard heard = hear("centre.mka", NULL, &keeper);
    assert_true(level_between(heard, 4.5, 5.5) < 0.005);
    assert_true(fabs(level_between(heard, 2, 3.5) - 0.2 / sqrt(2)) < 0.02);
}

static void a_dead_centre_is_not_the_dialogue(void **state)
{
    (void)state;
    struct keeper keeper = keeper_make();
    run("FFMPEG -f lavfi -i \"aevalsrc='0.4*sin(2*PI*300*t)|0.4*sin(2*PI*300*t)|0|0|0|0'"
        ":c=5.1:s=48000:d=4\" -c:a flac dead.mka");
    struct heard heard = hear("dead.mka", NULL, &keeper);
    assert_true(fabs(level_between(heard, 0.1, 3.9) - 0.4 / sqrt(2)) < 0.02);
}

static void stereo_is_its_mean(void **state)
{
    (void)state;
    struct keeper keeper = keeper_make();
    run("FFMPEG -f lavfi -i \"aevalsrc='0.8*sin(2*PI*300*t)|0':c=stereo:s=44100:d=2\" "
        "stereo.wav");
    struct heard heard = hear("stereo.wav", NULL, &keeper);
    assert_true(fabs(level_between(heard, 0.1, 1.9) - 0.4 / sqrt(2)) < 0.01);
    assert_in_range(heard.n, 2 * RATE - 20, 2 * RATE + 20);
}

static void the_language_chooses_the_stream(void **state)
{
    (void)state;
    static const struct {
        struct daesa_audio_opts opts;
        enum daesa_status want;
        int stream;
        const char *rule;
    } rows[] = {
        {{0}, DAESA_OK, 1, NULL},
        {{.language = "ko"}, DAESA_OK, 2, NULL},
        {{.language = "kor"}, DAESA_OK, 2, NULL},
        {{.language = "ja"}, DAESA_OK, 1, "audio-other-language"},
        {{.language = "ko", .is_stream_chosen = true, .stream = 1}, DAESA_OK, 1, NULL},
        {{.is_stream_chosen = true, .stream = 2}, DAESA_OK, 2, NULL},
        {{.is_stream_chosen = true}, DAESA_NOT_FOUND, 0, "audio-no-such-stream"},
        {{.is_stream_chosen = true, .stream = 9},
         DAESA_NOT_FOUND,
         0,
         "audio-no-such-stream"},
    };
    run("FFMPEG " PICTURE BEEPS "-f lavfi -i sine=d=4 -map 0 -map 1 -map 2 -c:v mpeg4 "
        "-metadata:s:a:0 language=eng -metadata:s:a:1 language=kor two.mkv");
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct keeper keeper = keeper_make();
        struct heard heard = hear("two.mkv", &rows[i].opts, &keeper);
        assert_int_equal(heard.st, rows[i].want);
        assert_int_equal(heard.info.stream, rows[i].stream);
        assert_int_equal(keeper.n, rows[i].rule ? 1 : 0);
        if (rows[i].rule)
            assert_non_null(keeper_find(&keeper, rows[i].rule));
    }
}

static void what_is_no_clip_is_called_so(void **state)
{
    (void)state;
    static const struct {
        const char *name, *make;
        enum daesa_status want;
        const char *rule;
    } rows[] = {
        {"none.mp4", "true", DAESA_IO, "clip-missing"},
        {"http://example.com/a.mp4", "true", DAESA_IO, "clip-missing"},
        {"dir.mp4", "mkdir dir.mp4", DAESA_BAD_INPUT, "clip-is-directory"},
        {"empty.mp4", ": >empty.mp4", DAESA_BAD_INPUT, "clip-empty"},
        {"text.mp4", "yes 'just text' | head -n 99 >text.mp4", DAESA_BAD_INPUT,
         "clip-is-text"},
        {"text.txt", "yes 'just text' | head -n 99 >text.txt", DAESA_BAD_INPUT,
         "clip-is-text"},
        {"noise.mp4", "head -c 50000 /dev/urandom >noise.mp4", DAESA_BAD_INPUT, NULL},
        {"tail.mp4", "head -c 3000 v.mp4 >tail.mp4", DAESA_BAD_INPUT, "clip-no-index"},
        {"mute.mp4", "FFMPEG " PICTURE "-c:v mpeg4 mute.mp4", DAESA_NOT_FOUND,
         "clip-no-audio"},
        {"list.m3u8",
         "printf '#EXTM3U\\n#EXT-X-TARGETDURATION:9\\n#EXTINF:9,\\na.wav\\n"
         "#EXT-X-ENDLIST\\n' >list.m3u8",
         DAESA_BAD_INPUT, "clip-is-playlist"},
        {"list.mp4", "cp list.m3u8 list.mp4", DAESA_BAD_INPUT, "clip-is-playlist"},
        {"concat.mp4", "printf 'ffconcat version 1.0\\nfile a.wav\\n' >concat.mp4",
         DAESA_BAD_INPUT, "clip-is-playlist"},
        {"lines.srt", "printf '1\\n00:00:01,000 --> 00:00:02,000\\nhello\\n' >lines.srt",
         DAESA_NOT_FOUND, "clip-no-audio"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct keeper keeper = keeper_make();
        run(rows[i].make);
        struct heard heard = hear(rows[i].name, NULL, &keeper);
        check_row(heard.st == rows[i].want, rows[i].name);
        check_row(keeper.n > 0, rows[i].name);
        check_row(!rows[i].rule || keeper_find(&keeper, rows[i].rule), rows[i].name);
    }
}

static void nonsense_is_refused(void **state)
{
    (void)state;
    struct daesa_audio *audio = NULL;
    struct daesa_audio_opts opts = {.rate_hz = 5};
    assert_int_equal(daesa_audio_open(&audio, NULL, NULL, NULL), DAESA_BAD_ARGUMENT);
    assert_int_equal(daesa_audio_open(&audio, "a.wav", &opts, NULL), DAESA_BAD_ARGUMENT);
    assert_null(audio);
    daesa_audio_close(NULL);
    daesa_audio_close(&audio);
}

static void a_pipe_will_do(void **state)
{
    (void)state;
    char room[PATH_ROOM];
    struct keeper keeper = keeper_make();
    run("mkfifo pipe.mkv");
    run("cat late.mkv >pipe.mkv &");
    struct heard heard = hear_opts(clip_path("pipe.mkv", room), NULL, &keeper);
    assert_int_equal(heard.st, DAESA_OK);
    check_near("a pipe", "the first beep", onset(heard, 0, 0.3f), 2, 0.003);
}

struct watcher {
    struct daesa_progress progress;
    int n, stop_at;
    double last;
};

static bool watch(struct daesa_progress *progress, const char *phase, double share)
{
    struct watcher *w = (struct watcher *)progress;
    assert_string_equal(phase, "decoding");
    assert_true(share <= 1);
    w->last = share;
    return ++w->n != w->stop_at;
}

static void it_can_be_watched_and_stopped(void **state)
{
    (void)state;
    struct keeper keeper = keeper_make();
    struct watcher watcher = {.progress.step = watch};
    struct daesa_audio_opts opts = {.progress = &watcher.progress};
    assert_int_equal(hear("v.mp4", &opts, &keeper).st, DAESA_OK);
    assert_true(watcher.last > 0.5);
    int n_steps = watcher.n;
    for (int at = 1; at < n_steps; at += 1 + n_steps / 7) {
        struct watcher stopper = {.progress.step = watch, .stop_at = at};
        opts.progress = &stopper.progress;
        assert_int_equal(hear("v.mp4", &opts, &keeper).st, DAESA_CANCELLED);
    }
    assert_int_equal(keeper.n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nonsense_is_refused),
        cmocka_unit_test(sound_is_where_players_play_it),
        cmocka_unit_test(a_late_matroska_is_noted),
        cmocka_unit_test(holes_become_silence),
        cmocka_unit_test(broken_packets_leave_the_clock_alone),
        cmocka_unit_test(a_cut_file_gives_what_it_has),
        cmocka_unit_test(the_centre_carries_the_dialogue),
        cmocka_unit_test(a_dead_centre_is_not_the_dialogue),
        cmocka_unit_test(stereo_is_its_mean),
        cmocka_unit_test(the_language_chooses_the_stream),
        cmocka_unit_test(what_is_no_clip_is_called_so),
        cmocka_unit_test(a_pipe_will_do),
        cmocka_unit_test(it_can_be_watched_and_stopped),
    };
    if (!clips_can_be_made()) {
        printf("ok 1 - sound of all kinds # SKIP no ffmpeg to make clips with\n");
        return 0;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
