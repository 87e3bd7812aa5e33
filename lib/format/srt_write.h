/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_SRT_WRITE_H
#define DAESA_FORMAT_SRT_WRITE_H

#include "format/write.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Writes SubRip, times to the nearest millisecond. Counters stay as they were
 * unless a cue came, went or moved: then all are counted anew. */
enum daesa_status daesa_srt_write(struct daesa_writer *out);

#ifdef __cplusplus
}
#endif
#endif
