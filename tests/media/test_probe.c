/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "media/probe.h"

#include "../unit/check.h"
#include "clips.h"

#include <stdio.h>
#include <string.h>

#define PICTURE "-f lavfi -i testsrc2=s=64x48:r=25:d=4,format=yuv420p "
#define SOUND "-f lavfi -i sine=d=4 "

/* Probes `name`; the caller finishes the clip. */
static struct daesa_clip probe(const char *name, struct keeper *keeper)
{
    char room[PATH_ROOM];
    struct daesa_clip clip = {0};
    enum daesa_status st = daesa_probe(clip_path(name, room), NULL, &clip, &keeper->sink);
    if (st) {
        print_error("# %s: %s\n", name, keeper->n ? keeper->messages[0] : "?");
        fail();
    }
    return clip;
}

static const struct daesa_stream *find(const struct daesa_clip *clip,
                                       enum daesa_stream_kind kind)
{
    for (size_t i = 0; i < clip->n_streams; i++)
        if (clip->streams[i].kind == kind)
            return &clip->streams[i];
    fail_msg("no such stream");
    return NULL;
}

static bool is_fraction(struct daesa_rate got, int32_t num, int32_t den)
{
    return got.num == num && got.den == den;
}

static void nonsense_is_refused_and_touches_nothing(void **state)
{
    (void)state;
    struct daesa_clip clip = {.bit_rate = 7};
    struct keeper keeper = keeper_make();
    assert_int_equal(daesa_probe(NULL, NULL, &clip, NULL), DAESA_BAD_ARGUMENT);
    assert_int_equal(daesa_probe("no/such/clip.mp4", NULL, &clip, &keeper.sink),
                     DAESA_IO);
    assert_non_null(keeper_find(&keeper, "clip-missing"));
    assert_int_equal(clip.bit_rate, 7);
}

static void a_plain_clip_is_described(void **state)
{
    (void)state;
    struct keeper keeper = keeper_make();
    run("FFMPEG " PICTURE SOUND "-c:v mpeg4 -c:a aac -metadata title='A title' "
        "-metadata:s:a:0 language=kor plain.mp4");
    struct daesa_clip clip = probe("plain.mp4", &keeper);
    assert_int_equal(keeper.n, 0);
    assert_false(clip.is_damaged);
    assert_int_equal(clip.start_us, 0);
    assert_int_equal(clip.zero_us, 0);
    assert_in_range(clip.duration_us, 3990000, 4030000);
    assert_int_equal(clip.n_streams, 2);
    const struct daesa_stream *video = find(&clip, DAESA_STREAM_VIDEO);
    check_str(video->codec, "mpeg4");
    assert_int_equal(video->width_px, 64);
    assert_int_equal(video->height_px, 48);
    assert_int_equal(video->n_packets, 100);
    assert_int_equal(video->rotation_deg, 0);
    assert_true(is_fraction(video->display_aspect, 4, 3));
    const struct daesa_stream *audio = find(&clip, DAESA_STREAM_AUDIO);
    check_str(audio->codec, "aac");
    check_str(audio->language, "ko");
    check_str(audio->layout, "mono");
    assert_int_equal(audio->sample_rate_hz, 44100);
    bool has_title = false;
    for (size_t i = 0; i < clip.n_tags; i++)
        has_title |= daesa_str_is(clip.tags[i].value, "A title");
    assert_true(has_title);
    daesa_clip_finish(&clip);
}

static void rates_are_what_the_frames_say(void **state)
{
    (void)state;
    static const struct {
        const char *name, *make;
        enum daesa_rate_kind kind;
        int32_t num, den; /* of the real rate */
        int frames;
    } rows[] = {
        {"pal.mkv", PICTURE "-c:v mpeg4 pal.mkv", DAESA_RATE_CONSTANT, 25, 1, 100},
        {"film.mkv",
         "-f lavfi -i testsrc2=s=64x48:r=24000/1001:d=10 -c:v mpeg4 -bf 2 film.mkv",
         DAESA_RATE_CONSTANT, 24000, 1001, 240},
        {"film.mp4",
         "-f lavfi -i testsrc2=s=64x48:r=24000/1001:d=10 -c:v mpeg4 -bf 2 film.mp4",
         DAESA_RATE_CONSTANT, 24000, 1001, 240},
        {"ntsc.ts",
         "-f lavfi -i testsrc2=s=64x48:r=30000/1001:d=5 -c:v mpeg2video ntsc.ts",
         DAESA_RATE_CONSTANT, 30000, 1001, 150},
        {"vfr.mkv",
         PICTURE "-vf \"select='lt(n,50)+not(mod(n,3))'\" -vsync vfr "
                 "-c:v mpeg4 vfr.mkv",
         DAESA_RATE_VARIABLE, 25, 1, 67},
        {"vfr.mp4",
         PICTURE "-vf \"select='lt(n,50)+not(mod(n,3))'\" -vsync vfr "
                 "-c:v mpeg4 vfr.mp4",
         DAESA_RATE_VARIABLE, 25, 1, 67},
        {"one.mkv", PICTURE "-frames:v 1 -c:v mpeg4 one.mkv", DAESA_RATE_UNKNOWN, 25, 1,
         1},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char command[1000];
        struct keeper keeper = keeper_make();
        snprintf(command, sizeof command, "FFMPEG %s", rows[i].make);
        run(command);
        struct daesa_clip clip = probe(rows[i].name, &keeper);
        const struct daesa_stream *s = find(&clip, DAESA_STREAM_VIDEO);
        check_row(s->rate_kind == rows[i].kind, rows[i].name);
        check_row(is_fraction(s->real_rate, rows[i].num, rows[i].den), rows[i].name);
        check_row(s->n_packets == rows[i].frames, rows[i].name);
        daesa_clip_finish(&clip);
    }
}

