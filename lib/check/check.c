/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "check/check.h"

#include "check/checker.h"

#include <stdlib.h>

static void (*const families[])(struct daesa_checker *) = {
    daesa_check_file,  daesa_check_order,  daesa_check_duration, daesa_check_gap,
    daesa_check_clip,  daesa_check_shot,   daesa_check_line,     daesa_check_letter,
    daesa_check_tag,   daesa_check_manner, daesa_check_language, daesa_check_name,
    daesa_check_sound, daesa_check_said,   daesa_check_picture,
};

static int compare(const void *left, const void *right)
{
    const struct daesa_cue *a = *(const struct daesa_cue *const *)left;
    const struct daesa_cue *b = *(const struct daesa_cue *const *)right;
    if (a->start_us != b->start_us)
        return a->start_us < b->start_us ? -1 : 1;
    return (a > b) - (a < b);
}

enum daesa_status daesa_check_shown(const struct daesa_track *track,
                                    const struct daesa_cue ***out, size_t *n)
{
    const struct daesa_cue **cues = calloc(track->n_cues + 1, sizeof *cues);
    if (!cues)
        return DAESA_NO_MEMORY;
    *n = 0;
    for (size_t i = 0; i < track->n_cues; i++) {
        const struct daesa_cue *cue = &track->cues[i];
        if (!cue->comment && daesa_cue_timed(cue) && cue->end_us > cue->start_us)
            cues[(*n)++] = cue;
    }
    qsort(cues, *n, sizeof *cues, compare);
    *out = cues;
    return DAESA_OK;
}

/* The language of the track: its own word, else its first text's that says one, else the
 * one that it is likely to be in. */
static struct daesa_str language_of(const struct daesa_track *track)
{
    struct daesa_str language = track->language;
    struct daesa_likely likely;
    for (size_t i = 0; !language.len && i < track->n_cues; i++)
        if (track->cues[i].n_texts)
            language = track->cues[i].texts[0].language;
    if (language.len)
        return language;
    daesa_likely_find(track, &likely);
    return daesa_str_of(likely.language);
}

const struct daesa_profile *daesa_check_house(const struct daesa_track *track)
{
    return daesa_profile_of_language(language_of(track));
}

/* The rate that frames come at, if it is one of those that are in use; of clips with a
 * rate that varies, {0}. */
static struct daesa_rate rate_of_frames(const struct daesa_evidence *evidence)
{
    static const struct daesa_rate rates[] = {
        {24000, 1001}, {24, 1}, {25, 1},       {30000, 1001}, {30, 1},
        {48, 1},       {50, 1}, {60000, 1001}, {60, 1},
    };
    size_t n = evidence->n_frames;
    int64_t span_us = n > 1 ? evidence->frames_us[n - 1] - evidence->frames_us[0] : 0;
    for (size_t i = 0; span_us > 0 && i < sizeof rates / sizeof *rates; i++) {
        int64_t off_us = span_us - daesa_frame_to_us((int64_t)n - 1, rates[i]);
        if (llabs(off_us) < 2 * daesa_frame_to_us(1, rates[i]))
            return rates[i];
    }
    return (struct daesa_rate){0};
}

struct daesa_rate daesa_check_rate(const struct daesa_track *track,
                                   const struct daesa_evidence *evidence)
{
    struct daesa_rate rate = {0};
    if (evidence)
        rate = rate_of_frames(evidence);
    return daesa_rate_known(rate) ? rate : track->rate;
}

enum daesa_status daesa_check(const struct daesa_track *track,
                              const struct daesa_check_opts *opts,
                              struct daesa_sink *sink)
{
    static const struct daesa_evidence nothing = {0};
    struct daesa_checker checker = {.track = track, .opts = opts, .sink = sink};
    daesa_likely_find(track, &checker.likely);
    checker.profile = opts->profile ? opts->profile : daesa_check_house(track);
    checker.evidence = opts->evidence ? opts->evidence : &nothing;
    checker.rate = daesa_rate_known(opts->rate) ? opts->rate
                                                : daesa_check_rate(track, opts->evidence);
    checker.status = daesa_check_shown(track, &checker.shown, &checker.n_shown);
    checker.rounding_us = daesa_track_rounding_us(track);
    for (size_t i = 0; !checker.status && i < sizeof families / sizeof *families; i++)
        families[i](&checker);
    free(checker.shown);
    return checker.status;
}
