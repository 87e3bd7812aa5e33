/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_VTT_WRITE_H
#define DAESA_FORMAT_VTT_WRITE_H

#include "format/write.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Writes WebVTT, times to the nearest millisecond. Colours that the standard has
 * no class for become classes of a STYLE block. */
enum daesa_status daesa_vtt_write(struct daesa_writer *out);

/* Takes apart the line with the times (in vtt.c). */
bool daesa_vtt_take_timing(struct daesa_str line, int64_t *start_us, int64_t *end_us,
                           struct daesa_str *settings);

#ifdef __cplusplus
}
#endif
#endif
