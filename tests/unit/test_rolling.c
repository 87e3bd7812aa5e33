/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "text/rolling.h"

#include "check.h"

#define MS INT64_C(1000)

struct row {
    int64_t start_ms, end_ms;
    const char *text;
};

static void check_join(const struct row *in, size_t n_in, const struct row *want,
                       size_t n_want)
{
    struct daesa_track track = {0};
    for (size_t i = 0; i < n_in; i++) {
        struct daesa_cue *cue = daesa_track_add(&track);
        cue->start_us = in[i].start_ms * MS;
        cue->end_us = in[i].end_ms * MS;
        daesa_cue_add_text(&track, cue, (struct daesa_str){0}, daesa_str_of(in[i].text));
    }
    assert_int_equal(daesa_track_join_rolling(&track, NULL), DAESA_OK);
    assert_int_equal(track.n_cues, n_want);
    for (size_t i = 0; i < n_want; i++) {
        check_str(track.cues[i].texts[0].plain, want[i].text);
        assert_int_equal(track.cues[i].start_us, want[i].start_ms * MS);
        assert_int_equal(track.cues[i].end_us, want[i].end_ms * MS);
    }
    daesa_track_finish(&track);
}

static void nothing_stays_nothing(void **state)
{
    (void)state;
    check_join(NULL, 0, NULL, 0);
}

static void captions_of_youtube_become_lines(void **state)
{
    (void)state;
    static const struct row in[] = {
        {160, 2350, " \nhello world"},        {2350, 2360, "hello world\n "},
        {2360, 4789, "hello world\nthis is"}, {4789, 4799, "this is\n "},
        {4799, 7000, "this is\nthe end"},
    };
    static const struct row want[] = {
        {160, 2360, "hello world"},
        {2360, 4799, "this is"},
        {4799, 7000, "the end"},
    };
    check_join(in, COUNT(in), want, COUNT(want));
}

static void overlaps_end_where_the_next_begins(void **state)
{
    (void)state;
    static const struct row in[] = {
        {0, 4000, "a"}, {2000, 6000, "a\nb"}, {5000, 8000, "b\nc"}};
    static const struct row want[] = {
        {0, 2000, "a"}, {2000, 5000, "b"}, {5000, 8000, "c"}};
    check_join(in, COUNT(in), want, COUNT(want));
}

static void what_does_not_roll_stays(void **state)
{
    (void)state;
    static const struct row rows[] = {{0, 1000, "la la"},
                                      {2000, 3000, "la la"},
                                      {3000, 4000, "b\nla la"},
                                      {4000, 5000, "c"}};
    check_join(rows, COUNT(rows), rows, COUNT(rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_stays_nothing),
        cmocka_unit_test(captions_of_youtube_become_lines),
        cmocka_unit_test(overlaps_end_where_the_next_begins),
        cmocka_unit_test(what_does_not_roll_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
