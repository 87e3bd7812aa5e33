/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "walk.h"

#include "console.h"

#include "core/array.h"
#include "core/buf.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Folders in folders. */
#define MAX_DEPTH 64

static bool say(const char *path, const char *why)
{
    console_sayf("daesa: %.900s: %s", path, why);
    return false;
}

static bool append(struct walk *walk, struct daesa_str path)
{
    struct daesa_str copy;
    const char **paths =
        daesa_array_grow(walk->paths, &walk->cap, walk->n + 1, sizeof *paths);
    if (paths)
        walk->paths = paths;
    if (!paths || !daesa_arena_copy(&walk->arena, path, &copy))
        return say(path.s, daesa_status_text(DAESA_NO_MEMORY));
    paths[walk->n++] = copy.s;
    return true;
}

static bool walk_folder(struct walk *walk, struct daesa_buf *path,
                        bool (*takes)(const char *path), int depth);

/* One entry of a folder, whose path is `path`. */
static bool enter(struct walk *walk, struct daesa_buf *path,
                  bool (*takes)(const char *path), int depth)
{
    struct stat what;
    if (path->status)
        return say(path->s, daesa_status_text(path->status));
    if (lstat(path->s, &what) != 0)
        return say(path->s, strerror(errno));
    if (S_ISDIR(what.st_mode))
        return walk_folder(walk, path, takes, depth + 1);
    if (S_ISLNK(what.st_mode) && (stat(path->s, &what) != 0 || S_ISDIR(what.st_mode)))
        return true;
    return !S_ISREG(what.st_mode) || !takes(path->s) || append(walk, daesa_buf_str(path));
}

static bool walk_folder(struct walk *walk, struct daesa_buf *path,
                        bool (*takes)(const char *path), int depth)
{
    if (depth > MAX_DEPTH)
        return say(path->s, "folders are nested too deeply");
    DIR *folder = opendir(path->s);
    if (!folder)
        return say(path->s, strerror(errno));
    size_t len = path->len;
    bool ok = true;
    for (struct dirent *entry; ok && (entry = readdir(folder));) {
        if (entry->d_name[0] == '.')
            continue;
        if (path->s[path->len - 1] != '/')
            daesa_buf_add_char(path, '/');
        daesa_buf_add_text(path, entry->d_name);
        ok = enter(walk, path, takes, depth);
        daesa_buf_cut(path, len);
    }
    closedir(folder);
    return ok;
}

static int compare(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

bool walk_add(struct walk *walk, const char *path, bool (*takes)(const char *path))
{
    struct stat what;
    if (strcmp(path, "-") == 0 || stat(path, &what) != 0 || !S_ISDIR(what.st_mode))
        return append(walk, daesa_str_of(path));
    struct daesa_buf buf = {0};
    size_t from = walk->n;
    daesa_buf_add_text(&buf, path);
    bool ok = !buf.status ? walk_folder(walk, &buf, takes, 0)
                          : say(path, daesa_status_text(buf.status));
    if (walk->n > from)
        qsort(walk->paths + from, walk->n - from, sizeof *walk->paths, compare);
    daesa_buf_finish(&buf);
    return ok;
}

void walk_finish(struct walk *walk)
{
    free(walk->paths);
    daesa_arena_finish(&walk->arena);
    *walk = (struct walk){0};
}
