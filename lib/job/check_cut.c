/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/check_cut.h"

#include "check/check.h"
#include "job/check_said.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Deviations: so well a text fits that is said there. */
#define FITS 2.0F
/* Of a piece's cues: so many do where words say that there is a cut, and fewer than that
 * where they deny one that pauses show. */
#define FIT_SHARE 0.5
#define DENIED_SHARE 0.25

/* The cues that are shown, and what is found of each. */
struct shown {
    const struct daesa_cue **cues;
    size_t n;
    float *said;
};

static size_t end_of(const struct daesa_sync *sync, size_t piece, size_t n)
{
    return piece + 1 < sync->n_pieces ? sync->pieces[piece + 1].first : n;
}

/* The track as it would be, mended: its cues alone, which the caller frees. */
static enum daesa_status move(const struct daesa_track *track, const struct shown *shown,
                              const struct daesa_sync *sync, struct daesa_track *out)
{
    *out = *track;
    out->cues = malloc((track->n_cues + 1) * sizeof *out->cues);
    if (!out->cues)
        return DAESA_NO_MEMORY;
    memcpy(out->cues, track->cues, track->n_cues * sizeof *out->cues);
    for (size_t i = 0; i < sync->n_pieces; i++)
        for (size_t k = sync->pieces[i].first; k < end_of(sync, i, shown->n); k++) {
            struct daesa_cue *cue = &out->cues[shown->cues[k] - track->cues];
            cue->start_us += sync->pieces[i].shift_us;
            cue->end_us += sync->pieces[i].shift_us;
            if (cue->start_us < 0)
                cue->start_us = cue->end_us = DAESA_TIME_NONE;
        }
    return DAESA_OK;
}

/* How many of a piece's cues fit, of those that are not too short to tell. */
static double share_of(const struct daesa_track *track, const struct shown *shown,
                       size_t from, size_t to, const float *said, bool *is_known)
{
    size_t n = 0, n_fit = 0;
    for (size_t k = from; k < to; k++) {
        float fit = said[shown->cues[k] - track->cues];
        if (isnan(fit))
            continue;
        n++;
        n_fit += fit >= FITS ? 1 : 0;
    }
    *is_known = n > 0;
    return n ? (double)n_fit / (double)n : 0;
}

static bool fits(const struct daesa_track *track, const struct shown *shown,
                 const struct daesa_sync *sync, const float *said)
{
    for (size_t i = 0; i < sync->n_pieces; i++) {
        bool is_known;
        double share = share_of(track, shown, sync->pieces[i].first,
                                end_of(sync, i, shown->n), said, &is_known);
        if (sync->is_by_words ? share < FIT_SHARE : is_known && share < DENIED_SHARE)
            return false;
    }
    return true;
}

static enum daesa_status confirm(const struct daesa_track *track,
                                 const struct daesa_check_job *job,
                                 const struct shown *shown, struct daesa_sync *sync)
{
    struct daesa_track moved = {0};
    float *said = NULL;
    enum daesa_status st = move(track, shown, sync, &moved);
    if (!st)
        st = daesa_check_compare(&moved, job, &said, NULL);
    if (st || !said || !fits(track, shown, sync, said))
        *sync = (struct daesa_sync){0};
    free(said);
    free(moved.cues);
    return st;
}

enum daesa_status daesa_check_find_cut(const struct daesa_track *track,
                                       const struct daesa_check_job *job,
                                       const float *said, struct daesa_sync *out)
{
    struct daesa_sync sync = {0};
    struct shown shown = {0};
    *out = sync;
    if (!job->evidence || !job->evidence->speech)
        return DAESA_OK;
    enum daesa_status st = daesa_check_shown(track, &shown.cues, &shown.n);
    if (!st)
        shown.said = calloc(shown.n + 1, sizeof *shown.said);
    if (!st && !shown.said)
        st = DAESA_NO_MEMORY;
    for (size_t i = 0; !st && i < shown.n; i++)
        shown.said[i] = said[shown.cues[i] - track->cues];
    if (!st)
        st = daesa_sync_find(shown.cues, shown.n, job->evidence, shown.said, &sync);
    if (!st && sync.kind == DAESA_SYNC_JUMP)
        st = confirm(track, job, &shown, &sync);
    if (!st && sync.kind == DAESA_SYNC_JUMP)
        *out = sync;
    free(shown.said);
    free(shown.cues);
    return st;
}
