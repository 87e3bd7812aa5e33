/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "check/sound_map.h"

#include "core/time.h"

#include <math.h>
#include <stdlib.h>

#define CELL_US DAESA_SOUND_MAP_CELL_US
#define CELL_S 0.01
/* Cells around an edge that are near it. */
#define REACH 15
/* Longer cues count by the share of their speech as if they were so long. */
#define WHOLE_S 3.0
#define SHARE_WEIGHT 2.0
#define MAX_CLIP_US (INT64_C(36000) * DAESA_SECOND_US)

static size_t cell_of(const struct daesa_sound_map *map, int64_t us)
{
    int64_t cell = (us - map->from_us + CELL_US / 2) / CELL_US;
    return us <= map->from_us ? 0 : cell < (int64_t)map->n ? (size_t)cell : map->n - 1;
}

/* A triangle around an edge. */
static void mark(const struct daesa_sound_map *map, float *edges, int64_t us)
{
    size_t at = cell_of(map, us);
    for (int i = -REACH; i <= REACH; i++) {
        float height = 1 - (float)abs(i) / REACH;
        size_t cell = at + (size_t)(REACH + i) - REACH;
        if (cell < map->n && edges[cell] < height)
            edges[cell] = height;
    }
}

/* Takes the mean over the clip, cells [first, last), off every cell. */
static void centre(const struct daesa_sound_map *map, float *edges, size_t first,
                   size_t last)
{
    double sum = 0;
    for (size_t i = first; i < last; i++)
        sum += (double)edges[i];
    float mean = last > first ? (float)(sum / (double)(last - first)) : 0;
    for (size_t i = 0; i < map->n; i++)
        edges[i] -= mean;
}

static void fill(const struct daesa_evidence *evidence, struct daesa_sound_map *map)
{
    size_t first = cell_of(map, evidence->start_us),
           last = cell_of(map, evidence->end_us);
    size_t at = 0;
    double spoken_s = 0;
    for (size_t i = 0; i < evidence->n_speech; i++) {
        mark(map, map->starts, evidence->speech[i].start_us);
        mark(map, map->ends, evidence->speech[i].end_us);
        spoken_s +=
            (double)(evidence->speech[i].end_us - evidence->speech[i].start_us) / 1e6;
    }
    centre(map, map->starts, first, last);
    centre(map, map->ends, first, last);
    double mean = last > first ? spoken_s / (double)(last - first) : 0;
    for (size_t i = 0; i + 1 < map->n; i++) {
        int64_t us = map->from_us + (int64_t)i * CELL_US;
        while (at < evidence->n_speech && evidence->speech[at].end_us <= us)
            at++;
        bool is_speech = at < evidence->n_speech && evidence->speech[at].start_us <= us;
        map->speech[i + 1] = map->speech[i] + (is_speech ? CELL_S : 0) - mean;
    }
}

enum daesa_status daesa_sound_map_make(const struct daesa_evidence *evidence,
                                       struct daesa_sound_map *out)
{
    int64_t end_us = evidence->end_us;
    if (evidence->n_speech && evidence->speech[evidence->n_speech - 1].end_us > end_us)
        end_us = evidence->speech[evidence->n_speech - 1].end_us;
    if (end_us - evidence->start_us > MAX_CLIP_US)
        return DAESA_LIMIT;
    struct daesa_sound_map map = {.from_us =
                                      evidence->start_us - DAESA_SOUND_MAP_MARGIN_US};
    map.n = (size_t)((end_us - map.from_us + DAESA_SOUND_MAP_MARGIN_US) / CELL_US) + 1;
    map.starts = calloc(map.n, sizeof *map.starts);
    map.ends = calloc(map.n, sizeof *map.ends);
    map.speech = calloc(map.n, sizeof *map.speech);
    if (!map.starts || !map.ends || !map.speech) {
        daesa_sound_map_finish(&map);
        return DAESA_NO_MEMORY;
    }
    fill(evidence, &map);
    *out = map;
    return DAESA_OK;
}

/* Rounded, towards minus infinity where it lies before the map. */
static int64_t far_cell_of(const struct daesa_sound_map *map, int64_t us)
{
    int64_t from_us = us - map->from_us + CELL_US / 2;
    return (from_us >= 0 ? from_us : from_us - CELL_US + 1) / CELL_US;
}

struct daesa_sound_place daesa_sound_map_place(const struct daesa_sound_map *map,
                                               int64_t start_us, int64_t end_us)
{
    double length_s = fmin((double)(end_us - start_us) / 1e6, WHOLE_S);
    return (struct daesa_sound_place){.start_us = start_us,
                                      .end_us = end_us,
                                      .start = far_cell_of(map, start_us),
                                      .end = far_cell_of(map, end_us),
                                      .weight = SHARE_WEIGHT / fmax(length_s, CELL_S)};
}

static size_t within(const struct daesa_sound_map *map, int64_t cell)
{
    return cell <= 0 ? 0 : cell < (int64_t)map->n ? (size_t)cell : map->n - 1;
}

double daesa_sound_map_fit(const struct daesa_sound_map *map,
                           const struct daesa_sound_place *place, int64_t shift)
{
    size_t start = within(map, place->start + shift),
           end = within(map, place->end + shift);
    return (double)map->starts[start] + (double)map->ends[end] +
           place->weight * (map->speech[end] - map->speech[start]);
}

void daesa_sound_map_finish(struct daesa_sound_map *map)
{
    free(map->starts);
    free(map->ends);
    free(map->speech);
    *map = (struct daesa_sound_map){0};
}
