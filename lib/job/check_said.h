/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_CHECK_SAID_H
#define DAESA_JOB_CHECK_SAID_H

#include "job/check.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Compares the texts of a track with what is said in `job->clip`, in the language
 * `job->spoken`: a figure a cue, as struct daesa_check_opts has it, into `out`, which
 * the caller frees. Where the track has no text in that language, or too little, `out`
 * is left as it is, and a note says so: `said-other-language`. What was found before
 * comes from `job->cache_folder`, and what is found now is kept there, as
 * daesa_evidence_gather (job/evidence.h) does.
 *
 * Fails as daesa_audio_open and daesa_aligner_open do. Two comparisons at a time wait
 * for each other. */
enum daesa_status daesa_check_compare(const struct daesa_track *track,
                                      const struct daesa_check_job *job, float **out,
                                      struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
