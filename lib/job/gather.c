/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/gather.h"

#include "core/array.h"

#include <stdlib.h>
#include <string.h>

static void see(void *context, const struct daesa_state_job *job)
{
    struct daesa_gather *gather = context;
    struct daesa_gathered one = {.job = *job, .folder = gather->n_folders};
    struct daesa_gathered *grown = daesa_array_grow(gather->jobs, &gather->cap_jobs,
                                                    gather->n_jobs + 1, sizeof *grown);
    if (grown)
        gather->jobs = grown;
    if (grown && daesa_state_keep(&gather->arena, &one.job))
        gather->jobs[gather->n_jobs++] = one;
    else
        gather->status = DAESA_NO_MEMORY;
}

enum daesa_status daesa_gather_add(struct daesa_gather *gather, const char *folder,
                                   struct daesa_sink *sink)
{
    bool is_busy = false;
    enum daesa_status st = daesa_state_each(folder, see, gather, &is_busy, sink);
    gather->is_busy = gather->is_busy || is_busy;
    gather->n_folders++;
    return st ? st : gather->status;
}

enum daesa_status daesa_gather_others(struct daesa_gather *gather,
                                      struct daesa_state *state)
{
    enum daesa_status st = daesa_state_others(state, see, gather);
    gather->n_folders++;
    return st ? st : gather->status;
}

static int compare(struct daesa_str a, struct daesa_str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int order = n ? memcmp(a.s, b.s, n) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

static bool is_done(const struct daesa_gathered *one)
{
    return one->job.outcome == DAESA_STATE_DONE || one->job.outcome == DAESA_STATE_SHORT;
}

/* By name, then by folder, the last attempt first. */
static int by_name(const void *a, const void *b)
{
    const struct daesa_gathered *x = a, *y = b;
    int order = compare(x->job.name, y->job.name);
    if (order == 0)
        order = (x->folder > y->folder) - (x->folder < y->folder);
    if (order == 0)
        order = (x->job.began_s < y->job.began_s) - (x->job.began_s > y->job.began_s);
    return order ? order : is_done(y) - is_done(x);
}

/* Of the same job in two folders, the one that counts. */
static struct daesa_gathered choose(struct daesa_gathered a, struct daesa_gathered b)
{
    bool is_later = b.job.began_s > a.job.began_s;
    bool takes_b = is_done(&a) == is_done(&b) ? is_later : is_done(&b);
    struct daesa_gathered chosen = takes_b ? b : a;
    if (is_done(&a) && is_done(&b) && !daesa_str_equal(a.job.outputs, b.job.outputs))
        chosen.is_disputed = true;
    chosen.is_disputed = chosen.is_disputed || a.is_disputed;
    return chosen;
}

void daesa_gather_settle(struct daesa_gather *gather)
{
    struct daesa_gathered *jobs = gather->jobs;
    size_t n = 0, last_folder = 0;
    if (gather->n_jobs)
        qsort(jobs, gather->n_jobs, sizeof *jobs, by_name);
    for (size_t i = 0; i < gather->n_jobs; i++) {
        bool is_new = n == 0 || !daesa_str_equal(jobs[n - 1].job.name, jobs[i].job.name);
        if (!is_new && jobs[i].folder == last_folder)
            continue;
        last_folder = jobs[i].folder;
        if (is_new)
            jobs[n++] = jobs[i];
        else
            jobs[n - 1] = choose(jobs[n - 1], jobs[i]);
    }
    gather->n_jobs = n;
}

static int by_key(const void *key, const void *item)
{
    const struct daesa_str *name = key;
    const struct daesa_gathered *one = item;
    return compare(*name, one->job.name);
}

const struct daesa_gathered *daesa_gather_find(const struct daesa_gather *gather,
                                               struct daesa_str name)
{
    return gather->n_jobs ? bsearch(&name, gather->jobs, gather->n_jobs,
                                    sizeof *gather->jobs, by_key)
                          : NULL;
}

void daesa_gather_finish(struct daesa_gather *gather)
{
    if (!gather)
        return;
    free(gather->jobs);
    daesa_arena_finish(&gather->arena);
    *gather = (struct daesa_gather){0};
}
