/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/ass_write.h"

#include "core/frame.h"
#include "format/ass_line.h"
#include "format/ass_look.h"
#include "format/ass_text.h"
#include "format/override.h"
#include "format/stamp.h"

#include <stdlib.h>
#include <string.h>

#define UNIT_US 10000

struct event;

struct event_writer {
    struct daesa_writer *out;
    struct daesa_ass_format format;
    /* Writes each column's value; NULL: a field of the cue. */
    void (*add[DAESA_ASS_MAX_NAMES])(struct event_writer *w, const struct event *e);
    struct daesa_str defaults[DAESA_ASS_MAX_NAMES]; /* of such fields */
    struct daesa_ass_script script;
    int64_t before_end_us; /* of the cue written before, rounded */
    double size_scale;
};

/* An event as it goes out: a cue, one of its texts, its times in centiseconds, and
 * the values of its source that still hold. */
struct event {
    const struct daesa_cue *cue;
    const struct daesa_text *text;
    struct daesa_str style;
    bool is_top; /* one of several texts, and not the last: "Top" places it */
    int64_t start_us, end_us;
    const struct daesa_str *parts; /* a column's s is NULL: to be made; NULL: all are */
};

/* ---- times ---- */

static int64_t round_time(const struct event_writer *w, int64_t us)
{
    const struct daesa_format_write_opts *opts = w->out->opts;
    return daesa_frame_stamp(opts->frames_us, opts->n_frames, us, UNIT_US);
}

/* Both to what shows on the right frame, or to the nearest; a cue that lasted and would
 * not any more takes the centisecond before where that is free, else the one behind. */
static void round_times(struct event_writer *w, const struct daesa_cue *cue,
                        struct event *e)
{
    e->start_us = round_time(w, cue->start_us);
    e->end_us = round_time(w, cue->end_us);
    if (cue->end_us > cue->start_us && e->end_us <= e->start_us) {
        const struct daesa_cue *next =
            cue + 1 < w->out->track->cues + w->out->track->n_cues ? cue + 1 : NULL;
        bool free_behind = !next || next->start_us == DAESA_TIME_NONE ||
                           next->start_us < cue->end_us ||
                           round_time(w, next->start_us) > e->start_us;
        bool free_before =
            e->start_us >= UNIT_US && e->start_us - UNIT_US >= w->before_end_us;
        if (!free_behind && free_before)
            e->start_us -= UNIT_US;
        else
            e->end_us = e->start_us + UNIT_US;
    }
    /* No time of the file is before its beginning. */
    e->start_us = e->start_us > 0 ? e->start_us : 0;
    e->end_us = e->end_us > 0 ? e->end_us : 0;
    w->before_end_us = e->end_us;
}

/* ---- one event ---- */

static const struct daesa_style *style_named(const struct daesa_track *track,
                                             struct daesa_str name)
{
    for (size_t i = 0; i < track->n_styles; i++)
        if (daesa_str_equal(track->styles[i].name, name))
            return &track->styles[i];
    return NULL;
}

static void add_one_line(struct daesa_buf *buf, struct daesa_str value)
{
    size_t from = 0;
    for (size_t i = 0; i < value.len; i++) {
        char c = value.s[i];
        if (c != ',' && c != '\n')
            continue;
        daesa_buf_add(buf, daesa_str_slice(value, from, i));
        daesa_buf_add_char(buf, c == ',' ? ';' : ' ');
        from = i + 1;
    }
    daesa_buf_add(buf, daesa_str_from(value, from));
}

static void add_time(struct daesa_buf *buf, int64_t us)
{
    static const struct daesa_stamp_style style = {
        .hour_digits = 1, .point = '.', .digits = 2};
    daesa_stamp_add(buf, us, &style);
}

static void add_text(struct event_writer *w, const struct event *e)
{
    struct daesa_ass_text_opts opts = {.script = w->script,
                                       .start_us = e->start_us,
                                       .end_us = e->end_us,
                                       .raw = w->out->same,
                                       .size_scale = w->size_scale};
    const struct daesa_style *style = style_named(w->out->track, e->style);
    struct daesa_position position = e->cue->position;
    if (position.anchor == (style && style->anchor ? style->anchor : 2))
        position.anchor = 0;
    if (!e->is_top)
        daesa_ass_write_position(w->out->out, &position, &w->script);
    daesa_ass_write_text(w->out->out, e->text, &opts);
}

