/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "speech/voice.h"

#include "core/array.h"
#include "core/buf.h"
#include "text/language_name.h"
#include "text/nearest.h"

#include <espeak-ng/speak_lib.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* espeak-ng keeps one voice, one rate and one callback for the whole process;
 * whoever holds the lock has them to himself. */
static pthread_mutex_t espeak_lock = PTHREAD_MUTEX_INITIALIZER;

struct daesa_voice {
    int rate_hz;
    int16_t *samples;
    size_t n_samples, cap_samples;
    struct daesa_voice_phone *phones;
    size_t n_phones, cap_phones;
    size_t character; /* of the word that is being said */
    bool failed;      /* out of memory inside the callback */
};

/* Marks of length, stress, tone, aspiration and syllables: dropped, so that the
 * phones of a language stay few and each is heard often. */
static size_t skipped_mark(const char *s)
{
    static const char *const marks[] = {"ː", "ˈ", "ˌ", "ʰ", "-", "'"};
    if (daesa_is_digit(*s))
        return 1;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strncmp(s, marks[i], strlen(marks[i])) == 0)
            return strlen(marks[i]);
    return 0;
}

/* espeak-ng's name of a phone without its marks; "" for a pause. */
static void clean_name(const char *raw, char out[12])
{
    size_t n = 0;
    for (const char *s = raw; *s && n < 11;) {
        size_t skip = skipped_mark(s);
        if (!skip)
            out[n++] = *s++;
        s += skip;
    }
    out[n] = '\0';
    if (out[0] == '_')
        out[0] = '\0';
}

static bool add_samples(struct daesa_voice *voice, const short *wave, size_t n)
{
    int16_t *samples = daesa_array_grow(voice->samples, &voice->cap_samples,
                                        voice->n_samples + n, sizeof *samples);
    if (!samples)
        return false;
    voice->samples = samples;
    memcpy(samples + voice->n_samples, wave, n * sizeof *samples);
    voice->n_samples += n;
    return true;
}

static bool add_phone(struct daesa_voice *voice, const espeak_EVENT *event)
{
    char raw[sizeof event->id.string + 1] = {0};
    memcpy(raw, event->id.string, sizeof event->id.string);
    if (raw[0] == '(') /* "(en)": the language changes here */
        return true;
    struct daesa_voice_phone *phones = daesa_array_grow(
        voice->phones, &voice->cap_phones, voice->n_phones + 1, sizeof *phones);
    if (!phones)
        return false;
    voice->phones = phones;
    struct daesa_voice_phone *phone = &phones[voice->n_phones++];
    clean_name(raw, phone->name);
    phone->character = voice->character;
    phone->at = event->sample;
    return true;
}

static int take_events(short *wave, int n, espeak_EVENT *events)
{
    struct daesa_voice *voice = events->user_data;
    if (!voice)
        return 0;
    bool fits = !wave || n <= 0 || add_samples(voice, wave, (size_t)n);
    for (; fits && events->type != espeakEVENT_LIST_TERMINATED; events++) {
        if (events->type == espeakEVENT_WORD && events->text_position > 0)
            voice->character = (size_t)events->text_position - 1;
        else if (events->type == espeakEVENT_PHONEME)
            fits = add_phone(voice, events);
    }
    voice->failed = voice->failed || !fits;
    return voice->failed;
}

static bool select_voice(const char *language, bool is_second)
{
    char name[80];
    int n = snprintf(name, sizeof name, "%s%s", language, is_second ? "+f2" : "");
    return n > 0 && (size_t)n < sizeof name && espeak_SetVoiceByName(name) == EE_OK;
}

/* The tag as espeak-ng names it: its English and Chinese have a variety of
 * their own, its tags are lower case, and a region it lacks falls back. */
static bool select_language(const char *language, bool is_second)
{
    static const char *const known[][2] = {
        {"en", "en-us"}, {"zh", "cmn"}, {"zh-cn", "cmn"}, {"zh-tw", "cmn"}, {"no", "nb"}};
    char tag[64];
    size_t n = strlen(language);
    if (n == 0 || n >= sizeof tag)
        return false;
    for (size_t i = 0; i <= n; i++)
        tag[i] = language[i] == '_'
                     ? '-'
                     : (char)(language[i] |
                              (language[i] >= 'A' && language[i] <= 'Z' ? 0x20 : 0));
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(tag, known[i][0]) == 0)
            return select_voice(known[i][1], is_second);
    if (select_voice(tag, is_second))
        return true;
    char *region = strchr(tag, '-');
    if (!region)
        return false;
    *region = '\0';
    return select_language(tag, is_second);
}

/* The tag of the voice that somebody who wrote `language` most likely meant, by
 * its tag or its English name; NULL where none is near. */
