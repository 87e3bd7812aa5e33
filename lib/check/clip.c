/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Cues lie within the clip and on its frames, as near as times of their file can be. */
#include "check/checker.h"

#include <stdlib.h>

/* The sound of a clip may end a little after its pictures. */
#define PAST_US INT64_C(100000)
/* More cues off the frames than anybody wants to read about one by one. */
#define MANY 20

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

/* How far the nearest frame is; there is one. */
static int64_t from_frame_us(const struct daesa_evidence *clip, int64_t us)
{
    return llabs(daesa_times_nearest(clip->frames_us, clip->n_frames, us) - us);
}

/* How far the end of the cue that is further off is from the nearest frame; 0 behind the
 * last. */
static int64_t off_frames_us(const struct daesa_evidence *clip,
                             const struct daesa_cue *cue)
{
    if (clip->n_frames < 2 || cue->end_us > clip->frames_us[clip->n_frames - 1])
        return 0;
    int64_t start_us = from_frame_us(clip, cue->start_us);
    int64_t end_us = from_frame_us(clip, cue->end_us);
    return start_us > end_us ? start_us : end_us;
}

/* Where most cues are off, nobody has put them on frames: that is said once. */
static void check_frames(const struct daesa_checker *checker)
{
    const struct daesa_evidence *clip = checker->evidence;
    int64_t allowed_us = checker->rounding_us;
    size_t n_off = 0;
    for (size_t i = 0; i < checker->n_shown; i++)
        n_off += off_frames_us(clip, checker->shown[i]) > allowed_us;
    if (n_off > MANY && n_off * 2 > checker->n_shown) {
        daesa_checker_report(checker, "frame-grid", NULL, DAESA_NO_MEASURE,
                             "%zu of %zu cues lie on no frame of the clip", n_off,
                             checker->n_shown);
        return;
    }
    for (size_t i = 0; n_off && i < checker->n_shown; i++) {
        const struct daesa_cue *cue = checker->shown[i];
        int64_t off_us = off_frames_us(clip, cue);
        if (off_us > allowed_us)
            daesa_checker_report(checker, "frame-grid", cue,
                                 (struct daesa_measure){daesa_seconds(off_us),
                                                        daesa_seconds(allowed_us), "s"},
                                 "%s lies %s s off the nearest frame",
                                 off_us == from_frame_us(clip, cue->start_us) ? "start"
                                                                              : "end",
                                 daesa_figure_s(off_us).s);
    }
}

void daesa_check_clip(struct daesa_checker *checker)
{
    for (size_t i = 0; i < checker->n_shown; i++)
        check_bounds(checker, checker->shown[i]);
    check_frames(checker);
}
