/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_CORE_RULE_H
#define DAESA_CORE_RULE_H

#include "core/finding.h"
#include "core/time.h"

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

/* What mends breaches of rules, as bits. */
enum daesa_mend {
    DAESA_MEND_FILE = 1 << 0,     /* encoding, byte order mark, line ends, form C */
    DAESA_MEND_SYNC = 1 << 1,     /* offset, frame rate and cuts, by the clip */
    DAESA_MEND_ORDER = 1 << 2,    /* cues by their start */
    DAESA_MEND_SHOTS = 1 << 3,    /* starts and ends to shot changes */
    DAESA_MEND_FRAMES = 1 << 4,   /* times to frames */
    DAESA_MEND_DURATION = 1 << 5, /* what is too short */
    DAESA_MEND_GAPS = 1 << 6,     /* overlaps, gaps too small or to be closed */
    DAESA_MEND_LINES = 1 << 7,    /* line breaks */
    DAESA_MEND_SPACE = 1 << 8,    /* white space */
    DAESA_MEND_DASH = 1 << 9,     /* dashes of two speakers */
    DAESA_MEND_ELLIPSIS = 1 << 10,
    DAESA_MEND_ITALIC = 1 << 11,
};

/* The same words again within this time are one cue twice. */
#define DAESA_COPY_US (DAESA_SECOND_US / 2)

struct daesa_rule {
    const char *id; /* in kebab-case, as in findings */
    enum daesa_rule_group group;
    enum daesa_severity severity; /* where no profile says otherwise */
    unsigned mend;                /* enum daesa_mend; 0: a person has to */
    const char *summary;          /* what is wrong; a phrase, upper case first, no stop */
    const char *why;              /* what it does to those who watch; a sentence */
    const char *source;           /* the standard, or whose demand it is */
};

#ifdef __cplusplus
}
#endif
#endif
