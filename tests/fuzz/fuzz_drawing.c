/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Whatever ASS says can be drawn and measured: as it stands, and as it is read and
 * written again. */
#include "roundtrip.h"

#include "format/read.h"
#include "job/draw.h"

#include <stdlib.h>

#define MOST_EVENTS 20 /* libass takes its time for each */

static const struct daesa_pictures_info size = {160, 90, 160, 90};

static void draw(struct daesa_str ass)
{
    struct daesa_drawing_opts opts = {.width_px = 160, .height_px = 90};
    struct daesa_drawing *drawing = NULL;
    struct daesa_image image = {0};
    if (daesa_drawing_open(&drawing, ass, &opts, NULL) == DAESA_OK &&
        daesa_image_make(&image, 160, 90) == DAESA_OK) {
        size_t n = daesa_drawing_count(drawing);
        for (size_t i = 0; i < n && i < MOST_EVENTS; i++) {
            struct daesa_drawn drawn;
            if (daesa_drawing_measure(drawing, i, DAESA_TIME_NONE, &drawn) ||
                daesa_drawing_draw(drawing, daesa_drawing_event(drawing, i).start_us,
                                   &image))
                abort();
        }
    }
    daesa_image_finish(&image);
    daesa_drawing_close(&drawing);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    const struct daesa_draw_opts opts = {.size = &size};
    struct daesa_format_read_opts how = {.file = "a.ass", .from = "ass"};
    struct daesa_str ass = {(const char *)bytes, n};
    struct daesa_track track = {0};
    draw(ass);
    if (daesa_format_read(ass, &how, &track, NULL) == DAESA_OK &&
        track.n_cues <= MOST_EVENTS) {
        struct daesa_drawn drawn[MOST_EVENTS];
        enum daesa_status st = daesa_track_measure(&track, &opts, drawn, NULL);
        if (st && st != DAESA_BAD_INPUT) /* libass wants more of a script than we do */
            abort();
    }
    daesa_track_finish(&track);
    return 0;
}
