/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef TOOLS_WALK_H
#define TOOLS_WALK_H

#include "core/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* Files of folders. */

struct walk {
    const char **paths; /* sorted within each operand */
    size_t n, cap;      /* cap is private */
    struct daesa_arena arena;
};

/* Appends `path`, or where that is a folder all files under it that `takes` takes by
 * their names; hidden ones and links to folders are passed over. False, and said why,
 * where a folder cannot be read or memory runs out. */
bool walk_add(struct walk *walk, const char *path, bool (*takes)(const char *path));

void walk_finish(struct walk *walk);

#endif
