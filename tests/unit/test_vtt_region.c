/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/vtt_region.h"

#include "check.h"

static void settings_are_taken_or_ignored(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        char separator;
        double width, anchor_x, viewport_y;
        int lines;
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(settings_are_taken_or_ignored),
        cmocka_unit_test(old_regions_are_lines_of_the_header),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
