/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* JUnit's XML has no standard; this keeps to what Jenkins' and GitLab's readers have in
 * common: testsuites, testsuite, testcase, failure, system-out. */
#include "report/checked.h"
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
    bool fails = daesa_checked_fails(checked, finding);
    daesa_buf_add_text(buf, "    <testcase classname=\"");
    add_xml(buf, file->name);
    daesa_buf_add_text(buf, "\" name=\"");
    add_name(buf, finding);
    daesa_buf_add_text(buf, "\" time=\"0\">\n      ");
    if (fails) {
        daesa_buf_add_text(buf, "<failure type=\"");
        add_xml(buf, finding->rule);
        daesa_buf_add_text(buf, "\" message=\"");
        add_xml(buf, finding->message);
        daesa_buf_add_text(buf, "\">");
        daesa_safe_add_xml(buf, finding->text);
        daesa_buf_add_text(buf, "</failure>\n");
    } else {
        daesa_buf_printf(buf, "<system-out>%s: ", daesa_severity_text(finding->severity));
        add_xml(buf, finding->message);
        daesa_buf_add_text(buf, "</system-out>\n");
    }
    daesa_buf_add_text(buf, "    </testcase>\n");
}

static void print_suite(struct daesa_buf *buf, const struct daesa_checked *checked,
                        const struct daesa_checked_file *file)
{
    size_t n, n_failed = 0;
    const struct daesa_finding *findings = daesa_checked_of_file(checked, file->name, &n);
    for (size_t i = 0; i < n; i++)
        n_failed += daesa_checked_fails(checked, &findings[i]);
    daesa_buf_add_text(buf, "  <testsuite name=\"");
    add_xml(buf, file->name);
    daesa_buf_printf(buf, "\" tests=\"%zu\" failures=\"%zu\" errors=\"0\" time=\"0\">\n",
                     n ? n : 1, n_failed);
    for (size_t i = 0; i < n; i++)
        print_case(buf, checked, file, &findings[i]);
    if (n == 0) {
        daesa_buf_add_text(buf, "    <testcase classname=\"");
        add_xml(buf, file->name);
        daesa_buf_add_text(buf, "\" name=\"nothing found\" time=\"0\"/>\n");
    }
    daesa_buf_add_text(buf, "  </testsuite>\n");
}

void daesa_checked_print_junit(struct daesa_buf *buf, const struct daesa_checked *checked)
{
    daesa_buf_add_text(buf, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                            "<testsuites name=\"daesa check\">\n");
    for (size_t i = 0; i < checked->n_files; i++)
        print_suite(buf, checked, &checked->files[i]);
    daesa_buf_add_text(buf, "</testsuites>\n");
}
