/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/frame.h"

#include "core/time.h"

#define TOLERANCE_US 1000

/* The first of the frames at or after `us`, or n. */
static size_t first_from(const int64_t *frames_us, size_t n, int64_t us)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (frames_us[middle] < us)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

int64_t daesa_frame_stamp(const int64_t *frames_us, size_t n, int64_t us, int64_t unit_us)
{
    size_t i = first_from(frames_us, n, us - TOLERANCE_US);
    if (i == n)
        return daesa_round_us(us, unit_us);
    int64_t rest_us = frames_us[i] % unit_us;
    int64_t stamp_us = frames_us[i] - rest_us - (rest_us < 0 ? unit_us : 0);
    if (i > 0 && stamp_us <= frames_us[i - 1])
        return daesa_round_us(us, unit_us);
    return stamp_us;
}
