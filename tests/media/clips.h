/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_TESTS_MEDIA_CLIPS_H
#define DAESA_TESTS_MEDIA_CLIPS_H

#include "core/finding.h"

/* Clips that tests make with the ffmpeg program, and what was said of them. */

#define PATH_ROOM 1000
#define RULES_MAX 16

/* Findings, kept. */
struct keeper {
    struct daesa_sink sink;
    char rules[RULES_MAX][64], messages[RULES_MAX][400];
    int n;
};

/* A keeper that is ready to be passed as &keeper.sink. */
struct keeper keeper_make(void);
/* The message of a finding of that rule, or NULL. */
const char *keeper_find(const struct keeper *keeper, const char *rule);

/* Whether there is an ffmpeg to make clips with. */
bool clips_can_be_made(void);

/* The path of `name` in the test's own folder. */
const char *clip_path(const char *name, char room[PATH_ROOM]);

/* Runs a command in the test's own folder; fails the test where it fails.
 * FFMPEG in it stands for ffmpeg, quiet and willing to overwrite. */
void run(const char *command);

#endif
