/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_REPORT_CLIP_H
#define DAESA_REPORT_CLIP_H

#include "core/buf.h"
#include "core/clip.h"
#include "core/evidence.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Appends what is in a clip for people to read: the file, its streams, chapters
 * and tags, in lines of at most `width` columns where words allow it (0: 80).
 * Times are the container's; where the clip's clock has another zero, that is
 * said. What strangers wrote is made safe to show (safe.h). */
void daesa_clip_print(struct daesa_buf *buf, const struct daesa_clip *clip, size_t width);

/* Appends the shots that were seen in a clip, a line each: its number, the first
 * and the last moment on the clip's clock, how long it is. Nothing where nobody
 * looked. */
void daesa_shots_print(struct daesa_buf *buf, const struct daesa_evidence *evidence);

#ifdef __cplusplus
}
#endif
#endif
