/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Transcript JSON: "daesa": 1. The file as a whole; its lines are in
 * transcript.c, its writer in transcript_write.c. */
#include "format/transcript.h"

#define TAKE(name) \
    static enum daesa_status name(struct daesa_reader *in, struct daesa_json_value value)

TAKE(take_version)
{
    if (daesa_json_kind(value) != DAESA_JSON_NUMBER || daesa_json_number(value) != 1)
        return daesa_json_bad(in, value, "json-version",
                              "only version 1 of the transcript format is known");
    return DAESA_OK;
}

TAKE(take_title)
{
    return daesa_json_take_string(in, value, &in->track->title);
}

TAKE(take_clip)
{
    return daesa_json_take_string(in, value, &in->track->clip);
}

TAKE(take_language)
{
    return daesa_json_take_string(in, value, &in->track->language);
}

TAKE(take_fields)
{
    return daesa_transcript_fields(in, &in->track->fields, &in->track->n_fields, value);
}

static enum daesa_status take_pixels(struct daesa_reader *in,
                                     struct daesa_json_value value, int32_t *out)
{
    int64_t n = 0;
    enum daesa_status status = daesa_json_take_int(in, value, 0, 100000, &n);
    *out = (int32_t)n;
    return status;
}

TAKE(take_width)
{
    return take_pixels(in, value, &in->track->width_px);
}

TAKE(take_height)
{
    return take_pixels(in, value, &in->track->height_px);
}

TAKE(take_rate)
{
    struct daesa_str text = daesa_json_kind(value) == DAESA_JSON_STRING
                                ? daesa_json_string(value)
                                : value.raw;
    if (!daesa_rate_parse(text, &in->track->rate))
        return daesa_json_bad(in, value, "json-rate",
                              "a frame rate is \"25\", \"24000/1001\" or 23.976");
    return DAESA_OK;
}

static enum daesa_status read_aliases(struct daesa_reader *in,
                                      struct daesa_json_value from,
                                      struct daesa_speaker *speaker)
{
    struct daesa_json_members m = daesa_json_members(from);
    size_t n = 0;
    if (daesa_json_kind(from) != DAESA_JSON_ARRAY)
        return daesa_json_bad(in, from, "json-type",
                              "\"aliases\" is an array of strings");
    while (daesa_json_step(&m))
        n++;
    speaker->aliases = daesa_arena_alloc(&in->track->arena, n, sizeof *speaker->aliases);
    if (!speaker->aliases)
        return DAESA_NO_MEMORY;
    m = daesa_json_members(from);
    while (daesa_json_step(&m)) {
        enum daesa_status status =
            daesa_json_take_string(in, m.value, &speaker->aliases[speaker->n_aliases++]);
        if (status)
            return status;
    }
    return DAESA_OK;
}

/* A speaker is an object, or just the name. */
static enum daesa_status read_speaker(struct daesa_reader *in,
                                      struct daesa_json_value from,
                                      struct daesa_speaker *speaker)
{
    struct daesa_json_members m = daesa_json_members(from);
    enum daesa_status status = DAESA_OK;
    if (daesa_json_kind(from) != DAESA_JSON_OBJECT)
        return daesa_json_take_string(in, from, &speaker->name);
    while (!status && daesa_json_step(&m)) {
        if (daesa_str_is(m.key, "name"))
            status = daesa_json_take_string(in, m.value, &speaker->name);
        else if (daesa_str_is(m.key, "aliases"))
            status = read_aliases(in, m.value, speaker);
        else if (daesa_str_is(m.key, "fields"))
            status = daesa_transcript_fields(in, &speaker->fields, &speaker->n_fields,
                                             m.value);
        else
            status = daesa_json_keep(in, "json", &speaker->fields, &speaker->n_fields,
                                     m.key, m.value);
    }
    return status;
}

TAKE(take_speakers)
{
    struct daesa_json_members m = daesa_json_members(value);
    struct daesa_track *track = in->track;
    size_t n = 0;
    if (daesa_json_kind(value) != DAESA_JSON_ARRAY)
        return daesa_json_bad(in, value, "json-type", "\"speakers\" is an array");
    while (daesa_json_step(&m))
        n++;
    track->speakers = daesa_arena_alloc(&track->arena, n, sizeof *track->speakers);
    if (!track->speakers)
        return DAESA_NO_MEMORY;
    m = daesa_json_members(value);
    while (daesa_json_step(&m)) {
        enum daesa_status status =
            read_speaker(in, m.value, &track->speakers[track->n_speakers++]);
        if (status)
            return status;
    }
    return DAESA_OK;
}

