/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "layout/house.h"

#include "layout/retext.h"

#include <string.h>

#define ELLIPSIS "\u2026"

/* A stop or comma that ends before byte `end`, its length; 0: none. Several dots are an
 * ellipsis. */
static size_t stop_before(struct daesa_str text, size_t end)
{
    static const char *const stops[] = {".", ",", "\u3002", "\uFF0C", "\u3001"};
    struct daesa_str head = daesa_str_slice(text, 0, end);
    if (daesa_str_ends(head, ".."))
        return 0;
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
        if (daesa_str_ends(head, stops[i]) && end > strlen(stops[i]))
            return strlen(stops[i]);
    return 0;
}

static void move_words(struct daesa_word *words, size_t n, size_t from, size_t to)
{
    for (size_t i = 0; i < n; i++) {
        struct daesa_word *word = &words[i];
        word->from -= word->from >= to ? to - from : 0;
        if (word->to > from)
            word->to = word->to >= to ? word->to - (to - from) : from;
    }
}

static enum daesa_status cut(struct daesa_arena *arena, struct daesa_text *text,
                             size_t from, size_t to, struct daesa_word *words,
                             size_t n_words)
{
    enum daesa_status st = daesa_text_cut(arena, text, from, to, text);
    if (!st)
        move_words(words, n_words, from, to);
    return st;
}

static enum daesa_status drop_stops(struct daesa_arena *arena, struct daesa_text *text,
                                    struct daesa_word *words, size_t n_words,
                                    size_t *n_changes)
{
    for (size_t end = text->plain.len + 1; end-- > 0;) {
        bool ends_line = end == text->plain.len || text->plain.s[end] == '\n';
        size_t len = ends_line ? stop_before(text->plain, end) : 0;
        if (len == 0)
            continue;
        enum daesa_status st = cut(arena, text, end - len, end, words, n_words);
        if (st)
            return st;
        end -= len;
        ++*n_changes;
    }
    return DAESA_OK;
}

/* Three dots are as long as the character that takes their place. */
static enum daesa_status join_dots(struct daesa_arena *arena, struct daesa_text *text,
                                   size_t *n_changes)
{
    struct daesa_str plain = text->plain;
    size_t at = daesa_str_find(plain, "...");
    if (at == plain.len)
        return DAESA_OK;
    char *bytes = daesa_arena_alloc(arena, plain.len + 1, 1);
    if (!bytes)
        return DAESA_NO_MEMORY;
    memcpy(bytes, plain.s, plain.len);
    for (size_t i = at; i + 3 <= plain.len; i++)
        if (memcmp(bytes + i, "...", 3) == 0) {
            memcpy(bytes + i, ELLIPSIS, 3);
            i += 2;
            *n_changes += 2;
        }
    text->plain = (struct daesa_str){bytes, plain.len};
    return DAESA_OK;
}

enum daesa_status daesa_house_write(struct daesa_arena *arena,
                                    const struct daesa_profile *profile,
                                    struct daesa_text *text, struct daesa_word *words,
                                    size_t n_words, size_t *n_changes)
{
    enum daesa_status st = DAESA_OK;
    if (profile->joins_ellipsis)
        st = join_dots(arena, text, n_changes);
    if (!st && profile->bars_line_stops)
        st = drop_stops(arena, text, words, words ? n_words : 0, n_changes);
    return st;
}
