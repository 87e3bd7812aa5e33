/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/draw.h"

#include "format/write.h"
#include "job/crowd.h"
#include "layout/layout.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_ass(const struct daesa_track *track)
{
    return track->format &&
           (strcmp(track->format, "ass") == 0 || strcmp(track->format, "ssa") == 0);
}

static struct daesa_format_write_opts how_to_write(const struct daesa_track *track,
                                                   const struct daesa_draw_opts *opts)
{
    return (struct daesa_format_write_opts){.to = is_ass(track) ? track->format : "ass",
                                            .encoding = "UTF-8",
                                            .newline = "\n",
                                            .bom = DAESA_BOM_NO,
                                            .width_px = opts->size->width_px,
                                            .height_px = opts->size->height_px};
}

/* What another format has no room for is no matter here: nothing is kept. */
static enum daesa_status write_ass(const struct daesa_track *track,
                                   const struct daesa_draw_opts *opts,
                                   struct daesa_buf *out)
{
    struct daesa_track laid = {0};
    struct daesa_format_write_opts how = how_to_write(track, opts);
    struct daesa_layout_opts layout = {.languages = opts->languages,
                                       .n_languages = opts->n_languages};
    if (is_ass(track)) {
        how.languages = opts->languages;
        how.n_languages = opts->n_languages;
        return daesa_format_write(track, &how, out, NULL);
    }
    enum daesa_status st = daesa_layout(track, &layout, &laid, NULL);
    if (!st)
        st = daesa_format_write(&laid, &how, out, NULL);
    daesa_track_finish(&laid);
    return st;
}

static enum daesa_status open_drawing(const struct daesa_track *track,
                                      const struct daesa_draw_opts *opts,
                                      const struct daesa_buf *ass,
                                      struct daesa_drawing **out, struct daesa_sink *sink)
{
    const struct daesa_pictures_info *size = opts->size;
    struct daesa_drawing_opts how = {.width_px = size->width_px,
                                     .height_px = size->height_px,
                                     .file = opts->file,
                                     .is_any_font = !is_ass(track),
                                     .fonts = opts->fonts,
                                     .has_simple_shaping = opts->has_simple_shaping};
    if (is_ass(track)) { /* whose authors saw it stretched */
        how.coded_width_px = size->coded_width_px;
        how.coded_height_px = size->coded_height_px;
    }
    return daesa_drawing_open(out, daesa_buf_str(ass), &how, sink);
}

enum daesa_status daesa_track_draw(const struct daesa_track *track,
                                   const struct daesa_draw_opts *opts,
                                   struct daesa_drawing **out, struct daesa_sink *sink)
{
    struct daesa_buf ass = {0};
    enum daesa_status st = write_ass(track, opts, &ass);
    if (!st)
        st = open_drawing(track, opts, &ass, out, sink);
    daesa_buf_finish(&ass);
    return st;
}

/* A track whose cues are spoken by their own numbers: those are the names of the events
 * that are made of them. */
struct numbered {
    struct daesa_track track; /* borrows all but the cues and the arena */
    struct daesa_arena arena;
};

static enum daesa_status number(const struct daesa_track *track, struct numbered *out)
{
    out->track = *track;
    out->track.cues =
        daesa_arena_alloc(&out->arena, track->n_cues, sizeof *out->track.cues);
    if (!out->track.cues)
        return DAESA_NO_MEMORY;
    for (size_t i = 0; i < track->n_cues; i++) {
        char text[24];
        struct daesa_cue *cue = &out->track.cues[i];
        *cue = track->cues[i];
        snprintf(text, sizeof text, "%zu", i + 1);
        if (!daesa_arena_copy(&out->arena, daesa_str_of(text), &cue->speaker))
            return DAESA_NO_MEMORY;
    }
    return DAESA_OK;
}

/* Findings about events become findings about cues. */
struct renamer {
    struct daesa_sink sink;
    struct daesa_sink *to;
    const struct daesa_track *track;
    size_t cue; /* from 1; 0: none */
};

static void rename_event(struct daesa_sink *sink, const struct daesa_finding *finding)
{
    struct renamer *renamer = (struct renamer *)sink;
    struct daesa_finding renamed = *finding;
    renamed.cue = finding->cue ? renamer->cue : 0; /* 0: of the file */
    if (renamed.cue) {
        const struct daesa_cue *cue = &renamer->track->cues[renamer->cue - 1];
        renamed.place.line = cue->source.place.line;
        renamed.start_us = cue->start_us;
    }
    daesa_report(renamer->to, renamed, "%s", finding->message);
}

