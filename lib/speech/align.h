/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_SPEECH_ALIGN_H
#define DAESA_SPEECH_ALIGN_H

#include "core/finding.h"
#include "core/progress.h"
#include "core/track.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The aligner: it is given the lines of a transcript and the sound of a clip,
 * and says when each line is spoken, how sure it is, and which lines are not
 * spoken at all. lib/README.md tells the method. */
struct daesa_aligner;
struct daesa_lesson;

/* Samples a second that daesa_aligner_feed takes. */
#define DAESA_ALIGN_RATE_HZ 16000

struct daesa_align_opts {
    /* The language spoken in the clip: a BCP 47 tag ("ko", "pt-BR") or the name
     * of an espeak-ng voice. Required. */
    const char *language;
    /* Use one thread only. By default the lines are spoken on a second thread
     * while the caller feeds the sound. */
    bool single_threaded;
    struct daesa_progress *progress; /* NULL: nobody watches */
    /* What other clips have taught of those who speak in this one (speech/lesson.h):
     * begin with that. NULL: begin with synthetic speech. */
    const struct daesa_lesson *taught;
    struct daesa_lesson *lesson; /* gets added what this one teaches; NULL: not asked */
};

/* Opens an aligner for the cues of `track`, which must stay alive and unchanged
 * until the aligner is closed. What is spoken of a cue is its text in the
 * language of `opts`; where it has none of that language, its first text that
 * names no language. Notes in brackets and symbols are not spoken.
 *
 * espeak-ng is process-wide: one aligner at a time speaks, others wait. It remembers
 * what it said before: a second alignment in one process may differ from the first
 * by some milliseconds.
 *
 * DAESA_NOT_FOUND: espeak-ng has no voice for the language (the finding names
 * the nearest). DAESA_BAD_INPUT: no cue has anything to say. */
enum daesa_status daesa_aligner_open(struct daesa_aligner **out,
                                     struct daesa_track *track,
                                     const struct daesa_align_opts *opts,
                                     struct daesa_sink *sink);

/* Takes the next `n` samples of the clip, mono, -1..1, DAESA_ALIGN_RATE_HZ a
 * second. Memory grows by about 20 kB for each second of sound. */
enum daesa_status daesa_aligner_feed(struct daesa_aligner *aligner, const float *samples,
                                     size_t n);

/* Aligns what was fed; its first sample is at `start_us` on the clip. Fills in
 * start_us, end_us, words, confidence and speech of every cue; words lie in the
 * arena of the track. A cue that is not spoken gets no times, confidence
 * 0 and DAESA_SPEECH_NOT_FOUND. Call it once.
 *
 * DAESA_BAD_INPUT: there is less sound than the lines could be spoken in. */
enum daesa_status daesa_aligner_run(struct daesa_aligner *aligner, int64_t start_us);

/* Instead of that, where the cues have times: whether each is what is said there. `said`
 * gets a figure a cue, as daesa_said_measure (speech/said.h) gives it; nothing else
 * changes. Call it once. Without sound, or anything to say, nothing is known: NAN. */
enum daesa_status daesa_aligner_compare(struct daesa_aligner *aligner, int64_t start_us,
                                        float *said);

/* Stops what runs, frees all and writes NULL; NULL is accepted. */
void daesa_aligner_close(struct daesa_aligner **aligner);

#ifdef __cplusplus
}
#endif
#endif
