/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_REPORT_DIFF_H
#define DAESA_REPORT_DIFF_H

#include "core/buf.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Appends what changes `before` into `after` as a unified diff with three lines of
 * context; nothing where they are equal. The changes are right, not always the fewest
 * there could be. It is for reading: text is made safe to show (safe.h), and a CR at
 * the end of a line is seen as U+240D. */
void daesa_diff_print(struct daesa_buf *buf, const char *name, struct daesa_str before,
                      struct daesa_str after, bool colour);

#ifdef __cplusplus
}
#endif
#endif
