/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "render/png.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>

/* Sheets are looked at and thrown away: quick rather than small. */
#define COMPRESSION 4

static void put(png_structp png, png_bytep bytes, size_t n)
{
    struct daesa_buf *out = png_get_io_ptr(png);
    daesa_buf_add(out, (struct daesa_str){.s = (const char *)bytes, .len = n});
    if (out->status)
        png_error(png, "out of memory");
}

static void flush(png_structp png)
{
    (void)png;
}

/* libpng would print, and its jump is the only way back. */
static void fail(png_structp png, png_const_charp words)
{
    (void)words;
    png_longjmp(png, 1);
}

static void warn(png_structp png, png_const_charp words)
{
    (void)png, (void)words;
}

/* Between setjmp and its jump no variable may change: so this is all. */
static bool write_all(png_structp png, png_infop info, const struct daesa_image *image,
                      struct daesa_buf *out)
{
    if (setjmp(png_jmpbuf(png)))
        return false;
    png_set_write_fn(png, out, put, flush);
    png_set_compression_level(png, COMPRESSION);
    png_set_IHDR(png, info, (png_uint_32)image->width_px, (png_uint_32)image->height_px,
                 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    png_write_info(png, info);
    png_set_filler(png, 0, PNG_FILLER_AFTER);
    for (int32_t y = 0; y < image->height_px; y++)
        png_write_row(png, image->rgba + (size_t)y * (size_t)image->width_px * 4);
    png_write_end(png, info);
    return true;
}

enum daesa_status daesa_png_write(const struct daesa_image *image, struct daesa_buf *out)
{
    if (!image->rgba)
        return DAESA_BAD_ARGUMENT;
    size_t before = out->len;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, fail, warn);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    bool ok = info && write_all(png, info, image, out);
    png_destroy_write_struct(&png, &info);
    if (!ok)
        daesa_buf_cut(out, before);
    return ok ? DAESA_OK : DAESA_NO_MEMORY;
}
