/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_SPEECH_SAID_H
#define DAESA_SPEECH_SAID_H

#include "speech/hearing.h"
#include "speech/search.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Says of each line how surely it is what is said in the frames of its place: by how many
 * standard deviations its phones explain them better than strings of as many phones
 * from elsewhere in the text do (a cohort, as Rosenberg et al. 1992 verify speakers by).
 * What is said there stands out by four and more, any other text by about none. The
 * models are fitted to the clip by the lines themselves, and those that judge a line have
 * not heard it.
 *
 * `places` is one a line; both 0: it has none. `out` gets as many figures; NAN where a
 * line has no place or no phones, or has too few to tell, and where there is not enough
 * other text; -INFINITY where nobody could say so many phones in its place.
 * DAESA_NO_MEMORY. */
enum daesa_status daesa_said_measure(const struct daesa_hearing *hearing,
                                     const struct daesa_reading *spoken,
                                     const struct daesa_search_place *places, float *out);

#ifdef __cplusplus
}
#endif
#endif
