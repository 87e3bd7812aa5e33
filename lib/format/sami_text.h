/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_SAMI_TEXT_H
#define DAESA_FORMAT_SAMI_TEXT_H

#include "format/markup.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The texts of SAMI, for its reader and its writer. */

/* What reading a paragraph met. */
struct daesa_sami_odd {
    bool colour; /* a colour that cannot be read as it is */
};

/* Makes a text of a paragraph. `body` is in form C (daesa_sami_compose), and it and
 * `arena` outlive the text. */
enum daesa_status daesa_sami_read_text(struct daesa_markup *markup,
                                       struct daesa_arena *arena, struct daesa_str body,
                                       struct daesa_sami_odd *odd);

/* `body` in form C, with its references to letters replaced by the letters, so that
 * these are composed, too: itself, or a copy in the arena. */
enum daesa_status daesa_sami_compose(struct daesa_arena *arena, struct daesa_str body,
                                     struct daesa_str *out);

/* Appends a text with its tags. `raw`: raw spans are SAMI's own: write them. */
void daesa_sami_write_text(struct daesa_buf *out, const struct daesa_text *text,
                           bool raw);
/* Appends text with "<", "&" and ">" as references. */
void daesa_sami_escape(struct daesa_buf *out, struct daesa_str text);

#ifdef __cplusplus
}
#endif
#endif
