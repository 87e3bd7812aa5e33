/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_FONT_TAG_H
#define DAESA_FORMAT_FONT_TAG_H

#include "format/markup.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The <font> of SubRip and SAMI sets a colour, a face and a size, all, some or none of
 * them, and its end takes back what it set and no more. */
struct daesa_font_tags {
    unsigned opened[DAESA_MARKUP_DEPTH]; /* by each open one, as span bits */
    size_t n;
};

/* Opens a span for an attribute of a tag that has opened the spans in `*opened`, and adds
 * it there. False where an attribute has opened one of this kind already, or there are
 * too many spans. */
bool daesa_font_tag_set(struct daesa_markup *markup, unsigned *opened,
                        enum daesa_span_kind kind, struct daesa_str value,
                        int64_t number);

/* Remembers the tag, with what it has opened, until its end. */
void daesa_font_tag_begin(struct daesa_font_tags *tags, unsigned opened);

/* The end of the latest tag: closes the spans that it opened. False where no tag is open,
 * or it opened none. */
bool daesa_font_tag_end(struct daesa_font_tags *tags, struct daesa_markup *markup);

#ifdef __cplusplus
}
#endif
#endif
