/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/crowd.h"

#include <stdlib.h>

/* So much of the one that has less must be lost: outlines may touch. */
#define LOST_SHARE 0.05
/* Events that are looked back at for some that are seen at the same time. */
#define BACK 32
/* Of these, so many are drawn together with one. */
#define MOST_DRAWN 8

struct crowd {
    struct daesa_drawing *drawing;
    const struct daesa_crowd_event *events;
};

/* ---- what is lost ---- */

static enum daesa_status cover_each(const struct crowd *crowd, const size_t *numbers,
                                    size_t n, int64_t time_us, size_t *sum_px,
                                    size_t *least_px)
{
    enum daesa_status st = DAESA_OK;
    *sum_px = 0;
    *least_px = SIZE_MAX;
    for (size_t k = 0; !st && k < n; k++) {
        size_t px = 0;
        st = daesa_drawing_cover(crowd->drawing, &numbers[k], 1, time_us, &px);
        *sum_px += px;
        *least_px = px < *least_px ? px : *least_px;
    }
    return st;
}

/* Whether some of these lose pixels when they are seen together: to one another, or at
 * the edge of the picture. */
static enum daesa_status is_lossy(const struct crowd *crowd, const size_t *numbers,
                                  size_t n, int64_t time_us, bool *out)
{
    size_t sum_px, least_px, together_px = 0;
    enum daesa_status st = cover_each(crowd, numbers, n, time_us, &sum_px, &least_px);
    if (!st)
        st = daesa_drawing_cover(crowd->drawing, numbers, n, time_us, &together_px);
    if (!st)
        *out = least_px > 0 && sum_px > together_px &&
               (double)(sum_px - together_px) > LOST_SHARE * (double)least_px;
    return st;
}

/* ---- who meets whom ---- */

static bool boxes_meet(struct daesa_box a, struct daesa_box b)
{
    return a.left_px < b.right_px && b.left_px < a.right_px && a.top_px < b.bottom_px &&
           b.top_px < a.bottom_px;
}

/* At the same time, each with words of its own. */
static bool are_seen_together(const struct crowd *crowd, size_t i, size_t j)
{
    const struct daesa_crowd_event *a = &crowd->events[i], *b = &crowd->events[j];
    return a->cue != b->cue && a->words.len && b->words.len && a->drawn.is_drawn &&
           b->drawn.is_drawn && !daesa_str_equal(a->words, b->words) &&
           crowd->events[j].shown.end_us > crowd->events[i].shown.start_us;
}

/* libass keeps them apart. */
static bool are_moved(const struct daesa_drawn *a, const struct daesa_drawn *b)
{
    return a->layer == b->layer && !a->is_placed && !b->is_placed;
}

static int64_t middle_of(const struct crowd *crowd, size_t i, int64_t end_us)
{
    int64_t start_us = crowd->events[i].shown.start_us;
    end_us =
        end_us < crowd->events[i].shown.end_us ? end_us : crowd->events[i].shown.end_us;
    return start_us + (end_us - start_us) / 2;
}

static bool may_meet(const struct crowd *crowd, size_t i, size_t j)
{
    const struct daesa_crowd_event *a = &crowd->events[i], *b = &crowd->events[j];
    bool is_moving = a->shown.is_moving || b->shown.is_moving;
    return are_seen_together(crowd, i, j) && !are_moved(&a->drawn, &b->drawn) &&
           (is_moving || boxes_meet(a->drawn.box, b->drawn.box));
}

/* The cue, from 1, that event `i` is drawn over; 0: none. */
static enum daesa_status find_over(const struct crowd *crowd, size_t i, size_t *over_cue)
{
    enum daesa_status st = DAESA_OK;
    size_t n_drawn = 0;
    bool is_over = false;
    for (size_t back = 1; !st && !is_over && back <= i && back <= BACK; back++) {
        size_t j = i - back, pair[] = {crowd->events[j].event, crowd->events[i].event};
        if (!may_meet(crowd, i, j) || n_drawn++ >= MOST_DRAWN)
            continue;
        int64_t time_us = middle_of(crowd, i, crowd->events[j].shown.end_us);
        st = is_lossy(crowd, pair, 2, time_us, &is_over);
        *over_cue = is_over ? crowd->events[j].cue + 1 : 0;
    }
    return st;
}

/* How many others of its layer event `i` has no room with. */
static enum daesa_status find_crowding(const struct crowd *crowd, size_t i,
                                       size_t *n_crowding)
{
    size_t numbers[BACK + 1] = {crowd->events[i].event}, n = 1;
    int64_t end_us = crowd->events[i].shown.end_us;
    bool is_crowded = false;
    for (size_t back = 1; back <= i && back <= BACK; back++) {
        size_t j = i - back;
        if (!are_seen_together(crowd, i, j) ||
            !are_moved(&crowd->events[i].drawn, &crowd->events[j].drawn))
            continue;
        numbers[n++] = crowd->events[j].event;
        end_us = crowd->events[j].shown.end_us < end_us ? crowd->events[j].shown.end_us
                                                        : end_us;
    }
    enum daesa_status st =
        n < 2 ? DAESA_OK
              : is_lossy(crowd, numbers, n, middle_of(crowd, i, end_us), &is_crowded);
    if (!st)
        *n_crowding = is_crowded ? n - 1 : 0;
    return st;
}

/* ---- all of them ---- */

/* Of two that begin at once the file's order decides. */
static int by_start(const void *a, const void *b)
{
    const struct daesa_crowd_event *x = a, *y = b;
    int order =
        (x->shown.start_us > y->shown.start_us) - (x->shown.start_us < y->shown.start_us);
    return order ? order : (x->event > y->event) - (x->event < y->event);
}

static enum daesa_status judge(const struct crowd *crowd, size_t i,
                               struct daesa_drawn *cues)
{
    struct daesa_drawn *cue = &cues[crowd->events[i].cue];
    size_t over_cue = 0, n_crowding = 0;
    enum daesa_status st = find_over(crowd, i, &over_cue);
    if (!st)
        st = find_crowding(crowd, i, &n_crowding);
    cue->over_cue = cue->over_cue ? cue->over_cue : over_cue;
    cue->n_crowding = cue->n_crowding ? cue->n_crowding : n_crowding;
    return st;
}

enum daesa_status daesa_crowd_find(struct daesa_drawing *drawing,
                                   struct daesa_crowd_event *events, size_t n,
                                   struct daesa_drawn *cues)
{
    struct crowd crowd = {drawing, events};
    enum daesa_status st = DAESA_OK;
    qsort(events, n, sizeof *events, by_start);
    for (size_t i = 0; !st && i < n; i++)
        st = judge(&crowd, i, cues);
    return st;
}
