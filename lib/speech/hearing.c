/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "speech/hearing.h"

#include "speech/cepstra.h"
#include "speech/mel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Shares of the range of levels: below the first it is quiet, above the second
 * somebody or something is heard. */
#define QUIET_SHARE 0.2f
#define LOUD_SHARE 0.35f
#define LEAST_QUIET 20

static float frame_level(const float *log_mel)
{
    float sum = 0;
    for (size_t b = 0; b < DAESA_MEL_BANDS; b++)
        sum += expf(log_mel[b]);
    return 10 * log10f(sum);
}

static enum daesa_status measure_levels(struct daesa_hearing *h, const float *log_mel)
{
    float *sorted = malloc(h->n * sizeof *sorted);
    if (!sorted)
        return DAESA_NO_MEMORY;
    for (size_t t = 0; t < h->n; t++)
        h->level_db[t] = frame_level(log_mel + t * DAESA_MEL_BANDS);
    memcpy(sorted, h->level_db, h->n * sizeof *sorted);
    h->low_db = daesa_percentile(sorted, h->n, 0.05);
    h->high_db = daesa_percentile(sorted, h->n, 0.95);
    free(sorted);
    return DAESA_OK;
}

enum daesa_status daesa_hearing_make(struct daesa_hearing *out,
                                     struct daesa_matrix *log_mel)
{
    struct daesa_hearing h = {.n = log_mel->n_rows};
    struct daesa_normal *normals = calloc(daesa_normals_count(h.n), sizeof *normals);
    float *cepstra = calloc(h.n + 1, DAESA_CEPSTRA * sizeof *cepstra);
    h.level_db = calloc(h.n + 1, sizeof *h.level_db);
    enum daesa_status st = cepstra && normals && h.level_db ? DAESA_OK : DAESA_NO_MEMORY;
    if (!st)
        st = measure_levels(&h, log_mel->v);
    if (!st) {
        daesa_cepstra(log_mel->v, h.n, cepstra);
        st = daesa_normals_measure(log_mel->v, cepstra, h.n, normals);
    }
    daesa_matrix_finish(log_mel);
    h.features = st ? NULL : calloc(h.n + 1, DAESA_FEATURES * sizeof *h.features);
    if (!st && !h.features)
        st = DAESA_NO_MEMORY;
    if (!st)
        daesa_features_between(cepstra, h.n, normals, h.features);
    free(normals);
    free(cepstra);
    if (st)
        daesa_hearing_finish(&h);
    else
        *out = h;
    return st;
}

void daesa_hearing_finish(struct daesa_hearing *hearing)
{
    free(hearing->features);
    free(hearing->level_db);
    *hearing = (struct daesa_hearing){0};
}

/* Levels smoothed over five frames: a closure in speech is no silence. */
static void smooth(const float *level, size_t n, float *out)
{
    for (size_t t = 0; t < n; t++) {
        size_t from = t < 2 ? 0 : t - 2, to = t + 3 < n ? t + 3 : n;
        float sum = 0;
        for (size_t i = from; i < to; i++)
            sum += level[i];
        out[t] = sum / (float)(to - from);
    }
}

enum daesa_status daesa_hearing_quiet(const struct daesa_hearing *h, int32_t *out,
                                      size_t *n_out)
{
    size_t n = h->n, found = 0;
    float *curve = malloc(2 * n * sizeof *curve);
    if (!curve)
        return DAESA_NO_MEMORY;
    float *sorted = curve + n;
    smooth(h->level_db, n, curve);
    memcpy(sorted, curve, n * sizeof *sorted);
    float limit = h->low_db + QUIET_SHARE * (h->high_db - h->low_db);
    for (size_t t = 0; t < n; t++)
        found += curve[t] <= limit;
    if (found < LEAST_QUIET)
        limit =
            daesa_percentile(sorted, n, n > LEAST_QUIET ? LEAST_QUIET / (double)n : 1);
    *n_out = 0;
    for (size_t t = 0; t < n; t++)
        if (curve[t] <= limit)
            out[(*n_out)++] = (int32_t)t;
    free(curve);
    return DAESA_OK;
}

double daesa_hearing_coverage(const struct daesa_hearing *h,
                              const struct daesa_reading *spoken)
{
    float limit = h->low_db + LOUD_SHARE * (h->high_db - h->low_db);
    double loud = 1, said = 0;
    for (size_t t = 0; t < h->n; t++)
        loud += h->level_db[t] > limit;
    for (size_t i = 0; i < spoken->n_phones; i++)
        said += spoken->phones[i].frames;
    return said / loud;
}
