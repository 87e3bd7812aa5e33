/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/po_entry.h"

#include "text/utf8.h"

#include <string.h>

static void add_line(struct daesa_buf *to, struct daesa_str text)
{
    if (to->len)
        daesa_buf_add_char(to, '\n');
    daesa_buf_add(to, text);
}

/* ---- strings ---- */

/* Digits of an escape by number, at most `max` of them; moves `*at` behind. */
static uint32_t take_number(struct daesa_str s, size_t *at, uint32_t base, size_t max)
{
    static const char digits[] = "0123456789abcdef";
    uint32_t n = 0;
    for (size_t i = 0; i < max && *at < s.len; i++, ++*at) {
        char c = s.s[*at] >= 'A' && s.s[*at] <= 'F' ? (char)(s.s[*at] | 32) : s.s[*at];
        const char *digit = c ? memchr(digits, c, base) : NULL;
        if (!digit)
            break;
        n = n * base + (uint32_t)(digit - digits);
    }
    return n;
}

/* A character of a string; of those that control a terminal only two mean anything. */
static void add_code(struct daesa_buf *out, uint32_t code)
{
    bool is_blank = code < ' ' && code != '\n' && code != '\t';
    daesa_utf8_add(out, is_blank ? ' ' : code);
}

/* What follows a backslash. */
static void take_escape(struct daesa_str s, size_t *at, struct daesa_buf *out)
{
    static const char from[] = "nt\"\\rabfv", to[] = "\n\t\"\\\r\a\b\f\v";
    char c = s.s[*at];
    const char *found = strchr(from, c);
    if (c == 'x' || (c >= '0' && c <= '7')) {
        *at += c == 'x';
        uint32_t n = take_number(s, at, c == 'x' ? 16 : 8, c == 'x' ? 2 : 3);
        add_code(out, n && n < 0x80 ? n : DAESA_UTF8_REPLACEMENT);
        return;
    }
    ++*at;
    if (found && c) {
        add_code(out, (unsigned char)to[found - from]);
    } else {
        daesa_buf_add_char(out, '\\');
        daesa_buf_add_char(out, c);
    }
}

/* A string in quotes. False where it is not whole. */
static bool take_string(struct daesa_str s, struct daesa_buf *out)
{
    s = daesa_str_trim(s);
    if (!daesa_str_starts(s, "\""))
        return false;
    size_t from = 1, at = 1;
    while (at < s.len && s.s[at] != '"') {
        if (s.s[at] != '\\' || at + 1 == s.len) {
            at++;
            continue;
        }
        daesa_buf_add(out, daesa_str_slice(s, from, at));
        at++;
        take_escape(s, &at, out);
        from = at;
    }
    daesa_buf_add(out, daesa_str_slice(s, from, at));
    return at + 1 == s.len;
}

void daesa_po_add_string(struct daesa_buf *out, const char *keyword,
                         struct daesa_str text)
{
    bool lines = daesa_str_find_char(text, '\n') < text.len;
    daesa_buf_printf(out, lines ? "%s \"\"\n\"" : "%s \"", keyword);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.s[i];
        if (c == '"' || c == '\\')
            daesa_buf_add_char(out, '\\');
        if (c == '\n')
            daesa_buf_add_text(out, i + 1 < text.len ? "\\n\"\n\"" : "\\n");
        else if (c == '\t')
            daesa_buf_add_text(out, "\\t");
        else if (c == '\r') /* as it stands it would end the line */
            daesa_buf_add_text(out, "\\r");
        else
            daesa_buf_add_char(out, c);
    }
    daesa_buf_add_text(out, "\"\n");
}

void daesa_po_add_comment(struct daesa_buf *out, const char *mark, struct daesa_str text)
{
    struct daesa_str line;
    while (daesa_str_next_line(&text, &line)) {
        daesa_buf_add_text(out, mark);
        if (line.len)
            daesa_buf_add_char(out, ' ');
        daesa_buf_add(out, line);
        daesa_buf_add_char(out, '\n');
    }
}

/* ---- entries ---- */

/* Which string the lines now belong to. */
struct state {
    struct daesa_po_entry *entry;
    struct daesa_buf *open; /* NULL: none, or one that is not kept */
    bool in_text, skips;
};

