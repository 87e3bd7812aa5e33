/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_CORE_IMAGE_H
#define DAESA_CORE_IMAGE_H

#include "core/status.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* No image is wider or higher. */
#define DAESA_IMAGE_MAX_PX 32768

/* A picture with square pixels: red, green, blue and opacity, a byte each, not
 * premultiplied; rows from the top, without gaps. {0} is no picture. */
struct daesa_image {
    int32_t width_px, height_px;
    uint8_t *rgba; /* width_px * height_px * 4 bytes; owned */
};

/* A rectangle in pixels, [left, right) x [top, bottom); it may lie outside of the
 * picture. {0} is empty. */
struct daesa_box {
    int32_t left_px, top_px, right_px, bottom_px;
};

/* A black and opaque picture; *out is untouched on failure. DAESA_NO_MEMORY;
 * DAESA_LIMIT: a side is below 1 or above DAESA_IMAGE_MAX_PX, or there are more
 * than 2^28 pixels. */
enum daesa_status daesa_image_make(struct daesa_image *out, int32_t width_px,
                                   int32_t height_px);

/* Paints a box in one opaque colour, 0xRRGGBB; what lies outside is left out. */
void daesa_image_fill(struct daesa_image *image, struct daesa_box box, uint32_t rgb);

/* Paints the edge of a box, `width_px` inwards. */
void daesa_image_frame(struct daesa_image *image, struct daesa_box box, int32_t width_px,
                       uint32_t rgb);

/* Lays the opaque colour `rgb` over pixel (x, y) at `share` of 255; outside of the
 * picture nothing happens. */
void daesa_image_blend(struct daesa_image *image, int32_t x, int32_t y, uint32_t rgb,
                       uint32_t share);

/* Puts `part` on the picture with its upper left corner at (x, y), whatever was
 * there; what lies outside is left out. */
void daesa_image_put(struct daesa_image *image, const struct daesa_image *part, int32_t x,
                     int32_t y);

/* Into *out the picture at another size: each pixel is the mean of what it covers
 * when made smaller, the nearest when made larger. Fails as daesa_image_make. */
enum daesa_status daesa_image_resize(const struct daesa_image *image, int32_t width_px,
                                     int32_t height_px, struct daesa_image *out);

/* Turns the picture upside down as a mirror does: the top row becomes the last. */
void daesa_image_flip(struct daesa_image *image);

/* Turns the picture clockwise by `quarters` quarters of a circle. On failure it
 * stays as it was. DAESA_NO_MEMORY. */
enum daesa_status daesa_image_turn(struct daesa_image *image, int quarters);

/* Frees the pixels and leaves no picture. NULL is accepted. */
void daesa_image_finish(struct daesa_image *image);

#ifdef __cplusplus
}
#endif
#endif
