/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "media/cuts.h"

#include "core/array.h"

#include <stdlib.h>
#include <string.h>

/* How far ahead and behind is looked, in time and in thumbs. */
#define AROUND_US INT64_C(500000)
#define AROUND 40
#define RING 128
/* Steps on each side that tell what is usual. */
#define USUAL 6

/* Steps below this are noise, in levels. */
#define QUIET 2.0f
#define CUT_LEAST 3.5f
/* Beside the quieter and the busier of its two sides. */
#define CUT_RATIO 2.5f
#define CUT_RATIO_BUSY 1.5f
/* Pictures more alike than this differ in light and place only; and those more
 * alike than the second, of which only a small share differs, in what moves. */
#define LIKE 0.85f
#define LIKE_PARTLY 0.5f
#define SHARE 0.35f
#define SHARE_LEAST 0.08f
/* What is left of the difference where a picture has come back. */
#define BACK 0.4f
/* Cells that neither lose light nor gain it, by more than this, may be many. */
#define LIGHT_SLACK 10
#define LIGHT_SHARE 0.93f
#define LIGHT_LIKE 0.5f
#define GLARE 190
#define GLOOM 28

#define FADE_US INT64_C(700000)
#define FADE_LEAST 12.0f
#define FADE_LIKE 0.6f
#define FADE_REST 0.25f /* of what a fade does, at its sides */
#define FADE_MIXED 0.25f
#define FADE_STEP 0.6f
#define FADE_RATIO 1.8f
#define FADE_MIN 3

struct seen {
    struct daesa_thumb thumb;
    struct daesa_thumb_match step; /* from the one before */
};

struct daesa_cuts_ring {
    struct seen at[RING];
};

static const struct seen *get(const struct daesa_cuts *cuts, size_t i)
{
    return &cuts->ring->at[i % RING];
}

static const struct daesa_thumb *thumb(const struct daesa_cuts *cuts, size_t i)
{
    return &get(cuts, i)->thumb;
}

static int64_t time_of(const struct daesa_cuts *cuts, size_t i)
{
    return thumb(cuts, i)->time_us;
}

/* The first and the last thumb, at most AROUND away, that can be seen from i. */
static size_t first_near(const struct daesa_cuts *cuts, size_t i, int64_t us)
{
    size_t at = i;
    while (at > 0 && i - at < AROUND && time_of(cuts, i) - time_of(cuts, at - 1) <= us)
        at--;
    return at;
}

static size_t last_near(const struct daesa_cuts *cuts, size_t i, int64_t us)
{
    size_t at = i;
    while (at + 1 < cuts->n_added && at - i < AROUND &&
           time_of(cuts, at + 1) - time_of(cuts, i) <= us)
        at++;
    return at;
}

/* The second greatest of the steps on one side of step i: what is usual there,
 * one other cut forgiven. */
static float usual(const struct daesa_cuts *cuts, size_t i, bool is_before)
{
    float most = 0, second = 0;
    for (size_t k = 1; k <= USUAL; k++) {
        if (is_before ? i <= k : i + k >= cuts->n_added)
            break;
        float step = get(cuts, is_before ? i - k : i + k)->step.apart;
        if (step > most) {
            second = most;
            most = step;
        } else if (step > second) {
            second = step;
        }
    }
    return second;
}

static bool is_unlike(struct daesa_thumb_match match)
{
    return match.likeness < LIKE &&
           match.share > (match.likeness < LIKE_PARTLY ? SHARE_LEAST : SHARE);
}

static bool stands_out(const struct daesa_cuts *cuts, size_t i)
{
    struct daesa_thumb_match step = get(cuts, i)->step;
    float before = usual(cuts, i, true), after = usual(cuts, i, false);
    float calm = before < after ? before : after, busy = before < after ? after : before;
    return step.apart >= CUT_LEAST && is_unlike(step) &&
           step.apart >= CUT_RATIO * calm + 1.5f &&
           step.apart >= CUT_RATIO_BUSY * busy + 1.5f;
}

