/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "speech/activity.h"

#include "core/array.h"
#include "speech/cepstra.h"
#include "speech/mel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Levels are kept in half decibels over -100 dB, two bands of the spectrum in
 * one. */
#define BANDS (DAESA_MEL_BANDS / 2)
#define DB_OF_LN 4.342945f /* 10 / ln 10 */
#define STEP_DB 0.5f
#define LEAST_DB (-100.0f)

/* The figures were measured on clips with true times. */
#define FLOOR_WINDOW 1500  /* frames around, in which a band has quiet moments: */
#define FLOOR_SHARE 0.10   /* this share of them */
#define FLOOR_STEP 375     /* frames from one measured floor to the next */
#define OVER_MOST 40.0f    /* dB over the floor that count */
#define BANDS_THAT_COUNT 6 /* those furthest over it */
#define OVER_SHARE 0.5f    /* of what the clip's loud frames reach: speech, */
#define OVER_LEAST_DB 8.0f /* within these */
#define OVER_ENOUGH_DB 18.0f
#define BELOW_LOUD_DB 30.0f
#define SMOOTH 2     /* frames to both sides */
#define LEAST_RUN 12 /* frames */

struct daesa_activity {
    struct daesa_mel *mel;
    struct daesa_matrix log_mel; /* complete frames not yet kept */
    uint8_t *levels;             /* BANDS a frame */
    size_t n, cap;               /* frames */
};

/* What is measured of every frame. */
struct measure {
    float *over; /* dB over the floor */
    float *loud; /* dB */
};

enum daesa_status daesa_activity_open(struct daesa_activity **out)
{
    struct daesa_activity *a = calloc(1, sizeof *a);
    if (!a)
        return DAESA_NO_MEMORY;
    a->log_mel.n_columns = DAESA_MEL_BANDS;
    enum daesa_status st = daesa_mel_open(&a->mel, DAESA_ACTIVITY_RATE_HZ);
    if (st)
        daesa_activity_close(&a);
    else
        *out = a;
    return st;
}

static uint8_t level_of(const float *bands)
{
    float db = DB_OF_LN * (bands[0] + bands[1]) / 2;
    float steps = (db - LEAST_DB) / STEP_DB;
    return steps < 0 ? 0 : steps > UINT8_MAX ? UINT8_MAX : (uint8_t)steps;
}

enum daesa_status daesa_activity_feed(struct daesa_activity *activity,
                                      const float *samples, size_t n)
{
    struct daesa_activity *a = activity;
    enum daesa_status st = daesa_mel_feed(a->mel, samples, n, &a->log_mel);
    if (st)
        return st;
    size_t more = a->log_mel.n_rows;
    uint8_t *levels = daesa_array_grow(a->levels, &a->cap, a->n + more, BANDS);
    if (!levels)
        return DAESA_NO_MEMORY;
    a->levels = levels;
    for (size_t i = 0; i < more; i++, a->n++)
        for (size_t b = 0; b < BANDS; b++)
            levels[a->n * BANDS + b] = level_of(daesa_matrix_row(&a->log_mel, i) + 2 * b);
    a->log_mel.n_rows = 0;
    return DAESA_OK;
}

/* The quiet level of one band around frame `at`. */
static uint8_t quiet(const struct daesa_activity *a, size_t at, size_t band)
{
    size_t counts[UINT8_MAX + 1] = {0};
    size_t from = at < FLOOR_WINDOW / 2 ? 0 : at - FLOOR_WINDOW / 2;
    size_t to = at + FLOOR_WINDOW / 2 < a->n ? at + FLOOR_WINDOW / 2 : a->n;
    size_t wanted = (size_t)((double)(to - from) * FLOOR_SHARE), below = 0;
    for (size_t t = from; t < to; t++)
        counts[a->levels[t * BANDS + band]]++;
    for (size_t level = 0; level < UINT8_MAX; level++)
        if ((below += counts[level]) > wanted)
            return (uint8_t)level;
    return UINT8_MAX;
}

static void quiet_bands(const struct daesa_activity *a, size_t at, float out[BANDS])
{
    for (size_t b = 0; b < BANDS; b++)
        out[b] = quiet(a, at < a->n ? at : a->n - 1, b);
}

/* The mean of the largest few of the bands' heights over their floor. */
static float height(const uint8_t *levels, const float floor[BANDS])
{
    float top[BANDS_THAT_COUNT] = {0}, sum = 0;
    for (size_t b = 0; b < BANDS; b++) {
        float db = (levels[b] - floor[b]) * STEP_DB;
        db = db > OVER_MOST ? OVER_MOST : db;
        for (size_t k = 0; k < BANDS_THAT_COUNT && db > 0; k++)
            if (db > top[k]) {
                float swap = top[k];
                top[k] = db;
                db = swap;
            }
    }
    for (size_t k = 0; k < BANDS_THAT_COUNT; k++)
        sum += top[k];
    return sum / BANDS_THAT_COUNT;
}

