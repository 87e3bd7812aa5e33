/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_LESSON_FILE_H
#define DAESA_JOB_LESSON_FILE_H

#include "core/buf.h"
#include "core/finding.h"
#include "speech/lesson.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Lessons (speech/lesson.h) as bytes and in files: a mark with the version, the phones,
 * and a checksum. A file is some 80 kB. */

void daesa_lesson_pack(const struct daesa_lesson *lesson, struct daesa_buf *out);

/* Takes them apart again into `out`, which must be {0} and is untouched on failure.
 * DAESA_BAD_INPUT: damaged, or of another version. DAESA_NO_MEMORY. */
enum daesa_status daesa_lesson_unpack(struct daesa_str bytes, struct daesa_lesson *out);

/* Reads a file. What daesa_file_read says; DAESA_BAD_INPUT: `voice-damaged`. */
enum daesa_status daesa_lesson_load(const char *path, struct daesa_lesson *out,
                                    struct daesa_sink *sink);

/* Writes a file, whole or not at all, in place of what is there. What daesa_file_write
 * says. */
enum daesa_status daesa_lesson_save(const char *path, const struct daesa_lesson *lesson,
                                    struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
