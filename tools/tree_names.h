/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef TOOLS_TREE_NAMES_H
#define TOOLS_TREE_NAMES_H

#include "tree.h"

/* Names the outputs of a tree whose files have, as `out`, the names of their inputs
 * under the folder of outputs: joins the folder, changes the extension, and sees
 * that no two are the same (tree_plan says how). Files whose outputs collide go. */
enum daesa_status tree_name_outputs(const struct tree_opts *opts, struct tree *tree,
                                    struct daesa_sink *sink);

#endif
