/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* JUnit's XML has no standard but two schemas that readers hold it against: the one that
 * describes Ant's output, which wants every attribute and element of a suite and knows no
 * output of a case, and Jenkins', which wants less. What is written here is both. */
#include "report/junit.h"

#include "report/safe.h"

#include <inttypes.h>
#include <time.h>

void daesa_junit_begin(struct daesa_buf *buf)
{
    daesa_buf_add_text(buf, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
}

/* Without a time zone, as Ant writes it; in UTC. */
static void add_timestamp(struct daesa_buf *buf, int64_t began_s)
{
    time_t at = (time_t)began_s;
    struct tm day;
    if (!gmtime_r(&at, &day))
        day = (struct tm){.tm_year = 70, .tm_mday = 1};
    daesa_buf_printf(buf, "%04d-%02d-%02dT%02d:%02d:%02d", day.tm_year + 1900,
                     day.tm_mon + 1, day.tm_mday, day.tm_hour, day.tm_min, day.tm_sec);
}

void daesa_junit_begin_suite(struct daesa_buf *buf, const struct daesa_junit_suite *suite)
{
    daesa_buf_add_text(buf, "  <testsuite name=\"");
    daesa_safe_add_xml(buf, daesa_str_of(suite->name));
    daesa_buf_printf(buf,
                     "\" package=\"daesa\" id=\"%zu\" tests=\"%zu\" failures=\"%zu\" "
                     "errors=\"0\" skipped=\"%zu\" time=\"%" PRId64
                     ".%03d\" timestamp=\"",
                     suite->id, suite->n_tests, suite->n_failed, suite->n_skipped,
                     suite->took_ms / 1000, (int)(suite->took_ms % 1000));
    add_timestamp(buf, suite->began_s);
    daesa_buf_add_text(buf, "\" hostname=\"localhost\">\n    <properties/>\n");
}

void daesa_junit_begin_output(struct daesa_buf *buf)
{
    daesa_buf_add_text(buf, "    <system-out>");
}

void daesa_junit_end_suite(struct daesa_buf *buf)
{
    daesa_buf_add_text(buf, "</system-out>\n    <system-err/>\n  </testsuite>\n");
}

void daesa_junit_end(struct daesa_buf *buf)
{
    daesa_buf_add_text(buf, "</testsuites>\n");
}
