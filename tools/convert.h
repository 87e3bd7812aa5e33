/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef TOOLS_CONVERT_H
#define TOOLS_CONVERT_H

#include "looks.h"

#include "job/convert.h"

/* The options of `daesa convert` as they are typed, and what the job makes of them. */

struct convert_args {
    struct look_args looks;
    struct text_list outputs, strip;
    const char *from, *to, *text, *encoding, *language; /* how it is read, what of it */
    const char *to_encoding, *newline, *bom;            /* how it is written */
    const char *shift, *rate, *from_fps, *to_fps, *fps, *only_language;
    int stream; /* of a clip; negative: not chosen */
    bool joins_rolling;
    const char *clip, *class_name;
    const char *progress;
    int n_jobs; /* processes; 0: one a core */
    bool resumes;
    bool shots, replace, json, quiet, verbose;
};

/* Values of the options that name one of a few. */
const char *const *convert_newlines(void);
const char *const *convert_boms(void);
const char *const *convert_strips(void);

/* Fills `opts` but for its input and outputs. False, and appends why, where a value makes
 * no sense. */
bool convert_apply(const struct convert_args *args, struct daesa_convert_opts *opts,
                   struct daesa_buf *why);

#endif
