/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "speech/learner.h"

#include "speech/cepstra.h"
#include "speech/loop.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The figures below were measured on the clips of `make bench`. */
#define MAP_FRAMES 10.0    /* weight of the mapped seeds against the clip's frames */
#define TAUGHT_FRAMES 50.0 /* the same of seeds that are of real speech */
#define LEAST_SILENCE 30   /* frames to learn silence from */

/* Phones are mapped to the clip from speech that nobody has placed yet. */
#define ACQUAINT_ROUNDS 3
#define ACQUAINT_FRAMES 20000
#define ACQUAINT_PRIOR 1e5
#define ACQUAINT_SHARPNESS 2.0f
#define ACQUAINT_LEAST 0.02f

/* Of so many lines in a row, the best share of those long enough to judge. */
#define STRETCH_LINES 40
#define BEST_SHARE 0.25
#define JUDGED_FRAMES 20

/* Every so many frames, the level of the phone loop is compared. */
#define LEVEL_STEP 5

/* What a line gains over filler and silence. */
struct gain {
    float sum;
    uint32_t frames;
};

enum daesa_status daesa_learner_open(struct daesa_learner *learner)
{
    struct daesa_learner *l = learner;
    size_t n = 0;
    l->n_models = l->spoken->n_names * DAESA_PHONE_STATES;
    l->models = calloc(l->n_models + 1, sizeof *l->models);
    l->seen = calloc(l->n_models + 1, sizeof *l->seen);
    l->frames = calloc(l->hearing->n, sizeof *l->frames);
    if (!l->models || !l->seen || !l->frames)
        return DAESA_NO_MEMORY;
    memcpy(l->models, l->spoken->seeds, l->n_models * sizeof *l->models);
    enum daesa_status st = daesa_hearing_quiet(l->hearing, l->frames, &n);
    if (!st)
        daesa_models_fit_pair(l->hearing->features, l->frames, n, l->silence,
                              l->silence_log_weight);
    return st;
}

void daesa_learner_finish(struct daesa_learner *learner)
{
    if (!learner)
        return;
    free(learner->models);
    free(learner->seen);
    free(learner->frames);
    free(learner->loop);
    *learner = (struct daesa_learner){0};
}

enum daesa_status daesa_learner_teach(const struct daesa_learner *learner)
{
    learner->emission->loop = NULL;
    return daesa_emission_set(learner->emission, learner->models, learner->n_models,
                              learner->silence, learner->silence_log_weight);
}

/* Moves the loop's scores to where the filler's are on average, so that its bias
 * means the same with it and without it. */
static enum daesa_status level_loop(struct daesa_learner *l)
{
    struct daesa_emission *e = l->emission;
    double sum = 0, n = 0;
    float *scores = calloc(daesa_emission_width(e), sizeof *scores);
    if (!scores)
        return DAESA_NO_MEMORY;
    for (size_t t = 0; t < e->n_frames; t += LEVEL_STEP) {
        daesa_emission_frame(e, t, scores);
        float filler = scores[DAESA_EMIT_FILLER] - e->filler_bias;
        if (filler <= scores[DAESA_EMIT_SILENCE])
            continue;
        sum += filler - l->loop[t];
        n++;
    }
    for (size_t t = 0; n > 0 && t < e->n_frames; t++)
        l->loop[t] += (float)(sum / n);
    free(scores);
    return DAESA_OK;
}

enum daesa_status daesa_learner_teach_loop(struct daesa_learner *learner,
                                           bool single_threaded)
{
    struct daesa_learner *l = learner;
    enum daesa_status st = daesa_learner_teach(l);
    if (!st && !l->loop && !(l->loop = calloc(l->emission->n_frames, sizeof *l->loop)))
        st = DAESA_NO_MEMORY;
    if (!st)
        st = daesa_loop_score(l->spoken, l->emission, single_threaded, l->loop);
    if (!st)
        st = level_loop(l);
    if (!st)
        l->emission->loop = l->loop;
    return st;
}

/* Deals one frame out to the phone states that may have emitted it. */
static void guess(struct daesa_learner *l, const float *scores, const float *frame)
{
    const float *p = scores + DAESA_EMIT_FIRST_PHONE;
    float top = p[0], sum = 0;
    for (size_t k = 1; k < l->n_models; k++)
        top = p[k] > top ? p[k] : top;
    if (scores[DAESA_EMIT_SILENCE] > top)
        return;
    for (size_t k = 0; k < l->n_models; k++)
        sum += expf((p[k] - top) * ACQUAINT_SHARPNESS);
    for (size_t k = 0; k < l->n_models; k++) {
        float share = expf((p[k] - top) * ACQUAINT_SHARPNESS) / sum;
        if (share > ACQUAINT_LEAST)
            daesa_moments_add(&l->seen[k], share, frame);
    }
}

enum daesa_status daesa_learner_acquaint(struct daesa_learner *learner)
{
    struct daesa_emission *e = learner->emission;
    float *scores = NULL;
    enum daesa_status st = DAESA_OK;
    for (int round = 0; !st && round < ACQUAINT_ROUNDS; round++) {
        st = daesa_learner_teach(learner);
        if (!st && !scores && !(scores = calloc(daesa_emission_width(e), sizeof *scores)))
            st = DAESA_NO_MEMORY;
        memset(learner->seen, 0, learner->n_models * sizeof *learner->seen);
        size_t step = e->n_frames / ACQUAINT_FRAMES + 1;
        for (size_t t = 0; !st && t < e->n_frames; t += step) {
            daesa_emission_models(e, t, scores);
            guess(learner, scores, e->features + t * DAESA_FEATURES);
        }
        if (!st)
            daesa_models_adapt(learner->spoken->seeds, learner->seen, learner->n_models,
                               ACQUAINT_PRIOR, learner->models);
    }
    free(scores);
    return st;
}

