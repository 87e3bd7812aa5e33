/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_ASS_WRITE_H
#define DAESA_FORMAT_ASS_WRITE_H

#include "format/write.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Writes ASS, or SSA where that is the writer's format. Times go to the nearest
 * centisecond, but a cue that lasts never becomes one that does not; as rounding
 * keeps the order, it makes no overlap. Of several texts the last is
 * in the cue's own style or "Default" (bottom), those before it in "Top". */
enum daesa_status daesa_ass_write(struct daesa_writer *out);

/* Appends the sections before the events, for a track of another format: script
 * info, styles, and the events' Format line. */
void daesa_ass_write_head(struct daesa_writer *out);

#ifdef __cplusplus
}
#endif
#endif