static float loudness(const uint8_t *levels)
{
    float power = 0;
    for (size_t b = 0; b < BANDS; b++)
        power += expf(levels[b] * STEP_DB / DB_OF_LN);
    return 10 * log10f(power);
}

static void measure_frames(const struct daesa_activity *a, struct measure *m)
{
    float next[BANDS], last[BANDS], floor[BANDS];
    quiet_bands(a, 0, next);
    for (size_t t = 0; t < a->n; t++) {
        float share = (float)(t % FLOOR_STEP) / FLOOR_STEP;
        if (t % FLOOR_STEP == 0) {
            memcpy(last, next, sizeof last);
            quiet_bands(a, t + FLOOR_STEP, next);
        }
        for (size_t b = 0; b < BANDS; b++)
            floor[b] = last[b] + share * (next[b] - last[b]);
        m->over[t] = height(a->levels + t * BANDS, floor);
        m->loud[t] = loudness(a->levels + t * BANDS);
    }
}

/* Replaces each value by the mean of those around it. */
static void smooth(float *v, size_t n, float *room)
{
    memcpy(room, v, n * sizeof *v);
    for (size_t t = 0; t < n; t++) {
        size_t from = t < SMOOTH ? 0 : t - SMOOTH,
               to = t + SMOOTH + 1 < n ? t + SMOOTH + 1 : n;
        float sum = 0;
        for (size_t k = from; k < to; k++)
            sum += room[k];
        v[t] = sum / (float)(to - from);
    }
}

/* Closes pauses shorter than `least_pause` frames, then drops what is too short. Returns
 * how many are left. */
static size_t tidy(struct daesa_interval *runs, size_t n, int64_t least_pause)
{
    size_t kept = 0, out = 0;
    for (size_t i = 0; i < n; i++)
        if (kept > 0 && runs[i].start_us - runs[kept - 1].end_us < least_pause)
            runs[kept - 1].end_us = runs[i].end_us;
        else
            runs[kept++] = runs[i];
    for (size_t i = 0; i < kept; i++)
        if (runs[i].end_us - runs[i].start_us >= LEAST_RUN)
            runs[out++] = runs[i];
    return out;
}

/* The runs of frames that are speech, as frame numbers. */
static size_t find_runs(const struct measure *m, size_t n, float over, float loud,
                        int64_t least_pause, struct daesa_interval *runs)
{
    size_t n_runs = 0;
    bool before = false;
    for (size_t t = 0; t < n; t++) {
        bool is_speech = m->over[t] > over && m->loud[t] > loud;
        if (is_speech && !before)
            runs[n_runs++].start_us = (int64_t)t;
        if (is_speech)
            runs[n_runs - 1].end_us = (int64_t)t + 1;
        before = is_speech;
    }
    return tidy(runs, n_runs, least_pause);
}

static float percentile(const float *values, size_t n, double share, float *room)
{
    memcpy(room, values, n * sizeof *values);
    return daesa_percentile(room, n, share);
}

enum daesa_status daesa_activity_find(const struct daesa_activity *activity,
                                      int64_t start_us, int64_t least_pause_us,
                                      struct daesa_interval **out, size_t *n_out)
{
    size_t n = activity->n, n_runs = 0;
    struct measure m = {calloc(n + 1, sizeof *m.over), calloc(n + 1, sizeof *m.loud)};
    float *room = calloc(n + 1, sizeof *room);
    struct daesa_interval *runs = calloc(n / 2 + 1, sizeof *runs);
    enum daesa_status st = m.over && m.loud && room && runs ? DAESA_OK : DAESA_NO_MEMORY;
    if (!st && n > 0) {
        measure_frames(activity, &m);
        smooth(m.over, n, room);
        smooth(m.loud, n, room);
        float over = OVER_SHARE * percentile(m.over, n, 0.9, room);
        over = over < OVER_LEAST_DB ? OVER_LEAST_DB : over;
        over = over > OVER_ENOUGH_DB ? OVER_ENOUGH_DB : over;
        n_runs = find_runs(&m, n, over, percentile(m.loud, n, 0.95, room) - BELOW_LOUD_DB,
                           least_pause_us / DAESA_MEL_HOP_US, runs);
    }
    for (size_t i = 0; i < n_runs; i++) {
        int64_t middle_us = start_us + (DAESA_MEL_WINDOW_US - DAESA_MEL_HOP_US) / 2;
        runs[i].start_us = middle_us + runs[i].start_us * DAESA_MEL_HOP_US;
        runs[i].end_us = middle_us + runs[i].end_us * DAESA_MEL_HOP_US;
    }
    free(m.over);
    free(m.loud);
    free(room);
    if (st) {
        free(runs);
        return st;
    }
    *out = runs;
    *n_out = n_runs;
    return DAESA_OK;
}

void daesa_activity_close(struct daesa_activity **activity)
{
    if (!activity || !*activity)
        return;
    daesa_mel_close(&(*activity)->mel);
    daesa_matrix_finish(&(*activity)->log_mel);
    free((*activity)->levels);
    free(*activity);
    *activity = NULL;
}
