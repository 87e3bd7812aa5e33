/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_CHECK_CUT_H
#define DAESA_JOB_CHECK_CUT_H

#include "check/sync.h"
#include "job/check.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Whether the clip is cut, by what is said in it. `said` is what daesa_check_compare came
 * to, of this track. Where pauses alone say that it is (check/sync.h), or do not tell and
 * the words stop to fit, a second comparison shows whether the words fit when that is
 * mended. `*out` is the cut that stands this proof, or of kind DAESA_SYNC_UNKNOWN; its
 * pieces count the cues of daesa_check_shown. What daesa_sync_settle takes.
 *
 * Fails as daesa_check_compare does. */
enum daesa_status daesa_check_find_cut(const struct daesa_track *track,
                                       const struct daesa_check_job *job,
                                       const float *said, struct daesa_sync *out);

#ifdef __cplusplus
}
#endif
#endif
