/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_SPEECH_VERDICT_H
#define DAESA_SPEECH_VERDICT_H

#include "core/track.h"
#include "speech/search.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Writes what a search has found into the cues of a track: start and end of each
 * line, moved to where it is loud, the times of its words, and how sure that is.
 * `start_us` is when the first frame begins. Words go into the track's arena.
 *
 * A line whose phones gain too little over filler and silence, a frame on average
 * and by models that have not heard it, is not said where it was put. How little
 * that is follows its neighbours: where they are surely said, and the text takes in
 * all that is heard, a line must be much worse than where most of the talk is not in
 * the text. `margins`, one a line, gets by how much each line gains more; 0 where
 * it is not in the path. */
enum daesa_status daesa_verdict_write(struct daesa_search *search, int64_t start_us,
                                      struct daesa_track *track, float *margins);

#ifdef __cplusplus
}
#endif
#endif
