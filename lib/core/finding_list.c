/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/finding_list.h"

#include "core/array.h"

#include <stdlib.h>
#include <string.h>

static void put(struct daesa_sink *sink, const struct daesa_finding *finding)
{
    daesa_finding_list_add((struct daesa_finding_list *)sink, finding);
}

void daesa_finding_list_open(struct daesa_finding_list *list)
{
    list->sink.put = put;
}

/* NULL stays NULL. */
static bool keep_text(struct daesa_finding_list *list, const char **text)
{
    struct daesa_str copy;
    if (!*text)
        return true;
    if (!daesa_arena_copy(&list->arena, daesa_str_of(*text), &copy))
        return false;
    *text = copy.s;
    return true;
}

/* Findings of a file come one after another: its name is kept once. */
static bool keep_file(struct daesa_finding_list *list, struct daesa_finding *finding)
{
    const char *last = list->n ? list->items[list->n - 1].place.file : NULL;
    if (last && finding->place.file && strcmp(last, finding->place.file) == 0) {
        finding->place.file = last;
        return true;
    }
    return keep_text(list, &finding->place.file);
}

void daesa_finding_list_add(struct daesa_finding_list *list,
                            const struct daesa_finding *finding)
{
    struct daesa_finding copy = *finding;
    struct daesa_finding *items =
        daesa_array_grow(list->items, &list->cap, list->n + 1, sizeof *items);
    if (items)
        list->items = items;
    if (!items || !keep_file(list, &copy) || !keep_text(list, &copy.rule) ||
        !keep_text(list, &copy.message) || !keep_text(list, &copy.unit) ||
        !daesa_arena_copy(&list->arena, copy.text, &copy.text)) {
        list->status = DAESA_NO_MEMORY;
        return;
    }
    items[list->n++] = copy;
}

static int compare_text(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "");
}

static int compare(const void *left, const void *right)
{
    const struct daesa_finding *a = *(const struct daesa_finding *const *)left;
    const struct daesa_finding *b = *(const struct daesa_finding *const *)right;
    int by_file = compare_text(a->place.file, b->place.file);
    if (by_file)
        return by_file;
    if (a->place.line != b->place.line)
        return a->place.line < b->place.line ? -1 : 1;
    if (a->cue != b->cue)
        return a->cue < b->cue ? -1 : 1;
    int by_rule = compare_text(a->rule, b->rule);
    return by_rule ? by_rule : (a > b) - (a < b);
}

enum daesa_status daesa_finding_list_sort(struct daesa_finding_list *list)
{
    if (list->n < 2)
        return DAESA_OK;
    const struct daesa_finding **order = calloc(list->n, sizeof(void *));
    struct daesa_finding *sorted = calloc(list->n, sizeof *sorted);
    enum daesa_status st = order && sorted ? DAESA_OK : DAESA_NO_MEMORY;
    for (size_t i = 0; !st && i < list->n; i++)
        order[i] = &list->items[i];
    if (!st)
        qsort(order, list->n, sizeof *order, compare);
    for (size_t i = 0; !st && i < list->n; i++)
        sorted[i] = *order[i];
    if (!st)
        memcpy(list->items, sorted, list->n * sizeof *sorted);
    free(order);
    free(sorted);
    return st;
}

void daesa_finding_list_finish(struct daesa_finding_list *list)
{
    if (!list)
        return;
    free(list->items);
    daesa_arena_finish(&list->arena);
    *list = (struct daesa_finding_list){0};
}
