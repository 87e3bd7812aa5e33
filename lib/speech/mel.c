/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "speech/mel.h"

#include "speech/fft.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LOWEST_HZ 60.0
#define HIGHEST_HZ 7600.0
#define PRE_EMPHASIS 0.97f
#define LEAST_POWER 1e-10f
#define CARRY 8192

/* One triangle of the bank: weights for the bins from `first` on. */
struct band {
    size_t first, n;
    const float *weights;
};

struct daesa_mel {
    int rate_hz;
    size_t window, n_bins; /* samples; bins */
    struct daesa_fft *fft;
    float *hamming, *power, *weights;
    struct band bands[DAESA_MEL_BANDS];
    /* Pre-emphasised samples that a coming frame still needs. */
    float carry[CARRY];
    size_t n_carry;
    float last;       /* the sample before, for the pre-emphasis */
    int64_t taken;    /* samples dropped from the front of `carry` so far */
    int64_t n_frames; /* frames written so far */
};

static double mel_to_hz(double mel)
{
    return 700 * (exp(mel / 1127) - 1);
}

static double hz_to_mel(double hz)
{
    return 1127 * log(1 + hz / 700);
}

/* The corner of the bank: band i rises from corner i to i + 1, falls to i + 2. */
static double corner_hz(int i)
{
    double low = hz_to_mel(LOWEST_HZ), high = hz_to_mel(HIGHEST_HZ);
    return mel_to_hz(low + (high - low) * i / (DAESA_MEL_BANDS + 1));
}

static float weight(double hz, const double corner[3])
{
    double up = (hz - corner[0]) / (corner[1] - corner[0]);
    double down = (corner[2] - hz) / (corner[2] - corner[1]);
    double w = up < down ? up : down;
    return w > 0 ? (float)w : 0;
}

static void fill_bank(struct daesa_mel *mel, size_t fft_size)
{
    float *next = mel->weights;
    for (int b = 0; b < DAESA_MEL_BANDS; b++) {
        double corner[3] = {corner_hz(b), corner_hz(b + 1), corner_hz(b + 2)};
        struct band *band = &mel->bands[b];
        *band = (struct band){.weights = next};
        for (size_t i = 0; i < mel->n_bins; i++) {
            float w = weight((double)i * mel->rate_hz / (double)fft_size, corner);
            if (w <= 0)
                continue;
            if (band->n == 0)
                band->first = i;
            band->n++;
            *next++ = w;
        }
    }
}

enum daesa_status daesa_mel_open(struct daesa_mel **out, int rate_hz)
{
    struct daesa_mel *mel = calloc(1, sizeof *mel);
    if (!mel)
        return DAESA_NO_MEMORY;
    size_t size = 512;
    mel->rate_hz = rate_hz;
    mel->window = (size_t)rate_hz * DAESA_MEL_WINDOW_US / 1000000;
    while (size < mel->window)
        size *= 2;
    mel->n_bins = size / 2 + 1;
    mel->hamming = calloc(mel->window, sizeof(float));
    mel->power = calloc(mel->n_bins, sizeof(float));
    mel->weights = calloc(2 * mel->n_bins, sizeof(float)); /* a bin is in two bands */
    enum daesa_status st = daesa_fft_open(&mel->fft, size);
    if (st || !mel->hamming || !mel->power || !mel->weights) {
        daesa_mel_close(&mel);
        return DAESA_NO_MEMORY;
    }
    for (size_t i = 0; i < mel->window; i++)
        mel->hamming[i] = (float)(0.54 - 0.46 * cos(2 * acos(-1) * (double)i /
                                                    (double)(mel->window - 1)));
    fill_bank(mel, size);
    *out = mel;
    return DAESA_OK;
}

static void write_frame(struct daesa_mel *mel, const float *samples, float *out)
{
    float *in = daesa_fft_input(mel->fft);
    for (size_t i = 0; i < mel->window; i++)
        in[i] = samples[i] * mel->hamming[i];
    memset(in + mel->window, 0, (2 * (mel->n_bins - 1) - mel->window) * sizeof *in);
    daesa_fft_power(mel->fft, mel->power);
    for (int b = 0; b < DAESA_MEL_BANDS; b++) {
        const struct band *band = &mel->bands[b];
        float sum = LEAST_POWER;
        for (size_t i = 0; i < band->n; i++)
            sum += band->weights[i] * mel->power[band->first + i];
        out[b] = logf(sum);
    }
}

/* Where frame `frame` begins, counted from the front of the carry. */
static size_t frame_at(const struct daesa_mel *mel, int64_t frame)
{
    return (size_t)(frame * mel->rate_hz / (1000000 / DAESA_MEL_HOP_US) - mel->taken);
}

static enum daesa_status drain(struct daesa_mel *mel, struct daesa_matrix *out)
{
    size_t at = frame_at(mel, mel->n_frames);
    while (at + mel->window <= mel->n_carry) {
        float *row = daesa_matrix_add(out, 1);
        if (!row)
            return DAESA_NO_MEMORY;
        write_frame(mel, mel->carry + at, row);
        at = frame_at(mel, ++mel->n_frames);
    }
    if (at > mel->n_carry)
        at = mel->n_carry;
    memmove(mel->carry, mel->carry + at, (mel->n_carry - at) * sizeof *mel->carry);
    mel->n_carry -= at;
    mel->taken += (int64_t)at;
    return DAESA_OK;
}

enum daesa_status daesa_mel_feed(struct daesa_mel *mel, const float *samples, size_t n,
                                 struct daesa_matrix *out)
{
    while (n) {
        size_t part = CARRY - mel->n_carry < n ? CARRY - mel->n_carry : n;
        for (size_t i = 0; i < part; i++) {
            mel->carry[mel->n_carry + i] = samples[i] - PRE_EMPHASIS * mel->last;
            mel->last = samples[i];
        }
        mel->n_carry += part;
        samples += part;
        n -= part;
        enum daesa_status st = drain(mel, out);
        if (st)
            return st;
    }
    return DAESA_OK;
}

size_t daesa_mel_count(const struct daesa_mel *mel, size_t n)
{
    size_t hops = 1000000 / DAESA_MEL_HOP_US;
    /* Frame f begins at sample f * rate / hops, rounded down. */
    return n < mel->window
               ? 0
               : ((n - mel->window + 1) * hops - 1) / (size_t)mel->rate_hz + 1;
}

void daesa_mel_reset(struct daesa_mel *mel)
{
    mel->n_carry = 0;
    mel->last = 0;
    mel->taken = 0;
    mel->n_frames = 0;
}

void daesa_mel_close(struct daesa_mel **mel)
{
    if (!mel || !*mel)
        return;
    daesa_fft_close(&(*mel)->fft);
    free((*mel)->hamming);
    free((*mel)->power);
    free((*mel)->weights);
    free(*mel);
    *mel = NULL;
}
