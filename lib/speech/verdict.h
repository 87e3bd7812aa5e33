/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_SPEECH_VERDICT_H
#define DAESA_SPEECH_VERDICT_H

#include "core/track.h"
#include "speech/search.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A line whose phones gain less than this over filler and silence, a frame on
 * average and by models that have not heard it, is not said where it was put. */
#define DAESA_VERDICT_LEAST_GAIN (-0.6f)

/* Writes what a search has found into the cues of a track: start and end of each
 * line, moved to where it is loud, the times of its words, and how sure that is.
 * `start_us` is when the first frame begins. Words go into the track's arena.
 * `gains`, one a line, gets what each line gains; 0 where it is not in the path. */
enum daesa_status daesa_verdict_write(struct daesa_search *search, int64_t start_us,
                                      struct daesa_track *track, float *gains);

#ifdef __cplusplus
}
#endif
#endif
