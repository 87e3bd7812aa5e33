/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_MEDIA_VIDEO_H
#define DAESA_MEDIA_VIDEO_H

#include "core/clip.h"
#include "core/evidence.h"
#include "core/finding.h"
#include "core/progress.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The pictures of a clip, decoded one after the other in the order in which they
 * are shown, as shots and single pictures are made of them. */
struct daesa_video;

/* How much of the decoder's work is left out. */
enum daesa_video_haste {
    DAESA_VIDEO_WHOLE = 0, /* every frame as it is meant */
    DAESA_VIDEO_ROUGH,     /* every frame, without what only smooths it, and
                              smaller where the codec can */
    DAESA_VIDEO_SPARSE,    /* rough, and without the frames that no other frame is
                              made from, where the codec can tell */
};

struct daesa_video_opts {
    /* Read stream `stream`, by its index in the container from 0, instead of
     * the default one. */
    bool is_stream_chosen;
    int stream;
    enum daesa_video_haste haste;
    int threads;                     /* that decode; 0: as many as processors */
    struct daesa_progress *progress; /* NULL: nobody watches */
    const char *phase;               /* for progress; NULL: "decoding" */
};

struct daesa_video_info {
    int stream;
    int32_t width_px, height_px;     /* as coded, before rotation */
    struct daesa_rate sample_aspect; /* width : height of a pixel; {0}: square */
    int32_t rotation_deg;            /* clockwise, to show it upright: 0..359 */
    bool is_mirrored;                /* before it is turned, left is right */
    bool can_seek;                   /* false for pipes */
    size_t n_corrupt;                /* so far: what could not be decoded, or came
                                        out damaged */
};

/* Opens `path` ("-" is standard input). `path`, `sink` and the progress must live
 * until it is closed. Fails as daesa_container_open does (media/container.h), and with
 *
 * DAESA_NOT_FOUND: `clip-no-video`; `video-no-such-stream`.
 * DAESA_UNSUPPORTED: `video-no-decoder`. */
enum daesa_status daesa_video_open(struct daesa_video **out, const char *path,
                                   const struct daesa_video_opts *opts,
                                   struct daesa_sink *sink);

struct daesa_video_info daesa_video_info(const struct daesa_video *video);

/* The next frame, an AVFrame that is valid until the next call, into `*frame`,
 * NULL at the end; and when it is shown on the clip's clock, DAESA_TIME_NONE
 * where nothing tells. Frames that an edit list cuts off do not come.
 *
 * DAESA_CANCELLED: progress asked to stop. DAESA_NO_MEMORY. */
enum daesa_status daesa_video_next(struct daesa_video *video, const void **frame,
                                   int64_t *time_us);

/* Goes back or ahead, so that the next frames come from a key frame at or before
 * `time_us`. DAESA_UNSUPPORTED: the clip cannot (a pipe). */
enum daesa_status daesa_video_seek(struct daesa_video *video, int64_t time_us);

/* From now on with another haste; what is inside the decoder already is lost:
 * seek before the next frame. */
void daesa_video_hurry(struct daesa_video *video, enum daesa_video_haste haste);

/* The times of all frames that went by in packets so far, sorted, on the clip's
 * clock, each once: a malloc'ed array that the caller owns from now on. Whole
 * after the last frame came, and without a seek before. NULL, 0 where there are
 * none. */
void daesa_video_take_times(struct daesa_video *video, int64_t **times_us, size_t *n);

/* The size of the picture as shown: with square pixels, which are made so by making
 * one side longer, then turned upright. */
void daesa_video_shown(const struct daesa_video_info *info, int64_t *width_px,
                       int64_t *height_px);

/* Puts into `evidence` the size of the picture as shown. */
void daesa_video_describe(const struct daesa_video *video,
                          struct daesa_evidence *evidence);

/* Reads all packets and decodes none: then the times are whole. */
enum daesa_status daesa_video_skip(struct daesa_video *video);

/* Reports as warnings what was amiss: `clip-damaged`, `video-corrupt`. */
void daesa_video_report(const struct daesa_video *video);

/* Closes all and writes NULL; NULL is accepted. */
void daesa_video_close(struct daesa_video **video);

#ifdef __cplusplus
}
#endif
#endif
