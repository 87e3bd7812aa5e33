/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_SPEECH_CEPSTRA_H
#define DAESA_SPEECH_CEPSTRA_H

#include "core/status.h"
#include "speech/matrix.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Mel-frequency cepstra: the first 13 coefficients of the cosine transform of a
 * log-mel spectrum (Davis and Mermelstein 1980), and features made of them:
 * normalised cepstra with their first and second differences over time. */
#define DAESA_CEPSTRA 13
#define DAESA_FEATURES (3 * DAESA_CEPSTRA)

/* What is subtracted from and divided into each coefficient. */
struct daesa_normal {
    float mean[DAESA_CEPSTRA], scale[DAESA_CEPSTRA];
};

/* `n` rows of DAESA_MEL_BANDS floats to `n` rows of DAESA_CEPSTRA. */
void daesa_cepstra(const float *log_mel, size_t n, float *out);

/* Mean and 1 / (standard deviation) over the loud frames among `n`: those whose
 * smoothed peak over the bands is in the upper 65 % of its range. */
enum daesa_status daesa_normal_measure(const float *log_mel, const float *cepstra,
                                       size_t n, struct daesa_normal *out);

/* `n` rows of cepstra to `n` rows of DAESA_FEATURES. Differences at the ends
 * repeat the first and the last row. */
void daesa_features(const float *cepstra, size_t n, const struct daesa_normal *normal,
                    float *out);

/* The same for a clip in which one voice, room and microphone follow another: a mean
 * and a deviation every ten seconds, of the minute around, of `n` frames.
 * daesa_normals_count(n) of them are written to `out`. */
size_t daesa_normals_count(size_t n);
enum daesa_status daesa_normals_measure(const float *log_mel, const float *cepstra,
                                        size_t n, struct daesa_normal *out);

/* As daesa_features, by what lies between the nearest two of `normals`. */
void daesa_features_between(const float *cepstra, size_t n,
                            const struct daesa_normal *normals, float *out);

/* The value below which `share` (0..1) of the `n` values lie, by linear
 * interpolation; the values are reordered. `n` must not be 0. */
float daesa_percentile(float *values, size_t n, double share);

#ifdef __cplusplus
}
#endif
#endif
