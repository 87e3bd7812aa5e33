/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_MEDIA_SAMPLE_H
#define DAESA_MEDIA_SAMPLE_H

#include "core/str.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Subtitles as samples of MP4 (ISO 14496-30). FFmpeg takes their streams for data, and
 * hands the samples over as they are. */

enum daesa_sample_kind {
    DAESA_SAMPLE_NONE = 0, /* not such a stream */
    DAESA_SAMPLE_TTML,     /* "stpp": each sample is a document */
    DAESA_SAMPLE_VTT,      /* "wvtt": each sample is the boxes of the cues shown then */
};

/* Of `stream`, an AVStream. */
enum daesa_sample_kind daesa_sample_kind(const void *stream);

/* What FFmpeg would call the codec, a literal; NULL for DAESA_SAMPLE_NONE. */
const char *daesa_sample_codec(enum daesa_sample_kind kind);

/* A cue of a sample: views of it. */
struct daesa_sample_cue {
    struct daesa_str id, settings, text;
    bool has_source;
    int32_t source; /* what is one cue, cut up between samples, has one number here */
};

/* Takes the next cue off the front of `*boxes`; false where there is none any more.
 * Comments ("vtta") and boxes of others are passed over; `*n_bad` grows where a box is
 * not whole, and what follows it is lost. */
bool daesa_sample_next(struct daesa_str *boxes, struct daesa_sample_cue *out,
                       size_t *n_bad);

#ifdef __cplusplus
}
#endif
#endif
