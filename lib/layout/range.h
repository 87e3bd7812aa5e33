/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_LAYOUT_RANGE_H
#define DAESA_LAYOUT_RANGE_H

#include "layout/lines.h"
#include "layout/split.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A range of a line while it is divided (layout/split.c), and what dividing it
 * somewhere costs. */

/* More pieces are never made of a range. */
#define DAESA_RANGE_MAX_PIECES 48
/* A pause that a cue should not last over. */
#define DAESA_RANGE_PAUSE_S 1.2

/* A text in the range. */
struct daesa_range_part {
    const struct daesa_token *tokens;
    size_t n;
    const struct daesa_profile *profile; /* NULL: it is not shown */
    struct daesa_lines_room room;
    double *at; /* where the end of each token is, from 0 to 1; owned */
};

struct daesa_range {
    const struct daesa_split *split;
    struct daesa_range_part parts[DAESA_SPLIT_MAX_TEXTS];
    size_t n_parts;
    const struct daesa_interval *times; /* of the tokens of the first part */
    int64_t next_us;
    bool is_by_sentence; /* all parts have the same number of sentences */
    size_t main;         /* the part that decides */
    size_t *said;        /* how many tokens of the first part are said before each end of
                            the main one; owned */
    double *match;       /* what dividing the main part behind each token costs the
                            others; owned */
    size_t n_pieces;
    size_t *ends; /* of part t, piece k: [t * DAESA_RANGE_MAX_PIECES + k]; owned */
};

/* Finds where the tokens of each part are: fills `at`, `is_by_sentence` and `said`. */
enum daesa_status daesa_range_locate(struct daesa_range *range);
/* Then fills `match`. */
enum daesa_status daesa_range_match(struct daesa_range *range);

/* How many cues a part fills at least. */
double daesa_range_need(const struct daesa_range_part *part);
/* The pause behind token `i` of the first part, in seconds; and what is gained by
 * dividing there. */
double daesa_range_pause(const struct daesa_range *range, size_t i);
double daesa_range_pause_gain(const struct daesa_range *range, size_t i);
/* When tokens [from, to) of the first part are said. */
struct daesa_interval daesa_range_said(const struct daesa_range *range, size_t from,
                                       size_t to);

/* What tokens [from, to) of a part cost as the text of a cue: that they do not fit, or
 * where their line breaks. */
double daesa_range_fit_cost(const struct daesa_range_part *part, size_t from, size_t to);
/* What tokens [from, to) of the main part cost as a piece with a division behind it;
 * `mean` is the width that is aimed at. */
double daesa_range_piece_cost(const struct daesa_range *range, size_t from, size_t to,
                              double mean);
/* What it costs to divide another part behind token `i` where the main one is divided
 * behind token `j`, as one of `n_pieces`. */
double daesa_range_pair_cost(const struct daesa_range *range,
                             const struct daesa_range_part *part, size_t i, size_t j,
                             double n_pieces);

#ifdef __cplusplus
}
#endif
#endif
