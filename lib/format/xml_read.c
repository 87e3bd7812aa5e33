/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* The door to libxml2: its events become a tree of our own. The declaration of
 * the encoding is not shown to it, as the text is UTF-8 by then. */
#include "format/entity.h"
#include "format/xml.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

/* Elements and pieces of text; more is an attack. */
#define MAX_NODES ((size_t)1 << 25)
#define MAX_ATTRIBUTES 256

/* A name and its namespace that libxml2 keeps once, and our one copy of both. */
struct name {
    const xmlChar *local, *space;
    const struct daesa_xml_name *ours;
};

#define N_NAMES 256 /* a power of two */

static const struct daesa_xml_name no_name;

struct build {
    struct daesa_reader *in;
    struct name names[N_NAMES]; /* by their addresses; the latest stays */
    const char *blocks;
    xmlParserCtxtPtr parser;
    struct daesa_str body; /* what libxml2 sees of in->text */
    int32_t n_skipped_lines;
    struct daesa_xml_node *root, *open; /* the `next` of an open one is its last child */
    struct daesa_buf text;              /* read and not yet a node */
    struct daesa_str here;              /* the first of it, where it stands in the body */
    size_t n_nodes;
    bool broken;
    enum daesa_status status;
    xmlEntity entity; /* what stands for a reference of HTML */
    struct daesa_buf entity_text;
};

static void stop(struct build *b, enum daesa_status status)
{
    if (!b->status)
        b->status = status;
    xmlStopParser(b->parser);
}

static struct daesa_str keep(struct build *b, const xmlChar *s, size_t len)
{
    struct daesa_str copy = {0};
    if (s && len &&
        !daesa_arena_copy(&b->in->track->arena, (struct daesa_str){(const char *)s, len},
                          &copy))
        stop(b, DAESA_NO_MEMORY);
    return copy;
}

/* How much libxml2 has read. */
static size_t offset(const struct build *b)
{
    long n = xmlByteConsumed(b->parser);
    return n < 0 ? 0 : (size_t)n > b->body.len ? b->body.len : (size_t)n;
}

/* Where the body says what libxml2 says, when it says it in its own buffer: nothing was
 * resolved or changed. Empty elsewhere. */
static struct daesa_str find(const struct build *b, const xmlChar *s, size_t len)
{
    const struct _xmlParserInput *input = b->parser->input;
    struct daesa_str none = {0};
    if (!input || s < input->base || s > input->cur)
        return none;
    size_t at = offset(b), back = (size_t)(input->cur - s);
    if (back > at)
        return none;
    struct daesa_str found = daesa_str_slice(b->body, at - back, at - back + len);
    return daesa_str_equal(found, (struct daesa_str){(const char *)s, len}) ? found
                                                                            : none;
}

static size_t length(const xmlChar *s)
{
    return s ? strlen((const char *)s) : 0;
}

static const struct daesa_xml_name *keep_name(struct build *b, const xmlChar *local,
                                              const xmlChar *space)
{
    struct name *name = &b->names[((uintptr_t)local ^ (uintptr_t)space / 8) % N_NAMES];
    if (name->ours && name->local == local && name->space == space)
        return name->ours;
    struct daesa_xml_name *made =
        daesa_arena_alloc(&b->in->track->arena, 1, sizeof *made);
    if (!made) {
        stop(b, DAESA_NO_MEMORY);
        return &no_name;
    }
    made->local = keep(b, local, length(local));
    made->space = keep(b, space, length(space));
    *name = (struct name){local, space, made};
    return made;
}

static struct daesa_xml_node *add_node(struct build *b)
{
    struct daesa_xml_node *node = NULL;
    if (++b->n_nodes > MAX_NODES)
        stop(b, DAESA_LIMIT);
    else if (!(node = daesa_arena_alloc(&b->in->track->arena, 1, sizeof *node)))
        stop(b, DAESA_NO_MEMORY);
    if (!node)
        return NULL;
    node->name = &no_name;
    node->begin_us = node->end_us = DAESA_TIME_NONE;
    node->line = b->n_skipped_lines + xmlSAX2GetLineNumber(b->parser);
    node->parent = b->open;
    if (b->open && b->open->next)
        b->open->next->next = node;
    else if (b->open)
        b->open->first = node;
    if (b->open)
        b->open->next = node;
    return node;
}

