/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/font_tag.h"

#include "format/format.h"

bool daesa_font_tag_set(struct daesa_markup *markup, unsigned *opened,
                        enum daesa_span_kind kind, struct daesa_str value, int64_t number)
{
    if ((*opened & DAESA_SPAN_BIT(kind)) ||
        !daesa_markup_open(markup, kind, value, number))
        return false;
    *opened |= DAESA_SPAN_BIT(kind);
    return true;
}

void daesa_font_tag_begin(struct daesa_font_tags *tags, unsigned opened)
{
    if (tags->n < DAESA_MARKUP_DEPTH)
        tags->opened[tags->n++] = opened;
}

bool daesa_font_tag_end(struct daesa_font_tags *tags, struct daesa_markup *markup)
{
    static const enum daesa_span_kind kinds[] = {DAESA_SPAN_COLOUR, DAESA_SPAN_FONT,
                                                 DAESA_SPAN_SIZE};
    unsigned opened = tags->n ? tags->opened[--tags->n] : 0;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (opened & DAESA_SPAN_BIT(kinds[i]))
            daesa_markup_close(markup, kinds[i]);
    return opened != 0;
}
