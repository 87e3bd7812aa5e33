/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_CORE_CLIP_H
#define DAESA_CORE_CLIP_H

#include "core/arena.h"
#include "core/time.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What is in a media file, as the media layer found it and the report layer
 * prints it: plain data, no library's types. Times are the container's, with
 * edit lists applied; `zero_us` is the one that players show as 0:00:00, so that
 * time - zero_us is on the clip's clock, by which subtitles are timed. */

enum daesa_stream_kind {
    DAESA_STREAM_OTHER = 0,
    DAESA_STREAM_VIDEO,
    DAESA_STREAM_AUDIO,
    DAESA_STREAM_SUBTITLE,
    DAESA_STREAM_ATTACHMENT, /* fonts and other files that travel along */
    DAESA_STREAM_DATA,
};

enum daesa_rate_kind {
    DAESA_RATE_UNKNOWN = 0,
    DAESA_RATE_CONSTANT, /* the packets' times lie on one grid without holes */
    DAESA_RATE_VARIABLE,
};

struct daesa_tag {
    struct daesa_str key, value;
};

struct daesa_stream {
    int index; /* as in the container, from 0 */
    enum daesa_stream_kind kind;
    struct daesa_str codec;    /* FFmpeg's short name, such as "h264" */
    struct daesa_str profile;  /* of the codec; empty where it has none */
    struct daesa_str language; /* BCP 47 where it could be mapped, else as written */
    struct daesa_str title;
    bool is_default, is_forced, is_hearing_impaired, is_visual_impaired, is_comment,
        is_original, is_dub, is_effects, is_cover; /* the container's flags */
    /* A duration is counted from the packets of video and audio where those were
     * read, unless the header is right within a frame or a quarter of a second,
     * and so more exact; declared_us is the header's word. DAESA_TIME_NONE where
     * not known. */
    int64_t start_us, duration_us, declared_us;
    int64_t edit_offset_us; /* what an edit list moves the stream by; 0: nothing */
    int64_t bit_rate;       /* bits a second; 0 where not known */
    int64_t n_packets;      /* counted; -1 where nobody counted. For subtitles:
                               the number of events */

    /* video */
    int32_t width_px, height_px;      /* coded picture, before rotation */
    struct daesa_rate sample_aspect;  /* width : height of a pixel; {0}: not said */
    struct daesa_rate display_aspect; /* of the picture as shown, rotation applied */
    int32_t rotation_deg;             /* clockwise, to show it upright: 0..359 */
    bool is_mirrored;                 /* and then left is right */
    struct daesa_rate average_rate;   /* counted from the packets */
    struct daesa_rate real_rate;      /* of the grid that the times lie on */
    enum daesa_rate_kind rate_kind;
    struct daesa_str field_order; /* "progressive", "top first", ...; empty: not said */
    struct daesa_str pixel_format;

    /* audio */
    int32_t sample_rate_hz, n_channels;
    struct daesa_str layout; /* "stereo", "5.1(side)" */

    struct daesa_tag *tags;
    size_t n_tags;
    const char *problem; /* why it cannot be decoded, in words; NULL: it can */
};

struct daesa_chapter {
    int64_t start_us, end_us;
    struct daesa_str title;
};

struct daesa_clip {
    struct daesa_arena arena;         /* holds all that the rest points to */
    struct daesa_str name;            /* the file, as the user named it */
    struct daesa_str container;       /* FFmpeg's short name */
    struct daesa_str container_title; /* in words */
    int64_t size_bytes;               /* -1 where not known (a pipe) */
    int64_t start_us;                 /* when the first thing is presented */
    int64_t duration_us, declared_us; /* as in a stream, but from zero_us to the end,
                                         as players show it */
    int64_t zero_us;                  /* the container's time at 0 on the clip's clock */
    int64_t bit_rate;                 /* of all together; 0 where not known */
    struct daesa_stream *streams;
    size_t n_streams;
    struct daesa_chapter *chapters;
    size_t n_chapters;
    struct daesa_tag *tags;
    size_t n_tags;
    bool is_damaged; /* reading it to its end met errors; findings said which */
};

/* Frees all that the clip holds and leaves it empty. NULL is accepted. */
void daesa_clip_finish(struct daesa_clip *clip);

#ifdef __cplusplus
}
#endif
#endif
