/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_EDIT_H
#define DAESA_JOB_EDIT_H

#include "core/retime.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What is done to a track between reading and writing it, in this order. Zeros do
 * nothing. */
struct daesa_edit_opts {
    bool joins_rolling;        /* captions that roll up become lines of their own
                                  (text/rolling.h) */
    const char *only_language; /* texts in other languages go, and cues that have
                                  none in this one; NULL: all stay */
    unsigned strip;            /* enum daesa_strip (text/strip.h) */
    struct daesa_retime retime;
};

/* DAESA_NOT_FOUND: `text-no-such-language`. Reports what each step does; how many
 * cues had no text in the language is a note, `other-languages`. On failure the
 * track is good for nothing but daesa_track_finish. `opts` may be NULL. */
enum daesa_status daesa_track_edit(struct daesa_track *track,
                                   const struct daesa_edit_opts *opts,
                                   struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
