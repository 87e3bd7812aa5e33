/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "speech/search.h"

#include "speech/viterbi.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The figures below were measured on the clips of `make bench`. */
#define ROUNDS 5
#define LATE_ROUND 3      /* from here on lines may be left out */
#define SKIP_COST 80.0f   /* of leaving a line out */
#define DENSE_BEAM 500    /* wide enough to lose nothing on a clip of minutes; */
#define SPARSE_BEAM 1500  /* long talk that is not in the text needs more */
#define EXACT_CELLS 1e8   /* states times frames that are walked without a coarse walk */
#define COARSE_BAND 2000  /* frames that the coarse walk may be wrong by */
#define BAND 6000         /* frames that a line may move by in one round */
#define COARSE_WIDTH 3000 /* states: some four minutes of text */
#define DENSE_COVERAGE 0.85 /* from here on up the text is taken for complete, */
#define SPARSE_COVERAGE 0.6 /* and from here on down for a few lines of many */

/* Lines that cover little of a short clip may be few of many, or said slowly: both
 * are tried, and complete wins where it explains the frames so much better. */
#define SHORT_FRAMES 6000
#define SLOW_GAIN 0.3

struct work {
    struct daesa_search *search;
    struct daesa_gauss *start; /* the models of the first fine walk */
    uint32_t *low, *high;      /* limits of each step */
    double sparse;             /* 0: the text is complete, 1: it is a few lines of many */
    int n_walks, most_walks;   /* for the progress */
    bool is_wide;              /* the coarse walk cannot see all of the text at once */
    bool is_charted; /* where the lines are is roughly known, and the models know
                        the clip: lines may be left out */
};

/* Between the figure for complete texts and the one for a few lines of many. */
static float mix(const struct work *w, double dense, double sparse)
{
    return (float)(dense + w->sparse * (sparse - dense));
}

static enum daesa_status open_work(struct work *w)
{
    struct daesa_search *s = w->search;
    size_t n = s->hearing->n;
    s->emission.features = s->hearing->features;
    s->emission.n_frames = n;
    s->learner = (struct daesa_learner){
        .spoken = s->spoken, .hearing = s->hearing, .emission = &s->emission};
    w->low = calloc(n, sizeof *w->low);
    w->high = calloc(n, sizeof *w->high);
    s->path = calloc(n, sizeof *s->path);
    s->places = calloc(s->spoken->n_lines + 1, sizeof *s->places);
    enum daesa_status st = daesa_learner_open(&w->search->learner);
    w->start = calloc(s->learner.n_models + 1, sizeof *w->start);
    if (!w->start || !w->low || !w->high || !s->path || !s->places)
        return DAESA_NO_MEMORY;
    return st;
}

/* 0: the text is complete, 1: it is a few lines of many. */
static double sparseness(double coverage)
{
    double x = (DENSE_COVERAGE - coverage) / (DENSE_COVERAGE - SPARSE_COVERAGE);
    return x < 0 ? 0 : x > 1 ? 1 : x;
}

static void close_work(struct work *w)
{
    free(w->start);
    free(w->low);
    free(w->high);
}

/* Narrows the limits of the steps to what the hints allow. */
static void limit_by_hints(struct work *w, size_t n, size_t frames)
{
    const struct daesa_search *s = w->search;
    const struct daesa_graph *g = &s->graph;
    for (size_t gap = 0; s->hints && gap + 1 < g->n_gaps; gap++) {
        struct daesa_search_hint hint = s->hints[g->lines[gap]];
        uint32_t line = g->gaps[gap] + DAESA_GAP_STATES;
        for (size_t t = 0; t < hint.from / frames && t < n; t++)
            w->high[t] = w->high[t] < line ? w->high[t] : line;
        for (size_t t = hint.to / frames; hint.to != SIZE_MAX && t < n; t++)
            w->low[t] = w->low[t] > line ? w->low[t] : line;
    }
}

/* The limits of the steps: `band` steps to both sides of the path before, where
 * `band` is not 0. */
static void limit(struct work *w, size_t n, size_t frames, size_t band)
{
    const struct daesa_search *s = w->search;
    const struct daesa_graph *g = &s->graph;
    for (size_t t = 0; t < n; t++) {
        w->low[t] = 0;
        w->high[t] = (uint32_t)g->n;
        if (band && t > band && s->path[t - band] > DAESA_GAP_STATES)
            w->low[t] = s->path[t - band] - DAESA_GAP_STATES;
        if (band && t + band < n && s->path[t + band] + DAESA_GAP_STATES + 1 < g->n)
            w->high[t] = s->path[t + band] + DAESA_GAP_STATES + 1;
    }
    limit_by_hints(w, n, frames);
}

