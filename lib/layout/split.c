/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "layout/split.h"

#include "layout/lines.h"
#include "layout/phrase.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Costs are those of layout/phrase.h, and these. */
#define PER_PIECE 12.0
/* Of what the line break inside a piece costs. */
#define AT_BREAK 0.5
/* A division inside a clause. */
#define MID_CLAUSE 25.0
/* A piece that does not fit its cue, and for each half character too much. */
#define NO_ROOM 5000.0
#define TOO_LONG 50.0
/* For each second beyond the greatest duration. */
#define TOO_SLOW 2000.0
/* A piece that cannot be read in its time; and one below the least duration. */
#define TOO_FAST 30.0
#define TOO_SHORT 60.0
/* A piece of one or two words that is no sentence. */
#define TINY 14.0
/* That pieces differ, by the square of the difference as a share of a cue. */
#define UNEQUAL 12.0
/* Off each second of a pause that is divided at, up to one; on each that is not,
 * beyond PAUSE_S. */
#define AT_PAUSE 10.0
#define OVER_PAUSE 15.0
#define PAUSE_S 1.2
/* A translation that is divided one whole piece away from the other text. */
#define APART 90.0
/* A translation of one word cannot be divided. */
#define NO_PLACE 60.0
/* Lines of more tokens are halved first, so that time stays in proportion. */
#define MAX_TOKENS 240
#define MAX_PIECES 48

/* A text in the range that is being divided. */
struct part {
    const struct daesa_token *tokens;
    size_t n;
    const struct daesa_profile *profile;
    struct daesa_lines_room room;
    double *at; /* where the end of each token is, from 0 to 1; owned */
};

/* A range at work. */
struct work {
    const struct daesa_split *split;
    struct part parts[DAESA_SPLIT_MAX_TEXTS];
    size_t n_parts;
    const struct daesa_interval *times;
    int64_t next_us;
    size_t main;   /* the part that decides */
    size_t *said;  /* how many tokens of the first part are said before each end of
                      the main one; owned */
    double *match; /* what dividing the main part behind each token costs the others;
                      owned */
    size_t n_pieces;
    size_t *ends; /* of part t, piece k: [t * MAX_PIECES + k]; owned */
};

struct way {
    double cost;
    size_t from;
};

/* ---- where the tokens are ---- */

static size_t count_sentences(const struct part *part)
{
    size_t n = 0;
    for (size_t i = 0; i < part->n; i++)
        n += part->tokens[i].ends_sentence || i + 1 == part->n;
    return n;
}

/* Places by width; where `by_sentence`, each sentence takes an equal share. */
static void locate(struct part *part, bool by_sentence)
{
    size_t n_sentences = by_sentence ? count_sentences(part) : 1;
    size_t begin = 0, sentence = 0;
    while (begin < part->n) {
        size_t end = begin;
        while (end < part->n && !(by_sentence && part->tokens[end].ends_sentence))
            end++;
        end += end < part->n;
        double width = 0, total = 0;
        for (size_t i = begin; i < end; i++)
            total += part->tokens[i].n_halves + part->tokens[i].space;
        for (size_t i = begin; i < end; i++) {
            width += part->tokens[i].n_halves + part->tokens[i].space;
            part->at[i] = ((double)sentence + width / (total > 0 ? total : 1)) /
                          (double)n_sentences;
        }
        begin = end;
        sentence++;
    }
}

static enum daesa_status locate_all(struct work *work)
{
    bool is_equal = true;
    for (size_t t = 1; t < work->n_parts; t++)
        if (work->parts[t].n &&
            count_sentences(&work->parts[t]) != count_sentences(&work->parts[0]))
            is_equal = false;
    for (size_t t = 0; t < work->n_parts; t++) {
        struct part *part = &work->parts[t];
        part->at = calloc(part->n + 1, sizeof *part->at);
        if (!part->at)
            return DAESA_NO_MEMORY;
        locate(part, is_equal);
    }
    return DAESA_OK;
}

/* How many tokens of the spoken text are said before each end of the main one. */
static enum daesa_status find_said(struct work *work)
{
    const struct part *main = &work->parts[work->main], *spoken = &work->parts[0];
    work->said = calloc(main->n + 1, sizeof *work->said);
    if (!work->said)
        return DAESA_NO_MEMORY;
    size_t j = 0;
    for (size_t i = 1; i <= main->n; i++) {
        double at = main->at[i - 1];
        while (j < spoken->n &&
               (j == 0 || fabs(spoken->at[j] - at) <= fabs(spoken->at[j - 1] - at)))
            j++;
        work->said[i] = work->main == 0 ? i : j;
    }
    work->said[main->n] = spoken->n;
    return DAESA_OK;
}

