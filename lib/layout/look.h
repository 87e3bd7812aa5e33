/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_LAYOUT_LOOK_H
#define DAESA_LAYOUT_LOOK_H

#include "layout/layout.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What laid cues look like, as far as opts ask: a style for each speaker, words that
 * light up as they are said, the texts of a cue in one. `track` is one that
 * daesa_layout makes: its cues are its own, what they point to is not. A track that
 * comes with styles keeps them: the note `look-kept`. */
enum daesa_status daesa_look(struct daesa_track *track,
                             const struct daesa_layout_opts *opts,
                             struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
