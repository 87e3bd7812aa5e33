/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "report/clip_json.h"

#include <cjson/cJSON.h>
#include <inttypes.h>
#include <stdio.h>

/* An object that grows; the first failure sticks. */
struct object {
    cJSON *at;
    bool *ok;
};

static void check(struct object to, const void *added)
{
    if (!added)
        *to.ok = false;
}

/* Strings of a clip lie in its arena, with a NUL behind them. */
static void add_str(struct object to, const char *key, struct daesa_str text)
{
    if (text.len)
        check(to, cJSON_AddStringToObject(to.at, key, text.s));
}

static void add_text(struct object to, const char *key, const char *text)
{
    if (text)
        check(to, cJSON_AddStringToObject(to.at, key, text));
}

static void add_number(struct object to, const char *key, double number)
{
    check(to, cJSON_AddNumberToObject(to.at, key, number));
}

static void add_count(struct object to, const char *key, int64_t n, int64_t least)
{
    if (n >= least)
        add_number(to, key, (double)n);
}

static void add_time(struct object to, const char *key, int64_t us)
{
    if (us != DAESA_TIME_NONE)
        add_number(to, key, (double)us / 1e6);
}

static void add_fraction(struct object to, const char *key, struct daesa_rate rate,
                         char between)
{
    char text[32];
    if (!daesa_rate_known(rate))
        return;
    snprintf(text, sizeof text, "%" PRId32 "%c%" PRId32, rate.num, between, rate.den);
    add_text(to, key, text);
}

static struct object add_object(struct object to, const char *key)
{
    struct object made = {.at = cJSON_AddObjectToObject(to.at, key), .ok = to.ok};
    check(to, made.at);
    return made;
}

static struct object add_array(struct object to, const char *key)
{
    struct object made = {.at = cJSON_AddArrayToObject(to.at, key), .ok = to.ok};
    check(to, made.at);
    return made;
}

static struct object add_row(struct object array)
{
    struct object made = {.at = cJSON_CreateObject(), .ok = array.ok};
    if (!cJSON_AddItemToArray(array.at, made.at)) {
        cJSON_Delete(made.at);
        made.at = NULL;
        *array.ok = false;
    }
    return made;
}

static void add_tags(struct object to, const struct daesa_tag *tags, size_t n_tags)
{
    if (n_tags == 0)
        return;
    struct object object = add_object(to, "tags");
    for (size_t i = 0; i < n_tags; i++)
        check(object, cJSON_AddStringToObject(object.at, tags[i].key.s, tags[i].value.s));
}

static void add_video(struct object to, const struct daesa_stream *s)
{
    static const char *const kinds[] = {
        [DAESA_RATE_CONSTANT] = "constant", [DAESA_RATE_VARIABLE] = "variable"};
    add_count(to, "width", s->width_px, 1);
    add_count(to, "height", s->height_px, 1);
    add_fraction(to, "sample_aspect", s->sample_aspect, ':');
    add_fraction(to, "display_aspect", s->display_aspect, ':');
    add_number(to, "rotation", s->rotation_deg);
    if (s->is_mirrored)
        check(to, cJSON_AddTrueToObject(to.at, "mirrored"));
    add_text(to, "rate_kind", kinds[s->rate_kind]);
    add_fraction(to, "average_rate", s->average_rate, '/');
    add_fraction(to, "real_rate", s->real_rate, '/');
    add_count(to, "frames", s->n_packets, 0);
    add_str(to, "field_order", s->field_order);
    add_str(to, "pixel_format", s->pixel_format);
}

static void add_audio(struct object to, const struct daesa_stream *s)
{
    add_count(to, "sample_rate", s->sample_rate_hz, 1);
    add_count(to, "channels", s->n_channels, 1);
    add_str(to, "layout", s->layout);
}

static void add_subtitle(struct object to, const struct daesa_stream *s)
{
    add_count(to, "events", s->n_packets, 0);
}

static void add_flags(struct object to, const struct daesa_stream *s)
{
    const struct {
        bool is_set;
        const char *name;
    } flags[] = {
        {s->is_default, "default"},
        {s->is_forced, "forced"},
        {s->is_original, "original"},
        {s->is_dub, "dub"},
        {s->is_comment, "comment"},
        {s->is_hearing_impaired, "hearing-impaired"},
        {s->is_visual_impaired, "visual-impaired"},
        {s->is_effects, "effects"},
        {s->is_cover, "cover"},
    };
    struct object array = add_array(to, "flags");
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        cJSON *name = flags[i].is_set ? cJSON_CreateString(flags[i].name) : NULL;
        if (flags[i].is_set && !cJSON_AddItemToArray(array.at, name)) {
            cJSON_Delete(name);
            *to.ok = false;
        }
    }
}

