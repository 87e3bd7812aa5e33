/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef TOOLS_BATCH_VOICE_H
#define TOOLS_BATCH_VOICE_H

#include "batch.h"
#include "batch_job.h"

/* The voices of a batch: what clips have taught of who speaks in them, a file each in the
 * folder of --voices, from which all jobs of that voice begin. A voice whose file is not
 * there is learnt before the jobs, from the longest of their clips. Then the file stays
 * as it is, so that no job depends on which others were done before it. */

/* Where the voice of a job is kept: appends the path, of a file that may not be there;
 * nothing where there are no voices, or the job has none to learn from. */
void batch_voice_path(const struct batch_args *args, const struct batch_job *job,
                      struct daesa_buf *path);

/* Who is to teach the voices that are not there. */
struct batch_voices {
    struct daesa_manifest teachers; /* jobs, those of one voice in a row */
    struct batch_teacher *list;     /* private, owned; one a job */
    struct batch_voice *voices;     /* private, owned */
    size_t n_voices, cap_voices;    /* private */
};

/* Chooses them from all jobs of a batch, whatever part of them is done here: so all parts
 * begin from the same. What is kept and is damaged is a warning, `voice-damaged`, and
 * learnt anew. `out` is {0}, and finished by the caller in any case. */
enum daesa_status batch_voices_choose(const struct batch_args *args,
                                      const struct daesa_manifest *manifest,
                                      struct batch_voices *out, struct daesa_sink *sink);

/* Learns them, with as much memory a worker. A voice that nothing could be learnt of is a
 * warning, `voice-unheard`, and has no file. DAESA_CANCELLED, and as pool_run says. */
enum daesa_status batch_voices_learn(const struct batch_args *args,
                                     struct batch_voices *voices, size_t memory_bytes,
                                     struct console *console, int *signal_number);

void batch_voices_finish(struct batch_voices *voices);

#endif
