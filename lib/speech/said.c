/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "speech/said.h"

#include "speech/chain.h"

#include <math.h>
#include <stdlib.h>

#define ROUNDS 3
#define COHORT 30
#define LEAST_COHORT 8
/* The best of the cohort may say the same by chance. */
#define LEFT_OUT 2
/* A word or two fit in many places, and greetings are swallowed. */
#define LEAST_PHONES 14
/* Neighbours may be heard in the same place. */
#define NEIGHBOURS 2
#define FOLDED_LINES 160 /* that are adapted to in all, more or less */
#define MOST_FOLDS 5

struct said {
    const struct daesa_hearing *hearing;
    const struct daesa_reading *spoken;
    const struct daesa_search_place *places;
    struct daesa_graph graph;
    struct daesa_emission emission;
    struct daesa_learner learner;
    struct daesa_phone_chain chain;
    uint32_t *path; /* the state of each frame */
    size_t *gaps;   /* the gap before each line in the graph */
};

static bool can_be_judged(const struct said *s, size_t line)
{
    return s->places[line].to > s->places[line].from &&
           s->spoken->lines[line].n_phones > 0;
}

static enum daesa_status open_said(struct said *s)
{
    const struct daesa_reading *spoken = s->spoken;
    s->emission.features = s->hearing->features;
    s->emission.n_frames = s->hearing->n;
    s->learner = (struct daesa_learner){
        .spoken = spoken, .hearing = s->hearing, .emission = &s->emission};
    s->path = calloc(s->hearing->n, sizeof *s->path);
    s->gaps = calloc(spoken->n_lines + 1, sizeof *s->gaps);
    enum daesa_status st = daesa_learner_open(&s->learner);
    if (!st && (!s->path || !s->gaps))
        st = DAESA_NO_MEMORY;
    if (!st)
        st = daesa_graph_make(&s->graph, spoken, false);
    for (size_t i = 0, gap = 0; !st && i < spoken->n_lines; i++) {
        s->gaps[i] = gap;
        gap += spoken->lines[i].n_phones > 0;
    }
    return st;
}

static void close_said(struct said *s)
{
    daesa_graph_finish(&s->graph);
    daesa_learner_finish(&s->learner);
    daesa_emission_finish(&s->emission);
    daesa_phone_chain_finish(&s->chain);
    free(s->path);
    free(s->gaps);
}

/* The states of the chain as those of the graph. */
static void take_way(struct said *s, size_t line, uint32_t *way)
{
    const struct daesa_phone_chain *chain = &s->chain;
    uint32_t gap = s->graph.gaps[s->gaps[line]];
    for (size_t t = 0; t < chain->n_frames; t++) {
        bool is_after = way[t] + 1 == chain->n;
        if (way[t] && !is_after)
            way[t] += gap + DAESA_GAP_STATES - 1;
        else
            way[t] = (is_after ? s->graph.gaps[s->gaps[line] + 1] : gap) +
                     daesa_phone_chain_is_filler(chain, t);
    }
}

/* Where nobody looks there may be anything. */
static void forget_path(struct said *s)
{
    for (size_t t = 0; t < s->hearing->n; t++)
        s->path[t] = s->graph.gaps[0] + 1;
}

/* Puts every line where it fits best in its place. */
static enum daesa_status place_lines(struct said *s)
{
    const struct daesa_reading *spoken = s->spoken;
    enum daesa_status st = DAESA_OK;
    forget_path(s);
    for (size_t i = 0; !st && i < spoken->n_lines; i++) {
        const struct daesa_reading_line *line = &spoken->lines[i];
        double score = 0;
        if (!can_be_judged(s, i))
            continue;
        st = daesa_phone_chain_hear(&s->chain, &s->emission, s->places[i].from,
                                    s->places[i].to);
        if (!st)
            st = daesa_phone_chain_string(&s->chain, spoken->phones + line->first_phone,
                                          line->n_phones);
        if (!st)
            st = daesa_phone_chain_walk(&s->chain, s->path + s->places[i].from, &score);
        if (!st && isfinite(score))
            take_way(s, i, s->path + s->places[i].from);
    }
    return st;
}

