/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef TOOLS_ALIGN_H
#define TOOLS_ALIGN_H

#include "looks.h"

#include "job/align.h"

/* The options of `daesa align` as they are typed, and what the job makes of them. */

struct align_args {
    struct text_list outputs;
    struct look_args looks;
    const char *language, *translation, *text, *fps, *from, *to, *encoding, *progress;
    int stream; /* negative: not chosen */
    double min_confidence;
    bool replace, json, lines, one_thread, shots, quiet, verbose;
};

/* Fills `job` but for its clip, transcript, rate, outputs, cache and progress.
 * `languages` are those of `text`, one by one. */
void align_apply(const struct align_args *args, const struct text_list *languages,
                 struct daesa_align_job *job);

#endif
