/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_MEDIA_FRAMES_H
#define DAESA_MEDIA_FRAMES_H

#include "core/evidence.h"
#include "core/finding.h"
#include "core/progress.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Puts into `evidence` when each frame of the clip's default video stream is
 * shown (`frames_us`): the packets' own times, sorted, on the clip's clock, edit
 * lists applied; the rate may vary. An array that was there is freed. The size of
 * the picture as shown goes with it. Nothing is decoded. `progress` (phase "reading") may
 * be NULL.
 *
 * Fails as daesa_video_open does (media/video.h). A clip whose packets name no
 * times gives an array of none. */
enum daesa_status daesa_frames_read(const char *path, struct daesa_progress *progress,
                                    struct daesa_evidence *evidence,
                                    struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