/* A cue has an event for each of its texts. */
static void join(struct daesa_drawn *cue, const struct daesa_drawn *event)
{
    struct daesa_drawn before = *cue;
    *cue = *event;
    cue->is_drawn |= before.is_drawn;
    cue->is_too_large |= before.is_too_large;
    cue->is_cut |= before.is_cut;
    cue->is_wrapped |= before.is_wrapped;
    cue->is_placed |= before.is_placed;
    if (before.unbroken_width_px > cue->unbroken_width_px)
        cue->unbroken_width_px = before.unbroken_width_px;
    if (before.is_drawn && event->is_drawn)
        cue->box = (struct daesa_box){
            before.box.left_px < cue->box.left_px ? before.box.left_px : cue->box.left_px,
            before.box.top_px < cue->box.top_px ? before.box.top_px : cue->box.top_px,
            before.box.right_px > cue->box.right_px ? before.box.right_px
                                                    : cue->box.right_px,
            before.box.bottom_px > cue->box.bottom_px ? before.box.bottom_px
                                                      : cue->box.bottom_px};
    else if (before.is_drawn)
        cue->box = before.box;
}

/* Measures event `i`, if it is of a cue. */
static enum daesa_status measure(struct daesa_drawing *drawing, size_t i,
                                 struct renamer *renamer, struct daesa_crowd_event *out,
                                 bool *is_of_cue)
{
    long long number;
    struct daesa_crowd_event event = {.event = i,
                                      .shown = daesa_drawing_event(drawing, i)};
    *is_of_cue = daesa_str_to_count(daesa_str_of(event.shown.name),
                                    (long long)renamer->track->n_cues, &number) &&
                 number > 0;
    if (!*is_of_cue)
        return DAESA_OK;
    renamer->cue = (size_t)number;
    event.cue = (size_t)number - 1;
    const struct daesa_cue *cue = &renamer->track->cues[event.cue];
    if (cue->n_texts)
        event.words = daesa_str_trim(cue->texts[0].plain);
    enum daesa_status st =
        daesa_drawing_measure(drawing, i, DAESA_TIME_NONE, &event.drawn);
    renamer->cue = 0;
    *out = event;
    return st;
}

static enum daesa_status measure_all(struct daesa_drawing *drawing,
                                     struct renamer *renamer, struct daesa_drawn *out)
{
    size_t n_events = daesa_drawing_count(drawing), n = 0;
    struct daesa_crowd_event *events = calloc(n_events + 1, sizeof *events);
    enum daesa_status st = events ? DAESA_OK : DAESA_NO_MEMORY;
    for (size_t i = 0; !st && i < n_events; i++) {
        bool is_of_cue;
        st = measure(drawing, i, renamer, &events[n], &is_of_cue);
        if (st || !is_of_cue)
            continue;
        join(&out[events[n].cue], &events[n].drawn);
        n++;
    }
    if (!st)
        st = daesa_crowd_find(drawing, events, n, out);
    free(events);
    return st;
}

enum daesa_status daesa_track_measure(const struct daesa_track *track,
                                      const struct daesa_draw_opts *opts,
                                      struct daesa_drawn *out, struct daesa_sink *sink)
{
    struct numbered numbered = {0};
    struct daesa_buf ass = {0};
    struct daesa_drawing *drawing = NULL;
    struct renamer renamer = {.sink.put = rename_event, .to = sink, .track = track};
    struct daesa_format_write_opts how = how_to_write(track, opts);
    for (size_t i = 0; i < track->n_cues; i++)
        out[i] = (struct daesa_drawn){0};
    enum daesa_status st = number(track, &numbered);
    if (!st)
        st = daesa_format_write(&numbered.track, &how, &ass, NULL);
    if (!st)
        st = open_drawing(track, opts, &ass, &drawing, &renamer.sink);
    if (!st)
        st = measure_all(drawing, &renamer, out);
    daesa_drawing_close(&drawing);
    daesa_buf_finish(&ass);
    daesa_arena_finish(&numbered.arena);
    return st;
}
