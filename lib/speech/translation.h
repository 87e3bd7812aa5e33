/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_SPEECH_TRANSLATION_H
#define DAESA_SPEECH_TRANSLATION_H

#include "core/evidence.h"
#include "core/finding.h"
#include "core/progress.h"
#include "core/track.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Lines in another language than the speech: their sounds are not in the clip, so
 * what is left is when somebody speaks, and about how long a line takes to say.
 *
 * The speech is cut into short pieces, and the lines are laid over them in order by a
 * hidden semi-Markov model: a line prefers as much speech as its letters take at the
 * pace of the whole clip, begins and ends in pauses, the rather the longer they are,
 * and has few of them inside; speech between two lines is nobody's at a price. All
 * ways of laying them are weighed against each other (forward and backward), and a
 * line's start and end are the medians over all ways, its confidence the share of
 * them that is within half a second of both. The idea of lengths that go together is
 * that of Gale and Church, "A program for aligning sentences in bilingual corpora"
 * (1993). */

/* The pauses that daesa_activity_find is to leave in the speech for this. */
#define DAESA_TRANSLATION_PAUSE_US 80000

/* Fills in start_us, end_us, confidence and speech of every cue of `track` from the
 * speech of the clip, sorted intervals that do not overlap. What counts of a cue is
 * its text in `language`, else its first that names none; notes in brackets are not
 * said. Hints (after_us, before_us, at_us) are kept to, words are left without times.
 * Every line with letters gets a place, whether it is said or not; confidence says
 * how far it is to be trusted. Cues with nothing to say get no times.
 *
 * Takes time and memory as lines times the quarters of an hour that the clip may
 * hold beside them. DAESA_BAD_INPUT: `speech-missing`, nobody speaks;
 * `transcript-silent`, no line holds a letter. DAESA_CANCELLED: progress
 * (NULL: nobody watches; phase "aligning") asked to stop. */
enum daesa_status daesa_translation_place(struct daesa_track *track, const char *language,
                                          const struct daesa_interval *speech,
                                          size_t n_speech,
                                          struct daesa_progress *progress,
                                          struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
