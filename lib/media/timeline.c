/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "media/timeline.h"

#include "core/time.h"

#define STEP_US INT64_C(20000)
#define DRIFT_US INT64_C(3000)
#define DRIFT_FRAMES 32
#define CROWDED_FRAMES 2
#define GAP_MAX_US (INT64_C(1800) * DAESA_SECOND_US)
#define BACK_MAX_US (INT64_C(5) * DAESA_SECOND_US)

static void count(struct daesa_timeline_event *event, int64_t at_us, int64_t us)
{
    if (event->n++ == 0)
        event->first_us = at_us;
    event->total_us += us;
}

int64_t daesa_timeline_end_us(const struct daesa_timeline *timeline, int32_t rate_hz)
{
    return timeline->start_us +
           daesa_scale(timeline->n_samples, DAESA_SECOND_US, rate_hz);
}

void daesa_timeline_change_rate(struct daesa_timeline *timeline, int32_t from_hz,
                                int32_t to_hz)
{
    timeline->n_samples = daesa_scale(timeline->n_samples, to_hz, from_hz);
    timeline->drift = 0;
    timeline->n_drift = 0;
}

/* The first frame says where the sound begins. */
static struct daesa_timeline_place start(struct daesa_timeline *timeline, int32_t rate_hz,
                                         int64_t time_us, int64_t n)
{
    struct daesa_timeline_place place = {0};
    if (time_us == DAESA_TIME_NONE)
        time_us = 0;
    if (time_us < 0) {
        int64_t early = daesa_scale(-time_us, rate_hz, DAESA_SECOND_US);
        place.skip = early < n ? early : n;
        time_us = 0;
    }
    timeline->is_started = place.skip < n;
    timeline->start_us = time_us;
    return place;
}

/* What a steady difference asks for, in samples; 0 while there is none. */
static int64_t steady_drift(struct daesa_timeline *timeline, int32_t rate_hz,
                            int64_t ahead)
{
    int64_t limit = daesa_scale(DRIFT_US, rate_hz, DAESA_SECOND_US);
    timeline->n_drift++;
    timeline->drift +=
        ((double)ahead - timeline->drift) /
        (timeline->n_drift < DRIFT_FRAMES ? timeline->n_drift : DRIFT_FRAMES);
    int64_t drift = (int64_t)timeline->drift;
    if (timeline->n_drift < DRIFT_FRAMES || (drift <= limit && drift >= -limit))
        return 0;
    timeline->drift = 0;
    timeline->n_drift = 0;
    return drift;
}

/* Timestamps that leave the frame before less than half of its length: some
 * AVI files count audio in a unit a hundred times too small. */
static bool is_crowded(struct daesa_timeline *timeline, int32_t rate_hz, int64_t time_us,
                       int64_t n)
{
    int64_t step_us = time_us - timeline->before_us;
    bool is_soon = step_us >= 0 && 2 * step_us < daesa_scale(n, DAESA_SECOND_US, rate_hz);
    timeline->before_us = time_us;
    timeline->n_crowded = is_soon ? timeline->n_crowded + 1 : 0;
    if (timeline->n_crowded > CROWDED_FRAMES)
        timeline->n_crowded = CROWDED_FRAMES;
    return timeline->n_crowded == CROWDED_FRAMES;
}

/* How many samples the frame must move by: > 0 later, < 0 earlier. */
static int64_t moves_by(struct daesa_timeline *timeline, int32_t rate_hz, int64_t time_us,
                        int64_t n)
{
    int64_t end_us = daesa_timeline_end_us(timeline, rate_hz);
    int64_t ahead_us = time_us + timeline->shift_us - end_us;
    int64_t ahead = daesa_scale(ahead_us, rate_hz, DAESA_SECOND_US);
    if (ahead_us > GAP_MAX_US || ahead_us < -BACK_MAX_US) {
        count(&timeline->leaps, end_us, ahead_us);
        timeline->shift_us -= ahead_us;
        return 0;
    }
    if (ahead_us <= STEP_US && ahead_us >= -STEP_US)
        return steady_drift(timeline, rate_hz, ahead);
    timeline->drift = 0;
    timeline->n_drift = 0;
    if (ahead_us > 0)
        count(&timeline->gaps, end_us, ahead_us);
    else
        count(&timeline->overlaps, end_us,
              daesa_scale(-ahead < n ? -ahead : n, DAESA_SECOND_US, rate_hz));
    return ahead;
}

struct daesa_timeline_place daesa_timeline_lay(struct daesa_timeline *timeline,
                                               int32_t rate_hz, int64_t time_us,
                                               int64_t n)
{
    struct daesa_timeline_place place = {0};
    if (!timeline->is_started) {
        place = start(timeline, rate_hz, time_us, n);
        timeline->before_us = time_us == DAESA_TIME_NONE ? 0 : time_us;
    } else if (time_us != DAESA_TIME_NONE && !is_crowded(timeline, rate_hz, time_us, n)) {
        int64_t by = moves_by(timeline, rate_hz, time_us, n);
        place.silence = by > 0 ? by : 0;
        place.skip = by >= 0 ? 0 : -by < n ? -by : n;
    }
    timeline->n_samples += place.silence + n - place.skip;
    return place;
}
