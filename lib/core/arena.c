/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/arena.h"

#include "core/array.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define ALIGN sizeof(max_align_t)
#define MIN_BLOCK ((size_t)4096)
#define MAX_BLOCK ((size_t)8 << 20)

/* What needs an alignment is taken from the front, text from the back, so that many
 * short strings lie side by side. */
struct daesa_arena_block {
    struct daesa_arena_block *before;
    size_t front, back; /* what lies between is free */
    size_t size;
    max_align_t bytes[];
};

/* Bytes that were somebody else's; it lies in a block itself. */
struct daesa_arena_adopted {
    struct daesa_arena_adopted *before;
    char *bytes;
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
    daesa_array_large(block, sizeof *block + size);
    block->before = arena->last;
    block->front = 0;
    block->back = block->size = size;
    arena->last = block;
    return block;
}

/* The block that has room; NULL when memory runs out. */
static struct daesa_arena_block *room_for(struct daesa_arena *arena, size_t bytes)
{
    struct daesa_arena_block *block = arena->last;
    if (!block || block->back - block->front < bytes)
        block = add_block(arena, bytes);
    return block;
}

bool daesa_arena_expect(struct daesa_arena *arena, size_t bytes)
{
    return room_for(arena, bytes) != NULL;
}

void *daesa_arena_alloc(struct daesa_arena *arena, size_t n, size_t size)
{
    if (size && n > (SIZE_MAX - ALIGN) / size)
        return NULL;
    size_t bytes = (n * size + ALIGN - 1) / ALIGN * ALIGN;
    struct daesa_arena_block *block = room_for(arena, bytes + ALIGN);
    if (!block)
        return NULL;
    void *at = (char *)block->bytes + block->front;
    block->front += bytes;
    return memset(at, 0, n * size);
}

bool daesa_arena_copy(struct daesa_arena *arena, struct daesa_str s,
                      struct daesa_str *out)
{
    if (s.len == 0) {
        *out = daesa_str_of("");
        return true;
    }
    if (s.len == SIZE_MAX)
        return false;
    struct daesa_arena_block *block = room_for(arena, s.len + 1);
    if (!block)
        return false;
    block->back -= s.len + 1;
    char *at = (char *)block->bytes + block->back;
    memcpy(at, s.s, s.len);
    at[s.len] = '\0';
    *out = (struct daesa_str){at, s.len};
    return true;
}

bool daesa_arena_adopt(struct daesa_arena *arena, struct daesa_buf *buf)
{
    struct daesa_arena_adopted *adopted = daesa_arena_alloc(arena, 1, sizeof *adopted);
    if (!adopted)
        return false;
    *adopted = (struct daesa_arena_adopted){arena->adopted, buf->s};
    arena->adopted = adopted;
    buf->s = NULL;
    daesa_buf_finish(buf);
    return true;
}

/* Behind the block that things are taken from, which stays the last. */
static void join_blocks(struct daesa_arena *into, struct daesa_arena_block *last)
{
    struct daesa_arena_block *first = last;
    while (first->before)
        first = first->before;
    first->before = into->last ? into->last->before : NULL;
    if (into->last)
        into->last->before = last;
    else
        into->last = last;
}

static void join_adopted(struct daesa_arena *into, struct daesa_arena_adopted *last)
{
    struct daesa_arena_adopted *first = last;
    while (first->before)
        first = first->before;
    first->before = into->adopted;
    into->adopted = last;
}

void daesa_arena_join(struct daesa_arena *into, struct daesa_arena *from)
{
    if (from->last)
        join_blocks(into, from->last);
    if (from->adopted)
        join_adopted(into, from->adopted);
    *from = (struct daesa_arena){0};
}

void daesa_arena_finish(struct daesa_arena *arena)
{
    if (!arena)
        return;
    for (; arena->adopted; arena->adopted = arena->adopted->before)
        free(arena->adopted->bytes);
    while (arena->last) {
        struct daesa_arena_block *before = arena->last->before;
        free(arena->last);
        arena->last = before;
    }
}
