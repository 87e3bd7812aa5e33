/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef TOOLS_CHECK_NEEDS_H
#define TOOLS_CHECK_NEEDS_H

#include "check.h"
#include "check_paths.h"
#include "console.h"

#include "core/evidence.h"
#include "core/profile.h"
#include "job/check_lists.h"

/* What `daesa check` needs beside the files that it checks. {0} is nothing. */
struct check_needs {
    struct text_list only, ignored;
    struct daesa_rate rate; /* that --fps says */
    struct daesa_profile house;
    struct daesa_check_lists lists;
    struct daesa_evidence evidence;
    char *cache; /* where what is found in the clip is kept; NULL: nowhere */
    struct check_paths paths;
};

/* Takes the rules that are wanted and those that are not, and the frame rate. EXIT_CLEAN,
 * or what to exit with: it was said what is wrong with them. */
int check_needs_take(const struct check_args *args, struct check_needs *needs);

/* Reads the profile, the names and the known findings, makes sure that what is to be
 * written can be, and watches the clip. Fails as these do. */
enum daesa_status check_needs_gather(const struct check_args *args,
                                     struct check_needs *needs, struct console *console);

void check_needs_finish(struct check_needs *needs);

#endif
