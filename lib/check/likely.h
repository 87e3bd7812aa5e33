/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_CHECK_LIKELY_H
#define DAESA_CHECK_LIKELY_H

#include "core/track.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The language of a track whose texts name none, as far as a house depends on it: by
 * script, and English by its small words. */

struct daesa_likely {
    const char *script;   /* a language that is written as nearly all of the track is;
                             "en": in Latin letters, of whichever language; NULL: in
                             several scripts, or none that tells */
    const char *language; /* that nearly all of the track is in; NULL: not known */
    const char *han;      /* what Han letters are in: "zh", or "ja" where kana are near */
    bool is_english;      /* what is in Latin letters */
    bool may_be_english;  /* its words, not a few, leave that open */
};

void daesa_likely_find(const struct daesa_track *track, struct daesa_likely *out);

/* The language of one text of a track in several; NULL: not known. */
const char *daesa_likely_of_text(const struct daesa_likely *likely,
                                 struct daesa_str plain);

#ifdef __cplusplus
}
#endif
#endif