static void add_stream(struct object to, const struct daesa_stream *s)
{
    static const struct {
        const char *name;
        void (*add)(struct object to, const struct daesa_stream *s);
    } kinds[] = {
        [DAESA_STREAM_OTHER] = {"other", NULL},
        [DAESA_STREAM_VIDEO] = {"video", add_video},
        [DAESA_STREAM_AUDIO] = {"audio", add_audio},
        [DAESA_STREAM_SUBTITLE] = {"subtitle", add_subtitle},
        [DAESA_STREAM_ATTACHMENT] = {"attachment", NULL},
        [DAESA_STREAM_DATA] = {"data", NULL},
    };
    add_number(to, "index", s->index);
    add_text(to, "kind", kinds[s->kind].name);
    add_str(to, "codec", s->codec);
    add_str(to, "profile", s->profile);
    add_str(to, "language", s->language);
    add_str(to, "title", s->title);
    add_flags(to, s);
    add_time(to, "start", s->start_us);
    add_time(to, "duration", s->duration_us);
    add_time(to, "declared_duration", s->declared_us);
    add_time(to, "edit_offset", s->edit_offset_us);
    add_count(to, "bit_rate", s->bit_rate, 1);
    if (kinds[s->kind].add)
        kinds[s->kind].add(to, s);
    add_tags(to, s->tags, s->n_tags);
    add_text(to, "problem", s->problem);
}

static void add_chapters(struct object to, const struct daesa_clip *clip)
{
    struct object chapters = add_array(to, "chapters");
    for (size_t i = 0; i < clip->n_chapters; i++) {
        struct object row = add_row(chapters);
        add_time(row, "start", clip->chapters[i].start_us);
        add_time(row, "end", clip->chapters[i].end_us);
        add_str(row, "title", clip->chapters[i].title);
    }
}

static void add_clip(struct object to, const struct daesa_clip *clip)
{
    add_str(to, "file", clip->name);
    add_str(to, "container", clip->container);
    add_str(to, "container_title", clip->container_title);
    add_count(to, "size", clip->size_bytes, 0);
    add_time(to, "start", clip->start_us);
    add_time(to, "clock_zero", clip->zero_us);
    add_time(to, "duration", clip->duration_us);
    add_time(to, "declared_duration", clip->declared_us);
    add_count(to, "bit_rate", clip->bit_rate, 1);
    check(to, cJSON_AddBoolToObject(to.at, "damaged", clip->is_damaged));
    struct object streams = add_array(to, "streams");
    for (size_t i = 0; i < clip->n_streams; i++)
        add_stream(add_row(streams), &clip->streams[i]);
    add_chapters(to, clip);
    add_tags(to, clip->tags, clip->n_tags);
}

/* When each shot but the first begins. */
static void add_shots(struct object to, const struct daesa_evidence *evidence)
{
    if (!evidence || !evidence->shots_us)
        return;
    struct object shots = add_array(to, "shots");
    for (size_t i = 0; i < evidence->n_shots; i++) {
        cJSON *time = cJSON_CreateNumber((double)evidence->shots_us[i] / 1e6);
        if (!cJSON_AddItemToArray(shots.at, time)) {
            cJSON_Delete(time);
            *to.ok = false;
        }
    }
}

void daesa_clip_print_json(struct daesa_buf *buf, const struct daesa_clip *clip,
                           const struct daesa_evidence *evidence)
{
    bool ok = true;
    struct object root = {.at = cJSON_CreateObject(), .ok = &ok};
    check(root, root.at);
    add_clip(root, clip);
    add_shots(root, evidence);
    char *text = ok ? cJSON_PrintUnformatted(root.at) : NULL;
    if (text) {
        daesa_buf_add_text(buf, text);
        daesa_buf_add_char(buf, '\n');
    } else if (!buf->status) {
        buf->status = DAESA_NO_MEMORY;
    }
    cJSON_free(text);
    cJSON_Delete(root.at);
}
