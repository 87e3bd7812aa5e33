/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/scc_screen.h"

#include "text/utf8.h"

static bool row_is_empty(const struct daesa_scc_screen *screen, int row)
{
    for (int c = 0; c < DAESA_SCC_COLUMNS; c++) {
        uint32_t letter = screen->cells[row][c].letter;
        if (letter && letter != ' ' && letter != 0xA0)
            return false;
    }
    return true;
}

bool daesa_scc_screen_empty(const struct daesa_scc_screen *screen)
{
    for (int r = 0; r < DAESA_SCC_ROWS; r++)
        if (!row_is_empty(screen, r))
            return false;
    return true;
}

/* Ends and begins what differs between two looks. */
static void close_look(struct daesa_markup *markup, struct daesa_scc_look from,
                       struct daesa_scc_look to)
{
    if (from.colour && from.colour != to.colour)
        daesa_markup_close(markup, DAESA_SPAN_COLOUR);
    if (from.italic && !to.italic)
        daesa_markup_close(markup, DAESA_SPAN_ITALIC);
    if (from.underline && !to.underline)
        daesa_markup_close(markup, DAESA_SPAN_UNDERLINE);
}

static void open_look(struct daesa_markup *markup, struct daesa_scc_look from,
                      struct daesa_scc_look to)
{
    struct daesa_str none = {0};
    if (to.colour && from.colour != to.colour)
        daesa_markup_open(markup, DAESA_SPAN_COLOUR, none, daesa_scc_colour(to.colour));
    if (!from.italic && to.italic)
        daesa_markup_open(markup, DAESA_SPAN_ITALIC, none, 0);
    if (!from.underline && to.underline)
        daesa_markup_open(markup, DAESA_SPAN_UNDERLINE, none, 0);
}

/* One row behind what was built. */
static void build_row(struct daesa_markup *markup, const struct daesa_scc_cell *cells,
                      struct daesa_scc_look *now)
{
    bool in_row = false, gap = false, code = false;
    size_t n_spaces = 0;
    for (int c = 0; c < DAESA_SCC_COLUMNS; c++) {
        uint32_t letter = cells[c].letter;
        if (!letter || letter == ' ') {
            n_spaces += letter == ' ' && !cells[c].code;
            code = code || cells[c].code;
            gap = true;
            continue;
        }
        bool other = !daesa_scc_same_look(*now, cells[c].look);
        if (other)
            close_look(markup, *now, cells[c].look);
        if (!in_row && markup->plain.len)
            daesa_markup_add(markup, daesa_str_of("\n"));
        /* Codes in a row are one space. */
        n_spaces += code || (gap && !n_spaces);
        for (size_t n = n_spaces; in_row && n; n--)
            daesa_markup_add(markup, daesa_str_of(" "));
        if (other)
            open_look(markup, *now, cells[c].look);
        *now = cells[c].look;
        daesa_utf8_add(&markup->plain, letter);
        in_row = true;
        gap = code = false;
        n_spaces = 0;
    }
}

/* The columns that a row's text takes. */
static void extent(const struct daesa_scc_cell *cells, int *from, int *to)
{
    *from = DAESA_SCC_COLUMNS;
    *to = 0;
    for (int c = 0; c < DAESA_SCC_COLUMNS; c++)
        if (cells[c].letter && cells[c].letter != ' ') {
            *from = c < *from ? c : *from;
            *to = c + 1;
        }
}

struct daesa_position daesa_scc_screen_position(const struct daesa_scc_screen *screen)
{
    int first = -1, last = 0, from, to;
    bool centred = true, right = true;
    for (int r = 0; r < DAESA_SCC_ROWS; r++) {
        if (row_is_empty(screen, r))
            continue;
        extent(screen->cells[r], &from, &to);
        int off = from - (DAESA_SCC_COLUMNS - to);
        centred = centred && off >= -DAESA_SCC_OFF_CENTRE && off <= DAESA_SCC_OFF_CENTRE;
        right = right && off > DAESA_SCC_OFF_CENTRE;
        first = first < 0 ? r : first;
        last = r;
    }
    int high = last >= 11 ? 0 : first <= 3 ? 6 : 3;
    return (struct daesa_position){.anchor = (uint8_t)(high + (centred ? 2
                                                               : right ? 3
                                                                       : 1))};
}

void daesa_scc_screen_build(const struct daesa_scc_screen *screen,
                            struct daesa_markup *markup)
{
    struct daesa_scc_look now = {0};
    for (int r = 0; r < DAESA_SCC_ROWS; r++)
        build_row(markup, screen->cells[r], &now);
}
