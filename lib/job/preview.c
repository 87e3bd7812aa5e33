/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/preview.h"

#include "core/array.h"
#include "core/file.h"
#include "job/check.h"
#include "job/draw.h"
#include "media/fonts.h"
#include "render/png.h"
#include "render/sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH_PX 480
#define COLUMNS 3
#define ROWS 8
#define SHEETS_MAX 10000
/* SMPTE ST 2046-1: what is left free at each side, in thousandths. */
#define ACTION_SAFE 35
#define TITLE_SAFE 50
#define GUIDE_RGB 0x00C0C0

/* A moment to be shown. */
struct moment {
    int64_t time_us;
    int64_t from_us; /* the cue's start: not before, whatever frame it is */
    size_t cue;      /* from 1; 0: a time that was asked for */
    size_t last;     /* of cues with the same times in a row, as two languages have */
};

struct preview {
    const struct daesa_preview_job *job;
    struct daesa_track track;
    struct daesa_pictures *pictures;
    struct daesa_drawing *drawing;
    struct daesa_pictures_info size;
    struct moment *moments;
    size_t n_moments;
    char **rules; /* what check says of each cue, or NULL; with only_findings */
    struct daesa_preview_stats stats;
    struct daesa_sink *sink;
};

/* Marks the cues that check finds fault with. */
struct marker {
    struct daesa_sink sink;
    char **rules;
    size_t n;
    bool is_out_of_memory;
};

static void mark(struct daesa_sink *sink, const struct daesa_finding *finding)
{
    struct marker *marker = (struct marker *)sink;
    if (finding->cue == 0 || finding->cue > marker->n || finding->severity == DAESA_NOTE)
        return;
    char **rules = &marker->rules[finding->cue - 1];
    struct daesa_buf text = {0};
    if (*rules && strstr(*rules, finding->rule))
        return;
    daesa_buf_printf(&text, "%s%s%s", *rules ? *rules : "", *rules ? ", " : "",
                     finding->rule);
    if (text.status) {
        marker->is_out_of_memory = true;
        daesa_buf_finish(&text);
        return;
    }
    free(*rules);
    *rules = text.s;
}

static enum daesa_status find_faults(struct preview *preview)
{
    const struct daesa_preview_job *job = preview->job;
    struct daesa_check_job check = {0};
    if (job->check)
        check = *job->check;
    check.path = job->subtitles;
    check.load = job->load;
    check.clip = job->clip;
    check.draws = true;
    preview->rules = calloc(preview->track.n_cues + 1, sizeof *preview->rules);
    if (!preview->rules)
        return DAESA_NO_MEMORY;
    struct marker marker = {
        .sink.put = mark, .rules = preview->rules, .n = preview->track.n_cues};
    enum daesa_status st = daesa_check_subtitles(&check, NULL, &marker.sink);
    return marker.is_out_of_memory ? DAESA_NO_MEMORY : st;
}

static bool is_wanted(const struct preview *preview, size_t i)
{
    const struct daesa_preview_job *job = preview->job;
    const struct daesa_cue *cue = &preview->track.cues[i];
    bool is_named = job->n_ranges == 0;
    for (size_t k = 0; k < job->n_ranges; k++)
        is_named |= i + 1 >= job->ranges[k].from && i + 1 <= job->ranges[k].to;
    return is_named && daesa_cue_timed(cue) && !cue->comment &&
           (!preview->rules || preview->rules[i]);
}

/* That nothing is found fault with is good. */
static enum daesa_status nothing(const struct preview *preview)
{
    struct daesa_finding finding = {
        .severity = preview->job->only_findings ? DAESA_NOTE : DAESA_ERROR,
        .rule = "preview-nothing",
        .place = {.file = daesa_file_shown(preview->job->subtitles)},
        .start_us = DAESA_TIME_NONE};
    daesa_report(preview->sink, finding, "%s",
                 preview->job->only_findings ? "nothing was found fault with; no sheet"
                 : preview->job->n_ranges
                     ? "none of the cues that were asked for is there and has times"
                     : "no cue has times");
    return preview->job->only_findings ? DAESA_OK : DAESA_NOT_FOUND;
}

static void add_cue(struct preview *preview, size_t i)
{
    const struct daesa_cue *cue = &preview->track.cues[i];
    struct moment *before =
        preview->n_moments ? &preview->moments[preview->n_moments - 1] : NULL;
    if (before && before->last == i && before->from_us == cue->start_us &&
        preview->track.cues[i - 1].end_us == cue->end_us) {
        before->last = i + 1;
        return;
    }
    preview->moments[preview->n_moments++] =
        (struct moment){.time_us = cue->start_us + (cue->end_us - cue->start_us) / 2,
                        .from_us = cue->start_us,
                        .cue = i + 1,
                        .last = i + 1};
}

