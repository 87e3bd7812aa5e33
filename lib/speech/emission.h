/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_SPEECH_EMISSION_H
#define DAESA_SPEECH_EMISSION_H

#include "speech/graph.h"
#include "speech/models.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How well silence, filler and each phone state explain a frame of the clip.
 *
 * The filler stands for speech and music that nobody transcribed: it scores the
 * mean of the frame's best phone states, so that it adapts along with them, and
 * in part what the phone loop (loop.h) makes of the frame, where that is known.
 * Log-likelihoods are scaled down by DAESA_EMISSION_SCALE, because neighbouring
 * frames with differences are far from independent. */
struct daesa_emission {
    const float *features; /* DAESA_FEATURES a frame; not owned */
    size_t n_frames;
    const float *loop; /* a score a frame, or NULL; not owned */
    float filler_bias; /* added to the filler: above 0, lines must fit better */
    bool is_coarse;    /* two frames are one step, phones have one state */
    struct daesa_scorer phones, silence;
    float *scratch;                     /* owned */
    struct daesa_emission_ahead *ahead; /* private: a thread that works ahead */
};

#define DAESA_EMISSION_SCALE 0.25f

/* Sets the models; silence is a mixture of two. */
enum daesa_status daesa_emission_set(struct daesa_emission *emission,
                                     const struct daesa_gauss *phones, size_t n_phones,
                                     const struct daesa_gauss silence[2],
                                     const float silence_log_weight[2]);

/* Steps from the first frame to the last, and floats of one step's scores. */
size_t daesa_emission_steps(const struct daesa_emission *emission);
size_t daesa_emission_width(const struct daesa_emission *emission);

/* Scores of one frame, by the numbers of the fine graph's daesa_graph.emit
 * whatever is_coarse says, into daesa_emission_width floats. */
void daesa_emission_frame(struct daesa_emission *emission, size_t frame, float *out);
/* The same without the filler, whose score costs as much as all others: its place is
 * left as it is. */
void daesa_emission_models(const struct daesa_emission *emission, size_t frame,
                           float *out);

/* How much better `emit` explains a frame with those scores than silence and the
 * unbiased filler do. */
float daesa_emission_gain(const struct daesa_emission *emission, const float *scores,
                          unsigned emit);

/* From here to daesa_emission_rest, a second thread makes the scores of the steps
 * in their order, ahead of those who ask for them: daesa_emission_next gives the
 * next step's scores, valid until the call after it. The models must not change
 * meanwhile. Where `single_threaded`, or where there is no thread to be had, the
 * scores are made when they are asked for. They are the same either way. */
enum daesa_status daesa_emission_walk(struct daesa_emission *emission,
                                      bool single_threaded);
const float *daesa_emission_next(struct daesa_emission *emission);
void daesa_emission_rest(struct daesa_emission *emission);

void daesa_emission_finish(struct daesa_emission *emission);

#ifdef __cplusplus
}
#endif
#endif
