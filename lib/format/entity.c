/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/entity.h"

#include "format/entity_names.h"
#include "text/utf8.h"

#include <string.h>

#define MAX_NAME 32

/* Numbers that mean a character of Windows-1252, from 0x80 on. */
static const uint16_t windows[] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178,
};

static bool is_alnum(char c)
{
    return daesa_is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t name_length(const char *s)
{
    size_t n = 0;
    while (is_alnum(s[n]))
        n++;
    return n;
}

/* As memcmp, the shorter one first. */
static int compare(struct daesa_str a, const char *b, size_t n_b)
{
    size_t n = a.len < n_b ? a.len : n_b;
    int order = n ? memcmp(a.s, b, n) : 0;
    return order ? order : a.len < n_b ? -1 : a.len > n_b;
}

/* The entry of exactly that name, or NULL. */
static const char *find(struct daesa_str name)
{
    size_t low = 0, high = daesa_n_entity_names;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (compare(name, daesa_entity_names[middle],
                    name_length(daesa_entity_names[middle])) < 0)
            high = middle;
        else
            low = middle;
    }
    for (const char *s = daesa_entity_names[low]; *s; s++) {
        size_t n = name_length(s);
        if (compare(name, s, n) == 0)
            return s;
        s = strchr(s, ' ');
    }
    return NULL;
}

static size_t take_named(struct daesa_str text, struct daesa_buf *out)
{
    size_t n = 1;
    while (n < text.len && n <= MAX_NAME && is_alnum(text.s[n]))
        n++;
    for (size_t end = n; end > 1; end--) {
        const char *entry = find(daesa_str_slice(text, 1, end));
        bool closed = end < text.len && text.s[end] == ';';
        if (!entry)
            continue;
        entry += end - 1;
        if (!closed && *entry == '=')
            continue;
        daesa_buf_add(out, (struct daesa_str){entry + 1, strcspn(entry + 1, " ")});
        return end + closed;
    }
    return 0;
}

static int digit_of(char c, int base)
{
    int digit = daesa_is_digit(c)      ? c - '0'
                : c >= 'a' && c <= 'f' ? c - 'a' + 10
                : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                       : 99;
    return digit < base ? digit : -1;
}

static size_t take_number(struct daesa_str text, struct daesa_buf *out)
{
    bool hex = text.len > 2 && (text.s[2] == 'x' || text.s[2] == 'X');
    size_t i = hex ? 3 : 2, first = i;
    uint32_t code = 0;
    for (; i < text.len && digit_of(text.s[i], hex ? 16 : 10) >= 0; i++)
        if (code <= 0x10FFFF)
            code = code * (hex ? 16 : 10) + (uint32_t)digit_of(text.s[i], hex ? 16 : 10);
    if (i == first)
        return 0;
    if (code >= 0x80 && code < 0xA0)
        code = windows[code - 0x80];
    daesa_utf8_add(out, code ? code : DAESA_UTF8_REPLACEMENT);
    return i < text.len && text.s[i] == ';' ? i + 1 : i;
}

size_t daesa_entity_take(struct daesa_str text, struct daesa_buf *out)
{
    if (text.len < 2 || text.s[0] != '&')
        return 0;
    return text.s[1] == '#' ? take_number(text, out) : take_named(text, out);
}
