/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_SPEECH_SEARCH_H
#define DAESA_SPEECH_SEARCH_H

#include "core/progress.h"
#include "speech/emission.h"
#include "speech/hearing.h"
#include "speech/learner.h"

#ifdef __cplusplus
extern "C" {
#endif

/* When a line may begin: in a frame of [from, to). */
struct daesa_search_hint {
    size_t from, to; /* 0 and SIZE_MAX: any */
};

/* Where a line is in the clip: frames [from, to); both 0 where it is not. */
struct daesa_search_place {
    size_t from, to;
};

/* Where the lines are in the clip, frame by frame, and the models that say so.
 * The first five fields are the caller's, the rest is the result. */
struct daesa_search {
    const struct daesa_reading *spoken;
    const struct daesa_hearing *hearing;   /* at least one frame */
    const struct daesa_search_hint *hints; /* one a line; NULL: none */
    struct daesa_progress *progress;       /* NULL: nobody watches */
    bool single_threaded;

    struct daesa_graph graph;
    struct daesa_emission emission;
    struct daesa_learner learner;
    uint32_t *path;                    /* the state of each frame */
    struct daesa_search_place *places; /* one a line */
    double coverage;                   /* daesa_hearing_coverage */
    double sparse; /* 0: the text is taken for complete, 1: for a few lines of many */
};

/* Finds the lines. What it does, in order:
 *
 * - Silence is learnt from the clip's quietest frames, phones from the synthetic
 *   speech. Where the lines cover little of what is heard, the phones are first
 *   mapped to the clip by all of its speech, without regard to the lines.
 * - A coarse graph is walked, to say roughly where the lines are, then fine ones
 *   near that way; after each of these the models are adapted to the frames of
 *   the phones that it found.
 * - In the first walks every line must be somewhere; in the last ones a line may
 *   be left out at a cost, for not all that is written is said.
 *
 * How easily filler takes a frame away from the lines follows the coverage.
 *
 * DAESA_NOT_FOUND: the clip is too short for the lines, or the hints leave no
 * way through. */
enum daesa_status daesa_search_run(struct daesa_search *search);

/* Frees the result; NULL is accepted. */
void daesa_search_finish(struct daesa_search *search);

#ifdef __cplusplus
}
#endif
#endif
