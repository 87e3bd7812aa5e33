/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef TOOLS_VALUES_H
#define TOOLS_VALUES_H

#include "options.h"

#include "core/status.h"
#include "core/time.h"

#include <stdbool.h>

/* Values that options of several commands take, and how they are read. */

/* Names of the formats that can be read, and written, ended by NULL. */
const char *const *values_readable(void);
const char *const *values_writable(void);

/* Read the value of an option: a list, a time or a frame rate. `text` NULL leaves what it
 * would fill alone. False, and append what would do and what was meant perhaps, where it
 * is none; append nothing where memory runs out. */

/* "ko,en" at its commas, into a list that is {0}; no part may be empty. The caller
 * finishes the list in any case. */
bool values_split(const char *option, const char *text, struct text_list *list,
                  struct daesa_buf *why);
/* Frames ("120f") need a known `rate`. */
bool values_time(const char *option, const char *text, struct daesa_rate rate,
                 int64_t *out, struct daesa_buf *why);
bool values_rate(const char *option, const char *text, struct daesa_rate *out,
                 struct daesa_buf *why);

#endif
