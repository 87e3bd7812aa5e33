/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Cues lie within the clip and on its frames. Times of files are rounded, most to the
 * millisecond, those of ASS to ten: a cue is on a frame where one is so near. */
#include "check/checker.h"

#include <stdlib.h>

/* The sound of a clip may end a little after its pictures. */
#define PAST_US INT64_C(100000)
#define MS_US INT64_C(1000)
#define CS_US INT64_C(10000)

static void check_bounds(const struct daesa_checker *checker, const struct daesa_cue *cue)
{
    const struct daesa_evidence *clip = checker->evidence;
    if (cue->start_us < 0)
        daesa_checker_report(checker, "clip-before", cue,
                             (struct daesa_measure){daesa_seconds(cue->start_us), 0, "s"},
                             "starts %s s before the clip",
                             daesa_figure_s(-cue->start_us).s);
    if (clip->end_us <= clip->start_us || cue->end_us <= clip->end_us + PAST_US)
        return;
    daesa_checker_report(checker, "clip-past", cue,
                         (struct daesa_measure){daesa_seconds(cue->end_us),
                                                daesa_seconds(clip->end_us), "s"},
                         "ends %s s after the clip",
                         daesa_figure_s(cue->end_us - clip->end_us).s);
}

/* All times are whole hundredths: then the file can say no more. */
static int64_t rounding_us(const struct daesa_checker *checker)
{
    for (size_t i = 0; i < checker->n_shown; i++)
        if (checker->shown[i]->start_us % CS_US || checker->shown[i]->end_us % CS_US)
            return MS_US;
    return CS_US;
}

/* How far the nearest frame is; the end of the last frame is one too. */
static int64_t from_frame_us(const struct daesa_evidence *clip, int64_t us)
{
    size_t low = 0, high = clip->n_frames;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (clip->frames_us[middle] < us)
            low = middle + 1;
        else
            high = middle;
    }
    int64_t nearest_us = INT64_MAX;
    if (low < clip->n_frames)
        nearest_us = clip->frames_us[low] - us;
    if (low > 0 && us - clip->frames_us[low - 1] < nearest_us)
        nearest_us = us - clip->frames_us[low - 1];
    return nearest_us;
}

static void check_frames(const struct daesa_checker *checker, const struct daesa_cue *cue,
                         int64_t allowed_us)
{
    const struct daesa_evidence *clip = checker->evidence;
    if (clip->n_frames < 2 || cue->end_us > clip->frames_us[clip->n_frames - 1])
        return;
    int64_t start_us = from_frame_us(clip, cue->start_us);
    int64_t end_us = from_frame_us(clip, cue->end_us);
    int64_t off_us = start_us > end_us ? start_us : end_us;
    if (off_us > allowed_us)
        daesa_checker_report(
            checker, "frame-grid", cue,
            (struct daesa_measure){daesa_seconds(off_us), daesa_seconds(allowed_us), "s"},
            "%s lies %s s off the nearest frame", off_us == start_us ? "start" : "end",
            daesa_figure_s(off_us).s);
}

void daesa_check_clip(struct daesa_checker *checker)
{
    int64_t allowed_us = rounding_us(checker);
    for (size_t i = 0; i < checker->n_shown; i++) {
        check_bounds(checker, checker->shown[i]);
        check_frames(checker, checker->shown[i], allowed_us);
    }
}
