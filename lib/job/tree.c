/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/tree.h"

#include "core/array.h"
#include "core/buf.h"
#include "job/tree_names.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder that is still to be read; what it holds lies under `under` in the
 * folder of outputs. */
struct folder {
    const char *path, *under;
};

struct walk {
    const struct daesa_tree_opts *opts;
    struct daesa_tree *tree;
    struct daesa_sink *sink;
    struct folder *folders; /* a stack */
    size_t n_folders, cap_folders;
    struct stat out; /* of opts->out */
    bool has_out;
    enum daesa_status status;
};

void daesa_tree_finish(struct daesa_tree *tree)
{
    daesa_arena_finish(&tree->arena);
    free(tree->files);
    *tree = (struct daesa_tree){0};
}

static void fail(struct walk *walk, const char *rule, const char *path, const char *what)
{
    char why[128];
    if (strerror_r(errno, why, sizeof why) != 0)
        *why = '\0';
    walk->tree->n_failed++;
    daesa_fail(walk->sink, DAESA_IO, rule, (struct daesa_place){.file = path}, "%s: %s",
               what, why);
}

static void remark(struct walk *walk, enum daesa_severity severity, const char *rule,
                   const char *path, const char *what)
{
    daesa_report(walk->sink,
                 (struct daesa_finding){.severity = severity,
                                        .rule = rule,
                                        .place.file = path,
                                        .start_us = DAESA_TIME_NONE},
                 "%s", what);
}

/* "a" and "b" as "a/b", in the arena; `b` alone where `a` is empty. */
static const char *join(struct walk *walk, const char *a, const char *b)
{
    struct daesa_buf path = {0};
    struct daesa_str kept;
    size_t n = strlen(a);
    daesa_buf_add_text(&path, a);
    if (n && a[n - 1] != '/')
        daesa_buf_add_char(&path, '/');
    daesa_buf_add_text(&path, b);
    if (path.status || !daesa_arena_copy(&walk->tree->arena, daesa_buf_str(&path), &kept))
        walk->status = DAESA_NO_MEMORY;
    daesa_buf_finish(&path);
    return walk->status ? "" : kept.s;
}

/* `under` is where the output goes, its last name that of the input. */
static void add_file(struct walk *walk, const char *path, const char *under)
{
    struct daesa_tree *tree = walk->tree;
    struct daesa_tree_file *files =
        daesa_array_grow(tree->files, &tree->cap_files, tree->n_files + 1, sizeof *files);
    if (!files) {
        walk->status = DAESA_NO_MEMORY;
        return;
    }
    tree->files = files;
    files[tree->n_files++] =
        (struct daesa_tree_file){path, walk->opts->out ? under : NULL};
}

static void push(struct walk *walk, const char *path, const char *under)
{
    struct folder *folders = daesa_array_grow(walk->folders, &walk->cap_folders,
                                              walk->n_folders + 1, sizeof *folders);
    if (!folders) {
        walk->status = DAESA_NO_MEMORY;
        return;
    }
    walk->folders = folders;
    folders[walk->n_folders++] = (struct folder){path, under};
}

static bool is_out(const struct walk *walk, const struct stat *is)
{
    return walk->has_out && is->st_dev == walk->out.st_dev &&
           is->st_ino == walk->out.st_ino;
}

/* One name in a folder. */
static void visit(struct walk *walk, const struct folder *folder, int fd,
                  const char *name)
{
    struct stat is;
    bool wanted = !walk->opts->wants || walk->opts->wants(walk->opts->context, name);
    if (fstatat(fd, name, &is, AT_SYMLINK_NOFOLLOW) != 0) {
        fail(walk, "file-unreadable", join(walk, folder->path, name),
             "cannot be reached");
        return;
    }
    bool is_link = S_ISLNK(is.st_mode);
    if (is_link && fstatat(fd, name, &is, 0) != 0) {
        if (wanted)
            fail(walk, "file-dangling-link", join(walk, folder->path, name),
                 "is a link that leads nowhere");
    } else if (S_ISDIR(is.st_mode)) {
        const char *path = join(walk, folder->path, name);
        if (is_link)
            remark(walk, DAESA_NOTE, "folder-link", path,
                   "is a link to a folder; not followed");
        else if (!is_out(walk, &is))
            push(walk, path, join(walk, folder->under, name));
    } else if (!wanted)
        walk->tree->n_others++;
    else if (S_ISREG(is.st_mode))
        add_file(walk, join(walk, folder->path, name), join(walk, folder->under, name));
    else
        remark(walk, DAESA_WARNING, "file-not-regular", join(walk, folder->path, name),
               "is a pipe or a device; left alone");
}

