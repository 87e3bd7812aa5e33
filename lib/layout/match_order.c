/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Lines of two languages in the same order. A pair costs by how far the ratio of the
 * lengths is from that of all, and by what languages share: question marks, numbers,
 * brackets, who speaks (W. A. Gale, K. W. Church: A Program for Aligning Sentences in
 * Bilingual Corpora, Computational Linguistics 19, 1993). A line without a counterpart
 * costs a fixed sum, which is more than a pair that merely is not alike; one that is
 * two in the other language costs more than that, so that a short line that is missing
 * is not taken for a part of its neighbour. */
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
/* Two lines that are one in the other language; and less where the first of them ends
 * in a comma or the like. */
#define TWO_FOR_ONE 5.5
#define GOES_ON 1.5
/* The variance of the difference of lengths for each letter: less than Gale and
 * Church have for the paragraphs of reports, as lines of dialogue are short. */
#define VARIANCE 2.0
#define MAX_LENGTH_COST 8.0
#define OTHER_MARK 2.5
#define OTHER_NUMBER 3.0
/* It may be written in words. */
#define NO_NUMBER 1.0
#define SAME_NUMBER 4.0
#define OTHER_SPEAKER 5.0
#define SAME_SPEAKER 0.5
/* What a line is paired with is in doubt where the cheapest of all ways that pair it
 * otherwise costs less than this more. */
#define LITTLE 3.0
/* Lines that the one may be ahead of the other by more than their numbers differ. */
#define BAND 200
/* Tracks whose numbers of lines differ so much that the table would pass this have
 * nothing to do with each other. */
#define MAX_CELLS ((size_t)1 << 26)

/* What is compared of a line. */
struct traits {
    double length;    /* letters; Han, Hangul and kana count for more */
    uint64_t numbers; /* the sum of a hash of each; 0: it has none */
    bool asks, exclaims, has_brackets, trails, goes_on;
    struct daesa_str speaker;
};

struct work {
    struct traits *a, *b;   /* owned */
    size_t n_a, n_b, width; /* width: cells of a row */
    double ratio;           /* of the lengths of all of b to those of all of a */
    /* The cost of the cheapest way from the first cell to each, and from each to the
     * last; all rows; owned. FLT_MAX: there is none. */
    float *before, *behind;
};

/* The steps: how many lines of each side, and what they cost whatever they say. */
enum { NONE, PAIR, ONLY_A, ONLY_B, TWO_A, TWO_B, N_STEPS };
static const struct step {
    size_t n_a, n_b;
    double cost;
} steps[N_STEPS] = {
    [NONE] = {0, 0, 0},
    [PAIR] = {1, 1, 0},
    [ONLY_A] = {1, 0, ALONE},
    [ONLY_B] = {0, 1, ALONE},
    [TWO_A] = {2, 1, TWO_FOR_ONE},
    [TWO_B] = {1, 2, TWO_FOR_ONE},
};

static bool is_digit(uint32_t code)
{
    return code >= '0' && code <= '9';
}

/* The sum of a hash of each number, in whatever order they stand: "1,000" is one. */
static uint64_t sum_numbers(struct daesa_str text)
{
    uint64_t sum = 0, number = 0;
    for (size_t at = 0; at <= text.len; at++) {
        uint32_t code = at < text.len ? (unsigned char)text.s[at] : 0;
        if (is_digit(code)) {
            number = (number ^ code) * 1099511628211u + 1;
        } else if (!(number && (code == ',' || code == '.') && at + 1 < text.len &&
                     is_digit((unsigned char)text.s[at + 1]))) {
            sum += number;
            number = 0;
        }
    }
    return sum;
}

/* Whether a sentence that ends in `code` is not over. */
static bool is_open_end(uint32_t code)
{
    return code == ',' || code == ';' || code == ':' || code == 0x2013 ||
           code == 0x2014 || code == 0x3001 || code == 0xFF0C;
}

static struct traits traits_of(const struct daesa_cue *cue)
{
    struct traits traits = {.speaker = cue->speaker};
    struct daesa_str text = cue->n_texts ? cue->texts[0].plain : (struct daesa_str){0};
    traits.numbers = sum_numbers(text);
    for (size_t at = 0; at < text.len;) {
        uint32_t code = daesa_utf8_next(text, &at);
        if (daesa_letter(code))
            traits.length += code >= 0x1100 ? 2.2 : 1;
        traits.goes_on = is_open_end(code);
        traits.asks = traits.asks || code == '?' || code == 0xFF1F;
        traits.exclaims = traits.exclaims || code == '!' || code == 0xFF01;
        traits.has_brackets = traits.has_brackets || code == '[' || code == '(';
        traits.trails = traits.trails || code == 0x2026;
    }
    if (daesa_str_find(text, "...") < text.len)
        traits.trails = true;
    return traits;
}

