/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Lines of two languages in the same order. A pair costs by how far the ratio of the
 * lengths is from that of all, and by what languages share: question marks, numbers,
 * brackets, who speaks. A line without a counterpart costs a fixed sum, which is
 * more than a pair that merely is not alike. */
#include "layout/match.h"
#include "text/letter.h"
#include "text/utf8.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A line alone. Dearer than a pair whose lengths are rather unlike, so that equal
 * numbers of lines are paired one by one unless much speaks against it. */
#define ALONE 4.5
/* The variance of the difference of lengths for each letter: less than Gale and
 * Church have for the paragraphs of reports, as lines of dialogue are short. */
#define VARIANCE 2.0
#define MAX_LENGTH_COST 8.0
#define OTHER_MARK 2.5
#define OTHER_NUMBER 3.0
/* It may be written in words. */
#define NO_NUMBER 1.0
#define SAME_NUMBER 2.0
#define OTHER_SPEAKER 5.0
#define SAME_SPEAKER 0.5
/* A line alone might as well be another where that costs less than this more; so far
 * from it as so many lines are looked at. */
#define LITTLE 2.0
#define MAX_DOUBT 20
/* Lines that the one may be ahead of the other by more than their numbers differ. */
#define BAND 200
/* Tracks whose numbers of lines differ so much that the table would pass this have
 * nothing to do with each other. */
#define MAX_CELLS ((size_t)1 << 29)

/* What is compared of a line. */
struct traits {
    double length;    /* letters; Han, Hangul and kana count for more */
    uint64_t numbers; /* a hash of its digits; 0: it has none */
    bool asks, exclaims, has_brackets, trails;
    struct daesa_str speaker;
};

struct work {
    struct traits *a, *b;   /* owned */
    size_t n_a, n_b, width; /* width: cells of a row */
    double ratio;           /* of the lengths of all of b to those of all of a */
    double *cost;           /* two rows; owned */
    unsigned char *step;    /* all rows; owned */
};

enum { PAIR = 1, ONLY_A, ONLY_B };

static struct traits traits_of(const struct daesa_cue *cue)
{
    struct traits traits = {.speaker = cue->speaker};
    struct daesa_str text = cue->n_texts ? cue->texts[0].plain : (struct daesa_str){0};
    for (size_t at = 0; at < text.len;) {
        uint32_t code = daesa_utf8_next(text, &at);
        if (daesa_letter(code))
            traits.length += code >= 0x1100 ? 2.2 : 1;
        if (code >= '0' && code <= '9')
            traits.numbers = (traits.numbers ^ code) * 1099511628211u + 1;
        traits.asks = traits.asks || code == '?' || code == 0xFF1F;
        traits.exclaims = traits.exclaims || code == '!' || code == 0xFF01;
        traits.has_brackets = traits.has_brackets || code == '[' || code == '(';
        traits.trails = traits.trails || code == 0x2026;
    }
    if (daesa_str_find(text, "...") < text.len)
        traits.trails = true;
    return traits;
}

static double pair_cost(const struct work *work, size_t i, size_t j)
{
    const struct traits *a = &work->a[i], *b = &work->b[j];
    double expected = a->length * work->ratio;
    double mean = (expected + b->length) / 2 + 1;
    double away = (b->length - expected) / sqrt(VARIANCE * mean);
    double cost = fmin(away * away / 2, MAX_LENGTH_COST);
    cost += OTHER_MARK *
            ((a->asks != b->asks) + 0.5 * (a->exclaims != b->exclaims) +
             (a->has_brackets != b->has_brackets) + 0.5 * (a->trails != b->trails));
    if (a->numbers && b->numbers)
        cost += a->numbers == b->numbers ? -SAME_NUMBER : OTHER_NUMBER;
    else if (a->numbers || b->numbers)
        cost += NO_NUMBER;
    if (a->speaker.len && b->speaker.len)
        cost += daesa_str_equal(a->speaker, b->speaker) ? -SAME_SPEAKER : OTHER_SPEAKER;
    return cost;
}

/* Row i holds the cells of columns low(i) to low(i) + width. */
static size_t low_of(const struct work *work, size_t i)
{
    size_t middle =
        work->n_a ? (size_t)((double)i * (double)work->n_b / (double)work->n_a) : 0;
    size_t half = work->width / 2;
    return middle > half ? middle - half : 0;
}

static double cell(const struct work *work, const double *row, size_t i, size_t j)
{
    size_t low = low_of(work, i);
    return j < low || j - low >= work->width ? DBL_MAX : row[j - low];
}

static void walk(struct work *work)
{
    double *before = work->cost, *row = work->cost + work->width;
    for (size_t i = 0; i <= work->n_a; i++) {
        size_t low = low_of(work, i);
        for (size_t k = 0; k < work->width; k++) {
            size_t j = low + k;
            double best = i == 0 && j == 0 ? 0 : DBL_MAX;
            unsigned char step = 0;
            double from_a = i ? cell(work, before, i - 1, j) : DBL_MAX;
            double from_b = k ? row[k - 1] : DBL_MAX;
            double pair = i && j ? cell(work, before, i - 1, j - 1) : DBL_MAX;
            if (j <= work->n_b && pair < DBL_MAX) {
                best = pair + pair_cost(work, i - 1, j - 1);
                step = PAIR;
            }
            if (from_a < DBL_MAX && from_a + ALONE < best) {
                best = from_a + ALONE;
                step = ONLY_A;
            }
            if (j <= work->n_b && from_b < DBL_MAX && from_b + ALONE < best) {
                best = from_b + ALONE;
                step = ONLY_B;
            }
            row[k] = j <= work->n_b ? best : DBL_MAX;
            work->step[i * work->width + k] = step;
        }
        double *swap = before;
        before = row;
        row = swap;
    }
}

