/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef TOOLS_BATCH_H
#define TOOLS_BATCH_H

#include "console.h"
#include "options.h"

#include "job/manifest.h"

/* What the command line of 'daesa batch' says. */
struct batch_args {
    const char *folder, *junit, *language, *profile, *progress, *shard, *to, *voices;
    int n_workers, limit_s;
    int memory_mib;            /* negative: not said; 0: no limit */
    size_t part, n_parts;      /* as `shard` or `array` says; 0 of 0: all */
    struct text_list settings; /* of all jobs, as "text=ko" */
    const char *array;         /* whose array job this is one of; NULL: of none */
    bool checks, previews, replace, json, merge, quiet, shots, status, verbose;
};

/* Writes how long the clip of each job is, in microseconds as its header has it, to
 * `loads`; 0 of what cannot be read, in any way. */
enum daesa_status batch_weigh(const struct daesa_manifest *manifest, size_t n_workers,
                              int64_t *loads);

/* How long a job may take whose clip is so long, 0 where that is not known. */
double batch_limit_s(const struct batch_args *args, int64_t length_us);

struct batch_voices;

/* Does the jobs that are not done yet, after `voices` were learnt; returns what to exit
 * with. */
int batch_run(const struct batch_args *args, const struct daesa_manifest *manifest,
              struct batch_voices *voices, struct console *console);

/* Tells what became of the jobs of the batch in args->folder so far. */
int batch_status(const struct batch_args *args, struct console *console);

/* Makes the batches in the folders one, in args->folder, and tells likewise. */
int batch_merge(const struct batch_args *args, const char *const *folders,
                size_t n_folders, struct console *console);

#endif