static enum daesa_status fit_models(struct said *s)
{
    enum daesa_status st = daesa_learner_acquaint(&s->learner);
    for (int round = 0; !st && round < ROUNDS; round++) {
        st = daesa_learner_teach(&s->learner);
        if (!st)
            st = place_lines(s);
        if (!st)
            daesa_learner_adapt(&s->learner, &s->graph, s->path);
    }
    return st;
}

/* The phones that no cohort of a line may come from: its own and its neighbours'. */
static void barred(const struct said *s, size_t line, size_t *from, size_t *to)
{
    const struct daesa_reading *spoken = s->spoken;
    size_t first = line < NEIGHBOURS ? 0 : line - NEIGHBOURS;
    size_t last =
        line + NEIGHBOURS < spoken->n_lines ? line + NEIGHBOURS : spoken->n_lines - 1;
    *from = spoken->n_phones;
    *to = 0;
    for (size_t i = first; i <= last; i++) {
        const struct daesa_reading_line *l = &spoken->lines[i];
        if (l->n_phones && l->first_phone < *from)
            *from = l->first_phone;
        if (l->n_phones && l->first_phone + l->n_phones > *to)
            *to = l->first_phone + l->n_phones;
    }
}

static int compare(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

/* By how many deviations `own` is better than a cohort. */
static float deviations(double own, double *cohort, size_t n)
{
    double sum = 0, squares = 0;
    qsort(cohort, n, sizeof *cohort, compare);
    n -= LEFT_OUT;
    for (size_t i = 0; i < n; i++)
        sum += cohort[i];
    double mean = sum / (double)n;
    for (size_t i = 0; i < n; i++)
        squares += (cohort[i] - mean) * (cohort[i] - mean);
    double spread = sqrt(squares / (double)(n - 1));
    return spread > 0 ? (float)((own - mean) / spread) : NAN;
}

static enum daesa_status score(struct said *s, size_t first, size_t n, double *out)
{
    enum daesa_status st =
        daesa_phone_chain_string(&s->chain, s->spoken->phones + first, n);
    if (!st)
        *out = daesa_phone_chain_score(&s->chain);
    return st;
}

static enum daesa_status judge(struct said *s, size_t line, float *out)
{
    const struct daesa_reading_line *l = &s->spoken->lines[line];
    double own = 0, cohort[COHORT] = {0};
    size_t from, to, n = 0, room = s->spoken->n_phones - l->n_phones;
    barred(s, line, &from, &to);
    enum daesa_status st = daesa_phone_chain_hear(
        &s->chain, &s->emission, s->places[line].from, s->places[line].to);
    if (!st)
        st = score(s, l->first_phone, l->n_phones, &own);
    for (size_t i = 0; !st && isfinite(own) && i < COHORT; i++) {
        size_t first = room * i / (COHORT - 1);
        if (first + l->n_phones > from && first < to)
            continue;
        st = score(s, first, l->n_phones, &cohort[n]);
        n += isfinite(cohort[n]);
    }
    if (!st && !isfinite(own))
        *out = -INFINITY;
    else if (!st && n >= LEAST_COHORT)
        *out = deviations(own, cohort, n);
    return st;
}

enum daesa_status daesa_said_measure(const struct daesa_hearing *hearing,
                                     const struct daesa_reading *spoken,
                                     const struct daesa_search_place *places, float *out)
{
    struct said s = {.hearing = hearing, .spoken = spoken, .places = places};
    struct daesa_folds folds = {0};
    for (size_t i = 0; i < spoken->n_lines; i++)
        out[i] = NAN;
    enum daesa_status st =
        daesa_folds_make(&folds, spoken, SIZE_MAX, FOLDED_LINES, MOST_FOLDS);
    if (!st)
        st = open_said(&s);
    if (!st)
        st = fit_models(&s);
    for (size_t fold = 0; !st && fold < folds.n; fold++) {
        st = daesa_learner_leave_out(&s.learner, &s.graph, s.path, &folds, fold);
        for (size_t i = fold; !st && i < folds.n_parts; i += folds.n) {
            size_t line = folds.parts[i].line;
            if (can_be_judged(&s, line) && folds.parts[i].n_phones >= LEAST_PHONES)
                st = judge(&s, line, &out[line]);
        }
    }
    daesa_folds_finish(&folds);
    close_said(&s);
    return st;
}
