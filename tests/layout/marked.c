/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "marked.h"

#include <string.h>

/* The mark at `at`, and its length. */
static enum marked_place mark_at(struct daesa_str sentence, size_t at, size_t *n)
{
    *n = 1;
    if (sentence.s[at] == '|')
        return MARKED_FIRST;
    if (!daesa_str_starts(daesa_str_from(sentence, at), "¦"))
        return MARKED_NOTHING;
    *n = strlen("¦");
    return MARKED_SECOND;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n';
}

bool marked_next(struct daesa_str *rest, const char *tag, struct daesa_str *out)
{
    struct daesa_str line;
    size_t n = strlen(tag);
    while (daesa_str_next_line(rest, &line)) {
        if (line.len == 0 || line.s[0] == '#' || !daesa_str_starts(line, tag))
            continue;
        *out = daesa_str_from(line, n + (n > 0));
        return true;
    }
    return false;
}

void marked_plain(struct daesa_buf *buf, struct daesa_str sentence)
{
    size_t n;
    for (size_t i = 0; i < sentence.len; i += n)
        daesa_buf_add_char(buf, mark_at(sentence, i, &n) ? ' ' : sentence.s[i]);
}

enum marked_place marked_behind(struct daesa_str sentence, size_t n_bytes)
{
    size_t n, n_seen = 0;
    for (size_t i = 0; i < sentence.len; i += n) {
        enum marked_place mark = mark_at(sentence, i, &n);
        if (n_seen == n_bytes)
            return mark;
        n_seen += !mark && !is_space(sentence.s[i]);
    }
    return MARKED_NOTHING;
}

size_t marked_count(struct daesa_str text)
{
    size_t n = 0;
    for (size_t i = 0; i < text.len; i++)
        n += !is_space(text.s[i]);
    return n;
}
