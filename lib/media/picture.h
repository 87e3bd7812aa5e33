/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_MEDIA_PICTURE_H
#define DAESA_MEDIA_PICTURE_H

#include "core/finding.h"
#include "core/image.h"
#include "core/progress.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Single pictures of a clip as a player shows them: pixels made square, turned
 * upright, in RGB. Where the clip does not say how its colours are coded, it is
 * BT.601 below 720 lines and BT.709 from there on. */
struct daesa_pictures;

struct daesa_pictures_info {
    int32_t width_px, height_px; /* as shown */
    /* As coded, but turned as it is shown: what text is drawn for that stretches
     * along with an anamorphic picture. */
    int32_t coded_width_px, coded_height_px;
};

/* Opens `path`, a file: a pipe cannot be gone back in. `path`, `sink` and the
 * progress must live until it is closed. Fails as daesa_video_open does
 * (media/video.h), and with DAESA_LIMIT: `picture-too-large`. `progress` (phase
 * "looking") may be NULL. */
enum daesa_status daesa_pictures_open(struct daesa_pictures **out, const char *path,
                                      struct daesa_progress *progress,
                                      struct daesa_sink *sink);

struct daesa_pictures_info daesa_pictures_info(const struct daesa_pictures *pictures);

/* What is on screen at `time_us` on the clip's clock, into *image, which is
 * untouched on failure and the caller's; before the first frame and after the last
 * those. When that frame was first shown into *shown_us, unless NULL. Quickest in
 * the order of time.
 *
 * DAESA_BAD_INPUT: `video-undecodable`: no frame can be decoded there.
 * DAESA_CANCELLED. DAESA_NO_MEMORY. */
enum daesa_status daesa_pictures_at(struct daesa_pictures *pictures, int64_t time_us,
                                    struct daesa_image *image, int64_t *shown_us);

/* Closes all and writes NULL; NULL is accepted. */
void daesa_pictures_close(struct daesa_pictures **pictures);

#ifdef __cplusplus
}
#endif
#endif
