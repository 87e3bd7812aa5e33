/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* What the W3C's algorithm makes of files that are not as they should be: the facts
 * that its own test suite asks for, in files of our own. */
#include "format/read.h"
#include "format/vtt_settings.h"

#include "check.h"

#include <float.h>
#include <stdio.h>
#include <string.h>

#define T "00:00:00.000 --> 00:00:01.000"

#define ZEROS_73 \
    "0000000000000000000000000000000000000000000000000000000000000000000000000"
#define ZEROS ZEROS_73 ZEROS_73 ZEROS_73 ZEROS_73
/* What stands before the first digit of the least double. */
#define NO_DIGITS ZEROS "0000000000000000000000000000000"

static void read_vtt(const char *text, size_t n, struct daesa_track *out)
{
    struct daesa_format_read_opts opts = {.from = "vtt", .encoding = "UTF-8"};
    assert_int_equal(daesa_format_read((struct daesa_str){text, n}, &opts, out, NULL),
                     DAESA_OK);
}

static void blocks_are_told_apart(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t n_cues;
        const char *id, *last; /* of the first cue; text of the last */
    } rows[] = {
        {"WEBVTT", 0, "", ""},
        {"WEBVTT\n" T "\none", 1, "", "one"},
        {"WEBVTT - a title\n\n" T "\none", 1, "", "one"},
        {"WEBVTT\nheader\nmore\n\n" T "\none", 1, "", "one"},
        {"WEBVTT\nheader\n" T "\none", 1, "", "one"},
        {"WEBVTT\n\n" T "\none\n" T "\ntwo\n\n\n\n" T "\nthree", 3, "", "three"},
        {"WEBVTT\n\n-->\n" T "\none\nx-->\n" T "\ntwo\n--->\n" T "\nthree", 3, "",
         "three"},
        {"WEBVTT\n\n id \n" T "\none", 1, " id ", "one"},
        {"WEBVTT\n\n -> \n" T "\none", 1, " -> ", "one"},
        {"WEBVTT\n\n \n" T "\none", 1, " ", "one"},
        {"WEBVTT\n\nno\nid\n" T "\none", 1, "", "one"},
        {"WEBVTT\n\n" T "\n", 1, "", ""},
        {"WEBVTT\n\n" T, 1, "", ""},
        {"WEBVTT\n\n" T "\n  one\n", 1, "", "  one"},
        {"WEBVTT\n\n\t\f " T "\f\none", 1, "", "one"},
        {"WEBVTT\n\n\v" T "\none", 0, "", ""},
        {"WEBVTT\n\nNOTE a\n" T "\none", 1, "NOTE a", "one"},
        {"WEBVTT\n\nSTYLE\n::cue {}\n" T "\none", 1, "", "one"},
        {"WEBVTT\r\rid\r" T "\rone\r\rid\r" T "\rtwo\r", 2, "id", "two"},
        {"WEBVTT\n\n00:00:02.000 --> 00:00:01.000\none", 1, "", "one"},
        /* Every kind of line end in one file: LF CR is two. */
        {"WEBVTT\r\rcr\r" T "\rone\n\nlf\n" T "\ntwo\r\n\r\ncrlf\r\n" T
         "\r\nthree\n\rlfcr\r" T "\nfour\n\r",
         4, "cr", "four"},
        {"WEBVTT\n\nlfcr\n" T "\n\rno text", 1, "lfcr", ""},
        {"WEBVTT\n\n" T "\none\n" T " \ntwo\n\n"
         "00:00:00.000 -a -->\n\n00:00:00.000 -- -->\n",
         2, "", "two"},
        {"WEBVTT\n\nSTYLE\n::cue(#a) {} /*\nNOTE b\n00:00:00.000 -- > "
         "00:00:01.000\n*/\n\n.c "
         "{}\n\nid\n" T "\none\n\nSTYLE\n::cue {}\n\nlast\n" T "\ntwo\n",
         2, "id", "two"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_track track = {0};
        read_vtt(rows[i].text, strlen(rows[i].text), &track);
        check_row(track.n_cues == rows[i].n_cues, rows[i].text);
        if (track.n_cues) {
            const struct daesa_cue *last = &track.cues[track.n_cues - 1];
            check_row(daesa_str_is(track.cues[0].id, rows[i].id), rows[i].text);
            check_row(daesa_str_is(last->texts[0].plain, rows[i].last), rows[i].text);
        }
        daesa_track_finish(&track);
    }
}

