/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/array.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

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
    if (moved)
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
