/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "speech/emission.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* The filler is the mean of so many of the best phone states. */
#define FILLER_BEST 24

/* Of the filler, where there is a phone loop. */
#define LOOP_SHARE 0.6f

/* Steps that are made at once, and how many such blocks there are: one is read
 * while another is made. */
#define BLOCK 128
#define BLOCKS 2

struct daesa_emission_ahead {
    struct daesa_emission *emission;
    float *rows;           /* BLOCKS * BLOCK rows of scores */
    size_t n, width, next; /* steps in all, floats of a row, the step to give */
    bool has_thread;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    /* under the lock */
    size_t n_made, n_read; /* blocks */
    bool stop;
};

enum daesa_status daesa_emission_set(struct daesa_emission *e,
                                     const struct daesa_gauss *phones, size_t n_phones,
                                     const struct daesa_gauss silence[2],
                                     const float silence_log_weight[2])
{
    enum daesa_status st = daesa_scorer_set(&e->phones, phones, NULL, n_phones);
    if (!st)
        st = daesa_scorer_set(&e->silence, silence, silence_log_weight, 2);
    if (st)
        return st;
    float *scratch = realloc(e->scratch, 2 * daesa_emission_width(e) * sizeof *scratch);
    if (!scratch)
        return DAESA_NO_MEMORY;
    e->scratch = scratch;
    return DAESA_OK;
}

size_t daesa_emission_steps(const struct daesa_emission *e)
{
    return e->is_coarse ? (e->n_frames + 1) / 2 : e->n_frames;
}

size_t daesa_emission_width(const struct daesa_emission *e)
{
    return DAESA_EMIT_FIRST_PHONE + e->phones.stride;
}

/* The mean of the `best` greatest of n values, which are reordered: Hoare's
 * selection. */
static float mean_of_best(float *v, size_t n, size_t best)
{
    size_t low = 0, high = n - 1;
    if (best > n)
        best = n;
    while (low < high) {
        float pivot = v[low + (high - low) / 2];
        size_t i = low, j = high;
        for (;;) {
            while (v[i] > pivot)
                i++;
            while (v[j] < pivot)
                j--;
            if (i >= j)
                break;
            float swap = v[i];
            v[i++] = v[j];
            v[j--] = swap;
        }
        if (best - 1 <= j)
            high = j;
        else
            low = j + 1;
    }
    float sum = 0;
    for (size_t i = 0; i < best; i++)
        sum += v[i];
    return sum / (float)best;
}

void daesa_emission_models(const struct daesa_emission *e, size_t frame, float *out)
{
    const float *z = e->features + frame * DAESA_FEATURES;
    float *phones = out + DAESA_EMIT_FIRST_PHONE;
    float pair[8];
    size_t n = e->phones.n;
    daesa_scorer_frame(&e->silence, z, pair);
    float high = pair[0] > pair[1] ? pair[0] : pair[1];
    float low = pair[0] > pair[1] ? pair[1] : pair[0];
    out[DAESA_EMIT_SILENCE] = DAESA_EMISSION_SCALE * (high + log1pf(expf(low - high)));
    daesa_scorer_frame(&e->phones, z, phones);
    for (size_t k = 0; k < n; k++)
        phones[k] *= DAESA_EMISSION_SCALE;
}

void daesa_emission_frame(struct daesa_emission *e, size_t frame, float *out)
{
    size_t n = e->phones.n;
    daesa_emission_models(e, frame, out);
    memcpy(e->scratch, out + DAESA_EMIT_FIRST_PHONE, n * sizeof *out);
    float filler = mean_of_best(e->scratch, n, FILLER_BEST);
    if (e->loop)
        filler += LOOP_SHARE * (e->loop[frame] - filler);
    out[DAESA_EMIT_FILLER] = filler + e->filler_bias;
}

float daesa_emission_gain(const struct daesa_emission *e, const float *scores,
                          unsigned emit)
{
    float filler = scores[DAESA_EMIT_FILLER] - e->filler_bias;
    float silence = scores[DAESA_EMIT_SILENCE];
    return scores[emit] - (filler > silence ? filler : silence);
}

