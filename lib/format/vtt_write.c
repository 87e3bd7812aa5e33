/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/vtt_write.h"

#include "format/vtt_region.h"
#include "format/vtt_settings.h"
#include "format/vtt_text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Styles for more colours than this are not written. */
#define MAX_COLOURS 256

/* ---- the head of a new file ---- */

struct colours {
    uint64_t list[MAX_COLOURS]; /* the kind's bit above the colour */
    size_t n;
};

static void collect_text(struct colours *c, const struct daesa_text *text)
{
    for (size_t i = 0; i < text->n_spans && c->n < MAX_COLOURS; i++) {
        const struct daesa_span *span = &text->spans[i];
        if ((span->kind != DAESA_SPAN_COLOUR && span->kind != DAESA_SPAN_BACKGROUND) ||
            daesa_vtt_colour_name(span->number))
            continue;
        uint64_t colour = (uint64_t)(span->kind == DAESA_SPAN_BACKGROUND) << 32 |
                          (uint64_t)(span->number >> 8 & 0xFFFFFF);
        size_t k = 0;
        while (k < c->n && c->list[k] != colour)
            k++;
        if (k == c->n)
            c->list[c->n++] = colour;
    }
}

static void write_colours(struct daesa_writer *out)
{
    struct colours c = {0};
    for (size_t i = 0; i < out->track->n_cues; i++)
        for (size_t k = 0; k < out->track->cues[i].n_texts; k++)
            collect_text(&c, &out->track->cues[i].texts[k]);
    if (c.n == 0)
        return;
    daesa_buf_add_text(out->out, "\nSTYLE\n");
    for (size_t i = 0; i < c.n; i++) {
        bool back = c.list[i] >> 32;
        uint32_t rgb = (uint32_t)(c.list[i] & 0xFFFFFF);
        daesa_buf_printf(out->out, "::cue(.%s-%06" PRIx32 ") { %s: #%06" PRIx32 "; }\n",
                         back ? "background" : "colour", rgb,
                         back ? "background-color" : "color", rgb);
    }
}

/* A blank line or an arrow would end a block: fields may come from elsewhere. */
static bool may_stand(struct daesa_str block)
{
    return daesa_str_find(block, "-->") == block.len &&
           daesa_str_find(block, "\n\n") == block.len;
}

/* Blocks that a WebVTT file had before it became another format. */
static void write_blocks(struct daesa_writer *out)
{
    const struct daesa_track *track = out->track;
    for (size_t i = 0; i < track->n_fields; i++) {
        struct daesa_str key = track->fields[i].key;
        if ((!daesa_str_is(key, "vtt:STYLE") && !daesa_str_is(key, "vtt:REGION")) ||
            !may_stand(track->fields[i].value))
            continue;
        daesa_buf_add_char(out->out, '\n');
        daesa_buf_add(out->out, daesa_str_from(key, 4));
        daesa_buf_add_char(out->out, '\n');
        daesa_buf_add(out->out, track->fields[i].value);
        daesa_buf_add_char(out->out, '\n');
    }
}

static void write_head(struct daesa_writer *out, void *user)
{
    (void)user;
    const struct daesa_track *track = out->track;
    const struct daesa_str *header =
        daesa_field_get(track->fields, track->n_fields, "vtt:header");
    daesa_buf_add_text(out->out, "WEBVTT");
    if (header && may_stand(*header))
        daesa_buf_add(out->out, *header);
    daesa_buf_add_char(out->out, '\n');
    if (!daesa_field_get(track->fields, track->n_fields, "vtt:STYLE"))
        write_colours(out);
    write_blocks(out);
}

/* ---- cues ---- */

/* The raw text of a cue taken apart again. */
struct raw_cue {
    struct daesa_str id, timing, settings, body;
    int64_t start_us, end_us;
};

static bool split_raw(struct daesa_str raw, struct raw_cue *out)
{
    struct daesa_str rest = raw;
    if (!daesa_str_next_line(&rest, &out->timing))
        return false;
    if (daesa_str_find(out->timing, "-->") == out->timing.len) {
        out->id = out->timing;
        if (!daesa_str_next_line(&rest, &out->timing))
            return false;
    }
    out->body = rest;
    return daesa_vtt_take_timing(out->timing, &out->start_us, &out->end_us,
                                 &out->settings);
}

