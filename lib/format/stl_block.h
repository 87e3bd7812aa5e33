/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_STL_BLOCK_H
#define DAESA_FORMAT_STL_BLOCK_H

#include "core/track.h"
#include "format/markup.h"
#include "format/stl_code.h"
#include "format/timecode.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The blocks of an EBU STL file: one GSI block about the file, then a TTI block or
 * several for each subtitle. Numbers are offsets in bytes. */

#define DAESA_STL_GSI 1024
#define DAESA_STL_TTI 128
#define DAESA_STL_TEXT 16 /* of the text in a TTI block, to its end */

/* What the GSI block says. */
struct daesa_stl_head {
    struct daesa_timecode code; /* that times are counted in */
    enum daesa_stl_table table;
    bool teletext;    /* colours end with the row */
    int32_t n_rows;   /* that rows are counted in */
    int64_t start_us; /* of the programme, by its time code; DAESA_TIME_NONE */
    struct daesa_str language, title;
};

/* Whether time codes of 30 are drop-frame for a clip of that rate: 29.97. */
bool daesa_stl_drops(struct daesa_rate rate);

/* `rate`: that of the clip, {0} where it is not known. False where it is no GSI block. */
bool daesa_stl_head_read(struct daesa_str gsi, struct daesa_rate rate,
                         struct daesa_stl_head *out);

/* What the first 16 bytes of a TTI block say. */
struct daesa_stl_tti {
    int group, number, extension, cumulative;
    int64_t begin_us, end_us;
    int row, justification;
    bool comment, odd_time;
};

void daesa_stl_tti_read(struct daesa_str block, const struct daesa_timecode *code,
                        struct daesa_stl_tti *out);

/* Puts a time as four bytes: hours, minutes, seconds, frames, to the nearest. */
void daesa_stl_time_put(char *to, int64_t us, const struct daesa_timecode *code);

/* Appends the text bytes of a TTI block, without what fills it up. */
void daesa_stl_text_gather(struct daesa_buf *out, struct daesa_str block);

/* Reads text bytes into `markup`. Returns how many could not be read. */
size_t daesa_stl_text_read(struct daesa_str bytes, const struct daesa_stl_head *head,
                           struct daesa_markup *markup);

/* How a text is written. */
struct daesa_stl_dress {
    enum daesa_stl_table table;
    const struct daesa_stl_letters *letters;
    bool teletext; /* boxed, in double height, colours; else italics, underline */
};

/* Appends a text as bytes. Returns the number of characters that were lost. */
size_t daesa_stl_text_add(struct daesa_buf *out, const struct daesa_text *text,
                          const struct daesa_stl_dress *dress);

#ifdef __cplusplus
}
#endif
#endif