/* Whether the open element is of those that hold no text of their own. */
static bool in_block(const struct build *b)
{
    struct daesa_str names = daesa_str_of(b->blocks);
    while (names.len) {
        size_t n = daesa_str_find_char(names, ' ');
        if (daesa_str_equal(daesa_str_slice(names, 0, n), b->open->name->local))
            return true;
        names = daesa_str_from(names, n + 1);
    }
    return false;
}

static bool is_indent(const struct build *b)
{
    return in_block(b) && daesa_str_trim(daesa_buf_str(&b->text)).len == 0;
}

static void end_text(struct build *b)
{
    if (b->text.status)
        stop(b, b->text.status);
    if (b->text.len && b->open && !b->status && !is_indent(b)) {
        struct daesa_xml_node *node = add_node(b);
        if (node)
            node->text = b->here.len == b->text.len
                             ? b->here
                             : keep(b, (const xmlChar *)b->text.s, b->text.len);
    }
    daesa_buf_cut(&b->text, 0);
    b->here = (struct daesa_str){0};
}

/* The start tag that ends here: no "<" can stand inside one. */
static struct daesa_str this_tag(const struct build *b)
{
    size_t end = offset(b), begin = end;
    while (end < b->body.len && b->body.s[end] != '>')
        end++;
    while (begin > 0 && b->body.s[begin] != '<')
        begin--;
    return daesa_str_slice(b->body, begin, end + 1);
}

static void set_attributes(struct build *b, struct daesa_xml_node *node, int n,
                           const xmlChar **from)
{
    if (n <= 0 || b->status)
        return;
    if (n > MAX_ATTRIBUTES) {
        stop(b, DAESA_LIMIT);
        return;
    }
    struct daesa_xml_attribute *to =
        daesa_arena_alloc(&b->in->track->arena, (size_t)n, sizeof *to);
    if (!to) {
        stop(b, DAESA_NO_MEMORY);
        return;
    }
    /* Five pointers each: name, prefix, namespace, value, its end. Values lie in the
     * parser's buffer, which is gone once it was stopped. */
    for (int i = 0; i < n; i++, from += 5) {
        to[i].name = keep_name(b, from[0], from[2]);
        if (b->status)
            break;
        to[i].value = find(b, from[3], (size_t)(from[4] - from[3]));
        if (!to[i].value.len)
            to[i].value = keep(b, from[3], (size_t)(from[4] - from[3]));
    }
    node->attributes = to;
    node->n_attributes = (uint32_t)n;
}

static void start_element(void *user, const xmlChar *name, const xmlChar *prefix,
                          const xmlChar *uri, int n_spaces, const xmlChar **spaces,
                          int n_attributes, int n_defaulted, const xmlChar **attributes)
{
    struct build *b = user;
    (void)prefix;
    (void)n_spaces;
    (void)spaces;
    end_text(b);
    if (b->status || (b->root && !b->open))
        return;
    struct daesa_xml_node *node = add_node(b);
    if (!node)
        return;
    node->name = keep_name(b, name, uri);
    /* Up to here for the time being. */
    node->raw = this_tag(b);
    node->tag_len = (uint32_t)node->raw.len;
    set_attributes(b, node, n_attributes - n_defaulted, attributes);
    if (!b->root)
        b->root = node;
    b->open = node;
}

static void end_element(void *user, const xmlChar *name, const xmlChar *prefix,
                        const xmlChar *uri)
{
    struct build *b = user;
    (void)name;
    (void)prefix;
    (void)uri;
    end_text(b);
    if (!b->open)
        return;
    size_t begin = (size_t)(b->open->raw.s - b->body.s), end = offset(b);
    b->open->raw = daesa_str_slice(b->body, begin, end);
    b->open->next = NULL;
    b->open = b->open->parent;
}

static void characters(void *user, const xmlChar *s, int n)
{
    struct build *b = user;
    size_t len = n > 0 ? (size_t)n : 0;
    b->here = (struct daesa_str){0};
    if (b->text.len == 0)
        b->here = find(b, s, len);
    daesa_buf_add(&b->text, (struct daesa_str){(const char *)s, len});
}

