/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "lists.h"

#include "format/format.h"
#include "format/json_print.h"
#include "format/transcript.h"

#include <stdio.h>

/* Kinds of markup that are a look. */
#define LOOKS                                                              \
    (DAESA_SPAN_BIT(DAESA_SPAN_BOLD) | DAESA_SPAN_BIT(DAESA_SPAN_ITALIC) | \
     DAESA_SPAN_BIT(DAESA_SPAN_UNDERLINE) | DAESA_SPAN_BIT(DAESA_SPAN_COLOUR))

/* How finely a format tells times: "1 ms"; "frames" where its unit is a frame. */
static void add_times(struct daesa_buf *buf, const struct daesa_format *format)
{
    char text[32] = "-";
    if (format->holds & DAESA_HOLDS_TIMES && format->unit_us >= 1000)
        snprintf(text, sizeof text, "%lld ms", (long long)(format->unit_us / 1000));
    else if (format->holds & DAESA_HOLDS_TIMES && format->unit_us > 0)
        snprintf(text, sizeof text, "%lld us", (long long)format->unit_us);
    else if (format->holds & DAESA_HOLDS_TIMES)
        snprintf(text, sizeof text, "frames");
    daesa_buf_printf(buf, "%-8s", text);
}

static const char *styles_of(const struct daesa_format *format)
{
    return format->holds & DAESA_HOLDS_STYLES ? "named"
           : (format->spans & LOOKS) == LOOKS ? "inline"
           : format->spans & LOOKS            ? "some"
                                              : "-";
}

static const char *position_of(const struct daesa_format *format)
{
    return format->holds & DAESA_HOLDS_PLACE    ? "x, y"
           : format->holds & DAESA_HOLDS_ANCHOR ? "edges"
                                                : "-";
}

static const char *holds(const struct daesa_format *format, unsigned what)
{
    return format->holds & what ? "yes" : "-";
}

enum daesa_status list_formats(struct daesa_buf *buf)
{
    const struct daesa_format *f;
    daesa_buf_printf(buf, "%-10s%-5s%-6s%-8s%-7s%-9s%-6s%-6s%-9s%-16s%s\n", "name",
                     "read", "write", "times", "styles", "speakers", "words", "langs",
                     "position", "extensions", "title");
    for (size_t i = 0; (f = daesa_format_at(i)); i++) {
        daesa_buf_printf(buf, "%-10s%-5s%-6s", f->name, f->read ? "yes" : "-",
                         f->write ? "yes" : "-");
        add_times(buf, f);
        daesa_buf_printf(buf, "%-7s%-9s%-6s%-6s%-9s%-16s%s\n", styles_of(f),
                         holds(f, DAESA_HOLDS_SPEAKERS), holds(f, DAESA_HOLDS_WORDS),
                         holds(f, DAESA_HOLDS_LANGUAGES), position_of(f),
                         f->extensions ? f->extensions : "-", f->title);
    }
    return buf->status;
}

/* The names of what a format can hold. */
static const struct {
    unsigned bit;
    const char *name;
} kinds[] = {
    {DAESA_HOLDS_TIMES, "times"},
    {DAESA_HOLDS_UNTIMED, "untimed"},
    {DAESA_HOLDS_SPEAKERS, "speakers"},
    {DAESA_HOLDS_WORDS, "words"},
    {DAESA_HOLDS_LANGUAGES, "languages"},
    {DAESA_HOLDS_ANCHOR, "anchor"},
    {DAESA_HOLDS_PLACE, "place"},
    {DAESA_HOLDS_STYLES, "styles"},
    {DAESA_HOLDS_IDS, "ids"},
    {DAESA_HOLDS_COMMENTS, "comments"},
    {DAESA_HOLDS_SURENESS, "confidence"},
    {DAESA_HOLDS_HINTS, "hints"},
    {DAESA_HOLDS_TITLE, "title"},
    {DAESA_HOLDS_BREAKS, "breaks"},
    {DAESA_HOLDS_SPEECH, "speech"},
};

static void add_word(struct daesa_json_list *array, struct daesa_str word)
{
    daesa_json_item(array);
    daesa_buf_printf(array->buf, "\"%.*s\"", DAESA_STR_ARGS(word));
}

static void add_extensions(struct daesa_buf *buf, const struct daesa_format *format)
{
    struct daesa_json_list array = daesa_json_begin(buf, '[', -1);
    struct daesa_str rest = daesa_str_of(format->extensions);
    while (rest.len) {
        size_t end = daesa_str_find_char(rest, ' ');
        add_word(&array, daesa_str_slice(rest, 0, end));
        rest = daesa_str_from(rest, end + 1);
    }
    daesa_json_end(&array, ']');
}

static void add_held(struct daesa_buf *buf, const struct daesa_format *format)
{
    struct daesa_json_list array = daesa_json_begin(buf, '[', -1);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (format->holds & kinds[i].bit)
            add_word(&array, daesa_str_of(kinds[i].name));
    daesa_json_end(&array, ']');
}

static void add_markup(struct daesa_buf *buf, const struct daesa_format *format)
{
    struct daesa_json_list array = daesa_json_begin(buf, '[', -1);
    for (int kind = 0; kind <= DAESA_SPAN_RAW; kind++)
        if (format->spans & DAESA_SPAN_BIT(kind))
            add_word(&array, daesa_str_of(daesa_transcript_spans[kind]));
    daesa_json_end(&array, ']');
}

static void add_bool(struct daesa_json_list *object, const char *key, bool value)
{
    daesa_json_member(object, key);
    daesa_buf_add_text(object->buf, value ? "true" : "false");
}

enum daesa_status list_formats_json(struct daesa_buf *buf)
{
    const struct daesa_format *format;
    for (size_t i = 0; (format = daesa_format_at(i)); i++) {
        struct daesa_json_list object = daesa_json_begin(buf, '{', -1);
        daesa_json_put_string(&object, "name", daesa_str_of(format->name));
        daesa_json_put_string(&object, "title", daesa_str_of(format->title));
        daesa_json_member(&object, "extensions");
        add_extensions(buf, format);
        add_bool(&object, "read", format->read != NULL);
        add_bool(&object, "write", format->write != NULL);
        if (format->holds & DAESA_HOLDS_TIMES && format->unit_us > 0)
            daesa_json_put_time(&object, "unit", format->unit_us);
        daesa_json_member(&object, "holds");
        add_held(buf, format);
        daesa_json_member(&object, "markup");
        add_markup(buf, format);
        daesa_json_end(&object, '}');
        daesa_buf_add_char(buf, '\n');
    }
    return buf->status;
}
