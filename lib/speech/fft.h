/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_SPEECH_FFT_H
#define DAESA_SPEECH_FFT_H

#include "core/status.h"

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The power spectrum of real signals of one fixed length. */
struct daesa_fft;

/* `size` is a power of two from 16 to 65536. */
enum daesa_status daesa_fft_open(struct daesa_fft **out, size_t size);

/* The input of the next transform: `size` floats, 32-byte aligned, owned by the
 * transform; what is in it is lost by daesa_fft_power. */
float *daesa_fft_input(struct daesa_fft *fft);

/* Writes the squared magnitudes of bins 0 .. size / 2, both included. */
void daesa_fft_power(struct daesa_fft *fft, float *power);

void daesa_fft_close(struct daesa_fft **fft);

#ifdef __cplusplus
}
#endif
#endif
