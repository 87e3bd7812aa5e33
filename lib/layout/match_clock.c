/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* By every pace, how often each difference between a start of the one and a start of
 * the other occurs: the right clock is the one by which they are all the same. */
#include "layout/match_clock.h"

#include <stdlib.h>
#include <string.h>

#define FAR_US (INT64_C(300) * DAESA_SECOND_US)
#define CELL_US INT64_C(100000)
#define N_CELLS ((size_t)(2 * FAR_US / CELL_US) + 1)
/* Cues begin together that begin so near to each other. */
#define NEAR_US INT64_C(250000)
/* As they are: where so many hundredths begin together, no clock is looked for. */
#define GOOD 70
/* By another clock: so many hundredths, so many at least, and so many hundredths of
 * what begins together as they are. By chance it is one in seven or so. */
#define MOST 60
#define MIN_HITS 10
#define GAIN 150

/* Starts of cues, in order. */
struct starts {
    int64_t *us; /* owned */
    size_t n;
};

struct trial {
    struct daesa_retime clock;
    size_t n_hits;
};

static int by_time(const void *one, const void *other)
{
    int64_t x = *(const int64_t *)one, y = *(const int64_t *)other;
    return (x > y) - (x < y);
}

static enum daesa_status collect(const struct daesa_track *track, struct starts *out)
{
    out->us = calloc(track->n_cues + 1, sizeof *out->us);
    if (!out->us)
        return DAESA_NO_MEMORY;
    for (size_t i = 0; i < track->n_cues; i++)
        if (!track->cues[i].comment && daesa_cue_timed(&track->cues[i]))
            out->us[out->n++] = track->cues[i].start_us;
    qsort(out->us, out->n, sizeof *out->us, by_time);
    return DAESA_OK;
}

/* How many of `b`, by that clock, begin with one of `a` that no other has taken. */
static size_t count_hits(const struct starts *a, const struct starts *b,
                         const struct daesa_retime *clock)
{
    size_t n = 0, next = 0;
    for (size_t i = 0; i < b->n; i++) {
        int64_t us = daesa_retime_us(clock, b->us[i]);
        while (next < a->n && a->us[next] < us - NEAR_US)
            next++;
        if (next < a->n && a->us[next] <= us + NEAR_US) {
            n++;
            next++;
        }
    }
    return n;
}

static void count_differences(const struct starts *a, const struct starts *b,
                              const struct daesa_retime *pace, uint32_t *cells)
{
    size_t first = 0;
    memset(cells, 0, N_CELLS * sizeof *cells);
    for (size_t i = 0; i < b->n; i++) {
        int64_t us = daesa_retime_us(pace, b->us[i]);
        while (first < a->n && a->us[first] < us - FAR_US)
            first++;
        for (size_t j = first; j < a->n && a->us[j] < us + FAR_US; j++)
            cells[(a->us[j] - us + FAR_US) / CELL_US]++;
    }
}

/* The cell in the middle of the three that hold most. */
static size_t best_cell(const uint32_t *cells)
{
    size_t best = 1;
    for (size_t i = 1; i + 1 < N_CELLS; i++)
        if (cells[i - 1] + cells[i] + cells[i + 1] >
            cells[best - 1] + cells[best] + cells[best + 1])
            best = i;
    return best;
}

/* The mean of the differences near the middle of a cell. */
static int64_t mean_shift(const struct starts *a, const struct starts *b,
                          const struct daesa_retime *pace, size_t cell)
{
    int64_t about_us = (int64_t)cell * CELL_US + CELL_US / 2 - FAR_US, sum_us = 0, n = 0;
    size_t next = 0;
    for (size_t i = 0; i < b->n; i++) {
        int64_t us = daesa_retime_us(pace, b->us[i]) + about_us;
        while (next < a->n && a->us[next] < us - NEAR_US)
            next++;
        for (size_t j = next; j < a->n && a->us[j] <= us + NEAR_US; j++, n++)
            sum_us += a->us[j] - us;
    }
    return about_us + (n ? sum_us / n : 0);
}

static struct trial try_pace(const struct starts *a, const struct starts *b,
                             size_t i_pace, uint32_t *cells)
{
    struct trial trial = {.clock = daesa_retime_pace(i_pace)};
    count_differences(a, b, &trial.clock, cells);
    int64_t shift_us = mean_shift(a, b, &trial.clock, best_cell(cells));
    trial.clock.shift_us = daesa_round_us(shift_us, DAESA_SECOND_US / 1000);
    trial.n_hits = count_hits(a, b, &trial.clock);
    return trial;
}

static enum daesa_status find(const struct starts *a, const struct starts *b,
                              struct daesa_retime *out, bool *found)
{
    const struct daesa_retime as_it_is = {0};
    size_t fewer = a->n < b->n ? a->n : b->n, n_given = count_hits(a, b, &as_it_is);
    struct trial best = {0};
    if (n_given * 100 >= fewer * GOOD)
        return DAESA_OK;
    uint32_t *cells = calloc(N_CELLS, sizeof *cells);
    if (!cells)
        return DAESA_NO_MEMORY;
    for (size_t i = 0; i < DAESA_RETIME_PACES; i++) {
        struct trial trial = try_pace(a, b, i, cells);
        if (trial.n_hits > best.n_hits)
            best = trial;
    }
    free(cells);
    *found = best.n_hits >= MIN_HITS && best.n_hits * 100 >= fewer * MOST &&
             best.n_hits * 100 >= n_given * GAIN;
    if (*found)
        *out = best.clock;
    return DAESA_OK;
}

enum daesa_status daesa_match_clock(const struct daesa_track *a,
                                    const struct daesa_track *b, struct daesa_retime *out,
                                    bool *found)
{
    struct starts of_a = {0}, of_b = {0};
    enum daesa_status st = collect(a, &of_a);
    *found = false;
    if (!st)
        st = collect(b, &of_b);
    if (!st)
        st = find(&of_a, &of_b, out, found);
    free(of_a.us);
    free(of_b.us);
    return st;
}