static enum daesa_status choose(struct preview *preview)
{
    const struct daesa_preview_job *job = preview->job;
    size_t most = job->n_times ? job->n_times : preview->track.n_cues;
    preview->moments = calloc(most + 1, sizeof *preview->moments);
    if (!preview->moments)
        return DAESA_NO_MEMORY;
    for (size_t i = 0; i < job->n_times; i++)
        preview->moments[preview->n_moments++] =
            (struct moment){.time_us = job->times_us[i], .from_us = job->times_us[i]};
    if (job->n_times)
        return DAESA_OK;
    enum daesa_status st = job->only_findings ? find_faults(preview) : DAESA_OK;
    for (size_t i = 0; !st && i < preview->track.n_cues; i++)
        if (is_wanted(preview, i))
            add_cue(preview, i);
    return st ? st : preview->n_moments ? DAESA_OK : nothing(preview);
}

/* "dir/sheet-2.png" of "dir/sheet.png". */
static void name_sheet(struct daesa_buf *out, const char *path, size_t i)
{
    struct daesa_str all = daesa_str_of(path);
    const char *slash = strrchr(path, '/'), *dot = strrchr(path, '.');
    size_t stem =
        dot && dot > path && (!slash || dot > slash + 1) ? (size_t)(dot - path) : all.len;
    daesa_buf_cut(out, 0);
    daesa_buf_add(out, daesa_str_slice(all, 0, stem));
    if (i > 0)
        daesa_buf_printf(out, "-%zu", i + 1);
    daesa_buf_add(out, daesa_str_from(all, stem));
}

static size_t per_sheet(const struct daesa_preview_job *job)
{
    return (size_t)(job->columns ? job->columns : COLUMNS) *
           (size_t)(job->rows ? job->rows : ROWS);
}

/* Before the work: whether all sheets can be written. */
static enum daesa_status check_outputs(struct preview *preview)
{
    const struct daesa_preview_job *job = preview->job;
    struct daesa_buf name = {0};
    size_t n = (preview->n_moments + per_sheet(job) - 1) / per_sheet(job);
    enum daesa_status st = DAESA_OK;
    if (n > SHEETS_MAX)
        return daesa_fail(preview->sink, DAESA_LIMIT, "preview-too-many",
                          (struct daesa_place){.file = daesa_file_shown(job->subtitles)},
                          "would make %zu sheets; ask for some of the cues", n);
    for (size_t i = 0; !st && i < n; i++) {
        name_sheet(&name, job->output, i);
        st = name.status;
        if (!st)
            st = daesa_file_check(name.s, job->replace, preview->sink);
    }
    daesa_buf_finish(&name);
    return st;
}

static void add_guide(struct daesa_image *image, int32_t thousandths)
{
    int32_t x = (int32_t)((int64_t)image->width_px * thousandths / 1000);
    int32_t y = (int32_t)((int64_t)image->height_px * thousandths / 1000);
    struct daesa_box box = {x, y, image->width_px - x, image->height_px - y};
    int32_t line = image->height_px / 360;
    daesa_image_frame(image, box, line > 0 ? line : 1, GUIDE_RGB);
}

static void label(const struct preview *preview, const struct moment *moment,
                  struct daesa_buf *out)
{
    if (moment->cue)
        daesa_buf_printf(out, "#%zu", moment->cue);
    if (moment->last > moment->cue)
        daesa_buf_printf(out, "-%zu", moment->last);
    daesa_buf_add_text(out, moment->cue ? "   " : "");
    daesa_time_print(out, moment->cue ? moment->from_us : moment->time_us);
    if (moment->cue) {
        daesa_buf_add_text(out, " - ");
        daesa_time_print(out, preview->track.cues[moment->cue - 1].end_us);
    }
    for (size_t i = moment->cue; moment->cue && i <= moment->last && preview->rules; i++)
        daesa_buf_printf(out, "   %s", preview->rules[i - 1]);
}

/* Subtitles change with the frames: what is drawn is what is on screen when the frame
 * comes, but never before the cue that is wanted begins. */
static enum daesa_status show(struct preview *preview, const struct moment *moment,
                              struct daesa_sheet *sheet)
{
    struct daesa_image image = {0};
    struct daesa_buf text = {0};
    int64_t shown_us;
    enum daesa_status st =
        daesa_pictures_at(preview->pictures, moment->time_us, &image, &shown_us);
    if (st)
        return st;
    if (preview->job->guides) {
        add_guide(&image, ACTION_SAFE);
        add_guide(&image, TITLE_SAFE);
    }
    shown_us = shown_us < moment->from_us ? moment->from_us : shown_us;
    st = daesa_drawing_draw(preview->drawing, shown_us, &image);
    label(preview, moment, &text);
    if (!st)
        st = daesa_sheet_add(sheet, &image, daesa_buf_str(&text));
    daesa_buf_finish(&text);
    daesa_image_finish(&image);
    preview->stats.n_pictures += !st;
    return st;
}

