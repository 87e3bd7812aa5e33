/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "speech/seeds.h"

#include "core/array.h"
#include "speech/mel.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_FRAMES 60000
#define NEXT_FRAMES 12000
#define SPREAD_FRAMES 5    /* weight of the variance of all frames */
#define LEAST_VARIANCE 0.3 /* as a share of that of all frames */

struct daesa_seed_span {
    size_t phone, from, to; /* frames of the voice */
    size_t line_from, line_to;
};

bool daesa_seeds_full(const struct daesa_seeds *seeds)
{
    return seeds->n_rows >= (seeds->n_voices ? NEXT_FRAMES : FIRST_FRAMES);
}

void daesa_seeds_hear(struct daesa_seeds *seeds, size_t n_rows)
{
    seeds->line = seeds->n_rows;
    seeds->n_rows += n_rows;
}

enum daesa_status daesa_seeds_mark(struct daesa_seeds *seeds, size_t phone, size_t from,
                                   size_t to)
{
    size_t end = seeds->n_rows;
    if (to > end - seeds->line)
        return DAESA_OK;
    struct daesa_seed_span *spans = daesa_array_grow(seeds->spans, &seeds->cap_spans,
                                                     seeds->n_spans + 1, sizeof *spans);
    if (!spans)
        return DAESA_NO_MEMORY;
    seeds->spans = spans;
    spans[seeds->n_spans++] = (struct daesa_seed_span){
        phone, seeds->line + from, seeds->line + to, seeds->line, end};
    return DAESA_OK;
}

static enum daesa_status grow_moments(struct daesa_seeds *seeds, size_t n_phones)
{
    size_t had = seeds->n_phones * DAESA_PHONE_STATES,
           want = n_phones * DAESA_PHONE_STATES;
    if (want <= had)
        return DAESA_OK;
    struct daesa_moments *m = realloc(seeds->moments, want * sizeof *m);
    if (!m)
        return DAESA_NO_MEMORY;
    memset(m + had, 0, (want - had) * sizeof *m);
    seeds->moments = m;
    seeds->n_phones = n_phones;
    return DAESA_OK;
}

/* Deals the frames of a span out to the states of its phone, a third each. */
static void count_span(struct daesa_seeds *seeds, const struct daesa_seed_span *span,
                       const float *features)
{
    struct daesa_moments *m = seeds->moments + span->phone * DAESA_PHONE_STATES;
    size_t n = span->to - span->from;
    for (size_t s = 0; s < DAESA_PHONE_STATES; s++) {
        size_t from = s * n / DAESA_PHONE_STATES, to = (s + 1) * n / DAESA_PHONE_STATES;
        if (to <= from)
            to = from + 1;
        for (size_t i = from; i < to; i++)
            daesa_moments_add(&m[s], 1, features + (span->from + i) * DAESA_FEATURES);
    }
}

/* Differences do not reach across lines: each has features of its own. */
static void make_features(const struct daesa_seeds *seeds, const float *cepstra,
                          const struct daesa_normal *normal, float *features)
{
    for (size_t i = 0, line = SIZE_MAX; i < seeds->n_spans; i++) {
        const struct daesa_seed_span *span = &seeds->spans[i];
        if (span->line_from == line)
            continue;
        line = span->line_from;
        daesa_features(cepstra + line * DAESA_CEPSTRA, span->line_to - line, normal,
                       features + line * DAESA_FEATURES);
    }
}

enum daesa_status daesa_seeds_measure(struct daesa_seeds *seeds, size_t n_phones)
{
    size_t n = seeds->log_mel.n_rows;
    struct daesa_normal normal;
    float *cepstra = calloc(n + 1, DAESA_CEPSTRA * sizeof *cepstra);
    float *features = calloc(n + 1, DAESA_FEATURES * sizeof *features);
    enum daesa_status st =
        cepstra && features ? grow_moments(seeds, n_phones) : DAESA_NO_MEMORY;
    if (!st) {
        daesa_cepstra(seeds->log_mel.v, n, cepstra);
        st = daesa_normal_measure(seeds->log_mel.v, cepstra, n, &normal);
    }
    if (!st) {
        make_features(seeds, cepstra, &normal, features);
        for (size_t i = 0; i < seeds->n_spans; i++)
            count_span(seeds, &seeds->spans[i], features);
    }
    free(cepstra);
    free(features);
    daesa_matrix_finish(&seeds->log_mel);
    seeds->n_spans = seeds->line = seeds->n_rows = 0;
    seeds->n_voices++;
    return st;
}

static double variance_of(const struct daesa_moments *m, int d)
{
    double mean = m->sum[d] / m->count;
    return m->squares[d] / m->count - mean * mean;
}

static void make_state(const struct daesa_moments *m, const struct daesa_moments *all,
                       struct daesa_gauss *out)
{
    for (int d = 0; d < DAESA_FEATURES; d++) {
        double every = variance_of(all, d),
               own = m->count > 0 ? variance_of(m, d) : every;
        double mean = m->count > 0 ? m->sum[d] / m->count : all->sum[d] / all->count;
        double variance =
            (own * m->count + every * SPREAD_FRAMES) / (m->count + SPREAD_FRAMES);
        double least = LEAST_VARIANCE * every + 1e-6;
        out->mean[d] = (float)mean;
        out->variance[d] = (float)(variance > least ? variance : least);
    }
}

enum daesa_status daesa_seeds_make(const struct daesa_seeds *seeds,
                                   struct daesa_gauss **out)
{
    size_t n = seeds->n_phones * DAESA_PHONE_STATES;
    struct daesa_moments all = {0};
    struct daesa_gauss *gausses = calloc(n + 1, sizeof *gausses);
    if (!gausses)
        return DAESA_NO_MEMORY;
    for (size_t k = 0; k < n; k++)
        daesa_moments_join(&all, &seeds->moments[k]);
    for (size_t k = 0; k < n && all.count > 0; k++)
        make_state(&seeds->moments[k], &all, &gausses[k]);
    *out = gausses;
    return DAESA_OK;
}

void daesa_seeds_finish(struct daesa_seeds *seeds)
{
    daesa_matrix_finish(&seeds->log_mel);
    free(seeds->spans);
    free(seeds->moments);
    *seeds = (struct daesa_seeds){0};
}
