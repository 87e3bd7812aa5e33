/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "speech/search.h"

#include "speech/viterbi.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The figures below were measured on the clips of `make bench`. */
#define ROUNDS 6
#define MAP_FRAMES 10.0   /* weight of the mapped seeds against the clip's frames */
#define SKIP_COST 80.0f   /* of leaving a line out */
#define DENSE_BEAM 500    /* wide enough to lose nothing on a clip of minutes; */
#define SPARSE_BEAM 1500  /* long talk that is not in the text needs more */
#define EXACT_CELLS 1e8   /* states times frames that are walked without a coarse walk */
#define COARSE_BAND 2000  /* frames that the coarse walk may be wrong by */
#define BAND 6000         /* frames that a line may move by in one round */
#define COARSE_WIDTH 3000 /* states: some four minutes of text */
#define LEAST_SILENCE 30  /* frames to learn silence from */
#define DENSE_COVERAGE 0.85 /* from here on up the text is taken for complete, */
#define SPARSE_COVERAGE 0.6 /* and from here on down for a few lines of many */

/* Lines that cover little of a short clip may be few of many, or said slowly: both
 * are tried, and complete wins where it explains the frames so much better. */
#define SHORT_FRAMES 6000
#define SLOW_GAIN 0.3

/* Phones are mapped to the clip from speech that nobody has placed yet. */
#define ACQUAINT_ROUNDS 3
#define ACQUAINT_FRAMES 20000
#define ACQUAINT_PRIOR 1e5
#define ACQUAINT_SHARPNESS 2.0f
#define ACQUAINT_LEAST 0.02f

struct work {
    struct daesa_search *search;
    struct daesa_gauss *models, silence[2];
    struct daesa_gauss *start; /* the models of the first fine walk */
    float silence_log_weight[2];
    struct daesa_moments *seen; /* one a model */
    uint16_t *labels;           /* what each frame emits in the fine graph */
    uint32_t *low, *high;       /* limits of each step */
    int32_t *frames;
    size_t n_models;
    double sparse; /* 0: the text is complete, 1: it is a few lines of many */
};

/* Between the figure for complete texts and the one for a few lines of many. */
static float mix(const struct work *w, double dense, double sparse)
{
    return (float)(dense + w->sparse * (sparse - dense));
}

static bool is_late(const struct work *w, int round)
{
    return round >= (w->sparse > 0.5 ? 4 : 3);
}

static enum daesa_status open_work(struct work *w)
{
    struct daesa_search *s = w->search;
    size_t n = s->hearing->n;
    w->n_models = s->spoken->n_names * DAESA_PHONE_STATES;
    w->models = calloc(w->n_models + 1, sizeof *w->models);
    w->start = calloc(w->n_models + 1, sizeof *w->start);
    w->seen = calloc(w->n_models + 1, sizeof *w->seen);
    w->labels = calloc(n, sizeof *w->labels);
    w->low = calloc(n, sizeof *w->low);
    w->high = calloc(n, sizeof *w->high);
    w->frames = calloc(n, sizeof *w->frames);
    s->path = calloc(n, sizeof *s->path);
    s->places = calloc(s->spoken->n_lines + 1, sizeof *s->places);
    s->before = calloc(s->spoken->n_lines + 1, sizeof *s->before);
    if (!w->models || !w->start || !w->seen || !w->labels || !w->low || !w->high ||
        !w->frames || !s->path || !s->places || !s->before)
        return DAESA_NO_MEMORY;
    memcpy(w->models, s->spoken->seeds, w->n_models * sizeof *w->models);
    s->emission.features = s->hearing->features;
    s->emission.n_frames = n;
    return DAESA_OK;
}

/* 0: the text is complete, 1: it is a few lines of many. */
static double sparseness(double coverage)
{
    double x = (DENSE_COVERAGE - coverage) / (DENSE_COVERAGE - SPARSE_COVERAGE);
    return x < 0 ? 0 : x > 1 ? 1 : x;
}

