/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_LAYOUT_LAID_H
#define DAESA_LAYOUT_LAID_H

#include "layout/layout.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A cue while it is laid out. */
struct daesa_laid {
    struct daesa_cue cue;
    struct daesa_interval said; /* when it is spoken */
    bool is_fixed;              /* its author's: neither text nor times are touched */
    bool keeps_lines;           /* its lines are set: two speakers, each in one */
    size_t i_source;            /* the cue of the track that it comes from, from 0 */
    size_t order;               /* private: of the list before it is sorted */
    int64_t need_us;            /* for which it has to be shown: least duration and
                                   reading time, whichever is longer */
    int64_t least_us;           /* the least duration of its profile */
    const struct daesa_profile *profile; /* of its first text; NULL where it is fixed */
};

struct daesa_laid_list {
    struct daesa_laid *items; /* owned */
    size_t n, cap;
    const struct daesa_layout_opts *opts;
    const struct daesa_track *track;
    struct daesa_arena *arena; /* what is made anew lies in it */
};

/* The profile that a text is laid out by, which is one of the texts that are shown
 * of its cue. */
const struct daesa_profile *daesa_laid_profile(const struct daesa_layout_opts *opts,
                                               const struct daesa_text *texts,
                                               size_t n_texts,
                                               const struct daesa_text *text);

/* Appends a copy. */
enum daesa_status daesa_laid_add(struct daesa_laid_list *list,
                                 const struct daesa_laid *laid);

/* Fills the list with the cues of the track: those that are not ours to lay out as
 * they are, the others in pieces that fit. */
enum daesa_status daesa_laid_cut(struct daesa_laid_list *list, struct daesa_sink *sink);

/* By the time at which they are said; cues without one stay behind the one that they
 * follow. */
void daesa_laid_sort(struct daesa_laid_list *list);

/* How long the cue has to be shown, into need_us and least_us. */
void daesa_laid_measure(const struct daesa_layout_opts *opts, struct daesa_laid *laid);

/* Joins neighbours one of which has no time to be read: of one speaker, into one
 * text; of two, into two lines with dashes as the profile has them. */
enum daesa_status daesa_laid_join(struct daesa_laid_list *list);

/* Gives the cues their times, from when they are spoken: `items` are sorted by
 * that. */
void daesa_laid_time(struct daesa_laid_list *list);

/* Reports the cues that do not keep to their profile. */
void daesa_laid_judge(const struct daesa_laid_list *list, struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
