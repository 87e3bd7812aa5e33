/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef TOOLS_RELAY_H
#define TOOLS_RELAY_H

#include "core/buf.h"
#include "core/finding.h"

/* Findings on their way from a worker process to the one that prints them. */

/* A sink that collects findings as bytes. Set `out`, and `file` to what findings that
 * name no file are about; NULL: they stay as they are. */
struct relay {
    struct daesa_sink sink; /* pass this where findings go, once `put` is relay_put */
    struct daesa_buf *out;
    const char *file;
    size_t n_errors;
};

void relay_put(struct daesa_sink *sink, const struct daesa_finding *finding);

/* Passes what a relay collected on to `sink`, in its order. */
void relay_play(struct daesa_str bytes, struct daesa_sink *sink);

#endif