/* Whether light was only added, or only taken away, from a to b. */
static bool is_lit(const struct daesa_thumb *a, const struct daesa_thumb *b)
{
    size_t n_less = 0, n_more = 0, n = sizeof a->y;
    for (size_t i = 0; i < n; i++) {
        n_less += b->y[i] + LIGHT_SLACK < a->y[i];
        n_more += b->y[i] > a->y[i] + LIGHT_SLACK;
    }
    float most = (1 - LIGHT_SHARE) * (float)n;
    return (float)n_less <= most || (float)n_more <= most;
}

/* Whether a picture is what a light makes of another: the same in another light, or
 * all but white, or all but black. */
static bool is_glare(const struct daesa_thumb *a, const struct daesa_thumb *b)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < sizeof b->y; i++)
        sum += b->y[i];
    uint32_t mean = sum / sizeof b->y;
    return mean > GLARE || mean < GLOOM || daesa_thumb_match(a, b).likeness > LIGHT_LIKE;
}

/* Whether what comes at i is a light going on or off and what was before it comes
 * back; or, where `is_end`, whether such a light ends at i. */
static bool is_flash(const struct daesa_cuts *cuts, size_t i, bool is_end)
{
    const struct daesa_thumb *outside = thumb(cuts, is_end ? i : i - 1);
    const struct daesa_thumb *inside = thumb(cuts, is_end ? i - 1 : i);
    float limit = BACK * get(cuts, i)->step.apart;
    if (!is_lit(outside, inside) || !is_glare(outside, inside))
        return false;
    size_t from = is_end ? first_near(cuts, i, AROUND_US) : i + 1;
    size_t to = is_end ? i - 1 : last_near(cuts, i, AROUND_US) + 1;
    for (size_t k = from; k < to; k++)
        if (daesa_thumb_match(outside, thumb(cuts, k)).apart < limit)
            return true;
    return false;
}

static bool is_cut(const struct daesa_cuts *cuts, size_t i)
{
    return i > 0 && stands_out(cuts, i) && !is_flash(cuts, i, false) &&
           !is_flash(cuts, i, true);
}

/* By how much of b, 0..1, `thumb` is a mixture of a and b, by least squares; what
 * is not explained, in levels, into `rest`. */
static float mixture(const struct daesa_thumb *a, const struct daesa_thumb *b,
                     const struct daesa_thumb *middle, float *rest)
{
    double dot = 0, norm = 0, sum = 0;
    size_t n = sizeof a->y;
    for (size_t i = 0; i < n; i++) {
        int d = b->y[i] - a->y[i];
        dot += d * (middle->y[i] - a->y[i]);
        norm += d * d;
    }
    double share = norm > 0 ? dot / norm : 0;
    for (size_t i = 0; i < n; i++) {
        double off = middle->y[i] - a->y[i] - share * (b->y[i] - a->y[i]);
        sum += off < 0 ? -off : off;
    }
    *rest = (float)(sum / (double)n);
    return (float)share;
}

/* Whether all between are mixtures, more and more of the last; where the last
 * first outweighs the first into `middle`. */
static bool is_mixed(const struct daesa_cuts *cuts, size_t from, size_t to, float apart,
                     size_t *middle)
{
    float before = 0, most = get(cuts, to)->step.apart;
    float around = usual(cuts, from + 1, true), after = usual(cuts, to, false);
    around = around > after ? around : after;
    *middle = to;
    for (size_t i = from + 1; i < to; i++) {
        float rest,
            share = mixture(thumb(cuts, from), thumb(cuts, to), thumb(cuts, i), &rest);
        if (rest > FADE_MIXED * apart || share < before - 0.1f)
            return false;
        if (share > 0.5f && *middle == to)
            *middle = i;
        before = share;
        if (get(cuts, i)->step.apart > most)
            most = get(cuts, i)->step.apart;
    }
    return most <= FADE_STEP * apart && most > FADE_RATIO * around;
}

static bool is_quiet(const struct daesa_cuts *cuts, size_t from, size_t to, float limit)
{
    return to >= cuts->n_added ||
           daesa_thumb_match(thumb(cuts, from), thumb(cuts, to)).apart < limit;
}

