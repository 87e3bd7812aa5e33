/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_EVIDENCE_PRUNE_H
#define DAESA_JOB_EVIDENCE_PRUNE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Takes evidence out of a cache (job/evidence_cache.h): what was last used before
 * `oldest_s`, in seconds of the system's clock, and of the rest the longest unused until
 * the others have `max_bytes` or less. Also what writers left that were killed. Only
 * files of the cache's own names are looked at. Others may read and write it meanwhile:
 * who has a file open keeps it, and what is gone is found anew. Returns how many files
 * went; what cannot be read or removed stays, silently. */
size_t daesa_evidence_prune(const char *folder, uint64_t max_bytes, int64_t oldest_s);

#ifdef __cplusplus
}
#endif
#endif