static double pair_cost(const struct work *work, const struct traits *a,
                        const struct traits *b)
{
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

/* Of two lines that follow each other. */
static struct traits joined(const struct traits *two)
{
    struct traits both = two[0];
    both.length += two[1].length;
    both.numbers += two[1].numbers;
    both.asks = both.asks || two[1].asks;
    both.exclaims = both.exclaims || two[1].exclaims;
    both.has_brackets = both.has_brackets || two[1].has_brackets;
    both.trails = both.trails || two[1].trails;
    return both;
}

/* What a step costs that begins with lines i and j. */
static double step_cost(const struct work *work, int k, size_t i, size_t j)
{
    const struct step *step = &steps[k];
    const struct traits *two = step->n_a == 2 ? &work->a[i] : &work->b[j];
    if (step->n_a == 0 || step->n_b == 0)
        return step->cost;
    if (step->n_a + step->n_b == 2)
        return step->cost + pair_cost(work, &work->a[i], &work->b[j]);
    if (!daesa_str_equal(two[0].speaker, two[1].speaker))
        return (double)FLT_MAX;
    struct traits both = joined(two);
    double cost = step->cost - (two[0].goes_on ? GOES_ON : 0);
    return cost + (step->n_a == 2 ? pair_cost(work, &both, &work->b[j])
                                  : pair_cost(work, &work->a[i], &both));
}

/* Row i holds the cells of columns low(i) to low(i) + width. */
static size_t low_of(const struct work *work, size_t i)
{
    size_t middle =
        work->n_a ? (size_t)((double)i * (double)work->n_b / (double)work->n_a) : 0;
    size_t half = work->width / 2;
    return middle > half ? middle - half : 0;
}

static bool is_inside(const struct work *work, size_t i, size_t j)
{
    size_t low = low_of(work, i);
    return i <= work->n_a && j <= work->n_b && j >= low && j - low < work->width;
}

static double cell(const struct work *work, const float *cells, size_t i, size_t j)
{
    return is_inside(work, i, j) ? (double)cells[i * work->width + (j - low_of(work, i))]
                                 : (double)FLT_MAX;
}

static void put(const struct work *work, float *cells, size_t i, size_t j, double cost)
{
    float *at = &cells[i * work->width + (j - low_of(work, i))];
    *at = cost < (double)FLT_MAX ? (float)cost : FLT_MAX;
}

/* The cheapest step into a cell, and what the way to it costs then. */
static int step_into(const struct work *work, size_t i, size_t j, double *cost)
{
    int best = NONE;
    *cost = i || j ? (double)FLT_MAX : 0;
    for (int k = PAIR; k < N_STEPS; k++) {
        const struct step *step = &steps[k];
        if (i < step->n_a || j < step->n_b)
            continue;
        double before = cell(work, work->before, i - step->n_a, j - step->n_b);
        /* No step gains more than this. */
        if (before + step->cost - SAME_NUMBER - SAME_SPEAKER - GOES_ON >= *cost)
            continue;
        double all = before + step_cost(work, k, i - step->n_a, j - step->n_b);
        if (all < *cost) {
            *cost = all;
            best = k;
        }
    }
    return best;
}

static void walk(struct work *work)
{
    double cost;
    for (size_t i = 0; i <= work->n_a; i++)
        for (size_t j = low_of(work, i); is_inside(work, i, j); j++) {
            step_into(work, i, j, &cost);
            put(work, work->before, i, j, cost);
        }
}

/* What the cheapest way from a cell to the last one costs. */
static double cost_from(const struct work *work, size_t i, size_t j)
{
    double cost = i == work->n_a && j == work->n_b ? 0 : (double)FLT_MAX;
    for (int k = PAIR; k < N_STEPS; k++) {
        const struct step *step = &steps[k];
        if (i + step->n_a > work->n_a || j + step->n_b > work->n_b)
            continue;
        double behind = cell(work, work->behind, i + step->n_a, j + step->n_b);
        if (behind + step->cost - SAME_NUMBER - SAME_SPEAKER - GOES_ON < cost)
            cost = fmin(cost, behind + step_cost(work, k, i, j));
    }
    return cost;
}

static void walk_back(struct work *work)
{
    for (size_t i = work->n_a + 1; i-- > 0;) {
        size_t low = low_of(work, i), j = low + work->width;
        for (j = j > work->n_b ? work->n_b + 1 : j; j-- > low;) {
            put(work, work->behind, i, j, cost_from(work, i, j));
        }
    }
}

/* The steps from the last cell to the first, then turned round. */
static void trace(const struct work *work, const size_t *cues_a, const size_t *cues_b,
                  struct daesa_match *out)
{
    size_t i = work->n_a, j = work->n_b, n = 0;
    while (i || j) {
        double cost;
        const struct step *step = &steps[step_into(work, i, j, &cost)];
        i -= step->n_a;
        j -= step->n_b;
        out->groups[n++] = (struct daesa_match_group){
            .from_a = i, .n_a = step->n_a, .from_b = j, .n_b = step->n_b};
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

/* Lowers what the ways cost at least that pair lines of a and b otherwise than the
 * match does: `of_a[i]` is the line of b that i is paired with, else DAESA_MATCH_NONE,
 * and `of_b` likewise. */
static void price_others(const struct work *work, const size_t *of_a, const size_t *of_b,
                         double *others_a, double *others_b)
{
    for (size_t i = 0; i <= work->n_a; i++)
        for (size_t j = low_of(work, i); is_inside(work, i, j); j++) {
            double here = cell(work, work->before, i, j);
            double pair = (double)FLT_MAX, alone_a, alone_b;
            if (i < work->n_a && j < work->n_b)
                pair = here + step_cost(work, PAIR, i, j) +
                       cell(work, work->behind, i + 1, j + 1);
            alone_a = here + ALONE + cell(work, work->behind, i + 1, j);
            alone_b = here + ALONE + cell(work, work->behind, i, j + 1);
            if (i < work->n_a && of_a[i] != j)
                others_a[i] = fmin(others_a[i], pair);
            if (j < work->n_b && of_b[j] != i)
                others_b[j] = fmin(others_b[j], pair);
            if (i < work->n_a && of_a[i] != DAESA_MATCH_NONE)
                others_a[i] = fmin(others_a[i], alone_a);
            if (j < work->n_b && of_b[j] != DAESA_MATCH_NONE)
                others_b[j] = fmin(others_b[j], alone_b);
        }
}

/* The lines around line i that are in doubt in a row, itself among them. */
static void widen(const double *others, double limit, size_t n, size_t i,
                  struct daesa_match_group *group)
{
    size_t from = i, to = i;
    while (from > 0 && others[from - 1] < limit)
        from--;
    while (to + 1 < n && others[to + 1] < limit)
        to++;
    if (to == from)
        return;
    group->doubt_from = from;
    group->doubt_to = to;
}

static void note_pairs(const struct daesa_match *match, size_t *of_a, size_t *of_b)
{
    for (size_t g = 0; g < match->n_groups; g++) {
        const struct daesa_match_group *group = &match->groups[g];
        for (size_t i = 0; i < group->n_a; i++)
            of_a[group->from_a + i] = group->n_b ? group->from_b : DAESA_MATCH_NONE;
        for (size_t j = 0; j < group->n_b; j++)
            of_b[group->from_b + j] = group->n_a ? group->from_a : DAESA_MATCH_NONE;
    }
}

/* Gives each line alone the stretch of lines that it might as well be one of. */
static enum daesa_status find_doubts(struct work *work, struct daesa_match *match)
{
    size_t n = work->n_a + work->n_b + 1;
    size_t *of = calloc(n, sizeof *of);
    double *others = calloc(n, sizeof *others);
    enum daesa_status st = of && others ? DAESA_OK : DAESA_NO_MEMORY;
    double limit = cell(work, work->before, work->n_a, work->n_b) + LITTLE;
    for (size_t i = 0; !st && i < n; i++)
        others[i] = (double)FLT_MAX;
    if (!st) {
        walk_back(work);
        note_pairs(match, of, of + work->n_a);
        price_others(work, of, of + work->n_a, others, others + work->n_a);
    }
    for (size_t g = 0; !st && g < match->n_groups; g++) {
        struct daesa_match_group *group = &match->groups[g];
        if (!group->n_b)
            widen(others, limit, work->n_a, group->from_a, group);
        else if (!group->n_a)
            widen(others + work->n_a, limit, work->n_b, group->from_b, group);
    }
    free(of);
    free(others);
    return st;
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
    work->before = calloc((work->n_a + 1) * work->width, sizeof *work->before);
    work->behind = calloc((work->n_a + 1) * work->width, sizeof *work->behind);
    if (!work->before || !work->behind)
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
        st = find_doubts(&work, &match);
    }
    if (!st)
        *out = match;
    else
        daesa_match_finish(&match);
    free(work.a);
    free(work.b);
    free(work.before);
    free(work.behind);
    free(cues_a);
    free(cues_b);
    return st;
}