/* The steps from the last cell to the first, then turned round. */
static void trace(const struct work *work, const size_t *cues_a, const size_t *cues_b,
                  struct daesa_match *out)
{
    size_t i = work->n_a, j = work->n_b, n = 0;
    while (i || j) {
        unsigned char step = work->step[i * work->width + (j - low_of(work, i))];
        struct daesa_match_group group = {.from_a = i, .from_b = j};
        if (step == PAIR || step == ONLY_A)
            group = (struct daesa_match_group){.from_a = --i, .n_a = 1, .from_b = j};
        if (step == PAIR || step == ONLY_B) {
            group.from_b = --j;
            group.n_b = 1;
        }
        out->groups[n++] = group;
    }
    out->n_groups = n;
    for (size_t k = 0; k < n / 2; k++) {
        struct daesa_match_group swap = out->groups[k];
        out->groups[k] = out->groups[n - 1 - k];
        out->groups[n - 1 - k] = swap;
    }
    memcpy(out->a, cues_a, work->n_a * sizeof *cues_a);
    memcpy(out->b, cues_b, work->n_b * sizeof *cues_b);
}

/* How far a line alone could move up or down at little cost: each step pairs one
 * neighbour with another line. `of_a`: it is a line of a, before which j lines of b
 * are paired; else the other way round. */
static void doubt(const struct work *work, bool of_a, size_t i, size_t j, size_t *from,
                  size_t *to)
{
    size_t n = of_a ? work->n_a : work->n_b, n_other = of_a ? work->n_b : work->n_a;
    double cost = 0;
    for (size_t k = 0; i + k + 1 < n && j + k < n_other && k < MAX_DOUBT; k++) {
        size_t x = i + k, y = j + k;
        cost += of_a ? pair_cost(work, x, y) - pair_cost(work, x + 1, y)
                     : pair_cost(work, y, x) - pair_cost(work, y, x + 1);
        if (cost < LITTLE)
            *to = x + 1;
    }
    cost = 0;
    for (size_t k = 1; k <= i && k <= j && k < MAX_DOUBT; k++) {
        size_t x = i - k, y = j - k;
        cost += of_a ? pair_cost(work, x + 1, y) - pair_cost(work, x, y)
                     : pair_cost(work, y, x + 1) - pair_cost(work, y, x);
        if (cost < LITTLE)
            *from = x;
    }
}

/* Only where the neighbours are paired: from another line alone on it is that one's
 * doubt. */
static void find_doubts(const struct work *work, struct daesa_match *match)
{
    for (size_t g = 0; g < match->n_groups; g++) {
        struct daesa_match_group *group = &match->groups[g];
        if (group->n_a && group->n_b)
            continue;
        size_t i = group->n_a ? group->from_a : group->from_b, from = i, to = i;
        doubt(work, group->n_a, i, group->n_a ? group->from_b : group->from_a, &from,
              &to);
        if (to > from) {
            group->doubt_from = from;
            group->doubt_to = to;
        }
    }
}

static size_t list_lines(const struct daesa_track *track, size_t *cues,
                         struct traits *traits)
{
    size_t n = 0;
    for (size_t i = 0; i < track->n_cues; i++)
        if (!track->cues[i].comment) {
            traits[n] = traits_of(&track->cues[i]);
            cues[n++] = i;
        }
    return n;
}

static double total(const struct traits *traits, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += traits[i].length;
    return sum;
}

static enum daesa_status search(struct work *work)
{
    size_t differ = work->n_a > work->n_b ? work->n_a - work->n_b : work->n_b - work->n_a;
    double sum_a = total(work->a, work->n_a);
    work->ratio = sum_a > 0 ? total(work->b, work->n_b) / sum_a : 1;
    work->width = 2 * (differ + BAND) + 2;
    if (work->width > work->n_b + 2)
        work->width = 2 * (work->n_b + 2);
    if (work->n_a + 1 > MAX_CELLS / work->width)
        return DAESA_LIMIT;
    work->cost = calloc(2 * work->width, sizeof *work->cost);
    work->step = calloc((work->n_a + 1) * work->width, 1);
    if (!work->cost || !work->step)
        return DAESA_NO_MEMORY;
    walk(work);
    return DAESA_OK;
}

enum daesa_status daesa_match_order(const struct daesa_track *a,
                                    const struct daesa_track *b, struct daesa_match *out)
{
    struct work work = {.a = calloc(a->n_cues + 1, sizeof *work.a),
                        .b = calloc(b->n_cues + 1, sizeof *work.b)};
    struct daesa_match match = {0};
    size_t *cues_a = calloc(a->n_cues + 1, sizeof *cues_a);
    size_t *cues_b = calloc(b->n_cues + 1, sizeof *cues_b);
    enum daesa_status st =
        work.a && work.b && cues_a && cues_b ? DAESA_OK : DAESA_NO_MEMORY;
    if (!st) {
        work.n_a = list_lines(a, cues_a, work.a);
        work.n_b = list_lines(b, cues_b, work.b);
        st = search(&work);
    }
    if (!st)
        st = daesa_match_open(&match, a, b);
    if (!st) {
        trace(&work, cues_a, cues_b, &match);
        find_doubts(&work, &match);
        *out = match;
    }
    free(work.a);
    free(work.b);
    free(work.cost);
    free(work.step);
    free(cues_a);
    free(cues_b);
    return st;
}
