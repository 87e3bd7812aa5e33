/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_CHECK_SOUND_MAP_H
#define DAESA_CHECK_SOUND_MAP_H

#include "core/evidence.h"
#include "core/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How well a cue would lie anywhere in the clip: by whether speech begins and ends with
 * it, and how much of it is speech, each against what chance gives. All on a grid of
 * 10 ms, so that a look-up is three reads. */
struct daesa_sound_map {
    int64_t from_us;      /* of the first cell; some time before the clip */
    size_t n;             /* cells */
    float *starts, *ends; /* nearness of a speech's start or end, 0..1, less the
                             mean of the clip */
    double *speech;       /* seconds of speech up to here, less the mean */
};

/* How far beyond the clip the map goes, to both sides. */
#define DAESA_SOUND_MAP_MARGIN_US INT64_C(70000000)
#define DAESA_SOUND_MAP_CELL_US INT64_C(10000)

/* Where a cue lies on a map: in cells, beyond its ends, too. */
struct daesa_sound_place {
    int64_t start_us, end_us;
    int64_t start, end;
    double weight; /* of a second of speech */
};

/* Of the speech in the evidence, which must not be NULL; clips of more than ten hours
 * are DAESA_LIMIT. DAESA_NO_MEMORY. */
enum daesa_status daesa_sound_map_make(const struct daesa_evidence *evidence,
                                       struct daesa_sound_map *out);

struct daesa_sound_place daesa_sound_map_place(const struct daesa_sound_map *map,
                                               int64_t start_us, int64_t end_us);

/* How a cue would fit `shift` cells after its place: about 2 where it starts and ends
 * with its speech, 0 for chance, below that for silence. */
double daesa_sound_map_fit(const struct daesa_sound_map *map,
                           const struct daesa_sound_place *place, int64_t shift);

void daesa_sound_map_finish(struct daesa_sound_map *map);

#ifdef __cplusplus
}
#endif
#endif
