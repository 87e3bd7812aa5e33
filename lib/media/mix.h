/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_MEDIA_MIX_H
#define DAESA_MEDIA_MIX_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* One channel of dialogue out of surround sound, while it streams. Films put
 * speech in the centre and music and noise in the other channels; some files
 * call themselves 5.1 and have a dead centre, with all of it in the others.
 *
 * So: both are heard until the centre has spoken, that is until its energy so
 * far amounts to half a second at -50 dBFS and is no more than 30 dB below that
 * of the others; from then on the others fade within half a second and the
 * centre is heard alone. Should the centre then fall more than 30 dB behind
 * what the others have sent so far, they fade in again. {0} is the start. */
struct daesa_mix {
    double centre_energy, sides_energy; /* sums of squares so far */
    float sides_gain_off;               /* 1 - the others' gain: 0 at the start */
};

/* Mixes `n` more samples at `rate_hz`; `out` may be `centre` itself. */
void daesa_mix_run(struct daesa_mix *mix, int32_t rate_hz, const float *centre,
                   const float *sides, size_t n, float *out);

#ifdef __cplusplus
}
#endif
#endif
