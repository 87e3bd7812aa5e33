/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef TOOLS_CHECK_PATHS_H
#define TOOLS_CHECK_PATHS_H

#include "job/tree.h"

#include <stdbool.h>

/* The files that are checked: operands as they are, and of folders all files of
 * subtitles. {0} is none. */
struct check_paths {
    const char **items;       /* owned; the names are not */
    size_t n, cap;            /* cap is private */
    struct daesa_tree *trees; /* of the folders; private */
    size_t n_trees;
    bool failed; /* part of a folder could not be read; findings said why */
};

/* Appends the files that an operand stands for. DAESA_NO_MEMORY. */
enum daesa_status check_paths_add(struct check_paths *paths, const char *operand,
                                  struct daesa_sink *sink);

void check_paths_finish(struct check_paths *paths);

#endif
