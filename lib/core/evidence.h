/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_CORE_EVIDENCE_H
#define DAESA_CORE_EVIDENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A stretch of the clip, [start, end). */
struct daesa_interval {
    int64_t start_us, end_us;
};

/* What was seen and heard in a clip, as plain arrays: the media and speech
 * layers fill it, layout and check read it. All arrays are sorted, allocated
 * with malloc, and owned by the evidence. A NULL array means that nobody has
 * looked, not that there is nothing. */
struct daesa_evidence {
    struct daesa_interval *speech; /* where somebody speaks; they do not overlap */
    size_t n_speech;
    int64_t *shots_us; /* the first frame of every shot but the first */
    size_t n_shots;
    int64_t *frames_us; /* when each video frame is shown */
    size_t n_frames;
    int64_t start_us, end_us; /* the clip itself; both 0 where not known */
    /* The picture as shown: turned upright, with square pixels; 0, 0: not known. */
    int32_t width_px, height_px;
    bool is_stretched; /* its pixels are coded as others than square */
};

/* Frees the arrays and leaves the evidence empty. NULL is accepted. */
void daesa_evidence_finish(struct daesa_evidence *evidence);

#ifdef __cplusplus
}
#endif
#endif
