/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "text/word.h"

#include "text/letter.h"
#include "text/utf8.h"

#include <string.h>

/* How far from its place a word is looked for. */
#define FIND_BYTES 4096

static bool is_core(uint32_t code)
{
    return daesa_letter(code) || daesa_letter_number(code);
}

bool daesa_word_next(struct daesa_str text, size_t *at, size_t *from, size_t *to)
{
    size_t i = *at, begin = i;
    bool any = false;
    while (i < text.len) {
        size_t next = i;
        uint32_t code = daesa_utf8_next(text, &next);
        if (daesa_letter_space(code)) {
            if (any)
                break;
            begin = next;
        } else {
            any = any || is_core(code);
        }
        i = next;
    }
    if (!any)
        return false;
    *from = begin;
    *to = *at = i;
    return true;
}

size_t daesa_word_count(struct daesa_str text)
{
    size_t at = 0, from, to, n = 0;
    while (daesa_word_next(text, &at, &from, &to))
        n++;
    return n;
}

bool daesa_word_find(struct daesa_str text, struct daesa_str word, size_t *at,
                     size_t *from, size_t *to)
{
    size_t last = text.len < word.len ? 0 : text.len - word.len;
    if (word.len == 0 || word.len > text.len)
        return false;
    for (size_t i = *at; i <= last && i - *at <= FIND_BYTES; i++) {
        if (text.s[i] != word.s[0] || memcmp(text.s + i, word.s, word.len) != 0)
            continue;
        *from = i;
        *to = *at = i + word.len;
        return true;
    }
    return false;
}

void daesa_word_trim(struct daesa_str text, size_t *from, size_t *to)
{
    size_t first = *to, last = *from;
    for (size_t at = *from; at < *to;) {
        size_t begin = at;
        uint32_t code = daesa_utf8_next(text, &at);
        bool mark = !daesa_letter_mark(code) && !daesa_letter_invisible(code) &&
                    !daesa_letter_space(code);
        if (!is_core(code) && !(mark && first < *to))
            continue;
        if (begin < first)
            first = begin;
        last = at;
    }
    if (first < last) {
        *from = first;
        *to = last;
    }
}

static bool one_of(uint32_t code, const uint32_t *list)
{
    for (; *list; list++)
        if (*list == code)
            return true;
    return false;
}

/* Closing quotes and brackets. */
static bool is_closer(uint32_t code)
{
    static const uint32_t closers[] = {'"',    '\'',   ')',    ']',    '}',    0xBB,
                                       0x2019, 0x201D, 0x203A, 0x3009, 0x300B, 0x300D,
                                       0x300F, 0x3011, 0xFF09, 0xFF3D, 0};
    return one_of(code, closers);
}

static enum daesa_word_end ends_with(uint32_t code)
{
    static const uint32_t sentence[] = {
        '.',    '!',    '?',    0x203C, 0x2047, 0x2048, 0x2049, 0x3002, 0xFF01, 0xFF0E,
        0xFF1F, 0xFF61, 0x061F, 0x06D4, 0x0964, 0x0965, 0x055E, 0x0589, 0x037E, 0};
    static const uint32_t clause[] = {',',    ';',    ':',    0x2013, 0x2014, 0x2015,
                                      0x2026, 0x3001, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF64,
                                      0x060C, 0x061B, 0x0387, 0};
    return one_of(code, sentence) ? DAESA_WORD_END_SENTENCE
           : one_of(code, clause) ? DAESA_WORD_END_CLAUSE
                                  : DAESA_WORD_END_NONE;
}

/* Words with a stop that ends no sentence. */
static bool is_abbreviation(struct daesa_str word)
{
    static const char *const list[] = {
        "Capt.", "Col.",  "Dr.",  "Gen.", "Jr.", "Lt.", "Mme.", "Mr.",  "Mrs.", "Ms.",
        "No.",   "Prof.", "Rev.", "Sgt.", "Sr.", "St.", "e.g.", "i.e.", "vs."};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (daesa_str_is(word, list[i]))
            return true;
    /* An initial: "J." */
    return word.len == 2 && word.s[0] >= 'A' && word.s[0] <= 'Z' && word.s[0] != 'I';
}

/* A dash between blanks belongs to the clause before it. */
static bool dash_follows(struct daesa_str text, size_t at)
{
    struct daesa_str rest = daesa_str_trim(daesa_str_from(text, at));
    return daesa_str_starts(rest, "- ") || daesa_str_starts(rest, "-- ") ||
           daesa_str_starts(rest, "\xE2\x80\x93 ") ||
           daesa_str_starts(rest, "\xE2\x80\x94 ");
}

enum daesa_word_end daesa_word_ends(struct daesa_str text, size_t from, size_t to)
{
    size_t at = to;
    while (at > from) {
        size_t last = daesa_utf8_before(text, at), i = last;
        uint32_t code = daesa_utf8_next(text, &i);
        if (is_closer(code) && last > from) {
            at = last;
            continue;
        }
        enum daesa_word_end end = ends_with(code);
        struct daesa_str word = daesa_str_slice(text, from, at);
        if (code == '.' && daesa_str_ends(word, ".."))
            end = DAESA_WORD_END_CLAUSE;
        else if (code == '.' && is_abbreviation(word))
            end = DAESA_WORD_END_NONE;
        else if (code == '-' && daesa_str_ends(word, "--"))
            end = DAESA_WORD_END_CLAUSE;
        if (end)
            return end;
        break;
    }
    return dash_follows(text, to) ? DAESA_WORD_END_CLAUSE : DAESA_WORD_END_NONE;
}