/* The next frame at or after `t` that is a phone's, and its line; the number of
 * frames where there is none. `*line` only grows. */
static size_t next_phone(const struct daesa_learner *l, const struct daesa_graph *graph,
                         const uint32_t *path, size_t t, size_t *line)
{
    const struct daesa_reading_line *lines = l->spoken->lines;
    while (t < l->hearing->n && graph->phone[path[t]] < 0)
        t++;
    if (t == l->hearing->n)
        return t;
    size_t phone = (size_t)graph->phone[path[t]];
    while (phone >= lines[*line].first_phone + lines[*line].n_phones)
        ++*line;
    return t;
}

/* Counts the frames of the path, of the phones that `counts`; NULL: of all. */
static void adapt(struct daesa_learner *l, const struct daesa_graph *graph,
                  const uint32_t *path, const bool *counts)
{
    const float *features = l->hearing->features;
    size_t n = l->hearing->n, n_silent = 0;
    memset(l->seen, 0, l->n_models * sizeof *l->seen);
    for (size_t t = 0; t < n; t++) {
        int32_t phone = graph->phone[path[t]];
        if (phone >= 0 && (!counts || counts[phone]))
            daesa_moments_add(&l->seen[graph->emit[path[t]] - DAESA_EMIT_FIRST_PHONE], 1,
                              features + t * DAESA_FEATURES);
        if (graph->emit[path[t]] == DAESA_EMIT_SILENCE)
            l->frames[n_silent++] = (int32_t)t;
    }
    daesa_models_adapt(l->spoken->seeds, l->seen, l->n_models,
                       l->spoken->is_taught ? TAUGHT_FRAMES : MAP_FRAMES, l->models);
    if (n_silent > LEAST_SILENCE)
        daesa_models_fit_pair(features, l->frames, n_silent, l->silence,
                              l->silence_log_weight);
}

void daesa_learner_adapt(struct daesa_learner *learner, const struct daesa_graph *graph,
                         const uint32_t *path)
{
    adapt(learner, graph, path, NULL);
}

static enum daesa_status measure(struct daesa_learner *l, const struct daesa_graph *graph,
                                 const uint32_t *path, struct gain *gains)
{
    struct daesa_emission *e = l->emission;
    float *scores = calloc(daesa_emission_width(e), sizeof *scores);
    if (!scores)
        return DAESA_NO_MEMORY;
    size_t line = 0;
    e->filler_bias = 0;
    e->loop = NULL;
    for (size_t t = 0; (t = next_phone(l, graph, path, t, &line)) < l->hearing->n; t++) {
        daesa_emission_frame(e, t, scores);
        gains[line].sum += daesa_emission_gain(e, scores, graph->emit[path[t]]);
        gains[line].frames++;
    }
    free(scores);
    return DAESA_OK;
}

/* Marks the phones of a line. */
static void mark(const struct daesa_reading_line *line, bool *marks)
{
    for (size_t i = 0; i < line->n_phones; i++)
        marks[line->first_phone + i] = true;
}

/* Marks the phones of the best of the lines [from, to). */
static void choose(const struct daesa_learner *l, const struct gain *gains, size_t from,
                   size_t to, float *room, bool *marks)
{
    size_t n = 0;
    for (size_t i = from; i < to; i++)
        if (gains[i].frames > JUDGED_FRAMES)
            room[n++] = gains[i].sum / (float)gains[i].frames;
    if (n == 0)
        return;
    float least = daesa_percentile(room, n, 1 - BEST_SHARE);
    for (size_t i = from; i < to; i++)
        if (gains[i].frames > JUDGED_FRAMES &&
            gains[i].sum >= least * (float)gains[i].frames)
            mark(&l->spoken->lines[i], marks);
}

enum daesa_status daesa_learner_adapt_to_best(struct daesa_learner *learner,
                                              const struct daesa_graph *graph,
                                              const uint32_t *path)
{
    size_t n = learner->spoken->n_lines;
    struct gain *gains = calloc(n + 1, sizeof *gains);
    float *room = calloc(n + 1, sizeof *room);
    bool *counts = calloc(learner->spoken->n_phones + 1, sizeof *counts);
    enum daesa_status st = gains && room && counts ? DAESA_OK : DAESA_NO_MEMORY;
    if (!st)
        st = measure(learner, graph, path, gains);
    /* What is left over at the end belongs to the last stretch. */
    for (size_t from = 0, to; !st && from < n; from = to) {
        to = n - from < 2 * STRETCH_LINES ? n : from + STRETCH_LINES;
        choose(learner, gains, from, to, room, counts);
    }
    if (!st)
        adapt(learner, graph, path, counts);
    free(counts);
    free(gains);
    free(room);
    return st;
}

enum daesa_status daesa_learner_leave_out(struct daesa_learner *learner,
                                          const struct daesa_graph *graph,
                                          const uint32_t *path,
                                          const struct daesa_folds *folds, size_t fold)
{
    bool *counts = calloc(learner->spoken->n_phones + 1, sizeof *counts);
    if (!counts)
        return DAESA_NO_MEMORY;
    for (size_t i = 0; i < folds->n_parts; i++) {
        const struct daesa_fold_part *part = &folds->parts[i];
        for (size_t k = 0; k < part->n_phones; k++)
            counts[part->first_phone + k] = i % folds->n != fold;
    }
    adapt(learner, graph, path, counts);
    free(counts);
    return daesa_learner_teach(learner);
}
