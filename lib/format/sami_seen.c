/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/sami_seen.h"

#include "format/sami_scan.h"
#include "text/utf8.h"

#include <string.h>

#define NO_BREAK "\xC2\xA0"
#define WIDE_SPACE "\xE3\x80\x80"

/* The length of a character that is not seen at the start of `text`, or 0. */
static size_t unseen(struct daesa_str text)
{
    return daesa_is_space(text.s[0])            ? 1
           : daesa_str_starts(text, NO_BREAK)   ? 2
           : daesa_str_starts(text, WIDE_SPACE) ? 3
                                                : 0;
}

bool daesa_sami_blank(struct daesa_str plain)
{
    while (plain.len) {
        size_t n = unseen(plain);
        if (n == 0)
            return false;
        plain = daesa_str_from(plain, n);
    }
    return true;
}

static bool is_hex_digit(char c)
{
    return daesa_is_digit(c) || ((c | 32) >= 'a' && (c | 32) <= 'f');
}

/* The length of a reference to such a character, with or without its semicolon, or 0. */
static size_t unseen_reference(struct daesa_str here)
{
    static const char *const references[] = {"&nbsp",   "&#160", "&#xA0",  "&#xa0",
                                             "&#32",    "&#x20", "&#10",   "&#13",
                                             "&#12288", "&#9",   "&#x3000"};
    for (size_t i = 0; i < sizeof references / sizeof *references; i++) {
        size_t n = strlen(references[i]);
        char next = here.len > n ? here.s[n] : ' ';
        bool goes_on = references[i][1] == '#' && is_hex_digit(next);
        if (daesa_str_starts(here, references[i]) && !goes_on)
            return n + (next == ';');
    }
    return 0;
}

/* What stands between two tags: how much of it is up to the last thing seen. */
static size_t seen_in(struct daesa_str text)
{
    size_t seen = 0;
    for (size_t at = 0; text.s && at < text.len;) {
        struct daesa_str here = daesa_str_from(text, at);
        size_t n = here.s[0] == '&' ? unseen_reference(here) : unseen(here);
        at += n ? n : 1;
        if (n == 0)
            seen = at;
    }
    return seen;
}

size_t daesa_sami_seen(struct daesa_str body)
{
    struct daesa_sami_scan scan = {.text = body};
    struct daesa_sami_mark mark;
    size_t from = 0, seen = 0;
    bool more;
    do {
        more = daesa_sami_next_mark(&scan, &mark);
        size_t to = more ? mark.begin : body.len;
        size_t n = seen_in(daesa_str_slice(body, from, to));
        seen = n ? from + n : seen;
        from = more ? mark.end : to;
    } while (more);
    return seen;
}

size_t daesa_sami_count(struct daesa_str body)
{
    struct daesa_sami_scan scan = {.text = body};
    struct daesa_sami_mark mark;
    size_t from = 0, n = 0;
    for (bool more = true; more;) {
        more = daesa_sami_next_mark(&scan, &mark);
        n += daesa_utf8_count(
            daesa_str_trim(daesa_str_slice(body, from, more ? mark.begin : body.len)));
        from = more ? mark.end : body.len;
    }
    return n;
}
