/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "speech/align.h"

#include "speech/lesson.h"
#include "speech/mel.h"
#include "speech/said.h"
#include "speech/verdict.h"
#include "speech/voice.h"

#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

/* Lines that are not said push their neighbours off: so often the worst of them
 * are taken out of the text and the others looked for again. */
#define MOST_SEARCHES 4
#define DROP_AROUND 10 /* lines to both sides, of which one is taken out at once */

/* What is said in a cue may begin before it and end after it, by so much. */
#define AROUND_US (DAESA_SECOND_US / 2)

/* A line that is said "at" a time begins so near to it. */
#define AT_US (5 * DAESA_SECOND_US)

struct daesa_aligner {
    struct daesa_track *track;
    struct daesa_align_opts opts;
    struct daesa_sink *sink;
    struct daesa_mel *mel;
    struct daesa_matrix log_mel;
    struct daesa_reading spoken;
    /* The thread that speaks; its findings wait for the join. */
    pthread_t thread;
    bool is_speaking;
    atomic_bool stop;
    enum daesa_status reading_status;
};

static bool is_stopped(const void *context)
{
    const struct daesa_aligner *a = context;
    return atomic_load(&a->stop);
}

static void *speak(void *context)
{
    struct daesa_aligner *a = context;
    struct daesa_reading_opts opts = {a->opts.language, a->opts.single_threaded,
                                      is_stopped, a};
    a->reading_status = daesa_reading_make(&a->spoken, a->track, &opts);
    return NULL;
}

static enum daesa_status check_language(const char *language, struct daesa_sink *sink)
{
    struct daesa_voice *voice = NULL;
    enum daesa_status st = daesa_voice_open(&voice, language, false, sink);
    daesa_voice_close(&voice);
    return st;
}

static enum daesa_status start(struct daesa_aligner *a)
{
    if (!a->opts.single_threaded)
        a->is_speaking = pthread_create(&a->thread, NULL, speak, a) == 0;
    if (!a->is_speaking)
        speak(a);
    return a->is_speaking ? DAESA_OK : a->reading_status;
}

static void join(struct daesa_aligner *a)
{
    if (a->is_speaking)
        pthread_join(a->thread, NULL);
    a->is_speaking = false;
}

enum daesa_status daesa_aligner_open(struct daesa_aligner **out,
                                     struct daesa_track *track,
                                     const struct daesa_align_opts *opts,
                                     struct daesa_sink *sink)
{
    struct daesa_aligner *a = calloc(1, sizeof *a);
    if (!a)
        return DAESA_NO_MEMORY;
    a->track = track;
    a->opts = *opts;
    a->sink = sink;
    a->log_mel.n_columns = DAESA_MEL_BANDS;
    enum daesa_status st = check_language(opts->language, sink);
    if (!st)
        st = daesa_mel_open(&a->mel, DAESA_ALIGN_RATE_HZ);
    if (!st)
        st = start(a);
    if (st)
        daesa_aligner_close(&a);
    else
        *out = a;
    return st;
}

enum daesa_status daesa_aligner_feed(struct daesa_aligner *aligner, const float *samples,
                                     size_t n)
{
    return daesa_mel_feed(aligner->mel, samples, n, &aligner->log_mel);
}

static size_t frame_of(int64_t us, int64_t start_us)
{
    return us <= start_us ? 0 : (size_t)((us - start_us) / DAESA_MEL_HOP_US);
}

/* The hints of the cues in frames; NULL where there are none at all. */
static enum daesa_status take_hints(const struct daesa_aligner *a, int64_t start_us,
                                    struct daesa_search_hint **out)
{
    const struct daesa_reading *s = &a->spoken;
    bool any = false;
    struct daesa_search_hint *hints = calloc(s->n_lines + 1, sizeof *hints);
    if (!hints)
        return DAESA_NO_MEMORY;
    for (size_t i = 0; i < s->n_lines; i++) {
        const struct daesa_cue *cue = &a->track->cues[s->lines[i].cue];
        bool at = cue->at_us != DAESA_TIME_NONE;
        int64_t from = at ? cue->at_us - AT_US : cue->after_us;
        int64_t to = at ? cue->at_us + AT_US : cue->before_us;
        hints[i].from = from == DAESA_TIME_NONE ? 0 : frame_of(from, start_us);
        hints[i].to = to == DAESA_TIME_NONE ? SIZE_MAX : frame_of(to, start_us);
        any = any || from != DAESA_TIME_NONE || to != DAESA_TIME_NONE;
    }
    if (any)
        *out = hints;
    else
        free(hints);
    return DAESA_OK;
}

static enum daesa_status too_short(const struct daesa_aligner *a, size_t n_frames)
{
    return daesa_fail(a->sink, DAESA_BAD_INPUT, "sound-too-short",
                      (struct daesa_place){0},
                      "%.1f s of sound are too little for lines of %zu sounds",
                      (double)n_frames * DAESA_MEL_HOP_US / 1e6, a->spoken.n_phones);
}

/* Whether no other line around a line fits worse; of two alike the first is. */
static bool is_worst(const float *margins, size_t n, size_t line)
{
    size_t from = line < DROP_AROUND ? 0 : line - DROP_AROUND;
    size_t to = line + DROP_AROUND < n ? line + DROP_AROUND + 1 : n;
    for (size_t i = from; i < to; i++)
        if (margins[i] < margins[line] || (i < line && margins[i] <= margins[line]))
            return false;
    return true;
}

/* Takes lines that are not said out of the text, the worst of each stretch. False
 * where there are none. */