/* A field that the model does not have: from the cue's fields, or its default. */
static void add_field(struct event_writer *w, const struct event *e, size_t column)
{
    for (size_t i = 0; i < e->cue->n_fields; i++) {
        struct daesa_str key = e->cue->fields[i].key;
        if (daesa_str_starts(key, "ass:") &&
            daesa_str_equal(daesa_str_from(key, 4), w->format.names[column])) {
            add_one_line(w->out->out, e->cue->fields[i].value);
            return;
        }
    }
    daesa_buf_add(w->out->out, w->defaults[column]);
}

/* ---- columns ---- */

static void add_start(struct event_writer *w, const struct event *e)
{
    add_time(w->out->out, e->start_us);
}

static void add_end(struct event_writer *w, const struct event *e)
{
    add_time(w->out->out, e->end_us);
}

static void add_style(struct event_writer *w, const struct event *e)
{
    add_one_line(w->out->out, e->style);
}

static void add_speaker(struct event_writer *w, const struct event *e)
{
    add_one_line(w->out->out, e->cue->speaker);
}

/* Who writes the values of which column; the others are fields of the cue. */
static const struct {
    const char *name;
    void (*add)(struct event_writer *w, const struct event *e);
} columns[] = {
    {"Actor", add_speaker}, {"End", add_end},     {"Name", add_speaker},
    {"Start", add_start},   {"Style", add_style}, {"Text", add_text},
};

static struct daesa_str default_of(struct daesa_str name)
{
    return daesa_str_of(daesa_str_is_nocase(name, "Marked")   ? "Marked=0"
                        : daesa_str_is_nocase(name, "Effect") ? ""
                                                              : "0");
}

/* Found once for the file, not for every cue. */
static void find_columns(struct event_writer *w)
{
    for (size_t i = 0; i < w->format.n; i++) {
        w->defaults[i] = default_of(w->format.names[i]);
        for (size_t k = 0; k < sizeof columns / sizeof *columns; k++)
            if (daesa_str_is_nocase(w->format.names[i], columns[k].name))
                w->add[i] = columns[k].add;
    }
}

static void write_event(struct event_writer *w, const struct event *e)
{
    struct daesa_buf *buf = w->out->out;
    daesa_buf_add_text(buf, e->cue->comment ? "Comment: " : "Dialogue: ");
    for (size_t i = 0; i < w->format.n; i++) {
        if (i)
            daesa_buf_add_char(buf, ',');
        if (e->parts && e->parts[i].s)
            daesa_buf_add(buf, e->parts[i]);
        else if (w->add[i])
            w->add[i](w, e);
        else
            add_field(w, e, i);
    }
    daesa_buf_add_char(buf, '\n');
}

/* ---- edited cues: what still holds of the source ---- */

static bool same_field(const struct daesa_cue *a, const struct daesa_cue *b,
                       struct daesa_str name)
{
    char key[80] = "ass:";
    if (name.len > 70)
        return false;
    strncat(key, name.s, name.len);
    const struct daesa_str *x = daesa_field_get(a->fields, a->n_fields, key);
    const struct daesa_str *y = daesa_field_get(b->fields, b->n_fields, key);
    return x && y ? daesa_str_equal(*x, *y) : x == y;
}

static bool same_text(const struct daesa_cue *a, const struct daesa_cue *b)
{
    return a->n_texts == 1 && b->n_texts == 1 &&
           daesa_markup_same(&a->texts[0], &b->texts[0]) &&
           a->position.anchor == b->position.anchor &&
           a->position.placed == b->position.placed && a->position.x == b->position.x &&
           a->position.y == b->position.y;
}

static bool same_value(const struct daesa_cue *again, const struct daesa_cue *cue,
                       struct daesa_str name)
{
    if (daesa_str_is_nocase(name, "Start"))
        return again->start_us == cue->start_us;
    if (daesa_str_is_nocase(name, "End"))
        return again->end_us == cue->end_us;
    if (daesa_str_is_nocase(name, "Style"))
        return daesa_str_equal(again->style, cue->style);
    if (daesa_str_is_nocase(name, "Name") || daesa_str_is_nocase(name, "Actor"))
        return daesa_str_equal(again->speaker, cue->speaker);
    if (daesa_str_is_nocase(name, "Text"))
        return same_text(again, cue);
    return same_field(again, cue, name);
}

