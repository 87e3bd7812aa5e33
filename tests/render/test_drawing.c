/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "render/drawing.h"
#include "render/png.h"

#include "../unit/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH 640
#define HEIGHT 360
#define HEAD                                                                           \
    "[Script Info]\nScriptType: v4.00+\nPlayResX: 640\nPlayResY: 360\n\n"              \
    "[V4+ Styles]\nFormat: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, " \
    "OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, "  \
    "Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, "      \
    "MarginV, Encoding\n"                                                              \
    "Style: Default,sans-serif,24,&H00FFFFFF,&H000000FF,&H00000000,&H00000000,0,0,0,"  \
    "0,100,100,0,0,1,2,0,2,20,20,20,1\n\n"                                             \
    "[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, "    \
    "Effect, Text\n"
#define LINE(text) "Dialogue: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,," text "\n"
#define LONG "a line that goes on and on until there is no room left for it and then on"

struct keeper {
    struct daesa_sink sink;
    char rules[8][32], messages[8][200];
    size_t cues[8];
    size_t n;
};

static void keep(struct daesa_sink *sink, const struct daesa_finding *finding)
{
    struct keeper *k = (struct keeper *)sink;
    assert_true(k->n < 8);
    snprintf(k->rules[k->n], sizeof k->rules[0], "%s", finding->rule);
    snprintf(k->messages[k->n], sizeof k->messages[0], "%s", finding->message);
    k->cues[k->n++] = finding->cue;
}

static struct daesa_drawing *open_text(const char *text, struct keeper *keeper)
{
    struct daesa_drawing *drawing = NULL;
    struct daesa_drawing_opts opts = {.width_px = WIDTH, .height_px = HEIGHT};
    *keeper = (struct keeper){.sink.put = keep};
    assert_int_equal(
        daesa_drawing_open(&drawing, daesa_str_of(text), &opts, &keeper->sink), DAESA_OK);
    return drawing;
}

static void nonsense_is_refused(void **state)
{
    (void)state;
    struct daesa_drawing *drawing = NULL;
    struct daesa_drawing_opts opts = {.width_px = WIDTH};
    assert_int_equal(daesa_drawing_open(&drawing, daesa_str_of(HEAD), &opts, NULL),
                     DAESA_BAD_ARGUMENT);
    opts.height_px = HEIGHT;
    assert_int_equal(daesa_drawing_open(&drawing, (struct daesa_str){0}, &opts, NULL),
                     DAESA_BAD_INPUT);
    assert_null(drawing);
    daesa_drawing_close(&drawing);
    daesa_drawing_close(NULL);
}

static void a_line_is_measured_where_it_stands(void **state)
{
    (void)state;
    struct keeper keeper;
    struct daesa_drawn drawn;
    struct daesa_drawing *drawing =
        open_text(HEAD LINE("Hello") LINE("{\\pos(630,350)}Hello there")
                      LINE("{\\an8}Hello\\NHello") LINE("{\\pos(-2000,-2000)}far away")
                          LINE("{\\alpha&HFF&}unseen") LINE(LONG),
                  &keeper);
    assert_int_equal(daesa_drawing_count(drawing), 6);
    assert_int_equal(daesa_drawing_event(drawing, 0).start_us, 1000000);
    assert_int_equal(daesa_drawing_event(drawing, 0).end_us, 3000000);

    assert_int_equal(daesa_drawing_measure(drawing, 0, DAESA_TIME_NONE, &drawn),
                     DAESA_OK);
    assert_true(drawn.is_drawn && !drawn.is_wrapped && !drawn.is_cut);
    assert_true(abs(drawn.box.left_px + drawn.box.right_px - WIDTH) <= 4);
    assert_true(drawn.box.bottom_px <= HEIGHT && drawn.box.bottom_px > HEIGHT - 40);
    int32_t height = drawn.box.bottom_px - drawn.box.top_px;
    assert_true(height > 12 && height < 40);

    assert_int_equal(daesa_drawing_measure(drawing, 1, DAESA_TIME_NONE, &drawn),
                     DAESA_OK);
    assert_true(drawn.is_placed && drawn.is_cut && drawn.box.right_px == WIDTH);

    assert_int_equal(daesa_drawing_measure(drawing, 2, DAESA_TIME_NONE, &drawn),
                     DAESA_OK);
    assert_true(drawn.box.top_px < 40 && drawn.box.bottom_px - drawn.box.top_px > height);
    assert_false(drawn.is_wrapped);

    for (size_t i = 3; i <= 4; i++) {
        assert_int_equal(daesa_drawing_measure(drawing, i, DAESA_TIME_NONE, &drawn),
                         DAESA_OK);
        assert_false(drawn.is_drawn);
    }
    assert_int_equal(daesa_drawing_measure(drawing, 5, DAESA_TIME_NONE, &drawn),
                     DAESA_OK);
    assert_true(drawn.is_wrapped && drawn.unbroken_width_px > WIDTH);
    assert_true(drawn.box.right_px - drawn.box.left_px <= WIDTH - 36);

    assert_int_equal(daesa_drawing_measure(drawing, 0, 5000000, &drawn), DAESA_OK);
    assert_false(drawn.is_drawn);
    assert_int_equal(daesa_drawing_measure(drawing, 6, 0, &drawn), DAESA_BAD_ARGUMENT);
    assert_int_equal(keeper.n, 0);
    daesa_drawing_close(&drawing);
}

