/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_MEDIA_SHOTS_H
#define DAESA_MEDIA_SHOTS_H

#include "core/evidence.h"
#include "core/finding.h"
#include "core/progress.h"

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

struct daesa_shots_opts {
    bool is_stream_chosen; /* look at `stream`, an index in the container from 0,
                              instead of the default video stream */
    int stream;
    int threads;                     /* that decode; 0: as many as processors */
    struct daesa_progress *progress; /* phase "watching"; NULL: nobody watches */
};

/* Watches the clip at `path` ("-" is standard input) and puts into `evidence`
 * the first frame of every shot but the first (`shots_us`), and on the way when
 * each frame is shown and how large (media/frames.h). Arrays that were there are
 * freed.
 *
 * Hard cuts are found to the frame, fades of up to 0.7 s by the frame from which
 * on the new picture outweighs; flashes, a shaking camera, and light that is
 * switched on are no new shot (media/cuts.h says how). Memory does not grow with
 * the clip but for the arrays. `opts` may be NULL.
 *
 * Fails as daesa_video_open and daesa_video_next do (media/video.h), and with
 * DAESA_BAD_INPUT: `video-undecodable`: not one frame came out. What was amiss
 * is reported as daesa_video_report does. */
enum daesa_status daesa_shots_find(const char *path, const struct daesa_shots_opts *opts,
                                   struct daesa_evidence *evidence,
                                   struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
