/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/profile.h"

#include <math.h>

#define MS INT64_C(1000)
/* A frame of 24 a second, which Netflix counts in. */
#define FRAMES_US(n) (INT64_C(1000000) * (n) / 24)

/* What all of Netflix shares: seven seconds at most, two frames between cues, gaps of
 * 3 to 11 frames closed, half a second around shot changes. */
#define NETFLIX                                                          \
    .lines = 2, .max_duration_us = 7 * DAESA_SECOND_US, .gap_frames = 2, \
    .close_below_us = FRAMES_US(12), .linger_us = FRAMES_US(12),         \
    .lead_us = FRAMES_US(2), .shot_near_us = FRAMES_US(12),              \
    .shot_catch_us = FRAMES_US(8), .shot_gap_frames = 2
#define NETFLIX_MIN_US (DAESA_SECOND_US * 5 / 6)

static const struct daesa_profile profiles[] = {
    {
        .name = "bbc",
        .title = "BBC subtitle guidelines",
        .line_chars = 37,
        .lines = 2,
        .width_share = 0.68,
        .speed_wpm = 160,
        .max_speed_wpm = 180,
        .word_us = 300 * MS,
        .close_below_us = DAESA_SECOND_US,
        .linger_us = 1500 * MS,
        .lead_us = 1500 * MS,
    },
    {
        .name = "cea608",
        .title = "CEA-608 line 21 captions",
        .line_chars = 32,
        .lines = 4,
        .repertoire = DAESA_REPERTOIRE_CEA608,
    },
    {
        .name = "dcmp",
        .title = "DCMP captioning key",
        .line_chars = 32,
        .lines = 2,
        .speed_wpm = 160,
        .max_speed_wpm = 225,
        .min_duration_us = 2 * DAESA_SECOND_US,
    },
    {
        .name = "ebu",
        .title = "EBU teletext subtitles",
        .line_chars = 37,
        .lines = 2,
    },
    {
        .name = "loose",
        .title = "what subtitle editors ship as default",
        .line_chars = 43,
        .lines = 2,
        .speed_cps = 25,
        .min_duration_us = DAESA_SECOND_US,
        .max_duration_us = 8 * DAESA_SECOND_US,
        .gap_us = 24 * MS,
    },
    {
        .name = "netflix-en",
        .title = "Netflix, English",
        .language = "en",
        .line_chars = 42,
        .dash = DAESA_DASH_TIGHT,
        .joins_ellipsis = true,
        .doubles_hyphens = true,
        .speed_cps = 20,
        .children_speed_cps = 17,
        .min_duration_us = NETFLIX_MIN_US,
        NETFLIX,
    },
    {
        .name = "netflix-general",
        .title = "Netflix, what holds for every language",
        .min_duration_us = NETFLIX_MIN_US,
        NETFLIX,
    },
    {
        .name = "netflix-ja",
        .title = "Netflix, Japanese",
        .language = "ja",
        .counting = DAESA_WIDTH_HALVES,
        .line_chars = 13,
        .speed_cps = 4,
        .min_duration_us = 500 * MS,
        NETFLIX,
    },
    {
        .name = "netflix-ko",
        .title = "Netflix, Korean",
        .language = "ko",
        .counting = DAESA_WIDTH_HALVES,
        .line_chars = 16,
        .dash = DAESA_DASH_SPACED,
        .bars_italics = true,
        .bars_line_stops = true,
        .speed_cps = 12,
        .children_speed_cps = 9,
        .min_duration_us = NETFLIX_MIN_US,
        NETFLIX,
    },
    {
        .name = "netflix-ko-sdh",
        .title = "Netflix, Korean for the deaf and hard of hearing",
        .language = "ko",
        .counting = DAESA_WIDTH_HALVES,
        .line_chars = 16,
        .dash = DAESA_DASH_SPACED,
        .bars_italics = true,
        .bars_line_stops = true,
        .is_bracketed = true,
        .speed_cps = 14,
        .children_speed_cps = 11,
        .min_duration_us = NETFLIX_MIN_US,
        NETFLIX,
    },
    {
        .name = "netflix-other",
        .title = "Netflix, languages without figures of their own",
        .line_chars = 42,
        .speed_cps = 17,
        .children_speed_cps = 13,
        .min_duration_us = NETFLIX_MIN_US,
        NETFLIX,
    },
    {
        .name = "netflix-th",
        .title = "Netflix, Thai",
        .language = "th",
        .line_chars = 35,
        .speed_cps = 17,
        .children_speed_cps = 13,
        .min_duration_us = NETFLIX_MIN_US,
        NETFLIX,
    },
    {
        .name = "netflix-zh",
        .title = "Netflix, Chinese",
        .language = "zh",
        .counting = DAESA_WIDTH_HALVES,
        .line_chars = 16,
        .speed_cps = 9,
        .children_speed_cps = 7,
        .min_duration_us = NETFLIX_MIN_US,
        NETFLIX,
    },
    {
        .name = "ted",
        .title = "TED translators",
        .line_chars = 42,
        .lines = 2,
        .line_ratio = 0.5,
        .speed_cps = 21,
        .min_duration_us = DAESA_SECOND_US,
        .max_duration_us = 7 * DAESA_SECOND_US,
    },
    {
        .name = "youtube",
        .title = "YouTube uploads",
        .bars_markup = true,
    },
};

#define N_PROFILES (sizeof profiles / sizeof *profiles)

const struct daesa_profile *daesa_profile_at(size_t i)
{
    return i < N_PROFILES ? &profiles[i] : NULL;
}

const struct daesa_profile *daesa_profile_find(struct daesa_str name)
{
    for (size_t i = 0; i < N_PROFILES; i++)
        if (daesa_str_is_nocase(name, profiles[i].name))
            return &profiles[i];
    return NULL;
}

const struct daesa_profile *daesa_profile_of_language(struct daesa_str language)
{
    struct daesa_str base =
        daesa_str_slice(language, 0, daesa_str_find_char(language, '-'));
    for (size_t i = 0; base.len && i < N_PROFILES; i++)
        if (daesa_str_is_nocase(base, profiles[i].language))
            return &profiles[i];
    return daesa_profile_find(daesa_str_of("netflix-other"));
}

static int64_t frames_us(int32_t n, struct daesa_rate rate)
{
    return daesa_rate_known(rate) ? daesa_frame_to_us(n, rate) : FRAMES_US(n);
}

int64_t daesa_profile_gap_us(const struct daesa_profile *profile, struct daesa_rate rate)
{
    int64_t frames = frames_us(profile->gap_frames, rate);
    return frames > profile->gap_us ? frames : profile->gap_us;
}

int64_t daesa_profile_shot_gap_us(const struct daesa_profile *profile,
                                  struct daesa_rate rate)
{
    return frames_us(profile->shot_gap_frames, rate);
}

int64_t daesa_profile_reading_us(const struct daesa_profile *profile, size_t n_halves,
                                 size_t n_words)
{
    double longest_s = (double)n_words * (double)profile->word_us / 1e6;
    double wpm = profile->max_speed_wpm > 0 ? profile->max_speed_wpm : profile->speed_wpm;
    if (profile->speed_cps > 0)
        longest_s = fmax(longest_s, (double)n_halves / 2 / profile->speed_cps);
    if (wpm > 0)
        longest_s = fmax(longest_s, (double)n_words * 60 / wpm);
    return (int64_t)ceil(fmin(longest_s * 1e6, (double)DAESA_TIME_MAX));
}
