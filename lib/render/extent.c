/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "render/extent.h"

#include "core/str.h"

#include <math.h>
#include <string.h>

/* A letter with its surroundings, against the size of its font. */
#define LETTER 1.5
/* No letter is smaller before it is scaled. */
#define LEAST_SIZE 1.0

/* A rectangle that grows; empty while `has_any` is false. */
struct bounds {
    bool has_any;
    double left, top, right, bottom;
};

struct extent {
    struct daesa_extent_style most;
    double style_size, size;     /* that \fs comes back to, and that of the next letter */
    struct bounds drawing, clip; /* unscaled */
    int level;                   /* of \p; 0: letters */
};

/* ---- numbers ---- */

static double read_digits(const char **s)
{
    double value = 0;
    for (; daesa_is_digit(**s); (*s)++)
        value = value * 10 + (**s - '0');
    return value;
}

/* Each by its own weight: so many digits that they overflow are still less than 1. */
static double read_fraction(const char **s)
{
    double value = 0, weight = 1;
    for (; daesa_is_digit(**s); (*s)++)
        value += (**s - '0') * (weight /= 10);
    return value;
}

/* "-12.5e3", in no locale. False: none is here. */
static bool read_number(const char **s, double *out)
{
    const char *at = *s;
    double sign = *at == '-' ? -1 : 1;
    at += *at == '-' || *at == '+';
    if (!daesa_is_digit(*at) && !(*at == '.' && daesa_is_digit(at[1])))
        return false;
    double value = read_digits(&at);
    if (*at == '.') {
        at++;
        value += read_fraction(&at);
    }
    if ((*at == 'e' || *at == 'E') &&
        (daesa_is_digit(at[1]) ||
         ((at[1] == '-' || at[1] == '+') && daesa_is_digit(at[2])))) {
        double up = at[1] == '-' ? -1 : 1;
        at += daesa_is_digit(at[1]) ? 1 : 2;
        value *= pow(10, up * fmin(read_digits(&at), 300));
    }
    *s = at;
    *out = sign * value;
    return true;
}

/* ---- drawings ---- */

static void stretch(struct bounds *b, double x, double y)
{
    if (!b->has_any)
        *b = (struct bounds){true, x, y, x, y};
    b->left = fmin(b->left, x);
    b->top = fmin(b->top, y);
    b->right = fmax(b->right, x);
    b->bottom = fmax(b->bottom, y);
}

/* Commands and pairs of numbers, which are 2^(level - 1) to the pixel, up to one of the
 * characters in `end`. */
static const char *read_drawing(const char *s, const char *end, int level,
                                struct bounds *out)
{
    double x = 0, number, unit = ldexp(1, 1 - level);
    bool has_x = false;
    while (*s && !strchr(end, *s)) {
        if (!read_number(&s, &number)) {
            has_x &= *s == ' ' || *s == '\t';
            s++;
        } else if (has_x) {
            stretch(out, x * unit, number * unit);
            has_x = false;
        } else {
            x = number;
            has_x = true;
        }
    }
    return s;
}

/* What is in the brackets of \clip: a drawing, before which its level may stand. Four
 * numbers are a rectangle, which costs nothing. */
static const char *read_clip(const char *s, struct extent *e)
{
    const char *at = s;
    double level = 1;
    if (read_number(&at, &level) && *at == ',')
        at++;
    else
        level = 1;
    while (*at == ' ')
        at++;
    return *at == 'm' ? read_drawing(at, ")}", (int)fmax(1, fmin(level, 30)), &e->clip)
                      : s;
}

/* ---- tags ---- */

/* What follows \fs: a size, or with a sign tenths by which the size so far changes. What
 * leaves no size, or says none, brings back that of the style. */
static const char *read_size(const char *s, struct extent *e)
{
    const char *at = s;
    double value = 0;
    bool has_any = read_number(&at, &value);
    if (has_any && (*s == '+' || *s == '-'))
        value = e->size * (1 + value / 10);
    e->size = value > 0 ? value : e->style_size;
    e->most.size = fmax(e->most.size, e->size);
    return at;
}

/* The longest of names that begin alike comes first. */
static const char *read_tag(const char *s, struct extent *e)
{
    struct daesa_extent_style *most = &e->most;
    const struct {
        const char *name;
        double *value, unit;
    } tags[] = {
        {"xbord", &most->outline, 1},   {"ybord", &most->outline, 1},
        {"bord", &most->outline, 1},    {"fscx", &most->scale_x, 0.01},
        {"fscy", &most->scale_y, 0.01},
    };
    struct daesa_str tag = daesa_str_of(s);
    double value;
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        const char *at = s + strlen(tags[i].name);
        if (daesa_str_starts(tag, tags[i].name) && read_number(&at, &value)) {
            *tags[i].value = fmax(*tags[i].value, value * tags[i].unit);
            return at;
        }
    }
    if (daesa_str_starts(tag, "fs") && !strchr("cp", s[2]))
        return read_size(s + 2, e);
    if (daesa_str_starts(tag, "clip(") || daesa_str_starts(tag, "iclip("))
        return read_clip(strchr(s, '(') + 1, e);
    if (*s == 'r')
        e->size = e->style_size;
    const char *at = s + 1;
    if (*s == 'p' && read_number(&at, &value)) {
        e->level = (int)fmax(0, fmin(value, 30));
        return at;
    }
    return s;
}

static const char *read_tags(const char *s, struct extent *e)
{
    while (*s && *s != '}')
        s = *s == '\\' ? read_tag(s + 1, e) : s + 1;
    return *s ? s + 1 : s;
}

static double area_of(struct bounds b, double scale_x, double scale_y, double border)
{
    return b.has_any ? ((b.right - b.left) * scale_x + 2 * border) *
                           ((b.bottom - b.top) * scale_y + 2 * border)
                     : 0;
}

double daesa_extent_area(const char *text, struct daesa_extent_style style)
{
    struct extent e = {.most = style, .style_size = style.size, .size = style.size};
    for (const char *s = text ? text : ""; *s;)
        if (*s == '{')
            s = read_tags(s + 1, &e);
        else if (e.level)
            s = read_drawing(s, "{", e.level, &e.drawing);
        else
            s++;
    double size = LETTER * fmax(e.most.size, LEAST_SIZE);
    struct bounds letter = {true, 0, 0, size, size};
    double area = area_of(letter, e.most.scale_x, e.most.scale_y, e.most.outline);
    area = fmax(area, area_of(e.drawing, e.most.scale_x, e.most.scale_y, e.most.outline));
    return fmax(area, area_of(e.clip, 1, 1, 0));
}
