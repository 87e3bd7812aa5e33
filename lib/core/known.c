/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/known.h"

#include <stdlib.h>
#include <string.h>

static const char *name_of(const struct daesa_finding *finding)
{
    const char *path = finding->place.file ? finding->place.file : "";
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Line breaks and spaces are one: lists have none. */
static int letter_at(struct daesa_str text, size_t i)
{
    return daesa_is_space(text.s[i]) ? ' ' : (unsigned char)text.s[i];
}

static int compare_text(struct daesa_str a, struct daesa_str b)
{
    for (size_t i = 0; i < a.len && i < b.len; i++)
        if (letter_at(a, i) != letter_at(b, i))
            return letter_at(a, i) - letter_at(b, i);
    return (a.len > b.len) - (a.len < b.len);
}

static int compare(const void *left, const void *right)
{
    const struct daesa_finding *a = *(const struct daesa_finding *const *)left;
    const struct daesa_finding *b = *(const struct daesa_finding *const *)right;
    int order = strcmp(a->rule ? a->rule : "", b->rule ? b->rule : "");
    if (!order)
        order = strcmp(name_of(a), name_of(b));
    return order ? order : compare_text(a->text, b->text);
}

static const struct daesa_finding **sorted(const struct daesa_finding_list *list)
{
    const struct daesa_finding **order = calloc(list->n + 1, sizeof *order);
    for (size_t i = 0; order && i < list->n; i++)
        order[i] = &list->items[i];
    if (order)
        qsort(order, list->n, sizeof *order, compare);
    return order;
}

enum daesa_status daesa_known_remove(struct daesa_finding_list *list,
                                     const struct daesa_finding_list *known,
                                     size_t *n_removed)
{
    const struct daesa_finding **mine = sorted(list), **theirs = sorted(known);
    bool *is_known = calloc(list->n + 1, 1);
    enum daesa_status st = mine && theirs && is_known ? DAESA_OK : DAESA_NO_MEMORY;
    size_t n = 0;
    for (size_t i = 0, j = 0; !st && i < list->n && j < known->n;) {
        int order = compare(&mine[i], &theirs[j]);
        if (order == 0)
            is_known[mine[i] - list->items] = true;
        i += order <= 0;
        j += order >= 0;
    }
    for (size_t i = 0; !st && i < list->n; i++)
        if (!is_known[i])
            list->items[n++] = list->items[i];
    if (!st) {
        *n_removed = list->n - n;
        list->n = n;
    }
    free(mine);
    free(theirs);
    free(is_known);
    return st;
}
