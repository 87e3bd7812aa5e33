/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_EVIDENCE_H
#define DAESA_JOB_EVIDENCE_H

#include "core/evidence.h"
#include "core/finding.h"
#include "core/progress.h"

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

struct daesa_evidence_opts {
    bool no_speech, no_shots; /* what need not be found; frame times always are */
    /* The sound that is listened to, as struct daesa_audio_opts has it. */
    bool is_stream_chosen;
    int stream;
    const char *language;
    const char *cache_folder;        /* where evidence is kept; NULL: nowhere */
    struct daesa_progress *progress; /* phases "watching", "reading", "decoding" */
};

/* Watches and listens to `clip` and fills `out`, which must be empty: its length,
 * frame times, and unless told otherwise speech and shots. What was found before
 * comes from the cache, and what is found now is kept there; a cache that is
 * damaged, or cannot be written, is as good as none. `opts` may be NULL.
 *
 * Of a clip without video or without sound the arrays are NULL, and a note says so:
 * `evidence-no-video`, `evidence-no-sound`. Else it fails as daesa_probe,
 * daesa_shots_find, daesa_frames_read and daesa_audio_open do; `out` is untouched
 * then. "-" cannot be read twice: DAESA_BAD_ARGUMENT, `clip-is-pipe`. */
enum daesa_status daesa_evidence_gather(const char *clip,
                                        const struct daesa_evidence_opts *opts,
                                        struct daesa_evidence *out,
                                        struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
