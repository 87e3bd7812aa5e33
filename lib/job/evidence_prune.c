/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/evidence_prune.h"

#include "core/array.h"
#include "core/file.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define KEY_DIGITS 16
#define EXTENSION ".evidence"
#define NAME_LENGTH (KEY_DIGITS + sizeof EXTENSION - 1)

struct kept {
    char name[NAME_LENGTH + 1];
    int64_t used_s;
    uint64_t bytes;
};

struct shelf {
    struct kept *items;
    size_t n, cap;
};

static bool is_ours(const char *name)
{
    return strspn(name, "0123456789abcdef") == KEY_DIGITS &&
           strcmp(name + KEY_DIGITS, EXTENSION) == 0;
}

/* The latest first. */
static int compare(const void *left, const void *right)
{
    const struct kept *a = left, *b = right;
    if (a->used_s != b->used_s)
        return a->used_s > b->used_s ? -1 : 1;
    return strcmp(a->name, b->name);
}

/* False where memory runs out. */
static bool add(struct shelf *shelf, const char *name, const struct stat *st)
{
    struct kept *items =
        daesa_array_grow(shelf->items, &shelf->cap, shelf->n + 1, sizeof *items);
    if (!items)
        return false;
    shelf->items = items;
    struct kept *kept = &items[shelf->n++];
    memcpy(kept->name, name, NAME_LENGTH + 1);
    kept->used_s = st->st_mtime;
    kept->bytes = st->st_size > 0 ? (uint64_t)st->st_size : 0;
    return true;
}

static bool list(DIR *folder, struct shelf *shelf)
{
    struct stat st;
    /* cppcheck-suppress readdirCalled ; POSIX keeps what is read by stream */
    for (const struct dirent *entry; (entry = readdir(folder));)
        if (is_ours(entry->d_name) &&
            fstatat(dirfd(folder), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
            S_ISREG(st.st_mode) && !add(shelf, entry->d_name, &st))
            return false;
    return true;
}

size_t daesa_evidence_prune(const char *folder, uint64_t max_bytes, int64_t oldest_s)
{
    struct shelf shelf = {0};
    uint64_t bytes = 0;
    size_t n_gone = daesa_file_sweep(folder);
    DIR *open = opendir(folder);
    if (!open)
        return n_gone;
    if (list(open, &shelf) && shelf.n)
        qsort(shelf.items, shelf.n, sizeof *shelf.items, compare);
    else
        shelf.n = 0;
    for (size_t i = 0; i < shelf.n; i++) {
        const struct kept *kept = &shelf.items[i];
        bytes += kept->bytes;
        if (bytes > max_bytes || kept->used_s < oldest_s)
            n_gone += unlinkat(dirfd(open), kept->name, 0) == 0;
    }
    free(shelf.items);
    closedir(open);
    return n_gone;
}
