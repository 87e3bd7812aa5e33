/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_MEDIA_TIMELINE_H
#define DAESA_MEDIA_TIMELINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Something that happened, how often, where on the clip first, and how much time
 * it was in all: of silence put in, sound dropped, time leapt. */
struct daesa_timeline_event {
    size_t n;
    int64_t first_us, total_us;
};

/* Lays frames of sound on the clip's clock so that sample n is at
 * start_us + n / rate: holes in the timestamps become silence, what lies over
 * sound that is already there is dropped.
 *
 * Timestamps are rounded (Matroska and FLV to a millisecond) and some jitter,
 * so a single frame moves only when it is more than 20 ms off its neighbour; a
 * steady difference of more than 3 ms (a sound card whose second is not quite a
 * second) is made good every half second or so. Holes of more than half an
 * hour, and steps of more than 5 s back, are timestamps that start anew (joined
 * broadcasts, wrapped counters), not silence: the sound goes on without them.
 * A frame that claims to begin before half of the one before it has passed, the
 * second time in a row, has a timestamp that cannot be: it follows on.
 * Sound before the clock's zero is dropped. {0} is the start. */
struct daesa_timeline {
    bool is_started;
    int64_t start_us;  /* of sample 0, once started */
    int64_t n_samples; /* laid so far, silence included, at the current rate */
    int64_t shift_us;  /* added to timestamps, for those that started anew */
    int64_t before_us; /* the timestamp of the frame before */
    int32_t n_crowded; /* frames in a row that come too soon to be true */
    double drift;      /* smoothed: samples that timestamps are ahead by */
    int32_t n_drift;   /* frames in it */
    struct daesa_timeline_event gaps, overlaps, leaps;
};

/* What comes before a frame's samples, and how many of them are dropped. */
struct daesa_timeline_place {
    int64_t silence, skip;
};

/* Lays `n` samples at `rate_hz` whose timestamp is `time_us` on the clip's
 * clock, or DAESA_TIME_NONE where they follow what came before. */
struct daesa_timeline_place daesa_timeline_lay(struct daesa_timeline *timeline,
                                               int32_t rate_hz, int64_t time_us,
                                               int64_t n);

/* The time of the end of all that was laid. */
int64_t daesa_timeline_end_us(const struct daesa_timeline *timeline, int32_t rate_hz);

/* The rate changes from `from_hz` to `to_hz`: counts anew in it. */
void daesa_timeline_change_rate(struct daesa_timeline *timeline, int32_t from_hz,
                                int32_t to_hz);

#ifdef __cplusplus
}
#endif
#endif