static bool drop_worst(struct daesa_reading *spoken, const float *margins)
{
    bool any = false;
    for (size_t i = 0; i < spoken->n_lines; i++) {
        if (margins[i] >= 0 || !is_worst(margins, spoken->n_lines, i))
            continue;
        spoken->lines[i].n_phones = 0;
        any = true;
    }
    return any;
}

static bool has_phones(const struct daesa_reading *spoken)
{
    for (size_t i = 0; i < spoken->n_lines; i++)
        if (spoken->lines[i].n_phones)
            return true;
    return false;
}

/* Searches until every line that has a place may be there. */
static enum daesa_status search_again(struct daesa_aligner *a,
                                      const struct daesa_hearing *hearing,
                                      const struct daesa_search_hint *hints,
                                      int64_t start_us)
{
    float *margins = calloc(a->spoken.n_lines + 1, sizeof *margins);
    enum daesa_status st = margins ? DAESA_OK : DAESA_NO_MEMORY;
    bool again = true;
    for (int i = 0; !st && again && i < MOST_SEARCHES; i++) {
        struct daesa_search s = {.spoken = &a->spoken,
                                 .hearing = hearing,
                                 .hints = hints,
                                 .progress = a->opts.progress,
                                 .single_threaded = a->opts.single_threaded};
        st = daesa_search_run(&s);
        if (!st)
            st = daesa_verdict_write(&s, start_us, a->track, margins);
        again = !st && drop_worst(&a->spoken, margins) && has_phones(&a->spoken);
        if (!st && a->opts.lesson && (!again || i + 1 == MOST_SEARCHES))
            st = daesa_lesson_add(a->opts.lesson, a->opts.language, &s, a->track);
        daesa_search_finish(&s);
    }
    free(margins);
    return st;
}

/* Waits for the lines to be spoken, and makes what is heard of all that was fed. */
static enum daesa_status listen(struct daesa_aligner *a, struct daesa_hearing *hearing)
{
    enum daesa_status st = daesa_hearing_make(hearing, &a->log_mel);
    join(a);
    return st ? st : a->reading_status;
}

/* The search and its verdict on clip frames that are complete. */
static enum daesa_status search(struct daesa_aligner *a, int64_t start_us)
{
    struct daesa_hearing hearing = {0};
    struct daesa_search_hint *hints = NULL;
    size_t n = a->log_mel.n_rows;
    enum daesa_status st = listen(a, &hearing);
    if (!st && a->spoken.n_phones == 0)
        st = daesa_fail(a->sink, DAESA_BAD_INPUT, "transcript-silent",
                        (struct daesa_place){0},
                        "none of the lines holds anything that can be spoken in \"%s\"",
                        a->opts.language);
    else if (!st && n < a->spoken.n_phones)
        st = too_short(a, n);
    if (!st && a->opts.taught)
        st = daesa_lesson_apply(a->opts.taught, a->opts.language, &a->spoken);
    if (!st)
        st = take_hints(a, start_us, &hints);
    if (!st)
        st = search_again(a, &hearing, hints, start_us);
    if (st == DAESA_NOT_FOUND)
        st = too_short(a, n);
    daesa_hearing_finish(&hearing);
    free(hints);
    return st;
}

enum daesa_status daesa_aligner_run(struct daesa_aligner *aligner, int64_t start_us)
{
    if (aligner->log_mel.n_rows == 0)
        return daesa_fail(aligner->sink, DAESA_BAD_INPUT, "sound-too-short",
                          (struct daesa_place){0},
                          "there is no sound to align the lines to");
    return search(aligner, start_us);
}

/* Where what the cue says should be heard, of `n` frames. */
static struct daesa_search_place place_of(const struct daesa_cue *cue, int64_t start_us,
                                          size_t n)
{
    if (!daesa_cue_timed(cue) || cue->end_us <= cue->start_us)
        return (struct daesa_search_place){0};
    struct daesa_search_place place = {frame_of(cue->start_us - AROUND_US, start_us),
                                       frame_of(cue->end_us + AROUND_US, start_us)};
    place.to = place.to < n ? place.to : n;
    place.from = place.from < place.to ? place.from : place.to;
    return place;
}

enum daesa_status daesa_aligner_compare(struct daesa_aligner *aligner, int64_t start_us,
                                        float *said)
{
    struct daesa_aligner *a = aligner;
    struct daesa_hearing hearing = {0};
    size_t n = a->track->n_cues;
    struct daesa_search_place *places = calloc(n + 1, sizeof *places);
    for (size_t i = 0; i < n; i++)
        said[i] = NAN;
    enum daesa_status st = places ? DAESA_OK : DAESA_NO_MEMORY;
    if (!st && a->log_mel.n_rows)
        st = listen(a, &hearing);
    for (size_t i = 0; !st && i < n; i++)
        places[i] = place_of(&a->track->cues[i], start_us, hearing.n);
    if (!st && hearing.n && a->spoken.n_phones)
        st = daesa_said_measure(&hearing, &a->spoken, places, said);
    daesa_hearing_finish(&hearing);
    free(places);
    return st;
}

void daesa_aligner_close(struct daesa_aligner **aligner)
{
    if (!aligner || !*aligner)
        return;
    atomic_store(&(*aligner)->stop, true);
    join(*aligner);
    daesa_reading_finish(&(*aligner)->spoken);
    daesa_mel_close(&(*aligner)->mel);
    daesa_matrix_finish(&(*aligner)->log_mel);
    free(*aligner);
    *aligner = NULL;
}