static void read_folder(struct walk *walk, struct folder folder)
{
    DIR *dir = opendir(folder.path);
    if (!dir) {
        fail(walk, "folder-unreadable", folder.path, "cannot be read");
        return;
    }
    errno = 0;
    /* cppcheck-suppress readdirCalled ; POSIX keeps what is read by stream */
    for (struct dirent *entry; !walk->status && (entry = readdir(dir)); errno = 0)
        if (entry->d_name[0] != '.')
            visit(walk, &folder, dirfd(dir), entry->d_name);
    if (errno && !walk->status)
        fail(walk, "folder-unreadable", folder.path, "cannot be read to its end");
    closedir(dir);
}

/* The last name of a path, without slashes at its end; empty for what is none. */
static const char *name_of(struct walk *walk, const char *path)
{
    struct daesa_str name = daesa_str_of(path), kept;
    while (name.len && name.s[name.len - 1] == '/')
        name.len--;
    for (size_t slash; (slash = daesa_str_find_char(name, '/')) < name.len;)
        name = daesa_str_from(name, slash + 1);
    if (daesa_str_is(name, ".") || daesa_str_is(name, ".."))
        name.len = 0;
    if (daesa_arena_copy(&walk->tree->arena, name, &kept))
        return kept.s;
    walk->status = DAESA_NO_MEMORY;
    return "";
}

static void take_operand(struct walk *walk, const char *path)
{
    struct stat is;
    bool is_folder = stat(path, &is) == 0 && S_ISDIR(is.st_mode);
    const char *under =
        is_folder && walk->opts->n_operands == 1 ? "" : name_of(walk, path);
    if (is_folder)
        push(walk, path, under);
    else
        add_file(walk, path, under); /* whoever reads it says what is wrong with it */
}

static int by_in(const void *left, const void *right)
{
    return strcmp(((const struct daesa_tree_file *)left)->in,
                  ((const struct daesa_tree_file *)right)->in);
}

static void sort(struct daesa_tree *tree)
{
    size_t n = 0;
    if (tree->n_files == 0)
        return;
    qsort(tree->files, tree->n_files, sizeof *tree->files, by_in);
    for (size_t i = 0; i < tree->n_files; i++)
        if (n == 0 || strcmp(tree->files[n - 1].in, tree->files[i].in) != 0)
            tree->files[n++] = tree->files[i];
    tree->n_files = n;
}

enum daesa_status daesa_tree_plan(const struct daesa_tree_opts *opts,
                                  struct daesa_tree *out, struct daesa_sink *sink)
{
    struct walk walk = {.opts = opts, .tree = out, .sink = sink};
    walk.has_out = opts->out && stat(opts->out, &walk.out) == 0;
    for (size_t i = 0; i < opts->n_operands; i++)
        take_operand(&walk, opts->operands[i]);
    while (walk.n_folders && !walk.status)
        read_folder(&walk, walk.folders[--walk.n_folders]);
    free(walk.folders);
    if (walk.status)
        return walk.status;
    sort(out);
    return opts->out ? daesa_tree_name_outputs(opts, out, sink) : DAESA_OK;
}

bool daesa_tree_ignores_case(const char *folder)
{
    struct daesa_buf lower = {0}, upper = {0};
    bool same = false;
    daesa_buf_printf(&lower, "%s/.daesa-%ld-0.tmp", folder, (long)getpid());
    daesa_buf_printf(&upper, "%s/.DAESA-%ld-0.TMP", folder, (long)getpid());
    int fd = lower.status || upper.status
                 ? -1
                 : open(lower.s, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd >= 0) {
        close(fd);
        same = access(upper.s, F_OK) == 0;
        unlink(lower.s);
    }
    daesa_buf_finish(&lower);
    daesa_buf_finish(&upper);
    return same;
}