static void signatures_are_exact(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t n;
        bool good;
    } rows[] = {
#define ROW(text, good) {text, sizeof(text) - 1, good}
        ROW("WEBVTT", true),
        ROW("WEBVTT\n", true),
        ROW("WEBVTT\r", true),
        ROW("WEBVTT ", true),
        ROW("WEBVTT\t", true),
        ROW("WEBVTT \tgarbage\n\n", true),
        ROW("WEBVTT\ngarbage\n\n", true),
        ROW("\uFEFFWEBVTT\n", true),
        ROW("\uFEFF\uFEFFWEBVTT\n", false),
        ROW("\nWEBVTT\n", false),
        ROW(" WEBVTT\n", false),
        ROW("WEBVTTgarbage\n", false),
        ROW("WEBVTT\v\n", false),
        ROW("WEBVTT\f\n", false),
        ROW("WEBVTT\0\n", false),
        ROW("WEBVTT\xC2\xA0\n", false),
        ROW("webvtt\n", false),
        ROW("WebVTT\n", false),
        ROW("WEB VTT\n", false),
        ROW("WEBVT\n\n", false),
        ROW("\xEF\xBBWEBVTT\n", false),
#undef ROW
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_format_read_opts opts = {.from = "vtt", .encoding = "UTF-8"};
        struct daesa_track track = {0};
        enum daesa_status status = daesa_format_read(
            (struct daesa_str){rows[i].text, rows[i].n}, &opts, &track, NULL);
        check_row(status == (rows[i].good ? DAESA_OK : DAESA_BAD_INPUT), rows[i].text);
        daesa_track_finish(&track);
    }
}

static void nuls_are_replacement_characters(void **state)
{
    (void)state;
    static const char text[] = "WEBVTT\n\0\n" T "\none\n\n\0 id\n" T "\0\n\0two\n\n"
                               "00:00:00.00\0 --> 00:00:01.000\nno cue";
    struct daesa_track track = {0};
    read_vtt(text, sizeof text - 1, &track);
    assert_int_equal(track.n_cues, 2);
    check_str(track.cues[0].texts[0].plain, "one");
    check_str(track.cues[1].id, "\uFFFD id");
    check_str(track.cues[1].texts[0].plain, "\uFFFDtwo");
    daesa_track_finish(&track);
}

/* U+0000 between any two characters of the times, or in place of any. */
static void nuls_make_no_times(void **state)
{
    (void)state;
    static const char times[] = T;
    for (size_t at = 0; at < sizeof times - 1; at++)
        for (size_t taken = 0; taken < 2; taken++) {
            char text[256];
            struct daesa_track track = {0};
            int n = snprintf(text, sizeof text, "WEBVTT\n\n%.*s%c%s\nx\n", (int)at, times,
                             0, times + at + taken);
            read_vtt(text, (size_t)n, &track);
            check_row(track.n_cues == 0, times + at);
            daesa_track_finish(&track);
        }
}