/* What a walk through the graph costs. `round` counts from 0, the coarse walk;
 * the fine ones begin at 1. */
static struct daesa_viterbi_opts costs(struct work *w, int round)
{
    const struct daesa_search *s = w->search;
    bool is_coarse = s->emission.is_coarse, is_far = is_coarse && w->is_wide;
    bool late = w->is_charted || round >= LATE_ROUND;
    w->search->emission.filler_bias = late ? mix(w, -0.55, 0) : mix(w, -0.45, 0.8);
    /* A window that does not hold all lines must not wait in a filler for what
     * the seeds do not know yet. */
    if (is_far && !w->is_charted)
        w->search->emission.filler_bias = mix(w, -1.15, 0.3);
    /* Where many lines in a row are left out, no beam is wide enough: a charted
     * walk has its band instead. */
    bool has_beam = round > 1 && !w->is_charted;
    return (struct daesa_viterbi_opts){
        .low = w->low,
        .high = w->high,
        .enter = late ? mix(w, 25, 10) : mix(w, 25, 5),
        .skip = late ? SKIP_COST : 0,
        .beam = has_beam ? mix(w, DENSE_BEAM, SPARSE_BEAM) : 0,
        .max_width = is_far ? COARSE_WIDTH : 0,
        .single_threaded = s->single_threaded,
        .progress = s->progress,
        .phase = "aligning",
        .share_from = (double)w->n_walks / w->most_walks,
        .share_to = (double)(w->n_walks + 1) / w->most_walks,
    };
}

static enum daesa_status decode(struct work *w, int round, size_t band)
{
    struct daesa_search *s = w->search;
    struct daesa_viterbi_opts opts = costs(w, round);
    double score;
    enum daesa_status st = daesa_learner_teach_loop(&s->learner, s->single_threaded);
    if (st)
        return st;
    limit(w, daesa_emission_steps(&s->emission), s->emission.is_coarse ? 2 : 1, band);
    st = daesa_viterbi(&s->graph, &s->emission, &opts, s->path, &score);
    for (; st == DAESA_NOT_FOUND && (opts.beam > 0 || opts.max_width);) {
        opts.beam = opts.beam < 10 * SPARSE_BEAM ? 3 * opts.beam : 0;
        opts.max_width = opts.max_width < 10 * COARSE_WIDTH ? 3 * opts.max_width : 0;
        st = daesa_viterbi(&s->graph, &s->emission, &opts, s->path, &score);
    }
    w->n_walks++;
    return st;
}

/* Notes where each line is on the path. */
static void place(struct daesa_search *s)
{
    const struct daesa_reading *spoken = s->spoken;
    size_t line = 0;
    memset(s->places, 0, spoken->n_lines * sizeof *s->places);
    for (size_t t = 0; t < s->hearing->n; t++) {
        int32_t phone = s->graph.phone[s->path[t]];
        if (phone < 0)
            continue;
        while ((size_t)phone >=
               spoken->lines[line].first_phone + spoken->lines[line].n_phones)
            line++;
        if (s->places[line].to == 0)
            s->places[line].from = t;
        s->places[line].to = t + 1;
    }
}

/* The path of the coarse graph as one of the fine graph: a phone that had one
 * state has DAESA_PHONE_STATES of them. */
static enum daesa_status refine_path(struct daesa_search *s)
{
    uint32_t *fine = malloc(s->graph.n * sizeof *fine), extra = 0;
    if (!fine)
        return DAESA_NO_MEMORY;
    for (uint32_t state = 0; state < s->graph.n; state++) {
        fine[state] = state + extra;
        extra += s->graph.phone[state] >= 0 ? DAESA_PHONE_STATES - 1 : 0;
    }
    for (size_t t = s->hearing->n; t-- > 0;)
        s->path[t] = fine[s->path[t / 2]];
    free(fine);
    return DAESA_OK;
}

/* Walks the coarse graph; then `graph` is the fine one, and `path` one of its
 * paths. */
