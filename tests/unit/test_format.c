/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/read.h"
#include "format/stamp.h"
#include "format/write.h"

#include "check.h"

#include <string.h>

/* Remembers the rules that were reported. */
struct recorder {
    struct daesa_sink sink;
    char rules[2048];
};

static void record(struct daesa_sink *sink, const struct daesa_finding *finding)
{
    struct recorder *r = (struct recorder *)sink;
    strncat(r->rules, finding->rule, sizeof r->rules - strlen(r->rules) - 2);
    strncat(r->rules, " ", sizeof r->rules - strlen(r->rules) - 1);
}

static void read_as(const char *text, const char *format, struct daesa_track *out)
{
    struct daesa_format_read_opts opts = {.from = format};
    assert_int_equal(daesa_format_read(daesa_str_of(text), &opts, out, NULL), DAESA_OK);
}

static void check_written(const struct daesa_track *track,
                          const struct daesa_format_write_opts *opts, const char *want)
{
    struct daesa_buf out = {0};
    assert_int_equal(daesa_format_write(track, opts, &out, NULL), DAESA_OK);
    check_str(daesa_buf_str(&out), want);
    daesa_buf_finish(&out);
}

#define TWO_CUES                                       \
    "1\n00:00:01,000 --> 00:00:02,000\n<I>One</I>\n\n" \
    "2\n00:00:03,000 --> 00:00:04,000\nTwo\n"

static void formats_are_found_by_name_extension_and_content(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *file, *want;
    } rows[] = {
        {"", NULL, "text"},
        {"\x01\x02\x03", NULL, NULL},
        {"", "a.srt", "srt"},
        {"WEBVTT\n", "a.srt", "vtt"},
        {"WEBVTT\n", NULL, "vtt"},
        {"just words", "a.xyz", NULL},
        {"just words", "-", "text"},
        {"just words", "a.TXT", "text"},
        {TWO_CUES, "a.txt", "srt"},
        {"{\"daesa\": 1, \"lines\": []}", NULL, "json"},
        {"{\"daesa\": 1, \"lines\": []}", "a.json", "json"},
        {"{\"segments\": [{\"start\": 1, \"text\": \"\"}]}", "a.json", "whisper"},
        {"{\"text\": \" much of it ...", "a.json", "whisper"},
        {"{}", "a.json", "json"},
        {"[1, 2]", "a.json", "json"},
        {"[{\"text\": \"\", \"start\": 1}]", NULL, "whisper"},
        {"{\"fragments\": [{\"begin\": \"0\"", "a.json", "aeneas"},
        {"{\"wireMagic\": \"pb3\", ", "a.json", "json3"},
        {"File type = \"ooTextFile\"\nObject class = \"TextGrid\"", "a", "textgrid"},
        {"1.5\t2.5\thi\n", "a.txt", "audacity"},
        {"1.5\t2.5\thi\nno label\n", "a.txt", "text"},
        {"[Script Info]\nScriptType: v4.00+\n", "a", "ass"},
        {"[Script Info]\nScriptType: v4.00\n\n[V4 Styles]\n", "a.ass", "ssa"},
        {"start,end,text\n", "a.csv", "csv"},
        {"start,end,text\n", NULL, "csv"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_str bytes = daesa_str_of(rows[i].bytes);
        const struct daesa_format *got = daesa_format_guess(bytes, bytes, rows[i].file);
        check_row(rows[i].want ? got && strcmp(got->name, rows[i].want) == 0 : !got,
                  rows[i].bytes);
    }
    assert_ptr_equal(daesa_format_find(daesa_str_of("SRT")),
                     daesa_format_of_file("x/y.srt"));
    assert_string_equal(daesa_format_of_file("a.json")->name, "json");
    assert_string_equal(daesa_format_of_file("a.txt")->name, "text");
    assert_true(daesa_format_bears(daesa_format_find(daesa_str_of("whisper")), "a.JSON"));
    assert_false(daesa_format_bears(daesa_format_find(daesa_str_of("srt")), "a.json"));
    assert_null(daesa_format_of_file(NULL));
    assert_null(daesa_format_of_file("dir.srt/file"));
    assert_null(daesa_format_at(1000));
    for (size_t i = 1; daesa_format_at(i); i++)
        assert_true(strcmp(daesa_format_at(i - 1)->name, daesa_format_at(i)->name) < 0);
}

