/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "speech/emission.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The filler is the mean of so many of the best phone states. */
#define FILLER_BEST 24

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

void daesa_emission_frame(struct daesa_emission *e, size_t frame, float *out)
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
    memcpy(e->scratch, phones, n * sizeof *phones);
    out[DAESA_EMIT_FILLER] = mean_of_best(e->scratch, n, FILLER_BEST) + e->filler_bias;
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

void daesa_emission_step(struct daesa_emission *e, size_t step, float *out)
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

void daesa_emission_finish(struct daesa_emission *e)
{
    daesa_scorer_finish(&e->phones);
    daesa_scorer_finish(&e->silence);
    free(e->scratch);
    *e = (struct daesa_emission){0};
}