static enum daesa_status walk_coarse(struct work *w)
{
    struct daesa_search *s = w->search;
    struct daesa_learner *l = &w->search->learner;
    daesa_graph_finish(&s->graph);
    enum daesa_status st = daesa_graph_make(&s->graph, s->spoken, true);
    if (!st && w->is_wide && w->sparse <= 0.5 && !w->is_charted)
        st = daesa_learner_acquaint(l);
    s->emission.is_coarse = true;
    if (!st)
        st = decode(w, 0, 0);
    s->emission.is_coarse = false;
    if (!w->is_charted)
        memcpy(l->models, w->start, l->n_models * sizeof *l->models);
    if (!st)
        st = refine_path(s);
    daesa_graph_finish(&s->graph);
    return st ? st : daesa_graph_make(&s->graph, s->spoken, false);
}

/* The first walk where an exact one would take long: near a coarse one. Where that
 * could not see all of the text at once it may be far off after much that is not in
 * the text; a second one, with models of what the first has surely found, is not. */
static enum daesa_status walk_far(struct work *w)
{
    struct daesa_search *s = w->search;
    enum daesa_status st = walk_coarse(w);
    if (!st)
        st = decode(w, 1, COARSE_BAND);
    if (st || !w->is_wide)
        return st;
    st = daesa_learner_adapt_to_best(&w->search->learner, &s->graph, s->path);
    w->is_charted = true;
    if (!st)
        st = walk_coarse(w);
    return st ? st : decode(w, 1, COARSE_BAND);
}

/* The score of a frame, with the same costs whatever the coverage, so that two
 * ways of walking can be compared. The path stays. */
static enum daesa_status rate(struct work *w, double *score)
{
    struct daesa_search *s = w->search;
    struct daesa_viterbi_opts opts = {.enter = 10,
                                      .skip = SKIP_COST,
                                      .low = w->low,
                                      .high = w->high,
                                      .single_threaded = s->single_threaded};
    uint32_t *path = calloc(s->hearing->n, sizeof *path);
    if (!path)
        return DAESA_NO_MEMORY;
    s->emission.filler_bias = 0;
    limit(w, daesa_emission_steps(&s->emission), 1, 0);
    enum daesa_status st = daesa_viterbi(&s->graph, &s->emission, &opts, path, score);
    *score /= (double)s->hearing->n;
    free(path);
    return st;
}

static enum daesa_status walk_rounds(struct work *w)
{
    struct daesa_search *s = w->search;
    struct daesa_learner *l = &w->search->learner;
    enum daesa_status st = daesa_graph_make(&s->graph, s->spoken, false);
    bool is_large = (double)s->graph.n * (double)s->hearing->n > EXACT_CELLS;
    if (!st && w->sparse > 0.5)
        st = daesa_learner_acquaint(l);
    memcpy(w->start, l->models, l->n_models * sizeof *w->start);
    w->is_wide = s->graph.n / DAESA_PHONE_STATES > COARSE_WIDTH;
    w->most_walks = ROUNDS - 1 + (is_large ? 3 : 0);
    if (!st)
        st = is_large ? walk_far(w) : decode(w, 1, 0);
    for (int round = 2; !st && round < ROUNDS; round++) {
        daesa_learner_adapt(l, &s->graph, s->path);
        st = decode(w, round, w->is_charted ? COARSE_BAND : BAND);
    }
    if (!st)
        place(s);
    return st;
}

/* Walks with one notion of how complete the text is. `score` may be NULL. */
static enum daesa_status walk(struct daesa_search *search, double sparse, double *score)
{
    struct work w = {.search = search, .sparse = sparse};
    search->sparse = sparse;
    enum daesa_status st = open_work(&w);
    if (!st)
        st = walk_rounds(&w);
    if (!st && score)
        st = rate(&w, score);
    close_work(&w);
    return st;
}

enum daesa_status daesa_search_run(struct daesa_search *search)
{
    struct daesa_search other = *search;
    other.progress = NULL;
    double score = 0, score_complete = 0;
    search->coverage = other.coverage =
        daesa_hearing_coverage(search->hearing, search->spoken);
    double sparse = sparseness(search->coverage);
    if (sparse <= 0 || search->hearing->n > SHORT_FRAMES)
        return walk(search, sparse, NULL);
    enum daesa_status st = walk(search, sparse, &score);
    if (!st)
        st = walk(&other, 0, &score_complete);
    if (!st && score_complete > score + SLOW_GAIN) {
        struct daesa_search swap = *search;
        *search = other;
        other = swap;
        search->learner.emission = &search->emission;
    }
    daesa_search_finish(&other);
    return st;
}

void daesa_search_finish(struct daesa_search *search)
{
    if (!search)
        return;
    daesa_graph_finish(&search->graph);
    daesa_emission_finish(&search->emission);
    daesa_learner_finish(&search->learner);
    free(search->path);
    free(search->places);
    *search = (struct daesa_search){0};
}
