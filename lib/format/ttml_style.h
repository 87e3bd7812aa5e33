/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_TTML_STYLE_H
#define DAESA_FORMAT_TTML_STYLE_H

#include "format/ttml_time.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How elements of a TTML document look at a time: styles by reference and by
 * inheritance, and what <set> changes (TTML2, 10.4). */

/* The elements of the head that others refer to. */
struct daesa_ttml_styles {
    struct daesa_ttml_id {
        struct daesa_str id;
        const struct daesa_xml_node *node;
    } * ids; /* sorted; in the arena */
    size_t n_ids;
    int32_t width_px, height_px; /* of the root's extent; 0: not said */
    int32_t columns, rows;       /* of cells */
    uint64_t named; /* a bit for what attributes of the document are called */
};

enum daesa_status daesa_ttml_styles_of(struct daesa_reader *in,
                                       const struct daesa_xml_node *root,
                                       struct daesa_ttml_styles *out);

/* The style, region or agent of the head with that id; NULL where there is none. */
const struct daesa_xml_node *daesa_ttml_find(const struct daesa_ttml_styles *styles,
                                             struct daesa_str id);

/* What a property is set to on the element itself at a time; NULL: not set. */
const struct daesa_str *daesa_ttml_style(const struct daesa_ttml_styles *styles,
                                         const struct daesa_xml_node *node,
                                         const char *name, int64_t at_us);

/* The same, or that of the nearest parent or of the region (NULL: none). */
const struct daesa_str *daesa_ttml_inherited(const struct daesa_ttml_styles *styles,
                                             const struct daesa_xml_node *node,
                                             const struct daesa_xml_node *region,
                                             const char *name, int64_t at_us);

/* The region that an element is shown in, its own or that of a parent; NULL: none. */
const struct daesa_xml_node *daesa_ttml_region(const struct daesa_ttml_styles *styles,
                                               const struct daesa_xml_node *node);

/* A colour of TTML as 0xRRGGBBAA. False where it is none. */
bool daesa_ttml_colour(struct daesa_str text, int64_t *out);

/* Where the text of a p stands at a time. The usual place at an edge, within 20 % of
 * it, is an anchor alone. */
struct daesa_position daesa_ttml_position(const struct daesa_ttml_styles *styles,
                                          const struct daesa_xml_node *p,
                                          const struct daesa_xml_node *region,
                                          int64_t at_us);

#ifdef __cplusplus
}
#endif
#endif