static void times_are_as_the_standard_has_them(void **state)
{
    (void)state;
    static const struct {
        const char *times;
        bool good;
    } rows[] = {
        {"00:00.000 --> 00:01.000", true},
        {"00:00.000-->00:01.000", true},
        {"0:00:00.000 --> 000:00:01.000", true},
        {"00:00:00.000 --> 00:01.000", true},
        {"00:61.000 --> 01:62.000", false},
        {"60:00.000 --> 61:00.000", false},
        {"000:00.000 --> 00:01.000", false},
        {"0:00.000 --> 00:01.000", false},
        {"00::00.000 --> 00:01.000", false},
        {"00:00.0000 --> 00:01.000", false},
        {"00:00.00 --> 00:01.000", false},
        {"00:00,000 --> 00:01,000", false},
        {"00:00 --> 00:01", false},
        {"00:00.000 -- > 00:01.000", false},
        {"00:00.000 --> 0:01.000", false},
        {"-00:00.000 --> 00:01.000", false},
        {"x00:00.000 --> 00:01.000", false},
        {"00:00.000 x --> 00:01.000", false},
        {"000:00:00.000 --> 0:00:01.000", true},
        {"00:000:00.000 --> 00:01.000", false},
        {"00:00::00.000 --> 00:01.000", false},
        {"00:00:000.000 --> 00:01.000", false},
        {"00:00:00..000 --> 00:01.000", false},
        {"0000:00.000 --> 00:01.000", false},
        {"00:0:00.000 --> 00:01.000", false},
        {"00:00:0.000 --> 00:01.000", false},
        {"00:00:00000 --> 00:01.000", false},
        {"00:00:00. --> 00:01.000", false},
        {"00:00: --> 00:01.000", false},
        {"00: --> 00:01.000", false},
        {"0 --> 00:01.000", false},
        {" --> 00:01.000", false},
        {":00. --> 00:01.000", false},
        {". --> 00:01.000", false},
        {"00:00.000 --> 00:000:01.000", false},
        {"00:00.000 --> 000:01.000", false},
        {"00:00:00.000 --> 00:00:01.000garbage", true},
        {"00:00:00.000 --> 00:00:01.000 garbage", true},
        {"garbage 00:00:00.000 --> 00:00:01.000", false},
        {"00:00:00.000garbage --> 00:00:01.000", false},
        {"00:00:00.000 --> garbage 00:00:01.000", false},
        {"00:00:00.000 garbage --> 00:00:01.000", false},
        {"00:00:60.000 --> 00:01:01.000", false},
        {"00:60:00.000 --> 01:01:00.000", false},
        {"00:00:00.000 --> 00:00:60.000", false},
        {"00:00:00.000 --> 00:60:00.000", false},
        {"00:00.000 --> 60:01.000", false},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char text[256];
        struct daesa_track track = {0};
        int n = snprintf(text, sizeof text, "WEBVTT\n\n%s\nx\n", rows[i].times);
        read_vtt(text, (size_t)n, &track);
        check_row((track.n_cues == 1) == rows[i].good, rows[i].times);
        daesa_track_finish(&track);
    }
}

static void values_of_settings(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        double line, position, size; /* -99: auto */
        bool percent;
        size_t n_bad;
    } rows[] = {
        {"", -99, -99, 100, false, 0},
        {"line:-1", -1, -99, 100, false, 0},
        {"line:1.5", 1.5, -99, 100, false, 0},
        {"line:65536", 65536, -99, 100, false, 0},
        {"line:-0", 0, -99, 100, false, 0},
        {"line:4294967296", 4294967296, -99, 100, false, 0},
        {"line:18446744073709552000", 18446744073709552000.0, -99, 100, false, 0},
        {"line:10000000000000000000000000000000000", 1e34, -99, 100, false, 0},
        {"line:17976931348623157" ZEROS, DBL_MAX, -99, 100, false, 0},
        {"line:-17976931348623157" ZEROS, -DBL_MAX, -99, 100, false, 0},
        {"line:17976931348623159" ZEROS, -99, -99, 100, false, 1},
        {"line:-17976931348623159" ZEROS, -99, -99, 100, false, 1},
        {"line:0." NO_DIGITS "5", 5e-324, -99, 100, false, 0},
        {"line:0." NO_DIGITS "2", 0, -99, 100, false, 0},
        {"line:0." NO_DIGITS "5%", 5e-324, -99, 100, true, 0},
        {"line:0." ZEROS ZEROS ZEROS ZEROS ZEROS ZEROS ZEROS ZEROS ZEROS ZEROS ZEROS ZEROS
         "1",
         0, -99, 100, false, 0},
        {"line:1e2", -99, -99, 100, false, 1},
        {"line:65536%", -99, -99, 100, false, 1},
        {"line:4294967296%", -99, -99, 100, false, 1},
        {"line:1%-", -99, -99, 100, false, 1},
        {"line:0%0", -99, -99, 100, false, 1},
        {"line:0%x", -99, -99, 100, false, 1},
        {"line:%", -99, -99, 100, false, 1},
        {"line:.5", -99, -99, 100, false, 1},
        {"line:00%", 0, -99, 100, true, 0},
        {"line:100%,end", 100, -99, 100, true, 0},
        {"line:100%,middle", 100, -99, 100, true, 1},
        {"line:-0%", -99, -99, 100, false, 1},
        {"line:1%%", -99, -99, 100, false, 1},
        {"line:%1", -99, -99, 100, false, 1},
        {"line:1..5", -99, -99, 100, false, 1},
        {"line:5.", -99, -99, 100, false, 1},
        {"line:-", -99, -99, 100, false, 1},
        {"line: 0%", -99, -99, 100, false, 2},
        {"position:1%,line-left", -99, 1, 100, false, 0},
        {"position:1%,middle", -99, 1, 100, false, 1},
        {"position:1% ,center", -99, 1, 100, false, 1},
        {"position:1% position:x", -99, 1, 100, false, 1},
        {"position:101%,center", -99, -99, 100, false, 1},
        {"position:1", -99, -99, 100, false, 1},
        {"position:1.5%", -99, 1.5, 100, false, 0},
        {"position:1%, center", -99, 1, 100, false, 2},
        {"position:-1%", -99, -99, 100, false, 1},
        {"position:1x", -99, -99, 100, false, 1},
        {"position:1%x", -99, -99, 100, false, 1},
        {"position:", -99, -99, 100, false, 1},
        {"position: 1%", -99, -99, 100, false, 2},
        {"position:65536%", -99, -99, 100, false, 1},
        {"size:0%", -99, -99, 0, false, 0},
        {"size:1.5%", -99, -99, 1.5, false, 0},
        {"size: size:x size:% size:%% size:1%% size:1%x", -99, -99, 100, false, 6},
        {"size:-3% size:200%", -99, -99, 100, false, 2},
        {"size:1xx size:2%", -99, -99, 2, false, 1},
        {"size:50% size:101%", -99, -99, 50, false, 1},
        {"size:50% size:100%", -99, -99, 100, false, 0},
        {"region:\v size:50%", -99, -99, 50, false, 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_vtt_settings s;
        daesa_vtt_settings_parse(daesa_str_of(rows[i].in), &s);
        check_row((s.has_line ? s.line : -99) == rows[i].line, rows[i].in);
        check_row((s.has_position ? s.position : -99) == rows[i].position, rows[i].in);
        check_row((s.has_size ? s.size : 100) == rows[i].size, rows[i].in);
        check_row((s.has_line && s.line_percent) == rows[i].percent, rows[i].in);
        check_row(s.n_bad == rows[i].n_bad, rows[i].in);
    }
}

