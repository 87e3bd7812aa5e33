/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef TOOLS_CHECK_FILES_H
#define TOOLS_CHECK_FILES_H

#include "core/finding_list.h"
#include "job/check.h"
#include "report/checked.h"

/* Many files, checked side by side by worker processes: a file that crashes its reader
 * is a finding, and the others are checked all the same. */

struct check_files {
    struct daesa_finding_list findings; /* of all, sorted by file */
    struct daesa_checked_file *files;
    size_t n_files;
    struct daesa_arena arena;
    bool failed; /* some file could not be checked */
};

/* Checks each path by `job`, whose own path is not looked at. A single file, or where
 * `n_workers` is 1, is checked in this process. What it cannot do it says on stderr, and
 * returns false. */
bool check_files_run(const struct daesa_check_job *job, const char *const *paths,
                     size_t n_paths, size_t n_workers, struct check_files *out);

/* How files are mended. */
struct check_fix {
    const char *output; /* of a single file; NULL: itself, if `replace`, else none */
    bool replace;       /* files that exist */
    bool shows_nothing; /* no diff on standard output */
};

/* The same, one after the other, and mends what can be mended (job/mend.h): prints a
 * diff, and writes where that is asked for. The findings are those that remain. */
bool check_files_fix(const struct daesa_check_job *job, const char *const *paths,
                     size_t n_paths, const struct check_fix *how,
                     struct check_files *out);

void check_files_finish(struct check_files *files);

#endif
