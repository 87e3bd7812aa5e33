/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_MEDIA_THUMB_H
#define DAESA_MEDIA_THUMB_H

#include "core/status.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define DAESA_THUMB_WIDTH 64
#define DAESA_THUMB_HEIGHT 36
#define DAESA_THUMB_CHROMA_WIDTH (DAESA_THUMB_WIDTH / 2)
#define DAESA_THUMB_CHROMA_HEIGHT (DAESA_THUMB_HEIGHT / 2)

/* A picture so small that two can be compared quickly and noise is averaged
 * away: what a shot looks like. Brightness and colours, 8 bits, row by row; the
 * picture's own aspect is lost. */
struct daesa_thumb {
    int64_t time_us;
    uint8_t y[DAESA_THUMB_WIDTH * DAESA_THUMB_HEIGHT];
    uint8_t u[DAESA_THUMB_CHROMA_WIDTH * DAESA_THUMB_CHROMA_HEIGHT];
    uint8_t v[DAESA_THUMB_CHROMA_WIDTH * DAESA_THUMB_CHROMA_HEIGHT];
};

/* Makes thumbs of frames. {0} is valid. */
struct daesa_thumb_maker {
    void *scaler; /* private: for formats that need one */
};

/* Makes a thumb of `frame`, an AVFrame; its time is left alone.
 * DAESA_UNSUPPORTED: a format that nothing converts. DAESA_NO_MEMORY. */
enum daesa_status daesa_thumb_make(struct daesa_thumb_maker *maker, const void *frame,
                                   struct daesa_thumb *out);

/* Frees what the maker holds. NULL is accepted. */
void daesa_thumb_maker_finish(struct daesa_thumb_maker *maker);

/* How two thumbs differ. */
struct daesa_thumb_match {
    float apart;    /* mean difference in levels of 0..255, colours included, where
                       the second is laid over the first as well as can be: moved
                       by up to an eighth of its size */
    float likeness; /* correlation of the brightness there, -1..1: 1 means the same
                       up to light and contrast; 0 where one of them is flat */
    float share;    /* of the picture that differs by half of `apart` or more: little
                       where something moves before what stays, 0..1 */
};

struct daesa_thumb_match daesa_thumb_match(const struct daesa_thumb *a,
                                           const struct daesa_thumb *b);

/* The same without moving: `apart` only, and quick. */
float daesa_thumb_apart(const struct daesa_thumb *a, const struct daesa_thumb *b);

#ifdef __cplusplus
}
#endif
#endif
