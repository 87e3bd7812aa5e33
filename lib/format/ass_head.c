/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* The head of a new ASS or SSA file. */
#include "format/ass_line.h"
#include "format/ass_write.h"
#include "format/override.h"
#include "format/stamp.h"
#include "text/script.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#define WIDTH_PX 1920
#define HEIGHT_PX 1080

/* A font that has the script, for texts whose style names none. */
static const struct {
    enum daesa_script script;
    const char *font;
} fonts[] = {
    {DAESA_SCRIPT_HANGUL, "NanumGothic"},
    {DAESA_SCRIPT_KANA, "Noto Sans CJK JP"},
    {DAESA_SCRIPT_HAN, "Noto Sans CJK SC"},
    {DAESA_SCRIPT_ARABIC, "Noto Sans Arabic"},
    {DAESA_SCRIPT_HEBREW, "Noto Sans Hebrew"},
    {DAESA_SCRIPT_THAI, "Noto Sans Thai"},
    {DAESA_SCRIPT_DEVANAGARI, "Noto Sans Devanagari"},
    {DAESA_SCRIPT_BENGALI, "Noto Sans Bengali"},
    {DAESA_SCRIPT_TAMIL, "Noto Sans Tamil"},
    {DAESA_SCRIPT_TELUGU, "Noto Sans Telugu"},
    {DAESA_SCRIPT_KHMER, "Noto Sans Khmer"},
    {DAESA_SCRIPT_MYANMAR, "Noto Sans Myanmar"},
};

/* So many letters tell which script a file is in; a film has half as many. */
#define MAX_LETTERS ((size_t)1 << 17)

static size_t n_letters(const size_t *counts)
{
    size_t n = 0;
    for (int i = DAESA_SCRIPT_LATIN; i < DAESA_N_SCRIPTS; i++)
        n += counts[i];
    return n;
}

/* The font for the texts at the bottom, the last of each cue, or for those above. */
static const char *font_for(const struct daesa_writer *out, bool is_top)
{
    const struct daesa_text *texts[DAESA_WRITER_MAX_TEXTS];
    size_t counts[DAESA_N_SCRIPTS] = {0};
    if (out->opts->font)
        return out->opts->font;
    for (size_t i = 0; i < out->track->n_cues && n_letters(counts) < MAX_LETTERS; i++) {
        size_t n_texts =
            daesa_writer_texts(out, &out->track->cues[i], texts, DAESA_WRITER_MAX_TEXTS);
        size_t bottom = n_texts ? n_texts - 1 : 0;
        for (size_t k = is_top ? 0 : bottom; k < (is_top ? bottom : n_texts); k++)
            daesa_script_main(texts[k]->plain, counts);
    }
    /* A few lines in another script are drawn by a font that has it; Hangul fonts
     * have Latin too, so even some Hangul decides. */
    if (counts[DAESA_SCRIPT_HANGUL] * 5 >= counts[DAESA_SCRIPT_LATIN] &&
        counts[DAESA_SCRIPT_HANGUL])
        return "NanumGothic";
    enum daesa_script script = daesa_script_most(counts);
    for (size_t i = 0; i < sizeof fonts / sizeof *fonts; i++)
        if (fonts[i].script == script)
            return fonts[i].font;
    return "Arial";
}

static int32_t height_of(const struct daesa_track *track)
{
    return track->height_px > 0 ? track->height_px : HEIGHT_PX;
}

static int32_t width_of(const struct daesa_track *track)
{
    return track->width_px > 0 ? track->width_px : WIDTH_PX;
}

