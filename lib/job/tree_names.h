/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_TREE_NAMES_H
#define DAESA_JOB_TREE_NAMES_H

#include "job/tree.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Names the outputs of a tree whose files have, as `out`, the names of their inputs
 * under the folder of outputs: joins the folder, changes the extension, and sees
 * that no two are the same (daesa_tree_plan says how). Files whose outputs collide go. */
enum daesa_status daesa_tree_name_outputs(const struct daesa_tree_opts *opts,
                                          struct daesa_tree *tree,
                                          struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
