/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "layout/clock.h"
#include "layout/laid.h"

/* How much earlier than it is said a cue may begin, and later, so that it and its
 * neighbour both get their least duration. */
#define MAX_EARLY_US INT64_C(300000)
#define MAX_LATE_US INT64_C(250000)

struct work {
    struct daesa_laid_list *list;
    struct daesa_layout_clock clock;
};

static int64_t min_us(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t max_us(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* The next cue that is shown and begins later; NULL where none does. */
static struct daesa_laid *next_of(const struct work *work, size_t i)
{
    const struct daesa_laid *laid = &work->list->items[i];
    for (size_t j = i + 1; j < work->list->n; j++) {
        struct daesa_laid *next = &work->list->items[j];
        if (!next->cue.comment && daesa_cue_timed(&next->cue) &&
            next->cue.start_us > laid->cue.start_us)
            return next;
    }
    return NULL;
}

/* `us` less the gap that the profile leaves free. */
static int64_t before_gap(const struct work *work, const struct daesa_profile *profile,
                          int64_t us)
{
    int64_t by_frames = daesa_clock_back(&work->clock, us, profile->gap_frames);
    return daesa_clock_floor(&work->clock, min_us(by_frames, us - profile->gap_us));
}

/* Where a cue has to be gone because the next one comes; one that would leave
 * nothing of it may follow without a gap. */
static int64_t limit_of(const struct work *work, size_t i)
{
    const struct daesa_laid *laid = &work->list->items[i], *next = next_of(work, i);
    if (!next)
        return DAESA_TIME_MAX;
    int64_t limit_us = before_gap(work, laid->profile, next->cue.start_us);
    return limit_us > laid->cue.start_us ? limit_us : next->cue.start_us;
}

/* ---- starts ---- */

/* By the profile's rule for shot changes. */
static int64_t start_at_shot(const struct work *work, const struct daesa_laid *laid,
                             int64_t us)
{
    const struct daesa_profile *profile = laid->profile;
    int64_t cut_us;
    if (!daesa_clock_cut(&work->clock, us, profile->shot_near_us, &cut_us))
        return us;
    if (us >= cut_us ||
        cut_us - us <= profile->shot_catch_us + profile->shot_catch_us / 64)
        return cut_us;
    return daesa_clock_floor(&work->clock, cut_us - profile->shot_near_us);
}

static void set_starts(struct work *work)
{
    int64_t before_us = -DAESA_TIME_MAX;
    for (size_t i = 0; i < work->list->n; i++) {
        struct daesa_laid *laid = &work->list->items[i];
        if (laid->is_fixed)
            continue;
        int64_t us = daesa_clock_floor(&work->clock, max_us(0, laid->said.start_us));
        int64_t moved_us = start_at_shot(work, laid, us);
        /* Two cues do not begin together because of a cut between them. */
        laid->cue.start_us = moved_us > before_us ? moved_us : us;
        before_us = laid->cue.start_us;
    }
}

/* ---- ends ---- */

/* Near a cut the end goes to a little before it; a cue that would not be read then
 * goes on to the far side of it, where there is room. */
static int64_t end_at_shot(const struct work *work, const struct daesa_laid *laid,
                           int64_t us, int64_t limit_us)
{
    const struct daesa_profile *profile = laid->profile;
    int64_t cut_us;
    if (!daesa_clock_cut(&work->clock, us, profile->shot_near_us + 1, &cut_us))
        return us;
    int64_t end_us = daesa_clock_back(&work->clock, cut_us, profile->shot_gap_frames);
    if (end_us >= laid->cue.start_us + laid->least_us || end_us >= us)
        return min_us(end_us, limit_us);
    int64_t far_us = daesa_clock_ceil(&work->clock, cut_us + profile->shot_near_us);
    return far_us <= limit_us ? far_us : us;
}

static int64_t wanted_end(const struct work *work, const struct daesa_laid *laid)
{
    const struct daesa_profile *profile = laid->profile;
    int64_t start_us = laid->cue.start_us, end_us = laid->said.end_us;
    int64_t need_us = laid->need_us;
    if (profile->max_duration_us > 0)
        need_us = min_us(need_us, profile->max_duration_us);
    end_us = daesa_clock_ceil(&work->clock, max_us(end_us, start_us + need_us));
    if (profile->max_duration_us > 0)
        end_us = min_us(
            end_us, daesa_clock_floor(&work->clock, start_us + profile->max_duration_us));
    return end_us;
}

static void set_end(const struct work *work, size_t i)
{
    struct daesa_laid *laid = &work->list->items[i];
    const struct daesa_laid *next = next_of(work, i);
    const struct daesa_profile *profile = laid->profile;
    int64_t limit_us = limit_of(work, i);
    int64_t end_us = min_us(wanted_end(work, laid), limit_us);
    end_us = end_at_shot(work, laid, end_us, limit_us);
    bool is_close = next && next->cue.start_us - end_us < profile->close_below_us;
    bool is_long = profile->max_duration_us > 0 &&
                   limit_us - laid->cue.start_us > profile->max_duration_us;
    if (is_close && !is_long)
        end_us = limit_us;
    laid->cue.end_us = max_us(end_us, laid->cue.start_us);
}

/* ---- cues without enough time ---- */

/* Begins earlier, at the cost of nothing or of what the one before has to spare. */
static void borrow_before(struct work *work, size_t i, int64_t least_us, int64_t most_us,
                          bool takes)
{
    struct daesa_laid *laid = &work->list->items[i];
    struct daesa_laid *before = i ? &work->list->items[i - 1] : NULL;
    int64_t missing_us = least_us - (laid->cue.end_us - laid->cue.start_us), cut_us;
    if (missing_us <= 0 || (before && before->is_fixed) ||
        daesa_clock_cut(&work->clock, laid->cue.start_us, laid->profile->shot_near_us + 1,
                        &cut_us))
        return;
    int64_t start_us = max_us(0, laid->said.start_us - min_us(missing_us, most_us));
    start_us = daesa_clock_floor(&work->clock, min_us(start_us, laid->cue.start_us));
    if (before) {
        int64_t end_us = before_gap(work, before->profile, start_us);
        int64_t keeps_us =
            before->cue.start_us + (takes ? before->least_us : before->need_us);
        keeps_us = takes ? max_us(keeps_us, before->said.end_us - most_us) : keeps_us;
        if (end_us >= before->cue.end_us)
            end_us = before->cue.end_us;
        else if (!takes || end_us < keeps_us)
            return;
        before->cue.end_us = end_us;
    }
    laid->cue.start_us = max_us(start_us, 0);
}

/* Makes the next one begin later, where that leaves it its least duration. */
static void borrow_behind(struct work *work, size_t i)
{
    struct daesa_laid *laid = &work->list->items[i], *next = next_of(work, i);
    int64_t missing_us = laid->least_us - (laid->cue.end_us - laid->cue.start_us), cut_us;
    if (missing_us <= 0 || missing_us > MAX_LATE_US || !next || next->is_fixed ||
        daesa_clock_cut(&work->clock, next->cue.start_us, laid->profile->shot_near_us + 1,
                        &cut_us))
        return;
    int64_t end_us = daesa_clock_ceil(&work->clock, laid->cue.start_us + laid->least_us);
    int64_t start_us = daesa_clock_ceil(&work->clock, next->cue.start_us + missing_us);
    while (before_gap(work, laid->profile, start_us) < end_us &&
           start_us < next->cue.start_us + 2 * MAX_LATE_US)
        start_us = daesa_clock_ceil(&work->clock, start_us + DAESA_SECOND_US / 100);
    if (start_us - next->said.start_us > MAX_LATE_US ||
        max_us(next->said.end_us, next->cue.end_us) - start_us < next->least_us)
        return;
    laid->cue.end_us = end_us;
    next->cue.start_us = start_us;
}

void daesa_laid_time(struct daesa_laid_list *list)
{
    struct work work = {list,
                        {.evidence = list->opts->evidence, .rate = list->opts->rate}};
    set_starts(&work);
    for (size_t i = 0; i < list->n; i++) {
        const struct daesa_laid *laid = &list->items[i];
        if (laid->is_fixed)
            continue;
        set_end(&work, i);
        borrow_before(&work, i, laid->need_us, laid->profile->lead_us, false);
        borrow_before(&work, i, laid->least_us, MAX_EARLY_US, true);
        borrow_behind(&work, i);
    }
}
