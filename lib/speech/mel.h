/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_SPEECH_MEL_H
#define DAESA_SPEECH_MEL_H

#include "core/status.h"
#include "speech/matrix.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Log-mel spectra: what the aligner hears of a clip and of the synthetic speech
 * alike. Windows of 25 ms (Hamming, pre-emphasis 0.97) every 10 ms, 40
 * triangular bands from 60 to 7600 Hz on the mel scale of O'Shaughnessy
 * (1127 ln(1 + f / 700)), natural logarithm of the power in each band. */
#define DAESA_MEL_BANDS 40
#define DAESA_MEL_HOP_US 10000
#define DAESA_MEL_WINDOW_US 25000

struct daesa_mel;

/* `rate_hz` from 16000 to 48000. */
enum daesa_status daesa_mel_open(struct daesa_mel **out, int rate_hz);

/* Takes the next samples and appends the frames that are complete to `out`
 * (n_columns must be DAESA_MEL_BANDS). Frame i covers the 25 ms that begin at
 * i * 10 ms after the first sample. */
enum daesa_status daesa_mel_feed(struct daesa_mel *mel, const float *samples, size_t n,
                                 struct daesa_matrix *out);

/* How many frames `n` samples make that are the first. */
size_t daesa_mel_count(const struct daesa_mel *mel, size_t n);

/* Forgets what was fed: the next sample is the first again. */
void daesa_mel_reset(struct daesa_mel *mel);

void daesa_mel_close(struct daesa_mel **mel);

#ifdef __cplusplus
}
#endif
#endif
