/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_LAYOUT_MEND_H
#define DAESA_LAYOUT_MEND_H

#include "core/evidence.h"
#include "core/profile.h"
#include "core/rule.h"
#include "core/track.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Mends subtitles in place, as little as it takes: what keeps to the house stays as it
 * is, and no word is ever changed. */

struct daesa_mend_opts {
    unsigned what;                         /* enum daesa_mend */
    const struct daesa_profile *profile;   /* the house; never NULL */
    const struct daesa_evidence *evidence; /* frames and shots; NULL: not known */
    struct daesa_rate rate;                /* of the clip; {0}: not known */
    bool is_for_children;                  /* the slower reading speeds */
};

/* The house that judges a text: the one that mends, if it is for the text's language,
 * else the one that is. Never NULL. */
const struct daesa_profile *daesa_mend_house(const struct daesa_mend_opts *opts,
                                             const struct daesa_text *text);

/* How long it takes to read a text, by its house. */
int64_t daesa_mend_reading_us(const struct daesa_mend_opts *opts,
                              const struct daesa_text *text);

/* DAESA_MEND_SHOTS, FRAMES, DURATION and GAPS, for cues that stand in the same place:
 * same anchor and style, not placed by coordinates. What has no room keeps its fault: no
 * cue that can be read in its time is made too short for that. */
enum daesa_status daesa_mend_times(struct daesa_track *track,
                                   const struct daesa_mend_opts *opts);

/* DAESA_MEND_LINES, SPACE, DASH, ELLIPSIS and ITALIC, each text by its house
 * (daesa_mend_house). Lines are broken anew only where they are
 * too long, too many or too unlike, and where that helps. */
enum daesa_status daesa_mend_texts(struct daesa_track *track,
                                   const struct daesa_mend_opts *opts);

#ifdef __cplusplus
}
#endif
#endif
