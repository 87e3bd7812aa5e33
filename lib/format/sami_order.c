/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/sami_order.h"

#include <stdlib.h>

static int by_order(const void *a, const void *b)
{
    const struct daesa_sami_change *x = a, *y = b;
    if (x->ms != y->ms)
        return x->ms < y->ms ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

struct order {
    const struct daesa_sami_change *changes;
    size_t places[DAESA_SAMI_MAX_CLASSES], n;
    bool placed[DAESA_SAMI_MAX_CLASSES];
};

static void place(struct order *o, size_t class)
{
    if (!o->placed[class])
        o->places[class] = o->n++;
    o->placed[class] = true;
}

/* What tells which of the groups that begin at one time comes first: the place of its
 * first class, or where none has one, what comes first in the track. */
static size_t rank(const struct order *o, const struct daesa_sami_change *change)
{
    return o->placed[change->of_class] ? o->places[change->of_class]
                                       : DAESA_SAMI_MAX_CLASSES + change->order;
}

/* Of changes [from, to), which begin at one time, those that end at one time, too, are
 * read as one cue in several languages. Finds the first such group that has a class
 * without a place; false where there is none. */
static bool find_group(const struct order *o, size_t from, size_t to, int64_t *end_ms)
{
    size_t best = SIZE_MAX;
    for (size_t i = from; i < to; i++) {
        const struct daesa_sami_change *one = &o->changes[i];
        size_t n = 0, first = SIZE_MAX;
        for (size_t k = from; one->n && !o->placed[one->of_class] && k < to; k++) {
            const struct daesa_sami_change *other = &o->changes[k];
            if (!other->n || other->end_ms != one->end_ms)
                continue;
            first = rank(o, other) < first ? rank(o, other) : first;
            n++;
        }
        if (n > 1 && first < best) {
            best = first;
            *end_ms = one->end_ms;
        }
    }
    return best < SIZE_MAX;
}

void daesa_sami_order(struct daesa_sami_change *changes, size_t n, size_t n_classes,
                      size_t *places)
{
    struct order o = {.changes = changes};
    if (n)
        qsort(changes, n, sizeof *changes, by_order);
    for (size_t from = 0, to; from < n; from = to) {
        int64_t end_ms = 0;
        for (to = from; to < n && changes[to].ms == changes[from].ms;)
            to++;
        while (find_group(&o, from, to, &end_ms))
            for (size_t i = from; i < to; i++)
                if (changes[i].n && changes[i].end_ms == end_ms)
                    place(&o, changes[i].of_class);
    }
    for (size_t i = 0; i < n; i++)
        if (changes[i].n)
            place(&o, changes[i].of_class);
    for (size_t i = 0; i < n_classes; i++) {
        place(&o, i);
        places[i] = o.places[i];
    }
}
