/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "layout/range.h"

#include "layout/clause.h"
#include "layout/phrase.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

/* Costs are those of layout/phrase.h, and these. */
#define PER_PIECE 10.0
/* Of what the line break inside a piece costs. */
#define AT_BREAK 0.5
/* A division inside a clause. */
#define MID_CLAUSE 45.0
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
 * beyond DAESA_RANGE_PAUSE_S. */
#define AT_PAUSE 10.0
#define OVER_PAUSE 15.0
/* A translation that is divided one whole piece away from the other text. */
#define APART 60.0
/* One of the two at the end of a sentence, the other inside one, where both have the
 * same number of sentences. */
#define ASTRIDE 40.0
/* A translation of one word cannot be divided. */
#define NO_PLACE 60.0

/* ---- where the tokens are ---- */

static size_t count_sentences(const struct daesa_range_part *part)
{
    size_t n = 0;
    for (size_t i = 0; i < part->n; i++)
        n += part->tokens[i].ends_sentence || i + 1 == part->n;
    return n;
}

/* Places by width; where `by_sentence`, each sentence takes an equal share. */
static void locate(struct daesa_range_part *part, bool by_sentence)
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

/* How many tokens of the spoken text are said before each end of the main one. */
static enum daesa_status find_said(struct daesa_range *range)
{
    const struct daesa_range_part *main = &range->parts[range->main],
                                  *spoken = &range->parts[0];
    range->said = calloc(main->n + 1, sizeof *range->said);
    if (!range->said)
        return DAESA_NO_MEMORY;
    size_t j = 0;
    for (size_t i = 1; i <= main->n; i++) {
        double at = main->at[i - 1];
        while (j < spoken->n &&
               (j == 0 || fabs(spoken->at[j] - at) <= fabs(spoken->at[j - 1] - at)))
            j++;
        range->said[i] = range->main == 0 ? i : j;
    }
    range->said[main->n] = spoken->n;
    return DAESA_OK;
}

enum daesa_status daesa_range_locate(struct daesa_range *range)
{
    range->is_by_sentence = true;
    for (size_t t = 1; t < range->n_parts; t++)
        if (range->parts[t].n &&
            count_sentences(&range->parts[t]) != count_sentences(&range->parts[0]))
            range->is_by_sentence = false;
    for (size_t t = 0; t < range->n_parts; t++) {
        struct daesa_range_part *part = &range->parts[t];
        part->at = calloc(part->n + 1, sizeof *part->at);
        if (!part->at)
            return DAESA_NO_MEMORY;
        locate(part, range->is_by_sentence);
    }
    return find_said(range);
}

/* ---- what a piece costs ---- */

static double seconds(int64_t us)
{
    return (double)us / 1e6;
}

static double split_cost(const struct daesa_token *token)
{
    double cost = (double)token->cue_cost;
    return token->cue_cost <= DAESA_PHRASE_CLAUSE_MAX ? cost : cost + MID_CLAUSE;
}

double daesa_range_need(const struct daesa_range_part *part)
{
    double most = (double)(part->room.line_halves * part->room.lines);
    if (!part->profile || most <= 0)
        return 0;
    return (double)daesa_tokens_width(part->tokens, 0, part->n) / most;
}

double daesa_range_pair_cost(const struct daesa_range *range,
                             const struct daesa_range_part *part, size_t i, size_t j,
                             double n_pieces)
{
    const struct daesa_range_part *main = &range->parts[range->main];
    double cost = APART * fabs(part->at[i] - main->at[j]) * n_pieces;
    if (range->is_by_sentence &&
        part->tokens[i].ends_sentence != main->tokens[j].ends_sentence)
        cost += ASTRIDE;
    /* A text that is not shown may be divided anywhere. */
    return part->profile ? cost + split_cost(&part->tokens[i]) : cost;
}

/* The cheapest place of another part to go with one of the main part: what it costs,
 * and in `*at` which it is. */
