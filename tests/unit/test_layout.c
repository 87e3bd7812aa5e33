/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Cues are shown long enough, never over each other, and what nobody says is left
 * out; times that a file came with are not touched. */
#include "layout/layout.h"

#include "check.h"

#define MS INT64_C(1000)

static struct daesa_cue *add(struct daesa_track *track, int64_t start_us, int64_t end_us)
{
    struct daesa_cue *cue = daesa_track_add(track);
    assert_non_null(cue);
    cue->start_us = start_us;
    cue->end_us = end_us;
    cue->speech = DAESA_SPEECH_FOUND;
    return cue;
}

static void an_empty_track_stays_empty(void **state)
{
    (void)state;
    struct daesa_track track = {.title = {"t", 1}}, out = {0};
    assert_int_equal(daesa_layout(&track, NULL, &out), DAESA_OK);
    assert_int_equal(out.n_cues, 0);
    check_str(out.title, "t");
    daesa_track_finish(&out);
}

static void cues_get_their_time(void **state)
{
    (void)state;
    static const struct {
        const char *what;
        struct daesa_layout_opts opts;
        int64_t start[2], end[2]; /* of the speech of two lines, in ms */
        int64_t want[2];          /* when the cues end */
    } rows[] = {
        {"long enough", {0}, {0, 2000}, {1500, 4000}, {1500, 4000}},
        {"short before silence", {0}, {0, 5000}, {300, 5100}, {833, 5833}},
        {"short before the next", {0}, {0, 500}, {300, 2000}, {500, 2000}},
        {"over the next", {0}, {0, 900}, {1000, 3000}, {900, 3000}},
        {"as long as the speech", {-1, 0}, {0, 500}, {300, 600}, {300, 600}},
        {"another minimum", {2000 * MS, 0}, {0, 3000}, {100, 3100}, {2000, 5000}},
        {"a gap", {0, 100 * MS}, {0, 500}, {300, 2000}, {400, 2000}},
        {"no room for the gap", {0, 100 * MS}, {0, 80}, {300, 2000}, {80, 2000}},
        {"at the same time", {0}, {0, 0}, {1000, 1200}, {1000, 1200}},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_track track = {0}, out = {0};
        for (int j = 0; j < 2; j++)
            add(&track, rows[i].start[j] * MS, rows[i].end[j] * MS);
        check_row(daesa_layout(&track, &rows[i].opts, &out) == DAESA_OK, rows[i].what);
        for (int j = 0; j < 2; j++) {
            check_row(out.cues[j].start_us == rows[i].start[j] * MS, rows[i].what);
            check_row(out.cues[j].end_us / MS == rows[i].want[j], rows[i].what);
        }
        daesa_track_finish(&out);
        daesa_track_finish(&track);
    }
}

static void cues_come_in_the_order_of_their_times(void **state)
{
    (void)state;
    struct daesa_track track = {0}, out = {0};
    add(&track, 5000 * MS, 6000 * MS);
    add(&track, 1000 * MS, 2000 * MS);
    assert_int_equal(daesa_layout(&track, NULL, &out), DAESA_OK);
    assert_int_equal(out.cues[0].start_us, 1000 * MS);
    assert_int_equal(track.cues[0].start_us, 5000 * MS);
    daesa_track_finish(&out);
    daesa_track_finish(&track);
}

static void what_nobody_says_is_left_out(void **state)
{
    (void)state;
    struct daesa_track track = {0}, out = {0};
    add(&track, DAESA_TIME_NONE, DAESA_TIME_NONE)->speech = DAESA_SPEECH_NOT_FOUND;
    add(&track, 1000 * MS, 2000 * MS);
    assert_int_equal(daesa_layout(&track, NULL, &out), DAESA_OK);
    assert_int_equal(out.n_cues, 1);
    assert_int_equal(track.n_cues, 2);
    daesa_track_finish(&out);
    daesa_track_finish(&track);
}

static void times_of_the_author_stay(void **state)
{
    (void)state;
    struct daesa_track track = {0}, out = {0};
    add(&track, 0, 3000 * MS)->speech = DAESA_SPEECH_UNKNOWN;
    add(&track, 1000 * MS, 1100 * MS)->speech = DAESA_SPEECH_UNKNOWN;
    assert_int_equal(daesa_layout(&track, NULL, &out), DAESA_OK);
    assert_int_equal(out.cues[0].end_us, 3000 * MS);
    assert_int_equal(out.cues[1].end_us, 1100 * MS);
    daesa_track_finish(&out);
    daesa_track_finish(&track);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_track_stays_empty),
        cmocka_unit_test(cues_get_their_time),
        cmocka_unit_test(cues_come_in_the_order_of_their_times),
        cmocka_unit_test(what_nobody_says_is_left_out),
        cmocka_unit_test(times_of_the_author_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