static void an_unknown_format_names_the_nearest(void **state)
{
    (void)state;
    struct recorder r = {{record}, ""};
    struct daesa_track track = {0};
    struct daesa_buf out = {0};
    struct daesa_format_read_opts from = {.from = "str"};
    assert_int_equal(daesa_format_read(daesa_str_of("x"), &from, &track, &r.sink),
                     DAESA_NOT_FOUND);
    assert_int_equal(
        daesa_format_write(&track, &(struct daesa_format_write_opts){.to = "powerpoint"},
                           &out, &r.sink),
        DAESA_NOT_FOUND);
    assert_string_equal(r.rules, "format-unknown format-unknown ");
    assert_int_equal(track.n_cues, 0);
    assert_null(out.s);
}

static void limits_are_kept(void **state)
{
    (void)state;
    struct daesa_track track = {0};
    struct daesa_format_read_opts opts = {.from = "srt", .max_cues = 1};
    assert_int_equal(daesa_format_read(daesa_str_of(TWO_CUES), &opts, &track, NULL),
                     DAESA_LIMIT);
    opts = (struct daesa_format_read_opts){.from = "srt", .max_bytes = 10};
    assert_int_equal(daesa_format_read(daesa_str_of(TWO_CUES), &opts, &track, NULL),
                     DAESA_LIMIT);
    assert_int_equal(track.n_cues, 0);
}

static void line_ends_and_marks_are_as_asked(void **state)
{
    (void)state;
    struct daesa_track track = {0};
    struct daesa_format_write_opts opts = {.newline = "\r\n", .bom = DAESA_BOM_YES};
    read_as("1\n00:00:01,000 --> 00:00:02,000\nOne\n", "srt", &track);
    check_written(&track, &opts,
                  "\xEF\xBB\xBF"
                  "1\r\n00:00:01,000 --> 00:00:02,000\r\nOne\r\n");
    daesa_track_finish(&track);
    read_as("\xEF\xBB\xBF"
            "1\r\n00:00:01,000 --> 00:00:02,000\r\nOne\r\n",
            "srt", &track);
    assert_true(track.bom);
    assert_string_equal(track.newline, "\r\n");
    opts = (struct daesa_format_write_opts){.to = "vtt"};
    check_written(&track, &opts, "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nOne\n");
    daesa_track_finish(&track);
}

static void what_is_not_edited_stays(void **state)
{
    (void)state;
    struct daesa_track track = {0};
    read_as(TWO_CUES, "srt", &track);
    track.cues[0].start_us += 500000;
    check_written(&track, NULL,
                  "1\n00:00:01,500 --> 00:00:02,000\n<I>One</I>\n\n"
                  "2\n00:00:03,000 --> 00:00:04,000\nTwo\n");
    /* One cue less: the counters go on without a hole. */
    track.cues[0] = track.cues[1];
    track.n_cues = 1;
    check_written(&track, NULL, "1\n00:00:03,000 --> 00:00:04,000\nTwo\n");
    daesa_track_finish(&track);

    read_as("[Events]\nFormat: Start, End, Name, Text\n; kept\n"
            "Dialogue: 0:00:01.00,0:00:02.0,A,{\\blur3}One {\\i1}two\n",
            "ass", &track);
    track.cues[0].end_us += 1000000;
    track.cues[0].speaker = daesa_str_of("B, C");
    check_written(&track, NULL,
                  "[Events]\nFormat: Start, End, Name, Text\n; kept\n"
                  "Dialogue: 0:00:01.00,0:00:03.00,B; C,{\\blur3}One {\\i1}two\n");
    daesa_track_finish(&track);

    read_as("WEBVTT\n\nNOTE kept\n\nid\n01:00.000 --> 01:01.000  line:0\n<b>a &amp; b\n",
            "vtt", &track);
    track.cues[0].end_us += 1000000;
    check_written(&track, NULL,
                  "WEBVTT\n\nNOTE kept\n\nid\n00:01:00.000 --> 00:01:02.000 line:0\n"
                  "<b>a &amp; b\n");
    daesa_track_finish(&track);
}

