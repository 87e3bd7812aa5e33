/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/override.h"

#include "format/stamp.h"

#include <string.h>

/* What is longer is no font's name, and fits in no tag of SRT. */
#define MAX_FONT_NAME 256
#define SYLLABLE_US 10000 /* what karaoke counts in */

int daesa_override_from_ssa(int alignment)
{
    static const int anchors[] = {0, 1, 2, 3, 0, 7, 8, 9, 0, 4, 5, 6};
    return alignment > 0 && alignment < 12 ? anchors[alignment] : 0;
}

int daesa_override_to_ssa(int anchor)
{
    static const int alignments[] = {0, 1, 2, 3, 9, 10, 11, 5, 6, 7};
    return anchor > 0 && anchor < 10 ? alignments[anchor] : 0;
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

static bool parse_hex(struct daesa_str text, uint32_t *out)
{
    uint32_t n = 0;
    if (text.len == 0 || text.len > 8 || !text.s)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        int digit = hex_digit(text.s[i]);
        if (digit < 0)
            return false;
        n = n * 16 + (uint32_t)digit;
    }
    *out = n;
    return true;
}

bool daesa_override_colour(struct daesa_str text, int64_t *out)
{
    uint32_t n = 0;
    text = daesa_str_trim(text);
    if (daesa_str_ends(text, "&"))
        text.len--;
    if (daesa_str_starts(text, "&"))
        text = daesa_str_from(text, 1);
    if (daesa_str_starts_nocase(text, "H")) {
        if (!parse_hex(daesa_str_from(text, 1), &n))
            return false;
    } else {
        long long decimal;
        bool negative = daesa_str_starts(text, "-");
        if (!daesa_str_to_count(daesa_str_from(text, negative), UINT32_MAX, &decimal))
            return false;
        n = (uint32_t)(negative ? -decimal : decimal);
    }
    uint32_t red = n & 0xFF, green = n >> 8 & 0xFF, blue = n >> 16 & 0xFF,
             clear = n >> 24;
    *out = (int64_t)(red << 24 | green << 16 | blue << 8 | (0xFF - clear));
    return true;
}

/* One tag of a block, with its backslash; parentheses hold it together. */
static bool next_tag(struct daesa_str *rest, struct daesa_str *tag)
{
    size_t depth = 0, i = 1;
    if (rest->len == 0)
        return false;
    for (; i < rest->len; i++) {
        char c = rest->s[i];
        if (c == '(')
            depth++;
        else if (c == ')' && depth)
            depth--;
        else if (c == '\\' && depth == 0)
            break;
    }
    *tag = daesa_str_slice(*rest, 0, i);
    *rest = daesa_str_from(*rest, i);
    return true;
}

/* An integer, perhaps empty (-1), and nothing behind it. */
static bool number_of(struct daesa_str text, long long *out)
{
    text = daesa_str_trim(text);
    *out = -1;
    return text.len == 0 || daesa_str_to_count(text, 100000000, out);
}

static bool toggle(struct daesa_override *o, enum daesa_span_kind kind,
                   struct daesa_str argument)
{
    long long n;
    if (!number_of(argument, &n))
        return false;
    if (n > 0) {
        daesa_markup_close(o->markup, kind);
        return daesa_markup_open(o->markup, kind, (struct daesa_str){0}, 0);
    }
    return daesa_markup_close(o->markup, kind);
}

static bool toggle_bold(struct daesa_override *o, struct daesa_str argument)
{
    return toggle(o, DAESA_SPAN_BOLD, argument);
}

static bool toggle_italic(struct daesa_override *o, struct daesa_str argument)
{
    return toggle(o, DAESA_SPAN_ITALIC, argument);
}

static bool toggle_underline(struct daesa_override *o, struct daesa_str argument)
{
    return toggle(o, DAESA_SPAN_UNDERLINE, argument);
}

static bool toggle_strike(struct daesa_override *o, struct daesa_str argument)
{
    return toggle(o, DAESA_SPAN_STRIKE, argument);
}

static bool set_colour(struct daesa_override *o, struct daesa_str argument)
{
    int64_t colour;
    if (daesa_str_trim(argument).len == 0)
        return daesa_markup_close(o->markup, DAESA_SPAN_COLOUR);
    if (argument.s[0] != '&' && argument.s[0] != 'H')
        return false;
    if (!daesa_override_colour(argument, &colour))
        return false;
    daesa_markup_close(o->markup, DAESA_SPAN_COLOUR);
    return daesa_markup_open(o->markup, DAESA_SPAN_COLOUR, (struct daesa_str){0},
                             colour | 0xFF);
}

static bool set_font(struct daesa_override *o, struct daesa_str argument)
{
    argument = daesa_str_trim(argument);
    if (argument.len > MAX_FONT_NAME)
        return false;
    bool closed = daesa_markup_close(o->markup, DAESA_SPAN_FONT);
    if (argument.len == 0)
        return closed;
    return daesa_markup_open(o->markup, DAESA_SPAN_FONT, argument, 0);
}

static bool set_size(struct daesa_override *o, struct daesa_str argument)
{
    long long n;
    argument = daesa_str_trim(argument);
    if (!number_of(argument, &n))
        return false;
    bool closed = daesa_markup_close(o->markup, DAESA_SPAN_SIZE);
    if (argument.len == 0)
        return closed;
    return daesa_markup_open(o->markup, DAESA_SPAN_SIZE, argument, 0);
}

