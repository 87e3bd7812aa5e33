/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_SHARD_H
#define DAESA_JOB_SHARD_H

#include "core/buf.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Which part of how many a process is to do (daesa_manifest_part), where several machines
 * share the jobs. */
struct daesa_shard {
    size_t part, n_parts; /* from 1; 0 of 0: all */
    const char *by;       /* what said so, such as "Slurm"; NULL: a person */
};

enum daesa_shard_result {
    DAESA_SHARD_READ,
    DAESA_SHARD_NONE, /* nothing says; `*out` is untouched */
    DAESA_SHARD_WRONG,
};

/* Reads "3/8", or "all", which is 0 of 0. */
enum daesa_shard_result daesa_shard_read(struct daesa_str text, struct daesa_shard *out);

/* Takes the part from the variables that array jobs have: of Slurm, Grid Engine and AWS
 * Batch, and of an indexed job of Kubernetes, which does not say how many there are, so
 * that DAESA_SHARDS has to. `variable` is getenv, or like it.
 *
 * DAESA_SHARD_WRONG: they are set but do not tell, and `why` says what is missing; it is
 * a whole sentence without a full stop. Running out of memory shows in `why`. */
enum daesa_shard_result daesa_shard_of_array(char *(*variable)(const char *name),
                                             struct daesa_shard *out,
                                             struct daesa_buf *why);

#ifdef __cplusplus
}
#endif
#endif
