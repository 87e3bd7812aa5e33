/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_SPEECH_MODELS_H
#define DAESA_SPEECH_MODELS_H

#include "core/status.h"
#include "speech/cepstra.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* States of a phone, left to right. */
#define DAESA_PHONE_STATES 3

/* A Gaussian with independent dimensions. */
struct daesa_gauss {
    float mean[DAESA_FEATURES], variance[DAESA_FEATURES];
};

/* Sums over frames, of which a Gaussian is made. */
struct daesa_moments {
    double count;
    double sum[DAESA_FEATURES], squares[DAESA_FEATURES];
};

void daesa_moments_add(struct daesa_moments *m, double weight, const float *z);
/* Adds all that `from` has counted. */
void daesa_moments_join(struct daesa_moments *m, const struct daesa_moments *from);

/* What turns frames into log-likelihoods for a set of Gaussians: laid out for
 * speed. {0} is empty. */
struct daesa_scorer {
    size_t n, stride;
    float *weights;  /* owned; 2 * DAESA_FEATURES rows of `stride` */
    float *constant; /* owned; `stride` */
};

enum daesa_status daesa_scorer_set(struct daesa_scorer *scorer,
                                   const struct daesa_gauss *gausses,
                                   const float *log_weight, size_t n);
/* out: scorer->stride floats, the first n of which are log-likelihoods. */
void daesa_scorer_frame(const struct daesa_scorer *scorer, const float *frame,
                        float *out);
void daesa_scorer_finish(struct daesa_scorer *scorer);

/* Maps the seeds of all phone states to the clip: an affine map of the means
 * (maximum likelihood linear regression, Leggetter and Woodland 1995, diagonal
 * blocks, drawn towards the identity), then maximum a posteriori estimation
 * with the clip's own frames (Gauvain and Lee 1994). `seen` holds the moments of
 * the frames that belong to each state; the mapped means weigh as much as `prior`
 * frames of the clip. */
void daesa_models_adapt(const struct daesa_gauss *seeds, const struct daesa_moments *seen,
                        size_t n, double prior, struct daesa_gauss *out);

/* Two Gaussians over the frames listed, by expectation maximisation, and the
 * logarithms of their weights. */
void daesa_models_fit_pair(const float *features, const int32_t *frames, size_t n,
                           struct daesa_gauss out[2], float log_weight[2]);

#ifdef __cplusplus
}
#endif
#endif
