/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/vtt_region.h"

/* As many bytes of styles and regions are looked through for a cue, from the last. */
#define MAX_LOOKED ((size_t)8 << 10)
/* A line of a region, in percent of the picture's height. */
#define LINE_HEIGHT 6.0

static bool set_id(struct daesa_vtt_region *region, struct daesa_str value)
{
    region->id = value;
    return daesa_str_find(value, "-->") == value.len;
}

static bool set_width(struct daesa_vtt_region *region, struct daesa_str value)
{
    return daesa_vtt_take_percent(value, &region->width);
}

static bool set_lines(struct daesa_vtt_region *region, struct daesa_str value)
{
    return daesa_str_find_char(value, '.') == value.len &&
           daesa_vtt_take_number(value, false, &region->lines);
}

static bool take_anchor(struct daesa_str value, double *x, double *y)
{
    size_t comma = daesa_str_find_char(value, ',');
    double first, second;
    if (comma == value.len ||
        !daesa_vtt_take_percent(daesa_str_slice(value, 0, comma), &first) ||
        !daesa_vtt_take_percent(daesa_str_from(value, comma + 1), &second))
        return false;
    *x = first;
    *y = second;
    return true;
}

static bool set_anchor(struct daesa_vtt_region *region, struct daesa_str value)
{
    return take_anchor(value, &region->anchor_x, &region->anchor_y);
}

static bool set_viewport(struct daesa_vtt_region *region, struct daesa_str value)
{
    return take_anchor(value, &region->viewport_x, &region->viewport_y);
}

static bool set_scroll(struct daesa_vtt_region *region, struct daesa_str value)
{
    if (!daesa_str_is(value, "up"))
        return false;
    region->scrolls_up = true;
    return true;
}

static const struct {
    const char *name;
    bool (*set)(struct daesa_vtt_region *region, struct daesa_str value);
} settings[] = {
    {"id", set_id},
    {"lines", set_lines},
    {"regionanchor", set_anchor},
    {"scroll", set_scroll},
    {"viewportanchor", set_viewport},
    {"width", set_width},
};

static bool set_one(struct daesa_vtt_region *region, struct daesa_str one, char separator)
{
    size_t at = daesa_str_find_char(one, separator);
    if (at == 0 || at + 1 >= one.len)
        return false;
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        if (daesa_str_is(daesa_str_slice(one, 0, at), settings[i].name))
            return settings[i].set(region, daesa_str_from(one, at + 1));
    return false;
}

void daesa_vtt_region_parse(struct daesa_str text, char separator,
                            struct daesa_vtt_region *out)
{
    struct daesa_vtt_region region = {
        .width = 100, .lines = 3, .anchor_y = 100, .viewport_y = 100};
    while (text.len) {
        size_t end = 0;
        while (end < text.len && !daesa_vtt_space(text.s[end]))
            end++;
        if (end)
            region.n_bad += !set_one(&region, daesa_str_slice(text, 0, end), separator);
        text = daesa_str_from(text, end + 1);
    }
    *out = region;
}

bool daesa_vtt_region_next(struct daesa_str *header, struct daesa_str *settings_out)
{
    struct daesa_str line;
    while (daesa_str_next_line(header, &line))
        if (daesa_str_starts(line, "Region:")) {
            *settings_out = daesa_str_from(line, 7);
            return true;
        }
    return false;
}

/* What sets a line, a size or a direction takes a cue out of its region. */
static bool leaves_region(const struct daesa_vtt_settings *s)
{
    return s->vertical != DAESA_VTT_HORIZONTAL || s->has_line ||
           (s->has_size && s->size != 100);
}

static bool find_region(const struct daesa_track *track, struct daesa_str id,
                        struct daesa_vtt_region *out)
{
    size_t n_looked = 0;
    for (size_t i = track->n_fields; i > 0; i--) {
        const struct daesa_field *field = &track->fields[i - 1];
        bool is_region = daesa_str_is(field->key, "vtt:REGION");
        n_looked += field->key.len + (is_region ? field->value.len : 0);
        if (n_looked > MAX_LOOKED)
            return false;
        if (!is_region)
            continue;
        daesa_vtt_region_parse(field->value, ':', out);
        if (daesa_str_equal(out->id, id))
            return true;
    }
    return false;
}

static float share(double percent)
{
    return (float)(percent < 0 ? 0 : percent > 100 ? 1 : percent / 100);
}

struct daesa_position daesa_vtt_place(const struct daesa_track *track,
                                      const struct daesa_vtt_settings *wanted)
{
    struct daesa_vtt_region region;
    struct daesa_position p = daesa_vtt_position(wanted);
    if (!wanted->region.len || leaves_region(wanted) ||
        !find_region(track, wanted->region, &region))
        return p;
    int column = p.anchor ? (p.anchor - 1) % 3 + 1 : 2;
    double inside = wanted->has_position ? wanted->position : 50.0 * (column - 1);
    double left = region.viewport_x - region.anchor_x / 100 * region.width;
    double height = region.lines * LINE_HEIGHT;
    double bottom = region.viewport_y + (100 - region.anchor_y) / 100 * height;
    if (region.width == 100 && left == 0 && bottom == 100 && !wanted->has_position)
        return p; /* where it would be without a region */
    p.anchor = (uint8_t)column;
    p.placed = true;
    p.x = share(left + inside / 100 * region.width);
    p.y = share(bottom);
    return p;
}
