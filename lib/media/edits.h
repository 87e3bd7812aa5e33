/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_MEDIA_EDITS_H
#define DAESA_MEDIA_EDITS_H

#include "core/clip.h"
#include "media/container.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What edit lists (ISO/IEC 14496-12, 8.6.6) do: by how much the first sample of
 * each stream is moved between the stream's own times and the clip's, into
 * `edit_offset_us`. Negative where the beginning is skipped, such as an
 * encoder's priming; positive where the stream begins late. Streams of other
 * containers than MP4 and MOV, and of a pipe, keep 0. */
enum daesa_status daesa_edits_find(const struct daesa_container *container,
                                   struct daesa_stream *streams, size_t n_streams);

#ifdef __cplusplus
}
#endif
#endif
