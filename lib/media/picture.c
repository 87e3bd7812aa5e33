/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "media/picture.h"

#include "media/video.h"

#include <libavutil/frame.h>
#include <libavutil/mathematics.h>
#include <libswscale/swscale.h>
#include <stdbool.h>
#include <stdlib.h>

/* So little ahead it is quicker to go on than to look for a key frame. */
#define NEAR_US INT64_C(4000000)
/* Where a clip is said to have key frames and has not. */
#define BACK_US INT64_C(20000000)
#define HD_LINES 720
/* Rows that start where the scaler likes them to, in bytes. */
#define ALIGN 64

struct daesa_pictures {
    struct daesa_video *video;
    struct daesa_pictures_info info;
    int32_t wide_px, high_px; /* with square pixels, before it is turned */
    int quarters;
    bool is_mirrored;
    AVFrame *frame, *ahead; /* the one that is on screen, and the one after it */
    int64_t frame_us, ahead_us;
    bool has_frame, has_ahead;
    struct SwsContext *scaler;
    const char *path;
    struct daesa_sink *sink;
};

static enum daesa_status settle_size(struct daesa_pictures *pictures)
{
    struct daesa_video_info info = daesa_video_info(pictures->video);
    int64_t w, h;
    daesa_video_shown(&info, &w, &h);
    if (w < 1 || h < 1 || w > DAESA_IMAGE_MAX_PX || h > DAESA_IMAGE_MAX_PX)
        return daesa_fail(pictures->sink, DAESA_LIMIT, "picture-too-large",
                          (struct daesa_place){.file = pictures->path},
                          "a picture of %lldx%lld is too large to be drawn on",
                          (long long)w, (long long)h);
    pictures->quarters = (info.rotation_deg + 45) / 90 % 4;
    pictures->is_mirrored = info.is_mirrored;
    bool is_turned = pictures->quarters % 2;
    pictures->wide_px = (int32_t)(is_turned ? h : w);
    pictures->high_px = (int32_t)(is_turned ? w : h);
    pictures->info = (struct daesa_pictures_info){
        .width_px = (int32_t)w,
        .height_px = (int32_t)h,
        .coded_width_px = is_turned ? info.height_px : info.width_px,
        .coded_height_px = is_turned ? info.width_px : info.height_px};
    return DAESA_OK;
}

enum daesa_status daesa_pictures_open(struct daesa_pictures **out, const char *path,
                                      struct daesa_progress *progress,
                                      struct daesa_sink *sink)
{
    struct daesa_pictures *pictures = calloc(1, sizeof *pictures);
    if (!pictures)
        return DAESA_NO_MEMORY;
    *pictures = (struct daesa_pictures){.path = path, .sink = sink};
    struct daesa_video_opts opts = {.progress = progress, .phase = "looking"};
    pictures->frame = av_frame_alloc();
    pictures->ahead = av_frame_alloc();
    enum daesa_status st =
        pictures->frame && pictures->ahead ? DAESA_OK : DAESA_NO_MEMORY;
    if (!st)
        st = daesa_video_open(&pictures->video, path, &opts, sink);
    if (!st)
        st = settle_size(pictures);
    if (st)
        daesa_pictures_close(&pictures);
    else
        *out = pictures;
    return st;
}

struct daesa_pictures_info daesa_pictures_info(const struct daesa_pictures *pictures)
{
    return pictures->info;
}

/* The next frame that has a time; has_ahead is false at the end. */
static enum daesa_status read_ahead(struct daesa_pictures *pictures)
{
    const void *frame;
    enum daesa_status st;
    do
        st = daesa_video_next(pictures->video, &frame, &pictures->ahead_us);
    while (!st && frame && pictures->ahead_us == DAESA_TIME_NONE);
    pictures->has_ahead = false;
    av_frame_unref(pictures->ahead);
    if (st || !frame)
        return st;
    if (av_frame_ref(pictures->ahead, frame) < 0)
        return DAESA_NO_MEMORY;
    pictures->has_ahead = true;
    return DAESA_OK;
}

/* On, until the frame after this one is too late. */
static enum daesa_status go_to(struct daesa_pictures *pictures, int64_t time_us)
{
    enum daesa_status st = pictures->has_ahead ? DAESA_OK : read_ahead(pictures);
    while (!st && pictures->has_ahead &&
           (!pictures->has_frame || pictures->ahead_us <= time_us)) {
        av_frame_unref(pictures->frame);
        av_frame_move_ref(pictures->frame, pictures->ahead);
        pictures->frame_us = pictures->ahead_us;
        pictures->has_frame = true;
        st = read_ahead(pictures);
    }
    return st;
}

static void forget(struct daesa_pictures *pictures)
{
    av_frame_unref(pictures->frame);
    av_frame_unref(pictures->ahead);
    pictures->has_frame = pictures->has_ahead = false;
}

