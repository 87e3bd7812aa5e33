/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_TEXT_STRIP_H
#define DAESA_TEXT_STRIP_H

#include "core/track.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What can be taken out of a track, as bits. */
enum daesa_strip {
    DAESA_STRIP_TAGS = 1 << 0,     /* markup and positions; the words stay */
    DAESA_STRIP_SPEAKERS = 1 << 1, /* who speaks: the field, voices, "NAME: " at the
                                      head of a line (as text/speaker.h finds it,
                                      where it is sure or comes twice) */
    DAESA_STRIP_NOTES = 1 << 2,    /* notes in brackets (text/note.h) */
};

/* Takes all of it out of every text. Lines of which nothing is left but a dash go,
 * and so do cues of which nothing is left; their number is a note,
 * `stripped-cues`. On DAESA_NO_MEMORY the track is good for nothing but
 * daesa_track_finish. */
enum daesa_status daesa_track_strip(struct daesa_track *track, unsigned what,
                                    struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
