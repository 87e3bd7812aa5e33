/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_SPEECH_ACTIVITY_H
#define DAESA_SPEECH_ACTIVITY_H

#include "core/evidence.h"
#include "core/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Where somebody speaks, whatever the language. It goes by loudness alone: a
 * frame is speech where the bands that stand out most do so far enough over
 * their own quiet moments of some seconds around, and where it is not far below
 * the loud frames of the clip. Steady noise and held notes are not speech;
 * applause, laughter and singing are taken for it. */
struct daesa_activity;

/* Samples a second that daesa_activity_feed takes. */
#define DAESA_ACTIVITY_RATE_HZ 16000

enum daesa_status daesa_activity_open(struct daesa_activity **out);

/* Takes the next `n` samples of the clip, mono, -1..1. Memory grows by 2 kB for
 * each second of sound. */
enum daesa_status daesa_activity_feed(struct daesa_activity *activity,
                                      const float *samples, size_t n);

/* The pauses between sentences and most phrases, not those within words. */
#define DAESA_ACTIVITY_PAUSE_US 250000

/* The speech in all that was fed, the first sample of which is at `start_us`:
 * sorted intervals that do not touch, allocated with malloc, the caller's. An
 * interval is 120 ms long at least, pauses of less than `least_pause_us` are in it.
 * `*out` is not NULL where there is no speech either. */
enum daesa_status daesa_activity_find(const struct daesa_activity *activity,
                                      int64_t start_us, int64_t least_pause_us,
                                      struct daesa_interval **out, size_t *n_out);

/* Frees all and writes NULL; NULL is accepted. */
void daesa_activity_close(struct daesa_activity **activity);

#ifdef __cplusplus
}
#endif
#endif
