/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_CORE_RULE_H
#define DAESA_CORE_RULE_H

#include "core/finding.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A rule that subtitles are judged by, as plain data: the check layer has the table,
 * and the reports tell of it. */

enum daesa_rule_group {
    DAESA_RULES_FILE,
    DAESA_RULES_TIMES,
    DAESA_RULES_TEXT,
    DAESA_RULES_SOUND,
    DAESA_RULES_PICTURE,
};

struct daesa_rule {
    const char *id; /* in kebab-case, as in findings */
    enum daesa_rule_group group;
    enum daesa_severity severity; /* where no profile says otherwise */
    const char *summary;          /* what is wrong; a phrase, upper case first, no stop */
    const char *why;              /* what it does to those who watch; a sentence */
    const char *source;           /* the standard, or whose demand it is */
};

#ifdef __cplusplus
}
#endif
#endif
