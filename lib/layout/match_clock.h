/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_LAYOUT_MATCH_CLOCK_H
#define DAESA_LAYOUT_MATCH_CLOCK_H

#include "core/retime.h"
#include "core/track.h"

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The clock that `b` has to be put to so that its cues begin when those of `a` do:
 * subtitles of another release of a clip are all late by the same, or run at another
 * frame rate.
 * `*found` is false, and `*out` untouched, where they begin together well enough as they
 * are or no clock makes most of them do so. Shifts of up to five minutes are tried, with
 * every pace of daesa_retime_pace. DAESA_NO_MEMORY. */
enum daesa_status daesa_match_clock(const struct daesa_track *a,
                                    const struct daesa_track *b, struct daesa_retime *out,
                                    bool *found);

#ifdef __cplusplus
}
#endif
#endif
