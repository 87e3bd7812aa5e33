/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_SRT_TEXT_H
#define DAESA_FORMAT_SRT_TEXT_H

#include "format/markup.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The lines and texts of SubRip, for its reader and its writer. */

/* A line that begins a cue. */
struct daesa_srt_timing {
    int64_t start_us, end_us;
    struct daesa_str rest; /* behind the second time */
    bool odd;              /* not written as everybody writes it */
};

/* Takes "time --> time rest"; false, and `*out` untouched, for other lines. */
bool daesa_srt_take_timing(struct daesa_str line, struct daesa_srt_timing *out);
/* A line with nothing but a number. */
bool daesa_srt_counter(struct daesa_str line, long long *n);
/* A line with nothing but white space and byte order marks. */
bool daesa_srt_blank(struct daesa_str line);

/* Whether a body is nothing but text, and is so already as a text of a track is. */
bool daesa_srt_plain(struct daesa_str body);

/* Adds the text of `body` to the cue, whose start must be set, with its position. */
enum daesa_status daesa_srt_read_text(struct daesa_markup *markup,
                                      struct daesa_track *track, struct daesa_cue *cue,
                                      struct daesa_str body, struct daesa_str language);

/* Appends a text with its tags. `raw`: raw spans are SRT's own: write them. */
void daesa_srt_write_text(struct daesa_buf *out, const struct daesa_text *text, bool raw);

#ifdef __cplusplus
}
#endif
#endif
