/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "layout/match.h"

#include <stdlib.h>
#include <string.h>

/* Two cues go together where they are shown together for this share, in hundredths,
 * of the time of the shorter. */
#define SHARE 50
/* Cues that may be shown at once; what is longer is looked at from its end. */
#define MAX_AT_ONCE 256

void daesa_match_finish(struct daesa_match *match)
{
    if (!match)
        return;
    free(match->a);
    free(match->b);
    free(match->groups);
    *match = (struct daesa_match){0};
}

enum daesa_status daesa_match_open(struct daesa_match *match, const struct daesa_track *a,
                                   const struct daesa_track *b)
{
    struct daesa_match made = {
        .a = calloc(a->n_cues + 1, sizeof *made.a),
        .b = calloc(b->n_cues + 1, sizeof *made.b),
        .groups = calloc(a->n_cues + b->n_cues + 1, sizeof *made.groups),
    };
    if (!made.a || !made.b || !made.groups) {
        daesa_match_finish(&made);
        return DAESA_NO_MEMORY;
    }
    *match = made;
    return DAESA_OK;
}

/* ---- by time ---- */

struct entry {
    int64_t start_us, end_us;
    size_t cue;
    bool is_b;
    size_t group; /* the entry that stands for all that it goes with */
};

static int by_time(const void *one, const void *other)
{
    const struct entry *x = one, *y = other;
    if (x->start_us != y->start_us)
        return x->start_us < y->start_us ? -1 : 1;
    if (x->is_b != y->is_b)
        return x->is_b ? 1 : -1;
    return (x->cue > y->cue) - (x->cue < y->cue);
}

static size_t root_of(struct entry *entries, size_t i)
{
    while (entries[i].group != i) {
        entries[i].group = entries[entries[i].group].group;
        i = entries[i].group;
    }
    return i;
}

static bool go_together(const struct entry *x, const struct entry *y)
{
    int64_t start_us = x->start_us > y->start_us ? x->start_us : y->start_us;
    int64_t end_us = x->end_us < y->end_us ? x->end_us : y->end_us;
    int64_t x_us = x->end_us - x->start_us, y_us = y->end_us - y->start_us;
    int64_t shorter_us = x_us < y_us ? x_us : y_us;
    if (shorter_us <= 0)
        return end_us >= start_us;
    return end_us > start_us && (end_us - start_us) * 100 >= shorter_us * SHARE;
}

static void unite(struct entry *entries, size_t n)
{
    size_t first = 0;
    for (size_t i = 0; i < n; i++) {
        while (first < i && entries[first].end_us <= entries[i].start_us)
            first++;
        size_t from = i - first > MAX_AT_ONCE ? i - MAX_AT_ONCE : first;
        for (size_t j = from; j < i; j++) {
            if (entries[j].is_b == entries[i].is_b ||
                !go_together(&entries[j], &entries[i]))
                continue;
            size_t x = root_of(entries, i), y = root_of(entries, j);
            /* The earlier one stands for both. */
            entries[x > y ? x : y].group = x > y ? y : x;
        }
    }
}

static size_t collect(const struct daesa_track *track, bool is_b, struct entry *out)
{
    size_t n = 0;
    for (size_t i = 0; i < track->n_cues; i++) {
        const struct daesa_cue *cue = &track->cues[i];
        if (!cue->comment && daesa_cue_timed(cue))
            out[n++] = (struct entry){cue->start_us, cue->end_us, i, is_b, 0};
    }
    return n;
}

static int by_group(const void *one, const void *other)
{
    const struct entry *x = one, *y = other;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    return by_time(one, other);
}

static void put_groups(const struct entry *entries, size_t n, struct daesa_match *out)
{
    size_t n_a = 0, n_b = 0;
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || entries[i].group != entries[i - 1].group)
            out->groups[out->n_groups++] =
                (struct daesa_match_group){.from_a = n_a, .from_b = n_b};
        struct daesa_match_group *group = &out->groups[out->n_groups - 1];
        if (entries[i].is_b) {
            out->b[n_b++] = entries[i].cue;
            group->n_b++;
        } else {
            out->a[n_a++] = entries[i].cue;
            group->n_a++;
        }
    }
}

