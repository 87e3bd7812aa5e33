/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_CORE_FINDING_H
#define DAESA_CORE_FINDING_H

#include "core/status.h"
#include "core/str.h"
#include "core/time.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum daesa_severity {
    DAESA_NOTE,    /* worth knowing; nothing is wrong */
    DAESA_WARNING, /* something was guessed, repaired, lost, or is doubtful */
    DAESA_ERROR,   /* the input is wrong, or a requirement is not met */
};

/* "note", "warning" or "error". */
const char *daesa_severity_text(enum daesa_severity severity);

/* A place in an input. Lines and columns count from 1, columns in characters
 * (code points); 0 means "not known" or "the whole file". */
struct daesa_place {
    const char *file; /* as the user named it; NULL where there is no file */
    int32_t line, col;
};

/* What is wrong with, lost from, or remarkable about an input. Parsers, the
 * aligner and the rules of `check` all speak in findings, so that everything
 * prints alike. */
struct daesa_finding {
    enum daesa_severity severity;
    const char *rule; /* a stable id in kebab-case, such as "srt-no-arrow" */
    struct daesa_place place;
    size_t cue;          /* counted from 1; 0 where it is about no single cue */
    int64_t start_us;    /* on the clip; DAESA_TIME_NONE where it has no time */
    const char *message; /* one sentence without a full stop, UTF-8; valid only
                            while the sink's `put` runs */
    /* What was measured, and the limit that it passed, in `unit` (a literal, such
     * as "s" or "characters"); NULL: nothing was. */
    double value, limit;
    const char *unit;
    struct daesa_str text; /* what the cue says, as long as `message`; empty: no
                              cue, or nothing */
};

/* Takes findings. Whoever wants them embeds this as the first member of a
 * struct of its own. A NULL sink is silence. */
struct daesa_sink {
    void (*put)(struct daesa_sink *sink, const struct daesa_finding *finding);
};

/* Formats the message and passes the finding on; `sink` may be NULL. The
 * message of `finding` is ignored, all other fields are passed as they are.
 * Messages are cut at 1000 bytes, at the end of a UTF-8 character. */
void daesa_report(struct daesa_sink *sink, struct daesa_finding finding,
                  const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Reports an error of `rule` at `place` and returns `status`, so that a failing
 * function can end in one line. */
enum daesa_status daesa_fail(struct daesa_sink *sink, enum daesa_status status,
                             const char *rule, struct daesa_place place,
                             const char *format, ...)
    __attribute__((format(printf, 5, 6)));

#ifdef __cplusplus
}
#endif
#endif
