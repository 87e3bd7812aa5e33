/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/json_scan.h"

#include "format/stamp.h"

#include <math.h>

/* Behind the string that begins at `at`. */
static size_t skip_string(struct daesa_str text, size_t at)
{
    for (at++; at < text.len && text.s[at] != '"'; at++)
        if (text.s[at] == '\\')
            at++;
    return at < text.len ? at + 1 : text.len;
}

size_t daesa_json_depth(struct daesa_str text)
{
    size_t depth = 0, deepest = 0;
    for (size_t at = 0; at < text.len;) {
        char c = text.s[at];
        if (c == '"') {
            at = skip_string(text, at);
            continue;
        }
        if ((c == '[' || c == '{') && ++depth > deepest)
            deepest = depth;
        else if ((c == ']' || c == '}') && depth)
            depth--;
        at++;
    }
    return deepest;
}

static size_t skip_space(struct daesa_str text, size_t at)
{
    while (at < text.len && (unsigned char)text.s[at] <= ' ')
        at++;
    return at;
}

static size_t skip_value(struct daesa_str text, size_t at)
{
    size_t depth = 0;
    while (at < text.len) {
        char c = text.s[at];
        if (c == '"') {
            at = skip_string(text, at);
        } else if (c == '[' || c == '{') {
            depth++;
            at++;
        } else if (c == ']' || c == '}') {
            if (depth == 0)
                return at;
            depth--;
            at++;
        } else if (depth == 0 && (c == ',' || c == ':' || (unsigned char)c <= ' ')) {
            return at;
        } else {
            at++;
            continue;
        }
        if (depth == 0)
            return at;
    }
    return at;
}

bool daesa_json_next(struct daesa_str *rest, struct daesa_str *key,
                     struct daesa_str *value)
{
    size_t at = skip_space(*rest, 0);
    if (at < rest->len && rest->s[at] == ',')
        at = skip_space(*rest, at + 1);
    if (at == rest->len)
        return false;
    size_t end = skip_value(*rest, at), colon = skip_space(*rest, end);
    struct daesa_str first = daesa_str_slice(*rest, at, end);
    *key = (struct daesa_str){0};
    *value = first;
    if (colon < rest->len && rest->s[colon] == ':') {
        *key = daesa_str_slice(first, 1, first.len ? first.len - 1 : 0);
        at = skip_space(*rest, colon + 1);
        end = skip_value(*rest, at);
        *value = daesa_str_slice(*rest, at, end);
    }
    *rest = daesa_str_from(*rest, end);
    return true;
}

struct daesa_str daesa_json_inside(struct daesa_str value)
{
    if (value.len < 2 || (value.s[0] != '{' && value.s[0] != '['))
        return (struct daesa_str){value.s, 0};
    return daesa_str_slice(value, 1, value.len - 1);
}

void daesa_json_add_string(struct daesa_buf *buf, struct daesa_str text)
{
    size_t from = 0;
    daesa_buf_add_char(buf, '"');
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.s[i];
        if (c >= ' ' && c != '"' && c != '\\' && c != 0x7F)
            continue;
        daesa_buf_add(buf, daesa_str_slice(text, from, i));
        from = i + 1;
        if (c == '\n' || c == '\t' || c == '"' || c == '\\') {
            daesa_buf_add_char(buf, '\\');
            daesa_buf_add_char(buf, c == '\n' ? 'n' : c == '\t' ? 't' : (char)c);
        } else {
            daesa_buf_printf(buf, "\\u%04x", c);
        }
    }
    daesa_buf_add(buf, daesa_str_from(text, from));
    daesa_buf_add_char(buf, '"');
}

void daesa_json_add_number(struct daesa_buf *buf, double number)
{
    if (!(number > -9e9 && number < 9e9))
        number = 0;
    daesa_stamp_add_seconds(buf, llround(number * 1e6));
}
