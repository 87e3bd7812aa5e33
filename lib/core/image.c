/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/image.h"

#include <stdlib.h>
#include <string.h>

#define PIXELS_MAX ((int64_t)1 << 28)

enum daesa_status daesa_image_make(struct daesa_image *out, int32_t width_px,
                                   int32_t height_px)
{
    if (width_px < 1 || height_px < 1 || width_px > DAESA_IMAGE_MAX_PX ||
        height_px > DAESA_IMAGE_MAX_PX || (int64_t)width_px * height_px > PIXELS_MAX)
        return DAESA_LIMIT;
    size_t n = (size_t)width_px * (size_t)height_px;
    uint8_t *rgba = calloc(n, 4);
    if (!rgba)
        return DAESA_NO_MEMORY;
    for (size_t i = 0; i < n; i++)
        rgba[4 * i + 3] = 255;
    *out =
        (struct daesa_image){.width_px = width_px, .height_px = height_px, .rgba = rgba};
    return DAESA_OK;
}

static uint8_t *pixel(const struct daesa_image *image, int32_t x, int32_t y)
{
    return image->rgba + 4 * ((size_t)y * (size_t)image->width_px + (size_t)x);
}

static int32_t clamp(int32_t x, int32_t most)
{
    return x < 0 ? 0 : x > most ? most : x;
}

void daesa_image_fill(struct daesa_image *image, struct daesa_box box, uint32_t rgb)
{
    int32_t right = clamp(box.right_px, image->width_px);
    int32_t bottom = clamp(box.bottom_px, image->height_px);
    for (int32_t y = clamp(box.top_px, image->height_px); y < bottom; y++)
        for (int32_t x = clamp(box.left_px, image->width_px); x < right; x++)
            daesa_image_blend(image, x, y, rgb, 255);
}

void daesa_image_frame(struct daesa_image *image, struct daesa_box box, int32_t width_px,
                       uint32_t rgb)
{
    struct daesa_box top = box, bottom = box, left = box, right = box;
    top.bottom_px = box.top_px + width_px;
    bottom.top_px = box.bottom_px - width_px;
    left.right_px = box.left_px + width_px;
    right.left_px = box.right_px - width_px;
    daesa_image_fill(image, top, rgb);
    daesa_image_fill(image, bottom, rgb);
    daesa_image_fill(image, left, rgb);
    daesa_image_fill(image, right, rgb);
}

void daesa_image_blend(struct daesa_image *image, int32_t x, int32_t y, uint32_t rgb,
                       uint32_t share)
{
    if (x < 0 || y < 0 || x >= image->width_px || y >= image->height_px)
        return;
    uint8_t *p = pixel(image, x, y);
    share = share > 255 ? 255 : share;
    for (int i = 0; i < 3; i++) {
        uint32_t c = rgb >> (16 - 8 * i) & 0xFF;
        p[i] = (uint8_t)((c * share + p[i] * (255 - share) + 127) / 255);
    }
}

void daesa_image_put(struct daesa_image *image, const struct daesa_image *part, int32_t x,
                     int32_t y)
{
    int32_t left = clamp(x, image->width_px);
    int32_t right = clamp(x + part->width_px, image->width_px);
    if (left >= right)
        return;
    for (int32_t row = 0; row < part->height_px; row++)
        if (y + row >= 0 && y + row < image->height_px)
            memcpy(pixel(image, left, y + row), pixel(part, left - x, row),
                   (size_t)(right - left) * 4);
}

/* The mean of a box of at least one pixel. */
static void mean(const struct daesa_image *image, struct daesa_box box, uint8_t *out)
{
    uint64_t sum[4] = {0};
    uint64_t n =
        (uint64_t)(box.right_px - box.left_px) * (uint64_t)(box.bottom_px - box.top_px);
    if (n == 0)
        return;
    for (int32_t y = box.top_px; y < box.bottom_px; y++)
        for (int32_t x = box.left_px; x < box.right_px; x++)
            for (int i = 0; i < 4; i++)
                sum[i] += pixel(image, x, y)[i];
    for (int i = 0; i < 4; i++)
        out[i] = (uint8_t)((sum[i] + n / 2) / n);
}

/* Where pixel `i` of `n` begins in a row of `of`. */
static int32_t share(int32_t i, int32_t n, int32_t of)
{
    return (int32_t)((int64_t)i * of / n);
}

enum daesa_status daesa_image_resize(const struct daesa_image *image, int32_t width_px,
                                     int32_t height_px, struct daesa_image *out)
{
    struct daesa_image made;
    enum daesa_status st = daesa_image_make(&made, width_px, height_px);
    if (st)
        return st;
    for (int32_t y = 0; y < height_px; y++)
        for (int32_t x = 0; x < width_px; x++) {
            struct daesa_box box = {share(x, width_px, image->width_px),
                                    share(y, height_px, image->height_px),
                                    share(x + 1, width_px, image->width_px),
                                    share(y + 1, height_px, image->height_px)};
            box.right_px += box.right_px == box.left_px;
            box.bottom_px += box.bottom_px == box.top_px;
            mean(image, box, pixel(&made, x, y));
        }
    *out = made;
    return DAESA_OK;
}

void daesa_image_flip(struct daesa_image *image)
{
    size_t n = (size_t)image->width_px * 4;
    for (int32_t y = 0; y < image->height_px / 2; y++) {
        uint8_t *a = pixel(image, 0, y), *b = pixel(image, 0, image->height_px - 1 - y);
        for (size_t i = 0; i < n; i++) {
            uint8_t kept = a[i];
            a[i] = b[i];
            b[i] = kept;
        }
    }
}

enum daesa_status daesa_image_turn(struct daesa_image *image, int quarters)
{
    struct daesa_image made;
    int turns = (quarters % 4 + 4) % 4;
    int32_t w = image->width_px, h = image->height_px;
    if (turns == 0)
        return DAESA_OK;
    enum daesa_status st = daesa_image_make(&made, turns % 2 ? h : w, turns % 2 ? w : h);
    if (st)
        return st;
    for (int32_t y = 0; y < h; y++)
        for (int32_t x = 0; x < w; x++) {
            int32_t to_x = turns == 1 ? h - 1 - y : turns == 2 ? w - 1 - x : y;
            int32_t to_y = turns == 1 ? x : turns == 2 ? h - 1 - y : w - 1 - x;
            memcpy(pixel(&made, to_x, to_y), pixel(image, x, y), 4);
        }
    daesa_image_finish(image);
    *image = made;
    return DAESA_OK;
}

void daesa_image_finish(struct daesa_image *image)
{
    if (!image)
        return;
    free(image->rgba);
    *image = (struct daesa_image){0};
}
