/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_REPORT_CHECKED_H
#define DAESA_REPORT_CHECKED_H

#include "core/buf.h"
#include "core/finding_list.h"
#include "core/rule.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What came of checking files, in the forms that people and machines read. Whatever
 * strangers wrote is made safe to show. A failure sticks in the buffer. */

/* A file that was checked. */
struct daesa_checked_file {
    const char *name;   /* as in the places of its findings */
    const char *house;  /* the profile's name */
    const char *format; /* NULL: it could not be read */
    size_t n_cues;
};

struct daesa_checked {
    const struct daesa_checked_file *files;
    size_t n_files;
    const struct daesa_finding *findings; /* sorted by file (finding_list.h) */
    size_t n_findings;
    size_t n_known;                   /* findings that were left out as known */
    enum daesa_severity max_severity; /* graver ones make a file fail */
    bool tolerates_none;              /* any finding does */
    int64_t at_s;                     /* when that was, since 1970-01-01 00:00 UTC */
    const struct daesa_rule *(*rule)(const char *id); /* NULL for a reader's own */
};

/* Whether a finding makes its file fail. */
bool daesa_checked_fails(const struct daesa_checked *checked,
                         const struct daesa_finding *finding);

/* The findings of a file, `*n` of them. */
const struct daesa_finding *daesa_checked_of_file(const struct daesa_checked *checked,
                                                  const char *name, size_t *n);

/* For people: each file with its findings by rule, each with its line, the number and
 * time of the cue, what is wrong, and what the cue says; then the sum. */
void daesa_checked_print(struct daesa_buf *buf, const struct daesa_checked *checked,
                         bool colour);

/* JUnit's XML, which build servers read: a suite for each file, a case for each
 * finding, and one that passes for a file without; valid by the schemas of Ant and of
 * Jenkins. */
void daesa_checked_print_junit(struct daesa_buf *buf,
                               const struct daesa_checked *checked);

/* SARIF 2.1.0 (OASIS), the interchange format of static analysis: one run. Columns are
 * in code points. `version` is the program's. */
void daesa_checked_print_sarif(struct daesa_buf *buf, const struct daesa_checked *checked,
                               const char *version);

/* Workflow commands of GitHub Actions, which annotate the changed files: a line for
 * each finding. */
void daesa_checked_print_github(struct daesa_buf *buf,
                                const struct daesa_checked *checked);

#ifdef __cplusplus
}
#endif
#endif
