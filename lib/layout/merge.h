/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_LAYOUT_MERGE_H
#define DAESA_LAYOUT_MERGE_H

#include "core/track.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Two tracks made one: the lines of the first with the texts of the second beside
 * their own. Pure: tracks go in, a track comes out. */

/* How it is found out which line goes with which. */
enum daesa_merge_way {
    DAESA_MERGE_AUTO = 0, /* the first of these that is possible */
    DAESA_MERGE_ID,       /* by the lines' ids: where most ids of the second track are
                             in the first */
    DAESA_MERGE_SOURCE,   /* by a text that both have in one language, as PO and XLIFF
                             files do: where most are the same */
    DAESA_MERGE_TIME,     /* by when they are shown: where all have times */
    DAESA_MERGE_ORDER,    /* one after the other, by how well lengths, numbers,
                             question marks and speakers agree (W. Gale and K. Church,
                             "A program for aligning sentences in bilingual corpora",
                             1993), so that a line that is missing from one of them is
                             noticed and shifts nothing, nor does one that is two in
                             the other language */
};

struct daesa_merge_opts {
    enum daesa_merge_way way;
    const char *file_a, *file_b; /* for findings; NULL: none */
};

struct daesa_merge_result {
    enum daesa_merge_way way; /* that was taken */
    size_t n_matched;         /* cues with texts of both */
    size_t n_missing;         /* lines of `a` without a text of `b` */
    size_t n_extra;           /* lines of `b` that belong to no line of `a` */
    bool *joined;             /* for each cue of the new track: it is made of several of
                                 one track, so its text wants laying out; owned */
};
void daesa_merge_result_finish(struct daesa_merge_result *result);

/* Merges `b` into `a`; `out` must be empty ({0}) and is untouched on failure. Both
 * must outlive it. Languages of `b` that a line of `a` has already replace its text
 * where they are not its first; where it is the first, they only tell which line
 * is meant.
 *
 * By time, where most cues of `b` begin with those of `a` by another clock, as subtitles
 * of another release do, `b` is put to that clock first: `merge-clock`. Its times are all
 * of `b` that is ever changed.
 *
 * By time and by order, cues of one track that go with one cue of the other become
 * one. By time, what `a` lacks is a cue of its own, with the times of `b`; by the other
 * ways lines of `b` that belong to no line of `a` are left out.
 *
 * Findings: `merge-missing` and `merge-extra` for each line that has no counterpart
 * (by order with the lines that it could be instead, where the texts do not tell),
 * `merge-joined` (by order: two lines of the one are taken for one of the other),
 * `merge-id-twice`, `merge-source-changed` (the same line, but its source is not
 * what was translated), `merge-moved` (it stands at another place in `b`). DAESA_OK;
 * DAESA_FELL_SHORT: merged, but lines are missing or left over; DAESA_BAD_INPUT:
 * `merge-nothing` matches at all, or `merge-same-language`; DAESA_LIMIT: one has far
 * more lines than the other; DAESA_NO_MEMORY. */
enum daesa_status daesa_merge(const struct daesa_track *a, struct daesa_track *b,
                              const struct daesa_merge_opts *opts,
                              struct daesa_track *out, struct daesa_merge_result *result,
                              struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
