/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_MEDIA_DAMAGE_H
#define DAESA_MEDIA_DAMAGE_H

#include "core/finding.h"
#include "media/log.h"
#include "media/timeline.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What was amiss with the sound of a clip: gathered while it is read, told once
 * at its end, one warning for each kind with how often and where first. */
struct daesa_damage {
    struct daesa_media_log log; /* what the decoder complained of */
    size_t n_corrupt;           /* packets that could not be decoded */
    int64_t corrupt_us;         /* where first */
};

/* One more packet that could not be decoded, at `at_us`. */
void daesa_damage_corrupt(struct daesa_damage *damage, int64_t at_us);

/* Reports `audio-corrupt`, `audio-gaps`, `audio-overlaps`, `audio-time-leaps`. */
void daesa_damage_report(const struct daesa_damage *damage,
                         const struct daesa_timeline *timeline, struct daesa_place place,
                         struct daesa_sink *sink);

/* The sound ended at `end_us`. Reports `clip-truncated` where the stream should
 * have lasted more than a second longer, until `stream_end_us`, by a container
 * that keeps exact account; else, as a note, `audio-short` where the clip goes
 * on for more than five seconds, until `clip_end_us`. DAESA_TIME_NONE: not
 * known. */
void daesa_damage_report_end(int64_t end_us, int64_t stream_end_us, int64_t clip_end_us,
                             struct daesa_place place, struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
