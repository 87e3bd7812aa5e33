/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "layout/layout.h"

#define MIN_DURATION_US (DAESA_SECOND_US * 5 / 6)

static bool is_aligned(const struct daesa_cue *cue)
{
    return cue->speech == DAESA_SPEECH_FOUND && daesa_cue_timed(cue);
}

/* Copies of the cues, without those that nobody says. */
static enum daesa_status copy_cues(const struct daesa_track *track,
                                   struct daesa_track *out)
{
    for (size_t i = 0; i < track->n_cues; i++) {
        const struct daesa_cue *cue = &track->cues[i];
        if (cue->speech == DAESA_SPEECH_NOT_FOUND)
            continue;
        struct daesa_cue *copy = daesa_track_add(out);
        if (!copy)
            return DAESA_NO_MEMORY;
        *copy = *cue;
    }
    return DAESA_OK;
}

/* When the cue has to be gone: where the next one that is shown begins. */
static int64_t latest_end_us(const struct daesa_track *track, size_t i, int64_t gap_us)
{
    const struct daesa_cue *cue = &track->cues[i];
    for (size_t j = i + 1; j < track->n_cues; j++) {
        const struct daesa_cue *next = &track->cues[j];
        if (!next->comment && daesa_cue_timed(next) && next->start_us > cue->start_us)
            return next->start_us - gap_us;
    }
    return DAESA_TIME_MAX;
}

/* Grows a cue to its least duration, then cuts it where it would cover the next;
 * what the gap would leave nothing of keeps its speech. */
static void fit(struct daesa_track *track, size_t i, int64_t min_duration_us,
                int64_t gap_us)
{
    struct daesa_cue *cue = &track->cues[i];
    int64_t end_us = cue->end_us;
    if (min_duration_us > 0 && end_us < cue->start_us + min_duration_us)
        end_us = cue->start_us + min_duration_us;
    int64_t latest_us = latest_end_us(track, i, gap_us);
    if (latest_us <= cue->start_us)
        latest_us += gap_us;
    cue->end_us = end_us < latest_us ? end_us : latest_us;
}

enum daesa_status daesa_layout(const struct daesa_track *track,
                               const struct daesa_layout_opts *opts,
                               struct daesa_track *out)
{
    struct daesa_layout_opts figures = opts ? *opts : (struct daesa_layout_opts){0};
    if (figures.min_duration_us == 0)
        figures.min_duration_us = MIN_DURATION_US;
    if (figures.min_gap_us < 0)
        figures.min_gap_us = 0;
    struct daesa_track laid = *track;
    laid.arena = (struct daesa_arena){0};
    laid.cues = NULL;
    laid.n_cues = laid.cap_cues = 0;
    enum daesa_status st = copy_cues(track, &laid);
    if (!st)
        st = daesa_track_sort(&laid);
    if (st) {
        daesa_track_finish(&laid);
        return st;
    }
    for (size_t i = 0; i < laid.n_cues; i++)
        if (is_aligned(&laid.cues[i]))
            fit(&laid, i, figures.min_duration_us, figures.min_gap_us);
    *out = laid;
    return DAESA_OK;
}
