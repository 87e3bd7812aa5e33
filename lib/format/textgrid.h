/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_TEXTGRID_H
#define DAESA_FORMAT_TEXTGRID_H

#include "format/read.h"
#include "format/write.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The tiers of a Praat TextGrid as they stand in the file, for textgrid.c, which
 * makes cues of them. */

/* An interval, or a point, whose ends are equal. */
struct daesa_textgrid_mark {
    int64_t from_us, to_us;
    struct daesa_str text; /* in the track's arena, form C, trimmed; may be empty */
    int32_t line;
};

struct daesa_textgrid_tier {
    struct daesa_str name;
    bool has_points;
    struct daesa_textgrid_mark *marks; /* sorted as in the file */
    size_t n_marks;
    size_t cap_marks; /* private */
};

/* {0} is one without tiers. */
struct daesa_textgrid {
    int64_t end_us; /* xmax; DAESA_TIME_NONE where it is not said */
    struct daesa_textgrid_tier *tiers;
    size_t n_tiers;
    size_t cap_tiers; /* private */
};

/* Reads the reader's text, long or short: to Praat they are one, since it takes the
 * strings, numbers and <flags> that stand free and passes over all else. A file
 * that ends early gives what it has, with a finding. DAESA_BAD_INPUT: not the
 * beginning of a TextGrid, or no number where one must be. DAESA_UNSUPPORTED: the
 * chronological kind. */
enum daesa_status daesa_textgrid_scan(struct daesa_reader *in,
                                      struct daesa_textgrid *out);

/* Frees the lists; the texts stay with the track. NULL is accepted. */
void daesa_textgrid_finish(struct daesa_textgrid *grid);

/* Appends a tier, from `class` on, as a file of the long kind has it. `end_us` is the
 * end of the last interval; what lies between the marks becomes empty ones. */
void daesa_textgrid_add_tier(struct daesa_buf *buf,
                             const struct daesa_textgrid_tier *tier, int64_t end_us);

/* Whether a text is what aligners put where nothing is said: nothing, "sil", "<p:>". */
bool daesa_textgrid_silent(struct daesa_str text);

enum daesa_status daesa_textgrid_write(struct daesa_writer *out);

/* The name of the tier of cues without a speaker. */
#define DAESA_TEXTGRID_NO_SPEAKER "text"
/* What is behind the speaker in the name of the tier of the words. */
#define DAESA_TEXTGRID_WORDS " - words"

#ifdef __cplusplus
}
#endif
#endif
