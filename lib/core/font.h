/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_CORE_FONT_H
#define DAESA_CORE_FONT_H

#include "core/arena.h"
#include "core/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A font file that came with a clip or a track. */
struct daesa_font {
    struct daesa_str name;  /* of the file; may be empty */
    struct daesa_str bytes; /* TrueType or OpenType, one or a collection; not looked at */
};

/* {0} has none. Who fills it frees it. */
struct daesa_fonts {
    struct daesa_font *fonts;
    size_t n_fonts;
    struct daesa_arena arena; /* owns all of it */
};

#ifdef __cplusplus
}
#endif
#endif