/* ---- what a piece costs ---- */

static double seconds(int64_t us)
{
    return (double)us / 1e6;
}

static double split_cost(const struct daesa_token *token)
{
    double cost = (double)token->cost;
    return token->cost <= DAESA_PHRASE_CLAUSE_MAX ? cost : cost + MID_CLAUSE;
}

/* How many cues a part fills at least. */
static double need_of(const struct part *part)
{
    double most = (double)(part->room.line_halves * part->room.lines);
    if (!part->profile || most <= 0)
        return 0;
    return (double)daesa_tokens_width(part->tokens, 0, part->n) / most;
}

/* The cheapest place of another part to go with one of the main part. */
static double match_cost(const struct part *part, double at, double n_pieces)
{
    double best = DBL_MAX;
    for (size_t i = 0; i + 1 < part->n; i++)
        best = fmin(best, APART * fabs(part->at[i] - at) * n_pieces +
                              split_cost(&part->tokens[i]));
    return best < DBL_MAX ? best : NO_PLACE;
}

static enum daesa_status find_matches(struct work *work)
{
    const struct part *main = &work->parts[work->main];
    double n_pieces = fmax(2, ceil(need_of(main)));
    work->match = calloc(main->n + 1, sizeof *work->match);
    if (!work->match)
        return DAESA_NO_MEMORY;
    for (size_t t = 0; t < work->n_parts; t++)
        for (size_t i = 1; t != work->main && i < main->n; i++)
            if (work->parts[t].profile)
                work->match[i] += match_cost(&work->parts[t], main->at[i - 1], n_pieces);
    return DAESA_OK;
}

/* What the best break into two lines would divide; 0 where one line does. */
static double break_cost(const struct part *part, size_t from, size_t to)
{
    size_t most = part->room.line_halves, upper = 0;
    size_t lower = daesa_tokens_width(part->tokens, from, to);
    double best = DBL_MAX;
    if (part->room.lines != 2 || lower <= most)
        return 0;
    for (size_t i = from; i + 1 < to; i++) {
        const struct daesa_token *token = &part->tokens[i];
        upper += token->n_halves;
        lower -= token->n_halves + token->space;
        if (upper <= most && lower <= most)
            best = fmin(best, (double)token->cost);
        upper += token->space;
    }
    return best < DBL_MAX ? AT_BREAK * best : 0;
}

static double fit_cost(const struct part *part, size_t from, size_t to)
{
    if (!part->profile)
        return 0;
    if (daesa_lines_fit(part->tokens + from, to - from, &part->room))
        return break_cost(part, from, to);
    double width = (double)daesa_tokens_width(part->tokens, from, to);
    double most =
        (double)(part->room.line_halves * (part->room.lines ? part->room.lines : 1));
    return NO_ROOM + (width > most ? TOO_LONG * (width - most) : 0);
}

/* The pause behind spoken token `i`, in seconds. */
static double pause_behind(const struct work *work, size_t i)
{
    if (i + 1 >= work->parts[0].n)
        return 0;
    return seconds(work->times[i + 1].start_us - work->times[i].end_us);
}

static struct daesa_interval said_in(const struct work *work, size_t from, size_t to)
{
    size_t n = work->parts[0].n;
    size_t first = from < n ? from : n - 1, last = to > first ? to - 1 : first;
    return (struct daesa_interval){work->times[first].start_us, work->times[last].end_us};
}

/* Whether what is said in spoken tokens [first, last) leaves time to read it. */
static double time_cost(const struct work *work, size_t first, size_t last,
                        const struct daesa_profile *profile, size_t width, size_t n_words)
{
    struct daesa_interval said = said_in(work, first, last);
    int64_t next_us =
        last < work->parts[0].n ? work->times[last].start_us : work->next_us;
    double cost = 0, have = seconds(next_us - work->split->gap_us - said.start_us);
    double least = seconds(profile->min_duration_us);
    double need = fmax(least, seconds(daesa_profile_reading_us(profile, width, n_words)));
    double duration = seconds(said.end_us - said.start_us);
    if (profile->max_duration_us > 0 && duration > seconds(profile->max_duration_us))
        cost += TOO_SLOW * (duration - seconds(profile->max_duration_us));
    if (have < need)
        cost += TOO_FAST * (1 - fmax(have, 0) / need);
    if (have < least)
        cost += TOO_SHORT;
    for (size_t i = first; i + 1 < last; i++)
        cost += OVER_PAUSE * fmax(0, pause_behind(work, i) - PAUSE_S);
    return cost;
}

