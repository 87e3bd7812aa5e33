/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_SPEECH_HEARING_H
#define DAESA_SPEECH_HEARING_H

#include "core/status.h"
#include "speech/matrix.h"
#include "speech/reading.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What the aligner hears of a clip: features and level of every frame. */
struct daesa_hearing {
    size_t n;              /* frames, DAESA_MEL_HOP_US apart */
    float *features;       /* owned; DAESA_FEATURES a frame */
    float *level_db;       /* owned; power over all bands */
    float low_db, high_db; /* 5th and 95th percentile of the levels */
};

/* Takes the log-mel frames of a whole clip; they are freed as soon as they are
 * not needed. At least one frame. */
enum daesa_status daesa_hearing_make(struct daesa_hearing *out,
                                     struct daesa_matrix *log_mel);

void daesa_hearing_finish(struct daesa_hearing *hearing);

/* The quietest frames, of which silence is first learnt: `out` has room for all
 * frames; returns how many. DAESA_NO_MEMORY is the only failure. */
enum daesa_status daesa_hearing_quiet(const struct daesa_hearing *hearing, int32_t *out,
                                      size_t *n_out);

/* What share of the loud frames the lines would fill if they were said at the
 * pace of the voice: about 1 for a full transcript, near 0 for a few lines
 * quoted from much talk. */
double daesa_hearing_coverage(const struct daesa_hearing *hearing,
                              const struct daesa_reading *spoken);

#ifdef __cplusplus
}
#endif
#endif
