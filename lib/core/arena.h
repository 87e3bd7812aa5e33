/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_CORE_ARENA_H
#define DAESA_CORE_ARENA_H

#include "core/buf.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Memory that is given out piece by piece and freed all at once. A track owns
 * one; all that its cues point to lies in it. {0} is an empty arena. */
struct daesa_arena {
    struct daesa_arena_block *last;      /* private */
    struct daesa_arena_adopted *adopted; /* private */
};

/* Makes room for about so many bytes at once, where that can be guessed: no more of it
 * becomes memory than is used. False when memory runs out. */
bool daesa_arena_expect(struct daesa_arena *arena, size_t bytes);

/* `n` items of `size` bytes, zeroed and aligned for any type; NULL when memory
 * runs out or n * size overflows. n * size == 0 gives a valid pointer. */
void *daesa_arena_alloc(struct daesa_arena *arena, size_t n, size_t size);

/* A copy of `s` in the arena, with a NUL after it that its length does not
 * count. False when memory runs out; `*out` is untouched then. */
bool daesa_arena_copy(struct daesa_arena *arena, struct daesa_str s,
                      struct daesa_str *out);

/* Takes over the bytes of a buffer, as they are, and leaves it empty: they live as long
 * as the arena. False when memory runs out; the buffer is untouched then. */
bool daesa_arena_adopt(struct daesa_arena *arena, struct daesa_buf *buf);

/* Moves all that lies in `from` over to `into`, where it stays as it is; `from` is empty
 * then. */
void daesa_arena_join(struct daesa_arena *into, struct daesa_arena *from);

/* Frees everything; the arena is empty and usable again. NULL is accepted. */
void daesa_arena_finish(struct daesa_arena *arena);

#ifdef __cplusplus
}
#endif
#endif
