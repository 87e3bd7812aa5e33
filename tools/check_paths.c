/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "check_paths.h"

#include "core/array.h"
#include "format/format.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Subtitles of any kind; tables, JSON and text may be anything. */
static bool is_subtitles(const void *context, const char *name)
{
    static const char *const others[] = {"csv", "json", "text", "tsv"};
    const struct daesa_format *format = daesa_format_of_file(name);
    (void)context;
    for (size_t i = 0; format && i < sizeof others / sizeof *others; i++)
        if (strcmp(format->name, others[i]) == 0)
            return false;
    return format && format->read && (format->holds & DAESA_HOLDS_TIMES);
}

static bool append(struct check_paths *paths, const char *path)
{
    const char **items =
        daesa_array_grow(paths->items, &paths->cap, paths->n + 1, sizeof *items);
    if (!items)
        return false;
    paths->items = items;
    items[paths->n++] = path;
    return true;
}

static enum daesa_status add_folder(struct check_paths *paths, const char *folder,
                                    struct daesa_sink *sink)
{
    struct daesa_tree_opts opts = {
        .operands = &folder, .n_operands = 1, .wants = is_subtitles};
    struct daesa_tree *trees =
        realloc(paths->trees, (paths->n_trees + 1) * sizeof *trees);
    if (!trees)
        return DAESA_NO_MEMORY;
    paths->trees = trees;
    struct daesa_tree *tree = &trees[paths->n_trees++];
    *tree = (struct daesa_tree){0};
    enum daesa_status st = daesa_tree_plan(&opts, tree, sink);
    for (size_t i = 0; !st && i < tree->n_files; i++)
        if (!append(paths, tree->files[i].in))
            st = DAESA_NO_MEMORY;
    paths->failed |= tree->n_failed > 0;
    return st;
}

enum daesa_status check_paths_add(struct check_paths *paths, const char *operand,
                                  struct daesa_sink *sink)
{
    struct stat what;
    if (strcmp(operand, "-") != 0 && stat(operand, &what) == 0 && S_ISDIR(what.st_mode))
        return add_folder(paths, operand, sink);
    return append(paths, operand) ? DAESA_OK : DAESA_NO_MEMORY;
}

void check_paths_finish(struct check_paths *paths)
{
    for (size_t i = 0; i < paths->n_trees; i++)
        daesa_tree_finish(&paths->trees[i]);
    free(paths->trees);
    free(paths->items);
    *paths = (struct check_paths){0};
}
