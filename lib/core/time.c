/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/time.h"

#include <inttypes.h>

#define MINUTE_US (60 * DAESA_SECOND_US)

/* A sum of two that are smaller than this has room. */
#define NARROW (INT64_C(1) << 62)

/* Products of times and rates need more than 64 bits. */
__extension__ typedef __int128 wide;

bool daesa_rate_known(struct daesa_rate rate)
{
    return rate.num > 0 && rate.den > 0;
}

double daesa_rate_fps(struct daesa_rate rate)
{
    return daesa_rate_known(rate) ? (double)rate.num / rate.den : 0;
}

int64_t daesa_scale(int64_t a, int64_t b, int64_t c)
{
    int64_t narrow;
    /* Nearly always 64 bits do, and are several times as fast. */
    if (!__builtin_mul_overflow(a, b, &narrow) && narrow > -NARROW && narrow < NARROW &&
        c > 0 && c < NARROW)
        return (narrow < 0 ? narrow - c / 2 : narrow + c / 2) / c;
    wide product = (wide)a * b;
    wide half = c / 2;
    wide scaled = (product < 0 ? product - half : product + half) / c;
    return scaled > INT64_MAX    ? INT64_MAX
           : scaled < -INT64_MAX ? -INT64_MAX
                                 : (int64_t)scaled;
}

int64_t daesa_round_us(int64_t us, int64_t unit_us)
{
    return daesa_scale(us, 1, unit_us) * unit_us;
}

size_t daesa_times_before(const int64_t *times_us, size_t n, int64_t us)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (times_us[middle] < us)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

int64_t daesa_times_nearest(const int64_t *times_us, size_t n, int64_t us)
{
    size_t i = daesa_times_before(times_us, n, us);
    if (n == 0)
        return DAESA_TIME_NONE;
    if (i == n || (i > 0 && us - times_us[i - 1] <= times_us[i] - us))
        i--;
    return times_us[i];
}

int64_t daesa_frame_to_us(int64_t frame, struct daesa_rate rate)
{
    return daesa_scale(frame, rate.den * DAESA_SECOND_US, rate.num);
}

int64_t daesa_us_to_frame(int64_t us, struct daesa_rate rate)
{
    wide scaled = (wide)us * rate.num, unit = (wide)rate.den * DAESA_SECOND_US;
    int64_t frame = (int64_t)(scaled / unit) - (scaled % unit < 0);
    /* A frame's start is rounded to a microsecond; that instant is its own. */
    return daesa_frame_to_us(frame + 1, rate) <= us ? frame + 1 : frame;
}

/* A decimal number without sign, "." or "," before the fraction, taken off the
 * front of `*text` in millionths; at most nine digits before the point. */
static bool take_decimal(struct daesa_str *text, int64_t *out)
{
    int64_t whole = 0, fraction = 0, unit = 1000000;
    size_t i = 0, digits = 0;
    for (; i < text->len && daesa_is_digit(text->s[i]); i++, digits++)
        if ((whole = whole * 10 + (text->s[i] - '0')) >= 1000000000)
            return false;
    if (i < text->len && (text->s[i] == '.' || text->s[i] == ','))
        for (i++; i < text->len && daesa_is_digit(text->s[i]); i++, digits++) {
            fraction += (text->s[i] - '0') * (unit /= 10);
            if (unit == 1 && i + 1 < text->len && text->s[i + 1] >= '5' &&
                daesa_is_digit(text->s[i + 1]))
                fraction++, unit = 0;
        }
    *text = daesa_str_from(*text, i);
    *out = whole * 1000000 + fraction;
    return digits > 0;
}

static bool ntsc(int64_t millionths, struct daesa_rate *out)
{
    static const int nominal[] = {24, 30, 48, 60, 120};
    for (size_t i = 0; i < sizeof nominal / sizeof *nominal; i++) {
        int64_t exact = daesa_scale(nominal[i], INT64_C(1000000000), 1001);
        int64_t off = millionths > exact ? millionths - exact : exact - millionths;
        if (off <= 5000) {
            *out = (struct daesa_rate){nominal[i] * 1000, 1001};
            return true;
        }
    }
    return false;
}

bool daesa_rate_parse(struct daesa_str text, struct daesa_rate *out)
{
    size_t slash = daesa_str_find_char(text, '/');
    long long num, den;
    if (slash < text.len) {
        if (!daesa_str_to_count(daesa_str_slice(text, 0, slash), INT32_MAX, &num) ||
            !daesa_str_to_count(daesa_str_from(text, slash + 1), INT32_MAX, &den) ||
            num == 0 || den == 0 || num > 1000 * den)
            return false;
        *out = (struct daesa_rate){(int32_t)num, (int32_t)den};
        return true;
    }
    int64_t millionths;
    if (!take_decimal(&text, &millionths) || text.len || millionths <= 0 ||
        millionths > 1000 * INT64_C(1000000))
        return false;
    if (millionths % 1000000 == 0)
        *out = (struct daesa_rate){(int32_t)(millionths / 1000000), 1};
    else if (!ntsc(millionths, out))
        *out = (struct daesa_rate){(int32_t)millionths, 1000000};
    return true;
}

/* The part after the sign, in microseconds. */
static bool parse_unsigned(struct daesa_str text, struct daesa_rate rate, int64_t *out)
{
    int64_t part, sum = 0;
    int parts = 0;
    for (;;) {
        if (!take_decimal(&text, &part) || ++parts > 3)
            return false;
        sum = sum * 60 + part;
        if (text.len == 0 || text.s[0] != ':')
            break;
        if (part % 1000000 || (parts == 2 && part >= MINUTE_US))
            return false;
        text = daesa_str_from(text, 1);
    }
    if (parts > 1 && part >= MINUTE_US)
        return false;
    if (text.len == 0 || (parts == 1 && daesa_str_is(text, "s")))
        *out = sum;
    else if (parts == 1 && daesa_str_is(text, "ms"))
        *out = daesa_round_us(sum, 1000) / 1000;
    else if (parts == 1 && daesa_str_is(text, "f") && daesa_rate_known(rate))
        *out = daesa_scale(sum, rate.den, rate.num);
    else
        return false;
    return true;
}

bool daesa_time_parse(struct daesa_str text, struct daesa_rate rate, int64_t *out)
{
    int64_t us;
    bool negative = daesa_str_starts(text, "-");
    if (negative || daesa_str_starts(text, "+"))
        text = daesa_str_from(text, 1);
    if (!parse_unsigned(text, rate, &us) || us > DAESA_TIME_MAX)
        return false;
    *out = negative ? -us : us;
    return true;
}

void daesa_time_print(struct daesa_buf *buf, int64_t us)
{
    if (us == DAESA_TIME_NONE) {
        daesa_buf_add_char(buf, '?');
        return;
    }
    int64_t ms = daesa_scale(us, 1, 1000);
    if (ms < 0)
        daesa_buf_add_char(buf, '-');
    uint64_t n = ms < 0 ? 0 - (uint64_t)ms : (uint64_t)ms;
    daesa_buf_printf(buf, "%" PRIu64 ":%02u:%02u.%03u", n / 3600000,
                     (unsigned)(n / 60000 % 60), (unsigned)(n / 1000 % 60),
                     (unsigned)(n % 1000));
}
