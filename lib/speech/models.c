/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "speech/models.h"

#include "speech/wide.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define D DAESA_FEATURES
#define BLOCK DAESA_CEPSTRA

/* Pull of the affine map towards the identity, in frames of unit variance; frames
 * that a map of a whole block needs; least variance, as a share of that of all
 * frames. */
#define RIDGE 50
#define CONSTANT_RIDGE 5
#define FULL_MAP_FRAMES 600
#define VARIANCE_FLOOR 0.2
#define PAIR_ROUNDS 8
#define PAIR_SAMPLE 20000
#define PAIR_VARIANCE_FLOOR 0.1

void daesa_moments_add(struct daesa_moments *m, double weight, const float *z)
{
    m->count += weight;
    for (int d = 0; d < D; d++) {
        m->sum[d] += weight * z[d];
        m->squares[d] += weight * z[d] * z[d];
    }
}

void daesa_moments_join(struct daesa_moments *m, const struct daesa_moments *from)
{
    m->count += from->count;
    for (int d = 0; d < D; d++) {
        m->sum[d] += from->sum[d];
        m->squares[d] += from->squares[d];
    }
}

enum daesa_status daesa_scorer_set(struct daesa_scorer *scorer,
                                   const struct daesa_gauss *gausses,
                                   const float *log_weight, size_t n)
{
    size_t stride = (n + 7) / 8 * 8;
    daesa_scorer_finish(scorer);
    scorer->weights = calloc(2 * D * stride, sizeof(float));
    scorer->constant = calloc(stride, sizeof(float));
    if (!scorer->weights || !scorer->constant) {
        daesa_scorer_finish(scorer);
        return DAESA_NO_MEMORY;
    }
    scorer->n = n;
    scorer->stride = stride;
    for (size_t k = 0; k < n; k++) {
        double c = log_weight ? log_weight[k] : 0;
        for (size_t d = 0; d < D; d++) {
            double mean = gausses[k].mean[d], variance = gausses[k].variance[d];
            c -= 0.5 * (log(2 * acos(-1) * variance) + mean * mean / variance);
            scorer->weights[2 * d * stride + k] = (float)(mean / variance);
            scorer->weights[(2 * d + 1) * stride + k] = (float)(-0.5 / variance);
        }
        scorer->constant[k] = (float)c;
    }
    return DAESA_OK;
}

DAESA_WIDE void daesa_scorer_frame(const struct daesa_scorer *scorer, const float *frame,
                                   float *restrict out)
{
    size_t n = scorer->stride;
    memcpy(out, scorer->constant, n * sizeof *out);
    for (size_t d = 0; d < D; d++) {
        const float *restrict a = scorer->weights + 2 * d * n, *restrict b = a + n;
        float z = frame[d], zz = z * z;
        for (size_t k = 0; k < n; k++)
            out[k] += z * a[k] + zz * b[k];
    }
}

void daesa_scorer_finish(struct daesa_scorer *scorer)
{
    free(scorer->weights);
    free(scorer->constant);
    *scorer = (struct daesa_scorer){0};
}

/* Solves a x = b for symmetric positive definite a, n <= BLOCK + 1, in place. */
static void solve(double a[BLOCK + 1][BLOCK + 1], double b[BLOCK + 1], size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= i; j++) {
            double sum = a[i][j];
            for (size_t k = 0; k < j; k++)
                sum -= a[i][k] * a[j][k];
            a[i][j] = i == j ? sqrt(sum) : sum / a[j][j];
        }
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < i; k++)
            b[i] -= a[i][k] * b[k];
        b[i] /= a[i][i];
    }
    for (size_t i = n; i-- > 0;) {
        for (size_t k = i + 1; k < n; k++)
            b[i] -= a[k][i] * b[k];
        b[i] /= a[i][i];
    }
}

/* Row d of the affine map: weights of the dimensions of `from..from+n`, then the
 * constant. */
static void map_row(const struct daesa_gauss *seeds, const struct daesa_moments *seen,
                    size_t n_models, size_t d, size_t from, size_t n,
                    double row[BLOCK + 1])
{
    double a[BLOCK + 1][BLOCK + 1] = {{0}};
    for (size_t i = 0; i <= n; i++)
        row[i] = 0;
    for (size_t i = 0; i < n; i++)
        a[i][i] = RIDGE;
    a[n][n] = CONSTANT_RIDGE;
    row[d - from] = RIDGE;
    for (size_t k = 0; k < n_models; k++) {
        if (seen[k].count <= 0)
            continue;
        double x[BLOCK + 1];
        for (size_t i = 0; i < n; i++)
            x[i] = seeds[k].mean[from + i];
        x[n] = 1;
        double w = 1 / seeds[k].variance[d];
        for (size_t i = 0; i <= n; i++) {
            row[i] += w * x[i] * seen[k].sum[d];
            for (size_t j = 0; j <= i; j++)
                a[i][j] += w * seen[k].count * x[i] * x[j];
        }
    }
    solve(a, row, n + 1);
}

