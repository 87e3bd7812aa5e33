/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/srt_write.h"

#include "format/override.h"
#include "format/srt_text.h"
#include "format/stamp.h"

#include <math.h>

static void write_position(struct daesa_buf *out, const struct daesa_position *position)
{
    if (position->anchor && position->anchor != 2)
        daesa_buf_printf(out, "{\\an%d}", position->anchor);
    if (position->placed)
        daesa_buf_printf(out, "{\\pos(%ld,%ld)}",
                         lroundf(position->x * DAESA_OVERRIDE_SRT_WIDTH),
                         lroundf(position->y * DAESA_OVERRIDE_SRT_HEIGHT));
}

/* White space at the end of a text, from `begin` on, shows nothing and is not read. */
static void cut_blanks(struct daesa_buf *buf, size_t begin)
{
    size_t end = buf->len;
    while (end > begin && daesa_is_space(buf->s[end - 1]))
        end--;
    daesa_buf_cut(buf, end);
}

static void write_body(struct daesa_writer *out, const struct daesa_cue *cue)
{
    const struct daesa_text *texts[DAESA_WRITER_MAX_TEXTS];
    size_t n = daesa_writer_texts(out, cue, texts, DAESA_WRITER_MAX_TEXTS);
    struct daesa_position position = daesa_writer_position(out, cue);
    bool any = false, italic = daesa_writer_italic(out, cue);
    size_t begin = out->out->len;
    write_position(out->out, &position);
    if (italic)
        daesa_buf_add_text(out->out, "<i>");
    for (size_t i = 0; i < n; i++) {
        if (texts[i]->plain.len == 0 && texts[i]->n_spans == 0)
            continue;
        if (any)
            daesa_buf_add_char(out->out, '\n');
        daesa_srt_write_text(out->out, texts[i], out->same);
        any = true;
    }
    if (italic)
        daesa_buf_add_text(out->out, "</i>");
    cut_blanks(out->out, begin);
    if (out->out->len > begin)
        daesa_buf_add_char(out->out, '\n');
}

/* The raw text of a cue taken apart again. */
struct raw_cue {
    struct daesa_str counter, times, body;
};

static bool split_raw(struct daesa_str raw, struct raw_cue *out)
{
    struct daesa_str rest = raw, line;
    struct daesa_srt_timing timing;
    while (daesa_str_next_line(&rest, &line)) {
        long long n;
        if (daesa_srt_take_timing(line, &timing)) {
            out->times = line;
            out->body = rest;
            return true;
        }
        if (daesa_srt_counter(line, &n))
            out->counter = line;
    }
    return false;
}

/* Whether the raw body still reads as the texts of the cue: then it is kept, with
 * its own spelling of the tags. */
static bool body_unedited(struct daesa_writer *out, const struct daesa_cue *cue,
                          struct daesa_str body)
{
    struct daesa_track scratch = {0};
    struct daesa_markup markup = {0};
    struct daesa_cue *again = daesa_track_add(&scratch);
    bool same = false;
    if (!again)
        daesa_writer_reread(out, DAESA_NO_MEMORY);
    else if (cue->n_texts == 1) {
        again->start_us = cue->start_us;
        size_t n = body.len;
        while (n && daesa_is_space(body.s[n - 1]))
            n--;
        enum daesa_status status =
            daesa_srt_read_text(&markup, &scratch, again, daesa_str_slice(body, 0, n),
                                cue->texts[0].language);
        same = daesa_writer_reread(out, status) &&
               daesa_markup_same(&again->texts[0], &cue->texts[0]) &&
               again->position.anchor == cue->position.anchor &&
               again->position.placed == cue->position.placed &&
               again->position.x == cue->position.x &&
               again->position.y == cue->position.y;
    }
    daesa_markup_finish(&markup);
    daesa_track_finish(&scratch);
    return same;
}

static void write_times(struct daesa_writer *out, const struct daesa_cue *cue)
{
    static const struct daesa_stamp_style style = {
        .hour_digits = 2, .point = ',', .digits = 3};
    const struct daesa_str *coordinates =
        daesa_field_get(cue->fields, cue->n_fields, "srt:coordinates");
    daesa_stamp_add(out->out, cue->start_us, &style);
    daesa_buf_add_text(out->out, " --> ");
    daesa_stamp_add(out->out, cue->end_us, &style);
    if (coordinates) {
        daesa_buf_add_char(out->out, ' ');
        daesa_buf_add(out->out, *coordinates);
    }
    daesa_buf_add_char(out->out, '\n');
}

/* An edited cue, or one whose counter must change: what is not edited of it stays. */
static void write_cue(struct daesa_writer *out, const struct daesa_cue *cue,
                      size_t counter, bool renumber)
{
    struct raw_cue raw = {0};
    struct daesa_srt_timing timing;
    bool split = out->same && split_raw(cue->source.raw, &raw);
    if (split && !renumber) {
        if (raw.counter.len) {
            daesa_buf_add(out->out, raw.counter);
            daesa_buf_add_char(out->out, '\n');
        }
    } else {
        daesa_buf_printf(out->out, "%zu\n", counter);
    }
    if (split && daesa_srt_take_timing(raw.times, &timing) &&
        timing.start_us == cue->start_us && timing.end_us == cue->end_us) {
        daesa_buf_add(out->out, raw.times);
        daesa_buf_add_char(out->out, '\n');
    } else {
        write_times(out, cue);
    }
    if (split && body_unedited(out, cue, raw.body))
        daesa_buf_add(out->out, raw.body);
    else
        write_body(out, cue);
}

enum daesa_status daesa_srt_write(struct daesa_writer *out)
{
    const struct daesa_track *track = out->track;
    bool whole = daesa_writer_whole(out);
    size_t counter = 0;
    if (out->same)
        daesa_buf_add(out->out, track->head);
    for (size_t i = 0; i < track->n_cues; i++) {
        const struct daesa_cue *cue = &track->cues[i];
        bool unedited = daesa_writer_unedited(out, cue);
        if (cue->comment || !(daesa_cue_timed(cue) || unedited))
            continue;
        counter++;
        daesa_writer_lead(out, cue, true);
        if (unedited && whole)
            daesa_buf_add(out->out, cue->source.raw);
        else
            write_cue(out, cue, counter, !whole);
    }
    if (out->same)
        daesa_buf_add(out->out, track->tail);
    return DAESA_OK;
}
