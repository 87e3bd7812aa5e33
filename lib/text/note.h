/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_TEXT_NOTE_H
#define DAESA_TEXT_NOTE_H

#include "core/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Notes in brackets: what subtitles for the deaf and transcripts say besides the
 * words, "[door slams]", "(LAUGHS) Well", "（笑）".
 *
 * Finds the next note at or after byte `*at`: bytes [*from, *to), its brackets
 * included; moves `*at` behind it. Square and lenticular brackets are notes
 * wherever they stand; round ones, which people also speak in, where they begin
 * a line, behind a dash perhaps. Brackets nest, and may span lines; what is not
 * closed within 4 KiB is text. False, and nothing changed, where there is none. */
bool daesa_note_next(struct daesa_str text, size_t *at, size_t *from, size_t *to);

#ifdef __cplusplus
}
#endif
#endif
