/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_SAID_PACK_H
#define DAESA_JOB_SAID_PACK_H

#include "core/buf.h"
#include "core/track.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What came of comparing the cues of a track with what is said, to be kept in a file. */

/* A number that tells apart all that such a comparison goes by, beside the clip: the
 * language, and of every cue its times and what of it is said. */
uint64_t daesa_said_digest(const struct daesa_track *track, const char *language);

/* Appends `n` figures as bytes; `key` is whatever names what they are about. */
void daesa_said_pack(const float *said, size_t n, uint64_t key, struct daesa_buf *out);

/* Takes them apart into `said`, which has room for `n`. DAESA_BAD_INPUT: damaged, of
 * another version, of another number of cues or with another key; `said` may hold
 * anything then. */
enum daesa_status daesa_said_unpack(struct daesa_str bytes, uint64_t key, float *said,
                                    size_t n);

#ifdef __cplusplus
}
#endif
#endif
