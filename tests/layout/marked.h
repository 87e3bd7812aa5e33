/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_TESTS_LAYOUT_MARKED_H
#define DAESA_TESTS_LAYOUT_MARKED_H

#include "core/buf.h"

/* A sentence that people have marked: "|" and "¦", each in place of a space, where
 * it may be divided. */

/* What stands between two words of it. */
enum marked_place { MARKED_NOTHING = 0, MARKED_FIRST, MARKED_SECOND };

/* The next line that begins with `tag` and a space, without these; an empty tag:
 * that is no comment. */
bool marked_next(struct daesa_str *rest, const char *tag, struct daesa_str *out);
/* Appends it without its marks. */
void marked_plain(struct daesa_buf *buf, struct daesa_str sentence);
/* What stands behind so many of its bytes, white space and marks not counted. */
enum marked_place marked_behind(struct daesa_str sentence, size_t n_bytes);
/* How many bytes of a text are no white space. */
size_t marked_count(struct daesa_str text);

#endif
