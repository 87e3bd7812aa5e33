/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef TOOLS_BATCH_TOLD_H
#define TOOLS_BATCH_TOLD_H

#include "core/buf.h"
#include "core/finding.h"

#include <stdbool.h>

/* What became of jobs in a run of a batch, as it is told at the end. */

enum batch_end {
    BATCH_LEFT = 0, /* interrupted, or never begun */
    BATCH_DONE,
    BATCH_SHORT,
    BATCH_FAILED,
    BATCH_SKIPPED, /* was done before */
};

struct batch_told {
    struct daesa_str name;
    enum batch_end end;
    int n_attempts;
    double took_s, sound_s; /* the last attempt, and how much sound was listened to */
    struct daesa_str why; /* it is no success; one that was skipped may be none either */
};

/* Such as "failed". */
const char *batch_end_text(enum batch_end end);

/* Whether it is no success. */
bool batch_told_failure(const struct batch_told *told);

/* A row of a table, safe to show and without a line break: how the job ended, how long it
 * took, how much sound that was, how often it was tried, its name, and why it is no
 * success. */
void batch_add_row(struct daesa_buf *buf, const struct batch_told *told);
/* What stands above such rows. */
const char *batch_row_head(void);

/* Writes JUnit's XML to a file, which is replaced: one suite with a case for each job.
 * The batch began `began_s` after 1970-01-01 00:00 UTC. Fails as daesa_file_write does.
 */
enum daesa_status batch_write_junit(const char *path, const struct batch_told *told,
                                    size_t n, int64_t began_s, struct daesa_sink *sink);

#endif
