/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_PACK_H
#define DAESA_JOB_PACK_H

#include "core/buf.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Numbers as bytes, for what is kept in files, and the same on every machine. */

/* Bytes of a word. */
#define DAESA_PACK_WORD 8

/* FNV-1a, 64 bits, over bytes that follow those of `before`; begin with
 * DAESA_FNV_START. */
uint64_t daesa_fnv(uint64_t before, const void *bytes, size_t n);
#define DAESA_FNV_START UINT64_C(0xCBF29CE484222325)

/* Appends eight bytes, the least first. */
void daesa_pack_word(struct daesa_buf *out, uint64_t word);
uint64_t daesa_unpack_word(const char *bytes);

/* Appends seven bits a byte, the least first; the top bit says that more follow. */
void daesa_pack_number(struct daesa_buf *out, uint64_t number);
void daesa_pack_signed(struct daesa_buf *out, int64_t number);

/* Appends the checksum of all since `from`; daesa_pack_whole says whether bytes
 * begin with `mark` and end with theirs. */
void daesa_pack_sum(struct daesa_buf *out, size_t from);
bool daesa_pack_whole(struct daesa_str bytes, const char *mark);

/* What stands between a mark and its key, and the checksum, into `*out`. False where the
 * bytes are not whole, or of another key. */
bool daesa_pack_inside(struct daesa_str bytes, const char *mark, uint64_t key,
                       struct daesa_str *out);

/* What is taken apart. The first failure sticks, as DAESA_BAD_INPUT. */
struct daesa_unpacker {
    struct daesa_str rest;
    enum daesa_status status;
};

/* 0 after a failure. */
uint64_t daesa_unpack_number(struct daesa_unpacker *in);
int64_t daesa_unpack_signed(struct daesa_unpacker *in);

#ifdef __cplusplus
}
#endif
#endif
