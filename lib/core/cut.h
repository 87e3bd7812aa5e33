/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_CORE_CUT_H
#define DAESA_CORE_CUT_H

#include "core/track.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Bytes [from, to) of a text, on character boundaries. */
struct daesa_cut_range {
    size_t from, to;
};

/* Takes stretches out of the `i`th text of a cue of the track; they are sorted and
 * do not overlap. Spans shrink, and those of which nothing is left go; a word goes
 * when any of it does. DAESA_NO_MEMORY leaves the cue as it was. */
enum daesa_status daesa_cue_cut(struct daesa_track *track, struct daesa_cue *cue,
                                size_t i, const struct daesa_cut_range *ranges, size_t n);

#ifdef __cplusplus
}
#endif
#endif
