/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_LOSS_H
#define DAESA_FORMAT_LOSS_H

#include "format/write.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Reports what of the track the writer's format cannot hold, by the bits of its
 * row: one finding for each kind of thing, with the number of cues and the place
 * of the first. Rules are called "lost-colours", "lost-speakers" and so on. */
void daesa_loss_report(const struct daesa_writer *out);

#ifdef __cplusplus
}
#endif
#endif
