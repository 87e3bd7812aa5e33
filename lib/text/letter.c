/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "text/letter.h"

#include <utf8proc.h>

static utf8proc_category_t category(uint32_t code)
{
    /* What most text is made of needs no table. */
    if (code >= 'a' && code <= 'z')
        return UTF8PROC_CATEGORY_LL;
    if (daesa_letter_hangul(code))
        return UTF8PROC_CATEGORY_LO;
    return code > 0x10FFFF ? UTF8PROC_CATEGORY_CN
                           : utf8proc_category((utf8proc_int32_t)code);
}

static bool between(utf8proc_category_t c, utf8proc_category_t from,
                    utf8proc_category_t to)
{
    return c >= from && c <= to;
}

bool daesa_letter(uint32_t code)
{
    if (code < 0x80)
        return (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
    return between(category(code), UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_LO);
}

bool daesa_letter_upper(uint32_t code)
{
    return category(code) == UTF8PROC_CATEGORY_LU;
}

bool daesa_letter_lower(uint32_t code)
{
    return category(code) == UTF8PROC_CATEGORY_LL;
}

bool daesa_letter_capital(uint32_t code)
{
    utf8proc_category_t c = category(code);
    return c == UTF8PROC_CATEGORY_LU || c == UTF8PROC_CATEGORY_LT ||
           c == UTF8PROC_CATEGORY_LO;
}

bool daesa_letter_number(uint32_t code)
{
    return between(category(code), UTF8PROC_CATEGORY_ND, UTF8PROC_CATEGORY_NO);
}

bool daesa_letter_mark(uint32_t code)
{
    return between(category(code), UTF8PROC_CATEGORY_PC, UTF8PROC_CATEGORY_SO);
}

bool daesa_letter_space(uint32_t code)
{
    if (code < 0x80)
        return code == ' ' || (code >= '\t' && code <= '\r');
    return code == 0x85 ||
           between(category(code), UTF8PROC_CATEGORY_ZS, UTF8PROC_CATEGORY_ZP);
}

bool daesa_letter_invisible(uint32_t code)
{
    if (code < 0x80)
        return code < ' ' || code == 0x7F;
    utf8proc_category_t c = category(code);
    if (c == UTF8PROC_CATEGORY_CC || c == UTF8PROC_CATEGORY_CF)
        return true;
    return (code >= 0xFE00 && code <= 0xFE0F) || (code >= 0xE0100 && code <= 0xE01EF) ||
           code == 0x034F || code == 0x115F || code == 0x1160 || code == 0x3164;
}
