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
 * mean of the frame's best phone states, so that it adapts along with them.
 * Log-likelihoods are scaled down by DAESA_EMISSION_SCALE, because neighbouring
 * frames with differences are far from independent. */
struct daesa_emission {
    const float *features; /* DAESA_FEATURES a frame; not owned */
    size_t n_frames;
    float filler_bias; /* added to the filler: above 0, lines must fit better */
    bool is_coarse;    /* two frames are one step, phones have one state */
    struct daesa_scorer phones, silence;
    float *scratch; /* owned */
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

/* Scores of one step, by the numbers of daesa_graph.emit, into
 * daesa_emission_width floats. */
void daesa_emission_step(struct daesa_emission *emission, size_t step, float *out);
/* Scores of one frame by the fine graph's numbers, whatever is_coarse says. */
void daesa_emission_frame(struct daesa_emission *emission, size_t frame, float *out);

void daesa_emission_finish(struct daesa_emission *emission);

#ifdef __cplusplus
}
#endif
#endif
