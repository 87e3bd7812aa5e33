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

/* The cut that is nearest; false where there is none. */
static bool nearest_cut(const struct daesa_evidence *clip, int64_t us, int64_t *cut_us)
{
    size_t low = 0, high = clip->n_shots;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (clip->shots_us[middle] < us)
            low = middle + 1;
        else
            high = middle;
    }
    if (clip->n_shots == 0)
        return false;
    if (low == clip->n_shots ||
        (low > 0 && us - clip->shots_us[low - 1] < clip->shots_us[low] - us))
        low--;
    *cut_us = clip->shots_us[low];
    return true;
}

static void check_start(const struct daesa_checker *checker, const struct daesa_cue *cue)
{
    const struct daesa_profile *house = checker->profile;
    int64_t cut_us, near_us = house->shot_near_us, half_us = daesa_half_frame_us(checker);
    if (!nearest_cut(checker->evidence, cue->start_us, &cut_us))
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
    int64_t cut_us, near_us = house->shot_near_us, half_us = daesa_half_frame_us(checker);
    int64_t gap_us = daesa_profile_shot_gap_us(house, checker->rate);
    if (!nearest_cut(checker->evidence, cue->end_us, &cut_us) || cut_us <= cue->start_us)
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
