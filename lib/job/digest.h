/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_DIGEST_H
#define DAESA_JOB_DIGEST_H

#include "core/buf.h"
#include "core/finding.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Whether files are still what they were. */

/* Appends sizes and times of change of files: where two stamps are alike, nobody wrote
 * to them in between. Times are compared for being the same, never for which is later,
 * so a clock may be set back. "-" stands for a file that is not there. */
void daesa_digest_stamp(struct daesa_buf *buf, const char *const *paths, size_t n);

/* Appends 16 hexadecimal digits of what is in the files, one after the other (FNV-1a,
 * 64 bits; against accidents, not against malice).
 * DAESA_IO: `file-missing`, `file-unreadable`, `file-not-regular` (a pipe or a
 * device could keep us waiting for ever). */
enum daesa_status daesa_digest_add(struct daesa_buf *buf, const char *const *paths,
                                   size_t n, struct daesa_sink *sink);

/* Appends "srt=DIGEST;" of the file at `path`, which is what a batch remembers of an
 * output by its extension; nothing where it cannot be read. */
void daesa_digest_add_output(struct daesa_buf *buf, struct daesa_str extension,
                             const char *path);

#ifdef __cplusplus
}
#endif
#endif
