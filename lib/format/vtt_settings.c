/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/vtt_settings.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

/* Behind so many decimals a double has none. */
#define MAX_UNIT ((long double)DBL_MAX * 1e90L)

/* By hand, since strtod asks the locale; as a long double, which has room for what is
 * rounded on the way. */
bool daesa_vtt_take_number(struct daesa_str text, bool sign, double *out)
{
    long double value = 0, unit = 1;
    bool negative = sign && daesa_str_starts(text, "-"), point = false;
    size_t n_digits = 0;
    text = daesa_str_from(text, negative);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.s[i];
        if (c == '.' && !point && i > 0 && i + 1 < text.len) {
            point = true;
            continue;
        }
        if (!daesa_is_digit(c))
            return false;
        n_digits++;
        if (unit > MAX_UNIT)
            continue;
        value = value * 10 + (c - '0');
        unit *= point ? 10 : 1;
    }
    double number = (double)((negative ? -value : value) / unit);
    if (n_digits == 0 || !isfinite(number))
        return false;
    *out = number;
    return true;
}

bool daesa_vtt_take_percent(struct daesa_str text, double *out)
{
    double value;
    if (!daesa_str_ends(text, "%") ||
        !daesa_vtt_take_number(daesa_str_slice(text, 0, text.len - 1), false, &value) ||
        value > 100)
        return false;
    *out = value;
    return true;
}

struct choice {
    const char *name;
    int value;
};

static bool choose(struct daesa_str text, const struct choice *list, size_t n, int *out)
{
    for (size_t i = 0; i < n; i++)
        if (daesa_str_is(text, list[i].name)) {
            *out = list[i].value;
            return true;
        }
    return false;
}

#define CHOOSE(text, list, out) choose(text, list, sizeof(list) / sizeof *(list), out)

static bool set_region(struct daesa_vtt_settings *s, struct daesa_str value)
{
    s->region = value;
    return true;
}

static bool set_vertical(struct daesa_vtt_settings *s, struct daesa_str value)
{
    static const struct choice list[] = {{"rl", DAESA_VTT_VERTICAL_RL},
                                         {"lr", DAESA_VTT_VERTICAL_LR}};
    int choice;
    if (!CHOOSE(value, list, &choice))
        return false;
    s->vertical = (enum daesa_vtt_vertical)choice;
    return true;
}

/* The alignment behind a comma. One that is none is ignored by itself: the standard
 * gives up the setting, but its tests, and browsers, keep the number. */
static bool take_align(struct daesa_str value, const struct choice *list, size_t n,
                       enum daesa_vtt_align *align, bool *has)
{
    size_t comma = daesa_str_find_char(value, ',');
    int choice;
    if (comma == value.len)
        return true;
    if (!choose(daesa_str_from(value, comma + 1), list, n, &choice))
        return false;
    *align = (enum daesa_vtt_align)choice;
    *has = true;
    return true;
}

static bool set_line(struct daesa_vtt_settings *s, struct daesa_str value)
{
    static const struct choice list[] = {{"start", DAESA_VTT_ALIGN_START},
                                         {"center", DAESA_VTT_ALIGN_CENTER},
                                         {"end", DAESA_VTT_ALIGN_END}};
    struct daesa_str line = daesa_str_slice(value, 0, daesa_str_find_char(value, ','));
    bool percent = daesa_str_ends(line, "%");
    double number;
    if (percent ? !daesa_vtt_take_percent(line, &number)
                : !daesa_vtt_take_number(line, true, &number))
        return false;
    s->has_line = true;
    s->line_percent = percent;
    s->line = number;
    return take_align(value, list, sizeof list / sizeof *list, &s->line_align,
                      &s->has_line_align);
}

static bool set_position(struct daesa_vtt_settings *s, struct daesa_str value)
{
    static const struct choice list[] = {{"line-left", DAESA_VTT_ALIGN_START},
                                         {"center", DAESA_VTT_ALIGN_CENTER},
                                         {"line-right", DAESA_VTT_ALIGN_END}};
    double number;
    if (!daesa_vtt_take_percent(
            daesa_str_slice(value, 0, daesa_str_find_char(value, ',')), &number))
        return false;
    s->has_position = true;
    s->position = number;
    return take_align(value, list, sizeof list / sizeof *list, &s->position_align,
                      &s->has_position_align);
}

static bool set_size(struct daesa_vtt_settings *s, struct daesa_str value)
{
    s->has_size = daesa_vtt_take_percent(value, &s->size) || s->has_size;
    double ignored;
    return daesa_vtt_take_percent(value, &ignored);
}

