/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_LAYOUT_CLOCK_H
#define DAESA_LAYOUT_CLOCK_H

#include "core/evidence.h"
#include "core/time.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The times at which a cue may begin and end: the clip's own frames where they are
 * known, else those of a frame rate, else hundredths of a second, which every format
 * of subtitles can hold. */
struct daesa_layout_clock {
    const struct daesa_evidence *evidence; /* NULL: not known */
    struct daesa_rate rate;                /* {0}: not known */
};

/* The last such time at or before `us`, and the first at or after it. Before the
 * first frame and after the last the rate or hundredths go on. */
int64_t daesa_clock_floor(const struct daesa_layout_clock *clock, int64_t us);
int64_t daesa_clock_ceil(const struct daesa_layout_clock *clock, int64_t us);

/* `n` frames before a time of the clock; frames of an unknown rate last 1/24 s, and
 * the result is at most so far as those. */
int64_t daesa_clock_back(const struct daesa_layout_clock *clock, int64_t us, int n);

/* The shot change that is nearest to `us` and less than `within_us` away, into
 * `*cut_us`; false where there is none. */
bool daesa_clock_cut(const struct daesa_layout_clock *clock, int64_t us,
                     int64_t within_us, int64_t *cut_us);

#ifdef __cplusplus
}
#endif
#endif
