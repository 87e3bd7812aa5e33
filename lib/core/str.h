/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_CORE_STR_H
#define DAESA_CORE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A view of bytes that somebody else owns: never freed through this struct,
 * not NUL-terminated unless the owner says so. {0} is the empty string. */
struct daesa_str {
    const char *s;
    size_t len;
};

/* The bytes of a NUL-terminated string; NULL gives the empty string. */
static inline struct daesa_str daesa_str_of(const char *s)
{
    struct daesa_str view = {s, s ? strlen(s) : 0};
    return view;
}

/* For printf's "%.*s": the length as an int (long strings are cut), then s. */
#define DAESA_STR_ARGS(x) ((x).len > 4096 ? 4096 : (int)(x).len), ((x).s ? (x).s : "")

bool daesa_str_equal(struct daesa_str a, struct daesa_str b);
/* Against a literal; `want` must not be NULL. */
bool daesa_str_is(struct daesa_str a, const char *want);
/* The same, ASCII letters compared without case. */
bool daesa_str_is_nocase(struct daesa_str a, const char *want);
static inline bool daesa_str_starts(struct daesa_str a, const char *prefix)
{
    size_t n = strlen(prefix);
    return a.len >= n && (n == 0 || (a.s && memcmp(a.s, prefix, n) == 0));
}
bool daesa_str_starts_nocase(struct daesa_str a, const char *prefix);
static inline bool daesa_str_ends(struct daesa_str a, const char *suffix)
{
    size_t n = strlen(suffix);
    return a.len >= n && (n == 0 || (a.s && memcmp(a.s + a.len - n, suffix, n) == 0));
}

/* Bytes [from, to) of `a`; both are clamped to its length, to >= from. */
static inline struct daesa_str daesa_str_slice(struct daesa_str a, size_t from, size_t to)
{
    if (to > a.len)
        to = a.len;
    if (from > to)
        from = to;
    if (from) /* of NULL there is nothing to leave out */
        a.s += from;
    a.len = to - from;
    return a;
}
/* From `from` to the end. */
static inline struct daesa_str daesa_str_from(struct daesa_str a, size_t from)
{
    return daesa_str_slice(a, from, a.len);
}
/* Without leading and trailing ASCII white space (space, \t, \n, \v, \f, \r). */
struct daesa_str daesa_str_trim(struct daesa_str a);

/* The index of the first occurrence, or a.len where there is none. */
size_t daesa_str_find(struct daesa_str a, const char *needle);
size_t daesa_str_find_char(struct daesa_str a, char c);

/* Takes the next line off the front of `*rest` into `*line`, without its
 * terminator (\n, \r\n or \r). False at the end of the text. A last line
 * without a terminator counts; a text that ends in one has no empty line
 * after it. */
bool daesa_str_next_line(struct daesa_str *rest, struct daesa_str *line);

/* Decimal digits only, at least one; false where `a` holds anything else or
 * the number would pass `max`. */
bool daesa_str_to_count(struct daesa_str a, long long max, long long *out);

/* ASCII only, whatever the locale says. */
static inline bool daesa_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}
static inline bool daesa_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

#ifdef __cplusplus
}
#endif
#endif
