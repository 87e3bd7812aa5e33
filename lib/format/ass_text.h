/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_ASS_TEXT_H
#define DAESA_FORMAT_ASS_TEXT_H

#include "format/markup.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The Text field of an ASS or SSA event, as libass reads it. "\N" breaks the line,
 * "\n" is a blank (a break where WrapStyle is 2), "\h" a no-break space. There is
 * no standard escape: "\{" is a brace (libass), and a backslash that would begin
 * one of these is followed by U+2060, which reading takes away again. */

struct daesa_ass_script {
    int32_t width_px, height_px; /* PlayRes; 0: libass's 384 x 288 */
    bool hard_breaks;            /* WrapStyle 2 */
    bool ssa;
};

/* Adds the text of `body` to the cue, whose start must be set, with its position. */
enum daesa_status daesa_ass_read_text(struct daesa_markup *markup,
                                      struct daesa_track *track, struct daesa_cue *cue,
                                      struct daesa_str body, struct daesa_str language,
                                      const struct daesa_ass_script *script);

struct daesa_ass_text_opts {
    struct daesa_ass_script script;
    int64_t start_us, end_us; /* as written, for karaoke */
    bool raw;                 /* raw spans are ASS tags: write them */
    double size_scale;        /* of type sizes; 0 is 1 */
};

/* Appends a text with its tags. */
void daesa_ass_write_text(struct daesa_buf *out, const struct daesa_text *text,
                          const struct daesa_ass_text_opts *opts);

/* Appends "{\an8}" and "{\pos(x,y)}" where the position says so. */
void daesa_ass_write_position(struct daesa_buf *out,
                              const struct daesa_position *position,
                              const struct daesa_ass_script *script);

#ifdef __cplusplus
}
#endif
#endif
