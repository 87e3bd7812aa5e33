/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_YOUTUBE_H
#define DAESA_FORMAT_YOUTUBE_H

#include "format/markup.h"
#include "format/read.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What YouTube's timed text is in both of its spellings, JSON ("json3") and XML ("srv").
 * Captions that speech recognition made stand in a window that rolls: a line stays while
 * the next comes up, so the durations overlap; here such a line ends where the next
 * begins. Its segments are words. Captions that people made have pens and positions. */

/* How a segment is written. */
struct daesa_youtube_pen {
    bool bold, italic, underline, has_colour, has_background;
    int64_t colour, background; /* 0xRRGGBBAA */
};

/* 0xRRGGBBAA of a colour 0xRRGGBB and an opacity of 0..255; white, and opaque, where they
 * are none. */
int64_t daesa_youtube_colour(double rgb, double alpha);

struct daesa_youtube_segment {
    struct daesa_str text; /* in form C */
    struct daesa_youtube_pen pen;
    int64_t offset_ms; /* from the caption's start; where the caption has words */
    int64_t sure;      /* 1..255; else not known */
};

/* A file being read. Begun with its first member alone. */
struct daesa_youtube {
    struct daesa_reader *in;
    struct daesa_markup markup; /* private, as is all below */
    struct daesa_str gap;       /* white space that goes before the next segment */
    size_t n_rolling;
    size_t last;    /* the caption of a window that was read last, plus one */
    int64_t window; /* which window that is in */
};

/* Room for `n` words in the cue: its segments are words, then. */
enum daesa_status daesa_youtube_words(struct daesa_youtube *y, struct daesa_cue *cue,
                                      size_t n);

/* Adds a segment to the text of the cue, whose times are known. */
void daesa_youtube_add(struct daesa_youtube *y, struct daesa_cue *cue,
                       const struct daesa_youtube_segment *segment);

/* Gives the cue the text that its segments make. */
enum daesa_status daesa_youtube_text(struct daesa_youtube *y, struct daesa_cue *cue);

/* An anchor point, counted from 0 at the top left to 8 at the bottom right, and a place
 * in per cent; what is usual, or nowhere, is not said. */
void daesa_youtube_place(struct daesa_cue *cue, int64_t anchor, int64_t x, int64_t y);

/* Tells that the last cue of the track stands in that window. */
void daesa_youtube_roll(struct daesa_youtube *y, int64_t window);

/* Where the reading succeeded, ends captions that say no end and reports what rolled up.
 * Frees all. */
void daesa_youtube_end(struct daesa_youtube *y, enum daesa_status status);

#ifdef __cplusplus
}
#endif
#endif
