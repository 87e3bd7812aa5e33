/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_STATE_H
#define DAESA_JOB_STATE_H

#include "core/arena.h"
#include "core/finding.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a batch remembers of its jobs from one run to the next: a small database in a
 * hidden folder of the output's folder. Each part of a batch has one of its own, so
 * that no two machines ever write to the same: SQLite keeps writers apart by locks, which
 * many file systems that machines share do not hold, and then destroys the file. */

enum daesa_state_outcome {
    DAESA_STATE_NONE = 0, /* never begun */
    DAESA_STATE_RUNNING,  /* begun; where nobody works on it, interrupted */
    DAESA_STATE_DONE,     /* its outputs are there */
    DAESA_STATE_SHORT,    /* the same, but not all is well with them */
    DAESA_STATE_FAILED,
};

/* A job. Strings are empty where nothing is known. */
struct daesa_state_job {
    struct daesa_str name;
    enum daesa_state_outcome outcome;
    int n_attempts;
    struct daesa_str options; /* all that the outputs depend on besides the inputs */
    struct daesa_str stamp;   /* of the input files: sizes and times */
    struct daesa_str inputs;  /* digest of what is in them */
    struct daesa_str outputs; /* digest of the files that were written */
    struct daesa_str message; /* why it failed */
    int64_t began_s;          /* of the last attempt; seconds since 1970 */
    double took_s, sound_s;   /* it; and how much sound was listened to */
};

struct daesa_state;

/* Opens the memory of part `part` of `n_parts` (0 of 0: all of a batch) in the folder
 * `folder`, which must be there, and makes it where there is none. Nobody else can
 * open it to write until it is closed or the process ends, however that may be.
 *
 * DAESA_IO: `batch-busy` (another process has it), `batch-state` (it cannot be
 * written, or is damaged). DAESA_NO_MEMORY. */
enum daesa_status daesa_state_open(struct daesa_state **out, const char *folder,
                                   size_t part, size_t n_parts, struct daesa_sink *sink);
/* Writes NULL; NULL is accepted. */
void daesa_state_close(struct daesa_state **state);

/* Moves the strings of a job to the arena. False when memory runs out; some may have
 * been moved then. */
bool daesa_state_keep(struct daesa_arena *arena, struct daesa_state_job *job);

/* What is remembered of the job of that name; DAESA_STATE_NONE where nothing is. Its
 * strings lie in `arena`. */
enum daesa_status daesa_state_get(struct daesa_state *state, struct daesa_str name,
                                  struct daesa_arena *arena, struct daesa_state_job *out);
/* Remembers a job in place of what was remembered of it. It is on the disk when this
 * returns. DAESA_IO: `batch-state`. */
enum daesa_status daesa_state_put(struct daesa_state *state,
                                  const struct daesa_state_job *job);

/* Remembers many jobs likewise: all of them or none. */
enum daesa_status daesa_state_put_all(struct daesa_state *state,
                                      const struct daesa_state_job *const *jobs,
                                      size_t n);

/* Calls `see` for every job that other parts of the batch, or runs of all of it, remember
 * in the same folder. What cannot be read at the time, since its owner is writing to it,
 * is left out. DAESA_NO_MEMORY. */
enum daesa_status daesa_state_others(struct daesa_state *state,
                                     void (*see)(void *context,
                                                 const struct daesa_state_job *job),
                                     void *context);

/* Calls `see` for every job that any part of the batch in `folder` remembers, sorted
 * by name within each, while others may be working on it. `*is_busy` (NULL is
 * accepted) says whether a process of this machine is. The same findings;
 * DAESA_NOT_FOUND: `batch-none`, no batch was ever run there. */
enum daesa_status daesa_state_each(const char *folder,
                                   void (*see)(void *context,
                                               const struct daesa_state_job *job),
                                   void *context, bool *is_busy, struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
