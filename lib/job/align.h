/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_ALIGN_H
#define DAESA_JOB_ALIGN_H

#include "core/progress.h"
#include "job/edit.h"
#include "job/files.h"
#include "speech/lesson.h"

#ifdef __cplusplus
extern "C" {
#endif

struct daesa_align_job {
    const char *clip;       /* required; "-" is standard input */
    const char *transcript; /* required; "-" is standard input; not both */
    /* Spoken in the clip: a BCP 47 tag or the name of an espeak-ng voice. NULL:
     * what the transcript says, else the clip's audio stream, else what the
     * script of the text leaves no doubt of (Hangul is Korean). */
    const char *language;
    /* The lines are a translation into this language, and what is said is not in the
     * transcript, or not to be used: the lines are placed by when somebody speaks
     * (speech/translation.h), which is far less sure. NULL: the lines are what is
     * said. */
    const char *translation;
    /* Read audio stream `stream`, by its index in the container from 0, instead
     * of the one that carries the dialogue. */
    bool is_stream_chosen;
    int stream;
    /* Lines below this confidence are notes; 0 means 0.5. Where
     * `demands_confidence` is true they are warnings, and the job falls short. */
    double min_confidence;
    bool demands_confidence;
    bool single_threaded;
    struct daesa_load_opts load; /* how the transcript is read; its `language` is
                                    ignored */
    struct daesa_save_opts save; /* outputs; there may be none. JSON outputs hold
                                    all texts, whatever its `languages` */
    /* Subtitles keep to the frames of the clip's video; and to its shots, which
     * takes watching all of it. `cache_folder`: as struct daesa_evidence_opts has it. */
    /* What is done to the lines before they are written; shots and frames are moved
     * with them. */
    struct daesa_edit_opts edit;
    bool keeps_to_shots;
    const char *cache_folder;
    struct daesa_progress *progress; /* NULL: nobody watches */
    /* As struct daesa_align_opts (speech/align.h) has them; NULL: none. They have no
     * part in a translation. */
    const struct daesa_lesson *taught;
    struct daesa_lesson *lesson;
};

/* What came of it. */
struct daesa_align_stats {
    size_t n_lines;         /* that could be spoken: not comments, not "[laughs]" */
    size_t n_found;         /* spoken in the clip */
    size_t n_doubtful;      /* of these, below the least confidence */
    double mean_confidence; /* of these; 0 where none was found */
    int64_t sound_us;       /* that was listened to */
    int stream;             /* the audio stream's index in the container */
    char language[32]; /* that was taken as spoken; empty: not known, and not asked */
};

/* Times every line of a transcript on a clip: reads both, aligns, and writes the
 * outputs. The timed track is left in `track`, which must be empty ({0}) and
 * stays so on failure; `stats` may be NULL.
 *
 * DAESA_OK, or DAESA_FELL_SHORT: everything was written, but some lines are not
 * spoken in the clip (warnings `line-not-found`) or miss the confidence that is
 * demanded (`line-doubtful`). Lines of nothing but notes in square brackets are
 * notes (`line-silent`). On any other status nothing was written, unless
 * it was the writing that failed:
 *
 * DAESA_BAD_INPUT: `transcript-empty`, `transcript-silent`, `speech-missing` (nobody
 * speaks), `transcript-other-language` (no text in
 * the spoken language), `transcript-other-script`, `transcript-too-long` (for
 * that clip), `language-unknown`, `lines-not-found` (not one); or what the
 * readers say. DAESA_BAD_ARGUMENT: as daesa_inputs_check and daesa_track_save_check,
 * or `input-twice`. DAESA_NOT_FOUND: no such stream, format, voice, text.
 * DAESA_CANCELLED: progress asked to stop. */
enum daesa_status daesa_align(const struct daesa_align_job *job,
                              struct daesa_track *track, struct daesa_align_stats *stats,
                              struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
