/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* The search against one that tries every way into every state. */
#include "speech/viterbi.h"

#include "check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { N_PHONES = 4, N_MODELS = N_PHONES * DAESA_PHONE_STATES, N_FRAMES = 90 };

static uint32_t seed = 7;

static float chance(void)
{
    seed = seed * 1664525u + 1013904223u;
    return (float)(seed >> 8) / 16777216.0f;
}

/* Lines of phones, two to a word, and sound in which anything may be. */
struct problem {
    struct daesa_reading_phone phones[16];
    struct daesa_reading_line lines[3];
    struct daesa_reading reading;
    struct daesa_graph graph;
    struct daesa_emission emission;
    struct daesa_gauss models[N_MODELS], silence[2];
    float features[N_FRAMES * DAESA_FEATURES];
};

static void make(struct problem *p, size_t n_lines, size_t n_phones, bool is_coarse)
{
    const float weight[2] = {-0.7f, -0.7f};
    memset(p, 0, sizeof *p);
    for (size_t i = 0; i < n_lines * n_phones; i++)
        p->phones[i] = (struct daesa_reading_phone){(uint16_t)(chance() * N_PHONES), 5,
                                                    (uint32_t)(i % n_phones / 2)};
    for (size_t i = 0; i < n_lines; i++)
        p->lines[i] = (struct daesa_reading_line){i, i * n_phones, n_phones, 0, 0};
    p->reading = (struct daesa_reading){.lines = p->lines,
                                        .n_lines = n_lines,
                                        .phones = p->phones,
                                        .n_phones = n_lines * n_phones};
    for (size_t k = 0; k < N_MODELS + 2; k++) {
        struct daesa_gauss *g = k < N_MODELS ? &p->models[k] : &p->silence[k - N_MODELS];
        for (size_t d = 0; d < DAESA_FEATURES; d++) {
            g->mean[d] = d < 4 ? 4 * chance() - 2 : 0;
            g->variance[d] = 1;
        }
    }
    for (size_t i = 0; i < sizeof p->features / sizeof *p->features; i++)
        p->features[i] = 4 * chance() - 2;
    p->emission.features = p->features;
    p->emission.n_frames = N_FRAMES;
    p->emission.is_coarse = is_coarse;
    assert_int_equal(daesa_graph_make(&p->graph, &p->reading, is_coarse), DAESA_OK);
    assert_int_equal(
        daesa_emission_set(&p->emission, p->models, N_MODELS, p->silence, weight),
        DAESA_OK);
}

static void finish(struct problem *p)
{
    daesa_graph_finish(&p->graph);
    daesa_emission_finish(&p->emission);
}

/* What it costs to step from state a to state b; infinite: impossible. */
static float cost(const struct daesa_graph *g, size_t a, size_t b, float enter,
                  float skip)
{
    float best = INFINITY;
    if (a == b)
        return g->stay[b];
    if (a + 1 == b)
        best = g->from1[b];
    if (a + 2 == b)
        best = g->from2[b];
    for (size_t i = 0; i < g->n_gaps; i++) {
        size_t gap = g->gaps[i];
        bool line = i > 0 && a + 1 == gap; /* the last state of the line before */
        if (b == gap && line)
            best = g->go;
        if (b == gap + 1 && (line || a == gap))
            best = g->go + enter;
        if (b == gap + 1 && a == gap + 2)
            best = g->go + 1;
        if (b == gap + 1 && i > 0 && a == g->gaps[i - 1] + 1 && skip > 0)
            best = skip;
        if (b == gap + 2 && a == gap + 1)
            best = g->go;
        if (b == gap + 3 && b < g->n && (line || (a >= gap && a < b)))
            best = g->go;
    }
    return best;
}

static float try_all(struct problem *p, const struct daesa_viterbi_opts *o)
{
    const struct daesa_graph *g = &p->graph;
    size_t n = g->n, steps = daesa_emission_steps(&p->emission);
    float *now = calloc(2 * n, sizeof *now), *next = now + n;
    assert_non_null(now);
    assert_int_equal(daesa_emission_walk(&p->emission, true), DAESA_OK);
    for (size_t t = 0; t < steps; t++) {
        const float *emit = daesa_emission_next(&p->emission);
        for (size_t b = 0; b < n; b++) {
            float best = -INFINITY;
            if (t == 0)
                best = b == 0 || b == DAESA_GAP_STATES ? 0
                       : b == 1                        ? -o->enter
                                                       : -INFINITY;
            for (size_t a = 0; t && a < n; a++)
                best = fmaxf(best, now[a] - cost(g, a, b, o->enter, o->skip));
            bool allowed = (!o->low || b >= o->low[t]) && (!o->high || b < o->high[t]);
            next[b] = allowed ? best + emit[g->emit[b]] : -INFINITY;
        }
        memcpy(now, next, n * sizeof *now);
    }
    daesa_emission_rest(&p->emission);
    float best = -INFINITY;
    for (size_t s = n - DAESA_GAP_STATES - 1; s < n; s++)
        best = fmaxf(best, now[s]);
    free(now);
    return best;
}

