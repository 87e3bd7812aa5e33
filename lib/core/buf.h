/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_CORE_BUF_H
#define DAESA_CORE_BUF_H

#include "core/status.h"
#include "core/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The most that a buffer holds unless `max` says otherwise, in bytes. */
#define DAESA_BUF_MAX ((size_t)1 << 31)

/* Text or bytes that grow. Appending returns nothing: the first failure sticks
 * in `status`, later appends do nothing, and the caller asks once at the end.
 * {0} is an empty buffer with the default maximum. */
struct daesa_buf {
    char *s; /* owned; a NUL follows s[len - 1] once not NULL */
    size_t len;
    size_t cap;               /* private */
    size_t max;               /* bytes; 0 means DAESA_BUF_MAX; not to be lowered later */
    enum daesa_status status; /* DAESA_OK, DAESA_NO_MEMORY or DAESA_LIMIT */
};

/* What the appends below do where there is no room yet. */
void daesa_buf_add_slowly(struct daesa_buf *buf, struct daesa_str s);

static inline void daesa_buf_add(struct daesa_buf *buf, struct daesa_str s)
{
    if (buf->status || s.len == 0 || !s.s || !buf->s || s.len >= buf->cap - buf->len) {
        daesa_buf_add_slowly(buf, s);
        return;
    }
    memcpy(buf->s + buf->len, s.s, s.len);
    buf->len += s.len;
    buf->s[buf->len] = '\0';
}
static inline void daesa_buf_add_text(struct daesa_buf *buf, const char *text)
{
    daesa_buf_add(buf, daesa_str_of(text));
}
static inline void daesa_buf_add_char(struct daesa_buf *buf, char c)
{
    struct daesa_str one = {&c, 1};
    daesa_buf_add(buf, one);
}
/* printf into the buffer, in the C locale's number format if the program
 * keeps that locale (the library never calls setlocale). */
void daesa_buf_printf(struct daesa_buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Makes room for `more` bytes at once, where the caller knows how many are coming.
 * Returns where they go, for daesa_buf_grew to count them; NULL where there is no room,
 * as the status says. */
char *daesa_buf_room(struct daesa_buf *buf, size_t more);
/* `n` bytes, no more than there was room for, have been written there. */
void daesa_buf_grew(struct daesa_buf *buf, size_t n);

/* Cuts the buffer to its first `len` bytes; a larger `len` changes nothing. */
void daesa_buf_cut(struct daesa_buf *buf, size_t len);

/* Takes the first `n` bytes away, or all where there are fewer; the rest moves up. */
void daesa_buf_drop(struct daesa_buf *buf, size_t n);

/* The contents as a view, valid until the next append. */
struct daesa_str daesa_buf_str(const struct daesa_buf *buf);

/* Frees the bytes and clears the status; `max` stays. NULL is accepted. */
void daesa_buf_finish(struct daesa_buf *buf);

#ifdef __cplusplus
}
#endif
#endif
