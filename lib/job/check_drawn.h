/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_CHECK_DRAWN_H
#define DAESA_JOB_CHECK_DRAWN_H

#include "check/check.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Draws each cue of the track, on the picture of `clip`, or where that is NULL or has
 * none, on one of 1920 by 1080; puts how they look into `opts->drawn`, which the caller
 * frees, and the picture into `opts->picture`. What libass misses goes to `sink` as
 * breaches of the rules picture-font, -glyph, -script and -style; of the font of what
 * is no ASS nothing is said. Fails as daesa_track_measure does (job/draw.h). */
enum daesa_status daesa_check_draw(const struct daesa_track *track, const char *clip,
                                   struct daesa_check_opts *opts,
                                   struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
