/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/evidence.h"

#include "job/evidence_cache.h"
#include "media/audio.h"
#include "media/frames.h"
#include "media/probe.h"
#include "media/shots.h"
#include "speech/activity.h"

#include <stdio.h>
#include <string.h>

/* Samples that are handed on at once. */
#define CHUNK 8192

struct gathering {
    const char *clip;
    const struct daesa_evidence_opts *opts;
    struct daesa_evidence found;
    bool has_video, has_sound, is_new;
    struct daesa_sink *sink;
};

static void note(const struct gathering *job, const char *rule, const char *text)
{
    daesa_report(job->sink,
                 (struct daesa_finding){.severity = DAESA_NOTE,
                                        .rule = rule,
                                        .place = {.file = job->clip},
                                        .start_us = DAESA_TIME_NONE},
                 "%s", text);
}

static enum daesa_status look_at_streams(struct gathering *job)
{
    struct daesa_clip clip = {0};
    struct daesa_probe_opts opts = {.headers_only = true};
    enum daesa_status st = daesa_probe(job->clip, &opts, &clip, job->sink);
    if (st)
        return st;
    for (size_t i = 0; i < clip.n_streams; i++) {
        const struct daesa_stream *s = &clip.streams[i];
        job->has_video |= s->kind == DAESA_STREAM_VIDEO && !s->is_cover && !s->problem;
        job->has_sound |= s->kind == DAESA_STREAM_AUDIO && !s->problem;
    }
    job->found.end_us = clip.duration_us == DAESA_TIME_NONE ? 0 : clip.duration_us;
    daesa_clip_finish(&clip);
    if (!job->has_video && !job->opts->no_shots)
        note(job, "evidence-no-video",
             "has no video, so there are no shots and no frames to go by");
    if (!job->has_sound && !job->opts->no_speech)
        note(job, "evidence-no-sound", "has no sound, so there is no speech to go by");
    return DAESA_OK;
}

static enum daesa_status listen_to(struct gathering *job, struct daesa_audio *audio,
                                   struct daesa_activity *activity)
{
    float samples[CHUNK];
    size_t n;
    enum daesa_status st;
    do {
        st = daesa_audio_read(audio, samples, CHUNK, &n);
        if (!st && n)
            st = daesa_activity_feed(activity, samples, n);
    } while (!st && n);
    if (!st)
        st = daesa_activity_find(activity, daesa_audio_info(audio).start_us,
                                 DAESA_ACTIVITY_PAUSE_US, &job->found.speech,
                                 &job->found.n_speech);
    return st;
}

static enum daesa_status find_speech(struct gathering *job)
{
    struct daesa_audio *audio = NULL;
    struct daesa_activity *activity = NULL;
    struct daesa_audio_opts opts = {.is_stream_chosen = job->opts->is_stream_chosen,
                                    .stream = job->opts->stream,
                                    .language = job->opts->language,
                                    .rate_hz = DAESA_ACTIVITY_RATE_HZ,
                                    .progress = job->opts->progress};
    enum daesa_status st = daesa_audio_open(&audio, job->clip, &opts, job->sink);
    if (!st)
        st = daesa_activity_open(&activity);
    if (!st)
        st = listen_to(job, audio, activity);
    daesa_activity_close(&activity);
    daesa_audio_close(&audio);
    return st;
}

/* All that is wanted and not there yet. */
static enum daesa_status find_all(struct gathering *job)
{
    struct daesa_shots_opts shots = {.progress = job->opts->progress};
    enum daesa_status st = DAESA_OK;
    bool wants_shots = job->has_video && !job->opts->no_shots && !job->found.shots_us;
    bool wants_speech = job->has_sound && !job->opts->no_speech && !job->found.speech;
    if (wants_shots)
        st = daesa_shots_find(job->clip, &shots, &job->found, job->sink);
    bool wants_frames = !st && job->has_video && !job->found.frames_us;
    if (wants_frames)
        st = daesa_frames_read(job->clip, job->opts->progress, &job->found, job->sink);
    if (!st && wants_speech)
        st = find_speech(job);
    job->is_new = wants_shots || wants_speech || wants_frames;
    return st;
}

/* Speech depends on which sound was listened to. */
static void write_wish(const struct daesa_evidence_opts *opts, char *out, size_t size)
{
    if (opts->is_stream_chosen)
        snprintf(out, size, "stream %d", opts->stream);
    else
        snprintf(out, size, "%s", opts->language ? opts->language : "");
}

static enum daesa_status gather(struct gathering *job, struct daesa_evidence_cache *cache)
{
    struct daesa_evidence kept = {0};
    enum daesa_status st = look_at_streams(job);
    if (st)
        return st;
    if (cache->path && !daesa_evidence_cache_load(cache, &kept)) {
        kept.start_us = job->found.start_us;
        kept.end_us = job->found.end_us;
        job->found = kept;
    }
    st = find_all(job);
    if (!st && cache->path && job->is_new)
        (void)daesa_evidence_cache_save(cache, &job->found);
    return st;
}

enum daesa_status daesa_evidence_gather(const char *clip,
                                        const struct daesa_evidence_opts *opts,
                                        struct daesa_evidence *out,
                                        struct daesa_sink *sink)
{
    static const struct daesa_evidence_opts defaults;
    struct daesa_evidence_cache cache = {0};
    struct gathering job = {.clip = clip, .opts = opts ? opts : &defaults, .sink = sink};
    char wish[64];
    if (!clip)
        return DAESA_BAD_ARGUMENT;
    if (strcmp(clip, "-") == 0)
        return daesa_fail(sink, DAESA_BAD_ARGUMENT, "clip-is-pipe",
                          (struct daesa_place){.file = "<stdin>"},
                          "a clip from standard input cannot be watched and listened to; "
                          "name a file");
    write_wish(job.opts, wish, sizeof wish);
    if (job.opts->cache_folder)
        (void)daesa_evidence_cache_open(&cache, clip, job.opts->cache_folder, wish);
    enum daesa_status st = gather(&job, &cache);
    daesa_evidence_cache_finish(&cache);
    if (st)
        daesa_evidence_finish(&job.found);
    else
        *out = job.found;
    return st;
}
