/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_GATHER_H
#define DAESA_JOB_GATHER_H

#include "job/state.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What the memories of several parts of a batch, or of several batches, know together:
 * each job once. */

struct daesa_gathered {
    struct daesa_state_job job;
    size_t folder;    /* which was added first is 0 */
    bool is_disputed; /* in another folder its outputs are others */
};

/* {0} holds nothing. */
struct daesa_gather {
    struct daesa_arena arena;
    struct daesa_gathered *jobs; /* owned; sorted by name once settled */
    size_t n_jobs, cap_jobs, n_folders;
    bool is_busy; /* a process of this machine works on one of the batches */
    enum daesa_status status;
};

/* Adds what the batch in `folder` remembers. Fails as daesa_state_each does. */
enum daesa_status daesa_gather_add(struct daesa_gather *gather, const char *folder,
                                   struct daesa_sink *sink);
/* Adds what other parts in the same folder remember. DAESA_NO_MEMORY. */
enum daesa_status daesa_gather_others(struct daesa_gather *gather,
                                      struct daesa_state *state);

/* Sorts the jobs and keeps one of each name: of a folder the last attempt, of several
 * folders the last that is done. */
void daesa_gather_settle(struct daesa_gather *gather);

/* NULL where there is none of that name. Needs a settled gather. */
const struct daesa_gathered *daesa_gather_find(const struct daesa_gather *gather,
                                               struct daesa_str name);

void daesa_gather_finish(struct daesa_gather *gather);

#ifdef __cplusplus
}
#endif
#endif
