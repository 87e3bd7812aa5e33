/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Workflow commands of GitHub Actions: "::error file=a.srt,line=3,title=id::message".
 * In values "%", line ends, and in properties also ":" and "," are escaped. */
#include "report/checked.h"
#include "report/safe.h"

static void add_escaped(struct daesa_buf *buf, const char *text, bool is_property)
{
    struct daesa_buf safe = {0};
    daesa_safe_add(&safe, daesa_str_of(text));
    for (size_t i = 0; i < safe.len; i++) {
        char c = safe.s[i];
        if (c == '%' || (is_property && (c == ':' || c == ',')))
            daesa_buf_printf(buf, "%%%02X", (unsigned)c);
        else
            daesa_buf_add_char(buf, c);
    }
    if (safe.status && !buf->status)
        buf->status = safe.status;
    daesa_buf_finish(&safe);
}

static void print_finding(struct daesa_buf *buf, const struct daesa_finding *finding)
{
    static const char *const commands[] = {"notice", "warning", "error"};
    daesa_buf_printf(buf, "::%s file=", commands[finding->severity]);
    add_escaped(buf, finding->place.file ? finding->place.file : "", true);
    if (finding->place.line > 0)
        daesa_buf_printf(buf, ",line=%d", (int)finding->place.line);
    if (finding->place.line > 0 && finding->place.col > 0)
        daesa_buf_printf(buf, ",col=%d", (int)finding->place.col);
    if (finding->rule)
        daesa_buf_add_text(buf, ",title=");
    add_escaped(buf, finding->rule, true);
    daesa_buf_add_text(buf, "::");
    if (finding->cue)
        daesa_buf_printf(buf, "cue %zu ", finding->cue);
    add_escaped(buf, finding->message, false);
    daesa_buf_add_char(buf, '\n');
}

void daesa_checked_print_github(struct daesa_buf *buf,
                                const struct daesa_checked *checked)
{
    for (size_t i = 0; i < checked->n_findings; i++)
        print_finding(buf, &checked->findings[i]);
}
