/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "layout/split.h"

#include "layout/lines.h"
#include "layout/range.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A text that has fewer words than there are pieces. */
#define NO_WORDS 2500.0
/* Lines of more tokens are halved first, so that time stays in proportion. */
#define MAX_TOKENS 240

struct way {
    double cost;
    size_t from;
};

/* ---- the ways to divide ---- */

/* The cheapest ways to divide the tokens before each into k pieces, for k from 1 to
 * max_pieces. */
static void divide_main(const struct daesa_range *range, size_t max_pieces, double mean,
                        struct way *ways)
{
    const struct daesa_range_part *main = &range->parts[range->main];
    size_t n = main->n, most = main->room.line_halves * main->room.lines;
    for (size_t i = 0; i < (max_pieces + 1) * (n + 1); i++)
        ways[i].cost = DBL_MAX;
    ways[0].cost = 0;
    for (size_t from = 0; from < n; from++)
        for (size_t to = from + 1; to <= n; to++) {
            bool is_over = most && to > from + 1 &&
                           daesa_tokens_width(main->tokens, from, to) > most;
            if (is_over)
                break;
            double cost = daesa_range_piece_cost(range, from, to, mean);
            for (size_t k = 1; k <= max_pieces; k++) {
                double before = ways[(k - 1) * (n + 1) + from].cost;
                struct way *way = &ways[k * (n + 1) + to];
                if (before < DBL_MAX && before + cost < way->cost)
                    *way = (struct way){before + cost, from};
            }
        }
}

static void trace(const struct way *ways, size_t n, size_t n_pieces, size_t *ends)
{
    for (size_t k = n_pieces, to = n; k > 0; k--) {
        ends[k - 1] = to;
        to = ways[k * (n + 1) + to].from;
    }
}

/* Divides another part where the main one is divided, behind token places[k] for the
 * end of piece k. Returns the cost, DBL_MAX where it has too few tokens. */
static double divide_other(const struct daesa_range *range, size_t t, size_t n_pieces,
                           const size_t *places, struct way *ways, size_t *ends)
{
    const struct daesa_range_part *part = &range->parts[t];
    size_t n = part->n;
    if (n < n_pieces)
        return DBL_MAX;
    for (size_t i = 0; i < (n_pieces + 1) * (n + 1); i++)
        ways[i].cost = DBL_MAX;
    ways[0].cost = 0;
    for (size_t k = 1; k <= n_pieces; k++)
        for (size_t to = k; to <= n - (n_pieces - k); to++) {
            double cost = 0;
            if ((k == n_pieces) != (to == n))
                continue;
            if (k < n_pieces)
                cost = daesa_range_pair_cost(range, part, to - 1, places[k - 1],
                                             (double)n_pieces);
            if (k < n_pieces && t == 0)
                cost -= daesa_range_pause_gain(range, to - 1);
            struct way *way = &ways[k * (n + 1) + to];
            for (size_t from = to; from-- > 0;) {
                double before = ways[(k - 1) * (n + 1) + from].cost;
                if (before + cost >= way->cost)
                    continue;
                double all = before + cost + daesa_range_fit_cost(part, from, to);
                if (all < way->cost)
                    *way = (struct way){all, from};
            }
        }
    trace(ways, n, n_pieces, ends);
    return ways[n_pieces * (n + 1) + n].cost;
}

/* A text of fewer tokens than pieces: each goes with the piece it is nearest to. */
static void spread(const struct daesa_range_part *part, size_t n_pieces,
                   const double *places, size_t *ends)
{
    size_t end = 0;
    for (size_t k = 0; k < n_pieces; k++) {
        while (end < part->n && (k + 1 == n_pieces || part->at[end] <= places[k] + 1e-9))
            end++;
        ends[k] = end;
    }
}

static double divide_others(const struct daesa_range *range, size_t n_pieces,
                            struct way *ways, size_t *ends)
{
    const struct daesa_range_part *main = &range->parts[range->main];
    size_t places[DAESA_RANGE_MAX_PIECES];
    double cost = 0, at[DAESA_RANGE_MAX_PIECES];
    for (size_t k = 0; k < n_pieces; k++) {
        places[k] = ends[range->main * DAESA_RANGE_MAX_PIECES + k] - 1;
        at[k] = main->at[places[k]];
    }
    for (size_t t = 0; t < range->n_parts; t++) {
        if (t == range->main)
            continue;
        size_t *own = ends + t * DAESA_RANGE_MAX_PIECES;
        double more = divide_other(range, t, n_pieces, places, ways, own);
        if (more >= DBL_MAX) {
            spread(&range->parts[t], n_pieces, at, own);
            more = range->parts[t].n ? NO_WORDS : 0;
        }
        cost += more;
    }
    return cost;
}

