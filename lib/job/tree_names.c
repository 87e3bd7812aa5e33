/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/tree_names.h"

#include "core/buf.h"
#include "text/normalise.h"

#include <stdlib.h>
#include <string.h>

/* An output as it is compared with others. */
struct key {
    const char *folded; /* without case, in the scratch arena */
    size_t file;        /* index in the tree */
};

struct naming {
    const struct daesa_tree_opts *opts;
    struct daesa_tree *tree;
    struct daesa_sink *sink;
    const char **under; /* of each file, its input's name in the tree of outputs */
    struct daesa_arena scratch; /* of the keys */
    struct key *keys;
};

/* "OUT/sub/a.srt" becomes "OUT/sub/a.ass", or "OUT/sub/a.srt.ass" where it keeps its
 * name. */
static enum daesa_status name_output(struct naming *naming, size_t i, bool keeps_name)
{
    struct daesa_str under = daesa_str_of(naming->under[i]), kept;
    struct daesa_buf path = {0};
    const char *slash = strrchr(under.s, '/'), *base = slash ? slash + 1 : under.s;
    const char *dot = strrchr(base, '.');
    if (dot && dot != base && !keeps_name)
        under.len = (size_t)(dot - under.s);
    daesa_buf_add_text(&path, naming->opts->out);
    if (path.len && path.s[path.len - 1] != '/')
        daesa_buf_add_char(&path, '/');
    daesa_buf_add(&path, under);
    daesa_buf_printf(&path, ".%s", naming->opts->extension);
    bool ok = !path.status &&
              daesa_arena_copy(&naming->tree->arena, daesa_buf_str(&path), &kept);
    daesa_buf_finish(&path);
    if (!ok)
        return DAESA_NO_MEMORY;
    naming->tree->files[i].out = kept.s;
    return DAESA_OK;
}

static int by_key(const void *left, const void *right)
{
    const struct key *a = left, *b = right;
    int order = strcmp(a->folded, b->folded);
    return order ? order : a->file < b->file ? -1 : a->file > b->file;
}

/* The keys of all outputs, sorted, so that what collides stands together. */
static enum daesa_status make_keys(struct naming *naming)
{
    struct daesa_buf folded = {0};
    bool ok = true;
    daesa_arena_finish(&naming->scratch);
    for (size_t i = 0; ok && i < naming->tree->n_files; i++) {
        struct daesa_str name = daesa_str_of(naming->tree->files[i].out), kept = {0};
        daesa_buf_cut(&folded, 0);
        if (naming->opts->ignores_case)
            daesa_fold_add(&folded, name);
        else
            daesa_buf_add(&folded, name);
        ok = !folded.status &&
             daesa_arena_copy(&naming->scratch, daesa_buf_str(&folded), &kept);
        naming->keys[i] = (struct key){kept.s, i};
    }
    daesa_buf_finish(&folded);
    if (!ok)
        return DAESA_NO_MEMORY;
    qsort(naming->keys, naming->tree->n_files, sizeof *naming->keys, by_key);
    return DAESA_OK;
}

/* The end of the group of equal keys that begins at `from`. */
static size_t group_end(const struct naming *naming, size_t from)
{
    size_t to = from + 1;
    while (to < naming->tree->n_files &&
           strcmp(naming->keys[to].folded, naming->keys[from].folded) == 0)
        to++;
    return to;
}

static enum daesa_status rename_file(struct naming *naming, size_t i, size_t other)
{
    const struct daesa_tree_file *files = naming->tree->files;
    const char *other_in = files[other].in;
    enum daesa_status st = name_output(naming, i, true);
    if (!st)
        daesa_report(naming->sink,
                     (struct daesa_finding){.severity = DAESA_WARNING,
                                            .rule = "output-renamed",
                                            .place.file = files[i].in,
                                            .start_us = DAESA_TIME_NONE},
                     "becomes %s, as %s has the same name but for its ending",
                     files[i].out, other_in);
    return st;
}

static enum daesa_status rename_groups(struct naming *naming)
{
    enum daesa_status st = DAESA_OK;
    for (size_t from = 0, to; !st && from < naming->tree->n_files; from = to) {
        to = group_end(naming, from);
        for (size_t i = from; !st && to - from > 1 && i < to; i++)
            st = rename_file(naming, naming->keys[i].file,
                             naming->keys[i > from ? from : from + 1].file);
    }
    return st;
}

/* What collides even so has no output; such files go. */
static void drop_groups(struct naming *naming)
{
    struct daesa_tree *tree = naming->tree;
    size_t n = 0;
    for (size_t from = 0, to; from < tree->n_files; from = to) {
        to = group_end(naming, from);
        for (size_t i = from; to - from > 1 && i < to; i++) {
            struct daesa_tree_file *file = &tree->files[naming->keys[i].file];
            size_t other = naming->keys[i > from ? from : from + 1].file;
            daesa_fail(naming->sink, DAESA_BAD_ARGUMENT, "output-collides",
                       (struct daesa_place){.file = file->in},
                       "would become the same file as %s; rename one",
                       tree->files[other].in);
            naming->under[naming->keys[i].file] = NULL;
            tree->n_failed++;
        }
    }
    for (size_t i = 0; i < tree->n_files; i++)
        if (naming->under[i])
            tree->files[n++] = tree->files[i];
    tree->n_files = n;
}

enum daesa_status daesa_tree_name_outputs(const struct daesa_tree_opts *opts,
                                          struct daesa_tree *tree,
                                          struct daesa_sink *sink)
{
    struct naming naming = {.opts = opts, .tree = tree, .sink = sink};
    enum daesa_status st = DAESA_OK;
    size_t n = tree->n_files;
    naming.under = calloc(n + 1, sizeof *naming.under);
    naming.keys = calloc(n + 1, sizeof *naming.keys);
    if (!naming.under || !naming.keys)
        st = DAESA_NO_MEMORY;
    for (size_t i = 0; !st && i < n; i++) {
        naming.under[i] = tree->files[i].out;
        st = name_output(&naming, i, false);
    }
    if (!st)
        st = make_keys(&naming);
    if (!st)
        st = rename_groups(&naming);
    if (!st)
        st = make_keys(&naming);
    if (!st)
        drop_groups(&naming);
    daesa_arena_finish(&naming.scratch);
    free(naming.under);
    free(naming.keys);
    return st;
}
