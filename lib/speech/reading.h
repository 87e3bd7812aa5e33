/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_SPEECH_READING_H
#define DAESA_SPEECH_READING_H

#include "core/track.h"
#include "speech/models.h"

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The lines of a transcript as a voice speaks them: their phones, and a first
 * model of each phone state made of the synthetic speech. */

struct daesa_reading_phone {
    uint16_t phone;  /* index of its name */
    uint16_t frames; /* how long the voice held it, 10 ms each */
    uint32_t word;   /* of the line, from 0 */
};

/* Bytes [from, to) of the text that is spoken of a cue. */
struct daesa_reading_word {
    size_t from, to;
};

struct daesa_reading_line {
    size_t cue;                   /* index in the track */
    size_t first_phone, n_phones; /* in `phones`; none: nothing to say */
    size_t first_word, n_words;   /* in `words` */
};

struct daesa_reading {
    struct daesa_reading_line *lines; /* one a cue */
    size_t n_lines;
    struct daesa_reading_phone *phones;
    size_t n_phones, cap_phones;
    struct daesa_reading_word *words;
    size_t n_words, cap_words;
    char (*names)[12]; /* of the phones, IPA */
    size_t n_names, cap_names;
    struct daesa_gauss *seeds; /* n_names * DAESA_PHONE_STATES */
    bool is_taught; /* they are of somebody who was heard before (speech/lesson.h) */
};

struct daesa_reading_opts {
    const char *language; /* borrowed */
    bool single_threaded;
    /* Asked after every line, on the calling thread. */
    bool (*should_stop)(const void *context);
    const void *context;
};

/* Speaks what daesa_aligner_open says is spoken of each cue, with two voices: one
 * line a cue, in their order. DAESA_CANCELLED where `should_stop` says so. */
enum daesa_status daesa_reading_make(struct daesa_reading *out,
                                     const struct daesa_track *track,
                                     const struct daesa_reading_opts *opts);

void daesa_reading_finish(struct daesa_reading *spoken);

#ifdef __cplusplus
}
#endif
#endif
