/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/said_pack.h"

#include "job/pack.h"

#include <string.h>

/* To be raised when comparing comes out otherwise: what was kept before is found anew
 * then. */
#define MARK "daesa said 2\n"

uint64_t daesa_said_digest(const struct daesa_track *track, const char *language)
{
    uint64_t sum = daesa_fnv(DAESA_FNV_START, language, strlen(language) + 1);
    for (size_t i = 0; i < track->n_cues; i++) {
        const struct daesa_cue *cue = &track->cues[i];
        const struct daesa_text *text = daesa_cue_spoken(cue, daesa_str_of(language));
        int64_t figures[] = {cue->start_us, cue->end_us, cue->comment,
                             text ? (int64_t)text->plain.len : -1};
        sum = daesa_fnv(sum, figures, sizeof figures);
        if (text)
            sum = daesa_fnv(sum, text->plain.s, text->plain.len);
    }
    return sum;
}

void daesa_said_pack(const float *said, size_t n, uint64_t key, struct daesa_buf *out)
{
    size_t from = out->len;
    daesa_buf_add_text(out, MARK);
    daesa_pack_word(out, key);
    daesa_pack_number(out, n);
    for (size_t i = 0; i < n; i++) {
        uint32_t bits;
        memcpy(&bits, &said[i], sizeof bits);
        daesa_pack_number(out, bits);
    }
    daesa_pack_sum(out, from);
}

enum daesa_status daesa_said_unpack(struct daesa_str bytes, uint64_t key, float *said,
                                    size_t n)
{
    struct daesa_unpacker in = {0};
    if (!daesa_pack_inside(bytes, MARK, key, &in.rest) || daesa_unpack_number(&in) != n)
        return DAESA_BAD_INPUT;
    for (size_t i = 0; i < n; i++) {
        uint64_t bits = daesa_unpack_number(&in);
        uint32_t word = (uint32_t)bits;
        if (bits > UINT32_MAX)
            return DAESA_BAD_INPUT;
        memcpy(&said[i], &word, sizeof word);
    }
    return in.status || in.rest.len ? DAESA_BAD_INPUT : DAESA_OK;
}
