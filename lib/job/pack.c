/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/pack.h"

#include <string.h>

#define FNV_PRIME UINT64_C(0x100000001B3)

uint64_t daesa_fnv(uint64_t before, const void *bytes, size_t n)
{
    const unsigned char *b = bytes;
    for (size_t i = 0; i < n; i++)
        before = (before ^ b[i]) * FNV_PRIME;
    return before;
}

void daesa_pack_word(struct daesa_buf *out, uint64_t word)
{
    for (int i = 0; i < DAESA_PACK_WORD; i++)
        daesa_buf_add_char(out, (char)(word >> 8 * i & 0xFF));
}

uint64_t daesa_unpack_word(const char *bytes)
{
    uint64_t word = 0;
    for (int i = 0; i < DAESA_PACK_WORD; i++)
        word |= (uint64_t)(unsigned char)bytes[i] << 8 * i;
    return word;
}

void daesa_pack_number(struct daesa_buf *out, uint64_t number)
{
    for (; number >= 0x80; number >>= 7)
        daesa_buf_add_char(out, (char)((number & 0x7F) | 0x80));
    daesa_buf_add_char(out, (char)number);
}

void daesa_pack_signed(struct daesa_buf *out, int64_t number)
{
    uint64_t bits = (uint64_t)number << 1;
    daesa_pack_number(out, number < 0 ? ~bits : bits);
}

void daesa_pack_sum(struct daesa_buf *out, size_t from)
{
    if (!out->status)
        daesa_pack_word(out, daesa_fnv(DAESA_FNV_START, out->s + from, out->len - from));
}

bool daesa_pack_whole(struct daesa_str bytes, const char *mark)
{
    size_t n = strlen(mark);
    if (bytes.len < n + DAESA_PACK_WORD || memcmp(bytes.s, mark, n) != 0)
        return false;
    size_t n_summed = bytes.len - DAESA_PACK_WORD;
    return daesa_unpack_word(bytes.s + n_summed) ==
           daesa_fnv(DAESA_FNV_START, bytes.s, n_summed);
}

bool daesa_pack_inside(struct daesa_str bytes, const char *mark, uint64_t key,
                       struct daesa_str *out)
{
    size_t from = strlen(mark) + DAESA_PACK_WORD;
    if (!daesa_pack_whole(bytes, mark) || bytes.len < from + DAESA_PACK_WORD ||
        daesa_unpack_word(bytes.s + strlen(mark)) != key)
        return false;
    *out = daesa_str_slice(bytes, from, bytes.len - DAESA_PACK_WORD);
    return true;
}

uint64_t daesa_unpack_number(struct daesa_unpacker *in)
{
    uint64_t number = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        if (in->rest.len == 0 || !in->rest.s)
            break;
        unsigned char byte = (unsigned char)in->rest.s[0];
        in->rest = daesa_str_from(in->rest, 1);
        number |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80)
            return number;
    }
    in->status = DAESA_BAD_INPUT;
    return 0;
}

int64_t daesa_unpack_signed(struct daesa_unpacker *in)
{
    uint64_t bits = daesa_unpack_number(in);
    uint64_t value = bits >> 1;
    return bits & 1 ? -(int64_t)value - 1 : (int64_t)value;
}
