/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Two made cuttings of one dialogue, merged by time: lines of either are missing, cut in
 * two, a little early or late, and in half of the rounds one file keeps another clock.
 * What is reported is just what was taken out, and every other line meets its own. */
#include "layout/match_clock.h"
#include "layout/merge.h"

#include "check.h"

#include <stdio.h>
#include <stdlib.h>

#define MS INT64_C(1000)
#define N_ROUNDS 200
#define MAX_LINES 120

static uint32_t seed;

static int64_t roll(int64_t from, int64_t to)
{
    seed = seed * 1664525u + 1013904223u;
    return from + (int64_t)(seed >> 8) % (to - from + 1);
}

/* What should be found: how many lines meet, and which do not. */
struct dialogue {
    struct daesa_track a, b;
    size_t n_lines, n_met;
    bool is_missing[MAX_LINES], is_extra[MAX_LINES]; /* by the line's number */
};

static void add(struct daesa_track *track, bool is_b, size_t line, int64_t start_ms,
                int64_t end_ms)
{
    char text[32];
    struct daesa_cue *cue = daesa_track_add(track);
    assert_non_null(cue);
    snprintf(text, sizeof text, "%s%zu.", is_b ? "line " : "줄 ", line);
    assert_non_null(daesa_cue_add_text(track, cue, daesa_str_of(is_b ? "en" : "ko"),
                                       daesa_str_of(text)));
    cue->start_us = start_ms * MS;
    cue->end_us = end_ms * MS;
}

/* A line of a track, in one cue or in two; off by up to a fifth of a second. */
static void add_line(struct daesa_track *track, bool is_b, size_t line, int64_t start_ms,
                     int64_t end_ms, bool is_two)
{
    if (is_b) {
        start_ms += roll(-200, 200);
        end_ms += roll(-200, 200);
    }
    int64_t middle_ms = start_ms + (end_ms - start_ms) * roll(35, 65) / 100;
    add(track, is_b, line, start_ms, is_two ? middle_ms : end_ms);
    if (is_two)
        add(track, is_b, line, middle_ms + 40, end_ms);
}

static void make(struct dialogue *d)
{
    int64_t at_ms = 400000;
    *d = (struct dialogue){.n_lines = (size_t)roll(30, MAX_LINES - 1)};
    for (size_t i = 0; i < d->n_lines; i++) {
        int64_t start_ms = at_ms, end_ms = at_ms + roll(1200, 5000), kind = roll(0, 19);
        at_ms = end_ms + roll(420, 2500);
        d->is_missing[i] = kind == 0;
        d->is_extra[i] = kind == 1;
        d->n_met += kind > 1;
        if (kind != 1)
            add_line(&d->a, false, i, start_ms, end_ms, kind == 2 || kind == 3);
        if (kind != 0)
            add_line(&d->b, true, i, start_ms, end_ms, kind == 4 || kind == 5);
    }
}

/* A sink that ticks off the lines that it is told of. */
struct teller {
    struct daesa_sink sink;
    const struct dialogue *d;
    bool is_missing[MAX_LINES], is_extra[MAX_LINES];
    size_t n_clocks, n_others;
};

static void tick_off(struct daesa_sink *sink, const struct daesa_finding *finding)
{
    struct teller *teller = (struct teller *)sink;
    bool is_missing = strcmp(finding->rule, "merge-missing") == 0;
    if (strcmp(finding->rule, "merge-clock") == 0) {
        teller->n_clocks++;
    } else if (!is_missing && strcmp(finding->rule, "merge-extra") != 0) {
        teller->n_others++;
    } else {
        const struct daesa_track *track = is_missing ? &teller->d->a : &teller->d->b;
        const char *text = track->cues[finding->cue - 1].texts[0].plain.s;
        size_t line = (size_t)strtoul(strchr(text, ' '), NULL, 10);
        (is_missing ? teller->is_missing : teller->is_extra)[line] = true;
    }
}

/* Whether the texts of a cue are all of one line. */
static bool is_one_line(const struct daesa_cue *cue)
{
    bool is_same = true;
    for (size_t t = 0; t < cue->n_texts; t++)
        is_same = is_same && strtoul(strchr(cue->texts[t].plain.s, ' '), NULL, 10) ==
                                 strtoul(strchr(cue->texts[0].plain.s, ' '), NULL, 10);
    return is_same;
}

static void merge(struct dialogue *d, bool is_moved)
{
    struct daesa_track out = {0};
    struct daesa_merge_result result = {0};
    struct teller teller = {.sink = {tick_off}, .d = d};
    enum daesa_status st = daesa_merge(&d->a, &d->b, NULL, &out, &result, &teller.sink);
    assert_true(st == DAESA_OK || st == DAESA_FELL_SHORT);
    assert_int_equal(result.way, DAESA_MERGE_TIME);
    assert_int_equal(result.n_matched, d->n_met);
    assert_int_equal(out.n_cues, d->n_lines);
    assert_int_equal(teller.n_clocks, is_moved);
    assert_int_equal(teller.n_others, 0);
    for (size_t i = 0; i < d->n_lines; i++) {
        assert_int_equal(teller.is_missing[i], d->is_missing[i]);
        assert_int_equal(teller.is_extra[i], d->is_extra[i]);
        assert_true(is_one_line(&out.cues[i]));
    }
    daesa_merge_result_finish(&result);
    daesa_track_finish(&out);
}

static void what_was_taken_out_is_what_is_told(void **state)
{
    (void)state;
    for (size_t round = 0; round < N_ROUNDS; round++) {
        struct dialogue d;
        struct daesa_retime clock = daesa_retime_pace((size_t)roll(0, 6));
        clock.shift_us = roll(900, 250000) * (roll(0, 1) ? MS : -MS);
        bool is_moved = round % 2;
        make(&d);
        if (is_moved)
            assert_int_equal(daesa_track_retime(&d.b, &clock, NULL), DAESA_OK);
        merge(&d, is_moved);
        daesa_track_finish(&d.a);
        daesa_track_finish(&d.b);
    }
}

/* However a dialogue is shifted, it is not another one. */
static void dialogues_that_have_nothing_in_common_share_no_clock(void **state)
{
    (void)state;
    for (size_t round = 0; round < N_ROUNDS; round++) {
        struct dialogue one, other;
        struct daesa_retime clock;
        bool found;
        make(&one);
        make(&other);
        assert_int_equal(daesa_match_clock(&one.a, &other.b, &clock, &found), DAESA_OK);
        assert_false(found);
        daesa_track_finish(&one.a);
        daesa_track_finish(&one.b);
        daesa_track_finish(&other.a);
        daesa_track_finish(&other.b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_taken_out_is_what_is_told),
        cmocka_unit_test(dialogues_that_have_nothing_in_common_share_no_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
