/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/evidence_pack.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* To be raised when shots, frames or speech come out otherwise, or the layout of
 * the file changes: what was kept before is found anew then. */
#define MARK "daesa evidence 2\n"
#define FNV_PRIME UINT64_C(0x100000001B3)
#define WORD 8 /* bytes of a key or checksum */

/* What is taken apart. The first failure sticks. */
struct reader {
    struct daesa_str rest;
    enum daesa_status status;
};

uint64_t daesa_fnv(uint64_t before, const void *bytes, size_t n)
{
    const unsigned char *b = bytes;
    for (size_t i = 0; i < n; i++)
        before = (before ^ b[i]) * FNV_PRIME;
    return before;
}

static void add_word(struct daesa_buf *out, uint64_t word)
{
    for (int i = 0; i < WORD; i++)
        daesa_buf_add_char(out, (char)(word >> 8 * i & 0xFF));
}

/* Seven bits a byte, least first; the top bit says that more follow. */
static void add_number(struct daesa_buf *out, uint64_t number)
{
    for (; number >= 0x80; number >>= 7)
        daesa_buf_add_char(out, (char)((number & 0x7F) | 0x80));
    daesa_buf_add_char(out, (char)number);
}

static void add_signed(struct daesa_buf *out, int64_t number)
{
    uint64_t bits = (uint64_t)number << 1;
    add_number(out, number < 0 ? ~bits : bits);
}

/* The number of times plus one, 0 for none; then what each is later by. */
static void add_times(struct daesa_buf *out, const int64_t *times_us, size_t n)
{
    int64_t before_us = 0;
    add_number(out, times_us ? (uint64_t)n + 1 : 0);
    for (size_t i = 0; times_us && i < n; i++) {
        add_signed(out, (int64_t)((uint64_t)times_us[i] - (uint64_t)before_us));
        before_us = times_us[i];
    }
}

void daesa_evidence_pack(const struct daesa_evidence *evidence, uint64_t key,
                         struct daesa_buf *out)
{
    size_t from = out->len;
    daesa_buf_add_text(out, MARK);
    add_word(out, key);
    add_signed(out, evidence->start_us);
    add_signed(out, evidence->end_us);
    add_signed(out, evidence->width_px);
    add_signed(out, evidence->height_px);
    add_signed(out, evidence->is_stretched);
    /* an interval is two times in a row */
    add_times(out, evidence->speech ? &evidence->speech->start_us : NULL,
              2 * evidence->n_speech);
    add_times(out, evidence->shots_us, evidence->n_shots);
    add_times(out, evidence->frames_us, evidence->n_frames);
    if (!out->status)
        add_word(out, daesa_fnv(DAESA_FNV_START, out->s + from, out->len - from));
}

static uint64_t word_at(const char *s)
{
    uint64_t word = 0;
    for (int i = 0; i < WORD; i++)
        word |= (uint64_t)(unsigned char)s[i] << 8 * i;
    return word;
}

static uint64_t take_number(struct reader *in)
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

static int64_t take_signed(struct reader *in)
{
    uint64_t bits = take_number(in);
    uint64_t value = bits >> 1;
    return bits & 1 ? -(int64_t)value - 1 : (int64_t)value;
}

/* A time takes a byte at least, so no number of them can ask for much. */
static int64_t *take_times(struct reader *in, size_t *n)
{
    uint64_t count = take_number(in);
    int64_t *times_us;
    uint64_t at_us = 0;
    if (in->status || count == 0)
        return NULL;
    if (count - 1 > in->rest.len) {
        in->status = DAESA_BAD_INPUT;
        return NULL;
    }
    times_us = calloc((size_t)count, sizeof *times_us);
    if (!times_us) {
        in->status = DAESA_NO_MEMORY;
        return NULL;
    }
    *n = (size_t)count - 1;
    for (size_t i = 0; i < *n; i++) {
        at_us += (uint64_t)take_signed(in);
        times_us[i] = (int64_t)at_us;
    }
    return times_us;
}

static bool is_whole(struct daesa_str bytes, uint64_t key)
{
    size_t mark = strlen(MARK);
    return bytes.len >= mark + 2 * WORD && memcmp(bytes.s, MARK, mark) == 0 &&
           word_at(bytes.s + mark) == key &&
           word_at(bytes.s + bytes.len - WORD) ==
               daesa_fnv(DAESA_FNV_START, bytes.s, bytes.len - WORD);
}

static void take_speech(struct reader *in, struct daesa_evidence *out)
{
    size_t n = 0;
    int64_t *times_us = take_times(in, &n);
    if (times_us && n % 2 == 0)
        out->speech = calloc(n / 2 + 1, sizeof *out->speech);
    if (times_us && !out->speech)
        in->status = n % 2 ? DAESA_BAD_INPUT : DAESA_NO_MEMORY;
    for (size_t i = 0; out->speech && i < n / 2; i++)
        out->speech[i] = (struct daesa_interval){times_us[2 * i], times_us[2 * i + 1]};
    out->n_speech = n / 2;
    free(times_us);
}

enum daesa_status daesa_evidence_unpack(struct daesa_str bytes, uint64_t key,
                                        struct daesa_evidence *out)
{
    struct daesa_evidence made = {0};
    if (!is_whole(bytes, key))
        return DAESA_BAD_INPUT;
    struct reader in = {
        .rest = daesa_str_slice(bytes, strlen(MARK) + WORD, bytes.len - WORD)};
    made.start_us = take_signed(&in);
    made.end_us = take_signed(&in);
    made.width_px = (int32_t)take_signed(&in);
    made.height_px = (int32_t)take_signed(&in);
    made.is_stretched = take_signed(&in) != 0;
    take_speech(&in, &made);
    made.shots_us = take_times(&in, &made.n_shots);
    made.frames_us = take_times(&in, &made.n_frames);
    if (!in.status && in.rest.len)
        in.status = DAESA_BAD_INPUT;
    if (in.status)
        daesa_evidence_finish(&made);
    else
        *out = made;
    return in.status;
}
