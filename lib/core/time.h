/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_CORE_TIME_H
#define DAESA_CORE_TIME_H

#include "core/buf.h"
#include "core/str.h"

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Time is a count of microseconds on the clip's own clock, as an int64_t whose
 * name ends in _us. Intervals are half-open: [start, end). */

/* "Not known"; never 0, which is the start of the clip. */
#define DAESA_TIME_NONE INT64_MIN
#define DAESA_SECOND_US INT64_C(1000000)
/* The greatest time that readers accept: ten thousand hours. Sums and scaled
 * values of accepted times do not overflow. */
#define DAESA_TIME_MAX (INT64_C(36000000) * DAESA_SECOND_US)

/* An exact rate, such as 24000/1001 frames a second. {0} is "not known";
 * a known rate has both numbers above zero. */
struct daesa_rate {
    int32_t num, den;
};

bool daesa_rate_known(struct daesa_rate rate);
/* Frames a second; 0 for an unknown rate. */
double daesa_rate_fps(struct daesa_rate rate);
/* "25", "24000/1001", or a decimal: 23.976, 29.97 and 59.94 (and 23.98, 47.95,
 * 119.88) mean their n*1000/1001 rates, as everyone who writes them means.
 * False where `text` is none of these or the rate is not in (0, 1000]. */
bool daesa_rate_parse(struct daesa_str text, struct daesa_rate *out);

/* The start of frame `frame`, to the nearest microsecond, ties away from 0. */
int64_t daesa_frame_to_us(int64_t frame, struct daesa_rate rate);
/* The frame on screen at `us`: the last that starts at or before it. */
int64_t daesa_us_to_frame(int64_t us, struct daesa_rate rate);

/* a * b / c to the nearest, ties away from 0, for c > 0; clamped to
 * -INT64_MAX..INT64_MAX. */
int64_t daesa_scale(int64_t a, int64_t b, int64_t c);
/* To a multiple of `unit_us` (> 0), to the nearest, ties away from 0. */
int64_t daesa_round_us(int64_t us, int64_t unit_us);

/* How many of `n` sorted times lie before `us`: the index of the first that does not. */
size_t daesa_times_before(const int64_t *times_us, size_t n, int64_t us);
/* The one of `n` sorted times that is nearest to `us`, the earlier of two that are as
 * near; DAESA_TIME_NONE where there is none. */
int64_t daesa_times_nearest(const int64_t *times_us, size_t n, int64_t us);

/* What people type: "1:02:03.5", "2:03,250", "62.5s", "1500ms", "62.5" (in
 * seconds), "120f" (frames; needs a known `rate`), each with an optional sign.
 * False, and `*out` untouched, where `text` is not a time, or is past
 * DAESA_TIME_MAX. */
bool daesa_time_parse(struct daesa_str text, struct daesa_rate rate, int64_t *out);

/* Appends H:MM:SS.mmm (rounded to the millisecond); "-" before negative times,
 * "?" for DAESA_TIME_NONE. For people and logs; formats write their own. */
void daesa_time_print(struct daesa_buf *buf, int64_t us);

#ifdef __cplusplus
}
#endif
#endif
