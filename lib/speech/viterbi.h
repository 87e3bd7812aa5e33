/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_SPEECH_VITERBI_H
#define DAESA_SPEECH_VITERBI_H

#include "core/progress.h"
#include "speech/emission.h"

#ifdef __cplusplus
extern "C" {
#endif

struct daesa_viterbi_opts {
    /* The states [low[t], high[t]) that step t may be in; NULL: any. */
    const uint32_t *low, *high;
    float enter;      /* cost of going into a filler */
    float skip;       /* cost of leaving a line out; 0: every line is said */
    float beam;       /* at the ends of the active window, states whose score is so
                         far below the step's best are dropped; 0: none */
    size_t max_width; /* the most active states; 0: any number */
    bool single_threaded;
    struct daesa_progress *progress;
    const char *phase;
    double share_from, share_to; /* of the phase, for the progress */
};

/* The likeliest way of the clip through the graph (Viterbi 1967). `path` gets
 * the state of every step.
 *
 * What a state costs that outlasts its patience is asked of the best way into it
 * alone, so that the way found is very nearly the likeliest, not surely.
 *
 * The active states of a step are one window of neighbours, so a step costs as
 * much as its window is wide; memory for the way back is let go as soon as all
 * ways agree on it.
 *
 * DAESA_NOT_FOUND: no way has reached the end; a wider beam may find one. */
enum daesa_status daesa_viterbi(const struct daesa_graph *graph,
                                struct daesa_emission *emission,
                                const struct daesa_viterbi_opts *opts, uint32_t *path,
                                double *score);

#ifdef __cplusplus
}
#endif
#endif
