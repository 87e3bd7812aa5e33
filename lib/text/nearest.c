/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "text/nearest.h"

#include <limits.h>
#include <stddef.h>
#include <string.h>

#define MAX_LETTERS 63

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static int min(int a, int b)
{
    return a < b ? a : b;
}

/* Damerau's distance with neighbours swapped at most once; the rows of the
 * table before the last two are not needed. */
static int distance(const char *a, const char *b)
{
    int rows[3][MAX_LETTERS + 2];
    size_t n_a = strlen(a), n_b = strlen(b);
    for (size_t j = 0; j <= n_b; j++)
        rows[0][j] = (int)j;
    for (size_t i = 1; i <= n_a; i++) {
        int *row = rows[i % 3], *before = rows[(i + 2) % 3], *two = rows[(i + 1) % 3];
        row[0] = (int)i;
        for (size_t j = 1; j <= n_b; j++) {
            int change = lower(a[i - 1]) != lower(b[j - 1]);
            row[j] = min(min(before[j], row[j - 1]) + 1, before[j - 1] + change);
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                lower(a[i - 2]) == lower(b[j - 1]))
                row[j] = min(row[j], two[j - 2] + 1);
        }
    }
    return rows[n_a % 3][n_b];
}

const char *daesa_nearest(const char *word, const char *const *list)
{
    const char *best = NULL;
    size_t n = strlen(word);
    int best_steps = INT_MAX;
    if (n == 0 || n > MAX_LETTERS)
        return NULL;
    for (; *list; list++) {
        if (strlen(*list) > MAX_LETTERS)
            continue;
        int steps = distance(word, *list);
        if (n >= 2 && strlen(*list) > n && strncmp(word, *list, n) == 0)
            steps = min(steps, 1);
        if (steps < best_steps) {
            best_steps = steps;
            best = *list;
        }
    }
    return best_steps <= (n < 4 ? 1 : n < 8 ? 2 : 3) ? best : NULL;
}
