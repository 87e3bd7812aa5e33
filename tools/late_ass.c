/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "late.h"

#include <ass/ass.h>

#define DRAWING "libass.so.9"

/* Declarations, which clang-format takes for products. */
/* clang-format off */
LATE_VOID(DRAWING, ass_add_font,
          (ASS_Library *library, const char *name, const char *data, int data_size),
          library, name, data, data_size)
LATE_VOID(DRAWING, ass_free_track, (ASS_Track *track), track)
LATE_VOID(DRAWING, ass_library_done, (ASS_Library *priv), priv)
LATE(DRAWING, ASS_Library *, ass_library_init, (void), )
LATE(DRAWING, ASS_Track *, ass_read_memory,
     (ASS_Library *library, char *buf, size_t bufsize, char *codepage),
     library, buf, bufsize, codepage)
LATE(DRAWING, ASS_Image *, ass_render_frame,
     (ASS_Renderer *priv, ASS_Track *track, long long now, int *detect_change),
     priv, track, now, detect_change)
LATE_VOID(DRAWING, ass_renderer_done, (ASS_Renderer *priv), priv)
LATE(DRAWING, ASS_Renderer *, ass_renderer_init, (ASS_Library *library), library)
LATE_VOID(DRAWING, ass_set_extract_fonts, (ASS_Library *priv, int extract), priv, extract)
LATE_VOID(DRAWING, ass_set_fonts,
          (ASS_Renderer *priv, const char *default_font, const char *default_family,
           int dfp, const char *config, int update),
          priv, default_font, default_family, dfp, config, update)
LATE_VOID(DRAWING, ass_set_frame_size, (ASS_Renderer *priv, int w, int h), priv, w, h)
LATE_VOID(DRAWING, ass_set_margins,
          (ASS_Renderer *priv, int t, int b, int l, int r), priv, t, b, l, r)
LATE_VOID(DRAWING, ass_set_message_cb,
          (ASS_Library *priv, void (*msg_cb)(int, const char *, va_list, void *),
           void *data),
          priv, msg_cb, data)
LATE_VOID(DRAWING, ass_set_pixel_aspect, (ASS_Renderer *priv, double par), priv, par)
LATE_VOID(DRAWING, ass_set_shaper,
          (ASS_Renderer *priv, ASS_ShapingLevel level), priv, level)
LATE_VOID(DRAWING, ass_set_storage_size, (ASS_Renderer *priv, int w, int h), priv, w, h)
LATE_VOID(DRAWING, ass_set_use_margins, (ASS_Renderer *priv, int use), priv, use)
/* clang-format on */
