/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/align.h"

#include "core/file.h"
#include "job/evidence.h"
#include "job/language.h"
#include "job/lines.h"
#include "media/audio.h"
#include "speech/activity.h"
#include "speech/align.h"
#include "speech/translation.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Samples that are handed from the decoder to the aligner at once. */
#define CHUNK 8192
/* So many languages of a transcript are looked for among the clip's streams. */
#define MAX_LIKELY 8

/* A job at work. */
struct work {
    const struct daesa_align_job *job;
    struct daesa_track *track;
    struct daesa_audio *audio;
    struct daesa_aligner *aligner;   /* of lines that are spoken, or */
    struct daesa_activity *activity; /* of a translation */
    struct daesa_align_stats stats;
    struct daesa_sink *sink;
};

static enum daesa_status check_job(const struct daesa_align_job *job,
                                   struct daesa_sink *sink)
{
    if (strcmp(job->clip, "-") == 0 && strcmp(job->transcript, "-") == 0)
        return daesa_fail(sink, DAESA_BAD_ARGUMENT, "input-twice",
                          (struct daesa_place){.file = "<stdin>"},
                          "cannot be both the clip and the transcript");
    enum daesa_status st = daesa_inputs_check(job->clip, job->transcript, sink);
    return st ? st : daesa_track_save_check(&job->save, &job->clip, 1, sink);
}

static enum daesa_status read_transcript(struct work *work)
{
    const struct daesa_align_job *job = work->job;
    struct daesa_load_opts load = job->load;
    load.language = job->translation ? job->translation : job->language;
    enum daesa_status st =
        daesa_track_load(job->transcript, &load, work->track, work->sink);
    if (st)
        return st;
    if (work->track->n_cues == 0)
        return daesa_fail(work->sink, DAESA_BAD_INPUT, "transcript-empty",
                          (struct daesa_place){.file = daesa_file_shown(job->transcript)},
                          "has no lines to align");
    return daesa_track_has_texts(work->track, &job->save, work->sink);
}

static enum daesa_status open_audio(struct work *work)
{
    const struct daesa_align_job *job = work->job;
    char said[sizeof work->stats.language] = "";
    struct daesa_str likely[MAX_LIKELY];
    if (!job->language)
        snprintf(said, sizeof said, "%.*s", DAESA_STR_ARGS(work->track->language));
    /* A translation is in another language than the sound. */
    size_t n_likely =
        job->translation ? 0 : daesa_language_likely(work->track, likely, MAX_LIKELY);
    struct daesa_audio_opts opts = {.is_stream_chosen = job->is_stream_chosen,
                                    .stream = job->stream,
                                    .language = job->language ? job->language
                                                : *said       ? said
                                                              : NULL,
                                    .likely = likely,
                                    .n_likely = n_likely,
                                    .rate_hz = DAESA_ALIGN_RATE_HZ,
                                    .progress = job->progress};
    enum daesa_status st = daesa_audio_open(&work->audio, job->clip, &opts, work->sink);
    if (!st)
        work->stats.stream = daesa_audio_info(work->audio).stream;
    return st;
}

/* Of a translation it is enough that it is there; nobody needs to know what is
 * spoken. */
static enum daesa_status settle_translation(struct work *work,
                                            const struct daesa_language_clues *clues)
{
    struct daesa_str spoken = clues->asked                ? daesa_str_of(clues->asked)
                              : work->track->language.len ? work->track->language
                                                          : clues->stream;
    snprintf(work->stats.language, sizeof work->stats.language, "%.*s",
             DAESA_STR_ARGS(spoken));
    return daesa_language_has_text(work->track, daesa_str_of(work->job->translation),
                                   clues->file, work->sink);
}

/* Which language is spoken, and whether the lines can be in it and in a clip of
 * that length. */
static enum daesa_status settle_language(struct work *work)
{
    struct daesa_audio_info info = daesa_audio_info(work->audio);
    struct daesa_language_clues clues = {
        .asked = work->job->language,
        .stream = daesa_str_of(info.language),
        .file = daesa_file_shown(work->job->transcript),
        .clip = daesa_file_shown(work->job->clip),
    };
    enum daesa_status st = DAESA_OK;
    if (work->job->translation)
        st = settle_translation(work, &clues);
    else
        st = daesa_language_settle(work->track, &clues, work->stats.language,
                                   sizeof work->stats.language, work->sink);
    if (st)
        return st;
    return daesa_lines_check_length(work->track, info.duration_us, clues.file,
                                    work->sink);
}

static enum daesa_status feed(struct work *work)
{
    float samples[CHUNK];
    size_t n = 0;
    int64_t n_fed = 0;
    for (;;) {
        enum daesa_status st = daesa_audio_read(work->audio, samples, CHUNK, &n);
        if (!st && n)
            st = work->aligner ? daesa_aligner_feed(work->aligner, samples, n)
                               : daesa_activity_feed(work->activity, samples, n);
        if (st)
            return st;
        if (n == 0)
            break;
        n_fed += (int64_t)n;
    }
    work->stats.sound_us = daesa_scale(n_fed, DAESA_SECOND_US, DAESA_ALIGN_RATE_HZ);
    return DAESA_OK;
}

/* The text that is spoken comes first in each cue, and the track is in its language:
 * of a clip that was dubbed, that is one of the translations. */
