/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_DRAW_H
#define DAESA_JOB_DRAW_H

#include "core/drawn.h"
#include "core/track.h"
#include "media/picture.h"
#include "render/drawing.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What tracks are drawn on and with. */
struct daesa_draw_opts {
    const struct daesa_pictures_info *size;
    const struct daesa_fonts *fonts; /* that came with the clip; NULL: none */
    const char *const *languages;    /* of several texts those are drawn; 0: all */
    size_t n_languages;
    const char *file;        /* a name for findings; NULL: none */
    bool has_simple_shaping; /* as in struct daesa_drawing_opts */
};

/* Opens a drawing of a track of any format for pictures of a clip. ASS and SSA are
 * drawn as they are; what is of another format is made ASS as `daesa convert` makes
 * it, and lines that were timed by the aligner are laid out first. `opts->file` and
 * `sink` must live until it is closed.
 *
 * Fails as daesa_drawing_open, daesa_layout and daesa_format_write do. */
enum daesa_status daesa_track_draw(const struct daesa_track *track,
                                   const struct daesa_draw_opts *opts,
                                   struct daesa_drawing **out, struct daesa_sink *sink);

/* Measures each cue of the track on pictures of that size, with all its texts: `out` has
 * room for track->n_cues, in the order of the cues; those without times and comments are
 * not drawn. Of a cue of several texts it is the box around all of them. What libass
 * misses is a finding (render/drawing.h) with the cue's number and place.
 *
 * DAESA_NO_MEMORY. Else fails as daesa_track_draw does. */
enum daesa_status daesa_track_measure(const struct daesa_track *track,
                                      const struct daesa_draw_opts *opts,
                                      struct daesa_drawn *out, struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
