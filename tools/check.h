/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef TOOLS_CHECK_H
#define TOOLS_CHECK_H

#include "options.h"

#include "core/finding.h"

/* The options of `daesa check` as they are typed, and what some of them mean. */

struct check_args {
    const char *baseline, *write_baseline, *cache, *clip, *encoding, *fps, *from,
        *language, *max_severity, *names, *output, *profile, *progress, *spoken;
    const char *only, *ignore;
    int n_jobs;
    bool children, fix, github, json, junit, lines, no_cache, picture, sarif, replace;
};

/* What --max-severity may be. */
const char *const *check_severities(void);
/* The gravest that passes, and whether not even that does. */
enum daesa_severity check_severity(const struct check_args *args);
bool check_tolerates_none(const struct check_args *args);

#endif
