/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_TEXT_SPEAKER_H
#define DAESA_TEXT_SPEAKER_H

#include "core/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A line of a transcript taken apart: who says it and what. */
struct daesa_spoken {
    struct daesa_str name; /* as written, without brackets and colon */
    struct daesa_str text; /* the rest, trimmed; never empty */
    bool sure;             /* the name can hardly be anything else: "DR. PARK:",
                              "Speaker 2:"; otherwise it only looks like a name
                              and the rest of the file should bear it out */
};

/* Splits "NAME: text" and "[NAME] text". A name is one to four words of letters
 * (two where the script has no capitals), each with a capital but for the small
 * words of names ("van", "de"), and a colon that is followed by white space, or
 * a full-width colon. So "12:30 we met", "https://x", "- no", "he said: go" and
 * "[laughs] no" are text. False, and `*out` untouched, where there is none. */
bool daesa_spoken_split(struct daesa_str line, struct daesa_spoken *out);

#ifdef __cplusplus
}
#endif
#endif
