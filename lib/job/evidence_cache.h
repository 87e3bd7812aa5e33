/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_EVIDENCE_CACHE_H
#define DAESA_JOB_EVIDENCE_CACHE_H

#include "core/buf.h"
#include "core/evidence.h"
#include "core/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What was found in clips before, a small file for each in a folder. A clip is
 * known by its size and by what stands at its beginning, at its end and at places
 * between, so a clip that was moved or renamed is known again. */
struct daesa_evidence_cache {
    char *path;   /* of the clip's file in the cache; owned */
    uint64_t key; /* of the clip */
};

/* Finds the place of the clip's evidence in `folder`. `wish` tells apart what is
 * found by different wishes; NULL: none. Nothing need be there. DAESA_NOT_FOUND: the
 * clip is no file that stays ("-", a pipe). DAESA_NO_MEMORY. */
enum daesa_status daesa_evidence_cache_open(struct daesa_evidence_cache *out,
                                            const char *clip, const char *folder,
                                            const char *wish);

/* Reads the bytes that were kept into `out`, which must be empty; what they are is for
 * the caller to find out. DAESA_NOT_FOUND, DAESA_NO_MEMORY. */
enum daesa_status daesa_evidence_cache_read(const struct daesa_evidence_cache *cache,
                                            struct daesa_buf *out);

/* Keeps bytes, in place of what was there, all of them or none; makes the folder
 * where it is missing. What was not used for half a year goes, and of the rest what was
 * longest unused, as far as they are more than 256 MiB. DAESA_IO, DAESA_NO_MEMORY. */
enum daesa_status daesa_evidence_cache_write(const struct daesa_evidence_cache *cache,
                                             struct daesa_str bytes);

/* Reads evidence that was kept into `out`, which must be empty. DAESA_NOT_FOUND: nothing,
 * or it is damaged or of another version. DAESA_NO_MEMORY. */
enum daesa_status daesa_evidence_cache_load(const struct daesa_evidence_cache *cache,
                                            struct daesa_evidence *out);

/* Keeps it, as daesa_evidence_cache_write does. */
enum daesa_status daesa_evidence_cache_save(const struct daesa_evidence_cache *cache,
                                            const struct daesa_evidence *evidence);

/* NULL is accepted. */
void daesa_evidence_cache_finish(struct daesa_evidence_cache *cache);

#ifdef __cplusplus
}
#endif
#endif
