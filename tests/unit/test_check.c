/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* The figures of every house: what is just at a limit keeps it, what is one further
 * does not; on frames of every usual rate, rounded to the milliseconds of a file. */
#include "check/check.h"
#include "core/finding_list.h"

#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MS INT64_C(1000)
/* Begins on no hundredth, as times of a file do that counts milliseconds. */
#define FROM_US (1001 * MS)
#define N_FRAMES 600

static const struct daesa_rate rates[] = {
    {24000, 1001}, {24, 1}, {25, 1}, {30000, 1001}, {30, 1}, {50, 1}, {60000, 1001},
};

/* Whether judging the track finds `rule` at cue `number`. */
static bool finds(struct daesa_track *track, const struct daesa_check_opts *opts,
                  const char *rule, size_t number)
{
    struct daesa_finding_list list = {0};
    bool found = false;
    daesa_finding_list_open(&list);
    assert_int_equal(daesa_check(track, opts, &list.sink), DAESA_OK);
    for (size_t i = 0; i < list.n; i++)
        found |= strcmp(list.items[i].rule, rule) == 0 && list.items[i].cue == number;
    daesa_finding_list_finish(&list);
    return found;
}

static void add(struct daesa_track *track, int64_t start_us, int64_t end_us,
                const char *text)
{
    struct daesa_cue *cue = daesa_track_add(track);
    assert_non_null(cue);
    cue->start_us = start_us;
    cue->end_us = end_us;
    assert_non_null(
        daesa_cue_add_text(track, cue, (struct daesa_str){0}, daesa_str_of(text)));
}

/* `n` times `unit`, with `between` after each but the last. */
static const char *repeat(struct daesa_buf *buf, const char *unit, size_t n,
                          const char *between)
{
    buf->len = 0;
    for (size_t i = 0; i < n; i++) {
        daesa_buf_add_text(buf, i ? between : "");
        daesa_buf_add_text(buf, unit);
    }
    assert_int_equal(buf->status, DAESA_OK);
    return n ? buf->s : "";
}

static bool text_breaks(const struct daesa_profile *house, const char *text,
                        int64_t length_us, const char *rule)
{
    struct daesa_track track = {0};
    struct daesa_check_opts opts = {.profile = house};
    add(&track, FROM_US, FROM_US + length_us, text);
    bool found = finds(&track, &opts, rule, 1);
    daesa_track_finish(&track);
    return found;
}

static void expect_line(const struct daesa_profile *house, const char *unit, size_t n)
{
    struct daesa_buf buf = {0};
    check_row(!text_breaks(house, repeat(&buf, unit, n, ""), 60 * MS, "line-long"),
              house->name);
    check_row(text_breaks(house, repeat(&buf, unit, n + 1, ""), 60 * MS, "line-long"),
              house->name);
    daesa_buf_finish(&buf);
}

static void lines_have_so_many_characters(void **state)
{
    (void)state;
    const struct daesa_profile *house;
    size_t n_houses = 0;
    for (size_t i = 0; (house = daesa_profile_at(i)); i++) {
        size_t n = (size_t)house->line_chars;
        if (n == 0)
            continue;
        n_houses++;
        expect_line(house, "\xEA\xB0\x80", n); /* a syllable of Hangul */
        expect_line(house, "e\xCC\x81",
                    house->counting == DAESA_WIDTH_HALVES ? 2 * n : n);
        expect_line(house, "x", house->counting == DAESA_WIDTH_HALVES ? 2 * n : n);
    }
    assert_true(n_houses > 10);
}

static void cues_have_so_many_lines(void **state)
{
    (void)state;
    const struct daesa_profile *house;
    struct daesa_buf buf = {0};
    for (size_t i = 0; (house = daesa_profile_at(i)); i++) {
        size_t n = house->lines ? (size_t)house->lines : 9;
        check_row(!text_breaks(house, repeat(&buf, "x", n, "\n"), MS, "line-count"),
                  house->name);
        check_row(text_breaks(house, repeat(&buf, "x", n + 1, "\n"), MS, "line-count") ==
                      (house->lines > 0),
                  house->name);
    }
    daesa_buf_finish(&buf);
}

