/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_REPORT_LINES_H
#define DAESA_REPORT_LINES_H

#include "core/buf.h"
#include "core/track.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Appends a table for people of the lines of an aligned track: number, times,
 * confidence, and the beginning of what is said, made safe to show (safe.h):
 *
 *       #  start        end          sure  line
 *       1  0:00:01.210  0:00:02.835  0.98  Staff: Just do it for her.
 *       2  -            -            -     Staff: Ready? (not spoken)
 *
 * Lines are cut at `width` letters; 0: not at all. */
void daesa_lines_print(struct daesa_buf *buf, const struct daesa_track *track,
                       size_t width);

#ifdef __cplusplus
}
#endif
#endif