/* What a reference stands for; those of HTML are known, too. */
static xmlEntityPtr entity(void *user, const xmlChar *name)
{
    struct build *b = user;
    struct daesa_buf text = {0};
    xmlEntityPtr known = xmlGetPredefinedEntity(name);
    /* libxml2 drops references, "&amp;" too, behind the first error. */
    b->parser->wellFormed = 1;
    /* libxml2 would take but the first byte of it in an attribute. */
    if (known || b->parser->instate != XML_PARSER_CONTENT)
        return known;
    daesa_buf_printf(&text, "&%.40s;", (const char *)name);
    daesa_buf_cut(&b->entity_text, 0);
    bool found = text.status == DAESA_OK &&
                 daesa_entity_take(daesa_buf_str(&text), &b->entity_text) == text.len &&
                 text.len > 0 && b->entity_text.status == DAESA_OK;
    if (found) {
        daesa_reader_report(
            b->in, DAESA_WARNING, "xml-html-entity",
            daesa_reader_place(b->in,
                               b->n_skipped_lines + xmlSAX2GetLineNumber(b->parser), 0),
            "%s is of HTML and not of XML; read all the same", text.s);
        b->entity = (xmlEntity){.type = XML_ENTITY_DECL,
                                .name = name,
                                .content = (xmlChar *)b->entity_text.s,
                                .orig = (xmlChar *)b->entity_text.s,
                                .length = (int)b->entity_text.len,
                                .etype = XML_INTERNAL_PREDEFINED_ENTITY};
    }
    if (text.status || b->entity_text.status)
        stop(b, DAESA_NO_MEMORY);
    daesa_buf_finish(&text);
    return found ? &b->entity : NULL;
}

/* The length of a name in a message, of whole characters. */
static int shown_length(const char *name)
{
    int n = 0;
    while (n < 40 && name[n])
        n++;
    while (n > 0 && ((unsigned char)name[n] & 0xC0) == 0x80)
        n--;
    return n;
}

/* "rock & roll", and references that nobody declared: text, as it was meant. */
static bool mend_reference(struct build *b, const xmlError *error,
                           struct daesa_place place)
{
    bool bare = error->code == XML_ERR_NAME_REQUIRED;
    if ((!bare && error->code != XML_ERR_UNDECLARED_ENTITY) ||
        b->parser->instate != XML_PARSER_CONTENT)
        return false;
    const char *name = !bare && error->str1 ? error->str1 : "";
    int n = shown_length(name);
    daesa_buf_add_char(&b->text, '&');
    daesa_buf_add_text(&b->text, name);
    if (*name)
        daesa_buf_add_char(&b->text, ';');
    daesa_reader_report(b->in, DAESA_WARNING, "xml-bare-ampersand", place,
                        "\"&%.*s\" should be \"&amp;%.*s\"; read as text", n, name, n,
                        name);
    return true;
}

static void complain(void *user, xmlErrorPtr error)
{
    struct build *b = user;
    if (!error || error->level <= XML_ERR_WARNING || b->status)
        return;
    if (error->code == XML_ERR_NO_MEMORY) {
        stop(b, DAESA_NO_MEMORY);
        return;
    }
    struct daesa_place place =
        daesa_reader_place(b->in, b->n_skipped_lines + error->line, 0);
    if (mend_reference(b, error, place))
        return;
    /* Names that are used wrongly do not harm the tree. */
    if (error->domain != XML_FROM_NAMESPACE &&
        error->code != XML_ERR_ATTRIBUTE_REDEFINED &&
        error->code != XML_ERR_UNDECLARED_ENTITY)
        b->broken = true;
    const char *message = error->message ? error->message : "not well-formed";
    size_t n = strcspn(message, "\n");
    daesa_reader_report(b->in, DAESA_WARNING, "xml-not-well-formed", place, "%.*s",
                        n > 300 ? 300 : (int)n, message);
}

/* Behind the comment or instruction that `text` begins with; 0 where it has no end
 * or is none. */
static size_t skip_aside(struct daesa_str text)
{
    const char *end = daesa_str_starts(text, "<!--") ? "-->"
                      : daesa_str_starts(text, "<?") ? "?>"
                                                     : NULL;
    size_t at = end ? daesa_str_find(text, end) : text.len;
    return at < text.len ? at + strlen(end) : 0;
}

