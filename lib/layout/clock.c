/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "layout/clock.h"

#define STEP_US INT64_C(10000)
/* Times in files are rounded: a frame that begins a little later is meant. */
#define SLACK_US INT64_C(1000)

/* Whether `us` is among the known frames, and which frame is shown then. */
static bool frame_of(const struct daesa_layout_clock *clock, int64_t us, size_t *frame)
{
    const struct daesa_evidence *evidence = clock->evidence;
    if (!evidence || evidence->n_frames == 0)
        return false;
    size_t n =
        daesa_times_before(evidence->frames_us, evidence->n_frames, us + SLACK_US + 1);
    if (n == 0 ||
        (n == evidence->n_frames && us > evidence->frames_us[n - 1] + DAESA_SECOND_US))
        return false;
    *frame = n - 1;
    return true;
}

static int64_t step_floor(int64_t us)
{
    int64_t rest = us % STEP_US;
    return us - (rest < 0 ? rest + STEP_US : rest);
}

int64_t daesa_clock_floor(const struct daesa_layout_clock *clock, int64_t us)
{
    size_t frame;
    if (frame_of(clock, us, &frame))
        return clock->evidence->frames_us[frame];
    if (daesa_rate_known(clock->rate))
        return daesa_frame_to_us(daesa_us_to_frame(us + SLACK_US, clock->rate),
                                 clock->rate);
    return step_floor(us);
}

int64_t daesa_clock_ceil(const struct daesa_layout_clock *clock, int64_t us)
{
    size_t frame;
    int64_t floor_us = daesa_clock_floor(clock, us);
    if (floor_us + SLACK_US >= us && floor_us <= us)
        return floor_us;
    if (frame_of(clock, us, &frame) && frame + 1 < clock->evidence->n_frames)
        return clock->evidence->frames_us[frame + 1];
    if (daesa_rate_known(clock->rate))
        return daesa_frame_to_us(daesa_us_to_frame(us, clock->rate) + 1, clock->rate);
    return step_floor(us) + STEP_US;
}

int64_t daesa_clock_back(const struct daesa_layout_clock *clock, int64_t us, int n)
{
    size_t frame;
    if (n <= 0)
        return us;
    if (frame_of(clock, us, &frame) && frame >= (size_t)n)
        return clock->evidence->frames_us[frame - (size_t)n];
    if (daesa_rate_known(clock->rate))
        return daesa_frame_to_us(daesa_us_to_frame(us + SLACK_US, clock->rate) - n,
                                 clock->rate);
    return step_floor(us - n * DAESA_SECOND_US / 24);
}

bool daesa_clock_cut(const struct daesa_layout_clock *clock, int64_t us,
                     int64_t within_us, int64_t *cut_us)
{
    const struct daesa_evidence *evidence = clock->evidence;
    if (!evidence || evidence->n_shots == 0 || within_us <= 0)
        return false;
    int64_t nearest_us = daesa_times_nearest(evidence->shots_us, evidence->n_shots, us);
    int64_t away_us = nearest_us > us ? nearest_us - us : us - nearest_us;
    if (away_us >= within_us)
        return false;
    *cut_us = nearest_us;
    return true;
}
