/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_TEXT_ROLLING_H
#define DAESA_TEXT_ROLLING_H

#include "core/track.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Captions that roll up, as YouTube makes them of what it hears: each cue repeats
 * the lines of the one before and adds one below, and between two of them stands
 * a cue of a hundredth of a second that only repeats.
 *
 * Leaves of each cue the lines that are new in it; one in which nothing is new
 * makes the one before last as long. Cues then end where the next begins. Lines are
 * compared by their text, and only of cues that follow each other within a tenth of
 * a second, so that a refrain stays. Text at the bottom left, where
 * it rolls best, goes back to the middle. The number of cues that went is a note,
 * `rolling-joined`. On DAESA_NO_MEMORY the track is good for nothing but
 * daesa_track_finish. */
enum daesa_status daesa_track_join_rolling(struct daesa_track *track,
                                           struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
