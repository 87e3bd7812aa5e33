/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/retime.h"

#include "check.h"

#define S DAESA_SECOND_US

static const struct daesa_rate pal = {25, 1}, film = {24000, 1001};

static void one_time_moves(void **state)
{
    (void)state;
    static const struct {
        struct daesa_retime how;
        int64_t in, want;
    } rows[] = {
        {{{0}, {0}, 0}, 7, 7},
        {{{0}, {0}, 0}, DAESA_TIME_NONE, DAESA_TIME_NONE},
        {{{0}, {0}, 5}, DAESA_TIME_NONE, DAESA_TIME_NONE},
        {{{0}, {0}, 5}, 7, 12},
        {{{0}, {0}, -9}, 7, -2},
        {{{25, 1}, {24000, 1001}, 0}, 24000 * S, 25025 * S},
        {{{24000, 1001}, {25, 1}, 0}, 25025 * S, 24000 * S},
        {{{25, 1}, {50, 1}, S}, 10 * S, 6 * S},
        {{{25, 1}, {0}, S}, 10 * S, 11 * S},
        {{{1000, 1}, {1, 1000}, 0}, DAESA_TIME_MAX, DAESA_TIME_MAX},
        {{{0}, {0}, DAESA_TIME_MAX}, DAESA_TIME_MAX, DAESA_TIME_MAX},
        {{{0}, {0}, -DAESA_TIME_MAX}, -DAESA_TIME_MAX, -DAESA_TIME_MAX},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_int_equal(daesa_retime_us(&rows[i].how, rows[i].in), rows[i].want);
}

static struct daesa_cue *add(struct daesa_track *track, int64_t start_us, int64_t end_us)
{
    struct daesa_cue *cue = daesa_track_add(track);
    assert_non_null(cue);
    cue->start_us = start_us;
    cue->end_us = end_us;
    return cue;
}

static void a_part_moves(void **state)
{
    (void)state;
    static const int64_t want[] = {1 * S, 0, 5 * S};
    struct daesa_track track = {0};
    struct daesa_retime how = {.shift_us = -3 * S};
    assert_int_equal(daesa_track_retime_part(&track, 0, 0, &how, NULL), DAESA_OK);
    for (int64_t us = 1; us <= 4; us++)
        assert_non_null(add(&track, us == 4 ? 5 * S : us * S, us * S + S + S / 2));
    assert_int_equal(daesa_track_retime_part(&track, 4, 9, &how, NULL), DAESA_OK);
    assert_int_equal(track.n_cues, 4);
    /* the second would be over before the clip, the third begins with it */
    how.shift_us = -4 * S;
    assert_int_equal(daesa_track_retime_part(&track, 1, 3, &how, NULL), DAESA_OK);
    assert_int_equal(track.n_cues, 3);
    for (size_t i = 0; i < track.n_cues; i++)
        assert_int_equal(track.cues[i].start_us, want[i]);
    daesa_track_finish(&track);
}

static void all_times_of_a_track_move(void **state)
{
    (void)state;
    struct daesa_track track = {0};
    struct daesa_retime how = {.from = pal, .to = film, .shift_us = S};
    assert_int_equal(daesa_track_retime(&track, &how, NULL), DAESA_OK);
    struct daesa_cue *cue = add(&track, 24 * S, 48 * S);
    struct daesa_span spans[] = {{.kind = DAESA_SPAN_TIME, .number = 24 * S},
                                 {.kind = DAESA_SPAN_COLOUR, .number = 24}};
    struct daesa_word words[] = {{.start_us = 24 * S, .end_us = DAESA_TIME_NONE}};
    cue->at_us = 24 * S;
    daesa_cue_add_text(&track, cue, (struct daesa_str){0}, daesa_str_of("x"));
    cue->texts[0].spans = spans;
    cue->texts[0].n_spans = 2;
    cue->words = words;
    cue->n_words = 1;
    assert_int_equal(daesa_track_retime(&track, &how, NULL), DAESA_OK);
    cue = &track.cues[0];
    assert_int_equal(cue->start_us, 26025000);
    assert_int_equal(cue->end_us, 51050000);
    assert_int_equal(cue->at_us, 26025000);
    assert_int_equal(cue->after_us, DAESA_TIME_NONE);
    assert_int_equal(cue->words[0].start_us, 26025000);
    assert_int_equal(cue->words[0].end_us, DAESA_TIME_NONE);
    assert_int_equal(cue->texts[0].spans[0].number, 26025000);
    assert_int_equal(cue->texts[0].spans[1].number, 24);
    assert_int_equal(spans[0].number, 24 * S);
    daesa_track_finish(&track);
}

struct count {
    struct daesa_sink sink;
    size_t n_gone, n_cut;
};

static void put(struct daesa_sink *sink, const struct daesa_finding *finding)
{
    struct count *count = (struct count *)sink;
    count->n_gone += daesa_str_is(daesa_str_of(finding->rule), "cue-before-zero");
    count->n_cut += daesa_str_is(daesa_str_of(finding->rule), "time-before-zero");
}

static void what_lies_before_zero_is_said(void **state)
{
    (void)state;
    struct daesa_track track = {0};
    struct count count = {.sink.put = put};
    struct daesa_retime how = {.shift_us = -10 * S};
    add(&track, 1 * S, 9 * S);
    add(&track, 2 * S, 10 * S);
    add(&track, 3 * S, 11 * S);
    add(&track, 4 * S, DAESA_TIME_NONE);
    add(&track, DAESA_TIME_NONE, DAESA_TIME_NONE);
    add(&track, 10 * S, 12 * S);
    assert_int_equal(daesa_track_retime(&track, &how, &count.sink), DAESA_OK);
    assert_int_equal(track.n_cues, 4);
    assert_int_equal(count.n_gone, 2);
    assert_int_equal(count.n_cut, 2);
    static const int64_t want[][2] = {
        {0, 1 * S}, {0, DAESA_TIME_NONE}, {DAESA_TIME_NONE, DAESA_TIME_NONE}, {0, 2 * S}};
    for (size_t i = 0; i < COUNT(want); i++) {
        assert_int_equal(track.cues[i].start_us, want[i][0]);
        assert_int_equal(track.cues[i].end_us, want[i][1]);
    }
    daesa_track_finish(&track);
}

static void what_was_seen_and_heard_moves(void **state)
{
    (void)state;
    int64_t shots[] = {4 * S}, frames[] = {0, 2 * S};
    struct daesa_interval speech = {2 * S, 6 * S};
    struct daesa_retime how = {.from = {2, 1}, .to = {1, 1}, .shift_us = -S};
    struct daesa_evidence none = {0}, evidence = {.speech = &speech,
                                                  .n_speech = 1,
                                                  .shots_us = shots,
                                                  .n_shots = 1,
                                                  .frames_us = frames,
                                                  .n_frames = 2,
                                                  .end_us = 10 * S};
    daesa_evidence_retime(&none, &how);
    assert_int_equal(none.start_us, 0);
    assert_int_equal(none.end_us, 0);
    daesa_evidence_retime(&evidence, &how);
    assert_int_equal(speech.start_us, 3 * S);
    assert_int_equal(speech.end_us, 11 * S);
    assert_int_equal(shots[0], 7 * S);
    assert_int_equal(frames[0], -S);
    assert_int_equal(frames[1], 3 * S);
    assert_int_equal(evidence.start_us, -S);
    assert_int_equal(evidence.end_us, 19 * S);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_time_moves),
        cmocka_unit_test(a_part_moves),
        cmocka_unit_test(all_times_of_a_track_move),
        cmocka_unit_test(what_lies_before_zero_is_said),
        cmocka_unit_test(what_was_seen_and_heard_moves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