/* Adds a frame's scores to a coarse step: a phone is as good as its best state. */
static void add_frame(struct daesa_emission *e, size_t frame, float *out)
{
    float *fine = e->scratch + daesa_emission_width(e);
    daesa_emission_frame(e, frame, fine);
    out[DAESA_EMIT_SILENCE] += fine[DAESA_EMIT_SILENCE];
    out[DAESA_EMIT_FILLER] += fine[DAESA_EMIT_FILLER];
    const float *state = fine + DAESA_EMIT_FIRST_PHONE;
    float *phone = out + DAESA_EMIT_FIRST_PHONE;
    for (size_t k = 0; k < e->phones.n;
         k += DAESA_PHONE_STATES, state += DAESA_PHONE_STATES) {
        float best = state[0] > state[1] ? state[0] : state[1];
        *phone++ += state[2] > best ? state[2] : best;
    }
}

static void make_step(struct daesa_emission *e, size_t step, float *out)
{
    if (!e->is_coarse) {
        daesa_emission_frame(e, step, out);
        return;
    }
    memset(out, 0, daesa_emission_width(e) * sizeof *out);
    add_frame(e, 2 * step, out);
    if (2 * step + 1 < e->n_frames)
        add_frame(e, 2 * step + 1, out);
}

static void make_block(struct daesa_emission_ahead *a, size_t block)
{
    float *row = a->rows + block % BLOCKS * BLOCK * a->width;
    for (size_t t = block * BLOCK; t < (block + 1) * BLOCK && t < a->n; t++) {
        make_step(a->emission, t, row);
        row += a->width;
    }
}

static void *work_ahead(void *context)
{
    struct daesa_emission_ahead *a = context;
    for (size_t block = 0; block * BLOCK < a->n; block++) {
        pthread_mutex_lock(&a->lock);
        while (!a->stop && block >= a->n_read + BLOCKS)
            pthread_cond_wait(&a->changed, &a->lock);
        bool stop = a->stop;
        pthread_mutex_unlock(&a->lock);
        if (stop)
            return NULL;
        make_block(a, block);
        pthread_mutex_lock(&a->lock);
        a->n_made = block + 1;
        pthread_cond_signal(&a->changed);
        pthread_mutex_unlock(&a->lock);
    }
    return NULL;
}

enum daesa_status daesa_emission_walk(struct daesa_emission *e, bool single_threaded)
{
    struct daesa_emission_ahead *a = calloc(1, sizeof *a);
    if (!a)
        return DAESA_NO_MEMORY;
    a->emission = e;
    a->n = daesa_emission_steps(e);
    a->width = daesa_emission_width(e);
    a->rows = calloc(BLOCKS * BLOCK * a->width, sizeof *a->rows);
    e->ahead = a;
    pthread_mutex_init(&a->lock, NULL);
    pthread_cond_init(&a->changed, NULL);
    if (!a->rows) {
        daesa_emission_rest(e);
        return DAESA_NO_MEMORY;
    }
    if (!single_threaded)
        a->has_thread = pthread_create(&a->thread, NULL, work_ahead, a) == 0;
    return DAESA_OK;
}

/* Hands the block before `block` back and waits for `block`. */
static void await_block(struct daesa_emission_ahead *a, size_t block)
{
    if (!a->has_thread) {
        make_block(a, block);
        return;
    }
    pthread_mutex_lock(&a->lock);
    a->n_read = block;
    pthread_cond_signal(&a->changed);
    while (a->n_made <= block)
        pthread_cond_wait(&a->changed, &a->lock);
    pthread_mutex_unlock(&a->lock);
}

const float *daesa_emission_next(struct daesa_emission *e)
{
    struct daesa_emission_ahead *a = e->ahead;
    size_t t = a->next++;
    if (t % BLOCK == 0)
        await_block(a, t / BLOCK);
    return a->rows + t % (BLOCKS * BLOCK) * a->width;
}

void daesa_emission_rest(struct daesa_emission *e)
{
    struct daesa_emission_ahead *a = e->ahead;
    if (!a)
        return;
    pthread_mutex_lock(&a->lock);
    a->stop = true;
    pthread_cond_signal(&a->changed);
    pthread_mutex_unlock(&a->lock);
    if (a->has_thread)
        pthread_join(a->thread, NULL);
    pthread_cond_destroy(&a->changed);
    pthread_mutex_destroy(&a->lock);
    free(a->rows);
    free(a);
    e->ahead = NULL;
}

void daesa_emission_finish(struct daesa_emission *e)
{
    daesa_emission_rest(e);
    daesa_scorer_finish(&e->phones);
    daesa_scorer_finish(&e->silence);
    free(e->scratch);
    *e = (struct daesa_emission){0};
}
