/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/manifest.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>

/* A job on the scales. */
struct weight {
    int64_t load;
    size_t job;
    bool is_kept;
};

static int heavier_first(const void *a, const void *b)
{
    const struct weight *x = a, *y = b;
    if (x->load != y->load)
        return x->load > y->load ? -1 : 1;
    return x->job < y->job ? -1 : x->job > y->job;
}

static int by_job(const void *a, const void *b)
{
    const struct weight *x = a, *y = b;
    return x->job < y->job ? -1 : x->job > y->job;
}

/* Gives the heaviest job to the lightest part, and so on. */
static void deal(struct weight *weights, size_t n, int64_t *loads, size_t n_parts,
                 size_t part)
{
    qsort(weights, n, sizeof *weights, heavier_first);
    for (size_t i = 0; i < n; i++) {
        size_t lightest = 0;
        for (size_t p = 1; p < n_parts; p++)
            if (loads[p] < loads[lightest])
                lightest = p;
        loads[lightest] += weights[i].load + 1;
        weights[i].is_kept = lightest + 1 == part;
    }
    qsort(weights, n, sizeof *weights, by_job);
}

/* Its size; of what cannot be read, nothing. */
static int64_t bytes_of(const char *clip)
{
    struct stat is;
    return stat(clip, &is) != 0 || !S_ISREG(is.st_mode) ? 0 : (int64_t)is.st_size;
}

enum daesa_status daesa_manifest_part(struct daesa_manifest *manifest, size_t part,
                                      size_t n_parts, const int64_t *given)
{
    size_t n = manifest->n_jobs, n_kept = 0;
    if (part < 1 || part > n_parts)
        return DAESA_BAD_ARGUMENT;
    if (n == 0)
        return DAESA_OK;
    struct weight *weights = calloc(n, sizeof *weights);
    int64_t *loads = calloc(n_parts, sizeof *loads);
    if (weights && loads) {
        for (size_t i = 0; i < n; i++)
            weights[i] = (struct weight){
                .job = i, .load = given ? given[i] : bytes_of(manifest->jobs[i].clip.s)};
        deal(weights, n, loads, n_parts, part);
        for (size_t i = 0; i < n; i++)
            if (weights[i].is_kept)
                manifest->jobs[n_kept++] = manifest->jobs[i];
        manifest->n_jobs = n_kept;
    }
    bool ok = weights && loads;
    free(weights);
    free(loads);
    return ok ? DAESA_OK : DAESA_NO_MEMORY;
}
