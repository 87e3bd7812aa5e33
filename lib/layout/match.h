/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_LAYOUT_MATCH_H
#define DAESA_LAYOUT_MATCH_H

#include "core/track.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Which lines of two tracks go together, for layout/merge.h. */

#define DAESA_MATCH_NONE SIZE_MAX

/* Lists of indices into the cues of both tracks. Groups stand in the order in which
 * they are shown; the cues of one are in a row in `a` and `b`. Comments are in none. */
struct daesa_match_group {
    size_t from_a, n_a, from_b, n_b; /* of the lists below */
    /* A line alone, by order: it could as well be any of those from the first to
     * the second in the list of its track; 0 0: it is sure. */
    size_t doubt_from, doubt_to;
};
struct daesa_match {
    size_t *a, *b; /* owned */
    struct daesa_match_group *groups;
    size_t n_groups;
};
void daesa_match_finish(struct daesa_match *match);

/* Room for all cues of both. */
enum daesa_status daesa_match_open(struct daesa_match *match, const struct daesa_track *a,
                                   const struct daesa_track *b);

/* Groups of cues that are shown together: for most of the time of the shorter of
 * two. All must have times. */
enum daesa_status daesa_match_times(const struct daesa_track *a,
                                    const struct daesa_track *b, struct daesa_match *out);

/* Pairs of lines in the same order; a line without a counterpart is a group of its
 * own, and so are two lines of the one that are one in the other. */
enum daesa_status daesa_match_order(const struct daesa_track *a,
                                    const struct daesa_track *b, struct daesa_match *out);

/* Pairs of lines with the same key, a string for each cue of the tracks (empty: it
 * has none): lines of `a` in their order, then those of `b` that are left. Of
 * several with one key the first free one in the order of `b` is taken. */
enum daesa_status daesa_match_keys(const struct daesa_track *a,
                                   const struct daesa_track *b,
                                   const struct daesa_str *keys_a,
                                   const struct daesa_str *keys_b,
                                   struct daesa_match *out);

#ifdef __cplusplus
}
#endif
#endif
