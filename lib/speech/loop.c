/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "speech/loop.h"

#include "speech/wide.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* Costs in scaled nats, as in graph.c: of a frame, of a frame of silence, of a new
 * phone and of silence after it, and how much a phone's rarity counts. */
#define STEP_COST 0.7f
#define SILENCE_STAY_COST 0.05f
#define PHONE_COST 0.5
#define SILENCE_COST 2.0f
#define RARITY_SHARE 0.25

static enum daesa_status count_costs(struct daesa_loop *loop,
                                     const struct daesa_reading *spoken)
{
    size_t *count = calloc(spoken->n_names + 1, sizeof *count);
    if (!count)
        return DAESA_NO_MEMORY;
    for (size_t i = 0; i < spoken->n_phones; i++)
        count[spoken->phones[i].phone]++;
    for (size_t k = 0; k + 1 < loop->n; k++) {
        size_t phone = k / DAESA_PHONE_STATES;
        double share =
            ((double)count[phone] + 1) / (double)(spoken->n_phones + spoken->n_names);
        bool is_first = k % DAESA_PHONE_STATES == 0;
        loop->next[k] = is_first ? INFINITY : STEP_COST;
        loop->enter[k] = is_first
                             ? (float)(STEP_COST + PHONE_COST - RARITY_SHARE * log(share))
                             : INFINITY;
    }
    loop->next[loop->n - 1] = INFINITY;
    loop->enter[loop->n - 1] = STEP_COST + SILENCE_COST;
    free(count);
    return DAESA_OK;
}

enum daesa_status daesa_loop_open(struct daesa_loop *loop,
                                  const struct daesa_reading *spoken,
                                  const struct daesa_emission *emission)
{
    size_t n = spoken->n_names * DAESA_PHONE_STATES + 1;
    size_t width = daesa_emission_width(emission);
    *loop = (struct daesa_loop){
        .n = n,
        .enter = calloc(n, sizeof *loop->enter),
        .next = calloc(n, sizeof *loop->next),
        /* One more before each: state 0 has no state before it. */
        .score = {calloc(n + 1, sizeof(float)), calloc(n + 1, sizeof(float))},
        .rows = calloc(DAESA_LOOP_FRAMES * width, sizeof *loop->rows),
        .is_moved = calloc(DAESA_LOOP_FRAMES * n, sizeof *loop->is_moved),
        .from = calloc(DAESA_LOOP_FRAMES, sizeof *loop->from)};
    enum daesa_status st = DAESA_NO_MEMORY;
    if (loop->enter && loop->next && loop->score[0] && loop->score[1] && loop->rows &&
        loop->is_moved && loop->from)
        st = count_costs(loop, spoken);
    if (st)
        daesa_loop_finish(loop);
    return st;
}

void daesa_loop_finish(struct daesa_loop *loop)
{
    free(loop->enter);
    free(loop->next);
    free(loop->score[0]);
    free(loop->score[1]);
    free(loop->rows);
    free(loop->is_moved);
    free(loop->from);
    *loop = (struct daesa_loop){0};
}

/* What a state emits in a frame, by the frame's row. */
static const float *emitted(const struct daesa_loop *loop, const float *row, size_t state)
{
    return row +
           (state + 1 == loop->n ? DAESA_EMIT_SILENCE : DAESA_EMIT_FIRST_PHONE + state);
}

/* The state that a phone or silence ends in best. */
static size_t best_end(const struct daesa_loop *loop, const float *score)
{
    size_t best = loop->n - 1;
    for (size_t k = DAESA_PHONE_STATES - 1; k + 1 < loop->n; k += DAESA_PHONE_STATES)
        best = score[k] > score[best] ? k : best;
    return best;
}

