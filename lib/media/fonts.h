/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_MEDIA_FONTS_H
#define DAESA_MEDIA_FONTS_H

#include "core/finding.h"
#include "core/font.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Reads the fonts that are attached to a clip, as Matroska can hold them: what its type
 * or its name says is a font. `out` is {0}, and stays so on failure.
 *
 * Fails as daesa_container_open does, without a word to `sink`: who draws on a clip has
 * opened it before, and was told then. DAESA_LIMIT: `clip-fonts-large`, more than 256
 * MiB. */
enum daesa_status daesa_fonts_read(const char *clip, struct daesa_fonts *out,
                                   struct daesa_sink *sink);

/* NULL is accepted. */
void daesa_fonts_finish(struct daesa_fonts *fonts);

#ifdef __cplusplus
}
#endif
#endif