static enum daesa_status style_value(struct daesa_reader *in, struct daesa_str key,
                                     struct daesa_json_value value,
                                     struct daesa_style *style)
{
    int64_t n = 0;
    enum daesa_status status = DAESA_OK;
    if (daesa_str_is(key, "name"))
        return daesa_json_take_string(in, value, &style->name);
    if (daesa_str_is(key, "font"))
        return daesa_json_take_string(in, value, &style->font);
    if (daesa_str_is(key, "size"))
        return daesa_json_take_float(in, value, &style->size);
    if (daesa_str_is(key, "bold"))
        return daesa_json_take_bool(in, value, &style->bold);
    if (daesa_str_is(key, "italic"))
        return daesa_json_take_bool(in, value, &style->italic);
    if (daesa_str_is(key, "underline"))
        return daesa_json_take_bool(in, value, &style->underline);
    if (daesa_str_is(key, "strike"))
        return daesa_json_take_bool(in, value, &style->strike);
    if (daesa_str_is(key, "fields"))
        return daesa_transcript_fields(in, &style->fields, &style->n_fields, value);
    if (daesa_str_is(key, "anchor")) {
        status = daesa_json_take_int(in, value, 0, 9, &n);
        style->anchor = (uint8_t)n;
        return status;
    }
    if (daesa_str_is(key, "colour")) {
        status = daesa_transcript_colour(in, value, &n);
        style->colour = (uint32_t)n;
        return status;
    }
    return daesa_json_keep(in, "json", &style->fields, &style->n_fields, key, value);
}

TAKE(take_styles)
{
    struct daesa_json_members m = daesa_json_members(value);
    struct daesa_track *track = in->track;
    size_t n = 0;
    if (daesa_json_kind(value) != DAESA_JSON_ARRAY)
        return daesa_json_bad(in, value, "json-type", "\"styles\" is an array");
    while (daesa_json_step(&m))
        n++;
    track->styles = daesa_arena_alloc(&track->arena, n, sizeof *track->styles);
    if (!track->styles)
        return DAESA_NO_MEMORY;
    m = daesa_json_members(value);
    while (daesa_json_step(&m)) {
        struct daesa_json_members inner = daesa_json_members(m.value);
        struct daesa_style *style = &track->styles[track->n_styles++];
        if (daesa_json_kind(m.value) != DAESA_JSON_OBJECT)
            return daesa_json_bad(in, m.value, "json-type", "a style is an object");
        while (daesa_json_step(&inner)) {
            enum daesa_status status = style_value(in, inner.key, inner.value, style);
            if (status)
                return status;
        }
    }
    return DAESA_OK;
}

static const struct {
    const char *name;
    enum daesa_status (*take)(struct daesa_reader *in, struct daesa_json_value value);
} keys[] = {
    {"clip", take_clip},         {"daesa", take_version},     {"fields", take_fields},
    {"height", take_height},     {"language", take_language}, {"rate", take_rate},
    {"speakers", take_speakers}, {"styles", take_styles},     {"title", take_title},
    {"width", take_width},
};

static enum daesa_status read_key(struct daesa_reader *in, struct daesa_str key,
                                  struct daesa_json_value value)
{
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (daesa_str_is(key, keys[i].name))
            return daesa_json_kind(value) == DAESA_JSON_NULL ? DAESA_OK
                                                             : keys[i].take(in, value);
    return daesa_json_keep(in, "json", &in->track->fields, &in->track->n_fields, key,
                           value);
}

static enum daesa_status read_root(struct daesa_reader *in, struct daesa_json_value root)
{
    struct daesa_json_members m = daesa_json_members(root);
    struct daesa_json_value lines = daesa_json_get(root, "lines");
    if (daesa_json_kind(root) != DAESA_JSON_OBJECT ||
        !daesa_json_get(root, "daesa").node || !lines.node)
        return daesa_json_bad(
            in, root, "json-transcript",
            "a transcript is an object with \"daesa\": 1 and \"lines\"");
    while (daesa_json_step(&m)) {
        if (daesa_str_is(m.key, "lines"))
            continue;
        enum daesa_status status = read_key(in, m.key, m.value);
        if (status)
            return status;
    }
    return daesa_json_cues(in, lines, "\"lines\" is an array",
                           daesa_transcript_read_line);
}

static enum daesa_status read(struct daesa_reader *in)
{
    return daesa_json_read(in, read_root);
}

static int sniff(struct daesa_str text)
{
    struct daesa_str start = daesa_str_trim(text);
    if (!daesa_str_starts(start, "{"))
        return 0;
    if (daesa_str_find(start, "\"daesa\"") < start.len)
        return 90;
    return 5;
}

const struct daesa_format daesa_format_json = {
    .name = "json",
    .title = "transcript JSON",
    .extensions = "json",
    .prefix = "json",
    .holds = ~0u,
    .spans = ~0u,
    .unit_us = 1,
    .sniff = sniff,
    .read = read,
    .write = daesa_transcript_write,
};
