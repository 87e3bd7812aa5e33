/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef TOOLS_CHECK_H
#define TOOLS_CHECK_H

#include "options.h"

#include "job/check.h"

/* The options of `daesa check` as they are typed, and what the job makes of them. */

struct check_args {
    const char *baseline, *write_baseline, *cache, *clip, *encoding, *fps, *from,
        *language, *max_severity, *names, *output, *profile, *progress, *spoken;
    const char *only, *ignore;
    int n_jobs;
    int stream; /* negative: not chosen */
    bool children, fix, github, json, junit, lines, no_cache, picture, sarif, replace;
};

/* What --max-severity may be. */
const char *const *check_severities(void);
/* The gravest that passes, and whether not even that does. */
enum daesa_severity check_severity(const struct check_args *args);
bool check_tolerates_none(const struct check_args *args);

/* A list of rules and groups of them; as values_split, and no other words. */
bool check_split_rules(const char *option, const char *text, struct text_list *list,
                       struct daesa_buf *why);

/* Fills `job` but for its file, house, clip, evidence, cache and names. `only` and
 * `ignored` are the lists of those names, one by one. */
void check_apply(const struct check_args *args, const struct text_list *only,
                 const struct text_list *ignored, struct daesa_check_job *job);

#endif
