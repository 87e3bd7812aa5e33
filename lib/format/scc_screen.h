/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_SCC_SCREEN_H
#define DAESA_FORMAT_SCC_SCREEN_H

#include "format/markup.h"
#include "format/scc_code.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The rows of characters that a decoder of CEA-608 shows, or holds back. */

struct daesa_scc_cell {
    uint32_t letter; /* 0: empty */
    bool code;       /* the room of a mid-row code, a space */
    struct daesa_scc_look look;
};

struct daesa_scc_screen {
    struct daesa_scc_cell cells[DAESA_SCC_ROWS][DAESA_SCC_COLUMNS];
};

/* Whether nothing on it is seen. */
bool daesa_scc_screen_empty(const struct daesa_scc_screen *screen);

/* Top, middle or bottom by its rows; left or right where no row is in the middle. */
struct daesa_position daesa_scc_screen_position(const struct daesa_scc_screen *screen);

/* Adds its rows as lines, with their looks as spans. Blanks at both ends of a row are
 * left out, empty cells between words are one space. */
void daesa_scc_screen_build(const struct daesa_scc_screen *screen,
                            struct daesa_markup *markup);

#ifdef __cplusplus
}
#endif
#endif