static double piece_cost(const struct work *work, size_t from, size_t to, double mean)
{
    const struct part *main = &work->parts[work->main];
    size_t width = daesa_tokens_width(main->tokens, from, to);
    double most = (double)(main->room.line_halves * main->room.lines);
    double cost = PER_PIECE + fit_cost(main, from, to);
    cost += time_cost(work, work->said[from], work->said[to], main->profile, width,
                      to - from);
    if (most > 0)
        cost += UNEQUAL * pow(((double)width - mean) / most, 2);
    if (to - from <= 2 && !main->tokens[to - 1].ends_sentence)
        cost += TINY;
    if (to < main->n) {
        double pause = work->said[to] ? pause_behind(work, work->said[to] - 1) : 0;
        cost += split_cost(&main->tokens[to - 1]) - AT_PAUSE * fmin(fmax(pause, 0), 1);
        cost += work->match[to];
    }
    return cost;
}

/* ---- the ways to divide ---- */

/* The cheapest ways to divide the tokens before each into k pieces, for k from 1 to
 * max_pieces. */
static void divide_main(const struct work *work, size_t max_pieces, double mean,
                        struct way *ways)
{
    const struct part *main = &work->parts[work->main];
    size_t n = main->n, most = main->room.line_halves * main->room.lines;
    for (size_t i = 0; i < (max_pieces + 1) * (n + 1); i++)
        ways[i].cost = DBL_MAX;
    ways[0].cost = 0;
    for (size_t from = 0; from < n; from++)
        for (size_t to = from + 1; to <= n; to++) {
            bool is_over = most && to > from + 1 &&
                           daesa_tokens_width(main->tokens, from, to) > most;
            if (is_over)
                break;
            double cost = piece_cost(work, from, to, mean);
            for (size_t k = 1; k <= max_pieces; k++) {
                double before = ways[(k - 1) * (n + 1) + from].cost;
                struct way *way = &ways[k * (n + 1) + to];
                if (before < DBL_MAX && before + cost < way->cost)
                    *way = (struct way){before + cost, from};
            }
        }
}

static void trace(const struct way *ways, size_t n, size_t n_pieces, size_t *ends)
{
    for (size_t k = n_pieces, to = n; k > 0; k--) {
        ends[k - 1] = to;
        to = ways[k * (n + 1) + to].from;
    }
}

/* Divides another part where the main one is divided, at places[k] for the end of
 * piece k. Returns the cost, DBL_MAX where it has too few tokens. */
static double divide_other(const struct work *work, size_t t, size_t n_pieces,
                           const double *places, struct way *ways, size_t *ends)
{
    const struct part *part = &work->parts[t];
    size_t n = part->n;
    if (n < n_pieces)
        return DBL_MAX;
    for (size_t i = 0; i < (n_pieces + 1) * (n + 1); i++)
        ways[i].cost = DBL_MAX;
    ways[0].cost = 0;
    for (size_t k = 1; k <= n_pieces; k++)
        for (size_t to = k; to <= n - (n_pieces - k); to++) {
            double away = fabs(part->at[to - 1] - places[k - 1]) * (double)n_pieces;
            double cost = APART * away;
            if ((k == n_pieces) != (to == n))
                continue;
            if (k < n_pieces)
                cost += split_cost(&part->tokens[to - 1]);
            if (k < n_pieces && t == 0)
                cost -= AT_PAUSE * fmin(fmax(pause_behind(work, to - 1), 0), 1);
            struct way *way = &ways[k * (n + 1) + to];
            for (size_t from = to; from-- > 0;) {
                double before = ways[(k - 1) * (n + 1) + from].cost;
                if (before + cost >= way->cost)
                    continue;
                double all = before + cost + fit_cost(part, from, to);
                if (all < way->cost)
                    *way = (struct way){all, from};
            }
        }
    trace(ways, n, n_pieces, ends);
    return ways[n_pieces * (n + 1) + n].cost;
}

