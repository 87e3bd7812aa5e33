/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "speech/viterbi.h"

#include "core/array.h"
#include "speech/wide.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PAD 8 /* dead states around the scores, so that nobody looks outside */
#define SETTLE_STEPS 2048
#define BLOCK 16        /* states that are looked at together */
#define LEAVE_COST 1.0f /* from the silence behind a filler back into the filler */

/* Where a state was entered from: that many states back, or one of these. */
enum { FROM_NEXT = 8, FROM_GAP = 9 };

/* The ways into the active states of one step. */
struct column {
    uint32_t low, high; /* states [low, high) */
    size_t at;          /* of state `low`, in `ways` */
};

struct search {
    const struct daesa_graph *graph;
    const struct daesa_viterbi_opts *opts;
    float *scores;          /* owned: room for the four below, PAD around each */
    float *now, *next;      /* of the step before and of this one */
    float *age, *next_age;  /* steps that the best way into a state has been in it */
    const float *emit;      /* scores of this step, by what a state emits */
    struct column *columns; /* owned: of the steps from `settled` on */
    size_t settled, n_columns, cap_columns;
    uint8_t *ways; /* owned */
    size_t n_ways, cap_ways;
};

static bool open_search(struct search *v)
{
    size_t n = v->graph->n + 2 * PAD;
    v->scores = calloc(4 * n, sizeof *v->scores);
    if (!v->scores)
        return false;
    v->now = v->scores + PAD;
    v->next = v->now + n;
    v->age = v->next + n;
    v->next_age = v->age + n;
    for (size_t i = 0; i < 2 * n; i++)
        v->scores[i] = -INFINITY;
    return true;
}

static void close_search(struct search *v)
{
    free(v->scores);
    free(v->columns);
    free(v->ways);
}

static struct column *add_column(struct search *v, uint32_t low, uint32_t high)
{
    struct column *columns =
        daesa_array_grow(v->columns, &v->cap_columns, v->n_columns + 1, sizeof *columns);
    if (!columns)
        return NULL;
    v->columns = columns;
    size_t need = v->n_ways + (high - low);
    if (need > v->cap_ways) {
        uint8_t *ways = realloc(v->ways, need + need / 2);
        if (!ways)
            return NULL;
        v->ways = ways;
        v->cap_ways = need + need / 2;
    }
    columns[v->n_columns] = (struct column){low, high, v->n_ways};
    v->n_ways += high - low;
    return &columns[v->n_columns++];
}

/* Scores of staying in each state of a window. */
DAESA_WIDE static void stay(size_t n, const float *restrict now,
                            const float *restrict cost, const float *restrict age,
                            const float *restrict patience,
                            const float *restrict overstay, float *restrict next)
{
    for (size_t i = 0; i < n; i++) {
        float late = overstay[i];
        next[i] = now[i] - cost[i] - (age[i] < patience[i] ? 0 : late);
    }
}

/* Scores of coming from one of the two states before, where that is better. */
DAESA_WIDE static void move(size_t n, const float *restrict now,
                            const float *restrict from1, const float *restrict from2,
                            float *restrict next, uint8_t *restrict way)
{
    for (size_t i = 0; i < n; i++) {
        float a = next[i], b = now[(ptrdiff_t)i - 1] - from1[i];
        float c = now[(ptrdiff_t)i - 2] - from2[i];
        float best = a > b ? a : b, most = c > best ? c : best;
        way[i] = (uint8_t)((most > a) + (most > best));
        next[i] = most;
    }
}

DAESA_WIDE static void grow_old(size_t n, const uint8_t *restrict way,
                                const float *restrict age, float *restrict next_age)
{
    for (size_t i = 0; i < n; i++) {
        float older = age[i] + 1;
        next_age[i] = way[i] ? 1 : older;
    }
}

static void emit(size_t n, const uint16_t *restrict what, const float *restrict scores,
                 float *restrict next)
{
    for (size_t i = 0; i < n; i++)
        next[i] += scores[what[i]];
}

/* The states of a window, each from itself or one of the two before it. */
static void advance(const struct search *v, const struct column *c)
{
    const struct daesa_graph *g = v->graph;
    const size_t low = c->low, n = c->high - c->low;
    float *next = v->next + low;
    uint8_t *way = v->ways + c->at;
    stay(n, v->now + low, g->stay + low, v->age + low, g->patience + low,
         g->overstay + low, next);
    move(n, v->now + low, g->from1 + low, g->from2 + low, next, way);
    grow_old(n, way, v->age + low, v->next_age + low);
    emit(n, g->emit + low, v->emit, next);
}

/* The best way into one state so far. */
struct best {
    float score;
    uint8_t way;
};

static void offer(struct best *best, float score, uint8_t way)
{
    if (score > best->score)
        *best = (struct best){score, way};
}

