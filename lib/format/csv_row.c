/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/csv_row.h"

#include <string.h>

static bool is_end(char c)
{
    return c == '\n' || c == '\r';
}

/* The inside of a quoted cell, its doubled quotes halved. */
static bool unquote(struct daesa_arena *arena, struct daesa_str inside,
                    struct daesa_str *out)
{
    struct daesa_buf buf = {0};
    if (daesa_str_find_char(inside, '"') == inside.len &&
        daesa_str_find_char(inside, '\r') == inside.len) {
        *out = inside;
        return true;
    }
    for (size_t i = 0; i < inside.len; i++) {
        char c = inside.s[i], next = i + 1 < inside.len ? inside.s[i + 1] : '\0';
        if (c == '\r')
            c = '\n';
        daesa_buf_add_char(&buf, c);
        i += (c == '"' && next == '"') || (inside.s[i] == '\r' && next == '\n');
    }
    bool good = !buf.status && daesa_arena_copy(arena, daesa_buf_str(&buf), out);
    daesa_buf_finish(&buf);
    return good;
}

/* A cell that begins with a quote: behind its closing one. */
static size_t quoted_end(struct daesa_str text, bool *unclosed)
{
    for (size_t i = 1; i < text.len; i++) {
        if (text.s[i] != '"')
            continue;
        if (i + 1 < text.len && text.s[i + 1] == '"')
            i++;
        else
            return i + 1;
    }
    *unclosed = true;
    return text.len;
}

static bool take_cell(struct daesa_arena *arena, struct daesa_str *rest, char separator,
                      struct daesa_csv_row *row)
{
    struct daesa_str cell;
    size_t end = 0;
    if (rest->len && rest->s[0] == '"') {
        bool unclosed = false;
        end = quoted_end(*rest, &unclosed);
        row->unclosed = row->unclosed || unclosed;
        if (!unquote(arena, daesa_str_slice(*rest, 1, unclosed ? end : end - 1), &cell))
            return false;
        /* What stands between the quote and the separator is let go. */
        while (end < rest->len && rest->s[end] != separator && !is_end(rest->s[end]))
            end++;
    } else {
        while (end < rest->len && rest->s[end] != separator && !is_end(rest->s[end]))
            end++;
        cell = daesa_str_slice(*rest, 0, end);
    }
    if (row->n < DAESA_CSV_MAX_CELLS)
        row->cells[row->n++] = cell;
    else
        row->too_many = true;
    *rest = daesa_str_from(*rest, end);
    return true;
}

enum daesa_status daesa_csv_next(struct daesa_arena *arena, struct daesa_str *rest,
                                 char separator, struct daesa_csv_row *out, bool *any)
{
    const char *begin = rest->s;
    out->n = 0;
    out->unclosed = out->too_many = false;
    *any = rest->len > 0;
    while (*any) {
        if (!take_cell(arena, rest, separator, out))
            return DAESA_NO_MEMORY;
        if (rest->len == 0 || is_end(rest->s[0]))
            break;
        *rest = daesa_str_from(*rest, 1);
    }
    if (rest->len)
        *rest = daesa_str_from(*rest, daesa_str_starts(*rest, "\r\n") ? 2 : 1);
    out->raw = (struct daesa_str){begin, (size_t)(rest->s - begin)};
    return DAESA_OK;
}

void daesa_csv_add(struct daesa_buf *buf, struct daesa_str cell, char separator)
{
    bool plain = true;
    for (size_t i = 0; i < cell.len && plain; i++)
        plain = cell.s[i] != '"' && cell.s[i] != separator && cell.s[i] != ',' &&
                cell.s[i] != ';' && cell.s[i] != '\t' && !is_end(cell.s[i]);
    if (plain && (!cell.len || (!daesa_is_space(cell.s[0]) &&
                                !daesa_is_space(cell.s[cell.len - 1])))) {
        daesa_buf_add(buf, cell);
        return;
    }
    daesa_buf_add_char(buf, '"');
    for (size_t i = 0; i < cell.len; i++) {
        if (cell.s[i] == '"')
            daesa_buf_add_char(buf, '"');
        daesa_buf_add_char(buf, cell.s[i]);
    }
    daesa_buf_add_char(buf, '"');
}
