/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/draw.h"

#include "format/write.h"
#include "layout/layout.h"

#include <string.h>

static bool is_ass(const struct daesa_track *track)
{
    return track->format &&
           (strcmp(track->format, "ass") == 0 || strcmp(track->format, "ssa") == 0);
}

/* What another format has no room for is no matter here: nothing is kept. */
static enum daesa_status write_ass(const struct daesa_track *track,
                                   const char *const *languages, size_t n_languages,
                                   struct daesa_buf *out)
{
    struct daesa_track laid = {0};
    struct daesa_format_write_opts how = {.to = is_ass(track) ? track->format : "ass",
                                          .encoding = "UTF-8",
                                          .newline = "\n",
                                          .bom = DAESA_BOM_NO,
                                          .languages = languages,
                                          .n_languages = n_languages};
    struct daesa_layout_opts layout = {.languages = languages,
                                       .n_languages = n_languages};
    if (is_ass(track))
        return daesa_format_write(track, &how, out, NULL);
    enum daesa_status st = daesa_layout(track, &layout, &laid, NULL);
    how.n_languages = 0;
    if (!st)
        st = daesa_format_write(&laid, &how, out, NULL);
    daesa_track_finish(&laid);
    return st;
}

enum daesa_status daesa_track_draw(const struct daesa_track *track,
                                   const struct daesa_pictures_info *size,
                                   const char *const *languages, size_t n_languages,
                                   const char *file, struct daesa_drawing **out,
                                   struct daesa_sink *sink)
{
    struct daesa_buf ass = {0};
    struct daesa_drawing_opts opts = {
        .width_px = size->width_px, .height_px = size->height_px, .file = file};
    opts.is_any_font = !is_ass(track);
    if (is_ass(track)) { /* whose authors saw it stretched */
        opts.coded_width_px = size->coded_width_px;
        opts.coded_height_px = size->coded_height_px;
    }
    enum daesa_status st = write_ass(track, languages, n_languages, &ass);
    if (!st)
        st = daesa_drawing_open(out, daesa_buf_str(&ass), &opts, sink);
    daesa_buf_finish(&ass);
    return st;
}