static bool is_fade(const struct daesa_cuts *cuts, size_t from, size_t to, size_t *middle)
{
    if (daesa_thumb_apart(thumb(cuts, from), thumb(cuts, to)) < FADE_LEAST)
        return false;
    struct daesa_thumb_match match =
        daesa_thumb_match(thumb(cuts, from), thumb(cuts, to));
    float limit = FADE_REST * match.apart;
    return match.apart >= FADE_LEAST && match.likeness < FADE_LIKE &&
           match.share > SHARE &&
           (from < FADE_MIN || is_quiet(cuts, from - FADE_MIN, from, limit)) &&
           is_quiet(cuts, to, to + FADE_MIN, limit) &&
           is_mixed(cuts, from, to, match.apart, middle);
}

static enum daesa_status put(struct daesa_cuts *cuts, size_t at, bool fades)
{
    struct daesa_cut *last = cuts->n_found ? &cuts->found[cuts->n_found - 1] : NULL;
    struct daesa_cut cut = {
        .before_us = time_of(cuts, at - 1), .at_us = time_of(cuts, at), .is_fade = fades};
    bool is_near = last && cut.at_us - last->at_us < DAESA_CUTS_APART_US;
    if (is_near && (fades || last->is_fade)) {
        if (!fades)
            *last = cut;
        return DAESA_OK;
    }
    struct daesa_cut *found =
        daesa_array_grow(cuts->found, &cuts->cap_found, cuts->n_found + 1, sizeof *found);
    if (!found)
        return DAESA_NO_MEMORY;
    cuts->found = found;
    found[cuts->n_found++] = cut;
    return DAESA_OK;
}

/* A fade that ends at `i`, of several lengths. */
static enum daesa_status look_for_fade(struct daesa_cuts *cuts, size_t i)
{
    static const size_t lengths[] = {3, 5, 9, 14};
    for (size_t k = 0; k < sizeof lengths / sizeof *lengths; k++) {
        size_t n = lengths[k], middle;
        if (i < n || time_of(cuts, i) - time_of(cuts, i - n) > FADE_US)
            break;
        if (is_fade(cuts, i - n, i, &middle))
            return put(cuts, middle, true);
    }
    return DAESA_OK;
}

static enum daesa_status decide(struct daesa_cuts *cuts, size_t i)
{
    if (is_cut(cuts, i))
        return put(cuts, i, false);
    return look_for_fade(cuts, i);
}

enum daesa_status daesa_cuts_add(struct daesa_cuts *cuts, const struct daesa_thumb *thumb)
{
    if (!cuts->ring)
        cuts->ring = calloc(1, sizeof *cuts->ring);
    if (!cuts->ring)
        return DAESA_NO_MEMORY;
    size_t i = cuts->n_added;
    struct seen *seen = &cuts->ring->at[i % RING];
    seen->thumb = *thumb;
    seen->step = (struct daesa_thumb_match){.likeness = 1};
    if (i > 0)
        seen->step.apart = daesa_thumb_apart(&get(cuts, i - 1)->thumb, thumb);
    if (seen->step.apart > QUIET)
        seen->step = daesa_thumb_match(&get(cuts, i - 1)->thumb, thumb);
    cuts->n_added++;
    enum daesa_status st = DAESA_OK;
    while (!st && cuts->n_decided < cuts->n_added &&
           (cuts->n_added - cuts->n_decided > AROUND ||
            thumb->time_us - time_of(cuts, cuts->n_decided) > AROUND_US))
        st = decide(cuts, cuts->n_decided++);
    return st;
}

enum daesa_status daesa_cuts_end(struct daesa_cuts *cuts)
{
    enum daesa_status st = DAESA_OK;
    while (!st && cuts->n_decided < cuts->n_added)
        st = decide(cuts, cuts->n_decided++);
    return st;
}

void daesa_cuts_finish(struct daesa_cuts *cuts)
{
    if (!cuts)
        return;
    free(cuts->found);
    free(cuts->ring);
    *cuts = (struct daesa_cuts){0};
}
