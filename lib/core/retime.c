/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/retime.h"

#include <string.h>

#define NTSC_FILM   \
    {               \
        24000, 1001 \
    }

struct daesa_retime daesa_retime_pace(size_t i)
{
    static const struct daesa_retime paces[DAESA_RETIME_PACES] = {
        {{1, 1}, {1, 1}, 0},     {{25, 1}, NTSC_FILM, 0}, {NTSC_FILM, {25, 1}, 0},
        {{25, 1}, {24, 1}, 0},   {{24, 1}, {25, 1}, 0},   {{24, 1}, NTSC_FILM, 0},
        {NTSC_FILM, {24, 1}, 0},
    };
    return paces[i];
}

int64_t daesa_retime_us(const struct daesa_retime *how, int64_t us)
{
    if (us == DAESA_TIME_NONE)
        return us;
    if (daesa_rate_known(how->from) && daesa_rate_known(how->to))
        us = daesa_scale(us, (int64_t)how->from.num * how->to.den,
                         (int64_t)how->from.den * how->to.num);
    us = us > DAESA_TIME_MAX    ? DAESA_TIME_MAX
         : us < -DAESA_TIME_MAX ? -DAESA_TIME_MAX
                                : us;
    us += how->shift_us;
    return us > DAESA_TIME_MAX    ? DAESA_TIME_MAX
           : us < -DAESA_TIME_MAX ? -DAESA_TIME_MAX
                                  : us;
}

static int64_t not_before_zero(const struct daesa_retime *how, int64_t us)
{
    us = daesa_retime_us(how, us);
    return us == DAESA_TIME_NONE || us > 0 ? us : 0;
}

/* Spans may be shared between tracks; those of this one are copied first. */
static enum daesa_status retime_text(struct daesa_track *track, struct daesa_text *text,
                                     const struct daesa_retime *how)
{
    size_t n_times = 0;
    for (size_t i = 0; i < text->n_spans; i++)
        n_times += text->spans[i].kind == DAESA_SPAN_TIME;
    if (n_times == 0)
        return DAESA_OK;
    struct daesa_span *spans =
        daesa_arena_alloc(&track->arena, text->n_spans, sizeof *spans);
    if (!spans)
        return DAESA_NO_MEMORY;
    memcpy(spans, text->spans, text->n_spans * sizeof *spans);
    for (size_t i = 0; i < text->n_spans; i++)
        if (spans[i].kind == DAESA_SPAN_TIME)
            spans[i].number = not_before_zero(how, spans[i].number);
    text->spans = spans;
    return DAESA_OK;
}

static enum daesa_status retime_inside(struct daesa_track *track, struct daesa_cue *cue,
                                       const struct daesa_retime *how)
{
    enum daesa_status st = DAESA_OK;
    for (size_t i = 0; !st && i < cue->n_texts; i++)
        st = retime_text(track, &cue->texts[i], how);
    for (size_t i = 0; i < cue->n_words; i++) {
        cue->words[i].start_us = not_before_zero(how, cue->words[i].start_us);
        cue->words[i].end_us = not_before_zero(how, cue->words[i].end_us);
    }
    return st;
}

/* What of a cue lies before 0 goes; false where that is all of it. */
static bool clip_to_zero(struct daesa_cue *cue, struct daesa_sink *sink)
{
    struct daesa_finding finding = {.severity = DAESA_WARNING,
                                    .place = cue->source.place,
                                    .start_us = DAESA_TIME_NONE};
    if (cue->start_us == DAESA_TIME_NONE || cue->start_us >= 0)
        return true;
    if (cue->end_us != DAESA_TIME_NONE && cue->end_us <= 0) {
        finding.rule = "cue-before-zero";
        daesa_report(sink, finding, "would be over before the clip begins; left out");
        return false;
    }
    finding.rule = "time-before-zero";
    daesa_report(sink, finding, "would begin before the clip; begins with it");
    cue->start_us = 0;
    return true;
}

static enum daesa_status retime_cue(struct daesa_track *track, struct daesa_cue *cue,
                                    const struct daesa_retime *how)
{
    cue->start_us = daesa_retime_us(how, cue->start_us);
    cue->end_us = daesa_retime_us(how, cue->end_us);
    cue->after_us = not_before_zero(how, cue->after_us);
    cue->before_us = not_before_zero(how, cue->before_us);
    cue->at_us = not_before_zero(how, cue->at_us);
    return retime_inside(track, cue, how);
}

enum daesa_status daesa_track_retime_part(struct daesa_track *track, size_t from,
                                          size_t to, const struct daesa_retime *how,
                                          struct daesa_sink *sink)
{
    size_t n = from;
    for (size_t i = from; i < track->n_cues; i++) {
        struct daesa_cue cue = track->cues[i];
        enum daesa_status st = i < to ? retime_cue(track, &cue, how) : DAESA_OK;
        if (st)
            return st;
        if (i >= to || clip_to_zero(&cue, sink))
            track->cues[n++] = cue;
    }
    if (from < track->n_cues)
        track->n_cues = n;
    return DAESA_OK;
}

enum daesa_status daesa_track_retime(struct daesa_track *track,
                                     const struct daesa_retime *how,
                                     struct daesa_sink *sink)
{
    return daesa_track_retime_part(track, 0, track->n_cues, how, sink);
}

static void retime_all(int64_t *times_us, size_t n, const struct daesa_retime *how)
{
    for (size_t i = 0; i < n; i++)
        times_us[i] = daesa_retime_us(how, times_us[i]);
}

void daesa_evidence_retime(struct daesa_evidence *evidence,
                           const struct daesa_retime *how)
{
    bool has_length = evidence->end_us > evidence->start_us;
    for (size_t i = 0; i < evidence->n_speech; i++) {
        struct daesa_interval *speech = &evidence->speech[i];
        speech->start_us = daesa_retime_us(how, speech->start_us);
        speech->end_us = daesa_retime_us(how, speech->end_us);
    }
    retime_all(evidence->shots_us, evidence->n_shots, how);
    retime_all(evidence->frames_us, evidence->n_frames, how);
    if (!has_length)
        return;
    evidence->start_us = daesa_retime_us(how, evidence->start_us);
    evidence->end_us = daesa_retime_us(how, evidence->end_us);
}
