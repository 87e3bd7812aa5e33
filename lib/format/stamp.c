/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/stamp.h"

#include <inttypes.h>

#define MAX_DIGITS 9

/* A number of one to nine digits. */
static bool take_number(struct daesa_str *text, int64_t *out)
{
    int64_t n = 0;
    size_t i = 0;
    for (; i < text->len && daesa_is_digit(text->s[i]); i++) {
        if (i == MAX_DIGITS)
            return false;
        n = n * 10 + (text->s[i] - '0');
    }
    *text = daesa_str_from(*text, i);
    *out = n;
    return i > 0;
}

static void skip_blanks(struct daesa_str *text, bool *odd)
{
    while (text->len && (text->s[0] == ' ' || text->s[0] == '\t')) {
        *text = daesa_str_from(*text, 1);
        *odd = true;
    }
}

/* The digits after the point, in microseconds, to the nearest. */
static int64_t take_fraction(struct daesa_str *text, bool *odd)
{
    static const int units[] = {100000, 10000, 1000, 100, 10, 1};
    int64_t us = 0;
    size_t i = 0;
    for (; i < text->len && daesa_is_digit(text->s[i]); i++) {
        if (i < 6)
            us += (text->s[i] - '0') * units[i];
        else if (i == 6 && text->s[i] >= '5')
            us++;
    }
    *odd = *odd || i != 3;
    *text = daesa_str_from(*text, i);
    return us;
}

static bool is_point(struct daesa_str text, const char *points)
{
    for (; *points; points++)
        if (text.len > 1 && text.s[0] == *points)
            return true;
    return false;
}

static int64_t fraction_after(struct daesa_str *text, int parts, bool *odd)
{
    struct daesa_str rest = *text;
    int64_t us = 0;
    bool blanks = false;
    if (!is_point(rest, parts == 3 ? ".,:" : ".,"))
        return 0;
    *odd = *odd || rest.s[0] == ':';
    rest = daesa_str_from(rest, 1);
    skip_blanks(&rest, &blanks);
    if (rest.len && daesa_is_digit(rest.s[0])) {
        us = take_fraction(&rest, odd);
        *odd = *odd || blanks;
        *text = rest;
    }
    return us;
}

/* Negative where they are none. */
static int two_digits(const char *s)
{
    return daesa_is_digit(s[0]) && daesa_is_digit(s[1]) ? (s[0] - '0') * 10 + (s[1] - '0')
                                                        : -1;
}

/* "00:00:00,000", or with a full stop: as nearly all times are written, and not to
 * be read any other way. */
static bool take_usual(struct daesa_str *text, int64_t *us)
{
    const char *s = text->s;
    if (text->len < 12 || (text->len > 12 && daesa_is_digit(s[12])) || s[2] != ':' ||
        s[5] != ':' || (s[8] != ',' && s[8] != '.'))
        return false;
    int hours = two_digits(s), minutes = two_digits(s + 3), seconds = two_digits(s + 6);
    int tens = two_digits(s + 9);
    if ((hours | minutes | seconds | tens) < 0 || !daesa_is_digit(s[11]) ||
        minutes > 59 || seconds > 59)
        return false;
    int ms = tens * 10 + (s[11] - '0');
    *us = (((hours * INT64_C(60) + minutes) * 60 + seconds) * 1000 + ms) * 1000;
    *text = daesa_str_from(*text, 12);
    return true;
}

bool daesa_stamp_take(struct daesa_str *text, int64_t *us, bool *odd)
{
    struct daesa_str rest = *text;
    if (take_usual(text, us))
        return true;
    int64_t sum = 0, part = 0;
    int parts = 0;
    bool strange = false, negative = daesa_str_starts(rest, "-");
    if (negative)
        rest = daesa_str_from(rest, 1);
    for (;;) {
        if (!take_number(&rest, &part))
            return false;
        strange = strange || (parts > 0 && part > 59);
        sum = sum * 60 + part;
        if (++parts == 3 || !is_point(rest, ":"))
            break;
        rest = daesa_str_from(rest, 1);
        skip_blanks(&rest, &strange);
    }
    if (parts < 2 || sum > DAESA_TIME_MAX / DAESA_SECOND_US)
        return false;
    sum = sum * DAESA_SECOND_US + fraction_after(&rest, parts, &strange);
    *us = negative ? -sum : sum;
    *odd = *odd || strange;
    *text = rest;
    return true;
}

/* Numbers are put in front of what follows them, without the cost of printf: every cue
 * has two times. Each returns where what it has put begins. */
static char *put_char(char *before, char c)
{
    *--before = c;
    return before;
}

/* At least `digits` digits. */
static char *put_number(char *before, uint64_t n, int digits)
{
    for (; n > 0 || digits > 0; digits--, n /= 10)
        *--before = (char)('0' + n % 10);
    return before;
}

/* Minutes or seconds. */
static char *put_two(char *before, uint64_t n)
{
    *--before = (char)('0' + n % 10);
    *--before = (char)('0' + n / 10);
    return before;
}

void daesa_stamp_add(struct daesa_buf *buf, int64_t us,
                     const struct daesa_stamp_style *style)
{
    static const uint32_t units_us[] = {1000000, 100000, 10000, 1000, 100, 10, 1};
    char room[48], *end = room + sizeof room, *at = end;
    uint32_t unit_us = units_us[style->digits];
    uint64_t rounded = us > 0 ? ((uint64_t)us + unit_us / 2) / unit_us * unit_us : 0;
    uint64_t seconds = rounded / 1000000, minutes = seconds / 60;
    if (style->digits) {
        at = put_number(at, rounded % 1000000 / unit_us, style->digits);
        at = put_char(at, style->point);
    }
    at = put_char(put_two(at, seconds % 60), ':');
    if (style->hour_digits || minutes >= 60) {
        at = put_char(put_two(at, minutes % 60), ':');
        at = put_number(at, minutes / 60, style->hour_digits ? style->hour_digits : 1);
    } else {
        at = put_number(at, minutes, style->minute_digits ? style->minute_digits : 2);
    }
    daesa_buf_add(buf, (struct daesa_str){at, (size_t)(end - at)});
}

void daesa_stamp_add_seconds(struct daesa_buf *buf, int64_t us)
{
    uint64_t n = us < 0 ? 0 - (uint64_t)us : (uint64_t)us;
    if (us < 0)
        daesa_buf_add_char(buf, '-');
    daesa_buf_printf(buf, "%" PRIu64, n / 1000000);
    unsigned fraction = (unsigned)(n % 1000000);
    int digits = 6;
    if (fraction == 0)
        return;
    for (; fraction % 10 == 0; fraction /= 10)
        digits--;
    daesa_buf_printf(buf, ".%0*u", digits, fraction);
}
