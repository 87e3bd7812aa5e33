/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_REPORT_CLIP_JSON_H
#define DAESA_REPORT_CLIP_JSON_H

#include "core/buf.h"
#include "core/clip.h"
#include "core/evidence.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Appends what is in a clip as one JSON object on a line of its own, as
 * samples/probe.schema.json describes it. Times and durations are in seconds,
 * rates and aspects are fractions in text ("24000/1001", "16:9"); what is not
 * known is left out. `evidence` may be NULL; of it the shots are told. */
void daesa_clip_print_json(struct daesa_buf *buf, const struct daesa_clip *clip,
                           const struct daesa_evidence *evidence);

#ifdef __cplusplus
}
#endif
#endif
