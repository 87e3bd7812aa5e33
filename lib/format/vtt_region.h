/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_VTT_REGION_H
#define DAESA_FORMAT_VTT_REGION_H

#include "core/track.h"
#include "format/vtt_settings.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A region of a WebVTT file: a part of the picture that cues are put into, by the
 * W3C's "collect WebVTT region settings". Percentages are of the picture, but for the
 * anchor, which is a place in the region that goes to the place in the viewport. */
struct daesa_vtt_region {
    struct daesa_str id; /* as written; empty: no cue can name it */
    double width;        /* percent */
    double lines;        /* a whole number */
    double anchor_x, anchor_y;
    double viewport_x, viewport_y;
    bool scrolls_up;
    size_t n_bad; /* settings that were ignored, as the standard says */
};

/* Reads the settings "name:value" of a REGION block; with `separator` '=' those of the
 * draft of 2013, in which a region was a line "Region: ..." of the header. */
void daesa_vtt_region_parse(struct daesa_str text, char separator,
                            struct daesa_vtt_region *out);

/* Takes the next "Region:" line off `*header`, the settings of it. False where there is
 * none. */
bool daesa_vtt_region_next(struct daesa_str *header, struct daesa_str *settings);

/* Where on the picture settings put a cue of the track: into a region where they name
 * one of its "vtt:REGION" fields, the last of that name, and say nothing that takes the
 * cue out of it again; else as daesa_vtt_position. Lines fill a region from its bottom.
 */
struct daesa_position daesa_vtt_place(const struct daesa_track *track,
                                      const struct daesa_vtt_settings *wanted);

#ifdef __cplusplus
}
#endif
#endif
