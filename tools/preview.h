/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef TOOLS_PREVIEW_H
#define TOOLS_PREVIEW_H

#include "options.h"

/* The options of `daesa preview` as they are typed. */

struct preview_args {
    struct text_list at;
    const char *cache, *cues, *encoding, *fps, *from, *language, *output, *profile,
        *progress, *text;
    int columns, rows, width;
    bool findings, guides, json, no_cache, quiet, replace, simple_shaping;
};

#endif
