/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_SPEECH_LESSON_H
#define DAESA_SPEECH_LESSON_H

#include "core/track.h"
#include "speech/search.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What clips have taught of how somebody speaks, or all those who speak in a show: the
 * frames that each phone was heard in, summed up by state. Each language has phones of
 * its own: what is written alike in two sounds alike in neither. */

struct daesa_lesson_phone {
    char language[12]; /* "ko", ended by NUL */
    char name[12];     /* IPA, ended by NUL */
    struct daesa_moments states[DAESA_PHONE_STATES];
};

/* {0} is empty. */
struct daesa_lesson {
    struct daesa_lesson_phone *phones; /* owned; no two have one name and language */
    size_t n_phones;
    size_t cap_phones; /* private */
};

/* The phone of that name, which is added where it is not there; NULL: no memory.
 * `language` is a tag, of which what is before the first "-" counts. */
struct daesa_lesson_phone *daesa_lesson_phone(struct daesa_lesson *lesson,
                                              const char *language, const char *name);

/* Makes the seeds of a reading what they would be in that voice: an affine map of
 * them all, and of phones that were heard, what was heard (daesa_models_adapt). Where
 * nothing was heard nothing changes. DAESA_NO_MEMORY. */
enum daesa_status daesa_lesson_apply(const struct daesa_lesson *lesson,
                                     const char *language, struct daesa_reading *reading);

/* Adds what a search has heard of the lines that are surely where it found them, as the
 * confidence of their cues says. DAESA_NO_MEMORY; some may have been added then. */
enum daesa_status daesa_lesson_add(struct daesa_lesson *lesson, const char *language,
                                   const struct daesa_search *search,
                                   const struct daesa_track *track);

/* Adds all of another lesson. The same. */
enum daesa_status daesa_lesson_join(struct daesa_lesson *lesson,
                                    const struct daesa_lesson *from);

/* How long it was listened to. */
int64_t daesa_lesson_heard_us(const struct daesa_lesson *lesson);

/* NULL is accepted. */
void daesa_lesson_finish(struct daesa_lesson *lesson);

#ifdef __cplusplus
}
#endif
#endif