/* One line for the spans of a text: "b 4-8 ruby 0-4=test". What makes no node of the
 * tree is kept as raw spans, and not shown. */
static void print_spans(const struct daesa_text *text, struct daesa_buf *out)
{
    static const char *const names[] = {
        [DAESA_SPAN_BOLD] = "b",      [DAESA_SPAN_ITALIC] = "i",
        [DAESA_SPAN_UNDERLINE] = "u", [DAESA_SPAN_RUBY] = "ruby",
        [DAESA_SPAN_CLASS] = "class", [DAESA_SPAN_VOICE] = "voice",
        [DAESA_SPAN_TIME] = "time",   [DAESA_SPAN_LANGUAGE] = "lang",
    };
    for (size_t i = 0; i < text->n_spans; i++) {
        const struct daesa_span *span = &text->spans[i];
        if (span->kind == DAESA_SPAN_RAW)
            continue;
        daesa_buf_printf(out, "%s%s %zu-%zu", out->len ? " " : "", names[span->kind],
                         span->from, span->to);
        if (span->value.len)
            daesa_buf_printf(out, "=%.*s", DAESA_STR_ARGS(span->value));
        if (span->number)
            daesa_buf_printf(out, "=%lld", (long long)(span->number / 1000));
    }
}

static void tags_nest_as_the_tree_is_built(void **state)
{
    (void)state;
    static const struct {
        const char *in, *plain, *spans;
    } rows[] = {
        {"one", "one", ""},
        {"<b>one", "one", "b 0-3"},
        {"<b>one</i></b> two", "one two", "b 0-3"},
        {"<b>one<b>two</b>three", "onetwothree", "b 0-11 b 3-6"},
        {"<x>one</x>", "one", ""},
        {"<b.c.d e>one</b >two", "onetwo", "b 0-6 class 0-6=c class 0-6=d"},
        {"one<", "one", ""},
        {"one</", "one", ""},
        {"<rt>one</rt>", "one", ""},
        {"<ruby>one<rt>two", "one", "ruby 0-3=two"},
        {"<ruby>one<rt>two</rt></ruby>three", "onethree", "ruby 0-3=two"},
        {"<ruby>one<rt>two</ruby>three", "onethree", "ruby 0-3=two"},
        {"<ruby>one<rt>two</rt>three", "onethree", "ruby 0-3=two"},
        {"<ruby>one<rt><b>two</rt></ruby>three", "one", "ruby 0-3=twothree"},
        {"<ruby>one<rt><b>two</ruby>three", "one", "ruby 0-3=twothree"},
        {"<ruby>one<rt><b>two</rt></ruby></b>three", "one", "ruby 0-3=twothree"},
        {"<ruby>one<rt><b>two</rt></b></ruby>three", "onethree", "ruby 0-3=two"},
        {"<ruby>one<rt><b>two</rt></b>three</ruby>four", "onefour", "ruby 0-3=twothree"},
        {"<b\n>one", "one", "b 0-3"},
        {"<b", "", ""},
        {"</>one<>two", "onetwo", ""},
        {"&<b>one", "&one", "b 1-4"},
        {"&&1;", "&&1;", ""},
        {"<", "", ""},
        {"<<", "", ""},
        {"<\t", "", ""},
        {"<\nx>y", "y", ""},
        {"< ", "", ""},
        {"<.", "", ""},
        {"<c.", "", ""},
        {"</", "", ""},
        {"<c></>x", "x", ""},
        {"<c></c>x", "x", ""},
        {"a<c.d e>b</c>c", "abc", "class 1-2=d"},
        {"a<i.d e>b</i>c", "abc", "i 1-2 class 1-2=d"},
        {"a<u.d e>b</u>c", "abc", "u 1-2 class 1-2=d"},
        {"<ruby>one", "one", ""},
        {"a<ruby.f g>b<rt.h j>c</rt>d</ruby>e", "abde", "class 1-3=f ruby 1-2=c"},
        {"x<v a>one", "xone", "voice 1-4=a"},
        {"x<v a b>one", "xone", "voice 1-4=a b"},
        {"x<v>one", "xone", "voice 1-4"},
        {"x<v.a>one", "xone", "voice 1-4 class 1-4=a"},
        {"x<v.a.b>one", "xone", "voice 1-4 class 1-4=a class 1-4=b"},
        {"a<v.d e>b</v>c", "abc", "voice 1-2=e class 1-2=d"},
        {"a<lang.d e>b</lang>c", "abc", "lang 1-2=e class 1-2=d"},
        {"<0", "", ""},
        {"<0.500", "", ""},
        {"<0:00.500", "", ""},
        {"<00:00.500", "", "time 0-0=500"},
        {"<00:00:00.500", "", "time 0-0=500"},
        {"one<00:00:00.500>two", "onetwo", "time 3-3=500"},
        {"one<100:00:00.000>two", "onetwo", "time 3-3=360000000"},
        {"foo\nbar", "foo\nbar", ""},
        {"&lt;b>&gt;", "<b>>", ""},
        {"&<c", "&", ""},
        {"&<", "&", ""},
        {"&;", "&;", ""},
        {"&#32;x&#x20;x", " x x", ""},
        {"<ruby>one<rt>two</rt>three<rt>four</rt></ruby>", "onethree",
         "ruby 0-3=two ruby 3-8=four"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char text[256];
        struct daesa_track track = {0};
        struct daesa_buf spans = {0};
        int n = snprintf(text, sizeof text, "WEBVTT\n\n" T "\n%s\n", rows[i].in);
        read_vtt(text, (size_t)n, &track);
        assert_int_equal(track.n_cues, 1);
        check_row(daesa_str_is(track.cues[0].texts[0].plain, rows[i].plain), rows[i].in);
        print_spans(&track.cues[0].texts[0], &spans);
        check_row(daesa_str_is(daesa_buf_str(&spans), rows[i].spans), rows[i].in);
        daesa_buf_finish(&spans);
        daesa_track_finish(&track);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_are_told_apart),
        cmocka_unit_test(signatures_are_exact),
        cmocka_unit_test(nuls_are_replacement_characters),
        cmocka_unit_test(nuls_make_no_times),
        cmocka_unit_test(times_are_as_the_standard_has_them),
        cmocka_unit_test(values_of_settings),
        cmocka_unit_test(tags_nest_as_the_tree_is_built),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
