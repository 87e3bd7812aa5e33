/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_CHECK_CHECK_H
#define DAESA_CHECK_CHECK_H

#include "core/drawn.h"
#include "core/evidence.h"
#include "core/finding.h"
#include "core/profile.h"
#include "core/track.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Judges subtitles by the rules (rule.h): against a house's figures, against what was
 * seen and heard in the clip, and against themselves. */

/* The picture that cues were drawn on. */
struct daesa_picture_size {
    int32_t width_px, height_px;             /* as shown */
    int32_t coded_width_px, coded_height_px; /* before pixels were made square */
    bool is_of_clip;                         /* else it is any */
};

struct daesa_sync; /* check/sync.h */

struct daesa_check_opts {
    /* The house; NULL: the one meant for the language of each text. Of a bilingual
     * track it judges the texts in its own language, and what is meant for the
     * others' language judges those. */
    const struct daesa_profile *profile;
    /* What was found in the clip; NULL, or a NULL array in it: nobody has looked, and
     * the rules that need it say nothing. */
    const struct daesa_evidence *evidence;
    struct daesa_rate rate;        /* of the clip; {0}: the track's own */
    bool is_for_children;          /* the slower reading speeds */
    const struct daesa_str *names; /* as they are spelt, of people and places, beside
                                      the track's own speakers */
    size_t n_names;

    /* By how many deviations each cue's text fits what is said there better than
     * others do, one a cue (speech/said.h); NAN: not known; -INFINITY:
     * nobody could say so much there; NULL: nobody has listened. */
    const float *said;

    /* Where the clip is cut, by what is said; of kind DAESA_SYNC_UNKNOWN: it is not;
     * NULL: nobody has listened for that. */
    const struct daesa_sync *cut;

    struct daesa_drawn *drawn; /* how each cue looks; NULL: nobody has looked */
    struct daesa_picture_size picture;

    /* The file that the track was read from, for the rules on files. */
    const char *file; /* its name; NULL: the track is no file, and they say nothing */
    struct daesa_str bytes; /* all of it; empty: not at hand */
    const char *extensions; /* of its format, separated by spaces; NULL: any */
};

/* The house that judges a track where nobody names one: by the language that it names,
 * else by its script and its words. Never NULL. */
const struct daesa_profile *daesa_check_house(const struct daesa_track *track);

/* The frame rate that counts where nobody says one: that of the clip's frames, if it is
 * one that is in use, else the track's; {0}: neither is known. `evidence` may be NULL. */
struct daesa_rate daesa_check_rate(const struct daesa_track *track,
                                   const struct daesa_evidence *evidence);

/* The cues of a track that are shown: with times, longer than nothing, no comments; by
 * their start. An array that the caller frees. DAESA_NO_MEMORY. */
enum daesa_status daesa_check_shown(const struct daesa_track *track,
                                    const struct daesa_cue ***out, size_t *n);

/* Sends a finding for each breach. They have the cue, its place in the file and on the
 * clip, what it says, and the figure and the limit where there are such. The
 * severity is that of the rule for the house, where one was named. DAESA_NO_MEMORY. */
enum daesa_status daesa_check(const struct daesa_track *track,
                              const struct daesa_check_opts *opts,
                              struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
