/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/xml.h"

#include "text/utf8.h"

#include <string.h>

const struct daesa_str *daesa_xml_get(const struct daesa_xml_node *node, const char *name)
{
    for (size_t i = 0; node && i < node->n_attributes; i++)
        if (daesa_str_is(node->attributes[i].name->local, name))
            return &node->attributes[i].value;
    return NULL;
}

struct daesa_xml_node *daesa_xml_child(const struct daesa_xml_node *node,
                                       const char *name)
{
    for (struct daesa_xml_node *n = node ? node->first : NULL; n; n = n->next)
        if (daesa_str_is(n->name->local, name))
            return n;
    return NULL;
}

struct daesa_xml_node *daesa_xml_after(const struct daesa_xml_node *root,
                                       const struct daesa_xml_node *node)
{
    if (node->first)
        return node->first;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

void daesa_xml_add_text(struct daesa_buf *out, const struct daesa_xml_node *node)
{
    for (const struct daesa_xml_node *n = node; n; n = daesa_xml_after(node, n))
        daesa_buf_add(out, n->text);
}

static const char *reference(char c, bool attribute)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '\r':
        return "&#13;";
    case '"':
        return attribute ? "&quot;" : NULL;
    case '\n':
        return attribute ? "&#10;" : NULL;
    case '\t':
        return attribute ? "&#9;" : NULL;
    default:
        return (unsigned char)c < 32 && c != '\n' && c != '\t' ? "\xEF\xBF\xBD" : NULL;
    }
}

/* U+FFFE and U+FFFF, which are no characters of XML. */
static bool is_no_character(struct daesa_str here)
{
    return here.s[0] == '\xEF' && here.len > 2 && here.s[1] == '\xBF' &&
           (here.s[2] == '\xBE' || here.s[2] == '\xBF');
}

size_t daesa_xml_escape(struct daesa_buf *out, struct daesa_str text, bool attribute)
{
    size_t from = 0, lost = 0;
    for (size_t i = 0; i < text.len; i++) {
        const char *instead = reference(text.s[i], attribute);
        size_t n = 1;
        if (!instead && is_no_character(daesa_str_from(text, i))) {
            instead = "\xEF\xBF\xBD";
            n = 3;
        }
        if (!instead)
            continue;
        lost += instead[0] != '&';
        daesa_buf_add(out, daesa_str_slice(text, from, i));
        daesa_buf_add_text(out, instead);
        from = i + n;
        i += n - 1;
    }
    daesa_buf_add(out, daesa_str_from(text, from));
    return lost;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           (unsigned char)c >= 0x80;
}

bool daesa_xml_is_name(struct daesa_str name)
{
    if (!name.len || !is_letter(name.s[0]))
        return false;
    for (size_t i = 1; i < name.len; i++)
        if (!is_letter(name.s[i]) && !daesa_is_digit(name.s[i]) && name.s[i] != '-' &&
            name.s[i] != '.')
            return false;
    return true;
}

/* Behind the comment, instruction or declaration that `text` begins with. */
static struct daesa_str skip_markup(struct daesa_str text)
{
    const char *end = daesa_str_starts(text, "<!--") ? "-->"
                      : text.s[1] == '?'             ? "?>"
                                                     : ">";
    return daesa_str_from(text, daesa_str_find(text, end) + strlen(end));
}

struct daesa_str daesa_xml_root_name(struct daesa_str text)
{
    for (text = daesa_str_trim(text); text.len > 1 && text.s[0] == '<';
         text = daesa_str_trim(text)) {
        if (text.s[1] == '?' || text.s[1] == '!') {
            text = skip_markup(text);
            continue;
        }
        size_t from = 1, to = 1;
        for (; to < text.len && (is_letter(text.s[to]) || daesa_is_digit(text.s[to]) ||
                                 strchr(":-.", text.s[to]));
             to++)
            if (text.s[to] == ':')
                from = to + 1;
        return daesa_str_slice(text, from, to);
    }
    return (struct daesa_str){0};
}