/* The box that is measured is that of the pixels that are drawn. */
static void what_is_drawn_is_what_is_measured(void **state)
{
    (void)state;
    struct keeper keeper;
    struct daesa_drawn drawn;
    struct daesa_image image = {0};
    struct daesa_box box = {WIDTH, HEIGHT, 0, 0};
    struct daesa_drawing *drawing = open_text(HEAD LINE("Hello"), &keeper);
    assert_int_equal(daesa_image_make(&image, WIDTH, HEIGHT), DAESA_OK);
    daesa_image_fill(&image, (struct daesa_box){0, 0, WIDTH, HEIGHT}, 0x0000FF);
    assert_int_equal(daesa_drawing_draw(drawing, 2000000, &image), DAESA_OK);
    for (int32_t y = 0; y < HEIGHT; y++)
        for (int32_t x = 0; x < WIDTH; x++)
            if (memcmp(image.rgba + 4 * (y * WIDTH + x), "\0\0\377\377", 4) != 0) {
                box.left_px = x < box.left_px ? x : box.left_px;
                box.top_px = y < box.top_px ? y : box.top_px;
                box.right_px = x + 1 > box.right_px ? x + 1 : box.right_px;
                box.bottom_px = y + 1 > box.bottom_px ? y + 1 : box.bottom_px;
            }
    assert_int_equal(daesa_drawing_measure(drawing, 0, 2000000, &drawn), DAESA_OK);
    assert_memory_equal(&box, &drawn.box, sizeof box);
    image.width_px--;
    assert_int_equal(daesa_drawing_draw(drawing, 2000000, &image), DAESA_BAD_ARGUMENT);
    daesa_image_finish(&image);
    daesa_drawing_close(&drawing);
}

static void what_libass_says_is_a_finding(void **state)
{
    (void)state;
    struct keeper keeper;
    struct daesa_drawn drawn;
    struct daesa_drawing *drawing =
        open_text(HEAD "Dialogue: 0,0:00:01.00,0:00:03.00,Nope,,0,0,0,,Hello\n" LINE(
                      "{\\fnNo Such Font}Hello") LINE("\U00013000\U00013000")
                      LINE("{\\fnNo Such Font}Hello"),
                  &keeper);
    assert_int_equal(keeper.n, 1);
    assert_string_equal(keeper.rules[0], "ass-unknown-style");
    assert_string_equal(keeper.messages[0],
                        "there is no style 'Nope'; 'Default' is taken");
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(daesa_drawing_measure(drawing, i, DAESA_TIME_NONE, &drawn),
                         DAESA_OK);
    assert_int_equal(keeper.n, 3);
    assert_string_equal(keeper.rules[1], "ass-missing-font");
    assert_int_equal(keeper.cues[1], 2);
    assert_non_null(
        strstr(keeper.messages[1], "'No Such Font' is not on this machine; "));
    assert_string_equal(keeper.rules[2], "ass-missing-glyph");
    assert_int_equal(keeper.cues[2], 3);
    assert_string_equal(keeper.messages[2],
                        "no font on this machine has the character U+13000");
    daesa_drawing_close(&drawing);
}

static void a_png_begins_as_one(void **state)
{
    (void)state;
    struct daesa_image image = {0};
    struct daesa_buf out = {0};
    assert_int_equal(daesa_png_write(&image, &out), DAESA_BAD_ARGUMENT);
    assert_int_equal(daesa_image_make(&image, 5, 3), DAESA_OK);
    assert_int_equal(daesa_png_write(&image, &out), DAESA_OK);
    assert_memory_equal(out.s, "\x89PNG\r\n\x1a\n", 8);
    assert_memory_equal(out.s + 16, "\0\0\0\5\0\0\0\3\10\2", 10);
    struct daesa_buf small = {.max = 40};
    assert_int_equal(daesa_png_write(&image, &small), DAESA_NO_MEMORY);
    assert_int_equal(small.len, 0);
    daesa_buf_finish(&small);
    daesa_buf_finish(&out);
    daesa_image_finish(&image);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nonsense_is_refused),
        cmocka_unit_test(a_line_is_measured_where_it_stands),
        cmocka_unit_test(what_is_drawn_is_what_is_measured),
        cmocka_unit_test(what_libass_says_is_a_finding),
        cmocka_unit_test(a_png_begins_as_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
