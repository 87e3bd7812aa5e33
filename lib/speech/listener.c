/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "speech/listener.h"

#include "core/array.h"
#include "speech/mel.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define NOISE 3.4e-4f /* amplitude; 1 is full scale */

struct line {
    float *samples;
    size_t n, cap;
};

struct daesa_listener {
    struct daesa_mel *mel;
    struct daesa_matrix *log_mel;
    uint64_t noise;
    struct line heard; /* the worker's own */
    pthread_t thread;
    bool has_thread;
    /* Shared with the worker: one line waits for it. */
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct line waiting;
    bool is_waiting, is_over;
    enum daesa_status status;
};

/* Near enough to a normal distribution: the sum of four even ones, the parts of
 * one random number (the generator is Knuth's MMIX). */
static float noise(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    uint64_t x = *state ^ *state >> 32;
    float sum =
        (float)((x & 0xFFFF) + (x >> 16 & 0xFFFF) + (x >> 32 & 0xFFFF) + (x >> 48));
    return (sum / 65536 - 2) * NOISE;
}

static enum daesa_status hear(struct daesa_listener *l, struct line *line)
{
    for (size_t i = 0; i < line->n; i++)
        line->samples[i] += noise(&l->noise);
    daesa_mel_reset(l->mel);
    return daesa_mel_feed(l->mel, line->samples, line->n, l->log_mel);
}

static bool fill(struct line *line, const int16_t *samples, size_t n)
{
    float *room = daesa_array_grow(line->samples, &line->cap, n + 1, sizeof *room);
    if (!room)
        return false;
    for (size_t i = 0; i < n; i++)
        room[i] = (float)samples[i] / 32768;
    line->samples = room;
    line->n = n;
    return true;
}

/* Takes the line that waits into `heard`; false where none will come any more. */
static bool take(struct daesa_listener *l)
{
    pthread_mutex_lock(&l->lock);
    while (!l->is_waiting && !l->is_over)
        pthread_cond_wait(&l->changed, &l->lock);
    bool took = l->is_waiting;
    if (took) {
        struct line free_room = l->heard;
        l->heard = l->waiting;
        l->waiting = free_room;
        l->is_waiting = false;
        pthread_cond_signal(&l->changed);
    }
    pthread_mutex_unlock(&l->lock);
    return took;
}

static void *work(void *context)
{
    struct daesa_listener *l = context;
    enum daesa_status st = DAESA_OK;
    while (take(l)) {
        /* After a failure the lines are taken all the same: nobody waits in vain. */
        if (!st)
            st = hear(l, &l->heard);
    }
    l->status = st;
    return NULL;
}

static enum daesa_status hand_over(struct daesa_listener *l, const int16_t *samples,
                                   size_t n)
{
    pthread_mutex_lock(&l->lock);
    while (l->is_waiting)
        pthread_cond_wait(&l->changed, &l->lock);
    bool fits = fill(&l->waiting, samples, n);
    l->is_waiting = fits;
    pthread_cond_signal(&l->changed);
    pthread_mutex_unlock(&l->lock);
    return fits ? DAESA_OK : DAESA_NO_MEMORY;
}

static enum daesa_status hear_now(struct daesa_listener *l, const int16_t *samples,
                                  size_t n)
{
    if (!fill(&l->heard, samples, n))
        return DAESA_NO_MEMORY;
    return hear(l, &l->heard);
}

enum daesa_status daesa_listener_open(struct daesa_listener **out, int rate_hz,
                                      struct daesa_matrix *log_mel, bool has_thread)
{
    struct daesa_listener *l = calloc(1, sizeof *l);
    if (!l)
        return DAESA_NO_MEMORY;
    l->log_mel = log_mel;
    l->noise = 1;
    enum daesa_status st = daesa_mel_open(&l->mel, rate_hz);
    if (st) {
        free(l);
        return st;
    }
    pthread_mutex_init(&l->lock, NULL);
    pthread_cond_init(&l->changed, NULL);
    l->has_thread = has_thread && pthread_create(&l->thread, NULL, work, l) == 0;
    *out = l;
    return DAESA_OK;
}

enum daesa_status daesa_listener_hear(struct daesa_listener *listener,
                                      const int16_t *samples, size_t n, size_t *n_rows)
{
    *n_rows = daesa_mel_count(listener->mel, n);
    return listener->has_thread ? hand_over(listener, samples, n)
                                : hear_now(listener, samples, n);
}

static void join(struct daesa_listener *l)
{
    pthread_mutex_lock(&l->lock);
    l->is_over = true;
    pthread_cond_signal(&l->changed);
    pthread_mutex_unlock(&l->lock);
    pthread_join(l->thread, NULL);
}

enum daesa_status daesa_listener_close(struct daesa_listener **listener)
{
    if (!listener || !*listener)
        return DAESA_OK;
    struct daesa_listener *l = *listener;
    if (l->has_thread)
        join(l);
    enum daesa_status st = l->status;
    pthread_cond_destroy(&l->changed);
    pthread_mutex_destroy(&l->lock);
    daesa_mel_close(&l->mel);
    free(l->waiting.samples);
    free(l->heard.samples);
    free(l);
    *listener = NULL;
    return st;
}
