/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_CORE_FRAME_H
#define DAESA_CORE_FRAME_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The multiple of `unit_us` to write for a time in a format whose clock is coarser
 * than a clip's frames, `frames_us` (sorted, on the clip's clock): the latest that
 * still takes effect on the very frame on which `us` does, the first that is shown
 * at or after it. For a start that is the frame on which a cue appears, for an end
 * the frame on which it is gone; to round to the nearest would miss that frame for
 * one time in five at 24 frames a second and hundredths.
 *
 * A frame that is shown up to a millisecond before `us` counts as at it: times come
 * rounded. Where no multiple falls between the frame and the one before, and behind
 * the last frame: to the nearest. */
int64_t daesa_frame_stamp(const int64_t *frames_us, size_t n, int64_t us,
                          int64_t unit_us);

#ifdef __cplusplus
}
#endif
#endif
