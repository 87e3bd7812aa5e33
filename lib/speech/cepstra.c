/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "speech/cepstra.h"

#include "speech/mel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Differences are scaled up so that they weigh about as much as the cepstra. */
#define DELTA_SCALE 2.0f
#define LEAST_DEVIATION 1e-3
#define NORMAL_STEP 1000   /* frames from one mean to the next, */
#define NORMAL_AROUND 3000 /* and to both sides that it is of */

void daesa_cepstra(const float *log_mel, size_t n, float *out)
{
    float basis[DAESA_MEL_BANDS][DAESA_CEPSTRA];
    for (int b = 0; b < DAESA_MEL_BANDS; b++)
        for (int k = 0; k < DAESA_CEPSTRA; k++)
            basis[b][k] = (float)(sqrt((k ? 2.0 : 1.0) / DAESA_MEL_BANDS) *
                                  cos(acos(-1) / DAESA_MEL_BANDS * (b + 0.5) * k));
    for (size_t i = 0; i < n; i++, log_mel += DAESA_MEL_BANDS, out += DAESA_CEPSTRA) {
        float sum[DAESA_CEPSTRA] = {0};
        for (int b = 0; b < DAESA_MEL_BANDS; b++)
            for (int k = 0; k < DAESA_CEPSTRA; k++)
                sum[k] += log_mel[b] * basis[b][k];
        memcpy(out, sum, sizeof sum);
    }
}

/* Hoare's selection: values[k] is what it would be if they were sorted. */
static float select_kth(float *v, size_t n, size_t k)
{
    size_t low = 0, high = n - 1;
    while (low < high) {
        float pivot = v[low + (high - low) / 2];
        size_t i = low, j = high;
        for (;;) {
            while (v[i] < pivot)
                i++;
            while (v[j] > pivot)
                j--;
            if (i >= j)
                break;
            float swap = v[i];
            v[i++] = v[j];
            v[j--] = swap;
        }
        if (k <= j)
            high = j;
        else
            low = j + 1;
    }
    return v[k];
}

float daesa_percentile(float *values, size_t n, double share)
{
    double at = share * (double)(n - 1);
    size_t k = (size_t)at;
    float low = select_kth(values, n, k);
    if (k + 1 >= n)
        return low;
    float high = values[k + 1];
    for (size_t i = k + 2; i < n; i++)
        high = values[i] < high ? values[i] : high;
    return low + (high - low) * (float)(at - (double)k);
}

/* The loudest band of each frame, smoothed over five frames. */
static void peak_curve(const float *log_mel, size_t n, float *out)
{
    float recent[5] = {0}, sum = 0;
    for (size_t i = 0; i < n + 2; i++) {
        float peak = 0;
        if (i < n) {
            const float *row = log_mel + i * DAESA_MEL_BANDS;
            peak = row[0];
            for (int b = 1; b < DAESA_MEL_BANDS; b++)
                peak = row[b] > peak ? row[b] : peak;
        }
        recent[i % 5] = peak;
        sum = recent[0] + recent[1] + recent[2] + recent[3] + recent[4];
        if (i >= 2)
            out[i - 2] = sum / 5;
    }
}

static void measure_over(const float *cepstra, const float *curve, float limit, size_t n,
                         struct daesa_normal *out)
{
    double sum[DAESA_CEPSTRA] = {0}, squares[DAESA_CEPSTRA] = {0}, count = 0;
    for (size_t i = 0; i < n; i++) {
        if (curve[i] <= limit)
            continue;
        const float *c = cepstra + i * DAESA_CEPSTRA;
        count++;
        for (int k = 0; k < DAESA_CEPSTRA; k++) {
            sum[k] += c[k];
            squares[k] += (double)c[k] * c[k];
        }
    }
    for (int k = 0; k < DAESA_CEPSTRA; k++) {
        double mean = count > 0 ? sum[k] / count : 0;
        double variance = count > 0 ? squares[k] / count - mean * mean : 1;
        out->mean[k] = (float)mean;
        out->scale[k] =
            (float)(1 / (sqrt(variance > 0 ? variance : 0) + LEAST_DEVIATION));
    }
}