enum daesa_status daesa_match_times(const struct daesa_track *a,
                                    const struct daesa_track *b, struct daesa_match *out)
{
    struct daesa_match match = {0};
    struct entry *entries = calloc(a->n_cues + b->n_cues + 1, sizeof *entries);
    enum daesa_status st = entries ? daesa_match_open(&match, a, b) : DAESA_NO_MEMORY;
    if (!st) {
        size_t n = collect(a, false, entries);
        n += collect(b, true, entries + n);
        qsort(entries, n, sizeof *entries, by_time);
        for (size_t i = 0; i < n; i++)
            entries[i].group = i;
        unite(entries, n);
        for (size_t i = 0; i < n; i++)
            entries[i].group = root_of(entries, i);
        qsort(entries, n, sizeof *entries, by_group);
        put_groups(entries, n, &match);
        *out = match;
    }
    free(entries);
    return st;
}

/* ---- by keys ---- */

struct keyed {
    struct daesa_str key;
    size_t cue;
    bool is_taken;
};

static int compare_keys(struct daesa_str x, struct daesa_str y)
{
    size_t len = x.len < y.len ? x.len : y.len;
    int order = len ? memcmp(x.s, y.s, len) : 0;
    return order ? order : (x.len > y.len) - (x.len < y.len);
}

static int by_key(const void *one, const void *other)
{
    const struct keyed *x = one, *y = other;
    int order = compare_keys(x->key, y->key);
    return order ? order : (x->cue > y->cue) - (x->cue < y->cue);
}

/* The first of the sorted entries with that key. */
static size_t find_key(const struct keyed *entries, size_t n, struct daesa_str key)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_keys(entries[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The first that is free; where many have one key, `is_taken` of the first counts
 * how many are. */
static size_t take_key(struct keyed *entries, size_t n, size_t *next,
                       struct daesa_str key)
{
    size_t first = key.len ? find_key(entries, n, key) : n;
    if (first == n || !daesa_str_equal(entries[first].key, key))
        return DAESA_MATCH_NONE;
    size_t i = first + next[first];
    if (i >= n || !daesa_str_equal(entries[i].key, key))
        return DAESA_MATCH_NONE;
    next[first]++;
    entries[i].is_taken = true;
    return entries[i].cue;
}

static void pair_keys(const struct daesa_track *a, const struct daesa_str *keys_a,
                      struct keyed *entries, size_t n, size_t *next,
                      struct daesa_match *out)
{
    size_t n_a = 0, n_b = 0;
    for (size_t i = 0; i < a->n_cues; i++) {
        if (a->cues[i].comment)
            continue;
        size_t j = take_key(entries, n, next, keys_a[i]);
        out->groups[out->n_groups++] = (struct daesa_match_group){
            .from_a = n_a, .n_a = 1, .from_b = n_b, .n_b = j != DAESA_MATCH_NONE};
        out->a[n_a++] = i;
        if (j != DAESA_MATCH_NONE)
            out->b[n_b++] = j;
    }
    for (size_t i = 0; i < n; i++)
        if (!entries[i].is_taken) {
            out->groups[out->n_groups++] =
                (struct daesa_match_group){.from_a = n_a, .from_b = n_b, .n_b = 1};
            out->b[n_b++] = entries[i].cue;
        }
}

enum daesa_status daesa_match_keys(const struct daesa_track *a,
                                   const struct daesa_track *b,
                                   const struct daesa_str *keys_a,
                                   const struct daesa_str *keys_b,
                                   struct daesa_match *out)
{
    struct daesa_match match = {0};
    struct keyed *entries = calloc(b->n_cues + 1, sizeof *entries);
    size_t *next = calloc(b->n_cues + 1, sizeof *next), n = 0;
    enum daesa_status st =
        entries && next ? daesa_match_open(&match, a, b) : DAESA_NO_MEMORY;
    if (!st) {
        for (size_t i = 0; i < b->n_cues; i++)
            if (!b->cues[i].comment)
                entries[n++] = (struct keyed){keys_b[i], i, false};
        qsort(entries, n, sizeof *entries, by_key);
        pair_keys(a, keys_a, entries, n, next, &match);
        *out = match;
    }
    free(entries);
    free(next);
    return st;
}
