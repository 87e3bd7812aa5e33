/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "media/mix.h"

#define FADE_S 0.5f
#define HEARD_S 0.5
#define HEARD_POWER 1e-5 /* -50 dBFS */
#define BEHIND 1e-3      /* -30 dB */

static double energy(const float *x, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (double)x[i] * (double)x[i];
    return sum;
}

void daesa_mix_run(struct daesa_mix *mix, int32_t rate_hz, const float *centre,
                   const float *sides, size_t n, float *out)
{
    mix->centre_energy += energy(centre, n);
    mix->sides_energy += energy(sides, n);
    int centre_speaks = mix->centre_energy > HEARD_S * HEARD_POWER * rate_hz &&
                        mix->centre_energy > BEHIND * mix->sides_energy;
    float step = (centre_speaks ? 1.0f : -1.0f) / (FADE_S * (float)rate_hz);
    float off = mix->sides_gain_off;
    for (size_t i = 0; i < n; i++) {
        off += step;
        off = off < 0 ? 0 : off > 1 ? 1 : off;
        out[i] = centre[i] + (1 - off) * sides[i];
    }
    mix->sides_gain_off = off;
}
