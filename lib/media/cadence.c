/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "media/cadence.h"

#define JITTER_US 2000.0

static const struct daesa_rate usual[] = {
    {5, 1},   {6, 1},         {25, 4},       {15, 2},  {8, 1},
    {10, 1},  {12000, 1001},  {12, 1},       {25, 2},  {15000, 1001},
    {15, 1},  {16, 1},        {18, 1},       {20, 1},  {24000, 1001},
    {24, 1},  {25, 1},        {30000, 1001}, {30, 1},  {48000, 1001},
    {48, 1},  {50, 1},        {60000, 1001}, {60, 1},  {90, 1},
    {100, 1}, {120000, 1001}, {120, 1},      {240, 1},
};

struct times {
    const int64_t *us;
    size_t n;
    double span_us, slack_us;
};

static double period(struct daesa_rate rate)
{
    return 1e6 * rate.den / rate.num;
}

static int64_t gcd(int64_t a, int64_t b)
{
    while (b) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* The largest fraction of 31-bit numbers that n / us seconds can be cut to. */
static struct daesa_rate exact(int64_t n, int64_t us)
{
    int64_t num = n * DAESA_SECOND_US, divisor = gcd(num, us);
    num /= divisor;
    us /= divisor;
    while (num > INT32_MAX || us > INT32_MAX) {
        num = (num + 1) / 2;
        us = (us + 1) / 2;
    }
    return (struct daesa_rate){(int32_t)num, (int32_t)us};
}

/* Whether every frame, in turn, is at its place on a grid without holes. */
static bool is_constant(const struct times *times, double period_us)
{
    double low = 0, high = 0;
    for (size_t i = 0; i < times->n; i++) {
        double off = (double)(times->us[i] - times->us[0]) - (double)i * period_us;
        low = off < low ? off : low;
        high = off > high ? off : high;
    }
    return high - low <= times->slack_us;
}

/* Whether every frame is near some place of a grid, no two at the same. */
static bool is_on_grid(const struct times *times, double period_us)
{
    int64_t last = -1;
    double low = 0, high = 0;
    for (size_t i = 0; i < times->n; i++) {
        double at = (double)(times->us[i] - times->us[0]) / period_us;
        int64_t place = (int64_t)(at + 0.5);
        double off = (at - (double)place) * period_us;
        low = off < low ? off : low;
        high = off > high ? off : high;
        if (place <= last || high - low > times->slack_us)
            return false;
        last = place;
    }
    return true;
}

/* Whether a rate is as far from the average as rounded times allow. */
static bool is_near(const struct times *times, struct daesa_rate rate)
{
    double off = period(rate) * (double)(times->n - 1) - times->span_us;
    return off <= times->slack_us && off >= -times->slack_us;
}

static struct daesa_rate find_constant(const struct times *times,
                                       struct daesa_rate average,
                                       const struct daesa_rate *hints, size_t n_hints)
{
    struct daesa_rate best = {0};
    double best_off = 0;
    for (size_t i = 0; i < n_hints; i++)
        if (daesa_rate_known(hints[i]) && is_near(times, hints[i]) &&
            is_constant(times, period(hints[i])))
            return hints[i];
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
        double off = period(usual[i]) - period(average);
        off = off < 0 ? -off : off;
        if ((best.num == 0 || off < best_off) && is_near(times, usual[i]) &&
            is_constant(times, period(usual[i]))) {
            best = usual[i];
            best_off = off;
        }
    }
    if (best.num == 0 && is_constant(times, period(average)))
        return average;
    return best;
}

static struct daesa_rate find_grid(const struct times *times,
                                   const struct daesa_rate *hints, size_t n_hints)
{
    for (size_t i = 0; i < n_hints; i++)
        if (daesa_rate_known(hints[i]) && period(hints[i]) > 3 * times->slack_us &&
            is_on_grid(times, period(hints[i])))
            return hints[i];
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        if (period(usual[i]) > 3 * times->slack_us && is_on_grid(times, period(usual[i])))
            return usual[i];
    return (struct daesa_rate){0};
}

struct daesa_cadence daesa_cadence_find(const int64_t *times_us, size_t n,
                                        int64_t tick_us, const struct daesa_rate *hints,
                                        size_t n_hints)
{
    struct daesa_cadence cadence = {0};
    if (n < 2 || times_us[n - 1] <= times_us[0])
        return cadence;
    int64_t span_us = times_us[n - 1] - times_us[0];
    struct times times = {.us = times_us, .n = n, .span_us = (double)span_us};
    double limit_us = times.span_us / (double)(n - 1) / 4;
    times.slack_us = (double)tick_us > JITTER_US ? (double)tick_us : JITTER_US;
    times.slack_us = times.slack_us < limit_us ? times.slack_us : limit_us;
    cadence.average = exact((int64_t)n - 1, span_us);
    cadence.period_us = span_us / (int64_t)(n - 1);
    struct daesa_rate constant = find_constant(&times, cadence.average, hints, n_hints);
    if (daesa_rate_known(constant)) {
        cadence.kind = DAESA_RATE_CONSTANT;
        cadence.average = cadence.real = constant;
        return cadence;
    }
    cadence.kind = DAESA_RATE_VARIABLE;
    cadence.real = find_grid(&times, hints, n_hints);
    return cadence;
}
