/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "layout/lines.h"

#include <float.h>
#include <stdlib.h>

/* What it costs that lines differ: by the square of the difference from their mean,
 * as a share of the full line. What two lines that differ by half a line cost is half
 * of a division between words of which nothing is known. */
#define UNBALANCED 100.0
/* Of two lines the upper is the longer. */
#define TOP_HEAVY 1.5
/* The lines differ more than the profile allows. */
#define BEYOND_RATIO 80.0
/* For each half character that a line is too long. */
#define TOO_LONG 1000.0

/* The best way to place the tokens before one in so many lines. */
struct way {
    double cost;
    size_t from; /* where its last line begins */
};

struct daesa_lines_room daesa_lines_room_of(const struct daesa_profile *profile)
{
    return (struct daesa_lines_room){.line_halves = (size_t)profile->line_chars * 2,
                                     .lines = (size_t)profile->lines,
                                     .line_ratio = profile->line_ratio};
}

/* The fewest lines that hold the tokens, filling one after the other. */
static size_t fewest(const struct daesa_token *tokens, size_t n, size_t line_halves)
{
    size_t n_lines = n > 0, used = 0;
    for (size_t i = 0; i < n; i++) {
        size_t wanted = used + (i && used ? tokens[i - 1].space : 0) + tokens[i].n_halves;
        if (used && wanted > line_halves) {
            n_lines++;
            wanted = tokens[i].n_halves;
        }
        used = wanted;
    }
    return n_lines;
}

bool daesa_lines_fit(const struct daesa_token *tokens, size_t n,
                     const struct daesa_lines_room *room)
{
    if (room->line_halves == 0)
        return true;
    for (size_t i = 0; i < n; i++)
        if (tokens[i].n_halves > room->line_halves)
            return false;
    return room->lines == 0 || fewest(tokens, n, room->line_halves) <= room->lines;
}

static double line_cost(size_t halves, double mean, const struct daesa_lines_room *room)
{
    double away = ((double)halves - mean) / (double)room->line_halves;
    double cost = UNBALANCED * away * away;
    if (halves > room->line_halves)
        cost += TOO_LONG * (double)(halves - room->line_halves);
    return cost;
}

/* What the last of two lines adds, knowing both. */
static double pair_cost(size_t upper, size_t lower, const struct daesa_lines_room *room)
{
    double shorter = (double)(upper < lower ? upper : lower);
    double longer = (double)(upper < lower ? lower : upper);
    double cost = upper > lower ? TOP_HEAVY : 0;
    if (longer > 0 && shorter / longer < room->line_ratio)
        cost += BEYOND_RATIO;
    return cost;
}

static void place(const struct daesa_token *tokens, size_t n, size_t n_lines,
                  const struct daesa_lines_room *room, struct way *ways)
{
    double mean = (double)daesa_tokens_width(tokens, 0, n) / (double)n_lines;
    for (size_t k = 1; k <= n_lines; k++)
        for (size_t to = k; to <= n; to++) {
            struct way best = {DBL_MAX, 0};
            size_t width = 0;
            for (size_t from = to; from-- > k - 1;) {
                width += tokens[from].n_halves + (from + 1 < to ? tokens[from].space : 0);
                if (width > 2 * room->line_halves && from + 1 < to)
                    break;
                double before =
                    k > 1 ? ways[(k - 1) * (n + 1) + from].cost : (from ? DBL_MAX : 0);
                if (before >= DBL_MAX)
                    continue;
                double cost = before + line_cost(width, mean, room) +
                              (from ? (double)tokens[from - 1].cost : 0);
                if (n_lines == 2 && k == 2 && to == n)
                    cost += pair_cost(daesa_tokens_width(tokens, 0, from), width, room);
                if (cost < best.cost)
                    best = (struct way){cost, from};
            }
            ways[k * (n + 1) + to] = best;
        }
}

enum daesa_status daesa_lines_break(struct daesa_token *tokens, size_t n,
                                    const struct daesa_lines_room *room)
{
    for (size_t i = 0; i < n; i++)
        tokens[i].ends_line = false;
    if (room->line_halves == 0 || n < 2)
        return DAESA_OK;
    size_t n_lines = fewest(tokens, n, room->line_halves);
    if (room->lines && n_lines > room->lines)
        n_lines = room->lines;
    if (n_lines < 2)
        return DAESA_OK;
    struct way *ways = calloc((n_lines + 1) * (n + 1), sizeof *ways);
    if (!ways)
        return DAESA_NO_MEMORY;
    struct daesa_lines_room wide = *room;
    size_t least = daesa_tokens_width(tokens, 0, n) / n_lines;
    if (least > wide.line_halves)
        wide.line_halves = least;
    place(tokens, n, n_lines, &wide, ways);
    for (size_t k = n_lines, to = n; k > 1; k--) {
        to = ways[k * (n + 1) + to].from;
        if (to > 0)
            tokens[to - 1].ends_line = true;
    }
    free(ways);
    return DAESA_OK;
}
