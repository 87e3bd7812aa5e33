/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_RENDER_DRAWING_H
#define DAESA_RENDER_DRAWING_H

#include "core/drawn.h"
#include "core/finding.h"
#include "core/font.h"
#include "core/image.h"
#include "core/str.h"

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Subtitles as libass draws them, and so mpv, VLC and FFmpeg. The fonts are those
 * of this machine (fontconfig), those inside of the file, and those given. */
struct daesa_drawing;

struct daesa_drawing_opts {
    /* The picture as shown: rotated, with square pixels. 1..DAESA_IMAGE_MAX_PX */
    int32_t width_px, height_px;
    /* The picture as coded, before its pixels were made square, so that text is
     * stretched along with an anamorphic picture as it has always been in ASS; 0,
     * 0: the same as shown. */
    int32_t coded_width_px, coded_height_px;
    const char *file; /* its name, for findings; NULL: none */
    bool is_any_font; /* nobody asked for the fonts: that they are missing is no
                         finding */
    const struct daesa_fonts *fonts; /* that came with the clip; NULL: none */
    bool has_simple_shaping; /* letters are set without kerning, as FFmpeg's filter
                                "subtitles" sets them */
};

/* Reads `ass`, a whole file of ASS or SSA in UTF-8; it need not live on. What is
 * amiss goes to `sink`, which must live until the drawing is closed, as warnings,
 * each once for each event that is measured (`cue` is its number; 0 while all are
 * read or drawn):
 * - on opening, `ass-unknown-style`: some event names a style that is not there;
 *   `ass-too-large`: an event asks for letters or drawings of many times the picture, for
 *   which libass would take gigabytes; it is left out (`cue` is its number);
 * - while events are drawn or measured, `ass-missing-font`: a font is not on this
 *   machine, with what is taken instead (once, at the first event that has it);
 *   `ass-missing-glyph`: no font has a character;
 * - `ass-not-understood`: what else libass warns of, in its words.
 *
 * DAESA_BAD_ARGUMENT: a size is out of range. DAESA_BAD_INPUT: `ass-unreadable`.
 * DAESA_NO_MEMORY. */
enum daesa_status daesa_drawing_open(struct daesa_drawing **out, struct daesa_str ass,
                                     const struct daesa_drawing_opts *opts,
                                     struct daesa_sink *sink);

/* An event, that is a line "Dialogue:", in the order of the file. */
struct daesa_drawing_event {
    int64_t start_us, end_us; /* to the millisecond, as libass counts */
    const char *name;         /* its field Name, as it stands; the drawing's */
    bool is_moving;           /* across the picture: \move, or an effect */
};

size_t daesa_drawing_count(const struct daesa_drawing *drawing);
/* `i` counts from 0 and is below the count. */
struct daesa_drawing_event daesa_drawing_event(const struct daesa_drawing *drawing,
                                               size_t i);

/* Draws all that is on screen at `time_us` on `image`, which must have the size
 * that the drawing was opened for. DAESA_BAD_ARGUMENT: it has not. */
enum daesa_status daesa_drawing_draw(struct daesa_drawing *drawing, int64_t time_us,
                                     struct daesa_image *image);

/* Draws event `i` alone, where it stands when no other is in its way, at `time_us`,
 * or in the middle of its time where that is DAESA_TIME_NONE. DAESA_BAD_ARGUMENT:
 * no such event. */
enum daesa_status daesa_drawing_measure(struct daesa_drawing *drawing, size_t i,
                                        int64_t time_us, struct daesa_drawn *out);

/* Draws these events and no others, as they are seen together at `time_us`: libass moves
 * those out of each other's way that are of one layer and are not placed. What it has
 * moved stays there: measure first. `*covered_px`: of so many pixels something is
 * covered. DAESA_BAD_ARGUMENT: no such event. DAESA_NO_MEMORY. */
enum daesa_status daesa_drawing_cover(struct daesa_drawing *drawing, const size_t *events,
                                      size_t n, int64_t time_us, size_t *covered_px);

/* Closes all and writes NULL; NULL is accepted. */
void daesa_drawing_close(struct daesa_drawing **drawing);

#ifdef __cplusplus
}
#endif
#endif
