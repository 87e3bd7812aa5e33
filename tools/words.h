/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef TOOLS_WORDS_H
#define TOOLS_WORDS_H

#include "options.h"

#include "core/status.h"
#include "core/time.h"

#include <stdbool.h>

/* Lists of values that options take, and what becomes of them. */

/* Names of the formats that can be read, and written, ended by NULL. */
const char *const *words_readable(void);
const char *const *words_writable(void);

/* Read the value of an option: a list, a time or a frame rate. `text` NULL leaves what it
 * would fill alone. False, and append what would do and what was meant perhaps, where it
 * is none; append nothing where memory runs out. */

/* "ko,en" at its commas, into a list that is {0}; no part may be empty. The caller
 * finishes the list in any case. */
bool words_split(const char *option, const char *text, struct text_list *list,
                 struct daesa_buf *why);
/* Frames ("120f") need a known `rate`. */
bool words_time(const char *option, const char *text, struct daesa_rate rate,
                int64_t *out, struct daesa_buf *why);
bool words_rate(const char *option, const char *text, struct daesa_rate *out,
                struct daesa_buf *why);

struct command;

/* Says on stderr what these found wrong, and empties it; returns what to exit with. */
int words_wrong(const struct command *command, struct daesa_buf *why);

/* What a command exits with after a job that returned `st`. Where it failed and
 * no finding said why (`n_errors` is 0), says it on stderr. */
int words_exit(enum daesa_status st, size_t n_errors);

#endif
