/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_TESTS_UNIT_HEARD_H
#define DAESA_TESTS_UNIT_HEARD_H

#include "core/finding.h"

#include <stdio.h>
#include <string.h>

/* A sink that keeps what it hears: "error file-missing 0: does not exist\n", that
 * is severity, rule, line and message, a line for each finding. */
struct heard {
    struct daesa_sink sink;
    char text[4096];
    size_t n;
};

static inline void heard_put(struct daesa_sink *sink, const struct daesa_finding *finding)
{
    struct heard *heard = (struct heard *)sink;
    size_t used = strlen(heard->text);
    heard->n++;
    snprintf(heard->text + used, sizeof heard->text - used, "%s %s %d: %s\n",
             daesa_severity_text(finding->severity), finding->rule,
             (int)finding->place.line, finding->message);
}

#define HEARD_INIT            \
    {                         \
        .sink = { heard_put } \
    }

#endif