static void a_turned_picture_is_shown_upright(void **state)
{
    (void)state;
    /* ffmpeg 5.1 counts rotate=N the other way round than it shows */
    static const int turns[] = {90, 180, 270};
    run("FFMPEG " PICTURE "-c:v mpeg4 flat.mp4");
    for (size_t i = 0; i < COUNT(turns); i++) {
        char command[300];
        struct keeper keeper = keeper_make();
        snprintf(command, sizeof command,
                 "FFMPEG -i flat.mp4 -c copy -metadata:s:v rotate=%d turned.mp4",
                 360 - turns[i]);
        run(command);
        struct daesa_clip clip = probe("turned.mp4", &keeper);
        const struct daesa_stream *s = find(&clip, DAESA_STREAM_VIDEO);
        assert_int_equal(s->rotation_deg, turns[i]);
        assert_int_equal(s->width_px, 64);
        assert_true(turns[i] == 180 ? is_fraction(s->display_aspect, 4, 3)
                                    : is_fraction(s->display_aspect, 3, 4));
        daesa_clip_finish(&clip);
    }
}

static void narrow_pixels_are_shown_wide(void **state)
{
    (void)state;
    struct keeper keeper = keeper_make();
    run("FFMPEG -f lavfi -i testsrc2=s=720x576:r=25:d=0.4,setsar=64/45 -c:v mpeg2video "
        "-flags +ildct+ilme -top 1 wide.mkv");
    struct daesa_clip clip = probe("wide.mkv", &keeper);
    const struct daesa_stream *s = find(&clip, DAESA_STREAM_VIDEO);
    assert_true(is_fraction(s->sample_aspect, 64, 45));
    assert_true(is_fraction(s->display_aspect, 16, 9));
    check_str(s->field_order, "top first");
    daesa_clip_finish(&clip);
}

static void edit_lists_and_starts_are_told(void **state)
{
    (void)state;
    struct keeper keeper = keeper_make();
    run("FFMPEG " PICTURE "-itsoffset 1.5 " SOUND "-c:v mpeg4 -c:a aac late.mp4");
    struct daesa_clip clip = probe("late.mp4", &keeper);
    const struct daesa_stream *audio = find(&clip, DAESA_STREAM_AUDIO);
    assert_int_equal(clip.start_us, 0);
    assert_in_range(audio->start_us, 1470000, 1501000);
    assert_in_range(audio->edit_offset_us, 1470000, 1501000);
    assert_in_range(clip.duration_us, 5480000, 5540000);
    daesa_clip_finish(&clip);
    run("FFMPEG " PICTURE SOUND "-c:v mpeg2video -c:a mp2 -output_ts_offset 3 off.ts");
    clip = probe("off.ts", &keeper);
    assert_int_equal(clip.zero_us, clip.start_us);
    assert_true(clip.start_us > 3000000);
    assert_in_range(clip.duration_us, 3990000, 4060000);
    daesa_clip_finish(&clip);
    run("FFMPEG " PICTURE SOUND "-c:v mpeg4 -c:a flac -output_ts_offset 3 off.mkv");
    clip = probe("off.mkv", &keeper);
    assert_int_equal(clip.zero_us, 0);
    assert_int_equal(clip.start_us, 3000000);
    assert_in_range(clip.duration_us, 6990000, 7060000);
    daesa_clip_finish(&clip);
}

