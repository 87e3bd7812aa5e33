/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "text/name.h"

#include "text/jamo.h"
#include "text/letter.h"
#include "text/utf8.h"

#include <stdint.h>
#include <string.h>

#define MAX_BYTES 64
/* Of Hangul: a family name and a given one. What is shorter is near too many words. */
#define LEAST_SYLLABLES 3

/* A name in small letters, without what divides its words. */
struct bare {
    char s[MAX_BYTES];
    size_t len, first; /* first: the length of the first word */
};

static bool divides(char c)
{
    return c == '-' || c == ' ' || c == '\t' || c == '\n' || c == '.';
}

static bool strip(struct daesa_str name, struct bare *out)
{
    *out = (struct bare){0};
    name = daesa_str_trim(name);
    if (name.len > MAX_BYTES)
        return false;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.s[i];
        if (divides(c)) {
            out->first = out->first ? out->first : out->len;
            continue;
        }
        out->s[out->len++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    out->first = out->first ? out->first : out->len;
    return out->len > 0;
}

static bool equal(const char *a, size_t n_a, const char *b, size_t n_b)
{
    return n_a == n_b && memcmp(a, b, n_a) == 0;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Levenshtein's distance, in bytes. */
static size_t distance(const char *a, size_t n_a, const char *b, size_t n_b)
{
    size_t row[MAX_BYTES + 1];
    for (size_t j = 0; j <= n_b; j++)
        row[j] = j;
    for (size_t i = 1; i <= n_a; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= n_b; j++) {
            size_t above = row[j];
            row[j] = least(least(row[j - 1], above) + 1, corner + (a[i - 1] != b[j - 1]));
            corner = above;
        }
    }
    return row[n_b];
}

bool daesa_name_alike(struct daesa_str a, struct daesa_str b)
{
    struct bare x, y;
    if (!strip(a, &x) || !strip(b, &y))
        return daesa_str_equal(a, b);
    if (equal(x.s, x.len, y.s, y.len))
        return true;
    size_t n_x = x.len - x.first, n_y = y.len - y.first;
    if (!n_x || !n_y || !equal(x.s, x.first, y.s, y.first))
        return false;
    return distance(x.s + x.first, n_x, y.s + y.first, n_y) * 3 <=
           (n_x > n_y ? n_x : n_y);
}

bool daesa_name_part(struct daesa_str name, struct daesa_str part)
{
    struct bare x, y;
    if (!strip(name, &x) || !strip(part, &y) || x.first == x.len)
        return false;
    return equal(x.s, x.first, y.s, y.len) ||
           equal(x.s + x.first, x.len - x.first, y.s, y.len);
}

size_t daesa_name_misspelt(struct daesa_str name, struct daesa_str text)
{
    size_t at = 0, end = 0, n = 0, n_near = 0;
    while (at < name.len && end < text.len) {
        uint32_t meant = daesa_utf8_next(name, &at), is = daesa_utf8_next(text, &end);
        if (!daesa_letter_hangul(meant) || !daesa_letter_hangul(is))
            return 0;
        if (meant != is && (n == 0 || !daesa_jamo_near(meant, is)))
            return 0;
        n_near += meant != is;
        n++;
    }
    return at == name.len && n >= LEAST_SYLLABLES && n_near == 1 ? end : 0;
}
