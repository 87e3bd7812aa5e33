/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_MEDIA_PROBE_H
#define DAESA_MEDIA_PROBE_H

#include "core/clip.h"
#include "core/finding.h"
#include "core/progress.h"

#ifdef __cplusplus
extern "C" {
#endif

struct daesa_probe_opts {
    /* Believe the headers: packets are not read, so nothing is counted, rates
     * and durations are the headers' word and rate kinds unknown. For a first
     * look at files that are slow to read. */
    bool headers_only;
    struct daesa_progress *progress; /* phase "reading"; NULL: nobody watches */
};

/* Fills `clip` (to be {0}, or finished before) with what is in the file at
 * `path` ("-" is standard input). Packets are read to the end and not decoded;
 * memory grows by 8 bytes for each video frame. `opts` may be NULL.
 *
 * Fails as daesa_container_open does (media/container.h), with its findings; then
 * `clip` is untouched. Reports besides, as warnings, where they apply:
 * `clip-damaged`, `clip-truncated` (it ends more than a second before its
 * declared end), `clip-duration` (or after), `stream-undecodable`. */
enum daesa_status daesa_probe(const char *path, const struct daesa_probe_opts *opts,
                              struct daesa_clip *clip, struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
