/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_LAYOUT_LAYOUT_H
#define DAESA_LAYOUT_LAYOUT_H

#include "core/track.h"

#ifdef __cplusplus
extern "C" {
#endif

/* From timed lines to cues. The times of the aligner are those of the speech; a
 * subtitle stays long enough to be seen and never covers the next. Pure: a track
 * and figures go in, a track comes out.
 *
 * Only what the aligner timed (speech is DAESA_SPEECH_FOUND) is laid out; the
 * times that a file came with are its author's and stay. */

/* The figures; those of a profile, once profiles are read. */
struct daesa_layout_opts {
    /* A cue is shown for at least so long, unless the next one begins before;
     * 0: 5/6 s; negative: as long as its speech. */
    int64_t min_duration_us;
    /* What is left free between two cues where one has to give way to the next,
     * or grows towards it; 0: nothing. Below zero is taken as 0. */
    int64_t min_gap_us;
};

/* Lays `track` out into `out`, which must be empty ({0}) and is untouched on
 * failure. The cues of `out` are copies in the order of their times; cues that
 * are not spoken are left out. All that they point to stays with `track`,
 * which must outlive `out`. `opts` may be NULL. DAESA_NO_MEMORY. */
enum daesa_status daesa_layout(const struct daesa_track *track,
                               const struct daesa_layout_opts *opts,
                               struct daesa_track *out);

#ifdef __cplusplus
}
#endif
#endif
