/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_LINES_H
#define DAESA_JOB_LINES_H

#include "job/align.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What is to be said about the lines of a transcript, before they are aligned
 * and after. */

/* Whether so much text could be said within `duration_us`, speaking several
 * times as fast as anyone can; DAESA_TIME_NONE: not known, so it could.
 * DAESA_BAD_INPUT: `transcript-too-long`, about `file`. */
enum daesa_status daesa_lines_check_length(const struct daesa_track *track,
                                           int64_t duration_us, const char *file,
                                           struct daesa_sink *sink);

struct daesa_lines_opts {
    double min_confidence;   /* as in struct daesa_align_job */
    bool demands_confidence; /* likewise */
    bool is_translation;     /* the lines are in another language than the speech */
    const char *file;        /* of the transcript, for findings */
};

/* Counts the lines of an aligned track into `stats` and reports those that are
 * not spoken, those that are doubtful, those that hold nothing to say, and a
 * transcript that is hardly that of the clip (`lines-doubtful`). DAESA_OK,
 * DAESA_FELL_SHORT, or, where not one line is spoken, DAESA_BAD_INPUT
 * (`lines-not-found`). */
enum daesa_status daesa_lines_judge(const struct daesa_track *track,
                                    const struct daesa_lines_opts *opts,
                                    struct daesa_align_stats *stats,
                                    struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
