/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/nearest.h"

#include <stdint.h>

#define LONGEST 63

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static bool same(struct daesa_str a, size_t i, struct daesa_str b, size_t j)
{
    struct daesa_str letter = daesa_str_slice(b, j, j + 1);
    char text[2] = {letter.s[0], '\0'};
    return daesa_str_is_nocase(daesa_str_slice(a, i, i + 1), text);
}

size_t daesa_distance(struct daesa_str a, struct daesa_str b)
{
    /* Three rows of the table: of the letters of `a` up to i - 2, i - 1, i. */
    size_t rows[3][LONGEST + 1];
    size_t *older = rows[0], *old = rows[1], *row = rows[2];
    a = daesa_str_slice(a, 0, LONGEST);
    b = daesa_str_slice(b, 0, LONGEST);
    for (size_t j = 0; j <= b.len; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t *spare = older;
        older = old;
        old = row;
        row = spare;
        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            bool equal = same(a, i - 1, b, j - 1);
            row[j] = least(least(old[j], row[j - 1]) + 1, old[j - 1] + !equal);
            if (i > 1 && j > 1 && same(a, i - 1, b, j - 2) && same(a, i - 2, b, j - 1))
                row[j] = least(row[j], older[j - 2] + 1);
        }
    }
    return row[b.len];
}

/* Zero is the word itself, 1 a name that it begins, then by edits. */
static size_t badness(struct daesa_str word, struct daesa_str name)
{
    if (word.len && word.len < name.len &&
        daesa_distance(daesa_str_slice(name, 0, word.len), word) == 0)
        return 1;
    size_t edits = daesa_distance(word, name);
    return edits ? edits + 1 : 0;
}

const char *daesa_nearest(struct daesa_str word, const char *const *names, size_t n)
{
    const char *nearest = NULL;
    size_t best = (word.len + 2) / 3 + 2;
    for (size_t i = 0; i < n; i++) {
        size_t bad = badness(word, daesa_str_of(names[i]));
        if (bad < best) {
            best = bad;
            nearest = names[i];
        }
    }
    return nearest;
}
