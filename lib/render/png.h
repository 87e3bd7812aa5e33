/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_RENDER_PNG_H
#define DAESA_RENDER_PNG_H

#include "core/buf.h"
#include "core/image.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Appends the picture as a PNG file (ISO/IEC 15948), 8 bits of red, green and blue;
 * opacity is left out. DAESA_BAD_ARGUMENT: there is no picture. DAESA_NO_MEMORY;
 * `out` is as it was then. */
enum daesa_status daesa_png_write(const struct daesa_image *image, struct daesa_buf *out);

#ifdef __cplusplus
}
#endif
#endif