static bool set_align(struct daesa_vtt_settings *s, struct daesa_str value)
{
    static const struct choice list[] = {
        {"start", DAESA_VTT_ALIGN_START}, {"center", DAESA_VTT_ALIGN_CENTER},
        {"end", DAESA_VTT_ALIGN_END},     {"left", DAESA_VTT_ALIGN_LEFT},
        {"right", DAESA_VTT_ALIGN_RIGHT},
    };
    int choice;
    if (!CHOOSE(value, list, &choice))
        return false;
    s->align = (enum daesa_vtt_align)choice;
    return true;
}

static const struct {
    const char *name;
    bool (*set)(struct daesa_vtt_settings *s, struct daesa_str value);
} settings[] = {
    {"align", set_align},   {"line", set_line}, {"position", set_position},
    {"region", set_region}, {"size", set_size}, {"vertical", set_vertical},
};

static bool set_one(struct daesa_vtt_settings *s, struct daesa_str one)
{
    size_t colon = daesa_str_find_char(one, ':');
    if (colon == 0 || colon + 1 >= one.len)
        return false;
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        if (daesa_str_is(daesa_str_slice(one, 0, colon), settings[i].name))
            return settings[i].set(s, daesa_str_from(one, colon + 1));
    return false;
}

bool daesa_vtt_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

void daesa_vtt_settings_parse(struct daesa_str text, struct daesa_vtt_settings *out)
{
    struct daesa_vtt_settings s = {0};
    while (text.len) {
        size_t end = 0;
        while (end < text.len && !daesa_vtt_space(text.s[end]))
            end++;
        if (end)
            s.n_bad += !set_one(&s, daesa_str_slice(text, 0, end));
        text = daesa_str_from(text, end + 1);
    }
    *out = s;
}

/* 1, 2 or 3: the column of a number pad. */
static int column_of(const struct daesa_vtt_settings *s)
{
    if (s->has_position_align)
        return s->position_align == DAESA_VTT_ALIGN_START ? 1
               : s->position_align == DAESA_VTT_ALIGN_END ? 3
                                                          : 2;
    if (s->align == DAESA_VTT_ALIGN_START || s->align == DAESA_VTT_ALIGN_LEFT)
        return 1;
    return s->align == DAESA_VTT_ALIGN_END || s->align == DAESA_VTT_ALIGN_RIGHT ? 3 : 2;
}

static int row_of(const struct daesa_vtt_settings *s)
{
    if (!s->has_line || (!s->line_percent && s->line < 0))
        return 0;
    if (!s->line_percent || !s->has_line_align)
        return 2;
    return s->line_align == DAESA_VTT_ALIGN_END      ? 0
           : s->line_align == DAESA_VTT_ALIGN_CENTER ? 1
                                                     : 2;
}

struct daesa_position daesa_vtt_position(const struct daesa_vtt_settings *s)
{
    struct daesa_position p = {0};
    int column = column_of(s), row = row_of(s);
    if (s->vertical != DAESA_VTT_HORIZONTAL)
        return p;
    if (column != 2 || row != 0 || s->has_line || s->has_position)
        p.anchor = (uint8_t)(row * 3 + column);
    /* What the writer makes of "middle" is no place. */
    bool middle = s->line_percent && s->line == 50 && row == 1 && !s->has_position;
    if (!s->has_line || !s->line_percent || middle)
        return p;
    p.placed = true;
    p.y = (float)(s->line / 100);
    p.x = s->has_position ? (float)(s->position / 100)
          : column == 1   ? 0
          : column == 3   ? 1
                          : 0.5f;
    return p;
}

static void add_percent(struct daesa_buf *buf, float share)
{
    double percent = (double)share * 100;
    long hundredths = lround((percent < 0 ? 0 : percent > 100 ? 100 : percent) * 100);
    daesa_buf_printf(buf, "%ld", hundredths / 100);
    if (hundredths % 100)
        daesa_buf_printf(buf, hundredths % 10 ? ".%02ld" : ".%ld",
                         hundredths % 10 ? hundredths % 100 : hundredths % 100 / 10);
    daesa_buf_add_char(buf, '%');
}

void daesa_vtt_add_position(struct daesa_buf *buf, const struct daesa_position *p)
{
    static const char *const aligns[] = {" align:right", " align:left", ""};
    static const char *const columns[] = {",line-right", ",line-left", ",center"};
    static const char *const rows[] = {",end", ",center", ",start"};
    int anchor = p->anchor ? p->anchor : 2, row = (anchor - 1) / 3;
    if (p->placed) {
        daesa_buf_add_text(buf, " line:");
        add_percent(buf, p->y);
        daesa_buf_add_text(buf, rows[row]);
        daesa_buf_add_text(buf, " position:");
        add_percent(buf, p->x);
        daesa_buf_add_text(buf, columns[anchor % 3]);
    } else if (row == 2) {
        daesa_buf_add_text(buf, " line:0");
    } else if (row == 1) {
        daesa_buf_add_text(buf, " line:50%,center");
    }
    daesa_buf_add_text(buf, aligns[anchor % 3]);
}
