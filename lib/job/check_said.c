/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/check_said.h"

#include "core/file.h"
#include "job/evidence_cache.h"
#include "job/language.h"
#include "job/said_pack.h"
#include "media/audio.h"
#include "speech/align.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Samples that are handed from the decoder to the aligner at once. */
#define CHUNK 8192
#define MAX_TAG 32
#define MAX_WISH 48

static enum daesa_status note_language(const struct daesa_check_job *job,
                                       struct daesa_sink *sink)
{
    daesa_report(sink,
                 (struct daesa_finding){.severity = DAESA_NOTE,
                                        .rule = "said-other-language",
                                        .place = {.file = daesa_file_shown(job->path)},
                                        .start_us = DAESA_TIME_NONE},
                 "is not compared with what is said: it has no text in '%s'",
                 job->spoken);
    return DAESA_OK;
}

static enum daesa_status listen(struct daesa_audio *audio, struct daesa_aligner *aligner,
                                float *said)
{
    float samples[CHUNK];
    size_t n = 0;
    enum daesa_status st;
    do {
        st = daesa_audio_read(audio, samples, CHUNK, &n);
        if (!st && n)
            st = daesa_aligner_feed(aligner, samples, n);
    } while (!st && n);
    return st ? st
              : daesa_aligner_compare(aligner, daesa_audio_info(audio).start_us, said);
}

static enum daesa_status compare(struct daesa_track *track,
                                 const struct daesa_check_job *job, const char *language,
                                 float *said, struct daesa_sink *sink)
{
    struct daesa_audio *audio = NULL;
    struct daesa_aligner *aligner = NULL;
    struct daesa_audio_opts sound = {.is_stream_chosen = job->is_stream_chosen,
                                     .stream = job->stream,
                                     .language = language,
                                     .rate_hz = DAESA_ALIGN_RATE_HZ};
    struct daesa_align_opts how = {.language = language};
    enum daesa_status st = daesa_audio_open(&audio, job->clip, &sound, sink);
    if (!st)
        st = daesa_aligner_open(&aligner, track, &how, sink);
    if (!st)
        st = listen(audio, aligner, said);
    daesa_aligner_close(&aligner);
    daesa_audio_close(&audio);
    return st;
}

/* The same, where it was not done before: what is found is kept in the job's folder. */
static enum daesa_status compare_once(struct daesa_track *track,
                                      const struct daesa_check_job *job,
                                      const char *language, float *said,
                                      struct daesa_sink *sink)
{
    char wish[MAX_WISH];
    struct daesa_evidence_cache cache = {0};
    struct daesa_buf bytes = {0};
    size_t n = track->n_cues;
    snprintf(wish, sizeof wish, "said %016" PRIx64, daesa_said_digest(track, language));
    if (job->is_stream_chosen)
        snprintf(wish + strlen(wish), sizeof wish - strlen(wish), " %d", job->stream);
    if (!job->cache_folder ||
        daesa_evidence_cache_open(&cache, job->clip, job->cache_folder, wish))
        return compare(track, job, language, said, sink);
    enum daesa_status st = DAESA_OK;
    if (daesa_evidence_cache_read(&cache, &bytes) ||
        daesa_said_unpack(daesa_buf_str(&bytes), cache.key, said, n)) {
        daesa_buf_finish(&bytes);
        st = compare(track, job, language, said, sink);
        if (!st)
            daesa_said_pack(said, n, cache.key, &bytes);
        if (!st && !bytes.status)
            (void)daesa_evidence_cache_write(&cache, daesa_buf_str(&bytes));
    }
    daesa_buf_finish(&bytes);
    daesa_evidence_cache_finish(&cache);
    return st;
}

enum daesa_status daesa_check_compare(const struct daesa_track *track,
                                      const struct daesa_check_job *job, float **out,
                                      struct daesa_sink *sink)
{
    char tag[MAX_TAG];
    struct daesa_track read = *track; /* an aligner could write, a comparison does not */
    struct daesa_language_clues clues = {.asked = job->spoken};
    if (daesa_language_settle(track, &clues, tag, sizeof tag, NULL))
        return note_language(job, sink);
    float *said = calloc(track->n_cues + 1, sizeof *said);
    if (!said)
        return DAESA_NO_MEMORY;
    enum daesa_status st = compare_once(&read, job, tag, said, sink);
    if (st)
        free(said);
    else
        *out = said;
    return st;
}
