/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef TOOLS_PREVIEW_H
#define TOOLS_PREVIEW_H

#include "options.h"

#include "job/preview.h"

/* The options of `daesa preview` as they are typed, and what the job makes of them. */

struct preview_args {
    struct text_list at;
    const char *cache, *cues, *encoding, *fps, *from, *language, *output, *profile,
        *progress, *text;
    int columns, rows, width;
    bool findings, guides, json, no_cache, quiet, replace, simple_shaping;
};

/* Whether sheets of that size are made. False: `why` says what is the largest. */
bool preview_fits(const struct preview_args *args, struct daesa_buf *why);

/* Fills `job` but for its clip, subtitles, rate, cues, times, check and progress.
 * `languages` are those of `text`, one by one. */
void preview_apply(const struct preview_args *args, const struct text_list *languages,
                   struct daesa_preview_job *job);

/* Which pictures are asked for, and of which texts. {0} is all. */
struct preview_wishes {
    struct daesa_preview_range *ranges;
    int64_t *times_us;
    size_t n_ranges, n_times;
    struct text_list languages;
    struct daesa_rate rate;
};

/* Reads them out of the options, into `out`, which is {0}, and finished by the caller in
 * any case. False: `why` says which option makes no sense; nothing where memory runs
 * out. */
bool preview_read(const struct preview_args *args, struct preview_wishes *out,
                  struct daesa_buf *why);

void preview_wishes_finish(struct preview_wishes *wishes);

#endif