/* To the frame of a time, from a key frame before it; containers are mistaken about
 * those sometimes, so from further and further back. */
static enum daesa_status jump_to(struct daesa_pictures *pictures, int64_t time_us)
{
    const int64_t from_us[] = {time_us, time_us - BACK_US, 0};
    enum daesa_status st = DAESA_OK;
    for (size_t i = 0; !st && i < sizeof from_us / sizeof *from_us; i++) {
        forget(pictures);
        if (daesa_video_seek(pictures->video, from_us[i] > 0 ? from_us[i] : 0))
            continue;
        st = go_to(pictures, time_us);
        if (pictures->has_frame && pictures->frame_us <= time_us)
            break;
    }
    return st;
}

static int colours_of(const AVFrame *frame)
{
    if (frame->colorspace != AVCOL_SPC_UNSPECIFIED)
        return (int)frame->colorspace;
    return frame->height >= HD_LINES ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
}

static enum daesa_status open_scaler(struct daesa_pictures *pictures)
{
    const AVFrame *frame = pictures->frame;
    pictures->scaler = sws_getCachedContext(
        pictures->scaler, frame->width, frame->height, frame->format, pictures->wide_px,
        pictures->high_px, AV_PIX_FMT_RGBA,
        SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT, NULL, NULL, NULL);
    if (!pictures->scaler)
        return DAESA_UNSUPPORTED;
    (void)sws_setColorspaceDetails(
        pictures->scaler, sws_getCoefficients(colours_of(frame)),
        frame->color_range == AVCOL_RANGE_JPEG, sws_getCoefficients(SWS_CS_DEFAULT), 1, 0,
        1 << 16, 1 << 16);
    return DAESA_OK;
}

/* The scaler's rows have room at their end; ours have not. */
static enum daesa_status scale(struct daesa_pictures *pictures, struct daesa_image *image)
{
    const AVFrame *frame = pictures->frame;
    size_t stride = ((size_t)pictures->wide_px * 4 + ALIGN - 1) / ALIGN * ALIGN;
    uint8_t *rows = calloc((size_t)pictures->high_px + 1, stride);
    enum daesa_status st =
        rows ? daesa_image_make(image, pictures->wide_px, pictures->high_px)
             : DAESA_NO_MEMORY;
    if (!st) {
        uint8_t *planes[4] = {rows};
        int strides[4] = {(int)stride};
        int n = sws_scale(pictures->scaler, (const uint8_t *const *)frame->data,
                          frame->linesize, 0, frame->height, planes, strides);
        st = n == pictures->high_px ? DAESA_OK : DAESA_UNSUPPORTED;
    }
    for (size_t y = 0; !st && y < (size_t)pictures->high_px; y++)
        for (size_t i = 0; i < (size_t)pictures->wide_px * 4; i++)
            image->rgba[y * (size_t)pictures->wide_px * 4 + i] =
                i % 4 == 3 ? 255 : rows[y * stride + i];
    free(rows);
    return st;
}

static enum daesa_status make(struct daesa_pictures *pictures, struct daesa_image *image)
{
    struct daesa_image made = {0};
    enum daesa_status st = open_scaler(pictures);
    if (!st)
        st = scale(pictures, &made);
    if (!st && pictures->is_mirrored) /* so that turning comes out as containers mean */
        daesa_image_flip(&made);
    if (!st)
        st = daesa_image_turn(&made, pictures->quarters);
    if (st)
        daesa_image_finish(&made);
    else
        *image = made;
    return st;
}

enum daesa_status daesa_pictures_at(struct daesa_pictures *pictures, int64_t time_us,
                                    struct daesa_image *image, int64_t *shown_us)
{
    bool is_near = pictures->has_frame && pictures->frame_us <= time_us &&
                   time_us - pictures->frame_us < NEAR_US;
    enum daesa_status st =
        is_near ? go_to(pictures, time_us) : jump_to(pictures, time_us);
    if (!st)
        st = pictures->has_frame ? make(pictures, image) : DAESA_BAD_INPUT;
    if (st == DAESA_BAD_INPUT || st == DAESA_UNSUPPORTED)
        return daesa_fail(pictures->sink, DAESA_BAD_INPUT, "video-undecodable",
                          (struct daesa_place){.file = pictures->path},
                          "no picture of its video can be decoded there");
    if (!st && shown_us)
        *shown_us = pictures->frame_us;
    return st;
}

void daesa_pictures_close(struct daesa_pictures **pictures)
{
    if (!pictures || !*pictures)
        return;
    sws_freeContext((*pictures)->scaler);
    av_frame_free(&(*pictures)->frame);
    av_frame_free(&(*pictures)->ahead);
    daesa_video_close(&(*pictures)->video);
    free(*pictures);
    *pictures = NULL;
}
