/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_MEDIA_MONO_H
#define DAESA_MEDIA_MONO_H

#include "core/status.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* From decoded frames, whatever their format, to one channel of samples at one
 * rate. What is put in comes out in order; output sample 0 is at the time of
 * input sample 0. Frames may change their format, channels and rate midway. */
struct daesa_mono;

/* DAESA_NO_MEMORY. */
enum daesa_status daesa_mono_open(struct daesa_mono **out, int32_t rate_hz);

/* The rate of what is put in; 0 before the first frame. */
int32_t daesa_mono_input_hz(const struct daesa_mono *mono);

/* Makes ready for frames like `frame`, an AVFrame: must come before _frame and
 * _silence whenever the format may have changed. DAESA_BAD_INPUT: it makes no
 * sense, or cannot be converted; the frame is to be passed over. */
enum daesa_status daesa_mono_adapt(struct daesa_mono *mono, const void *frame);

/* Puts in the frame's samples but the first `skip`. */
enum daesa_status daesa_mono_frame(struct daesa_mono *mono, const void *frame,
                                   int64_t skip);

/* Puts in silence, no more than a chunk of the `n` samples at the input's rate;
 * `*done` says how many. */
enum daesa_status daesa_mono_silence(struct daesa_mono *mono, int64_t n, int64_t *done);

/* Nothing more comes: what is inside comes out. */
enum daesa_status daesa_mono_drain(struct daesa_mono *mono);

/* Takes up to `max` samples out. */
size_t daesa_mono_take(struct daesa_mono *mono, float *samples, size_t max);

/* Frees all and writes NULL; NULL is accepted. */
void daesa_mono_close(struct daesa_mono **mono);

#ifdef __cplusplus
}
#endif
#endif