/* A text of fewer tokens than pieces: each goes with the piece it is nearest to. */
static void spread(const struct part *part, size_t n_pieces, const double *places,
                   size_t *ends)
{
    size_t end = 0;
    for (size_t k = 0; k < n_pieces; k++) {
        while (end < part->n && (k + 1 == n_pieces || part->at[end] <= places[k] + 1e-9))
            end++;
        ends[k] = end;
    }
}

static double divide_others(const struct work *work, size_t n_pieces, struct way *ways,
                            size_t *ends)
{
    const struct part *main = &work->parts[work->main];
    double places[MAX_PIECES], cost = 0;
    for (size_t k = 0; k < n_pieces; k++)
        places[k] = main->at[ends[work->main * MAX_PIECES + k] - 1];
    for (size_t t = 0; t < work->n_parts; t++) {
        if (t == work->main)
            continue;
        size_t *own = ends + t * MAX_PIECES;
        double more = divide_other(work, t, n_pieces, places, ways, own);
        if (more >= DBL_MAX) {
            spread(&work->parts[t], n_pieces, places, own);
            more = work->parts[t].n ? NO_ROOM / 2 : 0;
        }
        cost += more;
    }
    return cost;
}

/* Tries every number of pieces and keeps the cheapest. */
static enum daesa_status choose(struct work *work, size_t max_pieces)
{
    const struct part *main = &work->parts[work->main];
    size_t most_tokens = 0;
    for (size_t t = 0; t < work->n_parts; t++)
        if (work->parts[t].n > most_tokens)
            most_tokens = work->parts[t].n;
    size_t n_ways = (max_pieces + 1) * (most_tokens + 1);
    struct way *ways = calloc(n_ways, sizeof *ways),
               *others = calloc(n_ways, sizeof *ways);
    size_t *ends = calloc(work->n_parts * MAX_PIECES, sizeof *ends);
    enum daesa_status st = ways && others && ends ? DAESA_OK : DAESA_NO_MEMORY;
    double best = DBL_MAX;
    double width = (double)daesa_tokens_width(main->tokens, 0, main->n);
    if (!st)
        divide_main(work, max_pieces, width / fmax(1, ceil(need_of(main))), ways);
    for (size_t k = 1; !st && k <= max_pieces; k++) {
        double cost = ways[k * (main->n + 1) + main->n].cost;
        if (cost >= DBL_MAX)
            continue;
        trace(ways, main->n, k, ends + work->main * MAX_PIECES);
        cost += divide_others(work, k, others, ends);
        if (cost < best) {
            best = cost;
            work->n_pieces = k;
            memcpy(work->ends, ends, work->n_parts * MAX_PIECES * sizeof *ends);
        }
    }
    free(ways);
    free(others);
    free(ends);
    return st;
}

/* ---- the range ---- */

static double duration_need(const struct work *work)
{
    const struct daesa_profile *profile = work->parts[work->main].profile;
    struct daesa_interval said = said_in(work, 0, work->parts[0].n);
    if (profile->max_duration_us <= 0)
        return 0;
    return (double)(said.end_us - said.start_us) / (double)profile->max_duration_us;
}

static bool must_divide(const struct work *work)
{
    for (size_t t = 0; t < work->n_parts; t++) {
        const struct part *part = &work->parts[t];
        if (part->profile && !daesa_lines_fit(part->tokens, part->n, &part->room))
            return true;
    }
    if (duration_need(work) > 1)
        return true;
    for (size_t i = 0; i < work->parts[0].n; i++)
        if (pause_behind(work, i) > PAUSE_S)
            return true;
    return false;
}

static void choose_main(struct work *work)
{
    double most = -1;
    for (size_t t = 0; t < work->n_parts; t++)
        if (work->parts[t].profile && work->parts[t].n &&
            need_of(&work->parts[t]) > most) {
            most = need_of(&work->parts[t]);
            work->main = t;
        }
}

static void free_work(struct work *work)
{
    for (size_t t = 0; t < work->n_parts; t++)
        free(work->parts[t].at);
    free(work->said);
    free(work->match);
    free(work->ends);
}

/* The most pieces that are tried. */
static size_t max_pieces(const struct work *work)
{
    double need = fmax(need_of(&work->parts[work->main]), duration_need(work));
    size_t most = (size_t)(2 * need) + 3, n = work->parts[work->main].n;
    most = most > MAX_PIECES ? MAX_PIECES : most;
    return most < n ? most : n;
}