static enum daesa_status write_sheet(struct preview *preview, struct daesa_sheet *sheet)
{
    struct daesa_buf png = {0}, name = {0};
    enum daesa_status st = daesa_sheet_end(sheet);
    name_sheet(&name, preview->job->output, preview->stats.n_sheets);
    if (!st)
        st = daesa_png_write(&sheet->image, &png);
    if (!st)
        st = name.status;
    if (!st)
        st = daesa_file_write(name.s, daesa_buf_str(&png), preview->job->replace,
                              preview->sink);
    daesa_buf_finish(&png);
    daesa_buf_finish(&name);
    preview->stats.n_sheets += !st;
    return st;
}

static int32_t least(size_t a, size_t b)
{
    return (int32_t)(a < b ? a : b);
}

/* The moments from `from` on, as many as fit; a sheet is no larger than it must be. */
static enum daesa_status make_sheet(struct preview *preview, size_t from)
{
    const struct daesa_preview_job *job = preview->job;
    size_t left = preview->n_moments - from, room = per_sheet(job);
    int32_t width = job->width_px ? job->width_px : WIDTH_PX;
    int64_t height = daesa_scale(width, preview->size.height_px, preview->size.width_px);
    int32_t columns = least(left, (size_t)(job->columns ? job->columns : COLUMNS));
    size_t n = left < room ? left : room;
    int32_t rows = (int32_t)((n + (size_t)columns - 1) / (size_t)columns);
    struct daesa_sheet sheet = {0};
    if (height < 1 || height > DAESA_IMAGE_MAX_PX)
        return DAESA_BAD_ARGUMENT;
    enum daesa_status st =
        daesa_sheet_make(&sheet, width, (int32_t)height, columns, rows);
    for (size_t i = 0; !st && i < n; i++)
        st = show(preview, &preview->moments[from + i], &sheet);
    if (!st)
        st = write_sheet(preview, &sheet);
    daesa_sheet_finish(&sheet);
    return st == DAESA_LIMIT ? DAESA_BAD_ARGUMENT : st;
}

static enum daesa_status open_drawing(struct preview *preview)
{
    const struct daesa_preview_job *job = preview->job;
    struct daesa_fonts fonts = {0};
    struct daesa_draw_opts opts = {.size = &preview->size,
                                   .fonts = &fonts,
                                   .languages = job->languages,
                                   .n_languages = job->n_languages,
                                   .file = daesa_file_shown(job->subtitles),
                                   .has_simple_shaping = job->has_simple_shaping};
    enum daesa_status st = daesa_fonts_read(job->clip, &fonts, preview->sink);
    if (!st)
        st = daesa_track_draw(&preview->track, &opts, &preview->drawing, preview->sink);
    daesa_fonts_finish(&fonts);
    return st;
}

static enum daesa_status draw(struct preview *preview)
{
    const struct daesa_preview_job *job = preview->job;
    enum daesa_status st =
        daesa_pictures_open(&preview->pictures, job->clip, job->progress, preview->sink);
    if (st)
        return st;
    preview->size = daesa_pictures_info(preview->pictures);
    st = open_drawing(preview);
    for (size_t at = 0; !st && at < preview->n_moments; at += per_sheet(job))
        st = make_sheet(preview, at);
    return st;
}

static bool is_sane(const struct daesa_preview_job *job)
{
    return job->clip && job->subtitles && job->output && job->width_px >= 0 &&
           job->width_px <= DAESA_IMAGE_MAX_PX && job->columns >= 0 &&
           job->columns <= 1000 && job->rows >= 0 && job->rows <= 1000;
}

enum daesa_status daesa_preview(const struct daesa_preview_job *job,
                                struct daesa_preview_stats *stats,
                                struct daesa_sink *sink)
{
    struct preview preview = {.job = job, .sink = sink};
    if (!is_sane(job))
        return DAESA_BAD_ARGUMENT;
    enum daesa_status st = daesa_inputs_check(job->clip, job->subtitles, sink);
    if (!st)
        st = daesa_track_load(job->subtitles, &job->load, &preview.track, sink);
    if (!st)
        st = choose(&preview);
    if (!st)
        st = check_outputs(&preview);
    if (!st && preview.n_moments)
        st = draw(&preview);
    if (stats)
        *stats = preview.stats;
    daesa_drawing_close(&preview.drawing);
    daesa_pictures_close(&preview.pictures);
    for (size_t i = 0; preview.rules && i < preview.track.n_cues; i++)
        free(preview.rules[i]);
    free(preview.rules);
    free(preview.moments);
    daesa_track_finish(&preview.track);
    return st;
}

enum daesa_status daesa_preview_remove(const char *output, size_t n_kept)
{
    struct daesa_buf name = {0};
    bool is_there = true;
    for (size_t i = n_kept; is_there; i++) {
        name_sheet(&name, output, i);
        is_there = !name.status && (remove(name.s) == 0 || i == 0);
    }
    enum daesa_status st = name.status;
    daesa_buf_finish(&name);
    return st;
}
