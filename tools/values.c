/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "values.h"

#include "core/array.h"
#include "format/format.h"

#include <stdlib.h>
#include <string.h>

/* More formats than there will be. */
#define MAX_FORMATS 64

const char *const *values_readable(void)
{
    static const char *names[MAX_FORMATS + 1];
    size_t n = 0;
    const struct daesa_format *format;
    for (size_t i = 0; n < MAX_FORMATS && (format = daesa_format_at(i)); i++)
        if (format->read)
            names[n++] = format->name;
    return names;
}

const char *const *values_writable(void)
{
    static const char *names[MAX_FORMATS + 1];
    size_t n = 0;
    const struct daesa_format *format;
    for (size_t i = 0; n < MAX_FORMATS && (format = daesa_format_at(i)); i++)
        if (format->write)
            names[n++] = format->name;
    return names;
}

static bool add(struct text_list *list, const char *item)
{
    const char **items =
        daesa_array_grow(list->items, &list->cap, list->n + 1, sizeof *items);
    if (!items)
        return false;
    list->items = items;
    items[list->n++] = item;
    return true;
}

bool values_split(const char *option, const char *text, struct text_list *list,
                  struct daesa_buf *why)
{
    if (!text)
        return true;
    char *part = list->room = strdup(text);
    while (part) {
        char *comma = strchr(part, ',');
        if (comma)
            *comma = '\0';
        if (*part == '\0') {
            daesa_buf_printf(why, "%s: '%s' is not a list; a part of it is empty", option,
                             text);
            return false;
        }
        if (!add(list, part))
            return false;
        part = comma ? comma + 1 : NULL;
    }
    return list->room != NULL;
}

/* Units as people write them, and as they are written here. */
static const struct {
    const char *typed, *unit;
} units[] = {
    {"fr", "f"},  {"frame", "f"}, {"frames", "f"}, {"msec", "ms"},     {"millis", "ms"},
    {"sec", "s"}, {"secs", "s"},  {"second", "s"}, {"seconds", "s"},   {"S", "s"},
    {"MS", "ms"}, {"Ms", "ms"},   {"F", "f"},      {"millisec", "ms"}, {"frms", "f"},
};

/* The time that somebody meant by a unit that is none: "5sec" is "5s". */
static bool meant_time(struct daesa_str text, struct daesa_buf *out)
{
    static const struct daesa_rate any = {25, 1};
    int64_t time_us;
    size_t n = text.len;
    while (n && (text.s[n - 1] > '9' || text.s[n - 1] == ' '))
        n--;
    struct daesa_str unit = daesa_str_trim(daesa_str_from(text, n));
    daesa_buf_add(out, daesa_str_slice(text, 0, n));
    for (size_t i = 0; unit.len && i < sizeof units / sizeof *units; i++)
        if (daesa_str_is(unit, units[i].typed)) {
            daesa_buf_add_text(out, units[i].unit);
            return !out->status && daesa_time_parse(daesa_buf_str(out), any, &time_us);
        }
    return false;
}

bool values_time(const char *option, const char *text, struct daesa_rate rate,
                 int64_t *out, struct daesa_buf *why)
{
    static const struct daesa_rate any = {25, 1};
    int64_t time_us;
    if (!text || daesa_time_parse(daesa_str_of(text), rate, out))
        return true;
    struct daesa_buf meant = {0};
    daesa_buf_printf(why, "%s: '%s' ", option, text);
    if (daesa_time_parse(daesa_str_of(text), any, &time_us))
        daesa_buf_add_text(why, "counts frames; fps has to say how many a second");
    else if (meant_time(daesa_str_of(text), &meant))
        daesa_buf_printf(why, "is not a time; did you mean '%s'?", meant.s);
    else
        daesa_buf_add_text(why,
                           "is not a time; it takes 1:02:03.5, 62.5s, 1500ms or 120f");
    daesa_buf_finish(&meant);
    return false;
}

bool values_rate(const char *option, const char *text, struct daesa_rate *out,
                 struct daesa_buf *why)
{
    if (!text || daesa_rate_parse(daesa_str_of(text), out))
        return true;
    daesa_buf_printf(why,
                     "%s: '%s' is not a frame rate; it takes 25, 23.976 or 24000/1001",
                     option, text);
    return false;
}
