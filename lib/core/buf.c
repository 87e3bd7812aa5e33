/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/buf.h"

#include "core/array.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool daesa_buf_reserve(struct daesa_buf *buf, size_t more)
{
    size_t max = buf->max ? buf->max : DAESA_BUF_MAX;
    if (buf->status)
        return false;
    if (more < buf->cap - buf->len)
        return true;
    if (more > max || buf->len > max - more) {
        buf->status = DAESA_LIMIT;
        return false;
    }
    size_t need = buf->len + more + 1;
    size_t cap = buf->cap ? buf->cap : 64;
    while (cap < need)
        cap += cap / 2 + 1;
    if (cap > max + 1) /* so that what has room is within the limit */
        cap = max + 1;
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

void daesa_buf_printf(struct daesa_buf *buf, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    if (n < 0)
        buf->status = buf->status ? buf->status : DAESA_LIMIT;
    else if (daesa_buf_reserve(buf, (size_t)n)) {
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
