/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_HEAR_H
#define DAESA_JOB_HEAR_H

#include "core/evidence.h"
#include "core/finding.h"
#include "core/progress.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Listens to the dialogue of a clip: fills in where somebody speaks, and where the sound
 * begins and ends unless the evidence knows the clip's bounds already. `language` is
 * that of the speech, to choose among streams; NULL: any. Fails as daesa_audio_open
 * and daesa_audio_read do (media/audio.h); the evidence is untouched then. */
enum daesa_status daesa_hear(const char *clip, const char *language,
                             struct daesa_progress *progress,
                             struct daesa_evidence *evidence, struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
