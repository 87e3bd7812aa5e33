/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_CORE_STATUS_H
#define DAESA_CORE_STATUS_H

#ifdef __cplusplus
extern "C" {
#endif

/* What a call that can fail returns. Zero is success, so `if (st)` reads as
 * "if it failed". The status says what kind of failure it was, for a program;
 * what exactly is wrong with an input, and where, goes to a sink as a finding
 * (finding.h), for a person. */
enum daesa_status {
    DAESA_OK = 0,
    DAESA_NO_MEMORY,    /* an allocation failed, or a size would overflow */
    DAESA_BAD_ARGUMENT, /* the caller asked for something that makes no sense */
    DAESA_BAD_INPUT,    /* the file is not what it should be */
    DAESA_IO,           /* opening, reading, writing or renaming failed */
    DAESA_NOT_FOUND,    /* no such stream, voice, profile, format, line */
    DAESA_UNSUPPORTED,  /* understood, but this program or build cannot do it */
    DAESA_LIMIT,        /* a safety limit was hit (size, count, nesting) */
    DAESA_CANCELLED,    /* the progress callback asked to stop */
    DAESA_FELL_SHORT,   /* finished and wrote its output, but not all is well */
};

/* A short English name, such as "out of memory"; never NULL. */
const char *daesa_status_text(enum daesa_status status);

#ifdef __cplusplus
}
#endif
#endif
