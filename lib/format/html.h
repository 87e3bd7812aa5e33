/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_HTML_H
#define DAESA_FORMAT_HTML_H

#include "core/buf.h"
#include "core/str.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The little of HTML that subtitle formats share: tags with attributes, and
 * colours by name. */

/* A tag "<name attribute=value ...>" or "</name>". */
struct daesa_html_tag {
    struct daesa_str name; /* as written */
    struct daesa_str attributes;
    struct daesa_str raw; /* all of it, with the angle brackets */
    bool closes;          /* "</name>" */
};

/* Takes a tag that begins at text.s[at] == '<': letters or digits right behind
 * "<" or "</", and a ">" before the end of the text, outside quotes. False where
 * it is none; `*out` is untouched then. */
bool daesa_html_tag(struct daesa_str text, size_t at, struct daesa_html_tag *out);

/* Takes the next "key=value" off `*attributes`; quotes are removed, a key alone
 * has an empty value. False at the end. */
bool daesa_html_attribute(struct daesa_str *attributes, struct daesa_str *key,
                          struct daesa_str *value);

/* "#rgb", "#rrggbb", "#rrggbbaa", "rrggbb" or a colour name of CSS, as
 * 0xRRGGBBAA. False, and `*out` untouched, where it is none. */
bool daesa_html_colour(struct daesa_str text, int64_t *out);
/* Appends "#rrggbb". */
void daesa_html_add_colour(struct daesa_buf *buf, int64_t rgba);
/* Appends a value in quotes that it does not hold; of one that holds both kinds the
 * double ones are left out. */
void daesa_html_add_value(struct daesa_buf *out, struct daesa_str value);

#ifdef __cplusplus
}
#endif
#endif
