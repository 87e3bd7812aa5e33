/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_OVERRIDE_H
#define DAESA_FORMAT_OVERRIDE_H

#include "format/markup.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ASS override blocks, "{\i1\an8}", which players honour in SRT as well. */

/* The picture that "\pos" in SRT counts on, by FFmpeg's decision. */
#define DAESA_OVERRIDE_SRT_WIDTH 384
#define DAESA_OVERRIDE_SRT_HEIGHT 288

/* What the blocks of one cue act on. Zeroed but for the first four. */
struct daesa_override {
    struct daesa_markup *markup;
    struct daesa_position *position;
    int32_t width_px, height_px; /* what "\pos" counts on */
    int64_t start_us;            /* of the cue: karaoke is relative to it */
    bool ssa;                    /* "\a" is the only alignment */

    int64_t sung_us;      /* private: karaoke up to here, from the cue's start */
    bool drawing;         /* what follows is a drawing and not text */
    bool kept;            /* private: a raw tag stands before */
    struct daesa_str tag; /* private: the name of the tag at hand */
};

/* Takes a block, with its braces. What the model has becomes spans and the cue's
 * position (the first one counts, as for libass); all else a raw span, whose value
 * is the block itself or, of a mixed block, a run of tags ("\\blur3\\be1") without
 * braces. The block must stay valid until daesa_markup_end. */
void daesa_override_apply(struct daesa_override *override, struct daesa_str block);

/* "&HAABBGGRR&" and its shorter forms, also as a decimal number, as 0xRRGGBBAA with
 * AA = 0xFF for opaque. False, and `*out` untouched, where it is none. */
bool daesa_override_colour(struct daesa_str text, int64_t *out);

/* SSA's numbers of alignment (1..3 bottom, +4 top, +8 middle) and the number pad's;
 * 0 for what is none. */
int daesa_override_from_ssa(int alignment);
int daesa_override_to_ssa(int anchor);

#ifdef __cplusplus
}
#endif
#endif
