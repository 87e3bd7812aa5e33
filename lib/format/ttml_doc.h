/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_TTML_DOC_H
#define DAESA_FORMAT_TTML_DOC_H

#include "format/markup.h"
#include "format/ttml_style.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A TTML document taken apart, and the cues of its paragraphs. Reader and writer
 * share it: the writer looks at the source again to patch it. */

struct daesa_ttml_doc {
    struct daesa_xml_node *root, *body; /* body: NULL where there is none */
    struct daesa_ttml_clock clock;
    struct daesa_ttml_styles styles;
    bool whole;      /* well-formed: source texts may be used */
    int64_t last_us; /* the latest time that anything names */
};

/* Parses in->text and times its elements. DAESA_BAD_INPUT, reported, where its root
 * is no "tt". */
enum daesa_status daesa_ttml_doc_read(struct daesa_reader *in,
                                      struct daesa_ttml_doc *out);

/* Adds the cues of a p to the reader's track: one for each time at which what is
 * shown of it changes, most often one; none where it shows nothing. `markup` is a
 * scratch. */
enum daesa_status daesa_ttml_doc_cues(struct daesa_reader *in,
                                      const struct daesa_ttml_doc *doc,
                                      const struct daesa_xml_node *p,
                                      struct daesa_markup *markup);

/* Whether only the times of its own start tag say when a p is shown. */
bool daesa_ttml_doc_simple(const struct daesa_xml_node *p);

#ifdef __cplusplus
}
#endif
#endif
