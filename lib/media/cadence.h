/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_MEDIA_CADENCE_H
#define DAESA_MEDIA_CADENCE_H

#include "core/clip.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How often frames come, from their own times. */
struct daesa_cadence {
    enum daesa_rate_kind kind;
    struct daesa_rate average; /* frames by time, from the first to the last */
    struct daesa_rate real;    /* of the coarsest usual grid that all times lie
                                  on; where constant the same as average. {0}:
                                  there is none */
    int64_t period_us;         /* the usual time from one frame to the next; 0
                                  where unknown */
};

/* Of `n` frames shown at `times_us`, in ascending order; less than two tell
 * nothing. Times may be off their grid by what containers round them to: a
 * millisecond either way, or `tick_us` (a container's unit of time) where that
 * is coarser, but no more than an eighth of the time between frames.
 *
 * `hints`, rates that a header names, are tried before the usual ones: over a
 * short time 30 and 30000/1001 look the same. */
struct daesa_cadence daesa_cadence_find(const int64_t *times_us, size_t n,
                                        int64_t tick_us, const struct daesa_rate *hints,
                                        size_t n_hints);

#ifdef __cplusplus
}
#endif
#endif
