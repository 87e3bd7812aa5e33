/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Drawing says so when memory runs out, and leaks nothing. What libass asks for itself
 * does not fail here. */
#include "failing.h"

#include "format/read.h"
#include "job/draw.h"
#include "render/png.h"
#include "render/sheet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct daesa_pictures_info size = {160, 90, 160, 90};

/* Cues that are seen together, one of which is placed upon another. */
static const char script[] =
    "[Script Info]\nScriptType: v4.00+\nPlayResX: 160\nPlayResY: 90\n\n"
    "[V4+ Styles]\nFormat: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, "
    "OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, "
    "Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, "
    "MarginV, Encoding\n"
    "Style: Default,NanumGothic,12,&H00FFFFFF,&H000000FF,&H00000000,&H00000000,0,0,0,0,"
    "100,100,0,0,1,2,0,2,10,10,10,1\n\n"
    "[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, "
    "Effect, Text\n"
    "Dialogue: 0,0:00:00.00,0:00:02.00,Default,,0,0,0,,One\n"
    "Dialogue: 0,0:00:00.10,0:00:02.00,Default,,0,0,0,,Two\n"
    "Dialogue: 0,0:00:00.20,0:00:02.00,Default,,0,0,0,,{\\pos(80,80)}Three\n";

static void fill(struct daesa_track *track)
{
    const struct daesa_format_read_opts how = {.file = "x.ass", .from = "ass"};
    assert_int_equal(daesa_format_read(daesa_str_of(script), &how, track, NULL),
                     DAESA_OK);
    assert_int_equal(track->n_cues, 3);
}

static enum daesa_status measure(void *context)
{
    const struct daesa_draw_opts opts = {.size = &size, .file = "x.ass"};
    struct daesa_drawn drawn[3];
    return daesa_track_measure(context, &opts, drawn, NULL);
}

static void cues_are_measured(void **state)
{
    struct daesa_track track = {0};
    (void)state;
    fill(&track);
    failing_everywhere("measure", measure, &track, 20);
    daesa_track_finish(&track);
}

static enum daesa_status draw(void *context)
{
    const struct daesa_draw_opts opts = {.size = &size, .file = "x.ass"};
    struct daesa_drawing *drawing = NULL;
    struct daesa_image image = {0};
    struct daesa_buf png = {0};
    enum daesa_status st = daesa_track_draw(context, &opts, &drawing, NULL);
    if (!st)
        st = daesa_image_make(&image, size.width_px, size.height_px);
    if (!st)
        st = daesa_drawing_draw(drawing, 1000000, &image);
    if (!st)
        st = daesa_png_write(&image, &png);
    daesa_buf_finish(&png);
    daesa_image_finish(&image);
    daesa_drawing_close(&drawing);
    return st;
}

static void pictures_are_drawn_and_written(void **state)
{
    struct daesa_track track = {0};
    (void)state;
    fill(&track);
    failing_everywhere("draw", draw, &track, 10);
    daesa_track_finish(&track);
}

static enum daesa_status make_sheet(void *context)
{
    struct daesa_sheet sheet = {0};
    enum daesa_status st = daesa_sheet_make(&sheet, 80, 45, 2, 1);
    for (int i = 0; !st && i < 2; i++)
        st = daesa_sheet_add(&sheet, context, daesa_str_of("7  0:00:01.000"));
    if (!st)
        st = daesa_sheet_end(&sheet);
    daesa_sheet_finish(&sheet);
    return st;
}

static void sheets_are_made(void **state)
{
    struct daesa_image image = {0};
    (void)state;
    assert_int_equal(daesa_image_make(&image, 160, 90), DAESA_OK);
    failing_everywhere("sheet", make_sheet, &image, 5);
    daesa_image_finish(&image);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cues_are_measured),
        cmocka_unit_test(pictures_are_drawn_and_written),
        cmocka_unit_test(sheets_are_made),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
