/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "speech/wide.h"

#include <math.h>

/* The compiler may not change the order of comparisons: it is given one that suits
 * vectors. */
#define LANES 16

DAESA_WIDE float daesa_wide_max(const float *v, size_t n)
{
    float lanes[LANES];
    for (size_t k = 0; k < LANES; k++)
        lanes[k] = -INFINITY;
    for (; n >= LANES; n -= LANES, v += LANES)
        for (size_t k = 0; k < LANES; k++)
            lanes[k] = v[k] > lanes[k] ? v[k] : lanes[k];
    for (size_t k = 0; k < n; k++)
        lanes[k] = v[k] > lanes[k] ? v[k] : lanes[k];
    for (size_t k = 1; k < LANES; k++)
        lanes[0] = lanes[k] > lanes[0] ? lanes[k] : lanes[0];
    return lanes[0];
}
