/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_VTT_SETTINGS_H
#define DAESA_FORMAT_VTT_SETTINGS_H

#include "core/track.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The settings behind the times of a WebVTT cue, by the W3C's "parse the WebVTT
 * cue settings". {0} is what a cue without settings has. */

enum daesa_vtt_align {
    DAESA_VTT_ALIGN_CENTER = 0,
    DAESA_VTT_ALIGN_START,
    DAESA_VTT_ALIGN_END,
    DAESA_VTT_ALIGN_LEFT,
    DAESA_VTT_ALIGN_RIGHT,
};

enum daesa_vtt_vertical {
    DAESA_VTT_HORIZONTAL = 0,
    DAESA_VTT_VERTICAL_RL,
    DAESA_VTT_VERTICAL_LR,
};

struct daesa_vtt_settings {
    struct daesa_str region; /* the id as written; a region need not exist */
    enum daesa_vtt_vertical vertical;
    enum daesa_vtt_align align;
    bool has_line;     /* else "auto" */
    bool line_percent; /* `line` is a share of the height; else it counts lines */
    double line;       /* percent, or a line number, negative from the bottom */
    enum daesa_vtt_align line_align; /* start (the default, CENTER is center here
                                        too), end */
    bool has_line_align;
    bool has_position; /* else "auto" */
    double position;   /* percent */
    bool has_position_align;
    enum daesa_vtt_align position_align; /* START: line-left, END: line-right */
    bool has_size;                       /* else 100 */
    double size;                         /* percent */
    size_t n_bad; /* settings that were ignored, as the standard says */
};

void daesa_vtt_settings_parse(struct daesa_str text, struct daesa_vtt_settings *out);

/* White space as HTML has it: no vertical tab. */
bool daesa_vtt_space(char c);

/* Digits with at most one point, between digits, and with `sign` perhaps a "-" before
 * them. False where that is not all of the text, or more than a double holds. */
bool daesa_vtt_take_number(struct daesa_str text, bool sign, double *out);

/* "Parse a percentage string": digits, perhaps a point between them, and "%"; 0..100. */
bool daesa_vtt_take_percent(struct daesa_str text, double *out);

/* Where on the picture that is, as far as the model has it. Lines counted from the
 * top are "top"; percentages are places. */
struct daesa_position daesa_vtt_position(const struct daesa_vtt_settings *settings);

/* Appends settings that put a cue at a position, each behind a blank. */
void daesa_vtt_add_position(struct daesa_buf *buf, const struct daesa_position *position);

#ifdef __cplusplus
}
#endif
#endif