/* Tries every number of pieces and keeps the cheapest. */
static enum daesa_status choose(struct daesa_range *range, size_t max_pieces)
{
    const struct daesa_range_part *main = &range->parts[range->main];
    size_t most_tokens = 0;
    for (size_t t = 0; t < range->n_parts; t++)
        if (range->parts[t].n > most_tokens)
            most_tokens = range->parts[t].n;
    size_t n_ways = (max_pieces + 1) * (most_tokens + 1);
    struct way *ways = calloc(n_ways, sizeof *ways),
               *others = calloc(n_ways, sizeof *ways);
    size_t *ends = calloc(range->n_parts * DAESA_RANGE_MAX_PIECES + 1, sizeof *ends);
    enum daesa_status st = ways && others && ends ? DAESA_OK : DAESA_NO_MEMORY;
    double best = DBL_MAX;
    double width = (double)daesa_tokens_width(main->tokens, 0, main->n);
    if (!st)
        divide_main(range, max_pieces, width / fmax(1, ceil(daesa_range_need(main))),
                    ways);
    for (size_t k = 1; !st && k <= max_pieces; k++) {
        double cost = ways[k * (main->n + 1) + main->n].cost;
        if (cost >= DBL_MAX)
            continue;
        trace(ways, main->n, k, ends + range->main * DAESA_RANGE_MAX_PIECES);
        cost += divide_others(range, k, others, ends);
        if (cost < best) {
            best = cost;
            range->n_pieces = k;
            memcpy(range->ends, ends,
                   range->n_parts * DAESA_RANGE_MAX_PIECES * sizeof *ends);
        }
    }
    free(ways);
    free(others);
    free(ends);
    return st;
}

/* ---- the range ---- */

static double duration_need(const struct daesa_range *range)
{
    const struct daesa_profile *profile = range->parts[range->main].profile;
    struct daesa_interval said = daesa_range_said(range, 0, range->parts[0].n);
    if (profile->max_duration_us <= 0)
        return 0;
    return (double)(said.end_us - said.start_us) / (double)profile->max_duration_us;
}

static bool must_divide(const struct daesa_range *range)
{
    for (size_t t = 0; t < range->n_parts; t++) {
        const struct daesa_range_part *part = &range->parts[t];
        if (part->profile && !daesa_lines_fit(part->tokens, part->n, &part->room))
            return true;
    }
    if (duration_need(range) > 1)
        return true;
    for (size_t i = 0; i < range->parts[0].n; i++)
        if (daesa_range_pause(range, i) > DAESA_RANGE_PAUSE_S)
            return true;
    return false;
}

static void choose_main(struct daesa_range *range)
{
    double most = -1;
    for (size_t t = 0; t < range->n_parts; t++)
        if (range->parts[t].profile && range->parts[t].n &&
            daesa_range_need(&range->parts[t]) > most) {
            most = daesa_range_need(&range->parts[t]);
            range->main = t;
        }
}

static void finish_range(struct daesa_range *range)
{
    for (size_t t = 0; t < range->n_parts; t++)
        free(range->parts[t].at);
    free(range->said);
    free(range->match);
    free(range->ends);
}

/* The most pieces that are tried. */
static size_t max_pieces(const struct daesa_range *range)
{
    double need =
        fmax(daesa_range_need(&range->parts[range->main]), duration_need(range));
    size_t most = (size_t)(2 * need) + 3, n = range->parts[range->main].n;
    most = most > DAESA_RANGE_MAX_PIECES ? DAESA_RANGE_MAX_PIECES : most;
    return most < n ? most : n;
}

static size_t longest(const struct daesa_range *range)
{
    size_t best = 0;
    for (size_t t = 1; t < range->n_parts; t++)
        if (range->parts[t].n > range->parts[best].n)
            best = t;
    return best;
}

/* In two, at the best place in the middle half of the longest part. */
static void halve(struct daesa_range *range)
{
    size_t axis = longest(range), n = range->parts[axis].n, best = n / 2;
    const struct daesa_range_part *part = &range->parts[axis];
    for (size_t i = n / 4; i < n * 3 / 4; i++)
        if (part->tokens[i].cue_cost < part->tokens[best - 1].cue_cost)
            best = i + 1;
    double places[2] = {part->at[best - 1], 1};
    range->n_pieces = 2;
    for (size_t t = 0; t < range->n_parts; t++)
        spread(&range->parts[t], 2, places, range->ends + t * DAESA_RANGE_MAX_PIECES);
}

