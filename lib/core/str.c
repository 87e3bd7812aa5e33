/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/str.h"

#include <string.h>

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool same_nocase(const char *a, const char *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (lower(a[i]) != lower(b[i]))
            return false;
    return true;
}

bool daesa_str_equal(struct daesa_str a, struct daesa_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.s, b.s, a.len) == 0);
}

bool daesa_str_is(struct daesa_str a, const char *want)
{
    /* Most often the first letter tells. */
    if (a.len && *a.s != *want)
        return false;
    return daesa_str_equal(a, daesa_str_of(want));
}

bool daesa_str_is_nocase(struct daesa_str a, const char *want)
{
    if (a.len && lower(*a.s) != lower(*want))
        return false;
    return a.len == strlen(want) && same_nocase(a.s, want, a.len);
}

bool daesa_str_starts_nocase(struct daesa_str a, const char *prefix)
{
    size_t n = strlen(prefix);
    return a.len >= n && same_nocase(a.s, prefix, n);
}

struct daesa_str daesa_str_trim(struct daesa_str a)
{
    size_t from = 0, to = a.len;
    while (from < to && daesa_is_space(a.s[from]))
        from++;
    while (to > from && daesa_is_space(a.s[to - 1]))
        to--;
    return daesa_str_slice(a, from, to);
}

size_t daesa_str_find(struct daesa_str a, const char *needle)
{
    size_t n = strlen(needle);
    if (n == 0)
        return 0;
    for (size_t i = 0; i + n <= a.len; i++) {
        const char *hit = memchr(a.s + i, needle[0], a.len - n - i + 1);
        if (!hit)
            return a.len;
        i = (size_t)(hit - a.s);
        if (memcmp(hit, needle, n) == 0)
            return i;
    }
    return a.len;
}

size_t daesa_str_find_char(struct daesa_str a, char c)
{
    const char *hit = a.len ? memchr(a.s, c, a.len) : NULL;
    return hit ? (size_t)(hit - a.s) : a.len;
}

/* So far ahead a line end is looked for at once: many lines are shorter, and where
 * one kind of line end is rare it is not sought to the end of the text each time. */
#define WINDOW 256

/* The index of the first line end, or the length. */
static size_t line_len(struct daesa_str text)
{
    for (size_t at = 0; at < text.len; at += WINDOW) {
        size_t n = text.len - at < WINDOW ? text.len - at : WINDOW;
        const char *lf = memchr(text.s + at, '\n', n);
        const char *cr = memchr(text.s + at, '\r', lf ? (size_t)(lf - text.s) - at : n);
        if (cr || lf)
            return (size_t)((cr ? cr : lf) - text.s);
    }
    return text.len;
}

bool daesa_str_next_line(struct daesa_str *rest, struct daesa_str *line)
{
    if (rest->len == 0)
        return false;
    size_t i = line_len(*rest);
    *line = daesa_str_slice(*rest, 0, i);
    if (i < rest->len)
        i += rest->s[i] == '\r' && i + 1 < rest->len && rest->s[i + 1] == '\n' ? 2 : 1;
    *rest = daesa_str_from(*rest, i);
    return true;
}

bool daesa_str_to_count(struct daesa_str a, long long max, long long *out)
{
    long long n = 0;
    if (a.len == 0)
        return false;
    for (size_t i = 0; i < a.len; i++) {
        int digit = a.s[i] - '0';
        if (!daesa_is_digit(a.s[i]) || digit > max || n > (max - digit) / 10)
            return false;
        n = n * 10 + digit;
    }
    *out = n;
    return true;
}
