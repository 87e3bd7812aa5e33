/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_PAIR_H
#define DAESA_JOB_PAIR_H

#include "job/manifest.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Makes jobs of a folder and the folders in it, where there is no manifest: each clip, as
 * its extension says, goes with the transcript beside it that is called alike (.json,
 * else .csv, .tsv, .txt), and is called as its path without the extension. The pairs are
 * notes (`paired`), and what has no partner is a warning (`clip-alone`,
 * `transcript-alone`). `out` is {0}.
 *
 * DAESA_BAD_INPUT: `manifest-empty`, and what daesa_manifest_sort says. DAESA_IO:
 * `folder-unreadable`. DAESA_NO_MEMORY. */
enum daesa_status daesa_manifest_pair(const char *folder, struct daesa_manifest *out,
                                      struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
