/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/sampled.h"

#include "format/read.h"

#include <stdlib.h>
#include <string.h>

/* More rules than this have no finding in a document. */
#define MAX_RULES 32
/* What goes on in the next sample is among as many cues. */
#define MAX_AT_ONCE 64
/* Samples and documents count in other units. */
#define ROUNDING_US 1000

/* Passes on the first finding of each rule: a thousand documents have it a thousand
 * times. */
struct once {
    struct daesa_sink sink;
    struct daesa_sink *to;
    const char *rules[MAX_RULES];
    size_t n;
};

static void put_once(struct daesa_sink *sink, const struct daesa_finding *finding)
{
    struct once *once = (struct once *)sink;
    for (size_t i = 0; i < once->n; i++)
        if (strcmp(once->rules[i], finding->rule) == 0)
            return;
    if (once->n == MAX_RULES)
        return;
    once->rules[once->n++] = finding->rule;
    struct daesa_finding passed = *finding;
    passed.place.line = passed.place.col = 0;
    if (passed.severity == DAESA_ERROR)
        passed.severity = DAESA_WARNING; /* the other documents are read */
    once->to->put(once->to, &passed);
}

struct joining {
    const struct daesa_subtitle *from;
    struct daesa_track *documents; /* of each event; owned */
    struct daesa_track *track;
    struct once once;
    size_t n_bad, n_relative;
};

/* ---- times ---- */

static bool meets(const struct daesa_cue *cue, int64_t shift_us,
                  const struct daesa_subtitle_event *sample)
{
    return daesa_cue_timed(cue) &&
           (sample->end_us == DAESA_TIME_NONE ||
            cue->start_us + shift_us < sample->end_us) &&
           cue->end_us + shift_us > sample->start_us;
}

static bool any_meets(const struct daesa_track *document, int64_t shift_us,
                      const struct daesa_subtitle_event *sample)
{
    for (size_t i = 0; i < document->n_cues; i++)
        if (meets(&document->cues[i], shift_us, sample))
            return true;
    return false;
}

/* The standard counts times from the beginning of the stream; some packagers count them
 * from that of the sample, which is seen where behind the first sample nothing would be
 * shown otherwise. The number of documents that would be shown then; 0: it is not so. */
static size_t count_relative(const struct joining *j)
{
    size_t n = 0;
    for (size_t i = 0; i < j->from->n_events; i++) {
        const struct daesa_subtitle_event *sample = &j->from->events[i];
        const struct daesa_track *document = &j->documents[i];
        if (sample->start_us <= 0)
            continue;
        if (any_meets(document, -j->from->zero_us, sample))
            return 0;
        n += any_meets(document, sample->start_us, sample);
    }
    return n;
}

/* ---- joining ---- */

static bool same_texts(const struct daesa_cue *a, const struct daesa_cue *b)
{
    struct daesa_cue x = *a, y = *b;
    x.start_us = y.start_us = x.end_us = y.end_us = 0;
    x.id = y.id = (struct daesa_str){0};
    return daesa_cue_digest(&x) == daesa_cue_digest(&y);
}

static bool goes_on(struct daesa_track *track, const struct daesa_cue *cue)
{
    for (size_t i = track->n_cues; i > 0 && track->n_cues - i < MAX_AT_ONCE; i--) {
        struct daesa_cue *before = &track->cues[i - 1];
        int64_t off_us = cue->start_us - before->end_us;
        if (off_us < -ROUNDING_US || off_us > ROUNDING_US || !same_texts(before, cue))
            continue;
        before->end_us = cue->end_us;
        return true;
    }
    return false;
}

static enum daesa_status add_cue(struct joining *j, struct daesa_cue cue,
                                 const struct daesa_subtitle_event *sample)
{
    if (cue.start_us < sample->start_us)
        cue.start_us = sample->start_us;
    if (sample->end_us != DAESA_TIME_NONE && cue.end_us > sample->end_us)
        cue.end_us = sample->end_us;
    cue.source.place.line = cue.source.place.col = 0; /* of no file that anybody has */
    if (goes_on(j->track, &cue))
        return DAESA_OK;
    struct daesa_cue *added = daesa_track_add(j->track);
    if (!added)
        return DAESA_NO_MEMORY;
    *added = cue;
    return DAESA_OK;
}

/* The language of the first document is that of all. */
static enum daesa_status add_document(struct joining *j, size_t i)
{
    const struct daesa_subtitle_event *sample = &j->from->events[i];
    struct daesa_track *document = &j->documents[i];
    int64_t shift_us = j->n_relative ? sample->start_us : -j->from->zero_us;
    enum daesa_status status = DAESA_OK;
    for (size_t k = 0; k < document->n_cues && !status; k++) {
        struct daesa_cue cue = document->cues[k];
        if (!meets(&cue, shift_us, sample))
            continue;
        cue.start_us += shift_us;
        cue.end_us += shift_us;
        status = add_cue(j, cue, sample);
    }
    if (!j->track->language.len)
        j->track->language = document->language;
    daesa_arena_join(&j->track->arena, &document->arena);
    return status;
}

static void report(struct daesa_sink *sink, const char *path, const char *rule,
                   const char *what, size_t n)
{
    if (n)
        daesa_report(sink,
                     (struct daesa_finding){.severity = DAESA_WARNING,
                                            .rule = rule,
                                            .place = {.file = path},
                                            .start_us = DAESA_TIME_NONE},
                     "%zu %s", n, what);
}

static enum daesa_status read_all(struct joining *j, const char *path,
                                  const char *language)
{
    struct daesa_format_read_opts how = {
        .file = path, .from = "ttml", .language = language};
    struct daesa_sink *sink = j->once.to ? &j->once.sink : NULL;
    for (size_t i = 0; i < j->from->n_events; i++) {
        enum daesa_status status =
            daesa_format_read(j->from->events[i].text, &how, &j->documents[i], sink);
        if (status == DAESA_BAD_INPUT || status == DAESA_UNSUPPORTED)
            j->n_bad++;
        else if (status)
            return status;
    }
    return DAESA_OK;
}

static enum daesa_status join_all(struct joining *j)
{
    enum daesa_status status = DAESA_OK;
    j->n_relative = count_relative(j);
    for (size_t i = 0; i < j->from->n_events && !status; i++)
        status = add_document(j, i);
    return status;
}

enum daesa_status daesa_sampled_read(const struct daesa_subtitle *from, const char *path,
                                     const char *language, struct daesa_track *out,
                                     struct daesa_sink *sink)
{
    struct daesa_track track = {0};
    struct joining j = {.from = from,
                        .documents = calloc(from->n_events + 1, sizeof *j.documents),
                        .track = &track,
                        .once = {.sink = {.put = put_once}, .to = sink}};
    enum daesa_status status =
        j.documents ? read_all(&j, path, language) : DAESA_NO_MEMORY;
    if (!status)
        status = join_all(&j);
    for (size_t i = 0; j.documents && i < from->n_events; i++)
        daesa_track_finish(&j.documents[i]);
    free(j.documents);
    report(sink, path, "subtitle-damaged", "documents cannot be read; they are left out",
           j.n_bad);
    report(sink, path, "subtitle-relative",
           "documents count their times from their sample, against the standard; they "
           "are taken so",
           j.n_relative);
    if (!status && j.n_bad && j.n_bad == from->n_events)
        status = daesa_fail(sink, DAESA_BAD_INPUT, "subtitle-damaged",
                            (struct daesa_place){.file = path},
                            "no document of the stream can be read");
    if (status)
        daesa_track_finish(&track);
    else
        *out = track;
    return status;
}