static bool same_body(struct daesa_writer *out, const struct daesa_cue *cue,
                      struct daesa_str body)
{
    struct daesa_track scratch = {0};
    struct daesa_markup markup = {0};
    struct daesa_cue *again = daesa_track_add(&scratch);
    while (body.len && (body.s[body.len - 1] == '\n' || body.s[body.len - 1] == '\r'))
        body.len--;
    bool same = false;
    if (!again)
        daesa_writer_reread(out, DAESA_NO_MEMORY);
    else if (cue->n_texts == 1)
        same =
            daesa_writer_reread(out, daesa_vtt_read_text(&markup, &scratch, again, body,
                                                         cue->texts[0].language)) &&
            daesa_markup_same(&again->texts[0], &cue->texts[0]) &&
            daesa_str_equal(again->speaker, cue->speaker);
    daesa_markup_finish(&markup);
    daesa_track_finish(&scratch);
    return same;
}

static bool same_position(const struct daesa_position *a, const struct daesa_position *b)
{
    return a->anchor == b->anchor && a->placed == b->placed && a->x == b->x &&
           a->y == b->y;
}

/* The settings of the source where they still say where the cue is, else new
 * ones. */
static void write_settings(const struct daesa_writer *out, const struct daesa_cue *cue)
{
    struct daesa_buf *buf = out->out;
    const struct daesa_str *own =
        daesa_field_get(cue->fields, cue->n_fields, "vtt:settings");
    struct daesa_vtt_settings settings;
    if (own) {
        daesa_vtt_settings_parse(*own, &settings);
        struct daesa_position position = daesa_vtt_place(out->track, &settings);
        if (same_position(&position, &cue->position)) {
            daesa_buf_add_char(buf, ' ');
            daesa_buf_add(buf, *own);
            return;
        }
    }
    struct daesa_position position = cue->position;
    if (position.anchor && (position.anchor != 2 || position.placed))
        daesa_vtt_add_position(buf, &position);
    else if (position.placed)
        daesa_vtt_add_position(buf, &position);
}

/* An id is one line without an arrow. */
static void write_id(struct daesa_buf *buf, struct daesa_str id)
{
    if (id.len == 0 || daesa_str_find(id, "-->") < id.len ||
        daesa_str_find_char(id, '\n') < id.len)
        return;
    daesa_buf_add(buf, id);
    daesa_buf_add_char(buf, '\n');
}

static void write_body(struct daesa_writer *out, const struct daesa_cue *cue)
{
    const struct daesa_text *texts[DAESA_WRITER_MAX_TEXTS];
    size_t n = daesa_writer_texts(out, cue, texts, DAESA_WRITER_MAX_TEXTS), n_blank = 0;
    struct daesa_buf *buf = out->out;
    bool any = false, italic = daesa_writer_italic(out, cue);
    if (cue->speaker.len)
        daesa_vtt_add_annotated(buf, "v", cue->speaker);
    if (italic)
        daesa_buf_add_text(buf, "<i>");
    for (size_t i = 0; i < n; i++) {
        if (texts[i]->plain.len == 0 && texts[i]->n_spans == 0)
            continue;
        if (any)
            daesa_buf_add_char(buf, '\n');
        n_blank += daesa_vtt_write_text(buf, texts[i], out->same);
        any = true;
    }
    if (italic)
        daesa_buf_add_text(buf, "</i>");
    if (buf->len && buf->s[buf->len - 1] != '\n')
        daesa_buf_add_char(buf, '\n');
    if (n_blank)
        daesa_writer_report(out, DAESA_WARNING, "lost-blank-lines", cue,
                            "blank lines inside a text would end the cue; left out");
}

static void write_cue(struct daesa_writer *out, const struct daesa_cue *cue, void *user)
{
    (void)user;
    struct raw_cue raw = {0};
    struct daesa_buf *buf = out->out;
    bool split = out->same && split_raw(cue->source.raw, &raw);
    const struct daesa_str *settings =
        daesa_field_get(cue->fields, cue->n_fields, "vtt:settings");
    write_id(buf, cue->id);
    if (split && raw.start_us == cue->start_us && raw.end_us == cue->end_us &&
        daesa_str_equal(raw.settings, settings ? *settings : (struct daesa_str){0})) {
        daesa_buf_add(buf, raw.timing);
    } else {
        daesa_vtt_add_time(buf, cue->start_us);
        daesa_buf_add_text(buf, " --> ");
        daesa_vtt_add_time(buf, cue->end_us);
        struct daesa_cue placed = *cue;
        placed.position = daesa_writer_position(out, cue);
        write_settings(out, &placed);
    }
    daesa_buf_add_char(buf, '\n');
    if (split && same_body(out, cue, raw.body))
        daesa_buf_add(buf, raw.body);
    else
        write_body(out, cue);
}

enum daesa_status daesa_vtt_write(struct daesa_writer *out)
{
    daesa_writer_cues(out, &(struct daesa_writer_style){
                               .head = write_head, .cue = write_cue, .blank = true});
    return DAESA_OK;
}
