/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef TOOLS_BATCH_JOB_H
#define TOOLS_BATCH_JOB_H

#include "align.h"
#include "batch.h"
#include "check.h"
#include "convert.h"
#include "preview.h"

#include "job/chain.h"

/* What is to be done for one job of a batch: the options of other commands, as the
 * command line has them for all jobs and the manifest for one. */

struct batch_job {
    struct align_args align;
    struct convert_args convert;
    struct daesa_convert_opts converting; /* what these mean */
    struct check_args check;
    struct preview_args preview;
    const char *voice; /* NULL: not said */
    bool checks, previews;
    struct text_list languages, only, ignored, times; /* lists, one by one */
    struct preview_wishes wishes;
};

/* The keys that a manifest and --set may have, ended by NULL: such as "text" of 'daesa
 * align', "newline" of 'daesa convert', "check-only" of 'daesa check'. */
const char *const *batch_job_keys(void);

/* Takes together what is said of a job; `job` NULL: of all. False: `why` says what is
 * wrong with it, as "text: '' is not a value; ...". `out` is {0}, and finished by the
 * caller in any case; it is valid as long as the arguments. */
bool batch_job_fill(const struct batch_args *args, const struct daesa_manifest_job *job,
                    struct batch_job *out, struct daesa_buf *why);
void batch_job_finish(struct batch_job *job);

/* Appends what the outputs, the findings and the sheet of a job depend on, a line each,
 * besides the files that outputs depend on. A later line depends on what the earlier say,
 * too. `what` is the job's. */
void batch_job_add_options(struct daesa_buf *buf, const struct batch_args *args,
                           const struct daesa_manifest_job *job,
                           const struct batch_job *what);

/* What is done of it; files, cache and progress are the caller's to set. */
struct daesa_chain batch_job_chain(const struct batch_job *job);

#endif
