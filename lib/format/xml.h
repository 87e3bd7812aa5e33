/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_XML_H
#define DAESA_FORMAT_XML_H

#include "format/read.h"

#ifdef __cplusplus
extern "C" {
#endif

/* An XML document as a tree of our own. No network, no files, no entities but
 * XML's and HTML's, no document type declarations: their declarations are skipped
 * with a finding. All lies in the arena of the reader's track. */

struct daesa_xml_name {
    struct daesa_str local; /* without its prefix; empty: that of a piece of text */
    struct daesa_str space; /* the URI of its namespace; empty: none */
};

struct daesa_xml_attribute {
    const struct daesa_xml_name *name; /* never NULL */
    struct daesa_str value;
};

/* An element, or a piece of text between two tags. */
struct daesa_xml_node {
    struct daesa_xml_node *parent, *first, *next;
    const struct daesa_xml_name *name; /* never NULL */
    struct daesa_str text;             /* of a piece of text; references are resolved */
    const struct daesa_xml_attribute *attributes;
    /* The element in in->text, from "<" to the last ">"; perhaps the start tag
     * alone where the document is not well-formed. */
    struct daesa_str raw;
    uint32_t n_attributes;
    uint32_t tag_len; /* of its start tag, the beginning of `raw` */
    int32_t line;     /* of the ">" of its start tag */
    /* When it is active; for readers that time elements. */
    int64_t begin_us, end_us;
};

/* Parses in->text. White space between the children of the elements named in `blocks`
 * (separated by spaces; NULL: none) is not kept. What is wrong with it is a finding;
 * where something can be made of it nevertheless, the tree is what could be read, and
 * `*whole` is false. DAESA_BAD_INPUT, reported, where there is no root element at all. */
enum daesa_status daesa_xml_read(struct daesa_reader *in, const char *blocks,
                                 struct daesa_xml_node **root, bool *whole);

/* The value of the first attribute of that local name, whatever its namespace;
 * NULL where there is none, or `node` is NULL. */
const struct daesa_str *daesa_xml_get(const struct daesa_xml_node *node,
                                      const char *name);

/* The first child element of that local name, or NULL; `node` may be NULL. */
struct daesa_xml_node *daesa_xml_child(const struct daesa_xml_node *node,
                                       const char *name);

/* The node that follows in the document's order inside `root`; NULL at the end. */
struct daesa_xml_node *daesa_xml_after(const struct daesa_xml_node *root,
                                       const struct daesa_xml_node *node);

/* Appends all text inside. */
void daesa_xml_add_text(struct daesa_buf *out, const struct daesa_xml_node *node);

/* Appends text with "&", "<", ">" and, for attributes, quotes and line breaks as
 * references; characters that XML cannot hold become U+FFFD. Returns how many. */
size_t daesa_xml_escape(struct daesa_buf *out, struct daesa_str text, bool attribute);

/* Whether it may be an xml:id: a name without a colon, ASCII or not. */
bool daesa_xml_is_name(struct daesa_str name);

/* The local name of the first start tag in `text`, the beginning of a document;
 * empty where it does not begin like XML. */
struct daesa_str daesa_xml_root_name(struct daesa_str text);

#ifdef __cplusplus
}
#endif
#endif
