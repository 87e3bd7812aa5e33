/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "batch.h"
#include "pool.h"

#include "media/probe.h"

#include <string.h>
#include <sys/stat.h>

/* A header that takes longer to read is that of a bad clip. */
#define LIMIT_S 10

struct scales {
    const struct daesa_manifest *manifest;
    int64_t *loads;
    size_t next;
};

static bool next(void *context, int64_t *job, struct daesa_buf *request)
{
    struct scales *scales = context;
    if (scales->next == scales->manifest->n_jobs)
        return false;
    *job = (int64_t)scales->next++;
    daesa_buf_add(request, (struct daesa_str){(const char *)job, sizeof *job});
    return true;
}

static int work(void *context, struct daesa_str request, struct daesa_buf *reply,
                struct pool_line *line)
{
    const struct scales *scales = context;
    struct daesa_probe_opts opts = {.headers_only = true};
    struct daesa_clip clip = {0};
    struct stat is;
    int64_t job, load_us = 0;
    (void)line;
    memcpy(&job, request.s, sizeof job);
    const char *path = scales->manifest->jobs[job].clip.s;
    if (stat(path, &is) == 0 && S_ISREG(is.st_mode) &&
        daesa_probe(path, &opts, &clip, NULL) == DAESA_OK && clip.duration_us > 0)
        load_us = clip.duration_us;
    daesa_clip_finish(&clip);
    daesa_buf_add(reply, (struct daesa_str){(const char *)&load_us, sizeof load_us});
    return 0;
}

static void done(void *context, const struct pool_result *result)
{
    struct scales *scales = context;
    if (result->end == POOL_DONE && result->reply.len == sizeof *scales->loads)
        memcpy(&scales->loads[result->job], result->reply.s, sizeof *scales->loads);
}

enum daesa_status batch_weigh(const struct daesa_manifest *manifest, size_t n_workers,
                              int64_t *loads)
{
    struct scales scales = {.manifest = manifest};
    struct pool_opts opts = {.n_workers = n_workers,
                             .limit_s = LIMIT_S,
                             .keeps_words = true,
                             .context = &scales,
                             .next = next,
                             .work = work,
                             .done = done};
    scales.loads = loads;
    return pool_run(&opts, NULL);
}
