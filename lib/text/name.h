/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_TEXT_NAME_H
#define DAESA_TEXT_NAME_H

#include "core/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Whether two names are likely spellings of one: romanised names come in many
 * ("Yoo Yeon-seok", "Yoo Young Seok"). Case, hyphens and blanks make no difference;
 * the first word must be the same, and in the rest at most one letter in three may be
 * added, dropped or changed. Names of one word, names without a letter and names of
 * more than 64 bytes are alike only where they are equal but for case, hyphens and
 * blanks. */
bool daesa_name_alike(struct daesa_str a, struct daesa_str b);

/* Whether `part` is the first word of the name or all that is behind it, in the same
 * loose way: "Yoo" and "Yeonseok" of "Yoo Yeon-seok". */
bool daesa_name_part(struct daesa_str name, struct daesa_str part);

/* How many bytes at the beginning of `text` are likely the name misspelt: it is of three
 * syllables of Hangul or more, and of as many in the text one is another, but near
 * (text/jamo.h), not the first. What follows them may be a particle. 0: none. */
size_t daesa_name_misspelt(struct daesa_str name, struct daesa_str text);

#ifdef __cplusplus
}
#endif
#endif
