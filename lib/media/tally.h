/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_MEDIA_TALLY_H
#define DAESA_MEDIA_TALLY_H

#include "core/clip.h"
#include "core/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What is counted of one stream while its packets go by. {0} is the start. */
struct daesa_tally {
    int64_t n;                /* packets that are presented; of subtitles, events */
    int64_t start_us, end_us; /* of those with a time; of use where n_timed > 0 */
    int64_t n_timed;
    int64_t frame_us;  /* the usual time from one video frame to the next, once
                          settled; 0 where unknown */
    int64_t *times_us; /* of video frames; owned */
    size_t n_times, cap_times;
};

/* Counts `packet`, an AVPacket of `stream`, an AVStream. DAESA_NO_MEMORY. */
enum daesa_status daesa_tally_count(struct daesa_tally *tally, const void *stream,
                                    const void *packet);

/* Puts what was counted into the description of the stream, an AVStream.
 * Sorts the times. */
void daesa_tally_settle(struct daesa_tally *tally, const void *stream,
                        struct daesa_stream *out);

/* The declared duration where it is within a quarter of a second, or `frame_us`
 * where that is longer, of the counted one; else the counted one, where there is
 * one. */
int64_t daesa_tally_choose(int64_t declared_us, int64_t counted_us, int64_t frame_us);

/* Frees the times. NULL is accepted. */
void daesa_tally_finish(struct daesa_tally *tally);

#ifdef __cplusplus
}
#endif
#endif
