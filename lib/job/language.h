/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_LANGUAGE_H
#define DAESA_JOB_LANGUAGE_H

#include "core/track.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Which language is spoken in a clip. */

struct daesa_language_clues {
    const char *asked;       /* what the user said; NULL: nothing */
    struct daesa_str stream; /* what the clip's audio stream says; may be empty */
    const char *file;        /* the transcript and the clip, for findings */
    const char *clip;
};

/* Writes the tag of the spoken language into `tag` of `size` bytes: what the user
 * said, else the transcript, else the audio stream, else the language that the
 * script of the text belongs to alone; what is taken from these two is reported
 * as a note (`language-assumed`).
 *
 * DAESA_BAD_INPUT: `language-unknown`: nothing tells, `transcript-other-language`:
 * the lines have texts, but none in that language, `transcript-other-script`:
 * they are not written as that language is. `tag` is untouched then. */
enum daesa_status daesa_language_settle(const struct daesa_track *track,
                                        const struct daesa_language_clues *clues,
                                        char *tag, size_t size, struct daesa_sink *sink);

/* Puts into `out` the languages that the lines have texts in, at most `max`; of texts
 * that name none the one that their script belongs to alone. Returns how many. They are
 * the track's or static. */
size_t daesa_language_likely(const struct daesa_track *track, struct daesa_str *out,
                             size_t max);

/* Whether a line has a text in `language`, or one of no language. DAESA_BAD_INPUT:
 * `transcript-other-language`, about `file`. */
enum daesa_status daesa_language_has_text(const struct daesa_track *track,
                                          struct daesa_str language, const char *file,
                                          struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
