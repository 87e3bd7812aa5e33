/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/hear.h"

#include "core/time.h"
#include "media/audio.h"
#include "speech/activity.h"

#include <stdlib.h>

/* Samples that are handed on at once. */
#define CHUNK 8192

/* All of the sound; the number of its samples in `*n_samples`. */
static enum daesa_status feed(struct daesa_audio *audio, struct daesa_activity *activity,
                              int64_t *n_samples)
{
    float samples[CHUNK];
    size_t n = 0;
    enum daesa_status st;
    do {
        st = daesa_audio_read(audio, samples, CHUNK, &n);
        if (!st && n)
            st = daesa_activity_feed(activity, samples, n);
        *n_samples += (int64_t)n;
    } while (!st && n);
    return st;
}

/* The pictures may go on longer than the sound: the container knows. */
static void set_bounds(const struct daesa_audio *audio, int64_t n_samples,
                       struct daesa_evidence *evidence)
{
    struct daesa_audio_info info = daesa_audio_info(audio);
    evidence->start_us = info.start_us;
    evidence->end_us =
        info.start_us + daesa_scale(n_samples, DAESA_SECOND_US, DAESA_ACTIVITY_RATE_HZ);
    if (info.duration_us != DAESA_TIME_NONE && info.duration_us > evidence->end_us)
        evidence->end_us = info.duration_us;
}

enum daesa_status daesa_hear(const char *clip, const char *language,
                             struct daesa_progress *progress,
                             struct daesa_evidence *evidence, struct daesa_sink *sink)
{
    struct daesa_audio_opts opts = {
        .language = language, .rate_hz = DAESA_ACTIVITY_RATE_HZ, .progress = progress};
    struct daesa_audio *audio = NULL;
    struct daesa_activity *activity = NULL;
    struct daesa_interval *speech = NULL;
    size_t n_speech = 0;
    int64_t n_samples = 0;
    enum daesa_status st = daesa_audio_open(&audio, clip, &opts, sink);
    if (!st)
        st = daesa_activity_open(&activity);
    if (!st)
        st = feed(audio, activity, &n_samples);
    if (!st)
        st = daesa_activity_find(activity, daesa_audio_info(audio).start_us, &speech,
                                 &n_speech);
    if (!st) {
        free(evidence->speech);
        evidence->speech = speech;
        evidence->n_speech = n_speech;
    }
    if (!st && evidence->end_us <= evidence->start_us)
        set_bounds(audio, n_samples, evidence);
    daesa_activity_close(&activity);
    daesa_audio_close(&audio);
    return st;
}
