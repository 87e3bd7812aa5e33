/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_ASS_LOOK_H
#define DAESA_FORMAT_ASS_LOOK_H

#include "format/write.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What texts look like in a new ASS file, where nobody says. */

/* The picture that a new file counts on ("PlayRes"): the track's, else the clip's,
 * else 1920 x 1080. */
struct daesa_ass_picture {
    int32_t width_px, height_px;
};
struct daesa_ass_picture daesa_ass_picture(const struct daesa_writer *out);

struct daesa_ass_look {
    const char *font;  /* opts->font, or by the scripts of the texts */
    int charset;       /* of Windows, "Encoding": from it players that draw with GDI
                          choose a font that has the letters; others ignore it */
    int32_t size_px;   /* in proportion to the picture, but a full line of the profile
                          fits between the margins */
    int32_t margin_px; /* at either side: a twentieth, or what the profile leaves */
};

/* Of the texts at the bottom, the last of each cue, or of those above. */
struct daesa_ass_look daesa_ass_look(const struct daesa_writer *out, bool is_top);

#ifdef __cplusplus
}
#endif
#endif