static void a_new_cue_is_set_off(void **state)
{
    (void)state;
    struct daesa_track track = {0};
    read_as("WEBVTT\n\n00:01.000 --> 00:02.000\nOne", "vtt", &track);
    struct daesa_cue *cue = daesa_track_add(&track);
    cue->start_us = 3000000;
    cue->end_us = 4000000;
    daesa_cue_add_text(&track, cue, daesa_str_of(""), daesa_str_of("a --> <b>"));
    check_written(&track, NULL,
                  "WEBVTT\n\n00:01.000 --> 00:02.000\nOne\n\n"
                  "00:00:03.000 --> 00:00:04.000\na --&gt; &lt;b&gt;\n");
    daesa_track_finish(&track);
}

static void languages_are_chosen_and_stacked(void **state)
{
    (void)state;
    static const char *const english[] = {"en"}, *const both[] = {"en", "ko"};
    struct daesa_track track = {0};
    read_as("{\"daesa\": 1, \"lines\": [{\"texts\": {\"ko\": \"하나\", \"en\": \"One\"},"
            " \"start\": 1, \"end\": 2}]}",
            "json", &track);
    struct daesa_format_write_opts opts = {.to = "srt"};
    check_written(&track, &opts, "1\n00:00:01,000 --> 00:00:02,000\n하나\nOne\n");
    opts.languages = english;
    opts.n_languages = 1;
    check_written(&track, &opts, "1\n00:00:01,000 --> 00:00:02,000\nOne\n");
    opts.languages = both;
    opts.n_languages = 2;
    check_written(&track, &opts, "1\n00:00:01,000 --> 00:00:02,000\nOne\n하나\n");
    daesa_track_finish(&track);
}

static void what_a_target_cannot_hold_is_told_once(void **state)
{
    (void)state;
    struct recorder r = {{record}, ""};
    struct daesa_track track = {0};
    struct daesa_buf out = {0};
    struct daesa_format_write_opts opts = {.to = "text"};
    read_as("1\n00:00:01,000 --> 00:00:02,000\n<i>One</i> <i>more</i>\n\n"
            "2\n00:00:03,000 --> 00:00:04,000\n{\\an8}<i>Two</i>\n",
            "srt", &track);
    assert_int_equal(daesa_format_write(&track, &opts, &out, &r.sink), DAESA_OK);
    assert_string_equal(r.rules, "lost-italics lost-times lost-positions ");
    daesa_buf_finish(&out);
    daesa_track_finish(&track);
}

/* Start and end of the only or both events, as ASS writes them. */
static void centiseconds_make_no_overlap_and_no_zero_length(void **state)
{
    (void)state;
    static const struct {
        int64_t times_ms[4];
        const char *want[2];
    } rows[] = {
        {{2995, 3994, 3994, 5000}, {"0:00:03.00,0:00:03.99", "0:00:03.99,0:00:05.00"}},
        {{1001, 1004, 1100, 2000}, {"0:00:01.00,0:00:01.01", "0:00:01.10,0:00:02.00"}},
        {{1001, 1004, 1004, 2000}, {"0:00:00.99,0:00:01.00", "0:00:01.00,0:00:02.00"}},
        {{1000, 1000, 2000, 3000}, {"0:00:01.00,0:00:01.00", "0:00:02.00,0:00:03.00"}},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_track track = {0};
        struct daesa_buf out = {0};
        for (size_t k = 0; k < 2; k++) {
            struct daesa_cue *cue = daesa_track_add(&track);
            cue->start_us = rows[i].times_ms[2 * k] * 1000;
            cue->end_us = rows[i].times_ms[2 * k + 1] * 1000;
            daesa_cue_add_text(&track, cue, daesa_str_of(""), daesa_str_of("x"));
        }
        struct daesa_format_write_opts opts = {.to = "ass"};
        assert_int_equal(daesa_format_write(&track, &opts, &out, NULL), DAESA_OK);
        for (size_t k = 0; k < 2; k++)
            check_row(daesa_str_find(daesa_buf_str(&out), rows[i].want[k]) < out.len,
                      rows[i].want[k]);
        daesa_buf_finish(&out);
        daesa_track_finish(&track);
    }
}

