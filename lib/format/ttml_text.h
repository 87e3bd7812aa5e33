/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_TTML_TEXT_H
#define DAESA_FORMAT_TTML_TEXT_H

#include "format/markup.h"
#include "format/ttml_style.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Words with times that daesa_ttml_show finds, at most `max`. */
struct daesa_ttml_words {
    struct daesa_word *words;
    size_t n, max;
};

/* Builds in `markup` what of the element p is shown at a time: white space as
 * xml:space says, line breaks, and the looks of its spans. Of what all of p has,
 * font, size and a white colour are not marked. `words` (NULL: not wanted) takes
 * spans that have times as words, and shows them all. False where nothing is
 * shown. */
bool daesa_ttml_show(const struct daesa_ttml_styles *styles,
                     const struct daesa_xml_node *p, const struct daesa_xml_node *region,
                     int64_t at_us, struct daesa_ttml_words *words,
                     struct daesa_markup *markup);

#ifdef __cplusplus
}
#endif
#endif