static enum daesa_status put_spoken_first(struct work *work)
{
    struct daesa_track *track = work->track;
    struct daesa_str language = daesa_str_of(work->stats.language);
    bool any = false;
    for (size_t i = 0; i < track->n_cues; i++) {
        struct daesa_cue *cue = &track->cues[i];
        const struct daesa_text *text = daesa_cue_spoken(cue, language);
        if (!text || text == cue->texts)
            continue;
        daesa_cue_put_first(cue, text);
        cue->n_words = 0;
        any = true;
    }
    if (any && !daesa_arena_copy(&track->arena, language, &track->language))
        return DAESA_NO_MEMORY;
    return DAESA_OK;
}

/* The aligner is closed before anything is written: its thread must not run
 * then (core/file.h). */
static enum daesa_status align(struct work *work)
{
    struct daesa_align_opts opts = {.language = work->stats.language,
                                    .single_threaded = work->job->single_threaded,
                                    .progress = work->job->progress,
                                    .taught = work->job->taught,
                                    .lesson = work->job->lesson};
    enum daesa_status st = put_spoken_first(work);
    if (!st)
        st = daesa_aligner_open(&work->aligner, work->track, &opts, work->sink);
    if (!st)
        st = feed(work);
    if (!st)
        st = daesa_aligner_run(work->aligner, daesa_audio_info(work->audio).start_us);
    daesa_aligner_close(&work->aligner);
    return st;
}

static enum daesa_status align_translation(struct work *work)
{
    struct daesa_interval *speech = NULL;
    size_t n_speech = 0;
    enum daesa_status st = daesa_activity_open(&work->activity);
    if (!st)
        st = feed(work);
    if (!st)
        st = daesa_activity_find(work->activity, daesa_audio_info(work->audio).start_us,
                                 DAESA_TRANSLATION_PAUSE_US, &speech, &n_speech);
    if (!st)
        st = daesa_translation_place(work->track, work->job->translation, speech,
                                     n_speech, work->job->progress, work->sink);
    daesa_activity_close(&work->activity);
    free(speech);
    return st;
}

/* What a transcript says of itself: its language and its clip. */
static enum daesa_status name_track(struct work *work)
{
    struct daesa_track *track = work->track;
    const char *clip = work->job->clip;
    const char *slash = strrchr(clip, '/');
    if (track->language.len == 0 && *work->stats.language &&
        !daesa_arena_copy(&track->arena, daesa_str_of(work->stats.language),
                          &track->language))
        return DAESA_NO_MEMORY;
    if (track->clip.len == 0 && strcmp(clip, "-") != 0 &&
        !daesa_arena_copy(&track->arena, daesa_str_of(slash ? slash + 1 : clip),
                          &track->clip))
        return DAESA_NO_MEMORY;
    return DAESA_OK;
}

/* Frames and shots for the layout. Subtitles can do without: of a clip whose video
 * cannot be read, or that has none, they are timed by its sound alone. */
static enum daesa_status watch(struct work *work, struct daesa_evidence *evidence)
{
    const struct daesa_align_job *job = work->job;
    struct daesa_evidence_opts opts = {.no_speech = true,
                                       .no_shots = !job->keeps_to_shots,
                                       .cache_folder =
                                           job->keeps_to_shots ? job->cache_folder : NULL,
                                       .progress = job->progress};
    if (strcmp(job->clip, "-") == 0)
        return DAESA_OK;
    enum daesa_status st = daesa_evidence_gather(job->clip, &opts, evidence,
                                                 job->keeps_to_shots ? work->sink : NULL);
    return st == DAESA_NO_MEMORY || st == DAESA_CANCELLED ? st : DAESA_OK;
}

static enum daesa_status save(struct work *work)
{
    struct daesa_save_opts opts = work->job->save;
    struct daesa_evidence evidence = {0};
    enum daesa_status st = watch(work, &evidence);
    daesa_evidence_retime(&evidence, &work->job->edit.retime);
    opts.keeps_whole_record = true;
    opts.layout.evidence = &evidence;
    if (!st)
        st = daesa_track_save(work->track, &opts, work->sink);
    daesa_evidence_finish(&evidence);
    return st;
}

static enum daesa_status finish(struct work *work)
{
    const struct daesa_align_job *job = work->job;
    struct daesa_lines_opts opts = {.min_confidence = job->min_confidence,
                                    .demands_confidence = job->demands_confidence,
                                    .is_translation = job->translation != NULL,
                                    .file = daesa_file_shown(job->transcript)};
    enum daesa_status judged =
        daesa_lines_judge(work->track, &opts, &work->stats, work->sink);
    if (judged && judged != DAESA_FELL_SHORT)
        return judged;
    enum daesa_status st = name_track(work);
    if (!st)
        st = daesa_track_edit(work->track, &job->edit, work->sink);
    if (!st && job->save.n_paths)
        st = save(work);
    return st ? st : judged;
}

enum daesa_status daesa_align(const struct daesa_align_job *job,
                              struct daesa_track *track, struct daesa_align_stats *stats,
                              struct daesa_sink *sink)
{
    struct work work = {.job = job, .track = track, .sink = sink};
    enum daesa_status st = check_job(job, sink);
    if (!st)
        st = read_transcript(&work);
    if (!st)
        st = open_audio(&work);
    if (!st)
        st = settle_language(&work);
    if (!st)
        st = job->translation ? align_translation(&work) : align(&work);
    if (!st)
        st = finish(&work);
    daesa_audio_close(&work.audio);
    if (st && st != DAESA_FELL_SHORT)
        daesa_track_finish(track);
    else if (stats)
        *stats = work.stats;
    return st;
}
