/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_MEDIA_SUBTITLE_EVENT_H
#define DAESA_MEDIA_SUBTITLE_EVENT_H

#include "media/subtitle.h"

#ifdef __cplusplus
extern "C" {
#endif

/* From the packets of a subtitle stream to events, for subtitle.c. */

struct daesa_subtitle_events;

/* Begins with `stream`, an AVStream whose codec is one of text; sets markup and header
 * of `out`, whose arena takes the texts. DAESA_UNSUPPORTED: FFmpeg has no decoder for
 * it, or it does not open. */
enum daesa_status daesa_subtitle_events_open(struct daesa_subtitle_events **events,
                                             const void *stream, const char *encoding,
                                             struct daesa_subtitle *out);

/* Takes `packet`, an AVPacket; NULL ends the stream. `zero_us` is taken off its times.
 * `*n_bad` grows by what could not be decoded. */
enum daesa_status daesa_subtitle_events_take(struct daesa_subtitle_events *events,
                                             const void *packet, int64_t zero_us,
                                             size_t *n_bad);

/* Hands the events over to `out`, sorted and with the ends that were not said. */
enum daesa_status daesa_subtitle_events_end(struct daesa_subtitle_events *events,
                                            struct daesa_subtitle *out);

/* Frees it and writes NULL; NULL is accepted. */
void daesa_subtitle_events_close(struct daesa_subtitle_events **events);

#ifdef __cplusplus
}
#endif
#endif