/* Reads the cue's source again; `parts` are the values that read as the cue is. */
static void keep_parts(struct event_writer *w, const struct event *e,
                       struct daesa_str *parts)
{
    struct daesa_str key, value, text, rest = e->cue->source.raw, line;
    struct daesa_track scratch = {0};
    struct daesa_markup markup = {0};
    struct daesa_cue *again = daesa_track_add(&scratch);
    bool good;
    if (!again)
        daesa_writer_reread(w->out, DAESA_NO_MEMORY);
    if (again && e->cue->n_texts == 1 && daesa_str_next_line(&rest, &line) &&
        daesa_ass_key(line, &key, &value) &&
        daesa_writer_reread(w->out, daesa_ass_read_event(&scratch, value, &w->format,
                                                         again, &text, &good))) {
        /* Karaoke is relative to the start: as it is now. */
        int64_t start_us = again->start_us;
        again->start_us = e->cue->start_us;
        if (daesa_writer_reread(
                w->out, daesa_ass_read_text(&markup, &scratch, again, text,
                                            e->cue->texts[0].language, &w->script))) {
            again->start_us = start_us;
            size_t n = daesa_ass_split(value, &w->format, parts);
            for (size_t i = 0; i < n; i++)
                if (!same_value(again, e->cue, w->format.names[i]))
                    parts[i] = (struct daesa_str){0};
        }
    }
    daesa_markup_finish(&markup);
    daesa_track_finish(&scratch);
}

/* ---- the file ---- */

static struct daesa_str style_of(const struct daesa_writer *out,
                                 const struct daesa_cue *cue)
{
    if (out->same || style_named(out->track, cue->style))
        return cue->style.len ? cue->style : daesa_str_of("Default");
    return daesa_str_of("Default");
}

/* What was edited is written with what of its source still holds. */
static void write_edited(struct event_writer *w, struct event *e)
{
    struct daesa_str parts[DAESA_ASS_MAX_NAMES] = {0};
    keep_parts(w, e, parts);
    e->parts = parts;
    write_event(w, e);
    e->parts = NULL;
}

static void write_cue(struct daesa_writer *out, const struct daesa_cue *cue, void *user)
{
    struct event_writer *w = user;
    const struct daesa_text *texts[DAESA_WRITER_MAX_TEXTS];
    size_t n = daesa_writer_texts(out, cue, texts, DAESA_WRITER_MAX_TEXTS);
    struct event e = {.cue = cue};
    round_times(w, cue, &e);
    for (size_t i = 0; i < n; i++) {
        e.text = texts[i];
        e.is_top = i + 1 < n;
        e.style = e.is_top ? daesa_str_of("Top") : style_of(w->out, cue);
        if (w->out->same && i == 0)
            write_edited(w, &e);
        else
            write_event(w, &e);
    }
}

static void begin(struct event_writer *w)
{
    const struct daesa_track *track = w->out->track;
    bool ssa = strcmp(w->out->format->name, "ssa") == 0;
    const struct daesa_str *format =
        daesa_field_get(track->fields, track->n_fields, "ass:Format");
    const struct daesa_str *wrap =
        daesa_field_get(track->fields, track->n_fields, "ass:WrapStyle");
    daesa_ass_format_parse(
        w->out->same && format ? *format : daesa_str_of(daesa_ass_event_format(ssa)),
        &w->format);
    find_columns(w);
    w->script = (struct daesa_ass_script){.width_px = track->width_px,
                                          .height_px = track->height_px,
                                          .hard_breaks = w->out->same && wrap &&
                                                         daesa_str_is(*wrap, "2"),
                                          .ssa = ssa};
    if (w->out->same)
        return;
    struct daesa_ass_picture picture = daesa_ass_picture(w->out);
    w->script.width_px = picture.width_px;
    w->script.height_px = picture.height_px;
    /* Sizes without a picture's are meant for the one that SRT counts on. */
    if (track->height_px <= 0)
        w->size_scale = (double)picture.height_px / DAESA_OVERRIDE_SRT_HEIGHT;
}

static void write_head(struct daesa_writer *out, void *user)
{
    (void)user;
    daesa_ass_write_head(out);
}

enum daesa_status daesa_ass_write(struct daesa_writer *out)
{
    struct event_writer w = {.out = out, .before_end_us = INT64_MIN};
    begin(&w);
    daesa_writer_cues(out, &(struct daesa_writer_style){
                               .head = write_head, .cue = write_cue, .user = &w});
    return DAESA_OK;
}
