/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
/* madvise is no function of POSIX. */
#define _DEFAULT_SOURCE

#include "core/array.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define PAGE ((uintptr_t)4096)
#define LARGE ((size_t)4 << 20)

/* Whole pages, so that all of what malloc has mapped for it is told: a mapping of two
 * kinds cannot be moved when it grows. */
void daesa_array_large(void *at, size_t bytes)
{
#ifdef MADV_HUGEPAGE
    uintptr_t before = (uintptr_t)at % PAGE;
    size_t room = (before + bytes + PAGE - 1) / PAGE * PAGE;
    if (bytes >= LARGE)
        madvise((char *)at - before, room, MADV_HUGEPAGE);
#else
    (void)at;
    (void)bytes;
#endif
}

void *daesa_array_room(void *items, size_t *cap, size_t need, size_t size)
{
    if (need <= *cap && items)
        return items;
    size_t room = *cap ? *cap : 8;
    while (room < need) {
        if (room > SIZE_MAX / 2)
            return NULL;
        room += room / 2;
    }
    if (room > SIZE_MAX / size)
        return NULL;
    char *moved = realloc(items, room * size);
    if (!moved)
        return NULL;
    daesa_array_large(moved, room * size);
    *cap = room;
    return moved;
}

void *daesa_array_grow(void *items, size_t *cap, size_t need, size_t size)
{
    size_t before = *cap;
    char *moved = daesa_array_room(items, cap, need, size);
    if (moved && *cap > before)
        memset(moved + before * size, 0, (*cap - before) * size);
    return moved;
}
