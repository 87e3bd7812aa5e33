/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "check.h"

#include <string.h>

const char *const *check_severities(void)
{
    static const char *const names[] = {"none", "note", "warning", "error", NULL};
    return names;
}

enum daesa_severity check_severity(const struct check_args *args)
{
    const char *name = args->max_severity;
    for (enum daesa_severity s = DAESA_NOTE; name && s < DAESA_ERROR; s++)
        if (strcmp(name, daesa_severity_text(s)) == 0)
            return s;
    return name ? DAESA_ERROR : DAESA_WARNING;
}

bool check_tolerates_none(const struct check_args *args)
{
    return args->max_severity && strcmp(args->max_severity, "none") == 0;
}
