/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_CORE_PROFILE_H
#define DAESA_CORE_PROFILE_H

#include "core/str.h"
#include "core/time.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a house asks of subtitles, as plain data: layout aims at it, the rules of
 * check judge by it. A figure of 0 (or an enumerator of 0, or false) means that
 * the house says nothing about it.
 *
 * Sources: the timed text style guides of Netflix (general requirements, timing,
 * shot changes, and those of each language), the BBC's subtitle guidelines, TED's
 * for translators, the DCMP's captioning key, CEA-608, EBU teletext. Figures that a
 * house gives in frames are at 24 frames a second; what stands here in microseconds
 * is their time, so that it holds at every rate. */

/* How characters are counted, in a line and for the reading speed. */
enum daesa_width_rule {
    DAESA_WIDTH_GRAPHEMES = 0, /* every grapheme is one character */
    DAESA_WIDTH_HALVES,        /* as Netflix counts Korean: Hangul, Han, kana and
                                  other wide ones are one; Latin letters, digits,
                                  spaces and punctuation a half */
};

/* How two speakers in one cue are told apart, each in a line of its own. */
enum daesa_dash {
    DAESA_DASH_ANY = 0,
    DAESA_DASH_TIGHT,  /* "-Text" */
    DAESA_DASH_SPACED, /* "- Text" */
};

/* Which characters the house's files may hold. */
enum daesa_repertoire {
    DAESA_REPERTOIRE_ANY = 0,
    DAESA_REPERTOIRE_CEA608, /* basic, special and extended ones of CEA-608 */
};

#define DAESA_PROFILE_NAME_MAX 48
#define DAESA_PROFILE_TITLE_MAX 80

struct daesa_profile {
    char name[DAESA_PROFILE_NAME_MAX];
    char title[DAESA_PROFILE_TITLE_MAX]; /* in words, for people */
    char language[16]; /* BCP 47 of the texts that it is for; empty: any */

    /* Text. */
    enum daesa_width_rule counting;
    int32_t line_chars; /* at most, in a line */
    int32_t lines;      /* at most, in a cue and language */
    double width_share; /* of the picture's width that a line may take, where it
                           is drawn; 0..1 */
    double line_ratio;  /* of two lines the shorter has at least this share of
                           the longer; 0..1 */
    enum daesa_dash dash;
    bool bars_italics;    /* no italics */
    bool bars_line_stops; /* no full stop or comma at the end of a line */
    bool bars_markup;     /* plain text only */
    bool joins_ellipsis;  /* one character U+2026, not three stops */
    bool doubles_hyphens; /* who is interrupted ends in "--" */
    bool is_bracketed;    /* sounds and speakers stand in square brackets */
    enum daesa_repertoire repertoire;

    /* Reading speed. */
    double speed_cps;          /* at most, characters a second */
    double children_speed_cps; /* the same in programmes for children */
    double speed_wpm;          /* words a minute to aim at */
    double max_speed_wpm;      /* and at most */
    int64_t word_us;           /* a cue is shown at least so long for each word */

    /* Duration and gaps. */
    int64_t min_duration_us, max_duration_us;
    int32_t gap_frames;     /* left free between two cues, in frames */
    int64_t gap_us;         /* the same in time; the longer of both counts */
    int64_t close_below_us; /* a shorter gap is closed to the least gap */
    int64_t linger_us;      /* a cue stays at most so long after the speech */
    int64_t lead_us;        /* and comes at most so long before it */

    /* Shot changes. Near one is within `shot_near_us` of it. A start near behind a
     * cut moves to the cut; near before it, to the cut where it is at most
     * `shot_catch_us` away, else back to `shot_near_us` before. An end near a cut,
     * before or behind, moves to `shot_gap_frames` before it. */
    int64_t shot_near_us;
    int64_t shot_catch_us;
    int32_t shot_gap_frames;
};

/* The built-in profiles, sorted by name; NULL past the last. */
const struct daesa_profile *daesa_profile_at(size_t i);
/* By name, ASCII letters compared without case; NULL where there is none. */
const struct daesa_profile *daesa_profile_find(struct daesa_str name);
/* The one that is meant for texts in the language (BCP 47) where nobody asked for
 * another: "netflix-ko" for Korean, "netflix-other" for what has none of its own.
 * Never NULL. */
const struct daesa_profile *daesa_profile_of_language(struct daesa_str language);

/* The least gap between two cues at a frame rate: the longer of gap_us and
 * gap_frames; frames of an unknown rate ({0}) are 1/24 s. */
int64_t daesa_profile_gap_us(const struct daesa_profile *profile, struct daesa_rate rate);
/* What shot_gap_frames last at a frame rate, likewise. */
int64_t daesa_profile_shot_gap_us(const struct daesa_profile *profile,
                                  struct daesa_rate rate);

/* How long a text of `n_halves` half characters and `n_words` words has to be
 * shown to be read: by speed_cps, max_speed_wpm (else speed_wpm) and word_us,
 * whichever is longest; 0 where the profile says nothing of speed. */
int64_t daesa_profile_reading_us(const struct daesa_profile *profile, size_t n_halves,
                                 size_t n_words);

#ifdef __cplusplus
}
#endif
#endif