/* A duration as a file of milliseconds has it, rounded either way. */
static void cues_are_shown_so_long(void **state)
{
    (void)state;
    const struct daesa_profile *house;
    for (size_t i = 0; (house = daesa_profile_at(i)); i++) {
        int64_t least_us = house->min_duration_us / MS * MS;
        int64_t most_us = house->max_duration_us ? house->max_duration_us : 3600000 * MS;
        check_row(!text_breaks(house, "x", least_us ? least_us : MS, "duration-short"),
                  house->name);
        check_row(text_breaks(house, "x", least_us - 2 * MS, "duration-short") ==
                      (least_us > 0),
                  house->name);
        check_row(!text_breaks(house, "x", most_us, "duration-long"), house->name);
        check_row(text_breaks(house, "x", most_us + 2 * MS, "duration-long") ==
                      (house->max_duration_us > 0),
                  house->name);
    }
}

static void expect_cps(const struct daesa_profile *house, double cps,
                       bool is_for_children)
{
    struct daesa_check_opts opts = {.profile = house, .is_for_children = is_for_children};
    size_t n = (size_t)(2 * cps) * (house->counting == DAESA_WIDTH_HALVES ? 2 : 1);
    for (size_t more = 0; more < 2; more++) {
        struct daesa_buf buf = {0};
        struct daesa_track track = {0};
        add(&track, FROM_US, FROM_US + 2 * DAESA_SECOND_US,
            repeat(&buf, "x", n + more, ""));
        check_row(finds(&track, &opts, "speed-cps", 1) == (more && cps > 0), house->name);
        daesa_track_finish(&track);
        daesa_buf_finish(&buf);
    }
}

static void characters_are_read_so_fast(void **state)
{
    (void)state;
    const struct daesa_profile *house;
    for (size_t i = 0; (house = daesa_profile_at(i)); i++) {
        expect_cps(house, house->speed_cps, false);
        expect_cps(house,
                   house->children_speed_cps > 0 ? house->children_speed_cps
                                                 : house->speed_cps,
                   true);
    }
}

static void words_are_read_so_fast(void **state)
{
    (void)state;
    const struct daesa_profile *house;
    struct daesa_buf buf = {0};
    size_t n_houses = 0;
    for (size_t i = 0; (house = daesa_profile_at(i)); i++) {
        size_t n = (size_t)(house->max_speed_wpm / 60 * 4);
        int64_t four_us = 4 * DAESA_SECOND_US;
        n_houses += n > 0;
        check_row(!text_breaks(house, repeat(&buf, "x", n, " "), four_us, "speed-wpm"),
                  house->name);
        check_row(text_breaks(house, repeat(&buf, "x", n + 1, " "), four_us,
                              "speed-wpm") == (n > 0),
                  house->name);
    }
    assert_int_equal(n_houses, 2); /* the BBC's and the DCMP's */
    daesa_buf_finish(&buf);
}

/* Two cues, `gap_us` apart. */
static bool gap_breaks(const struct daesa_profile *house, struct daesa_rate rate,
                       int64_t end_us, int64_t start_us, const char *rule)
{
    struct daesa_track track = {0};
    struct daesa_check_opts opts = {.profile = house, .rate = rate};
    add(&track, FROM_US, end_us, "x");
    add(&track, start_us, start_us + 2 * DAESA_SECOND_US, "y");
    bool found = finds(&track, &opts, rule, 2);
    daesa_track_finish(&track);
    return found;
}

/* To the nearest millisecond. */
static int64_t rounded(int64_t us)
{
    return (us + MS / 2) / MS * MS;
}

/* Frames of a rate that is not known, or varies, are 1/24 s. */
static void gaps_have_so_many_frames_at_any_rate(void **state)
{
    (void)state;
    const struct daesa_profile *house;
    const struct daesa_rate unknown = {0};
    int64_t end_us = FROM_US + 2 * DAESA_SECOND_US;
    for (size_t i = 0; (house = daesa_profile_at(i)); i++) {
        int64_t gap_us = rounded(daesa_frame_to_us(house->gap_frames, rates[1]));
        if (!house->gap_frames)
            continue;
        check_row(!gap_breaks(house, unknown, end_us, end_us + gap_us, "gap-short") &&
                      !gap_breaks(house, unknown, end_us, end_us + gap_us, "gap-open"),
                  house->name);
        check_row(
            gap_breaks(house, unknown, end_us, end_us + gap_us - 2 * MS, "gap-short"),
            house->name);
    }
}

