/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/buf.h"

#include "core/array.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Room for `cap` bytes, or the status says why not. */
static bool grow_to(struct daesa_buf *buf, size_t cap)
{
    char *s = realloc(buf->s, cap);
    if (!s) {
        buf->status = DAESA_NO_MEMORY;
        return false;
    }
    daesa_array_large(s, cap);
    buf->s = s;
    buf->cap = cap;
    return true;
}

/* Whether `more` bytes are within the limit. */
static bool may_grow(struct daesa_buf *buf, size_t more)
{
    size_t max = buf->max ? buf->max : DAESA_BUF_MAX;
    if (!buf->status && (more > max || buf->len > max - more))
        buf->status = DAESA_LIMIT;
    return !buf->status;
}

/* More room than is asked for, or the status says why not. */
static bool grow(struct daesa_buf *buf, size_t more)
{
    if (!may_grow(buf, more))
        return false;
    size_t max = buf->max ? buf->max : DAESA_BUF_MAX;
    size_t need = buf->len + more + 1;
    size_t cap = buf->cap ? buf->cap : 64;
    while (cap < need)
        cap += cap / 2 + 1;
    if (cap > max + 1) /* so that what has room is within the limit */
        cap = max + 1;
    return grow_to(buf, cap);
}

/* Room for `more` bytes and a NUL after them; `cap` is never beyond the limit. */
static inline bool reserve(struct daesa_buf *buf, size_t more)
{
    return (!buf->status && more < buf->cap - buf->len) || grow(buf, more);
}

char *daesa_buf_room(struct daesa_buf *buf, size_t more)
{
    if (may_grow(buf, more) && buf->cap - buf->len <= more)
        grow_to(buf, buf->len + more + 1);
    return buf->status ? NULL : buf->s + buf->len;
}

void daesa_buf_grew(struct daesa_buf *buf, size_t n)
{
    buf->len += n;
    buf->s[buf->len] = '\0';
}

void daesa_buf_add_slowly(struct daesa_buf *buf, struct daesa_str s)
{
    if (!reserve(buf, s.len))
        return;
    if (s.len)
        memcpy(buf->s + buf->len, s.s, s.len);
    buf->len += s.len;
    buf->s[buf->len] = '\0';
}

void daesa_buf_printf(struct daesa_buf *buf, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    if (n < 0)
        buf->status = buf->status ? buf->status : DAESA_LIMIT;
    else if (reserve(buf, (size_t)n)) {
        vsnprintf(buf->s + buf->len, (size_t)n + 1, format, again);
        buf->len += (size_t)n;
    }
    va_end(again);
    va_end(args);
}

void daesa_buf_cut(struct daesa_buf *buf, size_t len)
{
    if (len >= buf->len)
        return;
    buf->len = len;
    buf->s[len] = '\0';
}

void daesa_buf_drop(struct daesa_buf *buf, size_t n)
{
    if (n == 0 || buf->len == 0)
        return;
    n = n < buf->len ? n : buf->len;
    memmove(buf->s, buf->s + n, buf->len - n);
    daesa_buf_cut(buf, buf->len - n);
}

struct daesa_str daesa_buf_str(const struct daesa_buf *buf)
{
    return (struct daesa_str){buf->s, buf->len};
}

void daesa_buf_finish(struct daesa_buf *buf)
{
    if (!buf)
        return;
    free(buf->s);
    *buf = (struct daesa_buf){.max = buf->max};
}