static const char *nearest_tag(const char *language)
{
    const espeak_VOICE **voices = espeak_ListVoices(NULL);
    const char *found = NULL, **words;
    size_t n = 0;
    while (voices && voices[n])
        n++;
    words = calloc(2 * n + 1, sizeof *words);
    for (size_t i = 0, k = 0; words && i < n; i++) {
        if (voices[i]->languages && voices[i]->languages[0])
            words[k++] = voices[i]->languages + 1;
        if (voices[i]->name)
            words[k++] = voices[i]->name;
    }
    const char *near = words ? daesa_nearest(language, words) : NULL;
    for (size_t i = 0; near && !found && i < n; i++)
        if (voices[i]->languages && voices[i]->languages[0] &&
            (near == voices[i]->languages + 1 || near == voices[i]->name))
            found = voices[i]->languages + 1;
    free(words);
    return found;
}

static enum daesa_status no_voice(const char *language, struct daesa_sink *sink)
{
    const char *meant = daesa_language_meant(daesa_str_of(language));
    const char *near = meant ? meant : nearest_tag(language);
    return daesa_fail(sink, DAESA_NOT_FOUND, "voice-unknown", (struct daesa_place){0},
                      "espeak-ng has no voice for the language \"%s\"%s%s%s", language,
                      near ? "; did you mean \"" : "", near ? near : "",
                      near ? "\"?" : "; \"daesa list voices\" shows what it has");
}

static int start_espeak(struct daesa_sink *sink)
{
    static int rate_hz;
    if (rate_hz <= 0)
        rate_hz = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 500, NULL,
                                    espeakINITIALIZE_PHONEME_EVENTS |
                                        espeakINITIALIZE_PHONEME_IPA |
                                        espeakINITIALIZE_DONT_EXIT);
    if (rate_hz <= 0)
        daesa_fail(sink, DAESA_UNSUPPORTED, "voice-missing", (struct daesa_place){0},
                   "espeak-ng does not start: is the package espeak-ng-data installed?");
    return rate_hz;
}

enum daesa_status daesa_voice_open(struct daesa_voice **out, const char *language,
                                   bool is_second, struct daesa_sink *sink)
{
    struct daesa_voice *voice = calloc(1, sizeof *voice);
    if (!voice)
        return DAESA_NO_MEMORY;
    pthread_mutex_lock(&espeak_lock);
    voice->rate_hz = start_espeak(sink);
    if (voice->rate_hz <= 0) {
        daesa_voice_close(&voice);
        return DAESA_UNSUPPORTED;
    }
    if (!select_language(language, is_second)) {
        enum daesa_status st = no_voice(language, sink);
        daesa_voice_close(&voice);
        return st;
    }
    espeak_SetSynthCallback(take_events);
    *out = voice;
    return DAESA_OK;
}

int daesa_voice_rate_hz(const struct daesa_voice *voice)
{
    return voice->rate_hz;
}

enum daesa_status daesa_voice_speak(struct daesa_voice *voice, struct daesa_str text,
                                    struct daesa_utterance *out)
{
    struct daesa_buf copy = {0};
    voice->n_samples = voice->n_phones = voice->character = 0;
    daesa_buf_add(&copy, text);
    if (copy.status)
        return copy.status;
    espeak_ERROR error = espeak_Synth(copy.s, copy.len + 1, 0, POS_CHARACTER, 0,
                                      espeakCHARS_UTF8, NULL, voice);
    daesa_buf_finish(&copy);
    if (error != EE_OK || voice->failed)
        return DAESA_NO_MEMORY;
    *out = (struct daesa_utterance){voice->samples, voice->n_samples, voice->phones,
                                    voice->n_phones};
    return DAESA_OK;
}

void daesa_voice_close(struct daesa_voice **voice)
{
    if (!voice || !*voice)
        return;
    free((*voice)->samples);
    free((*voice)->phones);
    free(*voice);
    *voice = NULL;
    pthread_mutex_unlock(&espeak_lock);
}

enum daesa_status daesa_voice_list(void (*put)(void *context, const char *language,
                                               const char *name),
                                   void *context)
{
    pthread_mutex_lock(&espeak_lock);
    int rate_hz = start_espeak(NULL);
    const espeak_VOICE **voices = rate_hz > 0 ? espeak_ListVoices(NULL) : NULL;
    for (size_t i = 0; voices && voices[i]; i++)
        if (voices[i]->languages && voices[i]->languages[0])
            put(context, voices[i]->languages + 1, voices[i]->name);
    pthread_mutex_unlock(&espeak_lock);
    return voices ? DAESA_OK : DAESA_UNSUPPORTED;
}