/* Behind the document type declaration that `text` begins with; 0: it has no end. */
static size_t skip_doctype(struct daesa_str text)
{
    bool inside = false;
    for (size_t i = 9; i < text.len; i++) {
        struct daesa_str here = daesa_str_from(text, i);
        char c = text.s[i];
        if (c == '"' || c == '\'') {
            here = daesa_str_from(here, 1);
            i += daesa_str_find_char(here, c) + 1;
        } else if (c == '<' && skip_aside(here)) {
            i += skip_aside(here) - 1;
        } else if (c == '[' || c == ']') {
            inside = c == '[';
        } else if (c == '>' && !inside) {
            return i + 1;
        }
    }
    return 0;
}

/* Leaves out what libxml2 is not shown: the declaration of an encoding, and that of
 * a document type, which may declare entities. False where that has no end. */
static bool skip_declarations(struct build *b)
{
    struct daesa_str text = b->in->text, rest = daesa_str_trim(text);
    size_t n = 0;
    while ((n = skip_aside(rest)) > 0) {
        bool is_first = daesa_str_starts(rest, "<?xml") && daesa_is_space(rest.s[5]);
        rest = daesa_str_trim(daesa_str_from(rest, n));
        if (is_first)
            b->body = rest;
    }
    if (daesa_str_starts(rest, "<!DOCTYPE")) {
        n = skip_doctype(rest);
        b->body = daesa_str_from(rest, n);
        daesa_reader_report(b->in, DAESA_NOTE, "xml-doctype",
                            daesa_reader_locate(b->in, rest),
                            "the document type declaration is not followed");
        if (!n)
            return false;
    }
    if (!b->body.s)
        b->body = daesa_str_trim(text);
    /* The rest of the text, white space at its end too. */
    b->body.len = text.len - (size_t)(b->body.s - text.s);
    for (const char *s = text.s; s < b->body.s; s++)
        b->n_skipped_lines += *s == '\n';
    return true;
}

static void parse(struct build *b)
{
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                         .getEntity = entity,
                         .startElementNs = start_element,
                         .endElementNs = end_element,
                         .characters = characters,
                         .ignorableWhitespace = characters,
                         .cdataBlock = characters,
                         .serror = complain};
    b->parser = xmlCreateMemoryParserCtxt(b->body.s, (int)b->body.len);
    if (!b->parser) {
        b->status = DAESA_NO_MEMORY;
        return;
    }
    /* NOENT: else "&amp;" of an attribute would come as "&#38;". Nothing declares
     * entities here. OLDSAX: all references are asked for; see entity(). */
    xmlCtxtUseOptions(b->parser, XML_PARSE_NONET | XML_PARSE_RECOVER | XML_PARSE_NOENT |
                                     XML_PARSE_OLDSAX);
    *b->parser->sax = sax;
    b->parser->userData = b;
    xmlParseDocument(b->parser);
    end_text(b);
    for (; b->open; b->open = b->open->parent)
        b->open->next = NULL;
    xmlDocPtr document = b->parser->myDoc;
    b->parser->myDoc = NULL;
    xmlFreeDoc(document);
    xmlFreeParserCtxt(b->parser);
}

enum daesa_status daesa_xml_read(struct daesa_reader *in, const char *blocks,
                                 struct daesa_xml_node **root, bool *whole)
{
    struct build b = {.in = in, .blocks = blocks};
    if (in->text.len && !skip_declarations(&b))
        return daesa_fail(in->sink, DAESA_BAD_INPUT, "xml-doctype",
                          daesa_reader_place(in, 0, 0),
                          "the document type declaration has no end");
    if (b.body.len > INT_MAX / 2)
        return daesa_fail(in->sink, DAESA_LIMIT, "file-too-large",
                          daesa_reader_place(in, 0, 0), "too large for an XML document");
    if (b.body.len)
        parse(&b);
    daesa_buf_finish(&b.text);
    daesa_buf_finish(&b.entity_text);
    if (b.status == DAESA_LIMIT)
        return daesa_fail(in->sink, DAESA_LIMIT, "xml-too-large",
                          daesa_reader_place(in, 0, 0),
                          "too many elements or attributes for a subtitle file");
    if (b.status)
        return b.status;
    if (!b.root)
        return daesa_fail(in->sink, DAESA_BAD_INPUT, "xml-no-element",
                          daesa_reader_place(in, 0, 0), "not an XML document");
    *root = b.root;
    *whole = !b.broken;
    return DAESA_OK;
}
