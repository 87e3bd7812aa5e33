/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/frame.h"

#include "core/time.h"

#define TOLERANCE_US 1000

int64_t daesa_frame_stamp(const int64_t *frames_us, size_t n, int64_t us, int64_t unit_us)
{
    size_t i = daesa_times_before(frames_us, n, us - TOLERANCE_US);
    if (i == n)
        return daesa_round_us(us, unit_us);
    int64_t rest_us = frames_us[i] % unit_us;
    int64_t stamp_us = frames_us[i] - rest_us - (rest_us < 0 ? unit_us : 0);
    if (i > 0 && stamp_us <= frames_us[i - 1])
        return daesa_round_us(us, unit_us);
    return stamp_us;
}
