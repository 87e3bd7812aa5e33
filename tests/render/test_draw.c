/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/draw.h"

#include "../unit/check.h"
#include "format/read.h"

#include <stdio.h>

#define SIZE                                                                             \
    {                                                                                    \
        .width_px = 640, .height_px = 360, .coded_width_px = 640, .coded_height_px = 360 \
    }
#define MAX_CUES 8

struct keeper {
    struct daesa_sink sink;
    char rule[40], message[200];
    struct daesa_place place;
    size_t cue, n;
};

static void keep(struct daesa_sink *sink, const struct daesa_finding *finding)
{
    struct keeper *k = (struct keeper *)sink;
    snprintf(k->rule, sizeof k->rule, "%s", finding->rule);
    snprintf(k->message, sizeof k->message, "%s", finding->message);
    k->place = finding->place;
    k->cue = finding->cue;
    k->n++;
}

static struct daesa_track read_text(const char *text, const char *format)
{
    struct daesa_track track = {0};
    struct daesa_format_read_opts opts = {.from = format};
    assert_int_equal(daesa_format_read(daesa_str_of(text), &opts, &track, NULL),
                     DAESA_OK);
    assert_true(track.n_cues <= MAX_CUES);
    return track;
}

static void cues_of_srt_are_measured_in_their_order(void **state)
{
    (void)state;
    const struct daesa_pictures_info size = SIZE;
    struct daesa_draw_opts opts = {.size = &size, .file = "x.ass"};
    struct daesa_drawn drawn[MAX_CUES];
    struct keeper keeper = {.sink.put = keep};
    struct daesa_track track =
        read_text("1\n00:00:05,000 --> 00:00:06,000\nLater, and longer\n\n"
                  "2\n00:00:01,000 --> 00:00:02,000\nShort\n\n"
                  "3\n00:00:03,000 --> 00:00:04,000\n{\\an8}Top\nTop\n",
                  "srt");
    assert_int_equal(daesa_track_measure(&track, &opts, drawn, &keeper.sink), DAESA_OK);
    assert_int_equal(track.n_cues, 3);
    assert_int_equal(keeper.n, 0);
    for (size_t i = 0; i < 3; i++)
        assert_true(drawn[i].is_drawn && !drawn[i].is_wrapped && !drawn[i].is_cut);
    assert_true(drawn[0].unbroken_width_px > 2 * drawn[1].unbroken_width_px);
    assert_true(drawn[2].box.bottom_px < 180 && drawn[0].box.top_px > 180);
    assert_true(drawn[2].box.bottom_px - drawn[2].box.top_px >
                drawn[1].box.bottom_px - drawn[1].box.top_px);
    daesa_track_finish(&track);
}

static const char ass[] =
    "[Script Info]\nScriptType: v4.00+\nPlayResX: 640\nPlayResY: 360\n\n"
    "[V4+ Styles]\nFormat: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, "
    "OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, "
    "Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, "
    "Encoding\nStyle: Default,sans-serif,24,&H00FFFFFF,&H000000FF,&H00000000,&H00000000,"
    "0,0,0,0,100,100,0,0,1,2,0,2,20,20,20,1\n\n"
    "[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, "
    "Effect, "
    "Text\n"
    "Comment: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,not shown\n"
    "Dialogue: 3,0:00:01.00,0:00:03.00,Default,Ann,0,0,0,,{\\pos(320,100)}placed\n"
    "Dialogue: 0,0:00:01.00,0:00:03.00,Default,Bob,0,0,0,,{\\fnNo Such Font}here\n";

static void events_find_their_cues_and_so_do_findings(void **state)
{
    (void)state;
    const struct daesa_pictures_info size = SIZE;
    struct daesa_draw_opts opts = {.size = &size, .file = "x.ass"};
    struct daesa_drawn drawn[MAX_CUES];
    struct keeper keeper = {.sink.put = keep};
    struct daesa_track track = read_text(ass, "ass");
    assert_int_equal(track.n_cues, 3);
    assert_int_equal(daesa_track_measure(&track, &opts, drawn, &keeper.sink), DAESA_OK);
    assert_false(drawn[0].is_drawn);
    assert_true(drawn[1].is_drawn && drawn[1].is_placed && drawn[1].layer == 3);
    assert_true(drawn[1].box.bottom_px < 110);
    assert_true(drawn[2].is_drawn && !drawn[2].is_placed && drawn[2].layer == 0);
    assert_int_equal(keeper.n, 1);
    assert_string_equal(keeper.rule, "ass-missing-font");
    assert_int_equal(keeper.cue, 3);
    assert_string_equal(keeper.place.file, "x.ass");
    assert_int_equal(keeper.place.line, track.cues[2].source.place.line);
    assert_true(daesa_str_is(track.cues[2].speaker, "Bob"));
    daesa_track_finish(&track);
}

static void nothing_is_nothing(void **state)
{
    (void)state;
    const struct daesa_pictures_info size = SIZE;
    struct daesa_draw_opts opts = {.size = &size, .file = "x.ass"};
    struct daesa_track track = {0};
    assert_int_equal(daesa_track_measure(&track, &opts, NULL, NULL), DAESA_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_nothing),
        cmocka_unit_test(cues_of_srt_are_measured_in_their_order),
        cmocka_unit_test(events_find_their_cues_and_so_do_findings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