static void check(struct problem *p, const struct daesa_viterbi_opts *opts)
{
    uint32_t path[N_FRAMES];
    double score;
    float want = try_all(p, opts);
    assert_int_equal(daesa_viterbi(&p->graph, &p->emission, opts, path, &score),
                     DAESA_OK);
    assert_true(fabs(score - want) < 1e-2);
    for (size_t t = 1; t < daesa_emission_steps(&p->emission); t++)
        assert_true(
            isfinite(cost(&p->graph, path[t - 1], path[t], opts->enter, opts->skip)));
}

static void the_best_way_is_found(void **state)
{
    (void)state;
    static struct problem p;
    for (int round = 0; round < 60; round++) {
        make(&p, 1 + (size_t)round % 3, 2 + 2 * ((size_t)round % 2), round % 5 == 0);
        struct daesa_viterbi_opts opts = {.enter = 3 * chance(),
                                          .skip = round % 2 ? 5 * chance() + 0.1f : 0,
                                          .beam = round % 3 ? 0 : 1e4f,
                                          .single_threaded = round % 4 == 0};
        check(&p, &opts);
        finish(&p);
    }
}

static void limits_are_kept(void **state)
{
    (void)state;
    static struct problem p;
    uint32_t low[N_FRAMES], high[N_FRAMES];
    for (int round = 0; round < 20; round++) {
        make(&p, 2, 4, false);
        for (size_t t = 0; t < N_FRAMES; t++) {
            uint32_t at = (uint32_t)(t * p.graph.n / N_FRAMES);
            low[t] = at > 12 ? at - 12 : 0;
            high[t] = at + 12 < p.graph.n ? at + 12 : (uint32_t)p.graph.n;
        }
        struct daesa_viterbi_opts opts = {.low = low, .high = high, .enter = 1};
        check(&p, &opts);
        finish(&p);
    }
}

static void no_way_through_is_said(void **state)
{
    (void)state;
    static struct problem p;
    uint32_t path[N_FRAMES], low[N_FRAMES] = {0}, high[N_FRAMES];
    double score = 42;
    make(&p, 1, 4, false);
    for (size_t t = 0; t < N_FRAMES; t++)
        high[t] = 5;
    struct daesa_viterbi_opts opts = {.low = low, .high = high};
    assert_int_equal(daesa_viterbi(&p.graph, &p.emission, &opts, path, &score),
                     DAESA_NOT_FOUND);
    assert_true(score == 42);
    p.emission.n_frames = 3; /* fewer frames than states that must be passed */
    opts = (struct daesa_viterbi_opts){0};
    assert_int_equal(daesa_viterbi(&p.graph, &p.emission, &opts, path, &score),
                     DAESA_NOT_FOUND);
    finish(&p);
}

static void graphs_leave_out_what_is_silent(void **state)
{
    (void)state;
    static struct problem p;
    make(&p, 3, 4, false);
    p.lines[1].n_phones = 0;
    struct daesa_graph fine, coarse;
    assert_int_equal(daesa_graph_make(&fine, &p.reading, false), DAESA_OK);
    assert_int_equal(daesa_graph_make(&coarse, &p.reading, true), DAESA_OK);
    assert_int_equal(fine.n_gaps, 3);
    assert_int_equal(fine.lines[1], 2);
    /* gaps, phones, and one pause between two words of each line */
    assert_int_equal(fine.n, 3 * DAESA_GAP_STATES + 2 * (4 * DAESA_PHONE_STATES + 1));
    assert_int_equal(coarse.n, 3 * DAESA_GAP_STATES + 2 * (4 + 1));
    daesa_graph_finish(&fine);
    daesa_graph_finish(&coarse);
    p.reading.n_lines = 0;
    assert_int_equal(daesa_graph_make(&fine, &p.reading, false), DAESA_OK);
    assert_int_equal(fine.n, DAESA_GAP_STATES);
    daesa_graph_finish(&fine);
    finish(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_best_way_is_found),
        cmocka_unit_test(limits_are_kept),
        cmocka_unit_test(no_way_through_is_said),
        cmocka_unit_test(graphs_leave_out_what_is_silent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
