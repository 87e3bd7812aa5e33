/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_PO_ENTRY_H
#define DAESA_FORMAT_PO_ENTRY_H

#include "core/buf.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Entries of gettext's PO files, without what they mean to us. */

struct daesa_po_entry {
    struct daesa_str raw; /* its lines, the last line's end too; no blank lines */
    int32_t line;         /* of the first */
    bool has_context, has_id, obsolete;
    size_t n_plurals; /* forms beyond the first */
    size_t n_bad;     /* lines that are none of PO's, or not whole */
    int32_t bad_line; /* the first of them */
    /* Strings, unescaped; lines of comments without their mark, "\n" between. */
    struct daesa_buf context, id, text;
    struct daesa_buf extracted, flags, references, comments;
};

/* Takes the next entry off the front of `*rest`; blank lines before it are skipped.
 * `*line` is the number of the line that `*rest` begins with. Its buffers are used
 * again. False at the end. */
bool daesa_po_next(struct daesa_str *rest, int32_t *line, struct daesa_po_entry *entry);

/* The first failure of its buffers. */
enum daesa_status daesa_po_status(const struct daesa_po_entry *entry);
void daesa_po_entry_finish(struct daesa_po_entry *entry);

/* Appends `keyword "text"`, over several lines where the text has some. */
void daesa_po_add_string(struct daesa_buf *out, const char *keyword,
                         struct daesa_str text);
/* Appends each line of `text` behind `mark`. */
void daesa_po_add_comment(struct daesa_buf *out, const char *mark, struct daesa_str text);

#ifdef __cplusplus
}
#endif
#endif
