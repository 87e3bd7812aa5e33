/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_REPORT_JUNIT_H
#define DAESA_REPORT_JUNIT_H

#include "core/buf.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The frame of JUnit's XML, as the schemas of Ant and of Jenkins both allow it. A failure
 * sticks in the buffer. The order of calls for each suite: daesa_junit_begin_suite, the
 * caller's testcases, daesa_junit_begin_output, text as XML that belongs to no case,
 * daesa_junit_end_suite. */

struct daesa_junit_suite {
    const char *name;                    /* such as the file that was checked */
    size_t id;                           /* counts from 0 */
    size_t n_tests, n_failed, n_skipped; /* cases */
    int64_t took_ms;
    int64_t began_s; /* since 1970-01-01 00:00 UTC */
};

void daesa_junit_begin(struct daesa_buf *buf);
void daesa_junit_begin_suite(struct daesa_buf *buf,
                             const struct daesa_junit_suite *suite);
void daesa_junit_begin_output(struct daesa_buf *buf);
void daesa_junit_end_suite(struct daesa_buf *buf);
void daesa_junit_end(struct daesa_buf *buf);

#ifdef __cplusplus
}
#endif
#endif
