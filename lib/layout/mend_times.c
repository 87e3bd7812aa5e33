/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "layout/mend.h"

#include "layout/clock.h"

#include <stdlib.h>
#include <string.h>

/* Where the rate is not known. */
#define FRAME_US (DAESA_SECOND_US / 24)
/* Two frames of 24: what is so near on the wrong side of a cut flashes, whatever the
 * house says of cuts. */
#define FLASH_US (DAESA_SECOND_US / 12)
/* Mending one fault may make another: then once more. */
#define ROUNDS 3

struct mender {
    const struct daesa_mend_opts *opts;
    struct daesa_layout_clock clock;
    struct daesa_cue **cues; /* those of one place, by their start */
    size_t n;
    int64_t gap_us, min_us, rounding_us;
};

static bool does(const struct mender *m, unsigned what)
{
    return (m->opts->what & what) != 0;
}

static int64_t frame_us(const struct mender *m)
{
    struct daesa_rate rate = m->opts->rate;
    return daesa_rate_known(rate) ? daesa_frame_to_us(1, rate) : FRAME_US;
}

static int64_t near_us(const struct mender *m)
{
    int64_t house_us = m->opts->profile->shot_near_us;
    return house_us ? house_us : FLASH_US;
}

/* The end before which the next cue wants its gap. */
static int64_t limit_us(const struct mender *m, size_t i)
{
    if (i + 1 == m->n)
        return DAESA_TIME_MAX;
    int64_t start_us = m->cues[i + 1]->start_us;
    int64_t end_us = daesa_clock_floor(&m->clock, start_us - m->gap_us);
    return end_us < start_us ? end_us : start_us;
}

static int64_t earliest_us(const struct mender *m, size_t i)
{
    int64_t end_us = i ? m->cues[i - 1]->end_us : 0;
    int64_t start_us = i ? daesa_clock_ceil(&m->clock, end_us + m->gap_us) : 0;
    return start_us > end_us ? start_us : end_us;
}

/* How long it takes to read the texts of a cue. */
static int64_t reading_us(const struct mender *m, const struct daesa_cue *cue)
{
    int64_t longest_us = 0;
    for (size_t i = 0; i < cue->n_texts; i++) {
        int64_t us = daesa_mend_reading_us(m->opts, &cue->texts[i]);
        longest_us = us > longest_us ? us : longest_us;
    }
    return longest_us;
}

/* How long a cue has to stay: as long as it takes to read, if it was; at least as long as
 * the house wants, or as it was. */
static int64_t keep_us(const struct mender *m, const struct daesa_cue *cue)
{
    int64_t length_us = cue->end_us - cue->start_us;
    int64_t need_us = reading_us(m, cue);
    if (need_us > length_us + m->rounding_us || need_us < m->min_us)
        need_us = m->min_us;
    return length_us < need_us ? length_us : need_us;
}

static void snap_start(const struct mender *m, size_t i)
{
    struct daesa_cue *cue = m->cues[i];
    int64_t cut_us, at_us;
    if (!daesa_clock_cut(&m->clock, cue->start_us, near_us(m), &cut_us))
        return;
    int64_t before_us = cut_us - cue->start_us;
    bool is_caught =
        before_us <= m->opts->profile->shot_catch_us || before_us <= FLASH_US;
    at_us = is_caught ? cut_us : daesa_clock_floor(&m->clock, cut_us - near_us(m));
    int64_t keep = before_us <= FLASH_US ? 1 : keep_us(m, cue);
    if (at_us >= 0 && cue->end_us - at_us >= keep)
        cue->start_us = at_us;
}

static void snap_end(const struct mender *m, size_t i)
{
    struct daesa_cue *cue = m->cues[i];
    int64_t cut_us;
    if (!daesa_clock_cut(&m->clock, cue->end_us, near_us(m), &cut_us) ||
        cut_us <= cue->start_us)
        return;
    int64_t at_us =
        daesa_clock_back(&m->clock, cut_us, m->opts->profile->shot_gap_frames);
    /* No time is left before the cut: then well behind it. */
    if (at_us - cue->start_us < m->min_us || at_us - cue->start_us < keep_us(m, cue))
        at_us = daesa_clock_ceil(&m->clock, cut_us + near_us(m));
    if (at_us > cue->start_us && at_us <= limit_us(m, i))
        cue->end_us = at_us;
}

static int64_t nearest_us(const struct mender *m, int64_t us)
{
    int64_t floor_us = daesa_clock_floor(&m->clock, us);
    int64_t ceil_us = daesa_clock_ceil(&m->clock, us);
    return us - floor_us <= ceil_us - us ? floor_us : ceil_us;
}

static void snap_frames(const struct mender *m, size_t i)
{
    struct daesa_cue *cue = m->cues[i];
    int64_t start_us = nearest_us(m, cue->start_us);
    int64_t end_us = nearest_us(m, cue->end_us);
    if (end_us - start_us < keep_us(m, cue)) {
        end_us = daesa_clock_ceil(&m->clock, cue->end_us);
        if (end_us > limit_us(m, i))
            return;
    }
    if (start_us < 0 || start_us >= end_us)
        return;
    cue->start_us = start_us;
    cue->end_us = end_us;
}

static int64_t earlier_us(int64_t a_us, int64_t b_us)
{
    return a_us < b_us ? a_us : b_us;
}

static int64_t later_us(int64_t a_us, int64_t b_us)
{
    return a_us > b_us ? a_us : b_us;
}

