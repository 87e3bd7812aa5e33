/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/check_drawn.h"

#include "check/rule.h"
#include "job/draw.h"
#include "media/fonts.h"

#include <stdlib.h>
#include <string.h>

#define WIDTH_PX 1920
#define HEIGHT_PX 1080

/* What libass says becomes findings of rules. */
struct sorter {
    struct daesa_sink sink;
    const struct daesa_track *track;
    const struct daesa_check_opts *opts;
    struct daesa_sink *to;
};

static bool is_ass(const struct daesa_track *track)
{
    return track->format &&
           (strcmp(track->format, "ass") == 0 || strcmp(track->format, "ssa") == 0);
}

static const char *rule_of(const char *said)
{
    static const struct {
        const char *said, *rule;
    } names[] = {
        {"ass-missing-font", "picture-font"},
        {"ass-missing-glyph", "picture-glyph"},
        {"ass-not-understood", "picture-script"},
        {"ass-unknown-style", "picture-style"},
    };
    for (size_t i = 0; said && i < sizeof names / sizeof *names; i++)
        if (strcmp(said, names[i].said) == 0)
            return names[i].rule;
    return NULL;
}

/* The number of the first cue of the style that the message names in quotes, for libass
 * does not say whose it is. 0: none. */
static size_t cue_of_style(const struct daesa_track *track, const char *message)
{
    const char *quote = strchr(message, '\'');
    for (size_t i = 0; quote && i < track->n_cues; i++) {
        struct daesa_str name = track->cues[i].style;
        while (name.len && *name.s == '*')
            name = daesa_str_from(name, 1);
        if (!track->cues[i].comment && name.len &&
            strncmp(quote + 1, name.s, name.len) == 0 && quote[1 + name.len] == '\'')
            return i + 1;
    }
    return 0;
}

/* What is known of the cue that the finding is about. */
static void place(const struct daesa_track *track, struct daesa_finding *finding)
{
    const struct daesa_cue *cue = &track->cues[finding->cue - 1];
    finding->place.line = cue->source.place.line;
    finding->place.col = cue->source.place.col;
    finding->start_us = cue->start_us;
    if (cue->n_texts)
        finding->text = cue->texts[0].plain;
}

static void put(struct daesa_sink *sink, const struct daesa_finding *finding)
{
    const struct sorter *sorter = (const struct sorter *)sink;
    struct daesa_finding sorted = *finding;
    if (finding->rule && strcmp(finding->rule, "ass-too-large") == 0)
        return; /* the cue's own measure says so */
    const char *rule = rule_of(finding->rule);
    if (rule) {
        sorted.rule = rule;
        sorted.severity =
            daesa_rule_severity(daesa_rule_find(rule), sorter->opts->profile);
        sorted.place.file = sorter->opts->file;
    }
    if (rule && !is_ass(sorter->track) && strcmp(rule, "picture-font") == 0)
        return;
    if (rule && strcmp(rule, "picture-style") == 0)
        sorted.cue = cue_of_style(sorter->track, finding->message);
    if (rule && sorted.cue && sorted.cue <= sorter->track->n_cues)
        place(sorter->track, &sorted);
    if (sorter->to)
        sorter->to->put(sorter->to, &sorted);
}

/* That of the clip, if it has one. */
static struct daesa_pictures_info size_of(const char *clip, bool *is_of_clip)
{
    struct daesa_pictures_info size = {WIDTH_PX, HEIGHT_PX, WIDTH_PX, HEIGHT_PX};
    struct daesa_pictures *pictures = NULL;
    *is_of_clip = clip && daesa_pictures_open(&pictures, clip, NULL, NULL) == DAESA_OK;
    if (*is_of_clip)
        size = daesa_pictures_info(pictures);
    daesa_pictures_close(&pictures);
    return size;
}

enum daesa_status daesa_check_draw(const struct daesa_track *track, const char *clip,
                                   struct daesa_check_opts *opts, struct daesa_sink *sink)
{
    struct sorter sorter = {{put}, track, opts, sink};
    bool is_of_clip;
    struct daesa_pictures_info size = size_of(clip, &is_of_clip);
    struct daesa_fonts fonts = {0};
    struct daesa_draw_opts how = {.size = &size, .fonts = &fonts, .file = opts->file};
    struct daesa_drawn *drawn = calloc(track->n_cues + 1, sizeof *drawn);
    enum daesa_status st = drawn ? DAESA_OK : DAESA_NO_MEMORY;
    if (!st && is_of_clip)
        st = daesa_fonts_read(clip, &fonts, sink);
    if (!st)
        st = daesa_track_measure(track, &how, drawn, &sorter.sink);
    daesa_fonts_finish(&fonts);
    if (st) {
        free(drawn);
        return st;
    }
    opts->drawn = drawn;
    opts->picture =
        (struct daesa_picture_size){size.width_px, size.height_px, size.coded_width_px,
                                    size.coded_height_px, is_of_clip};
    return DAESA_OK;
}