static void take_comment(struct daesa_po_entry *e, struct daesa_str line)
{
    struct daesa_str rest = daesa_str_trim(daesa_str_from(line, 2));
    char mark = line.len > 1 ? line.s[1] : ' ';
    if (mark == '~')
        e->obsolete = true;
    else if (mark == '.')
        add_line(&e->extracted, rest);
    else if (mark == ',')
        add_line(&e->flags, rest);
    else if (mark == ':')
        add_line(&e->references, rest);
    else if (mark != '|')
        add_line(&e->comments,
                 mark == ' ' ? rest : daesa_str_trim(daesa_str_from(line, 1)));
}

static bool take_keyword(struct state *s, struct daesa_str line)
{
    struct daesa_po_entry *e = s->entry;
    size_t n = 0;
    while (n < line.len && line.s[n] != ' ' && line.s[n] != '\t' && line.s[n] != '"')
        n++;
    struct daesa_str word = daesa_str_slice(line, 0, n), rest = daesa_str_from(line, n);
    s->skips = false;
    if (daesa_str_is(word, "msgctxt")) {
        e->has_context = true;
        s->open = &e->context;
    } else if (daesa_str_is(word, "msgid")) {
        e->has_id = true;
        s->open = &e->id;
    } else if (daesa_str_is(word, "msgstr") || daesa_str_is(word, "msgstr[0]")) {
        s->open = &e->text;
        s->in_text = true;
    } else if (daesa_str_is(word, "msgid_plural") || daesa_str_starts(word, "msgstr[")) {
        e->n_plurals++;
        s->skips = true;
        return true;
    } else {
        return false;
    }
    daesa_buf_cut(s->open, 0);
    return take_string(rest, s->open);
}

/* Whether a line begins another entry without a blank line before it. */
static bool begins(const struct state *s, struct daesa_str line)
{
    return s->in_text &&
           (daesa_str_starts(line, "#") || daesa_str_starts(line, "msgctxt") ||
            (daesa_str_starts(line, "msgid") && !daesa_str_starts(line, "msgid_plural")));
}

static bool take_line(struct state *s, struct daesa_str line)
{
    if (daesa_str_starts(line, "#")) {
        take_comment(s->entry, line);
        return true;
    }
    if (daesa_str_starts(line, "\""))
        return s->skips || (s->open && take_string(line, s->open));
    return take_keyword(s, line);
}

static void empty(struct daesa_po_entry *e)
{
    struct daesa_buf *all[] = {&e->context, &e->id,         &e->text,    &e->extracted,
                               &e->flags,   &e->references, &e->comments};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        daesa_buf_cut(all[i], 0);
    e->has_context = e->has_id = e->obsolete = false;
    e->n_plurals = e->n_bad = 0;
}

bool daesa_po_next(struct daesa_str *rest, int32_t *line, struct daesa_po_entry *entry)
{
    struct state s = {.entry = entry};
    struct daesa_str text, before;
    const char *begin = NULL, *end = NULL;
    empty(entry);
    for (before = *rest; daesa_str_next_line(rest, &text); before = *rest, ++*line) {
        struct daesa_str trimmed = daesa_str_trim(text);
        if (begin && (!trimmed.len || begins(&s, trimmed))) {
            *rest = before;
            break;
        }
        if (!trimmed.len)
            continue;
        if (!begin) {
            begin = text.s;
            entry->line = *line;
        }
        end = rest->s;
        if (!take_line(&s, trimmed) && entry->n_bad++ == 0)
            entry->bad_line = *line;
    }
    if (begin)
        entry->raw = (struct daesa_str){begin, (size_t)(end - begin)};
    return begin != NULL;
}

enum daesa_status daesa_po_status(const struct daesa_po_entry *e)
{
    const struct daesa_buf *all[] = {&e->context,   &e->id,    &e->text,
                                     &e->extracted, &e->flags, &e->references,
                                     &e->comments};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i]->status)
            return all[i]->status;
    return DAESA_OK;
}

void daesa_po_entry_finish(struct daesa_po_entry *e)
{
    struct daesa_buf *all[] = {&e->context, &e->id,         &e->text,    &e->extracted,
                               &e->flags,   &e->references, &e->comments};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        daesa_buf_finish(all[i]);
}