/* From each of many frames: rounding takes away or adds, as it comes. */
static void gaps_have_so_many_frames(void **state)
{
    (void)state;
    const struct daesa_profile *house;
    for (size_t i = 0; (house = daesa_profile_at(i)); i++)
        for (size_t r = 0; house->gap_frames && r < COUNT(rates); r++)
            for (int64_t f = 72; f < 90; f++) {
                int64_t end_us = rounded(daesa_frame_to_us(f, rates[r]));
                int64_t enough_us =
                    rounded(daesa_frame_to_us(f + house->gap_frames, rates[r]));
                int64_t less_us =
                    rounded(daesa_frame_to_us(f + house->gap_frames - 1, rates[r]));
                if (end_us <= FROM_US)
                    continue;
                check_row(!gap_breaks(house, rates[r], end_us, enough_us, "gap-short") &&
                              !gap_breaks(house, rates[r], end_us, enough_us, "gap-open"),
                          house->name);
                check_row(gap_breaks(house, rates[r], end_us, less_us, "gap-short"),
                          house->name);
            }
}

static void short_gaps_are_closed(void **state)
{
    (void)state;
    const struct daesa_profile *house;
    const struct daesa_rate rate = {24, 1};
    for (size_t i = 0; (house = daesa_profile_at(i)); i++) {
        int64_t end_us = FROM_US + 2 * DAESA_SECOND_US;
        int64_t near_us = house->close_below_us ? house->close_below_us : 500 * MS;
        check_row(!gap_breaks(house, rate, end_us, end_us + near_us, "gap-open"),
                  house->name);
        check_row(gap_breaks(house, rate, end_us, end_us + near_us - 2 * MS,
                             "gap-open") == (house->close_below_us > 0),
                  house->name);
    }
}

static void a_gap_in_time_is_so_long(void **state)
{
    (void)state;
    const struct daesa_profile *house = daesa_profile_find(daesa_str_of("loose"));
    int64_t end_us = FROM_US + 2 * DAESA_SECOND_US;
    assert_false(gap_breaks(house, rates[0], end_us, end_us + 24 * MS, "gap-short"));
    assert_true(gap_breaks(house, rates[0], end_us, end_us + 22 * MS, "gap-short"));
}

/* A clip on whose frames cues lie: of a rate, or one that varies. */
struct play {
    int64_t frames_us[N_FRAMES], shots_us[1];
    struct daesa_evidence clip;
    struct daesa_check_opts opts;
};

static struct play *open_play(struct daesa_rate rate)
{
    struct play *p = calloc(1, sizeof *p);
    assert_non_null(p);
    for (int64_t i = 0, at_us = 0; i < N_FRAMES; i++) {
        p->frames_us[i] = daesa_rate_known(rate) ? daesa_frame_to_us(i, rate) : at_us;
        at_us += 20 * MS + i * 7919 % 45 * MS;
    }
    p->clip = (struct daesa_evidence){.end_us = p->frames_us[N_FRAMES - 1] + 40 * MS,
                                      .frames_us = p->frames_us,
                                      .n_frames = N_FRAMES};
    p->opts = (struct daesa_check_opts){
        .profile = daesa_profile_find(daesa_str_of("netflix-en")),
        .evidence = &p->clip,
        .rate = rate};
    return p;
}

static bool times_break(const struct play *p, int64_t start_us, int64_t end_us,
                        const char *rule)
{
    struct daesa_track track = {0};
    add(&track, FROM_US, FROM_US + MS, "x"); /* times are milliseconds */
    add(&track, start_us, end_us, "y");
    bool found = finds(&track, &p->opts, rule, 2);
    daesa_track_finish(&track);
    return found;
}

