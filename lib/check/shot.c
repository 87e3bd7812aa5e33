/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Cues and shot changes, as Netflix wants them: near a cut a cue starts on it, or well
 * before, and ends two frames before it. What is a frame or two on the wrong side
 * is the worst: a flash. */
#include "check/checker.h"

/* So near a cut a time may come by rounding. */
#define EDGE_US (DAESA_SECOND_US / 192)
/* Half frames: what lies so near on the wrong side flashes. */
#define FLASH_HALVES 3

static void check_start(const struct daesa_checker *checker, const struct daesa_cue *cue)
{
    const struct daesa_profile *house = checker->profile;
    int64_t near_us = house->shot_near_us, half_us = daesa_half_frame_us(checker);
    const struct daesa_evidence *clip = checker->evidence;
    int64_t cut_us = daesa_times_nearest(clip->shots_us, clip->n_shots, cue->start_us);
    if (cut_us == DAESA_TIME_NONE)
        return;
    int64_t after_us = cue->start_us - cut_us;
    struct daesa_measure measure = {daesa_seconds(after_us), daesa_seconds(near_us), "s"};
    if (after_us < -EDGE_US && -after_us <= FLASH_HALVES * half_us)
        daesa_checker_report(checker, "frame-shot", cue, measure,
                             "starts %s s before the shot change: the last frame of the "
                             "old shot shows it",
                             daesa_figure_s(-after_us).s);
    else if (near_us && after_us > half_us && after_us < near_us - half_us)
        daesa_checker_report(checker, "shot-start", cue, measure,
                             "starts %s s after a shot change; it belongs on it",
                             daesa_figure_s(after_us).s);
    else if (near_us && after_us < -half_us && -after_us < near_us - half_us)
        daesa_checker_report(checker, "shot-start", cue, measure,
                             "starts %s s before a shot change; it belongs %s",
                             daesa_figure_s(-after_us).s,
                             -after_us <= house->shot_catch_us ? "on it"
                                                               : "further before it");
}

static void check_end(const struct daesa_checker *checker, const struct daesa_cue *cue)
{
    const struct daesa_profile *house = checker->profile;
    int64_t near_us = house->shot_near_us, half_us = daesa_half_frame_us(checker);
    const struct daesa_evidence *clip = checker->evidence;
    int64_t gap_us = daesa_profile_shot_gap_us(house, checker->rate);
    int64_t cut_us = daesa_times_nearest(clip->shots_us, clip->n_shots, cue->end_us);
    if (cut_us == DAESA_TIME_NONE || cut_us <= cue->start_us)
        return;
    int64_t after_us = cue->end_us - cut_us, off_us = after_us + gap_us;
    struct daesa_measure measure = {daesa_seconds(after_us), daesa_seconds(-gap_us), "s"};
    if (after_us > EDGE_US && after_us <= FLASH_HALVES * half_us)
        daesa_checker_report(checker, "frame-shot", cue, measure,
                             "ends %s s after the shot change: the first frame of the "
                             "new shot shows it",
                             daesa_figure_s(after_us).s);
    else if (near_us && after_us > -near_us + half_us && after_us < near_us - half_us &&
             (off_us > half_us || off_us < -half_us))
        daesa_checker_report(checker, "shot-end", cue, measure,
                             "ends %s s %s a shot change; it belongs %s s before it",
                             daesa_figure_s(after_us < 0 ? -after_us : after_us).s,
                             after_us < 0 ? "before" : "after", daesa_figure_s(gap_us).s);
}

void daesa_check_shot(struct daesa_checker *checker)
{
    for (size_t i = 0; i < checker->n_shown; i++) {
        check_start(checker, checker->shown[i]);
        check_end(checker, checker->shown[i]);
    }
}
