/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/ass_line.h"

#include "format/override.h"
#include "format/stamp.h"

#include <string.h>

void daesa_ass_format_parse(struct daesa_str list, struct daesa_ass_format *out)
{
    *out = (struct daesa_ass_format){0};
    while (list.len && out->n < DAESA_ASS_MAX_NAMES) {
        size_t comma = daesa_str_find_char(list, ',');
        out->names[out->n++] = daesa_str_trim(daesa_str_slice(list, 0, comma));
        list = daesa_str_from(list, comma + 1);
    }
}

size_t daesa_ass_format_find(const struct daesa_ass_format *format, const char *name)
{
    for (size_t i = 0; i < format->n; i++)
        if (daesa_str_is_nocase(format->names[i], name))
            return i;
    return format->n;
}

bool daesa_ass_key(struct daesa_str line, struct daesa_str *key, struct daesa_str *value)
{
    size_t colon = daesa_str_find_char(line, ':');
    if (colon == line.len)
        return false;
    *key = daesa_str_trim(daesa_str_slice(line, 0, colon));
    *value = daesa_str_from(line, colon + 1);
    while (value->len && (value->s[0] == ' ' || value->s[0] == '\t'))
        *value = daesa_str_from(*value, 1);
    return key->len > 0;
}

size_t daesa_ass_split(struct daesa_str value, const struct daesa_ass_format *format,
                       struct daesa_str parts[DAESA_ASS_MAX_NAMES])
{
    size_t n = 0;
    while (n < format->n) {
        size_t comma = n + 1 < format->n ? daesa_str_find_char(value, ',') : value.len;
        parts[n++] = daesa_str_slice(value, 0, comma);
        if (comma == value.len)
            break;
        value = daesa_str_from(value, comma + 1);
    }
    return n;
}

const char *daesa_ass_event_format(bool ssa)
{
    return ssa ? "Marked, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, "
                 "Text"
               : "Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, "
                 "Text";
}

const char *daesa_ass_style_format(bool ssa)
{
    return ssa ? "Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, "
                 "TertiaryColour, BackColour, Bold, Italic, BorderStyle, Outline, "
                 "Shadow, Alignment, MarginL, MarginR, MarginV, AlphaLevel, Encoding"
               : "Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, "
                 "OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, "
                 "ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, "
                 "MarginL, MarginR, MarginV, Encoding";
}

static enum daesa_status add_field(struct daesa_track *track, struct daesa_field **fields,
                                   size_t *n, struct daesa_str name,
                                   struct daesa_str value)
{
    struct daesa_buf key = {0};
    daesa_buf_add_text(&key, "ass:");
    daesa_buf_add(&key, name);
    enum daesa_status status = key.status;
    if (!status)
        status = daesa_field_add(track, fields, n, daesa_buf_str(&key), value);
    daesa_buf_finish(&key);
    return status;
}

enum daesa_status daesa_ass_read_info(struct daesa_reader *in, struct daesa_str line)
{
    struct daesa_track *track = in->track;
    struct daesa_str key, value;
    long long n;
    if (!daesa_ass_key(line, &key, &value) || daesa_str_starts(key, ";") ||
        daesa_str_starts(key, "!") || daesa_str_starts(key, "["))
        return DAESA_OK;
    value = daesa_str_trim(value);
    if (daesa_str_is_nocase(key, "Title")) {
        track->title = value;
        return DAESA_OK;
    }
    bool x = daesa_str_is_nocase(key, "PlayResX"),
         y = daesa_str_is_nocase(key, "PlayResY");
    if ((x || y) && daesa_str_to_count(value, 100000, &n)) {
        *(x ? &track->width_px : &track->height_px) = (int32_t)n;
        return DAESA_OK;
    }
    return add_field(track, &track->fields, &track->n_fields, key, value);
}

/* A number with a fraction that is cut, or -1. */
static long long whole_of(struct daesa_str text)
{
    long long n;
    text = daesa_str_trim(text);
    text = daesa_str_slice(text, 0, daesa_str_find_char(text, '.'));
    return daesa_str_to_count(text, 1000000, &n) ? n : -1;
}

static float size_of(struct daesa_str text)
{
    struct daesa_str fraction = daesa_str_from(text, daesa_str_find_char(text, '.') + 1);
    long long whole = whole_of(text), n = 0;
    if (whole < 0)
        return 0;
    if (fraction.len && !daesa_str_to_count(daesa_str_slice(fraction, 0, 1), 9, &n))
        n = 0;
    return (float)((double)whole + (double)n / 10);
}

static bool is_set(struct daesa_str value)
{
    return !daesa_str_is(value, "0") && value.len > 0;
}

