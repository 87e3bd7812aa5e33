/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_CORE_ARRAY_H
#define DAESA_CORE_ARRAY_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Room for at least `need` items of `size` bytes in a growing array that was
 * made with malloc (or is NULL): returns the array, perhaps moved, and sets
 * `*cap`; new room is zeroed. NULL when memory runs out or a size overflows;
 * the old array and `*cap` are untouched then and still the caller's. */
void *daesa_array_grow(void *items, size_t *cap, size_t need, size_t size);

/* The same, but new room is left as it comes: for items that are written whole before
 * they are read. */
void *daesa_array_room(void *items, size_t *cap, size_t need, size_t size);

/* Tells the system that all of a stretch of memory is soon to be used, so that it
 * gives a large one in few large pages. A hint, and nothing where there is no such
 * thing. */
void daesa_array_large(void *at, size_t bytes);

#ifdef __cplusplus
}
#endif
#endif
