/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/scc_code.h"

/* ---- characters ---- */

/* Bytes that are not what ASCII has; 0x27 is used as the straight quote. */
static const struct {
    uint8_t byte;
    uint16_t letter;
} odd[] = {
    {0x2A, 0xE1}, {0x5C, 0xE9}, {0x5E, 0xED}, {0x5F, 0xF3}, {0x60, 0xFA},
    {0x7B, 0xE7}, {0x7C, 0xF7}, {0x7D, 0xD1}, {0x7E, 0xF1}, {0x7F, 0x2588},
};

/* 0x1130.. */
static const uint16_t special[16] = {0xAE, 0xB0, 0xBD, 0xBF, 0x2122, 0xA2, 0xA3, 0x266A,
                                     0xE0, 0xA0, 0xE8, 0xE2, 0xEA,   0xEE, 0xF4, 0xFB};

/* 0x1220.. and 0x1320.., and what stands for each on an old decoder. */
static const uint16_t extended[64] = {
    0xC1,   0xC9,   0xD3,   0xDA,   0xDC,   0xFC,   0x2018, 0xA1,   '*',    0x27, 0x2014,
    0xA9,   0x2120, 0x2022, 0x201C, 0x201D, 0xC0,   0xC2,   0xC7,   0xC8,   0xCA, 0xCB,
    0xEB,   0xCE,   0xCF,   0xEF,   0xD4,   0xD9,   0xF9,   0xDB,   0xAB,   0xBB, 0xC3,
    0xE3,   0xCD,   0xCC,   0xEC,   0xD2,   0xF2,   0xD5,   0xF5,   '{',    '}',  '\\',
    '^',    '_',    '|',    '~',    0xC4,   0xE4,   0xD6,   0xF6,   0xDF,   0xA5, 0xA4,
    0x2502, 0xC5,   0xE5,   0xD8,   0xF8,   0x250C, 0x2510, 0x2514, 0x2518,
};
static const char fallbacks[] =
    "AEOUUu'!.'-cs.\"\"AACEEEeIIiOUuU\"\"AaIIiOoOo()/..!-AaOosYo!AaOo++++";

uint32_t daesa_scc_letter(uint8_t byte)
{
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        if (odd[i].byte == byte)
            return odd[i].letter;
    return byte;
}

uint32_t daesa_scc_special(uint16_t pair, bool *replaces)
{
    uint8_t high = (uint8_t)(pair >> 8), low = (uint8_t)(pair & 0xFF);
    *replaces = high == 0x12 || high == 0x13;
    if (high == 0x11 && low >= 0x30 && low <= 0x3F)
        return special[low - 0x30];
    if (*replaces && low >= 0x20 && low <= 0x3F)
        return extended[(high - 0x12) * 32 + low - 0x20];
    return 0;
}

bool daesa_scc_code_of(uint32_t letter, uint16_t *code, char *fallback)
{
    *fallback = 0;
    for (uint8_t byte = 0x20; byte < 0x80; byte++)
        if (daesa_scc_letter(byte) == letter) {
            *code = byte;
            return true;
        }
    for (uint16_t i = 0; i < 16; i++)
        if (special[i] == letter) {
            *code = (uint16_t)(0x1130 + i);
            return true;
        }
    for (uint16_t i = 0; i < 64; i++)
        if (extended[i] == letter) {
            *code = (uint16_t)(i < 32 ? 0x1220 + i : 0x1320 + i - 32);
            *fallback = fallbacks[i];
            return true;
        }
    return false;
}

/* ---- looks ---- */

static const int64_t colours[DAESA_SCC_N_COLOURS] = {
    0xFFFFFFFF, 0x00FF00FF, 0x0000FFFF, 0x00FFFFFF, 0xFF0000FF, 0xFFFF00FF, 0xFF00FFFF};

bool daesa_scc_same_look(struct daesa_scc_look a, struct daesa_scc_look b)
{
    return a.colour == b.colour && a.italic == b.italic && a.underline == b.underline;
}

int64_t daesa_scc_colour(uint8_t colour)
{
    return colours[colour < DAESA_SCC_N_COLOURS ? colour : 0];
}

/* By which of red, green and blue are more than half on; black is white. */
uint8_t daesa_scc_nearest(int64_t rgba)
{
    static const uint8_t by_bits[8] = {0, 2, 1, 3, 4, 6, 5, 0};
    return by_bits[(rgba >> 31 & 1) << 2 | (rgba >> 23 & 1) << 1 | (rgba >> 15 & 1)];
}

/* ---- rows ---- */

/* The rows of 0x10.. to 0x17.., below and above 0x60; 0: none. */
static const uint8_t rows[8][2] = {{11, 0},  {1, 2}, {3, 4}, {12, 13},
                                   {14, 15}, {5, 6}, {7, 8}, {9, 10}};

bool daesa_scc_address(uint16_t pair, int *row, int *column, struct daesa_scc_look *look)
{
    uint8_t high = (uint8_t)(pair >> 8), low = (uint8_t)(pair & 0xFF);
    if (high < 0x10 || high > 0x17 || low < 0x40 || low > 0x7F)
        return false;
    int found = rows[high - 0x10][low >= 0x60];
    if (!found)
        return false;
    uint8_t value = (uint8_t)((low & 0x0E) >> 1);
    bool indents = low & 0x10;
    *row = found;
    *column = indents ? value * 4 : 0;
    *look = (struct daesa_scc_look){.colour = indents || value == 7 ? 0 : value,
                                    .italic = !indents && value == 7,
                                    .underline = low & 1};
    return true;
}

uint16_t daesa_scc_address_of(int row, int column)
{
    for (int high = 0; high < 8; high++)
        for (int half = 0; half < 2; half++)
            if (rows[high][half] == row)
                return (uint16_t)((0x10 + high) << 8 | (half ? 0x70 : 0x50) |
                                  (column / 4) << 1);
    return 0x1470;
}

uint8_t daesa_scc_parity(uint8_t byte)
{
    unsigned n = 0;
    for (int i = 0; i < 7; i++)
        n += byte >> i & 1;
    return (uint8_t)(n % 2 ? byte & 0x7F : byte | 0x80);
}
