/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_MERGE_H
#define DAESA_JOB_MERGE_H

#include "job/files.h"
#include "layout/merge.h"

#ifdef __cplusplus
extern "C" {
#endif

struct daesa_merge_job {
    const char *a, *b; /* the files; one of them may be "-" */
    enum daesa_merge_way way;
    struct daesa_load_opts load_a, load_b; /* how they are read. Without a language:
                                              what the file says, else its name
                                              ("clip.en.srt"), else its script */
    struct daesa_save_opts save;
};

/* What came of it. */
struct daesa_merge_stats {
    enum daesa_merge_way way; /* that was taken */
    size_t n_matched, n_missing, n_extra;
};

/* Merges file `b` into file `a` (layout/merge.h) and writes the outputs. Cues that
 * became one are laid out anew; all others keep their times and lines, unless a
 * profile is named. `stats` may be NULL.
 *
 * DAESA_OK; DAESA_FELL_SHORT: everything was written, but lines are missing or left
 * over; else nothing was written, unless it was the writing that failed. */
enum daesa_status daesa_merge_files(const struct daesa_merge_job *job,
                                    struct daesa_merge_stats *stats,
                                    struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
