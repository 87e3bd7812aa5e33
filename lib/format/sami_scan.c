/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/sami_scan.h"

#include <string.h>

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool take_comment(struct daesa_sami_scan *scan, size_t at,
                         struct daesa_sami_mark *out)
{
    struct daesa_str here = daesa_str_from(scan->text, at);
    if (!daesa_str_starts(here, "<!--"))
        return false;
    size_t end = scan->no_comment_end ? here.len : daesa_str_find(here, "-->");
    scan->no_comment_end = end == here.len;
    *out = (struct daesa_sami_mark){.begin = at,
                                    .end = at + (end == here.len ? 4 : end + 3),
                                    .comment = true,
                                    .unclosed = end == here.len};
    return true;
}

/* "<SYNC Start=1000" or "<P Class=KRCC" that nobody closed. */
static bool take_unclosed(struct daesa_str text, size_t at, struct daesa_sami_mark *out)
{
    const size_t name = at + 1;
    size_t end = name;
    while (end < text.len && is_letter(text.s[end]))
        end++;
    struct daesa_str word = daesa_str_slice(text, name, end);
    if ((!daesa_str_is_nocase(word, "sync") && !daesa_str_is_nocase(word, "p")) ||
        end == text.len || !daesa_is_space(text.s[end]))
        return false;
    size_t to = end;
    while (to < text.len && text.s[to] != '<' && text.s[to] != '>' &&
           text.s[to] != '\n' && text.s[to] != '\r')
        to++;
    bool closed = to < text.len && text.s[to] == '>';
    *out = (struct daesa_sami_mark){
        .begin = at,
        .end = to + closed,
        .unclosed = true,
        .tag = {.name = word,
                .attributes = daesa_str_trim(daesa_str_slice(text, end, to)),
                .raw = daesa_str_slice(text, at, to + closed)}};
    return true;
}

bool daesa_sami_next_mark(struct daesa_sami_scan *scan, struct daesa_sami_mark *out)
{
    struct daesa_str text = scan->text;
    while (scan->at < text.len) {
        const char *found = memchr(text.s + scan->at, '<', text.len - scan->at);
        size_t at = found ? (size_t)(found - text.s) : text.len;
        struct daesa_sami_mark mark = {.begin = at};
        scan->at = at + 1;
        if (!found)
            break;
        if (daesa_html_tag(text, at, &mark.tag))
            mark.end = at + mark.tag.raw.len;
        else if (!take_comment(scan, at, &mark) && !take_unclosed(text, at, &mark))
            continue;
        scan->at = mark.end;
        *out = mark;
        return true;
    }
    scan->at = text.len;
    return false;
}

static bool opens(const struct daesa_sami_mark *mark, const char *name)
{
    return !mark->comment && !mark->tag.closes &&
           daesa_str_is_nocase(mark->tag.name, name);
}

static bool ends_body(const struct daesa_sami_mark *mark)
{
    return !mark->comment && mark->tag.closes &&
           (daesa_str_is_nocase(mark->tag.name, "body") ||
            daesa_str_is_nocase(mark->tag.name, "sami"));
}

size_t daesa_sami_word(struct daesa_str text)
{
    size_t n = 0;
    while (n < text.len &&
           (is_letter(text.s[n]) || daesa_is_digit(text.s[n]) || text.s[n] == '-' ||
            text.s[n] == '_' || (unsigned char)text.s[n] >= 0x80))
        n++;
    return n;
}

static struct daesa_str attribute(struct daesa_str attributes, const char *name)
{
    struct daesa_str key, value;
    while (daesa_html_attribute(&attributes, &key, &value))
        if (daesa_str_is_nocase(key, name))
            return daesa_str_trim(value);
    return (struct daesa_str){0};
}

static void begin_sync(struct daesa_sami_scan *scan, const struct daesa_sami_mark *mark)
{
    scan->sync = daesa_str_slice(scan->text, mark->begin, mark->end);
    scan->start = attribute(mark->tag.attributes, "start");
    scan->until = attribute(mark->tag.attributes, "end");
    scan->class_name = (struct daesa_str){0};
    scan->n_before = 0;
    scan->has_sync = true;
}

static void begin_paragraph(struct daesa_sami_scan *scan,
                            const struct daesa_sami_mark *mark,
                            struct daesa_sami_piece *piece)
{
    struct daesa_str name = attribute(mark->tag.attributes, "class");
    name.len = daesa_sami_word(name);
    if (name.len)
        scan->class_name = name;
    piece->mark = daesa_str_slice(scan->text, mark->begin, mark->end);
    piece->source = daesa_str_is_nocase(attribute(mark->tag.attributes, "id"), "source");
}

/* The first SYNC, or the P with which the scan stopped before. */
static bool find_begin(struct daesa_sami_scan *scan, struct daesa_sami_mark *mark)
{
    while (daesa_sami_next_mark(scan, mark)) {
        if (opens(mark, "sync"))
            return true;
        if (opens(mark, "p") && scan->has_sync)
            return true;
    }
    return false;
}

bool daesa_sami_next_piece(struct daesa_sami_scan *scan, struct daesa_sami_piece *out)
{
    struct daesa_sami_mark mark;
    struct daesa_sami_piece piece = {0};
    if (!find_begin(scan, &mark))
        return false;
    size_t begin = mark.begin, body = mark.end, end = scan->text.len;
    if (opens(&mark, "sync"))
        begin_sync(scan, &mark);
    else
        begin_paragraph(scan, &mark, &piece);
    piece.unclosed = mark.unclosed;
    while (daesa_sami_next_mark(scan, &mark)) {
        bool stops = opens(&mark, "sync") || ends_body(&mark);
        if (opens(&mark, "p")) {
            struct daesa_str before = daesa_str_slice(scan->text, body, mark.begin);
            stops = piece.mark.len || daesa_str_trim(before).len;
            if (!stops) {
                begin_paragraph(scan, &mark, &piece);
                body = mark.end;
            }
        }
        if (stops) {
            end = scan->at = mark.begin;
            scan->has_sync = scan->has_sync && !ends_body(&mark);
            break;
        }
        piece.unclosed = piece.unclosed || (mark.unclosed && !mark.comment);
        piece.open_comment = piece.open_comment || (mark.unclosed && mark.comment);
        piece.n_comments += mark.comment;
    }
    piece.raw = daesa_str_slice(scan->text, begin, end);
    piece.body = daesa_str_slice(scan->text, body, end);
    piece.class_name = scan->class_name;
    piece.start = scan->start;
    piece.until = scan->until;
    piece.first = scan->n_before++ == 0;
    *out = piece;
    return true;
}

size_t daesa_sami_first_sync(struct daesa_str text)
{
    struct daesa_sami_scan scan = {.text = text};
    struct daesa_sami_mark mark;
    while (daesa_sami_next_mark(&scan, &mark))
        if (opens(&mark, "sync"))
            return mark.begin;
    return text.len;
}

size_t daesa_sami_closing(struct daesa_str text)
{
    struct daesa_sami_scan scan = {.text = text};
    struct daesa_sami_mark mark;
    while (daesa_sami_next_mark(&scan, &mark))
        if (ends_body(&mark))
            return mark.begin;
    return text.len;
}