static void map_means(const struct daesa_gauss *seeds, const struct daesa_moments *seen,
                      size_t n, struct daesa_gauss *out)
{
    double count = 0;
    for (size_t k = 0; k < n; k++)
        count += seen[k].count;
    for (size_t d = 0; d < D; d++) {
        double row[BLOCK + 1];
        /* A full map of a block needs data; a scale and a shift do with little. */
        size_t from = count > FULL_MAP_FRAMES ? d / BLOCK * BLOCK : d;
        size_t width = count > FULL_MAP_FRAMES ? BLOCK : 1;
        map_row(seeds, seen, n, d, from, width, row);
        for (size_t k = 0; k < n; k++) {
            double mean = row[width];
            for (size_t i = 0; i < width; i++)
                mean += row[i] * seeds[k].mean[from + i];
            out[k].mean[d] = (float)mean;
        }
    }
}

void daesa_models_adapt(const struct daesa_gauss *seeds, const struct daesa_moments *seen,
                        size_t n, double prior, struct daesa_gauss *out)
{
    struct daesa_moments all = {0};
    for (size_t k = 0; k < n; k++)
        daesa_moments_join(&all, &seen[k]);
    if (all.count < 1) {
        memcpy(out, seeds, n * sizeof *out);
        return;
    }
    map_means(seeds, seen, n, out);
    for (int d = 0; d < D; d++) {
        double mean_all = all.sum[d] / all.count;
        double floor =
            VARIANCE_FLOOR * (all.squares[d] / all.count - mean_all * mean_all) + 1e-6;
        for (size_t k = 0; k < n; k++) {
            double c = seen[k].count, mapped = out[k].mean[d];
            double mean = (mapped * prior + seen[k].sum[d]) / (prior + c);
            double spread =
                seen[k].squares[d] - 2 * mean * seen[k].sum[d] + c * mean * mean;
            double variance = (seeds[k].variance[d] * prior + spread) / (prior + c);
            out[k].mean[d] = (float)mean;
            out[k].variance[d] = (float)(variance > floor ? variance : floor);
        }
    }
}

/* The logarithm of the weighted density, but for a constant. */
static double log_density(const struct daesa_gauss *g, double log_weight,
                          double log_volume, const float *z)
{
    double sum = log_volume;
    for (int d = 0; d < D; d++) {
        double off = z[d] - g->mean[d];
        sum += off * off / g->variance[d];
    }
    return log_weight - 0.5 * sum;
}

static double log_volume(const struct daesa_gauss *g)
{
    double sum = 0;
    for (int d = 0; d < D; d++)
        sum += log((double)g->variance[d]);
    return sum;
}

static void from_moments(const struct daesa_moments *m, const double *least,
                         struct daesa_gauss *out)
{
    for (int d = 0; d < D; d++) {
        double mean = m->sum[d] / m->count,
               variance = m->squares[d] / m->count - mean * mean;
        out->mean[d] = (float)mean;
        out->variance[d] = (float)(variance > least[d] ? variance : least[d]);
    }
}

/* The two start as the louder and the quieter half by the first coefficient;
 * clips of up to hours need no more than a sample of their silence. */
void daesa_models_fit_pair(const float *features, const int32_t *frames, size_t n,
                           struct daesa_gauss out[2], float log_weight[2])
{
    struct daesa_moments all = {0}, part[2] = {{0}};
    double least[D];
    size_t step = n / PAIR_SAMPLE + 1;
    for (size_t i = 0; i < n; i += step)
        daesa_moments_add(&all, 1, features + (size_t)frames[i] * D);
    for (int d = 0; d < D; d++) {
        double mean = all.sum[d] / all.count;
        least[d] =
            PAIR_VARIANCE_FLOOR * (all.squares[d] / all.count - mean * mean) + 1e-6;
    }
    for (size_t i = 0; i < n; i += step) {
        const float *z = features + (size_t)frames[i] * D;
        daesa_moments_add(&part[z[0] > all.sum[0] / all.count], 1, z);
    }
    for (int round = 0; round <= PAIR_ROUNDS; round++) {
        for (int g = 0; g < 2; g++) {
            if (part[g].count < 1)
                part[g] = all;
            from_moments(&part[g], least, &out[g]);
            log_weight[g] = (float)log(part[g].count / (part[0].count + part[1].count));
        }
        if (round == PAIR_ROUNDS)
            break;
        memset(part, 0, sizeof part);
        double volume[2] = {log_volume(&out[0]), log_volume(&out[1])};
        for (size_t i = 0; i < n; i += step) {
            const float *z = features + (size_t)frames[i] * D;
            double a = log_density(&out[0], log_weight[0], volume[0], z);
            double b = log_density(&out[1], log_weight[1], volume[1], z);
            double share = 1 / (1 + exp(b - a));
            daesa_moments_add(&part[0], share, z);
            daesa_moments_add(&part[1], 1 - share, z);
        }
    }
}
