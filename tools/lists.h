/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef TOOLS_LISTS_H
#define TOOLS_LISTS_H

#include "core/buf.h"

#include <stdbool.h>

/* A list that `daesa list` prints: a table with a head, or a JSON object a line. */
struct list {
    const char *name;
    enum daesa_status (*print)(struct daesa_buf *buf);
    enum daesa_status (*print_json)(struct daesa_buf *buf);
};

/* All lists, sorted by name. */
extern const struct list lists[];
extern const size_t n_lists;

/* What each format holds, made of the formats' own rows. */
enum daesa_status list_formats(struct daesa_buf *buf);
enum daesa_status list_formats_json(struct daesa_buf *buf);

#endif