static void expect_frames(struct daesa_rate rate)
{
    struct play *p = open_play(rate);
    for (size_t i = 100; i < 120; i++) {
        int64_t start_us = rounded(p->frames_us[i]),
                end_us = rounded(p->frames_us[i + 60]);
        assert_false(times_break(p, start_us, end_us, "frame-grid"));
        assert_true(times_break(p, start_us + 3 * MS, end_us, "frame-grid"));
        assert_true(times_break(p, start_us, end_us - 3 * MS, "frame-grid"));
    }
    free(p);
}

static void cues_lie_on_frames(void **state)
{
    (void)state;
    for (size_t r = 0; r < COUNT(rates); r++)
        expect_frames(rates[r]);
    expect_frames((struct daesa_rate){0});
}

/* Where frames are counted from the cut, and what is wrong there. */
struct at_cut {
    int64_t frames;
    const char *rule; /* NULL: nothing */
};

static void expect_cut(const struct play *p, const struct at_cut *row, bool is_start,
                       size_t cut)
{
    static const char *const rules[] = {"frame-shot", "shot-start", "shot-end"};
    int64_t at_us = rounded(p->frames_us[(int64_t)cut + row->frames]);
    for (size_t k = 0; k < COUNT(rules); k++) {
        bool wanted = row->rule && strcmp(row->rule, rules[k]) == 0;
        bool found = is_start
                         ? times_break(p, at_us, at_us + 5 * DAESA_SECOND_US, rules[k])
                         : times_break(p, at_us - 3 * DAESA_SECOND_US, at_us, rules[k]);
        if (found != wanted)
            print_error("# %s %d frames from the cut at %d/%d: %s %s\n",
                        is_start ? "start" : "end", (int)row->frames,
                        (int)p->opts.rate.num, (int)p->opts.rate.den, rules[k],
                        found ? "found" : "not found");
        assert_int_equal(found, wanted);
    }
}

/* Half a second is so many frames. */
static int64_t half_second(struct daesa_rate rate)
{
    return daesa_us_to_frame(DAESA_SECOND_US / 2 + 10 * MS, rate);
}

static void cues_keep_to_the_shots(void **state)
{
    (void)state;
    for (size_t r = 0; r < COUNT(rates); r++) {
        int64_t half = half_second(rates[r]);
        const struct at_cut starts[] = {
            {0, NULL},     {1, "shot-start"},           {half - 1, "shot-start"},
            {half, NULL},  {-1, "frame-shot"},          {-2, "shot-start"},
            {-half, NULL}, {-(half - 1), "shot-start"},
        };
        const struct at_cut ends[] = {
            {-2, NULL},        {-1, "shot-end"}, {0, "shot-end"},
            {1, "frame-shot"}, {2, "shot-end"},  {half - 1, "shot-end"},
            {half, NULL},      {-3, "shot-end"}, {-(half - 1), "shot-end"},
            {-half, NULL},
        };
        struct play *p = open_play(rates[r]);
        for (size_t cut = 290; cut < 296; cut++) {
            p->shots_us[0] = p->frames_us[cut];
            p->clip.shots_us = p->shots_us;
            p->clip.n_shots = 1;
            for (size_t i = 0; i < COUNT(starts); i++)
                expect_cut(p, &starts[i], true, cut);
            for (size_t i = 0; i < COUNT(ends); i++)
                expect_cut(p, &ends[i], false, cut);
        }
        free(p);
    }
}

static void nothing_is_found_in_nothing(void **state)
{
    (void)state;
    struct daesa_track track = {0};
    struct daesa_check_opts opts = {0};
    assert_int_equal(daesa_check(&track, &opts, NULL), DAESA_OK);
    assert_false(finds(&track, &opts, "text-empty", 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_found_in_nothing),
        cmocka_unit_test(lines_have_so_many_characters),
        cmocka_unit_test(cues_have_so_many_lines),
        cmocka_unit_test(cues_are_shown_so_long),
        cmocka_unit_test(characters_are_read_so_fast),
        cmocka_unit_test(words_are_read_so_fast),
        cmocka_unit_test(gaps_have_so_many_frames),
        cmocka_unit_test(gaps_have_so_many_frames_at_any_rate),
        cmocka_unit_test(a_gap_in_time_is_so_long),
        cmocka_unit_test(short_gaps_are_closed),
        cmocka_unit_test(cues_lie_on_frames),
        cmocka_unit_test(cues_keep_to_the_shots),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
