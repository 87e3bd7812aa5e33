/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "batch_told.h"

#include "core/file.h"
#include "report/junit.h"
#include "report/safe.h"

const char *batch_end_text(enum batch_end end)
{
    static const char *const texts[] = {"left", "done", "short", "failed", "skipped"};
    return texts[end];
}

/* Why it counts as no success; that of a short one its findings said. */
static struct daesa_str reason(const struct batch_told *told)
{
    return told->why.len              ? told->why
           : told->end == BATCH_SHORT ? daesa_str_of("not all is well with its outputs")
                                      : daesa_str_of("failed");
}

bool batch_told_failure(const struct batch_told *told)
{
    return told->end == BATCH_FAILED || told->end == BATCH_SHORT ||
           (told->end == BATCH_SKIPPED && told->why.len);
}

const char *batch_row_head(void)
{
    return "job ended     time     sound  speed  tries  name";
}

/* How fast a job went; nothing where there was none. */
static void add_speed(struct daesa_buf *buf, const struct batch_told *told)
{
    if (told->sound_s > 0 && told->took_s > 0)
        daesa_buf_printf(buf, " %7.1f s %5.0fx", told->sound_s,
                         told->sound_s / told->took_s);
    else
        daesa_buf_printf(buf, " %9s %6s", "-", "-");
}

void batch_add_row(struct daesa_buf *buf, const struct batch_told *told)
{
    daesa_buf_printf(buf, "%-9s", batch_end_text(told->end));
    if (told->n_attempts)
        daesa_buf_printf(buf, " %6.1f s", told->took_s);
    else
        daesa_buf_printf(buf, " %8s", "-");
    add_speed(buf, told);
    daesa_buf_printf(buf, " %6d  ", told->n_attempts);
    daesa_safe_add(buf, told->name);
    if (batch_told_failure(told)) {
        daesa_buf_add_text(buf, ": ");
        daesa_safe_add(buf, reason(told));
    }
}

static void add_case(struct daesa_buf *buf, const struct batch_told *told)
{
    daesa_buf_add_text(buf, "    <testcase classname=\"daesa batch\" name=\"");
    daesa_safe_add_xml(buf, told->name);
    daesa_buf_printf(buf, "\" time=\"%.3f\"", told->took_s);
    if (told->end == BATCH_LEFT)
        daesa_buf_add_text(buf, "><skipped/></testcase>\n");
    else if (!batch_told_failure(told))
        daesa_buf_add_text(buf, "/>\n");
    else {
        daesa_buf_printf(buf, ">\n      <failure type=\"%s\" message=\"",
                         batch_end_text(told->end));
        daesa_safe_add_xml(buf, reason(told));
        daesa_buf_add_text(buf, "\"/>\n    </testcase>\n");
    }
}

static void add_junit(struct daesa_buf *buf, const struct batch_told *told, size_t n,
                      int64_t began_s)
{
    size_t n_failed = 0, n_left = 0;
    double took_s = 0;
    for (size_t i = 0; i < n; i++) {
        n_failed += batch_told_failure(&told[i]);
        n_left += told[i].end == BATCH_LEFT;
        took_s += told[i].took_s;
    }
    daesa_junit_begin(buf);
    daesa_junit_begin_suite(
        buf, &(struct daesa_junit_suite){.name = "daesa batch",
                                         .n_tests = n,
                                         .n_failed = n_failed,
                                         .n_skipped = n_left,
                                         .took_ms = (int64_t)(took_s * 1000 + 0.5),
                                         .began_s = began_s});
    for (size_t i = 0; i < n; i++)
        add_case(buf, &told[i]);
    daesa_junit_begin_output(buf);
    daesa_junit_end_suite(buf);
    daesa_junit_end(buf);
}

enum daesa_status batch_write_junit(const char *path, const struct batch_told *told,
                                    size_t n, int64_t began_s, struct daesa_sink *sink)
{
    struct daesa_buf text = {0};
    add_junit(&text, told, n, began_s);
    enum daesa_status st = text.status;
    if (!st)
        st = daesa_file_write(path, daesa_buf_str(&text), true, sink);
    daesa_buf_finish(&text);
    return st;
}