/* Over the loud frames of from..to-1; `room` holds as many values as there are. */
static void measure_part(const float *cepstra, const float *curve, size_t from, size_t to,
                         float *room, struct daesa_normal *out)
{
    size_t n = to - from;
    memcpy(room, curve + from, n * sizeof *room);
    float low = daesa_percentile(room, n, 0.05);
    float high = daesa_percentile(room, n, 0.95);
    measure_over(cepstra + from * DAESA_CEPSTRA, curve + from, low + 0.35f * (high - low),
                 n, out);
}

enum daesa_status daesa_normal_measure(const float *log_mel, const float *cepstra,
                                       size_t n, struct daesa_normal *out)
{
    float *curve = calloc(2 * n + 1, sizeof *curve);
    if (!curve)
        return DAESA_NO_MEMORY;
    if (n) {
        peak_curve(log_mel, n, curve);
        measure_part(cepstra, curve, 0, n, curve + n, out);
    }
    free(curve);
    return DAESA_OK;
}

size_t daesa_normals_count(size_t n)
{
    return n / NORMAL_STEP + 2;
}

enum daesa_status daesa_normals_measure(const float *log_mel, const float *cepstra,
                                        size_t n, struct daesa_normal *out)
{
    float *curve = calloc(2 * n + 1, sizeof *curve);
    if (!curve)
        return DAESA_NO_MEMORY;
    peak_curve(log_mel, n, curve);
    for (size_t i = 0; n && i < daesa_normals_count(n); i++) {
        size_t from =
            i * NORMAL_STEP < NORMAL_AROUND ? 0 : i * NORMAL_STEP - NORMAL_AROUND;
        if (from + 2 * NORMAL_AROUND > n)
            from = n < 2 * NORMAL_AROUND ? 0 : n - 2 * NORMAL_AROUND;
        size_t to = from + 2 * NORMAL_AROUND < n ? from + 2 * NORMAL_AROUND : n;
        measure_part(cepstra, curve, from, to, curve + n, &out[i]);
    }
    free(curve);
    return DAESA_OK;
}

/* The slope over five frames around frame i of the columns [from, from + 13) of
 * rows of features, by regression, times `scale`. */
static void slope(const float *rows, size_t n, size_t i, float scale, float *out)
{
    const float *at[5];
    for (int k = -2; k <= 2; k++) {
        ptrdiff_t j = (ptrdiff_t)i + k;
        j = j < 0 ? 0 : j >= (ptrdiff_t)n ? (ptrdiff_t)n - 1 : j;
        at[k + 2] = rows + (size_t)j * DAESA_FEATURES;
    }
    for (int k = 0; k < DAESA_CEPSTRA; k++)
        out[k] = scale * (at[3][k] - at[1][k] + 2 * (at[4][k] - at[0][k])) / 10;
}

/* The differences beside rows whose first columns are made. */
static void add_slopes(float *rows, size_t n)
{
    for (size_t i = 0; i < n; i++)
        slope(rows, n, i, DELTA_SCALE, rows + i * DAESA_FEATURES + DAESA_CEPSTRA);
    for (size_t i = 0; i < n; i++)
        slope(rows + DAESA_CEPSTRA, n, i, DELTA_SCALE,
              rows + i * DAESA_FEATURES + 2 * DAESA_CEPSTRA);
}

void daesa_features(const float *cepstra, size_t n, const struct daesa_normal *normal,
                    float *out)
{
    for (size_t i = 0; i < n; i++)
        for (int k = 0; k < DAESA_CEPSTRA; k++)
            out[i * DAESA_FEATURES + (size_t)k] =
                (cepstra[i * DAESA_CEPSTRA + (size_t)k] - normal->mean[k]) *
                normal->scale[k];
    add_slopes(out, n);
}

void daesa_features_between(const float *cepstra, size_t n,
                            const struct daesa_normal *normals, float *out)
{
    for (size_t i = 0; i < n; i++) {
        const struct daesa_normal *a = &normals[i / NORMAL_STEP], *b = a + 1;
        float share = (float)(i % NORMAL_STEP) / NORMAL_STEP;
        for (int k = 0; k < DAESA_CEPSTRA; k++) {
            float mean = a->mean[k] + share * (b->mean[k] - a->mean[k]);
            float scale = a->scale[k] + share * (b->scale[k] - a->scale[k]);
            out[i * DAESA_FEATURES + (size_t)k] =
                (cepstra[i * DAESA_CEPSTRA + (size_t)k] - mean) * scale;
        }
    }
    add_slopes(out, n);
}