/* State k of a gap, or (k = 3) the first of the line behind it: they have more
 * ways in than other states. */
static struct best enter_gap(const struct search *v, size_t gap, size_t k)
{
    const struct daesa_graph *g = v->graph;
    const float *first = v->now + g->gaps[gap];
    const float go = g->go, enter = go + v->opts->enter;
    float line = gap ? first[-1] : -INFINITY;
    size_t state = g->gaps[gap] + k;
    float over = v->age[state] < g->patience[state] ? 0 : g->overstay[state];
    struct best best = {first[k] - g->stay[state] - over, 0};
    if (k == 0)
        offer(&best, line - go, 1);
    if (k == 1) {
        offer(&best, line - enter, 2);
        offer(&best, first[0] - enter, 1);
        offer(&best, first[2] - go - LEAVE_COST, FROM_NEXT);
        if (gap && v->opts->skip > 0)
            offer(&best, v->now[g->gaps[gap - 1] + 1] - v->opts->skip, FROM_GAP);
    }
    if (k == 2)
        offer(&best, first[1] - go, 1);
    for (uint8_t back = 1; k == 3 && back <= 3; back++)
        offer(&best, first[3 - back] - go, back);
    if (k == 3)
        offer(&best, line - go, 4);
    return best;
}

static void advance_gaps(const struct search *v, const struct column *c)
{
    const struct daesa_graph *g = v->graph;
    for (size_t gap = daesa_graph_gap(g, c->low); gap < g->n_gaps; gap++) {
        size_t first = g->gaps[gap];
        if (first >= c->high)
            return;
        for (size_t s = first; s <= first + DAESA_GAP_STATES && s < g->n; s++) {
            if (s < c->low || s >= c->high)
                continue;
            struct best best = enter_gap(v, gap, s - first);
            v->next[s] = best.score + v->emit[g->emit[s]];
            v->next_age[s] = best.way ? 1 : v->age[s] + 1;
            v->ways[c->at + (s - c->low)] = best.way;
        }
    }
}

/* Drops what is hopeless at both ends of the window. */
static void prune(const struct search *v, uint32_t *low, uint32_t *high)
{
    const float *now = v->now;
    if (v->opts->beam > 0) {
        float best = daesa_wide_max(now + *low, *high - *low) - v->opts->beam;
        while (*low + BLOCK < *high && daesa_wide_max(now + *low, BLOCK) < best)
            *low += BLOCK;
        while (*low + 1 < *high && now[*low] < best)
            ++*low;
        while (*high > *low + BLOCK && daesa_wide_max(now + *high - BLOCK, BLOCK) < best)
            *high -= BLOCK;
        while (*high > *low + 1 && now[*high - 1] < best)
            --*high;
    }
    while (v->opts->max_width && *high - *low > v->opts->max_width) {
        if (now[*low] < now[*high - 1])
            ++*low;
        else
            --*high;
    }
}

/* The window of step `t`: what is alive, what can be reached from there, within
 * the limits. */
static void next_window(const struct search *v, size_t t, uint32_t *low, uint32_t *high)
{
    const struct daesa_graph *g = v->graph;
    prune(v, low, high);
    size_t reach = *high + DAESA_GAP_STATES + 1;
    size_t gap = v->opts->skip > 0 ? daesa_graph_gap(g, *high) : g->n_gaps;
    if (gap < g->n_gaps && g->gaps[gap] + 2 > reach)
        reach = g->gaps[gap] + 2;
    *high = (uint32_t)(reach < g->n ? reach : g->n);
    if (v->opts->low && *low < v->opts->low[t])
        *low = v->opts->low[t];
    if (v->opts->high && *high > v->opts->high[t])
        *high = v->opts->high[t];
    if (*high <= *low)
        *high = *low + 1;
}

static uint32_t step_back(const struct search *v, size_t t, uint32_t state)
{
    const struct column *c = &v->columns[t - v->settled];
    uint8_t way = v->ways[c->at + (state - c->low)];
    if (way == FROM_NEXT)
        return state + 1;
    if (way == FROM_GAP)
        return v->graph->gaps[daesa_graph_gap(v->graph, state) - 1] + 1;
    return state - way;
}

/* Writes the path from step `t` in `state` back to the last settled step. */
static void trace(const struct search *v, size_t t, uint32_t state, uint32_t *path)
{
    for (; t > v->settled; t--)
        state = step_back(v, t, path[t] = state);
    path[t] = state;
}

/* Forgets the columns of the steps before `t`. */
static void forget(struct search *v, size_t t)
{
    size_t drop = t - v->settled, bytes = v->columns[drop].at;
    memmove(v->ways, v->ways + bytes, v->n_ways - bytes);
    v->n_ways -= bytes;
    v->n_columns -= drop;
    memmove(v->columns, v->columns + drop, v->n_columns * sizeof *v->columns);
    for (size_t i = 0; i < v->n_columns; i++)
        v->columns[i].at -= bytes;
    v->settled = t;
}

