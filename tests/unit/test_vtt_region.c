/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/vtt_region.h"

#include "format/read.h"

#include "check.h"

#include <math.h>

static void settings_are_taken_or_ignored(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        char separator;
        double width, anchor_x, viewport_y;
        double lines;
        bool up;
        size_t n_bad;
    } rows[] = {
        {"", ':', 100, 0, 100, 3, false, 0},
        {"id:a width:40% lines:2", ':', 40, 0, 100, 2, false, 0},
        {"width:40", ':', 100, 0, 100, 3, false, 1},
        {"width:101%", ':', 100, 0, 100, 3, false, 1},
        {"width:-1%\nlines:1.5", ':', 100, 0, 100, 3, false, 2},
        {"regionanchor:10%,20% viewportanchor:1.5%,2.5%", ':', 100, 10, 2.5, 3, false, 0},
        {"regionanchor:10% viewportanchor:10%;20%", ':', 100, 0, 100, 3, false, 2},
        {"scroll:up", ':', 100, 0, 100, 3, true, 0},
        {"scroll:down", ':', 100, 0, 100, 3, false, 1},
        {"id:a-->", ':', 100, 0, 100, 3, false, 1},
        {"id=a width=40% scroll=up", '=', 40, 0, 100, 3, true, 0},
        {"id=a", ':', 100, 0, 100, 3, false, 1},
        {"lines:0", ':', 100, 0, 100, 0, false, 0},
        {"lines:101", ':', 100, 0, 100, 101, false, 0},
        {"lines:4294967296", ':', 100, 0, 100, 4294967296, false, 0},
        {"lines:18446744073709552000", ':', 100, 0, 100, 18446744073709552000.0, false,
         0},
        {"lines:10000000000000000000000000000000000", ':', 100, 0, 100, 1e34, false, 0},
        {"lines:1\nlines:3\nlines:2", ':', 100, 0, 100, 2, false, 0},
        {"lines:-0", ':', 100, 0, 100, 3, false, 1},
        {"lines:-1", ':', 100, 0, 100, 3, false, 1},
        {"lines: 1\nlines :1", ':', 100, 0, 100, 3, false, 4},
        {"regionanchor:100%,0%", ':', 100, 100, 100, 3, false, 0},
        {"regionanchor:0,0", ':', 100, 0, 100, 3, false, 1},
        {"regionanchor:1%,0 regionanchor:1,0%", ':', 100, 0, 100, 3, false, 2},
        {"regionanchor:,1% regionanchor:1%,", ':', 100, 0, 100, 3, false, 2},
        {"regionanchor:101%,1% regionanchor:1%,101%", ':', 100, 0, 100, 3, false, 2},
        {"regionanchor:-0%,0% regionanchor:2%,-0%", ':', 100, 0, 100, 3, false, 2},
        {"regionanchor:65536%,65536%", ':', 100, 0, 100, 3, false, 1},
        {"regionanchor:100% ,100%", ':', 100, 0, 100, 3, false, 2},
        {"viewportanchor:0%,0%", ':', 100, 0, 0, 3, false, 0},
        {"viewportanchor:1%,4294967296%", ':', 100, 0, 100, 3, false, 1},
        {"scroll:up scroll:up\nscroll:up", ':', 100, 0, 100, 3, true, 0},
        {"scroll: up\nscroll :up", ':', 100, 0, 100, 3, false, 4},
        {"scroll:up scroll:", ':', 100, 0, 100, 3, true, 1},
        {"width:10%\tlines:5\fscroll:up", ':', 10, 0, 100, 5, true, 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_vtt_region region;
        daesa_vtt_region_parse(daesa_str_of(rows[i].in), rows[i].separator, &region);
        check_row(region.width == rows[i].width && region.anchor_x == rows[i].anchor_x &&
                      region.viewport_y == rows[i].viewport_y &&
                      region.lines == rows[i].lines && region.scrolls_up == rows[i].up &&
                      region.n_bad == rows[i].n_bad,
                  rows[i].in);
    }
}

static void old_regions_are_lines_of_the_header(void **state)
{
    (void)state;
    struct daesa_str header = daesa_str_of("\nKind: captions\nRegion: id=a\nRegion:id=b"),
                     settings;
    assert_true(daesa_vtt_region_next(&header, &settings));
    check_str(settings, " id=a");
    assert_true(daesa_vtt_region_next(&header, &settings));
    check_str(settings, "id=b");
    assert_false(daesa_vtt_region_next(&header, &settings));
}

/* What settings make of these regions: a place, or none (-1). */
static void cues_stand_in_their_region(void **state)
{
    (void)state;
    static const char head[] =
        "WEBVTT\n\nREGION\nid:all\n\nREGION\nid:left\nwidth:1%\n\nREGION\nid:left "
        "width:40%\nlines:2 regionanchor:0%,100% viewportanchor:10%,90%\n\nREGION\n"
        "id:top\nwidth:50% lines:5\nregionanchor:50%,0%\nviewportanchor:50%,10%\n\n"
        "REGION\nwidth:1%\n\nREGION\n--->\nid:none\nlines:4\n\nREGION\nid:cut\n"
        "viewportanchor:0%,50%\n-->\nviewportanchor:0%,20%\n\n";
    static const struct {
        const char *settings;
        int anchor;
        double x, y; /* percent; -1: not placed */
    } rows[] = {
        {"", 0, -1, -1},
        {"region:all", 0, -1, -1},
        {"region:all align:start", 1, -1, -1},
        {"region:left", 2, 30, 90},
        {"region:left align:start", 1, 10, 90},
        {"region:left align:end", 3, 50, 90},
        {"region:left position:25%", 2, 20, 90},
        {"region:top", 2, 50, 40},
        {"region:all region:top", 2, 50, 40},
        {"region:nowhere region:top", 2, 50, 40},
        {"region:top region:nowhere", 0, -1, -1},
        {"region:", 0, -1, -1},
        {"region: top", 0, -1, -1},
        {"region :top", 0, -1, -1},
        {"line:5 region:top", 8, -1, -1},
        {"size:10% region:top", 0, -1, -1},
        {"size:100% region:top", 2, 50, 40},
        {"vertical:lr region:top", 0, -1, -1},
        {"region:none", 0, -1, -1},
        {"region:cut", 2, 50, 50},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_format_read_opts opts = {.from = "vtt", .encoding = "UTF-8"};
        struct daesa_track track = {0};
        struct daesa_buf file = {0};
        daesa_buf_printf(&file, "%s00:00.000 --> 00:01.000 %s\nx\n", head,
                         rows[i].settings);
        assert_int_equal(daesa_format_read(daesa_buf_str(&file), &opts, &track, NULL),
                         DAESA_OK);
        assert_int_equal(track.n_cues, 1);
        struct daesa_position p = track.cues[0].position;
        check_row(p.anchor == rows[i].anchor, rows[i].settings);
        check_row(p.placed == (rows[i].x >= 0), rows[i].settings);
        if (p.placed)
            check_row(fabs((double)p.x * 100 - rows[i].x) < 0.001 &&
                          fabs((double)p.y * 100 - rows[i].y) < 0.001,
                      rows[i].settings);
        daesa_track_finish(&track);
        daesa_buf_finish(&file);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(settings_are_taken_or_ignored),
        cmocka_unit_test(old_regions_are_lines_of_the_header),
        cmocka_unit_test(cues_stand_in_their_region),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