/* Scores of the phone states in the next frame, but for what they emit. */
DAESA_WIDE static void step(size_t n, const float *restrict now,
                            const float *restrict next, const float *restrict enter,
                            float end, float *restrict out, uint8_t *restrict is_moved)
{
    for (size_t k = 0; k < n; k++) {
        float stay = now[k] - STEP_COST;
        float a = now[(ptrdiff_t)k - 1] - next[k], b = end - enter[k];
        float come = a > b ? a : b;
        is_moved[k] = come > stay;
        out[k] = come > stay ? come : stay;
    }
}

static void walk_on(struct daesa_loop *loop, size_t frame, const float *row,
                    const float *now, float *out)
{
    size_t n = loop->n - 1, end = best_end(loop, now);
    uint8_t *is_moved = loop->is_moved + frame * loop->n;
    loop->from[frame] = (uint16_t)end;
    step(n, now, loop->next, loop->enter, now[end], out, is_moved);
    for (size_t k = 0; k < n; k++)
        out[k] += row[DAESA_EMIT_FIRST_PHONE + k];
    float stay = now[n] - SILENCE_STAY_COST, come = now[end] - loop->enter[n];
    is_moved[n] = come > stay;
    out[n] = (come > stay ? come : stay) + row[DAESA_EMIT_SILENCE];
}

static size_t step_back(const struct daesa_loop *loop, size_t frame, size_t state)
{
    if (!loop->is_moved[frame * loop->n + state])
        return state;
    return isinf(loop->next[state]) ? loop->from[frame] : state - 1;
}

void daesa_loop_walk(struct daesa_loop *loop, const struct daesa_emission *emission,
                     size_t from, size_t to, uint16_t *state, float *score)
{
    size_t width = daesa_emission_width(emission), n = to - from, best = 0;
    float *now = loop->score[0] + 1, *next = loop->score[1] + 1;
    for (size_t t = 0; t < n; t++) {
        float *row = loop->rows + t * width;
        daesa_emission_models(emission, from + t, row);
        if (t > 0)
            walk_on(loop, t, row, now, next);
        for (size_t k = 0; t == 0 && k < loop->n; k++)
            next[k] = *emitted(loop, row, k);
        float *swap = now;
        now = next;
        next = swap;
    }
    for (size_t k = 0; k < loop->n; k++)
        best = now[k] > now[best] ? k : best;
    for (size_t t = n; t-- > 0;) {
        if (state)
            state[t] = (uint16_t)best;
        if (score)
            score[t] = *emitted(loop, loop->rows + t * width, best);
        if (t > 0)
            best = step_back(loop, t, best);
    }
}

/* The frames that one thread walks. */
struct part {
    const struct daesa_reading *spoken;
    const struct daesa_emission *emission;
    size_t from, to;
    float *score;
    enum daesa_status status;
};

static void *score_part(void *context)
{
    struct part *p = context;
    struct daesa_loop loop;
    p->status = daesa_loop_open(&loop, p->spoken, p->emission);
    if (p->status)
        return NULL;
    for (size_t from = p->from, to; from < p->to; from = to) {
        to = p->to - from > DAESA_LOOP_FRAMES ? from + DAESA_LOOP_FRAMES : p->to;
        daesa_loop_walk(&loop, p->emission, from, to, NULL, p->score + from);
    }
    daesa_loop_finish(&loop);
    return NULL;
}

enum daesa_status daesa_loop_score(const struct daesa_reading *spoken,
                                   const struct daesa_emission *emission,
                                   bool single_threaded, float *score)
{
    size_t n = emission->n_frames;
    size_t half = n / 2 / DAESA_LOOP_FRAMES * DAESA_LOOP_FRAMES;
    struct part first = {.spoken = spoken, .emission = emission, .to = half};
    struct part second = {.spoken = spoken, .emission = emission, .from = half, .to = n};
    first.score = second.score = score;
    pthread_t thread;
    bool has_thread = !single_threaded && half > 0 &&
                      pthread_create(&thread, NULL, score_part, &first) == 0;
    score_part(&second);
    if (has_thread)
        pthread_join(thread, NULL);
    else
        score_part(&first);
    return first.status ? first.status : second.status;
}