/* Cues of the same text are not brought together: then one would be a copy. */
static bool is_copy(const struct daesa_cue *a, const struct daesa_cue *b)
{
    return a->n_texts && b->n_texts &&
           daesa_str_equal(daesa_str_trim(a->texts[0].plain),
                           daesa_str_trim(b->texts[0].plain));
}

/* Into the room behind the cue, then into that before it. */
static void lengthen(const struct mender *m, size_t i)
{
    struct daesa_cue *cue = m->cues[i];
    if (cue->end_us - cue->start_us >= m->min_us - m->rounding_us)
        return;
    int64_t end_us = daesa_clock_ceil(&m->clock, cue->start_us + m->min_us);
    int64_t last_us = limit_us(m, i);
    if (i + 1 < m->n && is_copy(cue, m->cues[i + 1]))
        last_us = earlier_us(last_us, m->cues[i + 1]->start_us - DAESA_COPY_US);
    end_us = earlier_us(end_us, last_us);
    if (end_us > cue->end_us)
        cue->end_us = end_us;
    int64_t start_us = daesa_clock_floor(&m->clock, cue->end_us - m->min_us);
    int64_t first_us = earliest_us(m, i);
    if (i && is_copy(cue, m->cues[i - 1]))
        first_us = later_us(first_us, m->cues[i - 1]->end_us + DAESA_COPY_US);
    start_us = later_us(start_us, first_us);
    if (start_us < cue->start_us)
        cue->start_us = start_us;
}

/* Between a cue and the next: too little room is taken from the first, or else from the
 * second; room that should be closed is given to the first. */
static void mend_gap(const struct mender *m, size_t i)
{
    struct daesa_cue *cue = m->cues[i], *next = m->cues[i + 1];
    const struct daesa_profile *house = m->opts->profile;
    int64_t gap_us = next->start_us - cue->end_us, last_us = limit_us(m, i);
    bool is_open = gap_us >= m->gap_us + frame_us(m) - m->rounding_us &&
                   gap_us < house->close_below_us - m->rounding_us;
    bool is_short = gap_us < m->gap_us - m->rounding_us || gap_us < 0;
    if ((!is_open && !is_short) ||
        (is_open && gap_us >= DAESA_COPY_US && is_copy(cue, next)))
        return;
    if (is_open && house->max_duration_us &&
        last_us - cue->start_us > house->max_duration_us)
        return;
    if (last_us - cue->start_us >= keep_us(m, cue) && last_us > cue->start_us) {
        cue->end_us = last_us;
        return;
    }
    int64_t start_us = daesa_clock_ceil(&m->clock, cue->end_us + m->gap_us);
    if (is_short && next->end_us - start_us >= keep_us(m, next) &&
        start_us < next->end_us)
        next->start_us = start_us;
}

static void mend_once(const struct mender *m)
{
    for (size_t i = 0; does(m, DAESA_MEND_SHOTS) && i < m->n; i++) {
        snap_start(m, i);
        snap_end(m, i);
    }
    for (size_t i = 0; does(m, DAESA_MEND_FRAMES) && i < m->n; i++)
        snap_frames(m, i);
    for (size_t i = 0; does(m, DAESA_MEND_DURATION) && i < m->n; i++)
        lengthen(m, i);
    for (size_t i = 0; does(m, DAESA_MEND_GAPS) && i + 1 < m->n; i++)
        mend_gap(m, i);
}

static unsigned anchor_of(const struct daesa_cue *cue)
{
    return cue->position.anchor ? cue->position.anchor : 2;
}

static int compare_names(struct daesa_str a, struct daesa_str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int order = n ? memcmp(a.s, b.s, n) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

/* By place, then time, then as they were. */
static int compare(const void *left, const void *right)
{
    const struct daesa_cue *a = *(struct daesa_cue *const *)left;
    const struct daesa_cue *b = *(struct daesa_cue *const *)right;
    if (anchor_of(a) != anchor_of(b))
        return anchor_of(a) < anchor_of(b) ? -1 : 1;
    if (!daesa_str_equal(a->style, b->style))
        return compare_names(a->style, b->style);
    if (a->start_us != b->start_us)
        return a->start_us < b->start_us ? -1 : 1;
    return (a > b) - (a < b);
}

static bool is_same_place(const struct daesa_cue *a, const struct daesa_cue *b)
{
    return anchor_of(a) == anchor_of(b) && daesa_str_equal(a->style, b->style);
}

enum daesa_status daesa_mend_times(struct daesa_track *track,
                                   const struct daesa_mend_opts *opts)
{
    struct mender m = {.opts = opts, .clock = {opts->evidence, opts->rate}};
    struct daesa_cue **cues = calloc(track->n_cues + 1, sizeof *cues);
    size_t n = 0;
    if (!cues)
        return DAESA_NO_MEMORY;
    m.gap_us = daesa_profile_gap_us(opts->profile, opts->rate);
    m.rounding_us = daesa_track_rounding_us(track);
    m.min_us = opts->profile->min_duration_us;
    for (size_t i = 0; i < track->n_cues; i++) {
        struct daesa_cue *cue = &track->cues[i];
        if (!cue->comment && daesa_cue_timed(cue) && cue->end_us >= cue->start_us &&
            cue->start_us >= 0 && !cue->position.placed)
            cues[n++] = cue;
    }
    qsort(cues, n, sizeof *cues, compare);
    for (size_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && is_same_place(cues[from], cues[to]);)
            to++;
        m.cues = cues + from;
        m.n = to - from;
        for (int round = 0; round < ROUNDS; round++)
            mend_once(&m);
    }
    free(cues);
    return DAESA_OK;
}