static void a_new_ass_file_says_what_players_want(void **state)
{
    (void)state;
    static const char *const wants[] = {
        "ScaledBorderAndShadow: yes\n",
        "YCbCr Matrix: None\n",
        "WrapStyle: 0\n",
        "PlayResX: 1920\nPlayResY: 1080\n",
        "Style: Default,NanumGothic,60,",
        "Style: Top,NanumGothic,48,",
        ",Top,Kim,0,0,0,,하나\n",
        ",Default,Kim,0,0,0,,One\n",
    };
    struct daesa_track track = {0};
    struct daesa_buf out = {0};
    read_as("{\"daesa\": 1, \"lines\": [{\"speaker\": \"Kim\", \"texts\": {\"ko\": "
            "\"하나\", \"en\": \"One\"}, \"start\": 1, \"end\": 2}]}",
            "json", &track);
    struct daesa_format_write_opts opts = {.to = "ass"};
    assert_int_equal(daesa_format_write(&track, &opts, &out, NULL), DAESA_OK);
    for (size_t i = 0; i < COUNT(wants); i++)
        check_row(daesa_str_find(daesa_buf_str(&out), wants[i]) < out.len, wants[i]);
    daesa_buf_finish(&out);
    daesa_track_finish(&track);
}

static void times_are_taken_as_written(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        bool good, odd;
        int64_t ms;
        const char *rest;
    } rows[] = {
        {"", false, false, 0, ""},
        {"12", false, false, 0, "12"},
        {"00:00:01,500 x", true, false, 1500, " x"},
        {"0:01.5", true, true, 1500, ""},
        {"100:00:00.000", true, false, 360000000, ""},
        {"00:00:05.05", true, true, 5050, ""},
        {"00:00:05:050", true, true, 5050, ""},
        {"00: 00: 05, 050", true, true, 5050, ""},
        {"00:75:00,000", true, true, 4500000, ""},
        {"-00:00:01,000", true, false, -1000, ""},
        {"00:00:01.", true, false, 1000, "."},
        {"9999999999:00:00", false, false, 0, "9999999999:00:00"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_str text = daesa_str_of(rows[i].in);
        int64_t us = 0;
        bool odd = false;
        check_row(daesa_stamp_take(&text, &us, &odd) == rows[i].good, rows[i].in);
        check_row(us == rows[i].ms * 1000, rows[i].in);
        check_row(!rows[i].good || odd == rows[i].odd, rows[i].in);
        check_str(text, rows[i].rest);
    }
}

static void words_outside_their_text_are_not_written(void **state)
{
    (void)state;
    static const struct {
        size_t from, to;
        bool lies_in;
    } rows[] = {{0, 3, true},  {3, 6, true},  {0, 6, true},         {0, 0, false},
                {1, 3, false}, {0, 4, false}, {3, 7, false},        {6, 7, false},
                {9, 2, false}, {3, 0, false}, {0, SIZE_MAX, false}, {6, 6, false}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_track track = {0};
        struct daesa_buf out = {0};
        struct recorder recorder = {.sink.put = record};
        struct daesa_format_write_opts opts = {.to = "json"};
        struct daesa_word word = {.from = rows[i].from,
                                  .to = rows[i].to,
                                  .start_us = 0,
                                  .end_us = 1,
                                  .confidence = -1};
        struct daesa_cue *cue = daesa_track_add(&track);
        daesa_cue_add_text(&track, cue, (struct daesa_str){0}, daesa_str_of("네요"));
        cue->words = &word;
        cue->n_words = 1;
        assert_int_equal(daesa_format_write(&track, &opts, &out, &recorder.sink),
                         DAESA_OK);
        bool told = strstr(recorder.rules, "words-outside") != NULL;
        assert_int_equal(told, !rows[i].lies_in);
        struct daesa_track again = {0};
        assert_int_equal(daesa_format_read(daesa_buf_str(&out), NULL, &again, NULL),
                         DAESA_OK);
        assert_int_equal(again.cues[0].n_words, rows[i].lies_in);
        daesa_buf_finish(&out);
        daesa_track_finish(&again);
        daesa_track_finish(&track);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formats_are_found_by_name_extension_and_content),
        cmocka_unit_test(an_unknown_format_names_the_nearest),
        cmocka_unit_test(limits_are_kept),
        cmocka_unit_test(line_ends_and_marks_are_as_asked),
        cmocka_unit_test(what_is_not_edited_stays),
        cmocka_unit_test(a_new_cue_is_set_off),
        cmocka_unit_test(languages_are_chosen_and_stacked),
        cmocka_unit_test(what_a_target_cannot_hold_is_told_once),
        cmocka_unit_test(centiseconds_make_no_overlap_and_no_zero_length),
        cmocka_unit_test(a_new_ass_file_says_what_players_want),
        cmocka_unit_test(times_are_taken_as_written),
        cmocka_unit_test(words_outside_their_text_are_not_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
