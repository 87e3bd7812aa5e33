/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_LAYOUT_LAYOUT_H
#define DAESA_LAYOUT_LAYOUT_H

#include "core/evidence.h"
#include "core/profile.h"
#include "core/track.h"

#ifdef __cplusplus
extern "C" {
#endif

/* From timed lines to cues. The times of the aligner are those of the speech; a
 * subtitle is more: a long line becomes several cues, a cue that nobody could read
 * is joined with its neighbour, lines are broken where it hurts least, and a cue
 * stays long enough, never covers the next, and keeps to the shots of the film.
 * Pure: a track and figures go in, a track comes out.
 *
 * Without a profile only what the aligner timed (speech is DAESA_SPEECH_FOUND) is
 * laid out, each text by the profile of its language; the times and lines that a
 * file came with are its author's and stay. Who names a profile wants every cue
 * laid out by it, and written in its manner (layout/house.h; the note
 * `layout-house`). */

#define DAESA_LAYOUT_MAX_TEXTS 16

/* What becomes of notes in square brackets, which nobody speaks. */
enum daesa_notes {
    DAESA_NOTES_KEEP = 0,
    DAESA_NOTES_DROP,
    DAESA_NOTES_ITALIC,
};

struct daesa_layout_opts {
    /* What the cues have to keep to; NULL: see above. Where texts in several
     * languages are shown and the profile is for one of them, the others keep to
     * that of their own language. */
    const struct daesa_profile *profile;
    /* The texts that are shown, by BCP 47 tags, the upper first. None: all. */
    const char *const *languages;
    size_t n_languages;
    bool falls_back; /* a text that is not there is replaced by the first */
    enum daesa_notes notes;
    bool labels_speakers; /* "NAME: " before what somebody else says */
    bool keeps_cues;      /* no cue is split or joined */
    bool styles_speakers; /* a style, and a colour, for each of them */
    bool lights_words;    /* times of the words inside the first text */
    bool stacks_texts;    /* the texts of a cue in one, above each other */
    /* For each cue of the track, whether it is laid out even where nobody named a
     * profile; NULL: none is. */
    const bool *chosen;
    /* Shots and frame times of the clip; NULL: not known. */
    const struct daesa_evidence *evidence;
    struct daesa_rate rate; /* of the video where there are no frame times; {0}: not
                               known, times lie on whole hundredths of a second */
};

/* Lays `track` out into `out`, which must be empty ({0}) and is untouched on
 * failure. The cues of `out` are in the order of their times and hold the texts that
 * are shown, in their order, and no others; cues that are not spoken, and those of
 * which nothing is shown, are left out. What they point to stays with `track`,
 * which must outlive `out`, or is new. `opts` may be NULL.
 *
 * Where the speech leaves no way to keep to the profile, the cue is a finding with
 * its figures: `layout-speed` (too fast to read), `layout-short`, `layout-long`,
 * `layout-room` (more or longer lines than it has): warnings for a profile that was
 * named, else one note with their number. `text-missing`: a line has no text in a
 * language that is shown. DAESA_NO_MEMORY. */
enum daesa_status daesa_layout(const struct daesa_track *track,
                               const struct daesa_layout_opts *opts,
                               struct daesa_track *out, struct daesa_sink *sink);

/* Whether laying the track out would change anything. Subtitles that came with their
 * times, in the order of these, are shown as they are unless `opts` wants more: they
 * need not be copied. */
bool daesa_layout_changes(const struct daesa_track *track,
                          const struct daesa_layout_opts *opts);

#ifdef __cplusplus
}
#endif
#endif