static size_t longest(const struct work *work)
{
    size_t best = 0;
    for (size_t t = 1; t < work->n_parts; t++)
        if (work->parts[t].n > work->parts[best].n)
            best = t;
    return best;
}

/* In two, at the best place in the middle half of the longest part. */
static void halve(struct work *work)
{
    size_t axis = longest(work), n = work->parts[axis].n, best = n / 2;
    const struct part *part = &work->parts[axis];
    for (size_t i = n / 4; i < n * 3 / 4; i++)
        if (part->tokens[i].cost < part->tokens[best - 1].cost)
            best = i + 1;
    double places[2] = {part->at[best - 1], 1};
    work->n_pieces = 2;
    for (size_t t = 0; t < work->n_parts; t++)
        spread(&work->parts[t], 2, places, work->ends + t * MAX_PIECES);
}

static enum daesa_status divide_range(struct work *work, bool halves)
{
    work->n_pieces = 1;
    work->ends = calloc(work->n_parts * MAX_PIECES, sizeof *work->ends);
    if (!work->ends)
        return DAESA_NO_MEMORY;
    for (size_t t = 0; t < work->n_parts; t++)
        work->ends[t * MAX_PIECES] = work->parts[t].n;
    if (!halves && !must_divide(work))
        return DAESA_OK;
    enum daesa_status st = locate_all(work);
    if (!st)
        st = find_said(work);
    if (!st && halves)
        halve(work);
    else if (!st)
        st = find_matches(work);
    return st || halves ? st : choose(work, max_pieces(work));
}

static enum daesa_status run_range(const struct daesa_split *split, const size_t *from,
                                   const size_t *to, int64_t next_us,
                                   daesa_split_put *put, void *context);

static enum daesa_status put_pieces(const struct work *work, const size_t *from,
                                    bool halves, daesa_split_put *put, void *context)
{
    size_t first[DAESA_SPLIT_MAX_TEXTS] = {0}, last[DAESA_SPLIT_MAX_TEXTS] = {0};
    enum daesa_status st = DAESA_OK;
    for (size_t k = 0; !st && k < work->n_pieces; k++) {
        for (size_t t = 0; t < work->n_parts; t++) {
            first[t] = from[t] + (k ? work->ends[t * MAX_PIECES + k - 1] : 0);
            last[t] = from[t] + work->ends[t * MAX_PIECES + k];
        }
        size_t end = last[0] - from[0];
        int64_t next_us =
            end < work->parts[0].n ? work->times[end].start_us : work->next_us;
        if (halves)
            st = run_range(work->split, first, last, next_us, put, context);
        else
            st = put(context, first, last,
                     said_in(work, first[0] - from[0], last[0] - from[0]));
    }
    return st;
}

/* Ranges that are too long for the search are halved first. Each half is shorter
 * than three quarters of the whole, so this does not go deep. */
static enum daesa_status run_range(const struct daesa_split *split, const size_t *from,
                                   const size_t *to, int64_t next_us,
                                   daesa_split_put *put, void *context)
{
    struct work work = {.split = split,
                        .n_parts = split->n_texts,
                        .times = split->times + from[0],
                        .next_us = next_us};
    for (size_t t = 0; t < work.n_parts; t++) {
        struct part *part = &work.parts[t];
        part->tokens = split->texts[t].tokens + from[t];
        part->n = to[t] - from[t];
        part->profile = split->texts[t].profile;
        if (part->profile)
            part->room = daesa_lines_room_of(part->profile);
    }
    choose_main(&work);
    bool halves = work.parts[longest(&work)].n > MAX_TOKENS;
    enum daesa_status st = DAESA_OK;
    bool is_empty = work.parts[0].n == 0 || !work.parts[work.main].profile;
    if (is_empty) {
        size_t first = from[0] ? from[0] - 1 : 0;
        st = put(context, from, to, split->times[first]);
    } else {
        st = divide_range(&work, halves);
        if (!st)
            st = put_pieces(&work, from, halves, put, context);
    }
    free_work(&work);
    return st;
}

enum daesa_status daesa_split_run(const struct daesa_split *split, daesa_split_put *put,
                                  void *context)
{
    size_t from[DAESA_SPLIT_MAX_TEXTS] = {0}, to[DAESA_SPLIT_MAX_TEXTS];
    for (size_t t = 0; t < split->n_texts; t++)
        to[t] = split->texts[t].n;
    return run_range(split, from, to, split->next_us, put, context);
}
