/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_TEXT_WORD_H
#define DAESA_TEXT_WORD_H

#include "core/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a word is, for the aligner and for layout: a stretch between white space
 * that holds at least one letter or digit, its punctuation included. A dash or a
 * note symbol on its own is no word. */

/* Finds the next word at or after byte `*at`: bytes [*from, *to). Moves `*at` to
 * its end. False, and nothing changed, where there is none. */
bool daesa_word_next(struct daesa_str text, size_t *at, size_t *from, size_t *to);

size_t daesa_word_count(struct daesa_str text);

/* Finds the very bytes of `word` at or after byte `*at` of `text`, at most 4 KiB
 * on: bytes [*from, *to). Moves `*at` to its end. False, and nothing changed, where
 * it is not there, or is empty. */
bool daesa_word_find(struct daesa_str text, struct daesa_str word, size_t *at,
                     size_t *from, size_t *to);

/* A word without the punctuation around it: bytes [*from, *to) shrunk to the
 * first and last letter, digit or mark that belongs to one. */
void daesa_word_trim(struct daesa_str text, size_t *from, size_t *to);

enum daesa_word_end {
    DAESA_WORD_END_NONE = 0,
    DAESA_WORD_END_CLAUSE,   /* comma, semicolon, colon, dash, ellipsis */
    DAESA_WORD_END_SENTENCE, /* full stop, question or exclamation mark, also of
                                other scripts; not the stop of "Mr.", "J." */
};

/* What ends with the word that ends at byte `to`: its last characters, closing
 * quotes and brackets passed over, and a dash that stands alone behind it. */
enum daesa_word_end daesa_word_ends(struct daesa_str text, size_t from, size_t to);

#ifdef __cplusplus
}
#endif
#endif
