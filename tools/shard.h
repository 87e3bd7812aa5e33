/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef TOOLS_SHARD_H
#define TOOLS_SHARD_H

#include "core/buf.h"

/* Which part of how many a process is to do. */
struct shard {
    size_t part, n_parts; /* from 1; 0 of 0: all */
    const char *by;       /* what said so, such as "Slurm"; NULL: the command line */
};

enum shard_result {
    SHARD_READ,
    SHARD_NONE, /* nothing says; `*out` is untouched */
    SHARD_WRONG,
};

/* Reads "3/8", or "all", which is 0 of 0. */
enum shard_result shard_read(struct daesa_str text, struct shard *out);

/* Takes the part from the variables that array jobs have: of Slurm, Grid Engine and AWS
 * Batch, and of an indexed job of Kubernetes, which does not say how many there are, so
 * that DAESA_SHARDS has to. `variable` is getenv, or like it.
 *
 * SHARD_WRONG: they are set but do not tell, and `why` says what is missing; it is a
 * whole sentence without a full stop. Running out of memory shows in `why`. */
enum shard_result shard_of_array(char *(*variable)(const char *name), struct shard *out,
                                 struct daesa_buf *why);

#endif
