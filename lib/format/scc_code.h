/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_SCC_CODE_H
#define DAESA_FORMAT_SCC_CODE_H

#include "format/write.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The characters and addresses of CEA-608 (line 21) captions, field 1, channel 1, as
 * pairs of bytes without parity. */

#define DAESA_SCC_ROWS 15
#define DAESA_SCC_COLUMNS 32
/* A row is in the middle whose sides differ by so many columns at most. */
#define DAESA_SCC_OFF_CENTRE 4

/* Codes that are no text. */
enum daesa_scc_code {
    DAESA_SCC_LOAD = 0x1420, /* RCL: what follows is not shown yet */
    DAESA_SCC_BACKSPACE = 0x1421,
    DAESA_SCC_CLEAR_REST = 0x1424, /* DER: the row, from here on */
    DAESA_SCC_ROLL_2 = 0x1425,
    DAESA_SCC_ROLL_3 = 0x1426,
    DAESA_SCC_ROLL_4 = 0x1427,
    DAESA_SCC_PAINT = 0x1429,  /* RDC: what follows is shown at once */
    DAESA_SCC_ERASE = 0x142C,  /* EDM: what is shown */
    DAESA_SCC_RETURN = 0x142D, /* CR: a row up */
    DAESA_SCC_CLEAR = 0x142E,  /* ENM: what is not shown yet */
    DAESA_SCC_SHOW = 0x142F,   /* EOC: swap the two */
};

/* How characters look. Colours: white, green, blue, cyan, red, yellow, magenta. */
struct daesa_scc_look {
    uint8_t colour;
    bool italic, underline;
};
bool daesa_scc_same_look(struct daesa_scc_look a, struct daesa_scc_look b);
#define DAESA_SCC_N_COLOURS 7
/* As 0xRRGGBBAA. */
int64_t daesa_scc_colour(uint8_t colour);
uint8_t daesa_scc_nearest(int64_t rgba);

/* The character of a byte 0x20..0x7F. */
uint32_t daesa_scc_letter(uint8_t byte);
/* The character of a pair: special, or extended, which replaces the one before it.
 * 0 where it is none. */
uint32_t daesa_scc_special(uint16_t pair, bool *replaces);
/* The byte or the pair of a character, and what a decoder without the extended ones
 * shows (0: none is needed). False where CEA-608 has it not. */
bool daesa_scc_code_of(uint32_t letter, uint16_t *code, char *fallback);

/* A row address: row from 1, column from 0 in steps of four, and a look. False where
 * the pair is none. */
bool daesa_scc_address(uint16_t pair, int *row, int *column, struct daesa_scc_look *look);
/* The pair of a row and an indent of 0, 4, .. 28 columns, in white. */
uint16_t daesa_scc_address_of(int row, int column);

/* A byte with odd parity. */
uint8_t daesa_scc_parity(uint8_t byte);

/* Writes the track as SCC. */
enum daesa_status daesa_scc_write(struct daesa_writer *out);

#ifdef __cplusplus
}
#endif
#endif
