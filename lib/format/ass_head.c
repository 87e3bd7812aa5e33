/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* The head of a new ASS or SSA file. */
#include "format/ass_line.h"
#include "format/ass_look.h"
#include "format/ass_write.h"
#include "format/override.h"
#include "format/stamp.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/* A shadow and an outline in thousandths of a style's size. */
#define OUTLINE 50
#define SHADOW 17
/* Of the picture's height, likewise. */
#define MARGIN_V 50

/* What the styles of a file are made from. */
struct head {
    struct daesa_writer *out;
    struct daesa_ass_picture picture;
    struct daesa_ass_look look; /* of the style at hand */
    double size_px;             /* likewise */
    bool ssa;
};

static long share_of(double whole, int per_mille)
{
    long n = lround(whole * per_mille / 1000);
    return n > 0 ? n : 1;
}

static void add_colour(struct daesa_buf *buf, uint32_t rgba, bool ssa)
{
    uint32_t r = rgba >> 24, g = rgba >> 16 & 0xFF, b = rgba >> 8 & 0xFF,
             clear = 0xFF - (rgba & 0xFF);
    if (ssa)
        daesa_buf_printf(buf, "%" PRIu32, b << 16 | g << 8 | r);
    else
        daesa_buf_printf(buf, "&H%02" PRIX32 "%02" PRIX32 "%02" PRIX32 "%02" PRIX32,
                         clear, b, g, r);
}

/* What a style has where nobody says otherwise. */
static const struct {
    const char *name, *value;
} defaults[] = {
    {"SecondaryColour", "&H000000FF"},
    {"OutlineColour", "&H00000000"},
    {"TertiaryColour", "&H00000000"},
    {"BackColour", "&H80000000"},
    {"ScaleX", "100"},
    {"ScaleY", "100"},
    {"Spacing", "0"},
    {"Angle", "0"},
    {"BorderStyle", "1"},
    {"AlphaLevel", "0"},
};

/* The same for what depends on the picture, the size or the script; -1: nothing. */
static long measure(const struct head *head, struct daesa_str name)
{
    if (daesa_str_is(name, "Outline"))
        return share_of(head->size_px, OUTLINE);
    if (daesa_str_is(name, "Shadow"))
        return share_of(head->size_px, SHADOW);
    if (daesa_str_is(name, "MarginL") || daesa_str_is(name, "MarginR"))
        return head->look.margin_px;
    if (daesa_str_is(name, "MarginV"))
        return share_of(head->picture.height_px, MARGIN_V);
    return daesa_str_is(name, "Encoding") ? head->look.charset : -1;
}

static void add_default(const struct head *head, struct daesa_str name)
{
    struct daesa_buf *buf = head->out->out;
    long measured = measure(head, name);
    if (measured >= 0)
        daesa_buf_printf(buf, "%ld", measured);
    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++) {
        int64_t colour;
        if (!daesa_str_is(name, defaults[i].name))
            continue;
        if (head->ssa && defaults[i].value[0] == '&' &&
            daesa_override_colour(daesa_str_of(defaults[i].value), &colour))
            add_colour(buf, (uint32_t)colour, true);
        else
            daesa_buf_add_text(buf, defaults[i].value);
    }
}

/* Commas end a field. */
static void add_value(struct daesa_buf *buf, struct daesa_str value)
{
    for (size_t i = 0; i < value.len; i++)
        daesa_buf_add_char(buf, value.s[i] == ',' ? ';' : value.s[i]);
}

static void add_flag(struct daesa_buf *buf, bool on)
{
    daesa_buf_add_text(buf, on ? "-1" : "0");
}

static bool add_style_value(struct daesa_writer *out, const struct daesa_style *style,
                            struct daesa_str name, bool ssa)
{
    struct daesa_buf *buf = out->out;
    if (daesa_str_is(name, "Name"))
        add_value(buf, style->name);
    else if (daesa_str_is(name, "Fontname"))
        add_value(buf, style->font);
    else if (daesa_str_is(name, "Fontsize"))
        daesa_stamp_add_seconds(buf, llround((double)style->size * 10) * 100000);
    else if (daesa_str_is(name, "PrimaryColour"))
        add_colour(buf, style->colour ? style->colour : 0xFFFFFFFF, ssa);
    else if (daesa_str_is(name, "Bold"))
        add_flag(buf, style->bold);
    else if (daesa_str_is(name, "Italic"))
        add_flag(buf, style->italic);
    else if (daesa_str_is(name, "Underline"))
        add_flag(buf, style->underline);
    else if (daesa_str_is(name, "StrikeOut"))
        add_flag(buf, style->strike);
    else if (daesa_str_is(name, "Alignment"))
        daesa_buf_printf(buf, "%d",
                         ssa ? daesa_override_to_ssa(style->anchor ? style->anchor : 2)
                             : (style->anchor ? style->anchor : 2));
    else
        return false;
    return true;
}

static const struct daesa_str *own_value(const struct daesa_style *style,
                                         struct daesa_str name)
{
    for (size_t i = 0; i < style->n_fields; i++) {
        struct daesa_str key = style->fields[i].key;
        if (daesa_str_starts(key, "ass:") &&
            daesa_str_equal(daesa_str_from(key, 4), name))
            return &style->fields[i].value;
    }
    return NULL;
}