static enum daesa_status divide_range(struct daesa_range *range, bool halves)
{
    range->n_pieces = 1;
    range->ends =
        calloc(range->n_parts * DAESA_RANGE_MAX_PIECES + 1, sizeof *range->ends);
    if (!range->ends)
        return DAESA_NO_MEMORY;
    for (size_t t = 0; t < range->n_parts; t++)
        range->ends[t * DAESA_RANGE_MAX_PIECES] = range->parts[t].n;
    if (!halves && !must_divide(range))
        return DAESA_OK;
    enum daesa_status st = daesa_range_locate(range);
    if (!st && halves)
        halve(range);
    else if (!st)
        st = daesa_range_match(range);
    return st || halves ? st : choose(range, max_pieces(range));
}

static enum daesa_status run_range(const struct daesa_split *split, const size_t *from,
                                   const size_t *to, int64_t next_us,
                                   daesa_split_put *put, void *context);

static enum daesa_status put_pieces(const struct daesa_range *range, const size_t *from,
                                    bool halves, daesa_split_put *put, void *context)
{
    size_t first[DAESA_SPLIT_MAX_TEXTS] = {0}, last[DAESA_SPLIT_MAX_TEXTS] = {0};
    enum daesa_status st = DAESA_OK;
    for (size_t k = 0; !st && k < range->n_pieces; k++) {
        for (size_t t = 0; t < range->n_parts; t++) {
            first[t] =
                from[t] + (k ? range->ends[t * DAESA_RANGE_MAX_PIECES + k - 1] : 0);
            last[t] = from[t] + range->ends[t * DAESA_RANGE_MAX_PIECES + k];
        }
        size_t end = last[0] - from[0];
        int64_t next_us =
            end < range->parts[0].n ? range->times[end].start_us : range->next_us;
        if (halves)
            st = run_range(range->split, first, last, next_us, put, context);
        else
            st = put(context, first, last,
                     daesa_range_said(range, first[0] - from[0], last[0] - from[0]));
    }
    return st;
}

static void take_range(struct daesa_range *range, const size_t *from, const size_t *to)
{
    const struct daesa_split *split = range->split;
    range->times = split->times + from[0];
    for (size_t t = 0; t < range->n_parts; t++) {
        struct daesa_range_part *part = &range->parts[t];
        part->tokens = split->texts[t].tokens + from[t];
        part->n = to[t] - from[t];
        part->profile = split->texts[t].profile;
        if (part->profile)
            part->room = daesa_lines_room_of(part->profile);
    }
    choose_main(range);
}

/* Ranges that are too long for the search are halved first. Each half is shorter
 * than three quarters of the whole, so this does not go deep. */
static enum daesa_status run_range(const struct daesa_split *split, const size_t *from,
                                   const size_t *to, int64_t next_us,
                                   daesa_split_put *put, void *context)
{
    struct daesa_range range = {
        .split = split, .n_parts = split->n_texts, .next_us = next_us};
    take_range(&range, from, to);
    bool halves = range.parts[longest(&range)].n > MAX_TOKENS;
    enum daesa_status st = DAESA_OK;
    bool is_empty = range.parts[0].n == 0 || !range.parts[range.main].profile;
    if (is_empty) {
        size_t first = from[0] ? from[0] - 1 : 0;
        st = put(context, from, to, split->times[first]);
    } else {
        st = divide_range(&range, halves);
        if (!st)
            st = put_pieces(&range, from, halves, put, context);
    }
    finish_range(&range);
    return st;
}

bool daesa_split_needed(const struct daesa_split *split)
{
    struct daesa_range range = {
        .split = split, .n_parts = split->n_texts, .next_us = split->next_us};
    size_t from[DAESA_SPLIT_MAX_TEXTS] = {0}, to[DAESA_SPLIT_MAX_TEXTS];
    for (size_t t = 0; t < split->n_texts; t++)
        to[t] = split->texts[t].n;
    take_range(&range, from, to);
    return range.parts[0].n && range.parts[range.main].profile && must_divide(&range);
}

enum daesa_status daesa_split_run(const struct daesa_split *split, daesa_split_put *put,
                                  void *context)
{
    size_t from[DAESA_SPLIT_MAX_TEXTS] = {0}, to[DAESA_SPLIT_MAX_TEXTS];
    for (size_t t = 0; t < split->n_texts; t++)
        to[t] = split->texts[t].n;
    return run_range(split, from, to, split->next_us, put, context);
}
