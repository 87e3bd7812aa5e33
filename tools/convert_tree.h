/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef TOOLS_CONVERT_TREE_H
#define TOOLS_CONVERT_TREE_H

#include "console.h"
#include "convert.h"

/* Whether the operands and outputs mean many files into a folder: several operands,
 * one that is a folder, or an output that is one. */
bool convert_is_tree(const struct convert_args *args, char **operands, size_t n);

/* Converts files and folders of files into the folder that is the one output, in
 * parallel processes, and goes on after failures. `job` says how; its input and its
 * outputs are set here. Returns what to exit with; where it was interrupted the
 * program ends by that signal. */
int convert_tree(const struct convert_args *args, const struct daesa_convert_opts *job,
                 char **operands, size_t n, struct console *console);

#endif
