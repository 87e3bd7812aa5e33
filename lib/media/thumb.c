/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "media/thumb.h"

#include <libavutil/frame.h>
#include <libavutil/imgutils.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
#include <stdbool.h>

/* Rows of a cell that are looked at, at most: more tell nothing more. */
#define ROWS_MAX 8

/* One component of a frame, with what it takes to read it as 8 bits. */
struct plane {
    const uint8_t *data;
    ptrdiff_t stride;
    int step, shift; /* bytes from sample to sample; bits to lose */
    bool is_wide;    /* two bytes a sample */
    int width, height;
};

static uint32_t sum_bytes(const uint8_t *row, int n)
{
    uint32_t sum = 0;
    for (int i = 0; i < n; i++)
        sum += row[i];
    return sum;
}

static uint32_t sum_any(const struct plane *plane, const uint8_t *row, int n)
{
    uint32_t sum = 0;
    for (int i = 0; i < n; i++, row += plane->step)
        sum += plane->is_wide ? (uint32_t)(row[0] | row[1] << 8) >> plane->shift
                              : (uint32_t)row[0] >> plane->shift;
    return sum;
}

static uint8_t cell_mean(const struct plane *plane, int x0, int x1, int y0, int y1)
{
    int by = (y1 - y0 + ROWS_MAX - 1) / ROWS_MAX, n = 0;
    uint64_t sum = 0;
    bool is_plain = plane->step == 1 && plane->shift == 0;
    for (int y = y0; y < y1; y += by, n += x1 - x0) {
        const uint8_t *row =
            plane->data + y * plane->stride + (ptrdiff_t)x0 * plane->step;
        sum += is_plain ? sum_bytes(row, x1 - x0) : sum_any(plane, row, x1 - x0);
    }
    uint64_t mean = n ? sum / (uint64_t)n : 0;
    return mean > 255 ? 255 : (uint8_t)mean;
}

/* Means over a grid of cells; a plane smaller than the grid is stretched. */
static void shrink(const struct plane *plane, uint8_t *out, int width, int height)
{
    for (int y = 0; y < height; y++) {
        int y0 = y * plane->height / height, y1 = (y + 1) * plane->height / height;
        y1 = y1 > y0 ? y1 : y0 + 1;
        for (int x = 0; x < width; x++) {
            int x0 = x * plane->width / width, x1 = (x + 1) * plane->width / width;
            *out++ = cell_mean(plane, x0, x1 > x0 ? x1 : x0 + 1, y0, y1);
        }
    }
}

/* Grey and YUV of whole bytes, least first, can be read as they are. */
static bool is_direct(const AVPixFmtDescriptor *format)
{
    const uint64_t odd = AV_PIX_FMT_FLAG_BE | AV_PIX_FMT_FLAG_PAL |
                         AV_PIX_FMT_FLAG_BITSTREAM | AV_PIX_FMT_FLAG_HWACCEL |
                         AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_BAYER |
                         AV_PIX_FMT_FLAG_FLOAT;
    return !(format->flags & odd) && format->comp[0].depth >= 8 &&
           format->comp[0].depth <= 16;
}

static struct plane plane_of(const AVFrame *frame, const AVPixFmtDescriptor *format,
                             int c)
{
    const AVComponentDescriptor *component = &format->comp[c];
    int log_w = c ? format->log2_chroma_w : 0, log_h = c ? format->log2_chroma_h : 0;
    return (struct plane){.data = frame->data[component->plane] + component->offset,
                          .stride = frame->linesize[component->plane],
                          .step = component->step,
                          .shift = component->shift + component->depth - 8,
                          .is_wide = component->depth + component->shift > 8,
                          .width = AV_CEIL_RSHIFT(frame->width, log_w),
                          .height = AV_CEIL_RSHIFT(frame->height, log_h)};
}

static void make_direct(const AVFrame *frame, const AVPixFmtDescriptor *format,
                        struct daesa_thumb *out)
{
    uint8_t *chroma[] = {out->u, out->v};
    struct plane luma = plane_of(frame, format, 0);
    shrink(&luma, out->y, DAESA_THUMB_WIDTH, DAESA_THUMB_HEIGHT);
    for (int i = 0; i < 2; i++) {
        struct plane plane = plane_of(frame, format, i + 1);
        if (format->nb_components >= 3)
            shrink(&plane, chroma[i], DAESA_THUMB_CHROMA_WIDTH,
                   DAESA_THUMB_CHROMA_HEIGHT);
        else
            for (size_t j = 0; j < sizeof out->u; j++)
                chroma[i][j] = 128;
    }
}

static enum daesa_status make_scaled(struct daesa_thumb_maker *maker,
                                     const AVFrame *frame, struct daesa_thumb *out)
{
    maker->scaler = sws_getCachedContext(
        maker->scaler, frame->width, frame->height, frame->format, DAESA_THUMB_WIDTH,
        DAESA_THUMB_HEIGHT, AV_PIX_FMT_YUV420P, SWS_AREA, NULL, NULL, NULL);
    if (!maker->scaler)
        return DAESA_UNSUPPORTED;
    uint8_t *planes[4] = {out->y, out->u, out->v};
    int strides[4] = {DAESA_THUMB_WIDTH, DAESA_THUMB_CHROMA_WIDTH,
                      DAESA_THUMB_CHROMA_WIDTH};
    int rows = sws_scale(maker->scaler, (const uint8_t *const *)frame->data,
                         frame->linesize, 0, frame->height, planes, strides);
    return rows == DAESA_THUMB_HEIGHT ? DAESA_OK : DAESA_UNSUPPORTED;
}

enum daesa_status daesa_thumb_make(struct daesa_thumb_maker *maker, const void *frame,
                                   struct daesa_thumb *out)
{
    const AVFrame *f = frame;
    const AVPixFmtDescriptor *format = av_pix_fmt_desc_get(f->format);
    if (!format || f->width <= 0 || f->height <= 0 || !f->data[0])
        return DAESA_UNSUPPORTED;
    if (!is_direct(format))
        return make_scaled(maker, f, out);
    make_direct(f, format, out);
    return DAESA_OK;
}

void daesa_thumb_maker_finish(struct daesa_thumb_maker *maker)
{
    if (!maker)
        return;
    sws_freeContext(maker->scaler);
    maker->scaler = NULL;
}
