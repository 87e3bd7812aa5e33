/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_STL_CODE_H
#define DAESA_FORMAT_STL_CODE_H

#include "core/buf.h"
#include "core/status.h"
#include "core/str.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The code tables of EBU STL (Tech 3264, appendices 1 and 2): Latin (ISO 6937) and
 * four parts of ISO 8859; and its numbers of languages. */

enum daesa_stl_table {
    DAESA_STL_LATIN,
    DAESA_STL_CYRILLIC,
    DAESA_STL_ARABIC,
    DAESA_STL_GREEK,
    DAESA_STL_HEBREW,
    DAESA_STL_N_TABLES,
};

/* Appends bytes 0x20..0x7E and 0xA0..0xFF of a table as UTF-8, in form C. Returns how
 * many could not be read; U+FFFD stands for each. */
size_t daesa_stl_decode(struct daesa_str bytes, enum daesa_stl_table table,
                        struct daesa_buf *out);

/* Letters with accents, as pairs of bytes; made once for a file. */
struct daesa_stl_letters {
    struct daesa_stl_letter {
        uint32_t letter;
        char bytes[2];
    } list[1024]; /* sorted by letter */
    size_t n;
};

/* Fills the list. False when memory runs out. */
bool daesa_stl_letters_make(struct daesa_stl_letters *out);

/* Appends UTF-8 text (in form C, without line breaks) as bytes of a table. Returns
 * the number of characters that it has not; "?" stands for each. */
size_t daesa_stl_encode(struct daesa_str text, enum daesa_stl_table table,
                        const struct daesa_stl_letters *letters, struct daesa_buf *out);

/* The language with that number ("09" is "en"); empty where there is none. */
struct daesa_str daesa_stl_language(struct daesa_str code);
/* The number of a language as two hexadecimal digits, "00" where it has none. */
void daesa_stl_language_code(struct daesa_str language, char out[3]);

#ifdef __cplusplus
}
#endif
#endif
