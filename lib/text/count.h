/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_TEXT_COUNT_H
#define DAESA_TEXT_COUNT_H

#include "core/profile.h"
#include "core/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The text of a cue as houses count it: characters by the profile's rule (see
 * text/width.h), in half characters so that Korean comes out whole. */
struct daesa_count {
    size_t n_halves;       /* of all lines; line breaks count nothing */
    size_t longest_halves; /* of the longest line */
    size_t n_lines;        /* 0 for a text of nothing */
    size_t n_words;
};

/* Counts a text without markup whose lines are apart by "\n". */
struct daesa_count daesa_count(struct daesa_str plain, enum daesa_width_rule rule);

/* Whether a line ends in a full stop or a comma, Chinese and Japanese ones too; an
 * ellipsis is none. */
bool daesa_ends_in_stop(struct daesa_str line);

/* Characters and words for each second, resp. minute; 0 where `duration_us` is not
 * above 0. */
double daesa_count_cps(const struct daesa_count *count, int64_t duration_us);
double daesa_count_wpm(const struct daesa_count *count, int64_t duration_us);

#ifdef __cplusplus
}
#endif
#endif
