/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "text/note.h"

#include "text/utf8.h"

/* Longer than any note, in bytes: so that an open bracket is not sought for ever. */
#define MAX_NOTE ((size_t)4 << 10)

static const struct bracket {
    uint32_t open, close;
    bool anywhere;
} brackets[] = {
    {'[', ']', true},       {0xFF3B, 0xFF3D, true}, {0x3010, 0x3011, true},
    {0x3014, 0x3015, true}, {'(', ')', false},      {0xFF08, 0xFF09, false},
};

static const struct bracket *bracket_of(uint32_t c)
{
    for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++)
        if (brackets[i].open == c)
            return &brackets[i];
    return NULL;
}

/* Whether only dashes and blanks lie between byte `at` and its line's beginning. */
static bool begins_line(struct daesa_str text, size_t at)
{
    while (at > 0) {
        at = daesa_utf8_before(text, at);
        size_t next = at;
        uint32_t c = daesa_utf8_next(text, &next);
        if (c == '\n')
            return true;
        if (c != ' ' && c != '-' && c != 0xA0 && c != 0x3000 &&
            !(c >= 0x2010 && c <= 0x2015))
            return false;
    }
    return true;
}

/* The byte behind the bracket that closes the one before `at`, or 0. */
static size_t closing(struct daesa_str text, size_t at, const struct bracket *bracket)
{
    text = daesa_str_slice(text, 0, at + MAX_NOTE);
    for (int depth = 1; at < text.len;) {
        uint32_t c = daesa_utf8_next(text, &at);
        depth += (c == bracket->open) - (c == bracket->close);
        if (depth == 0)
            return at;
    }
    return 0;
}

bool daesa_note_next(struct daesa_str text, size_t *at, size_t *from, size_t *to)
{
    for (size_t i = *at; i < text.len;) {
        size_t start = i;
        const struct bracket *bracket = bracket_of(daesa_utf8_next(text, &i));
        if (!bracket || (!bracket->anywhere && !begins_line(text, start)))
            continue;
        size_t end = closing(text, i, bracket);
        if (end == 0)
            continue;
        *from = start;
        *to = *at = end;
        return true;
    }
    return false;
}