static void close_work(struct work *w)
{
    free(w->models);
    free(w->start);
    free(w->seen);
    free(w->labels);
    free(w->low);
    free(w->high);
    free(w->frames);
}

static enum daesa_status learn_silence(struct work *w)
{
    size_t n = 0;
    enum daesa_status st = daesa_hearing_quiet(w->search->hearing, w->frames, &n);
    if (!st)
        daesa_models_fit_pair(w->search->hearing->features, w->frames, n, w->silence,
                              w->silence_log_weight);
    return st;
}

static enum daesa_status set_models(struct work *w)
{
    return daesa_emission_set(&w->search->emission, w->models, w->n_models, w->silence,
                              w->silence_log_weight);
}

/* Deals one frame out to the phone states that may have emitted it. */
static void guess(struct work *w, const float *scores, const float *frame)
{
    const float *p = scores + DAESA_EMIT_FIRST_PHONE;
    float top = p[0], sum = 0;
    for (size_t k = 1; k < w->n_models; k++)
        top = p[k] > top ? p[k] : top;
    if (scores[DAESA_EMIT_SILENCE] > top)
        return;
    for (size_t k = 0; k < w->n_models; k++)
        sum += expf((p[k] - top) * ACQUAINT_SHARPNESS);
    for (size_t k = 0; k < w->n_models; k++) {
        float share = expf((p[k] - top) * ACQUAINT_SHARPNESS) / sum;
        if (share > ACQUAINT_LEAST)
            daesa_moments_add(&w->seen[k], share, frame);
    }
}

