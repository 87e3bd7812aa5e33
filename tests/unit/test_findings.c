/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Findings print as promised, as text and as JSON lines. */
#include "report/findings.h"

#include "check.h"

#define RED "\033[1;31m"

#define FINDING(severity_, rule_, file_, line_, col_, cue_, start_, message_)          \
    {                                                                                  \
        .severity = (severity_), .rule = (rule_), .place = {(file_), (line_), (col_)}, \
        .cue = (cue_), .start_us = (start_), .message = (message_)                     \
    }

static const struct {
    struct daesa_finding in;
    const char *text, *json;
} rows[] = {
    {FINDING(DAESA_ERROR, NULL, NULL, 0, 0, 0, DAESA_TIME_NONE, NULL), "daesa: error: \n",
     "{\"severity\":\"error\"}\n"},
    {FINDING(DAESA_WARNING, "line-not-found", "lines.json", 12, 5, 2, 3500000,
             "is not spoken"),
     "lines.json:12:5: warning: is not spoken [line-not-found]\n",
     "{\"severity\":\"warning\",\"rule\":\"line-not-found\",\"file\":\"lines.json\","
     "\"line\":12,\"col\":5,\"cue\":2,\"start\":3.5,\"message\":\"is not spoken\"}\n"},
    {FINDING(DAESA_NOTE, "x", "a", 3, 0, 0, 0, "m"), "a:3: note: m [x]\n",
     "{\"severity\":\"note\",\"rule\":\"x\",\"file\":\"a\",\"line\":3,\"start\":0,"
     "\"message\":\"m\"}\n"},
    {FINDING(DAESA_NOTE, "x", "a", 0, 7, 0, DAESA_TIME_NONE, "m"), "a: note: m [x]\n",
     "{\"severity\":\"note\",\"rule\":\"x\",\"file\":\"a\",\"message\":\"m\"}\n"},
    {FINDING(DAESA_NOTE, "x", "\033[2J", 0, 0, 0, DAESA_TIME_NONE, "\"q\"\n\\"),
     "\xEF\xBF\xBD[2J: note: \"q\" \\ [x]\n",
     "{\"severity\":\"note\",\"rule\":\"x\",\"file\":\"\xEF\xBF\xBD[2J\","
     "\"message\":\"\\\"q\\\" \\\\\"}\n"},
};

static void findings_print(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_buf text = {0}, json = {0};
        daesa_finding_print(&text, &rows[i].in, false);
        daesa_finding_print_json(&json, &rows[i].in);
        check_str(daesa_buf_str(&text), rows[i].text);
        check_str(daesa_buf_str(&json), rows[i].json);
        daesa_buf_finish(&text);
        daesa_buf_finish(&json);
    }
}

static void colour_marks_place_and_severity(void **state)
{
    (void)state;
    struct daesa_buf text = {0};
    struct daesa_finding finding = FINDING(DAESA_ERROR, "r", "a", 0, 0, 0, 0, "m");
    daesa_finding_print(&text, &finding, true);
    check_str(daesa_buf_str(&text), "\033[1ma: \033[0m" RED "error: \033[0mm [r]\n");
    daesa_buf_finish(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(findings_print),
        cmocka_unit_test(colour_marks_place_and_severity),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
