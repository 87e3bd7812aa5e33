/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_BATCH_MERGE_H
#define DAESA_JOB_BATCH_MERGE_H

#include "job/gather.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Makes one batch of several, or of the parts of one. */

struct daesa_batch_merge {
    const char *const *folders; /* of batches, each run with it as its output */
    size_t n_folders;
    const char *folder; /* that gets all; it may be one of them */
    bool replaces;      /* what lies there and is not of a batch; and of a job that was
                           done in several folders with other results, takes the last */
};

/* Copies the outputs of the jobs that are done to the folder and remembers there, as if
 * one batch had done them, what became of each; a job that is in several counts as
 * daesa_gather_settle says. `*out`, which is {0}, gets the jobs that the folder then has
 * of them, settled; the caller finishes it. The folders are not changed, only their
 * memories are read.
 *
 * What cannot be joined is left out, all else goes on: `merge-conflict` (a job was done
 * twice, with other outputs), `output-changed` (an output is not as its batch made it),
 * `file-exists` (another file lies in its place), `job-name`, and what daesa_file_read
 * and daesa_file_write say; DAESA_FELL_SHORT then.
 *
 * Else fails as daesa_state_open and daesa_state_each do. */
enum daesa_status daesa_batch_merge(const struct daesa_batch_merge *merge,
                                    struct daesa_gather *out, struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