/* Steps before the one at which all living ways meet are decided: writes them
 * to the path and forgets their columns. */
static enum daesa_status settle(struct search *v, uint32_t *path)
{
    const struct column *c = &v->columns[v->n_columns - 1];
    size_t n = 0, t = v->settled + v->n_columns - 1;
    uint32_t *front = malloc((c->high - c->low) * sizeof *front);
    if (!front)
        return DAESA_NO_MEMORY;
    for (uint32_t s = c->low; s < c->high; s++)
        if (v->now[s] > -INFINITY)
            front[n++] = s;
    for (; t > v->settled && n > 1; t--) {
        size_t kept = 0;
        for (size_t i = 0; i < n; i++) {
            uint32_t s = step_back(v, t, front[i]);
            if (!kept || front[kept - 1] != s)
                front[kept++] = s;
        }
        n = kept;
    }
    if (n == 1 && t > v->settled) {
        trace(v, t, front[0], path);
        forget(v, t);
    }
    free(front);
    return DAESA_OK;
}

static void start(const struct search *v, const struct column *c)
{
    const struct daesa_graph *g = v->graph;
    v->next[0] = v->emit[g->emit[0]];
    if (c->high > 1)
        v->next[1] = v->emit[g->emit[1]] - v->opts->enter;
    if (c->high > DAESA_GAP_STATES)
        v->next[DAESA_GAP_STATES] = v->emit[g->emit[DAESA_GAP_STATES]];
}

static enum daesa_status finish(const struct search *v, uint32_t *path, double *score)
{
    const struct daesa_graph *g = v->graph;
    if (v->n_columns == 0)
        return DAESA_NOT_FOUND;
    const struct column *c = &v->columns[v->n_columns - 1];
    uint32_t best = UINT32_MAX;
    for (uint32_t s = (uint32_t)g->n - DAESA_GAP_STATES - (g->n_gaps > 1); s < g->n; s++)
        if (s >= c->low && s < c->high && v->now[s] > -INFINITY &&
            (best == UINT32_MAX || v->now[s] > v->now[best]))
            best = s;
    if (best == UINT32_MAX)
        return DAESA_NOT_FOUND;
    *score = v->now[best];
    trace(v, v->settled + v->n_columns - 1, best, path);
    return DAESA_OK;
}

static void swap(float **a, float **b)
{
    float *c = *a;
    *a = *b;
    *b = c;
}

/* The array of the coming step still holds the scores of two steps ago: those
 * outside the new window must not be seen again. */
static void wipe(float *scores, const struct column *old, uint32_t low, uint32_t high)
{
    for (uint32_t s = old->low; s < low && s < old->high; s++)
        scores[s] = -INFINITY;
    for (uint32_t s = high > old->low ? high : old->low; s < old->high; s++)
        scores[s] = -INFINITY;
}

static enum daesa_status walk(struct search *v, struct daesa_emission *emission,
                              uint32_t *path)
{
    const struct daesa_viterbi_opts *opts = v->opts;
    size_t n = daesa_emission_steps(emission);
    uint32_t low = 0, high = (uint32_t)(v->graph->n < 4 ? v->graph->n : 4);
    struct column last = {0}, before = {0};
    for (size_t t = 0; t < n; t++) {
        if (t)
            next_window(v, t, &low, &high);
        const struct column *c = add_column(v, low, high);
        if (!c)
            return DAESA_NO_MEMORY;
        v->emit = daesa_emission_next(emission);
        wipe(v->next, &before, low, high);
        if (t) {
            advance(v, c);
            advance_gaps(v, c);
        } else
            start(v, c);
        before = last;
        last = *c;
        swap(&v->now, &v->next);
        swap(&v->age, &v->next_age);
        if (t % SETTLE_STEPS != SETTLE_STEPS - 1)
            continue;
        enum daesa_status st = settle(v, path);
        double share = (double)t / (double)n * (opts->share_to - opts->share_from);
        if (st)
            return st;
        if (!daesa_progress_step(opts->progress, opts->phase, opts->share_from + share))
            return DAESA_CANCELLED;
    }
    return DAESA_OK;
}

enum daesa_status daesa_viterbi(const struct daesa_graph *graph,
                                struct daesa_emission *emission,
                                const struct daesa_viterbi_opts *opts, uint32_t *path,
                                double *score)
{
    struct search v = {.graph = graph, .opts = opts};
    enum daesa_status st = open_search(&v) ? DAESA_OK : DAESA_NO_MEMORY;
    if (!st)
        st = daesa_emission_walk(emission, opts->single_threaded);
    if (!st)
        st = walk(&v, emission, path);
    daesa_emission_rest(emission);
    if (!st)
        st = finish(&v, path, score);
    close_search(&v);
    return st;
}