static double match_cost(const struct daesa_range *range,
                         const struct daesa_range_part *part, size_t j, double n_pieces,
                         size_t *at)
{
    double best = DBL_MAX;
    for (size_t i = 0; i + 1 < part->n; i++) {
        double cost = daesa_range_pair_cost(range, part, i, j, n_pieces);
        if (cost >= best)
            continue;
        best = cost;
        *at = i;
    }
    return best < DBL_MAX ? best : NO_PLACE;
}

enum daesa_status daesa_range_match(struct daesa_range *range)
{
    const struct daesa_range_part *main = &range->parts[range->main];
    double n_pieces = fmax(2, ceil(daesa_range_need(main)));
    range->match = calloc(main->n + 1, sizeof *range->match);
    if (!range->match)
        return DAESA_NO_MEMORY;
    for (size_t t = 0; t < range->n_parts; t++)
        for (size_t i = 1; t != range->main && i < main->n; i++) {
            size_t at = range->said[i] ? range->said[i] - 1 : 0;
            double cost = match_cost(range, &range->parts[t], i - 1, n_pieces, &at);
            if (range->parts[t].profile)
                range->match[i] += cost;
            /* What is said until then ends where the spoken text is divided. */
            if (t == 0)
                range->said[i] =
                    at + 1 > range->said[i - 1] ? at + 1 : range->said[i - 1];
        }
    return DAESA_OK;
}

/* What the best break into two lines would divide; 0 where one line does. */
static double break_cost(const struct daesa_range_part *part, size_t from, size_t to)
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
            best = fmin(best, (double)daesa_clause_line_cost(token));
        upper += token->space;
    }
    return best < DBL_MAX ? AT_BREAK * best : 0;
}

double daesa_range_fit_cost(const struct daesa_range_part *part, size_t from, size_t to)
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

double daesa_range_pause(const struct daesa_range *range, size_t i)
{
    if (i + 1 >= range->parts[0].n)
        return 0;
    return seconds(range->times[i + 1].start_us - range->times[i].end_us);
}

double daesa_range_pause_gain(const struct daesa_range *range, size_t i)
{
    return AT_PAUSE * fmin(fmax(daesa_range_pause(range, i), 0), 1);
}

struct daesa_interval daesa_range_said(const struct daesa_range *range, size_t from,
                                       size_t to)
{
    size_t n = range->parts[0].n;
    size_t first = from < n ? from : n - 1, last = to > first ? to - 1 : first;
    return (struct daesa_interval){range->times[first].start_us,
                                   range->times[last].end_us};
}

/* Whether what is said in spoken tokens [first, last) leaves time to read it. */
static double time_cost(const struct daesa_range *range, size_t first, size_t last,
                        const struct daesa_profile *profile, size_t width, size_t n_words)
{
    struct daesa_interval said = daesa_range_said(range, first, last);
    int64_t next_us =
        last < range->parts[0].n ? range->times[last].start_us : range->next_us;
    double cost = 0, have = seconds(next_us - range->split->gap_us - said.start_us);
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
        cost += OVER_PAUSE * fmax(0, daesa_range_pause(range, i) - DAESA_RANGE_PAUSE_S);
    return cost;
}

double daesa_range_piece_cost(const struct daesa_range *range, size_t from, size_t to,
                              double mean)
{
    const struct daesa_range_part *main = &range->parts[range->main];
    size_t width = daesa_tokens_width(main->tokens, from, to);
    double most = (double)(main->room.line_halves * main->room.lines);
    double cost = PER_PIECE + daesa_range_fit_cost(main, from, to);
    cost += time_cost(range, range->said[from], range->said[to], main->profile, width,
                      to - from);
    if (most > 0)
        cost += UNEQUAL * pow(((double)width - mean) / most, 2);
    if (to - from <= 2 && !main->tokens[to - 1].ends_sentence)
        cost += TINY;
    if (to < main->n) {
        cost += split_cost(&main->tokens[to - 1]) + range->match[to];
        if (range->said[to])
            cost -= daesa_range_pause_gain(range, range->said[to] - 1);
    }
    return cost;
}