static void write_style(struct head *head, const struct daesa_style *style)
{
    struct daesa_writer *out = head->out;
    struct daesa_ass_format format;
    daesa_ass_format_parse(daesa_str_of(daesa_ass_style_format(head->ssa)), &format);
    head->size_px = (double)style->size;
    daesa_buf_add_text(out->out, "Style: ");
    for (size_t i = 0; i < format.n; i++) {
        const struct daesa_str *own = own_value(style, format.names[i]);
        if (i)
            daesa_buf_add_char(out->out, ',');
        if (own)
            add_value(out->out, *own);
        else if (!add_style_value(out, style, format.names[i], head->ssa))
            add_default(head, format.names[i]);
    }
    daesa_buf_add_char(out->out, '\n');
}

static bool has_style(const struct daesa_track *track, const char *name)
{
    for (size_t i = 0; i < track->n_styles; i++)
        if (daesa_str_is(track->styles[i].name, name))
            return true;
    return false;
}

static bool has_second_text(const struct daesa_writer *out)
{
    const struct daesa_text *texts[2];
    for (size_t i = 0; i < out->track->n_cues; i++)
        if (daesa_writer_texts(out, &out->track->cues[i], texts, 2) > 1)
            return true;
    return false;
}

static void write_own_styles(struct head *head)
{
    const struct daesa_track *track = head->out->track;
    for (size_t i = 0; i < track->n_styles; i++) {
        struct daesa_style style = track->styles[i];
        style.font = style.font.len ? style.font : daesa_str_of(head->look.font);
        style.size = style.size > 0 ? style.size : (float)head->look.size_px;
        write_style(head, &style);
    }
}

static void write_new_style(struct head *head, const char *name, int anchor)
{
    struct daesa_style style = {.name = daesa_str_of(name),
                                .font = daesa_str_of(head->look.font),
                                .size = (float)head->look.size_px,
                                .anchor = (unsigned char)anchor};
    write_style(head, &style);
}

static void write_styles(struct head *head)
{
    head->look = daesa_ass_look(head->out, false);
    write_own_styles(head);
    if (!has_style(head->out->track, "Default"))
        write_new_style(head, "Default", 0);
    if (has_style(head->out->track, "Top") || !has_second_text(head->out))
        return;
    head->look = daesa_ass_look(head->out, true);
    write_new_style(head, "Top", 8);
}

/* A header of the track's own, or what a new file should say. */
static void add_info(struct daesa_writer *out, const char *key, const char *value)
{
    char name[64] = "ass:";
    strncat(name, key, sizeof name - 5);
    const struct daesa_str *own =
        daesa_field_get(out->track->fields, out->track->n_fields, name);
    if (!own && !value)
        return;
    daesa_buf_printf(out->out, "%s: ", key);
    daesa_buf_add(out->out, own ? *own : daesa_str_of(value));
    daesa_buf_add_char(out->out, '\n');
}

static const char *const written[] = {
    "ass:ScriptType",   "ass:WrapStyle", "ass:ScaledBorderAndShadow",
    "ass:YCbCr Matrix", "ass:Format",    "ass:Collisions",
};

/* What else the headers of an ASS file said before it became another format. */
static void add_other_info(struct daesa_writer *out, bool sections)
{
    const struct daesa_track *track = out->track;
    for (size_t i = 0; i < track->n_fields; i++) {
        struct daesa_str key = track->fields[i].key;
        bool done = !daesa_str_starts(key, "ass:");
        for (size_t k = 0; k < sizeof written / sizeof *written; k++)
            done = done || daesa_str_is(key, written[k]);
        key = daesa_str_from(key, 4);
        if (done || daesa_str_starts(key, "[") != sections)
            continue;
        if (sections)
            daesa_buf_add_char(out->out, '\n');
        daesa_buf_add(out->out, key);
        daesa_buf_add_text(out->out, sections ? "\n" : ": ");
        daesa_buf_add(out->out, track->fields[i].value);
        if (!sections || track->fields[i].value.len)
            daesa_buf_add_char(out->out, '\n');
    }
}

static void write_picture(const struct head *head)
{
    struct daesa_buf *buf = head->out->out;
    int w = head->picture.width_px, h = head->picture.height_px;
    daesa_buf_printf(buf, "PlayResX: %d\nPlayResY: %d\n", w, h);
    /* Else players stretch letters along with the pixels of an anamorphic clip. */
    if (head->out->opts->is_stretched && head->out->track->width_px <= 0 && !head->ssa)
        daesa_buf_printf(buf, "LayoutResX: %d\nLayoutResY: %d\n", w, h);
}

void daesa_ass_write_head(struct daesa_writer *out)
{
    const struct daesa_track *track = out->track;
    struct daesa_buf *buf = out->out;
    struct head head = {.out = out,
                        .picture = daesa_ass_picture(out),
                        .ssa = strcmp(out->format->name, "ssa") == 0};
    daesa_buf_add_text(buf, "[Script Info]\n");
    if (track->title.len) {
        daesa_buf_add_text(buf, "Title: ");
        daesa_buf_add(buf, track->title);
        daesa_buf_add_char(buf, '\n');
    }
    daesa_buf_printf(buf, "ScriptType: %s\n", head.ssa ? "v4.00" : "v4.00+");
    if (!head.ssa) {
        add_info(out, "WrapStyle", "0");
        add_info(out, "ScaledBorderAndShadow", "yes");
        add_info(out, "YCbCr Matrix", "None");
    } else {
        add_info(out, "Collisions", "Normal");
    }
    write_picture(&head);
    add_other_info(out, false);
    daesa_buf_printf(buf, "\n[%s Styles]\nFormat: %s\n", head.ssa ? "V4" : "V4+",
                     daesa_ass_style_format(head.ssa));
    write_styles(&head);
    add_other_info(out, true);
    daesa_buf_printf(buf, "\n[Events]\nFormat: %s\n", daesa_ass_event_format(head.ssa));
}
