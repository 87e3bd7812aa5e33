/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_CORE_RETIME_H
#define DAESA_CORE_RETIME_H

#include "core/evidence.h"
#include "core/track.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A new clock for a track: every time of it becomes time * from / to + shift. */
struct daesa_retime {
    /* The clip ran at rate `from` and runs at `to`: 25 to 24000/1001 makes all
     * times longer. {0} for either: the pace stays. */
    struct daesa_rate from, to;
    int64_t shift_us; /* later, or earlier where negative */
};

/* The paces that subtitles and their clip differ by in practice: the first is none at
 * all, the others stand for a clip made for another frame rate. `i` < the number. */
#define DAESA_RETIME_PACES 7
struct daesa_retime daesa_retime_pace(size_t i);

/* The one time, to the nearest microsecond, within -DAESA_TIME_MAX..DAESA_TIME_MAX;
 * DAESA_TIME_NONE stays. */
int64_t daesa_retime_us(const struct daesa_retime *how, int64_t us);

/* Moves all times of the track: those of cues, hints, words, and inside texts. Of
 * a cue that would begin before 0 the rest is kept; one that would be over by
 * then is left out. Each is a warning: `time-before-zero`, `cue-before-zero`.
 * On DAESA_NO_MEMORY the track is good for nothing but daesa_track_finish.*/
enum daesa_status daesa_track_retime(struct daesa_track *track,
                                     const struct daesa_retime *how,
                                     struct daesa_sink *sink);

/* The same for the cues [from, to) alone; those that are left out make the track
 * shorter. */
enum daesa_status daesa_track_retime_part(struct daesa_track *track, size_t from,
                                          size_t to, const struct daesa_retime *how,
                                          struct daesa_sink *sink);

/* Moves all times of what was seen and heard in a clip, where it is known. Some may then
 * be before 0. */
void daesa_evidence_retime(struct daesa_evidence *evidence,
                           const struct daesa_retime *how);

#ifdef __cplusplus
}
#endif
#endif
