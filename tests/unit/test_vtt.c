/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/entity.h"
#include "format/html.h"
#include "format/vtt_settings.h"
#include "format/vtt_text.h"

#include "check.h"

static void references_are_read_as_html_reads_them(void **state)
{
    (void)state;
    static const struct {
        const char *in, *want;
        size_t n;
    } rows[] = {
        {"", "", 0},
        {"x", "", 0},
        {"&", "", 0},
        {"&amp;", "&", 5},
        {"&ampx", "&", 4},
        {"&notin;", "∉", 7},
        {"&notit;", "¬", 4},
        {"&notaname;", "¬", 4},
        {"&zzz;", "", 0},
        {"&eacute", "é", 7},
        {"&hearts", "", 0},
        {"&hearts;", "♥", 8},
        {"&#65;", "A", 5},
        {"&#x41", "A", 5},
        {"&#x;", "", 0},
        {"&#0;", "\uFFFD", 4},
        {"&#x80;", "€", 6},
        {"&#xD800;", "\uFFFD", 8},
        {"&#99999999999;", "\uFFFD", 14},
        {"&nbsp;", "\u00A0", 6},
        {"&AMP;", "&", 5},
        {"&zwnj;", "\u200C", 6},
        {"&NotEqualTilde;", "≂\u0338", 15},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_buf buf = {0};
        check_row(daesa_entity_take(daesa_str_of(rows[i].in), &buf) == rows[i].n,
                  rows[i].in);
        check_str(daesa_buf_str(&buf), rows[i].want);
        daesa_buf_finish(&buf);
    }
}

static void settings_follow_the_standard(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        size_t n_bad;
        int anchor;
        bool placed;
    } rows[] = {
        {"", 0, 0, false},
        {"align:center", 0, 0, false},
        {"align:middle", 1, 0, false},
        {"align:start", 0, 1, false},
        {"line:0", 0, 8, false},
        {"line:-1", 0, 2, false},
        {"line:0 align:right", 0, 9, false},
        {"line:50%,center", 0, 5, false},
        {"line:50% position:10%,line-left", 0, 7, true},
        {"line:101%", 1, 0, false},
        {"line:-5%", 1, 0, false},
        {"line:1-", 1, 0, false},
        {"line:.5%", 1, 0, false},
        {"position:50", 1, 0, false},
        {"size:33.3%", 0, 0, false},
        {"foo:bar align: :end", 3, 0, false},
        {"vertical:rl line:0", 0, 0, false},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_vtt_settings s;
        daesa_vtt_settings_parse(daesa_str_of(rows[i].in), &s);
        struct daesa_position p = daesa_vtt_position(&s);
        check_row(s.n_bad == rows[i].n_bad, rows[i].in);
        check_row(p.anchor == rows[i].anchor, rows[i].in);
        check_row(p.placed == rows[i].placed, rows[i].in);
    }
}

static void positions_come_back(void **state)
{
    (void)state;
    for (int anchor = 1; anchor <= 9; anchor++)
        for (int placed = 0; placed < 2; placed++) {
            struct daesa_position in = {.anchor = (uint8_t)anchor,
                                        .placed = placed != 0,
                                        .x = placed ? 0.25f : 0,
                                        .y = placed ? 0.75f : 0};
            struct daesa_vtt_settings s;
            struct daesa_buf buf = {0};
            daesa_vtt_add_position(&buf, &in);
            daesa_vtt_settings_parse(daesa_buf_str(&buf), &s);
            struct daesa_position out = daesa_vtt_position(&s);
            assert_int_equal(s.n_bad, 0);
            assert_int_equal(out.anchor ? out.anchor : 2, anchor);
            assert_int_equal(out.placed, in.placed);
            assert_true(out.x == in.x && out.y == in.y);
            daesa_buf_finish(&buf);
        }
}

static void timestamps_are_exact(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        int64_t ms; /* -1: none */
    } rows[] = {
        {"", -1},
        {"00:01.500", 1500},
        {"00:00:01.500", 1500},
        {"60:00.000", -1},
        {"100:00:00.000", 360000000},
        {"0:00:00.000", 0},
        {"00:01.50", -1},
        {"00:01,500", -1},
        {"0:01.500", -1},
        {"00:60.000", -1},
        {"00:00:00", -1},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_str text = daesa_str_of(rows[i].in);
        int64_t us = -1000;
        check_row(daesa_vtt_take_time(&text, &us) == (rows[i].ms >= 0), rows[i].in);
        check_row(us == rows[i].ms * 1000, rows[i].in);
    }
}

static void tags_and_colours_of_html(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        int64_t want; /* -1: none */
    } rows[] = {
        {"", -1},
        {"red", 0xFF0000FF},
        {"#F00", 0xFF0000FF},
        {"#ff0000", 0xFF0000FF},
        {"00FF00", 0x00FF00FF},
        {"#12345678", 0x12345678},
        {"#ff00", -1},
        {"nocolour", -1},
        {"add", -1},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        int64_t got = -1;
        daesa_html_colour(daesa_str_of(rows[i].in), &got);
        check_row(got == rows[i].want, rows[i].in);
    }
    struct daesa_html_tag tag;
    assert_false(daesa_html_tag(daesa_str_of("<3"), 0, &tag));
    assert_false(daesa_html_tag(daesa_str_of("< b>"), 0, &tag));
    assert_true(daesa_html_tag(daesa_str_of("<font face='a > b' size=3>x"), 0, &tag));
    struct daesa_str key, value;
    assert_true(daesa_html_attribute(&tag.attributes, &key, &value));
    check_str(value, "a > b");
    assert_true(daesa_html_attribute(&tag.attributes, &key, &value));
    check_str(key, "size");
    check_str(value, "3");
    assert_false(daesa_html_attribute(&tag.attributes, &key, &value));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(references_are_read_as_html_reads_them),
        cmocka_unit_test(settings_follow_the_standard),
        cmocka_unit_test(positions_come_back),
        cmocka_unit_test(timestamps_are_exact),
        cmocka_unit_test(tags_and_colours_of_html),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
