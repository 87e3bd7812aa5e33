/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "text/width.h"

#include "text/letter.h"
#include "text/utf8.h"

#include <utf8proc.h>

size_t daesa_grapheme_end(struct daesa_str text, size_t at)
{
    utf8proc_int32_t state = 0;
    uint32_t before = daesa_utf8_next(text, &at);
    while (at < text.len) {
        /* Between two of these there is always a break, but for CR LF. */
        if (before < 0x80 && (unsigned char)text.s[at] < 0x80 && before != '\r')
            break;
        size_t next = at;
        uint32_t code = daesa_utf8_next(text, &next);
        /* Nothing joins syllables, nor ASCII behind one. */
        if (daesa_letter_hangul(before) && (code < 0x80 || daesa_letter_hangul(code)))
            break;
        if (utf8proc_grapheme_break_stateful((utf8proc_int32_t)before,
                                             (utf8proc_int32_t)code, &state))
            break;
        at = next;
        before = code;
    }
    return at;
}

/* 0, 1 or 2 halves, by the first of its code points that shows something. */
static size_t halves_of(struct daesa_str grapheme, enum daesa_width_rule rule)
{
    for (size_t at = 0; at < grapheme.len;) {
        uint32_t code = daesa_utf8_next(grapheme, &at);
        if (daesa_letter_hangul(code))
            return 2;
        if (code != '\t' && daesa_letter_invisible(code))
            continue;
        if (rule == DAESA_WIDTH_GRAPHEMES)
            return 2;
        return utf8proc_charwidth((utf8proc_int32_t)code) > 1 ? 2 : 1;
    }
    return 0;
}

/* One that shows, and that nothing can follow as part of it. */
static bool is_plain(struct daesa_str text, size_t at)
{
    return text.s[at] >= ' ' && text.s[at] < 0x7F &&
           (at + 1 == text.len || (unsigned char)text.s[at + 1] < 0x80);
}

size_t daesa_width_halves(struct daesa_str text, enum daesa_width_rule rule)
{
    size_t n = 0;
    for (size_t at = 0; at < text.len;) {
        if (is_plain(text, at)) {
            n += rule == DAESA_WIDTH_GRAPHEMES ? 2 : 1;
            at++;
            continue;
        }
        size_t end = daesa_grapheme_end(text, at);
        n += halves_of(daesa_str_slice(text, at, end), rule);
        at = end;
    }
    return n;
}
