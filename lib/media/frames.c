/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "media/frames.h"

#include "media/video.h"

#include <stdlib.h>

enum daesa_status daesa_frames_read(const char *path, struct daesa_progress *progress,
                                    struct daesa_evidence *evidence,
                                    struct daesa_sink *sink)
{
    struct daesa_video *video = NULL;
    struct daesa_video_opts opts = {
        .threads = 1, .progress = progress, .phase = "reading"};
    enum daesa_status st = daesa_video_open(&video, path, &opts, sink);
    if (!st)
        st = daesa_video_skip(video);
    if (!st) {
        free(evidence->frames_us);
        daesa_video_take_times(video, &evidence->frames_us, &evidence->n_frames);
        if (!evidence->frames_us)
            evidence->frames_us = calloc(1, sizeof *evidence->frames_us);
        st = evidence->frames_us ? DAESA_OK : DAESA_NO_MEMORY;
        daesa_video_describe(video, evidence);
        daesa_video_report(video);
    }
    daesa_video_close(&video);
    return st;
}