/* A length in proportion to the picture's height, at least 1. */
static long share_of(int32_t whole, int32_t per_mille)
{
    long n = lround((double)whole * per_mille / 1000);
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

/* What a style has where nobody says otherwise; lengths in thousandths of the
 * picture's height (MarginL and MarginR: width). */
static const struct {
    const char *name, *value;
    int per_mille;
} defaults[] = {
    {"SecondaryColour", "&H000000FF", 0},
    {"OutlineColour", "&H00000000", 0},
    {"TertiaryColour", "&H00000000", 0},
    {"BackColour", "&H80000000", 0},
    {"ScaleX", "100", 0},
    {"ScaleY", "100", 0},
    {"Spacing", "0", 0},
    {"Angle", "0", 0},
    {"BorderStyle", "1", 0},
    {"Outline", NULL, 3},
    {"Shadow", NULL, 1},
    {"MarginL", NULL, 50},
    {"MarginR", NULL, 50},
    {"MarginV", NULL, 50},
    {"AlphaLevel", "0", 0},
    {"Encoding", "1", 0},
};

static void add_default(struct daesa_writer *out, struct daesa_str name, bool ssa)
{
    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++) {
        if (!daesa_str_is(name, defaults[i].name))
            continue;
        bool across = daesa_str_is(name, "MarginL") || daesa_str_is(name, "MarginR");
        int64_t colour;
        if (!defaults[i].value)
            daesa_buf_printf(
                out->out, "%ld",
                share_of(across ? width_of(out->track) : height_of(out->track),
                         defaults[i].per_mille));
        else if (ssa && daesa_override_colour(daesa_str_of(defaults[i].value), &colour) &&
                 defaults[i].value[0] == '&')
            add_colour(out->out, (uint32_t)colour, true);
        else
            daesa_buf_add_text(out->out, defaults[i].value);
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

static void write_style(struct daesa_writer *out, const struct daesa_style *style,
                        bool ssa)
{
    struct daesa_ass_format format;
    daesa_ass_format_parse(daesa_str_of(daesa_ass_style_format(ssa)), &format);
    daesa_buf_add_text(out->out, "Style: ");
    for (size_t i = 0; i < format.n; i++) {
        const struct daesa_str *own = own_value(style, format.names[i]);
        if (i)
            daesa_buf_add_char(out->out, ',');
        if (own)
            add_value(out->out, *own);
        else if (!add_style_value(out, style, format.names[i], ssa))
            add_default(out, format.names[i], ssa);
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

static void write_styles(struct daesa_writer *out, bool ssa)
{
    const struct daesa_track *track = out->track;
    float size = (float)share_of(height_of(track), 56);
    for (size_t i = 0; i < track->n_styles; i++) {
        struct daesa_style style = track->styles[i];
        style.font = style.font.len ? style.font : daesa_str_of(font_for(out, false));
        style.size = style.size > 0 ? style.size : size;
        write_style(out, &style, ssa);
    }
    if (!has_style(track, "Default"))
        write_style(out,
                    &(struct daesa_style){.name = daesa_str_of("Default"),
                                          .font = daesa_str_of(font_for(out, false)),
                                          .size = size},
                    ssa);
    if (!has_style(track, "Top") && has_second_text(out))
        write_style(out,
                    &(struct daesa_style){.name = daesa_str_of("Top"),
                                          .font = daesa_str_of(font_for(out, true)),
                                          .size = roundf(size * 0.8f),
                                          .anchor = 8},
                    ssa);
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

void daesa_ass_write_head(struct daesa_writer *out)
{
    const struct daesa_track *track = out->track;
    struct daesa_buf *buf = out->out;
    bool ssa = strcmp(out->format->name, "ssa") == 0;
    daesa_buf_add_text(buf, "[Script Info]\n");
    if (track->title.len) {
        daesa_buf_add_text(buf, "Title: ");
        daesa_buf_add(buf, track->title);
        daesa_buf_add_char(buf, '\n');
    }
    daesa_buf_printf(buf, "ScriptType: %s\n", ssa ? "v4.00" : "v4.00+");
    if (!ssa) {
        add_info(out, "WrapStyle", "0");
        add_info(out, "ScaledBorderAndShadow", "yes");
        add_info(out, "YCbCr Matrix", "None");
    } else {
        add_info(out, "Collisions", "Normal");
    }
    daesa_buf_printf(buf, "PlayResX: %d\nPlayResY: %d\n", (int)width_of(track),
                     (int)height_of(track));
    add_other_info(out, false);
    daesa_buf_printf(buf, "\n[%s Styles]\nFormat: %s\n", ssa ? "V4" : "V4+",
                     daesa_ass_style_format(ssa));
    write_styles(out, ssa);
    add_other_info(out, true);
    daesa_buf_printf(buf, "\n[Events]\nFormat: %s\n", daesa_ass_event_format(ssa));
}
