/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_SPEECH_VOICE_H
#define DAESA_SPEECH_VOICE_H

#include "core/finding.h"
#include "core/str.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A synthetic voice: says a text and tells when each phone and word of it
 * begins. It is espeak-ng, which is process-wide: opening a voice waits until
 * no other is open, and closing it lets the next one in. */
struct daesa_voice;

/* The phones of a text in the order in which they are said. */
struct daesa_voice_phone {
    char name[12];    /* IPA without length, stress and tone; "" is a pause */
    size_t character; /* of the text, from 0: where the word begins that the
                         phone belongs to */
    int64_t at;       /* its first sample */
};

/* What was said. The arrays belong to the voice and live until it speaks again
 * or closes. */
struct daesa_utterance {
    const int16_t *samples;
    size_t n_samples;
    const struct daesa_voice_phone *phones;
    size_t n_phones;
};

/* Opens the voice of a language: a BCP 47 tag or a name of espeak-ng.
 * `is_second` asks for another speaker of the same language, of the other sex.
 * DAESA_NOT_FOUND where there is none; the finding names the nearest. */
enum daesa_status daesa_voice_open(struct daesa_voice **out, const char *language,
                                   bool is_second, struct daesa_sink *sink);

/* Samples a second of what the voice says. */
int daesa_voice_rate_hz(const struct daesa_voice *voice);

/* Says a text, in UTF-8. DAESA_NO_MEMORY; otherwise `*out` is filled, with nothing
 * but pauses where there is nothing to say. */
enum daesa_status daesa_voice_speak(struct daesa_voice *voice, struct daesa_str text,
                                    struct daesa_utterance *out);

void daesa_voice_close(struct daesa_voice **voice);

/* The languages that can be spoken: calls `put` for each, in the order of
 * their tags. `name` is the voice's name in English. */
enum daesa_status daesa_voice_list(void (*put)(void *context, const char *language,
                                               const char *name),
                                   void *context);

#ifdef __cplusplus
}
#endif
#endif
