/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_CROWD_H
#define DAESA_JOB_CROWD_H

#include "core/drawn.h"
#include "core/str.h"
#include "render/drawing.h"

#ifdef __cplusplus
extern "C" {
#endif

/* An event of a drawing, and what it is of. */
struct daesa_crowd_event {
    size_t event; /* its number in the drawing */
    struct daesa_drawing_event shown;
    struct daesa_drawn drawn;
    size_t cue;             /* whose it is, from 0 */
    struct daesa_str words; /* of the cue, as they are read; empty: none */
};

/* Finds cues whose words are drawn over each other's, and those for which there is no
 * room: in `cues`, which are numbered as in `events`, sets `over_cue` and `n_crowding` of
 * those that begin later. Events are sorted. Words that are the same are borders,
 * shadows and the like, and what has none is a picture: those are meant to.
 *
 * DAESA_NO_MEMORY. */
enum daesa_status daesa_crowd_find(struct daesa_drawing *drawing,
                                   struct daesa_crowd_event *events, size_t n,
                                   struct daesa_drawn *cues);

#ifdef __cplusplus
}
#endif
#endif
