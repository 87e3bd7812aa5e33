/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_TIMECODE_H
#define DAESA_FORMAT_TIMECODE_H

#include "core/time.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The time code of television (SMPTE ST 12-1): hours, minutes, seconds and frames, in
 * which every frame has a name. */
struct daesa_timecode {
    int32_t fps; /* frames that a second is counted in, 1 or more */
    bool drop;   /* drop-frame, of 30 only: 29.97 frames are a second, and frames 0 and 1
                    of every minute but each tenth have no name, which keeps the count
                    close to the clock */
};

/* Whether a frame of one day has that name; the other functions take others, too. */
bool daesa_timecode_exists(const struct daesa_timecode *code, const int part[4]);

/* The time of the frame of that name. */
int64_t daesa_timecode_us(const struct daesa_timecode *code, const int part[4]);

/* The name of the frame that begins nearest to a time, which is not negative. Hours may
 * pass 23. */
void daesa_timecode_name(const struct daesa_timecode *code, int64_t us, int part[4]);

/* The same by the frame's number, counted from 0. */
int64_t daesa_timecode_frame(const struct daesa_timecode *code, const int part[4]);
void daesa_timecode_of_frame(const struct daesa_timecode *code, int64_t frame,
                             int part[4]);

#ifdef __cplusplus
}
#endif
#endif