static bool set_anchor(struct daesa_override *o, struct daesa_str argument)
{
    long long n;
    if (!number_of(argument, &n) || n < 1 || n > 9)
        return false;
    if (!o->position->anchor)
        o->position->anchor = (uint8_t)n;
    return true;
}

static bool set_ssa_anchor(struct daesa_override *o, struct daesa_str argument)
{
    long long n;
    if (!number_of(argument, &n) || n > 11 || !daesa_override_from_ssa((int)n))
        return false;
    if (!o->position->anchor)
        o->position->anchor = (uint8_t)daesa_override_from_ssa((int)n);
    return true;
}

/* A decimal with a sign, to the thousandth. */
static bool decimal_of(struct daesa_str text, float *out)
{
    text = daesa_str_trim(text);
    bool negative = daesa_str_starts(text, "-");
    text = daesa_str_from(text, negative);
    size_t point = daesa_str_find_char(text, '.');
    long long whole = 0, fraction = 0;
    struct daesa_str after = daesa_str_slice(text, point + 1, point + 4);
    if (!daesa_str_to_count(daesa_str_slice(text, 0, point), 1000000, &whole) ||
        (point + 1 < text.len && !daesa_str_to_count(after, 999, &fraction)))
        return false;
    for (size_t i = after.len; i < 3; i++)
        fraction *= 10;
    *out = (float)((double)whole + (double)fraction / 1000);
    if (negative)
        *out = -*out;
    return true;
}

static bool set_place(struct daesa_override *o, struct daesa_str argument)
{
    size_t comma = daesa_str_find_char(argument, ',');
    float x, y;
    if (!daesa_str_starts(argument, "(") || !daesa_str_ends(argument, ")") ||
        comma == argument.len || o->width_px <= 0 || o->height_px <= 0 ||
        !decimal_of(daesa_str_slice(argument, 1, comma), &x) ||
        !decimal_of(daesa_str_slice(argument, comma + 1, argument.len - 1), &y))
        return false;
    if (!o->position->placed) {
        o->position->placed = true;
        o->position->x = x / (float)o->width_px;
        o->position->y = y / (float)o->height_px;
    }
    return true;
}

/* Karaoke: each tag says how long the syllable behind it lasts. All together last no
 * longer than a time may be. */
static bool set_syllable(struct daesa_override *o, struct daesa_str argument)
{
    long long n;
    long long max = (DAESA_TIME_MAX - o->sung_us) / SYLLABLE_US;
    if (!daesa_str_to_count(daesa_str_trim(argument), max, &n) ||
        o->start_us == DAESA_TIME_NONE)
        return false;
    daesa_markup_point(o->markup, DAESA_SPAN_TIME, o->tag, o->start_us + o->sung_us);
    o->sung_us += n * SYLLABLE_US;
    return true;
}

static bool reset(struct daesa_override *o, struct daesa_str argument)
{
    bool named = daesa_str_trim(argument).len > 0;
    daesa_markup_close_to(o->markup, 0);
    return !named && !o->kept;
}

static bool set_drawing(struct daesa_override *o, struct daesa_str argument)
{
    long long n;
    if (number_of(argument, &n))
        o->drawing = n > 0;
    return false;
}

/* Tags that the model has; longer names first. What `apply` refuses is kept raw:
 * so "\bord2" is no "\b" because "ord2" is no number. */
static const struct {
    const char *name;
    bool (*apply)(struct daesa_override *o, struct daesa_str argument);
} tags[] = {
    {"pos", set_place},   {"1c", set_colour},      {"an", set_anchor},
    {"fn", set_font},     {"fs", set_size},        {"kf", set_syllable},
    {"ko", set_syllable}, {"K", set_syllable},     {"a", set_ssa_anchor},
    {"b", toggle_bold},   {"c", set_colour},       {"i", toggle_italic},
    {"k", set_syllable},  {"p", set_drawing},      {"r", reset},
    {"s", toggle_strike}, {"u", toggle_underline},
};

static bool apply_tag(struct daesa_override *o, struct daesa_str tag)
{
    struct daesa_str text = daesa_str_from(tag, 1);
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        if (!daesa_str_starts(text, tags[i].name))
            continue;
        o->tag = daesa_str_of(tags[i].name);
        return tags[i].apply(o, daesa_str_from(text, o->tag.len));
    }
    return false;
}

void daesa_override_apply(struct daesa_override *o, struct daesa_str block)
{
    struct daesa_str inside = daesa_str_slice(block, 1, block.len ? block.len - 1 : 0);
    struct daesa_str rest = daesa_str_from(inside, daesa_str_find_char(inside, '\\'));
    struct daesa_str tag, raw = {0};
    size_t n_tags = 0, n_raw = 0;
    while (next_tag(&rest, &tag)) {
        n_tags++;
        if (!apply_tag(o, tag)) {
            n_raw++;
            raw = raw.len ? (struct daesa_str){raw.s, raw.len + tag.len} : tag;
            o->kept = true;
            continue;
        }
        if (raw.len)
            daesa_markup_point(o->markup, DAESA_SPAN_RAW, raw, 0);
        raw = (struct daesa_str){0};
    }
    if (n_raw == n_tags)
        raw = block; /* a comment, or nothing that the model has */
    if (raw.len)
        daesa_markup_point(o->markup, DAESA_SPAN_RAW, raw, 0);
}
