/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_CHECK_SYNC_H
#define DAESA_CHECK_SYNC_H

#include "core/evidence.h"
#include "core/status.h"
#include "core/time.h"
#include "core/track.h"

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Whether cues lie on the speech of a clip as a whole, and if not, how they would: by an
 * offset, at another frame rate, or with other cuts. It needs no words, so it works in
 * any language; the more pauses there are in the speech, the surer it is. */

enum daesa_sync_kind {
    DAESA_SYNC_UNKNOWN = 0, /* too few cues, or too few pauses, to tell */
    DAESA_SYNC_GOOD,
    DAESA_SYNC_OFFSET, /* shift_us puts them right */
    DAESA_SYNC_DRIFT,  /* times * from / to + shift_us does */
    DAESA_SYNC_JUMP,   /* pieces do */
    DAESA_SYNC_NONE,   /* nothing does: they belong to another clip */
};

#define DAESA_SYNC_MAX_PIECES 16

struct daesa_sync_piece {
    size_t first;     /* of the cues that were given */
    int64_t shift_us; /* puts this piece right */
};

struct daesa_sync {
    enum daesa_sync_kind kind;
    struct daesa_rate from, to; /* of a drift */
    int64_t shift_us;
    struct daesa_sync_piece pieces[DAESA_SYNC_MAX_PIECES];
    size_t n_pieces;
    bool is_by_words; /* pauses alone did not tell that jump */
};

/* Whether it is known how the cues lie. */
bool daesa_sync_tells(const struct daesa_sync *sync);

/* What pauses and words come to together, into `sync`, which is what pauses do: of cuts
 * the words know more. `cut` is of kind DAESA_SYNC_JUMP or, where words deny that there
 * is any, DAESA_SYNC_UNKNOWN. */
void daesa_sync_settle(struct daesa_sync *sync, const struct daesa_sync *cut);

/* `cues` are timed and in the order of their starts; evidence->speech is not NULL.
 * Offsets of up to a minute are found, jumps of up to half a minute. `said` says by how
 * many deviations each cue's text fits what is said where it lies, as struct
 * daesa_check_opts has it; NULL: nobody has listened. It is asked where pauses alone do
 * not tell: where words stop to fit, the clip may be cut. Whether it is, the words show
 * that are said where the pieces come to lie. DAESA_NO_MEMORY. */
enum daesa_status daesa_sync_find(const struct daesa_cue *const *cues, size_t n_cues,
                                  const struct daesa_evidence *evidence,
                                  const float *said, struct daesa_sync *out);

#ifdef __cplusplus
}
#endif
#endif
