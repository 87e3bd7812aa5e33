/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "text/utf8.h"

#include <string.h>

#define HIGH_BITS UINT64_C(0x8080808080808080)

static bool continues(struct daesa_str text, size_t at, unsigned char low,
                      unsigned char high)
{
    return at < text.len && (unsigned char)text.s[at] >= low &&
           (unsigned char)text.s[at] <= high;
}

/* The length of the well-formed character at `at`, or minus that of the
 * maximal subpart of an ill-formed one. Only the second byte's range depends
 * on the first. */
static int measure(struct daesa_str text, size_t at)
{
    unsigned char lead = (unsigned char)text.s[at];
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2 || lead > 0xF4)
        return -1;
    unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    int want = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (!continues(text, at + 1, low, high))
        return -1;
    for (int i = 2; i < want; i++)
        if (!continues(text, at + (size_t)i, 0x80, 0xBF))
            return -i;
    return want;
}

uint32_t daesa_utf8_next(struct daesa_str text, size_t *at)
{
    const unsigned char *s = (const unsigned char *)text.s + *at;
    if (s[0] < 0x80) {
        ++*at;
        return s[0];
    }
    int n = measure(text, *at);
    *at += (size_t)(n < 0 ? -n : n);
    switch (n) {
    case 1:
        return s[0];
    case 2:
        return (uint32_t)(s[0] & 0x1F) << 6 | (s[1] & 0x3F);
    case 3:
        return (uint32_t)(s[0] & 0x0F) << 12 | (uint32_t)(s[1] & 0x3F) << 6 |
               (s[2] & 0x3F);
    case 4:
        return (uint32_t)(s[0] & 0x07) << 18 | (uint32_t)(s[1] & 0x3F) << 12 |
               (uint32_t)(s[2] & 0x3F) << 6 | (s[3] & 0x3F);
    default:
        return DAESA_UTF8_REPLACEMENT;
    }
}

size_t daesa_utf8_before(struct daesa_str text, size_t at)
{
    size_t i = at > text.len ? text.len : at, floor = i > 4 ? i - 4 : 0;
    if (i == 0)
        return 0;
    size_t last = i - 1;
    for (i = last; i > floor && ((unsigned char)text.s[i] & 0xC0) == 0x80;)
        i--;
    /* Ill-formed: one byte at a time. */
    int n = measure(text, i);
    return n > 0 && i + (size_t)n == last + 1 ? i : last;
}

/* Past the ASCII that stands at `at`, eight bytes at a time. */
static size_t skip_ascii(struct daesa_str text, size_t at)
{
    uint64_t eight;
    while (at + sizeof eight <= text.len) {
        memcpy(&eight, text.s + at, sizeof eight);
        if (eight & HIGH_BITS)
            break;
        at += sizeof eight;
    }
    while (at < text.len && (unsigned char)text.s[at] < 0x80)
        at++;
    return at;
}

size_t daesa_utf8_first_bad(struct daesa_str text)
{
    size_t at = 0;
    while ((at = skip_ascii(text, at)) < text.len) {
        int n = measure(text, at);
        if (n < 0)
            return at;
        at += (size_t)n;
    }
    return text.len;
}

bool daesa_utf8_valid(struct daesa_str text)
{
    return daesa_utf8_first_bad(text) == text.len;
}

size_t daesa_utf8_count(struct daesa_str text)
{
    size_t n = 0;
    for (size_t at = 0; at < text.len; n++) {
        int step = measure(text, at);
        at += (size_t)(step < 0 ? -step : step);
    }
    return n;
}

void daesa_utf8_add(struct daesa_buf *buf, uint32_t code)
{
    char s[4];
    size_t n = 0;
    if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
        code = DAESA_UTF8_REPLACEMENT;
    if (code < 0x80)
        s[n++] = (char)code;
    else if (code < 0x800)
        s[n++] = (char)(0xC0 | code >> 6);
    else if (code < 0x10000) {
        s[n++] = (char)(0xE0 | code >> 12);
        s[n++] = (char)(0x80 | (code >> 6 & 0x3F));
    } else {
        s[n++] = (char)(0xF0 | code >> 18);
        s[n++] = (char)(0x80 | (code >> 12 & 0x3F));
        s[n++] = (char)(0x80 | (code >> 6 & 0x3F));
    }
    if (code >= 0x80)
        s[n++] = (char)(0x80 | (code & 0x3F));
    daesa_buf_add(buf, (struct daesa_str){s, n});
}

size_t daesa_utf8_add_clean(struct daesa_buf *buf, struct daesa_str text)
{
    size_t n_bad = 0;
    while (text.len) {
        size_t good = daesa_utf8_first_bad(text);
        daesa_buf_add(buf, daesa_str_slice(text, 0, good));
        if (good == text.len)
            break;
        int n = measure(text, good);
        daesa_utf8_add(buf, DAESA_UTF8_REPLACEMENT);
        n_bad++;
        text = daesa_str_from(text, good + (size_t)-n);
    }
    return n_bad;
}
