/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef TOOLS_BATCH_WORK_H
#define TOOLS_BATCH_WORK_H

#include "batch_job.h"
#include "pool.h"

/* One job of a batch, in a worker. */

enum { BATCH_STAMP = 250, BATCH_DIGEST = 20, BATCH_OUTPUTS = 2000, BATCH_WHY = 100 };

/* What the worker is asked. */
struct batch_request {
    size_t job;
    /* Where the inputs still have this digest, what is to be kept is not done again. */
    char inputs[BATCH_DIGEST];
    bool keeps_outputs, keeps_findings, keeps_sheet;
    char why[BATCH_WHY]; /* the outputs that are kept fell short */
};

/* What it answers; findings follow (relay.h). */
struct batch_reply {
    bool is_unchanged;  /* nothing had to be done */
    bool was_disturbed; /* an input changed meanwhile; it is to be done again */
    double sound_s;
    char why[BATCH_WHY]; /* it fell short */
    char stamp[BATCH_STAMP], inputs[BATCH_DIGEST], outputs[BATCH_OUTPUTS];
};

/* The files of a job. */
struct batch_files {
    struct daesa_arena arena;
    const char *inputs[5]; /* clip, transcript; and what are files of profile, names
                              and voice */
    const char *voice;     /* NULL: there is none to begin from */
    size_t n_inputs;
    const char **outputs;         /* of the alignment, then the findings and the sheet */
    size_t n_outputs, n_saved;    /* all, and those of the alignment */
    const char *findings, *sheet; /* NULL: none are wanted */
    const char *unwanted[2];      /* where they would be */
    size_t n_unwanted;
    size_t extension_at; /* where the extension of each output begins in its path */
};

/* False when memory runs out. `out` is {0}; `what` is the job's. */
bool batch_name_files(const struct batch_args *args, const struct daesa_manifest_job *job,
                      const struct batch_job *what, struct batch_files *out);
void batch_files_finish(struct batch_files *files);

/* Appends "srt=DIGEST;" of each output that is there; or of the one at `path`. */
void batch_add_outputs(struct daesa_buf *buf, const struct batch_files *files);
void batch_add_output(struct daesa_buf *buf, const struct batch_files *files,
                      const char *path);

/* What of the `why` of a reply tells of lines, and not of findings; may be empty. */
struct daesa_str batch_why_of_lines(struct daesa_str why);

/* How long the clip is, where a worker told that; else negative. */
int64_t batch_heard_length(struct daesa_str told);

/* Does the job, appends a struct batch_reply and findings to `reply`; returns an enum
 * daesa_status. Tells `line` the phases, and of a
 * large clip the length (batch_heard_length). */
int batch_work(const struct batch_args *args, const struct daesa_manifest_job *job,
               const struct batch_request *request, struct daesa_buf *reply,
               struct pool_line *line);

#endif
