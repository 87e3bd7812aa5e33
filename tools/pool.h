/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef TOOLS_POOL_H
#define TOOLS_POOL_H

#include "core/buf.h"
#include "core/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Many jobs, done side by side by forked worker processes: what crashes, hangs or
 * eats all memory in one job takes that job with it and no other. The caller
 * describes jobs as bytes, a worker answers in bytes. */

/* What became of a job. */
enum pool_end {
    POOL_DONE,      /* the worker answered */
    POOL_CRASHED,   /* a signal ended the worker: `number` */
    POOL_EXITED,    /* the worker ended by itself, with exit status `number` */
    POOL_TIMED_OUT, /* it took longer than `limit_s` and was killed */
    POOL_STOPPED,   /* the pool was interrupted; the worker was killed */
};

struct pool_result {
    int64_t job; /* the caller's number of it */
    enum pool_end end;
    int number;             /* what `work` returned, or as above */
    struct daesa_str reply; /* valid while `done` runs; empty unless POOL_DONE */
    /* The end of what the worker wrote to standard error, as long, where it gave no
     * answer and `keeps_words`. */
    struct daesa_str words;
    double took_s;
};

/* The line from a worker to the pool, for pool_tell. */
struct pool_line;

struct pool_opts {
    size_t n_workers;       /* 0: one for each core */
    double limit_s;         /* for a job; 0: none */
    size_t memory_bytes;    /* address space of a worker; 0: as we have it */
    size_t jobs_per_worker; /* then another process takes over; 0: no limit */
    bool keeps_words;       /* what workers write to standard error is kept from it */
    /* For a job that has a limit of its own, in place of limit_s; may change while it is
     * at work. NULL: none has. */
    double (*limit_of)(void *context, int64_t job);
    double tick_s; /* how often `tick` is called at least; 0: 0.2 */
    void *context; /* handed to the functions below */

    /* Here: appends the next job to `request` and gives it a number, or returns
     * false where there is none now. It is asked again after every `done`; the
     * pool ends when it has none while none runs. */
    bool (*next)(void *context, int64_t *job, struct daesa_buf *request);
    /* In a worker, one job after the other: does it, appends what is to be said
     * of it to `reply`. Nothing it changes in memory is seen here. It writes to
     * no terminal. */
    int (*work)(void *context, struct daesa_str request, struct daesa_buf *reply,
                struct pool_line *line);
    /* Here, once for every job that `next` gave. */
    void (*done)(void *context, const struct pool_result *result);
    /* Here, for every pool_tell, in their order; may be NULL. */
    void (*heard)(void *context, int64_t job, struct daesa_str bytes);
    /* Here, now and then, for bars and signs of life; may be NULL. */
    void (*tick)(void *context);
};

/* Does all jobs. On SIGINT, SIGTERM or SIGHUP no further job is given out, the
 * workers are asked to end (SIGTERM), killed after two seconds, and their jobs
 * reported as POOL_STOPPED; *signal_number (NULL is accepted) is then the signal,
 * else 0. A second signal ends the program at once.
 *
 * Call it while no other thread runs. Workers inherit open files but never run
 * exit handlers or flush what was buffered before. A worker whose parent died
 * ends too.
 *
 * DAESA_CANCELLED: interrupted. DAESA_IO: no process can be started.
 * DAESA_NO_MEMORY. */
enum daesa_status pool_run(const struct pool_opts *opts, int *signal_number);

/* In a worker: passes bytes to `heard` before the job is done. False where
 * nobody listens any more: the job may as well be given up. */
bool pool_tell(struct pool_line *line, struct daesa_str bytes);

/* How many workers n_workers 0 means: the cores that are there, at least one. */
size_t pool_cores(void);

/* What became of a job in words, such as "crashed (signal 11,
 * Segmentation fault)", for a message;
 * appends nothing for POOL_DONE. */
void pool_add_end(struct daesa_buf *buf, const struct pool_result *result);

#endif