/* Takes a value that the model has; false for others, which become fields. */
static bool set_style(struct daesa_style *style, struct daesa_str name,
                      struct daesa_str value, bool ssa)
{
    int64_t colour;
    long long n = whole_of(value);
    if (daesa_str_is_nocase(name, "Name"))
        style->name = value;
    else if (daesa_str_is_nocase(name, "Fontname"))
        style->font = value;
    else if (daesa_str_is_nocase(name, "Fontsize") && n > 0)
        style->size = size_of(value);
    else if (daesa_str_is_nocase(name, "Bold"))
        style->bold = is_set(value);
    else if (daesa_str_is_nocase(name, "Italic"))
        style->italic = is_set(value);
    else if (daesa_str_is_nocase(name, "Underline"))
        style->underline = is_set(value);
    else if (daesa_str_is_nocase(name, "StrikeOut"))
        style->strike = is_set(value);
    else if (daesa_str_is_nocase(name, "PrimaryColour") &&
             daesa_override_colour(value, &colour))
        style->colour = ssa ? (uint32_t)colour | 0xFF : (uint32_t)colour;
    else if (daesa_str_is_nocase(name, "Alignment") && n > 0 && n < 12)
        style->anchor = (uint8_t)(ssa ? daesa_override_from_ssa((int)n) : n > 9 ? 0 : n);
    else
        return false;
    return true;
}

static enum daesa_status add_style(struct daesa_track *track, struct daesa_style **out)
{
    size_t n = track->n_styles;
    if (n == 0 || (n & (n - 1)) == 0) {
        struct daesa_style *grown =
            daesa_arena_alloc(&track->arena, n ? 2 * n : 1, sizeof *grown);
        if (!grown)
            return DAESA_NO_MEMORY;
        if (n)
            memcpy(grown, track->styles, n * sizeof *grown);
        track->styles = grown;
    }
    *out = &track->styles[track->n_styles++];
    **out = (struct daesa_style){0};
    return DAESA_OK;
}

enum daesa_status daesa_ass_read_style(struct daesa_reader *in, struct daesa_str value,
                                       const struct daesa_ass_format *format, bool ssa)
{
    struct daesa_str parts[DAESA_ASS_MAX_NAMES];
    struct daesa_style *style;
    size_t n = daesa_ass_split(value, format, parts);
    enum daesa_status status = add_style(in->track, &style);
    for (size_t i = 0; i < n && !status; i++) {
        struct daesa_str part = daesa_str_trim(parts[i]);
        if (!set_style(style, format->names[i], part, ssa))
            status = add_field(in->track, &style->fields, &style->n_fields,
                               format->names[i], part);
    }
    return status;
}

static bool is_default(struct daesa_str name, struct daesa_str value)
{
    if (value.len == 0)
        return true;
    if (daesa_str_is_nocase(name, "Marked"))
        return daesa_str_is_nocase(value, "Marked=0") || daesa_str_is(value, "0");
    for (size_t i = 0; i < value.len; i++)
        if (value.s[i] != '0')
            return false;
    return true;
}

/* One field of an event but for its text. */
static enum daesa_status set_event(struct daesa_track *track, struct daesa_cue *cue,
                                   struct daesa_str name, struct daesa_str value,
                                   bool *good)
{
    bool start = daesa_str_is_nocase(name, "Start"), odd = false;
    if (start || daesa_str_is_nocase(name, "End")) {
        *good = daesa_stamp_take(&value, start ? &cue->start_us : &cue->end_us, &odd) &&
                value.len == 0 && *good;
        return DAESA_OK;
    }
    if (daesa_str_is_nocase(name, "Style")) {
        cue->style = daesa_str_from(value, daesa_str_starts(value, "*"));
        return DAESA_OK;
    }
    if (daesa_str_is_nocase(name, "Name") || daesa_str_is_nocase(name, "Actor")) {
        cue->speaker = value;
        return DAESA_OK;
    }
    if (is_default(name, value))
        return DAESA_OK;
    return add_field(track, &cue->fields, &cue->n_fields, name, value);
}

enum daesa_status daesa_ass_read_event(struct daesa_track *track, struct daesa_str value,
                                       const struct daesa_ass_format *format,
                                       struct daesa_cue *cue, struct daesa_str *text,
                                       bool *good_times)
{
    struct daesa_str parts[DAESA_ASS_MAX_NAMES];
    size_t n = daesa_ass_split(value, format, parts), has[2] = {0, 0};
    enum daesa_status status = DAESA_OK;
    *text = (struct daesa_str){value.s + value.len, 0};
    *good_times = true;
    for (size_t i = 0; i < n && !status; i++) {
        struct daesa_str name = format->names[i];
        has[0] += daesa_str_is_nocase(name, "Start");
        has[1] += daesa_str_is_nocase(name, "End");
        if (daesa_str_is_nocase(name, "Text"))
            *text = parts[i];
        else
            status = set_event(track, cue, name, daesa_str_trim(parts[i]), good_times);
    }
    if (!*good_times || !has[0] || !has[1]) {
        *good_times = false;
        cue->start_us = cue->end_us = DAESA_TIME_NONE;
    }
    return status;
}
