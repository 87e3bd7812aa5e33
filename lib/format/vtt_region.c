/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/vtt_region.h"

#include "format/vtt_settings.h"

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
    long long n;
    if (!daesa_str_to_count(value, 100000, &n))
        return false;
    region->lines = (int)n;
    return true;
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
