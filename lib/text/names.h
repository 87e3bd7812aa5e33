/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_TEXT_NAMES_H
#define DAESA_TEXT_NAMES_H

#include "core/track.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A list of names, as speakers with aliases, held against a track: one spelling for
 * each. Spellings that differ in nothing but case, spaces, hyphens, dots and apostrophes
 * are one. */

/* The speaker of the list who is called so, by name or alias; NULL: none. */
const struct daesa_speaker *daesa_names_find(const struct daesa_speaker *list, size_t n,
                                             struct daesa_str name);

/* Gives the speakers of the cues the names that they have in the list, and, where
 * `in_text`, the names inside texts the spelling that the list has in their script:
 * the name itself, else its first alias in that script. Spans and words move along.
 * The list may be the track's own.
 *
 * How many were spelt otherwise is the note `names-unified`; a speaker who is not in
 * the list but looks like one of it (text/name.h) is the warning `name-unknown`, once
 * for each spelling, and so are, where `in_text`, words of a text that begin with
 * capitals or are in Hangul. On DAESA_NO_MEMORY the track is good for nothing but
 * daesa_track_finish. */
enum daesa_status daesa_names_unify(struct daesa_track *track,
                                    const struct daesa_speaker *list, size_t n,
                                    bool in_text, struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
