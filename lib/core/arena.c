/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define ALIGN sizeof(max_align_t)
#define MIN_BLOCK ((size_t)4096)
#define MAX_BLOCK ((size_t)1 << 20)

struct daesa_arena_block {
    struct daesa_arena_block *before;
    size_t size, used;
    max_align_t bytes[];
};

/* Blocks double in size so that a small track stays small and a large one
 * makes few calls; what is larger than a block gets one of its own. */
static struct daesa_arena_block *add_block(struct daesa_arena *arena, size_t need)
{
    size_t size = arena->last ? arena->last->size * 2 : MIN_BLOCK;
    if (size > MAX_BLOCK)
        size = MAX_BLOCK;
    if (size < need)
        size = need;
    if (size > SIZE_MAX - sizeof(struct daesa_arena_block))
        return NULL;
    struct daesa_arena_block *block = malloc(sizeof *block + size);
    if (!block)
        return NULL;
    block->before = arena->last;
    block->size = size;
    block->used = 0;
    arena->last = block;
    return block;
}

/* Not zeroed: copies of text overwrite every byte at once. */
static void *take(struct daesa_arena *arena, size_t bytes)
{
    if (bytes > SIZE_MAX - ALIGN)
        return NULL;
    bytes = (bytes + ALIGN - 1) / ALIGN * ALIGN;
    struct daesa_arena_block *block = arena->last;
    if (!block || block->size - block->used < bytes)
        block = add_block(arena, bytes);
    if (!block)
        return NULL;
    void *at = (char *)block->bytes + block->used;
    block->used += bytes;
    return at;
}

void *daesa_arena_alloc(struct daesa_arena *arena, size_t n, size_t size)
{
    if (size && n > SIZE_MAX / size)
        return NULL;
    void *at = take(arena, n * size);
    return at ? memset(at, 0, n * size) : NULL;
}

bool daesa_arena_copy(struct daesa_arena *arena, struct daesa_str s,
                      struct daesa_str *out)
{
    if (s.len == SIZE_MAX)
        return false;
    char *at = take(arena, s.len + 1);
    if (!at)
        return false;
    if (s.len)
        memcpy(at, s.s, s.len);
    at[s.len] = '\0';
    *out = (struct daesa_str){at, s.len};
    return true;
}

void daesa_arena_finish(struct daesa_arena *arena)
{
    if (!arena)
        return;
    while (arena->last) {
        struct daesa_arena_block *before = arena->last->before;
        free(arena->last);
        arena->last = before;
    }
}