static enum daesa_status acquaint(struct work *w)
{
    struct daesa_emission *e = &w->search->emission;
    float *scores = NULL;
    enum daesa_status st = DAESA_OK;
    for (int round = 0; !st && round < ACQUAINT_ROUNDS; round++) {
        st = set_models(w);
        if (!st && !scores && !(scores = calloc(daesa_emission_width(e), sizeof *scores)))
            st = DAESA_NO_MEMORY;
        memset(w->seen, 0, w->n_models * sizeof *w->seen);
        size_t step = e->n_frames / ACQUAINT_FRAMES + 1;
        for (size_t t = 0; !st && t < e->n_frames; t += step) {
            daesa_emission_frame(e, t, scores);
            guess(w, scores, e->features + t * DAESA_FEATURES);
        }
        if (!st)
            daesa_models_adapt(w->search->spoken->seeds, w->seen, w->n_models,
                               ACQUAINT_PRIOR, w->models);
    }
    free(scores);
    return st;
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

static enum daesa_status decode(struct work *w, int round, size_t band)
{
    struct daesa_search *s = w->search;
    bool is_coarse = s->emission.is_coarse, late = is_late(w, round);
    struct daesa_viterbi_opts opts = {
        .low = w->low,
        .high = w->high,
        .enter = late ? mix(w, 25, 10) : mix(w, 25, 5),
        .skip = late ? SKIP_COST : 0,
        .beam = round > 1 ? mix(w, DENSE_BEAM, SPARSE_BEAM) : 0,
        .max_width = is_coarse ? COARSE_WIDTH : 0,
        .single_threaded = s->single_threaded,
        .progress = s->progress,
        .phase = "aligning",
        .share_from = (double)round / ROUNDS,
        .share_to = (double)(round + 1) / ROUNDS,
    };
    double score;
    s->emission.filler_bias = late ? mix(w, -0.4, 0) : mix(w, -0.3, 0.8);
    /* A window that does not hold all lines must not wait in a filler for what
     * the seeds do not know yet. */
    if (opts.max_width && opts.max_width < s->graph.n)
        s->emission.filler_bias = mix(w, -1, 0.3);
    enum daesa_status st = set_models(w);
    if (st)
        return st;
    limit(w, daesa_emission_steps(&s->emission), is_coarse ? 2 : 1, band);
    st = daesa_viterbi(&s->graph, &s->emission, &opts, s->path, &score);
    for (; st == DAESA_NOT_FOUND && (opts.beam > 0 || opts.max_width);) {
        opts.beam = opts.beam < 10 * SPARSE_BEAM ? 3 * opts.beam : 0;
        opts.max_width = opts.max_width < 10 * COARSE_WIDTH ? 3 * opts.max_width : 0;
        st = daesa_viterbi(&s->graph, &s->emission, &opts, s->path, &score);
    }
    return st;
}

static void label_fine(struct work *w)
{
    const struct daesa_search *s = w->search;
    for (size_t t = 0; t < s->hearing->n; t++)
        w->labels[t] = s->graph.emit[s->path[t]];
}

static void adapt(struct work *w)
{
    const float *features = w->search->hearing->features;
    size_t n_silent = 0;
    memset(w->seen, 0, w->n_models * sizeof *w->seen);
    for (size_t t = 0; t < w->search->hearing->n; t++) {
        unsigned emit = w->labels[t];
        if (emit >= DAESA_EMIT_FIRST_PHONE)
            daesa_moments_add(&w->seen[emit - DAESA_EMIT_FIRST_PHONE], 1,
                              features + t * DAESA_FEATURES);
        else if (emit == DAESA_EMIT_SILENCE)
            w->frames[n_silent++] = (int32_t)t;
    }
    daesa_models_adapt(w->search->spoken->seeds, w->seen, w->n_models, MAP_FRAMES,
                       w->models);
    if (n_silent > LEAST_SILENCE)
        daesa_models_fit_pair(features, w->frames, n_silent, w->silence,
                              w->silence_log_weight);
}

/* Notes where each line is on the path. */
static void place(struct daesa_search *s)
{
    const struct daesa_reading *spoken = s->spoken;
    size_t line = 0;
    struct daesa_search_place *swap = s->before;
    s->before = s->places;
    s->places = swap;
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

static enum daesa_status walk_coarse(struct work *w)
{
    struct daesa_search *s = w->search;
    enum daesa_status st = daesa_graph_make(&s->graph, s->spoken, true);
    if (!st && s->graph.n > COARSE_WIDTH && w->sparse <= 0.5)
        st = acquaint(w);
    s->emission.is_coarse = true;
    if (!st)
        st = decode(w, 0, 0);
    memcpy(w->models, w->start, w->n_models * sizeof *w->models);
    s->emission.is_coarse = false;
    if (!st)
        st = refine_path(s);
    daesa_graph_finish(&s->graph);
    return st;
}

/* Whether a walk through every state in every frame takes long. */
static bool is_large(const struct daesa_search *s)
{
    return (double)s->graph.n * (double)s->hearing->n > EXACT_CELLS;
}

/* The first walk: exact where that is cheap, else near a coarse one. */
static enum daesa_status walk_first(struct work *w)
{
    struct daesa_search *s = w->search;
    bool large = is_large(s);
    enum daesa_status st = DAESA_OK;
    if (large) {
        daesa_graph_finish(&s->graph);
        st = walk_coarse(w);
        if (!st)
            st = daesa_graph_make(&s->graph, s->spoken, false);
    }
    return st ? st : decode(w, 1, large ? COARSE_BAND : 0);
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
    enum daesa_status st = learn_silence(w);
    if (!st && w->sparse > 0.5)
        st = acquaint(w);
    if (!st)
        memcpy(w->start, w->models, w->n_models * sizeof *w->start);
    if (!st)
        st = daesa_graph_make(&s->graph, s->spoken, false);
    if (!st)
        st = walk_first(w);
    for (int round = 2; !st && round < ROUNDS; round++) {
        label_fine(w);
        place(s);
        adapt(w);
        st = decode(w, round, BAND);
    }
    if (!st)
        place(s);
    return st;
}

/* Walks with one notion of how complete the text is. `score` may be NULL. */
static enum daesa_status walk(struct daesa_search *search, double sparse, double *score)
{
    struct work w = {.search = search, .sparse = sparse};
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
    free(search->path);
    free(search->places);
    free(search->before);
    *search = (struct daesa_search){0};
}
