/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_MEDIA_STREAM_H
#define DAESA_MEDIA_STREAM_H

#include "core/clip.h"
#include "core/status.h"
#include "media/container.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Describes the streams of an open container from what its headers say: all that
 * struct daesa_stream holds but what takes reading the packets. The array and
 * all text lie in `arena`. DAESA_NO_MEMORY. */
enum daesa_status daesa_streams_describe(const struct daesa_container *container,
                                         struct daesa_arena *arena,
                                         struct daesa_stream **streams,
                                         size_t *n_streams);

#ifdef __cplusplus
}
#endif
#endif
