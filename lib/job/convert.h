/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_CONVERT_H
#define DAESA_JOB_CONVERT_H

#include "job/edit.h"
#include "job/files.h"

#ifdef __cplusplus
extern "C" {
#endif

struct daesa_convert_opts {
    const char *input;           /* "-" is standard input */
    struct daesa_load_opts load; /* how it is read */
    struct daesa_edit_opts edit; /* what is done to it */
    struct daesa_save_opts save; /* what becomes of it */
};

/* Reads one file of subtitles or one transcript and writes it again, in as many
 * formats as there are outputs. What is guessed or lost on the way is a finding.
 * Nothing is written where the input cannot be read or an output cannot be
 * made. */
enum daesa_status daesa_convert(const struct daesa_convert_opts *opts,
                                struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