static void subtitles_and_chapters_are_listed(void **state)
{
    (void)state;
    run("printf '1\\n00:00:01,000 --> 00:00:02,000\\none\\n\\n2\\n00:00:02,500 --> "
        "00:00:03,000\\ntwo\\n\\n3\\n00:00:03,000 --> 00:00:03,500\\nthree\\n' "
        ">subs.srt");
    run("printf ';FFMETADATA1\\n[CHAPTER]\\nTIMEBASE=1/1000\\nSTART=0\\nEND=1500\\n"
        "title=First\\n[CHAPTER]\\nTIMEBASE=1/1000\\nSTART=1500\\nEND=4000\\n"
        "title=둘째\\n' >chapters.txt");
    run("FFMPEG " PICTURE "-i subs.srt -i chapters.txt -map 0 -map 1 -map 1 "
        "-map_metadata 2 -c:v mpeg4 -c:s:0 srt -c:s:1 ass -metadata:s:s:0 language=kor "
        "-disposition:s:0 forced -attach subs.srt -metadata:s:t mimetype=text/plain "
        "subs.mkv");
    run("FFMPEG " PICTURE "-i subs.srt -map 0 -map 1 -c:v mpeg4 -c:s mov_text subs.mp4");
    struct keeper keeper = keeper_make();
    struct daesa_clip clip = probe("subs.mkv", &keeper);
    assert_int_equal(clip.n_streams, 4);
    const struct daesa_stream *s = find(&clip, DAESA_STREAM_SUBTITLE);
    check_str(s->codec, "subrip");
    check_str(s->language, "ko");
    assert_true(s->is_forced);
    assert_int_equal(s->n_packets, 3);
    check_str(s[1].codec, "ass");
    assert_int_equal(s[1].n_packets, 3);
    find(&clip, DAESA_STREAM_ATTACHMENT);
    assert_int_equal(clip.n_chapters, 2);
    check_str(clip.chapters[0].title, "First");
    check_str(clip.chapters[1].title, "둘째");
    assert_int_equal(clip.chapters[1].start_us, 1500000);
    assert_int_equal(clip.chapters[1].end_us, 4000000);
    daesa_clip_finish(&clip);
    clip = probe("subs.mp4", &keeper);
    s = find(&clip, DAESA_STREAM_SUBTITLE);
    check_str(s->codec, "mov_text");
    assert_int_equal(s->n_packets, 3);
    assert_int_equal(keeper.n, 0);
    daesa_clip_finish(&clip);
}

static void a_cut_file_is_called_damaged(void **state)
{
    (void)state;
    struct keeper keeper = keeper_make();
    run("FFMPEG " PICTURE SOUND "-c:v mpeg4 -c:a aac -movflags +faststart fast.mp4");
    run("head -c $(($(wc -c <fast.mp4) * 6 / 10)) fast.mp4 >half.mp4");
    struct daesa_clip clip = probe("half.mp4", &keeper);
    assert_true(clip.is_damaged);
    assert_non_null(keeper_find(&keeper, "clip-truncated"));
    assert_true(clip.duration_us < 3500000);
    assert_in_range(clip.declared_us, 3990000, 4060000);
    daesa_clip_finish(&clip);
}

static void headers_alone_can_be_believed(void **state)
{
    (void)state;
    char room[PATH_ROOM];
    struct daesa_clip clip = {0};
    struct daesa_probe_opts opts = {.headers_only = true};
    assert_int_equal(daesa_probe(clip_path("plain.mp4", room), &opts, &clip, NULL),
                     DAESA_OK);
    const struct daesa_stream *s = find(&clip, DAESA_STREAM_VIDEO);
    assert_int_equal(s->n_packets, -1);
    assert_int_equal(s->rate_kind, DAESA_RATE_UNKNOWN);
    assert_true(is_fraction(s->average_rate, 25, 1));
    daesa_clip_finish(&clip);
}

static bool stop(struct daesa_progress *progress, const char *phase, double share)
{
    (void)progress, (void)phase, (void)share;
    return false;
}

static void it_can_be_stopped(void **state)
{
    (void)state;
    char room[PATH_ROOM];
    struct daesa_clip clip = {0};
    struct daesa_progress progress = {.step = stop};
    struct daesa_probe_opts opts = {.progress = &progress};
    assert_int_equal(daesa_probe(clip_path("plain.mp4", room), &opts, &clip, NULL),
                     DAESA_CANCELLED);
    assert_int_equal(clip.n_streams, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nonsense_is_refused_and_touches_nothing),
        cmocka_unit_test(a_plain_clip_is_described),
        cmocka_unit_test(rates_are_what_the_frames_say),
        cmocka_unit_test(a_turned_picture_is_shown_upright),
        cmocka_unit_test(narrow_pixels_are_shown_wide),
        cmocka_unit_test(edit_lists_and_starts_are_told),
        cmocka_unit_test(subtitles_and_chapters_are_listed),
        cmocka_unit_test(a_cut_file_is_called_damaged),
        cmocka_unit_test(headers_alone_can_be_believed),
        cmocka_unit_test(it_can_be_stopped),
    };
    if (!clips_can_be_made()) {
        printf("ok 1 - probing all kinds of clips # SKIP no ffmpeg to make clips with\n");
        return 0;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
