/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_CORE_FILE_H
#define DAESA_CORE_FILE_H

#include "core/buf.h"
#include "core/finding.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Whole files in, whole files out. A path of "-" is standard input or standard
 * output. Failures are findings that name the file and the reason. */

/* How findings call a path that is read: itself, or "<stdin>". */
const char *daesa_file_shown(const char *path);

/* Appends the contents of `path` to `out`. `max_bytes` 0 means 64 MiB.
 * DAESA_IO: `file-missing`, `file-is-directory`, `file-unreadable`.
 * DAESA_LIMIT: `file-too-large`. DAESA_NO_MEMORY. */
enum daesa_status daesa_file_read(const char *path, size_t max_bytes,
                                  struct daesa_buf *out, struct daesa_sink *sink);

/* Appends the first bytes of a regular file, at most `max_bytes`, to `out`. Says
 * nothing where it is none ("-", a pipe) or cannot be read: DAESA_IO.
 * DAESA_NO_MEMORY. */
enum daesa_status daesa_file_head(const char *path, size_t max_bytes,
                                  struct daesa_buf *out);

/* Whether daesa_file_write could be expected to succeed, so that long work need
 * not be done in vain. Fails as it would. */
enum daesa_status daesa_file_check(const char *path, bool replace,
                                   struct daesa_sink *sink);

/* Makes `bytes` the contents of `path`, all of them or none: they go to a hidden
 * file beside it ("." first, ".tmp" last), to the disk, and then that file takes
 * the name. On any failure the hidden file is removed and `path` is as it was.
 * Meanwhile the calling thread holds back SIGINT, SIGTERM, SIGHUP and SIGXFSZ, so
 * that an interrupt leaves nothing behind; call it when no other thread runs
 * that would take them.
 *
 * A file that exists is only replaced where `replace` is true; it keeps its
 * permissions and, where we may, its owner. Of a symbolic link the file that it
 * points to is replaced. Pipes and devices are written to as they are.
 *
 * DAESA_IO: `file-exists`, `file-is-directory`, `file-dangling-link`,
 * `file-unwritable`. DAESA_NO_MEMORY. */
enum daesa_status daesa_file_write(const char *path, struct daesa_str bytes, bool replace,
                                   struct daesa_sink *sink);

/* The same without waiting for the disk: for many files at once, after which the
 * caller has the system write them, with sync(). Where the power fails before that a
 * file may be left empty. */
enum daesa_status daesa_file_write_soon(const char *path, struct daesa_str bytes,
                                        bool replace, struct daesa_sink *sink);

/* Removes the hidden files that daesa_file_write left in a folder when its process
 * was killed: those that no other process holds, on this machine or another. Returns
 * how many. */
size_t daesa_file_sweep(const char *folder);

/* Makes a folder, and those that it lies in, where they are not there. DAESA_IO:
 * `folder-unwritable`. DAESA_NO_MEMORY. */
enum daesa_status daesa_file_make_folder(const char *path, struct daesa_sink *sink);

/* Whether both paths lead to the same existing file, or are spelt alike. */
bool daesa_file_same(const char *a, const char *b);

#ifdef __cplusplus
}
#endif
#endif
