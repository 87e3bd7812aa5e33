/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* A finding that makes its file fail is a case that fails; one that does not is a case
 * that passes, and is told in the output of its suite. */
#include "report/checked.h"
#include "report/junit.h"
#include "report/safe.h"

static void add_xml(struct daesa_buf *buf, const char *text)
{
    daesa_safe_add_xml(buf, daesa_str_of(text));
}

/* "line-long, cue 12 at 0:01:02.345" */
static void add_name(struct daesa_buf *buf, const struct daesa_finding *finding)
{
    add_xml(buf, finding->rule);
    if (finding->cue)
        daesa_buf_printf(buf, ", cue %zu", finding->cue);
    else if (finding->place.line > 0)
        daesa_buf_printf(buf, ", line %d", (int)finding->place.line);
    if (finding->start_us != DAESA_TIME_NONE) {
        daesa_buf_add_text(buf, " at ");
        daesa_time_print(buf, finding->start_us);
    }
}

static void print_case(struct daesa_buf *buf, const struct daesa_checked *checked,
                       const struct daesa_checked_file *file,
                       const struct daesa_finding *finding)
{
    daesa_buf_add_text(buf, "    <testcase classname=\"");
    add_xml(buf, file->name);
    daesa_buf_add_text(buf, "\" name=\"");
    add_name(buf, finding);
    if (!daesa_checked_fails(checked, finding)) {
        daesa_buf_add_text(buf, "\" time=\"0\"/>\n");
        return;
    }
    daesa_buf_add_text(buf, "\" time=\"0\">\n      <failure type=\"");
    add_xml(buf, finding->rule);
    daesa_buf_add_text(buf, "\" message=\"");
    add_xml(buf, finding->message);
    daesa_buf_add_text(buf, "\">");
    daesa_safe_add_xml(buf, finding->text);
    daesa_buf_add_text(buf, "</failure>\n    </testcase>\n");
}

/* "warning: text-space, cue 3 at 0:00:03.500: ..." */
static void print_passing(struct daesa_buf *buf, const struct daesa_finding *finding)
{
    daesa_buf_printf(buf, "%s: ", daesa_severity_text(finding->severity));
    add_name(buf, finding);
    daesa_buf_add_text(buf, ": ");
    add_xml(buf, finding->message);
    daesa_buf_add_char(buf, '\n');
}

static void print_suite(struct daesa_buf *buf, const struct daesa_checked *checked,
                        size_t id)
{
    const struct daesa_checked_file *file = &checked->files[id];
    size_t n, n_failed = 0;
    const struct daesa_finding *findings = daesa_checked_of_file(checked, file->name, &n);
    for (size_t i = 0; i < n; i++)
        n_failed += daesa_checked_fails(checked, &findings[i]);
    daesa_junit_begin_suite(buf, &(struct daesa_junit_suite){.name = file->name,
                                                             .id = id,
                                                             .n_tests = n ? n : 1,
                                                             .n_failed = n_failed,
                                                             .began_s = checked->at_s});
    for (size_t i = 0; i < n; i++)
        print_case(buf, checked, file, &findings[i]);
    if (n == 0) {
        daesa_buf_add_text(buf, "    <testcase classname=\"");
        add_xml(buf, file->name);
        daesa_buf_add_text(buf, "\" name=\"nothing found\" time=\"0\"/>\n");
    }
    daesa_junit_begin_output(buf);
    for (size_t i = 0; i < n; i++)
        if (!daesa_checked_fails(checked, &findings[i]))
            print_passing(buf, &findings[i]);
    daesa_junit_end_suite(buf);
}

void daesa_checked_print_junit(struct daesa_buf *buf, const struct daesa_checked *checked)
{
    daesa_junit_begin(buf);
    for (size_t i = 0; i < checked->n_files; i++)
        print_suite(buf, checked, i);
    daesa_junit_end(buf);
}
