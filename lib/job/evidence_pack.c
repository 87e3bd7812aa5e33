/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/evidence_pack.h"

#include "job/pack.h"

#include <stdbool.h>
#include <stdlib.h>

/* To be raised when shots, frames or speech come out otherwise, or the layout of
 * the file changes: what was kept before is found anew then. */
#define MARK "daesa evidence 2\n"

/* The number of times plus one, 0 for none; then what each is later by. */
static void add_times(struct daesa_buf *out, const int64_t *times_us, size_t n)
{
    int64_t before_us = 0;
    daesa_pack_number(out, times_us ? (uint64_t)n + 1 : 0);
    for (size_t i = 0; times_us && i < n; i++) {
        daesa_pack_signed(out, (int64_t)((uint64_t)times_us[i] - (uint64_t)before_us));
        before_us = times_us[i];
    }
}

void daesa_evidence_pack(const struct daesa_evidence *evidence, uint64_t key,
                         struct daesa_buf *out)
{
    size_t from = out->len;
    daesa_buf_add_text(out, MARK);
    daesa_pack_word(out, key);
    daesa_pack_signed(out, evidence->start_us);
    daesa_pack_signed(out, evidence->end_us);
    daesa_pack_signed(out, evidence->width_px);
    daesa_pack_signed(out, evidence->height_px);
    daesa_pack_signed(out, evidence->is_stretched);
    /* an interval is two times in a row */
    add_times(out, evidence->speech ? &evidence->speech->start_us : NULL,
              2 * evidence->n_speech);
    add_times(out, evidence->shots_us, evidence->n_shots);
    add_times(out, evidence->frames_us, evidence->n_frames);
    daesa_pack_sum(out, from);
}

/* A time takes a byte at least, so no number of them can ask for much. */
static int64_t *take_times(struct daesa_unpacker *in, size_t *n)
{
    uint64_t count = daesa_unpack_number(in);
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
        at_us += (uint64_t)daesa_unpack_signed(in);
        times_us[i] = (int64_t)at_us;
    }
    return times_us;
}

static void take_speech(struct daesa_unpacker *in, struct daesa_evidence *out)
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
    struct daesa_unpacker in = {0};
    if (!daesa_pack_inside(bytes, MARK, key, &in.rest))
        return DAESA_BAD_INPUT;
    made.start_us = daesa_unpack_signed(&in);
    made.end_us = daesa_unpack_signed(&in);
    made.width_px = (int32_t)daesa_unpack_signed(&in);
    made.height_px = (int32_t)daesa_unpack_signed(&in);
    made.is_stretched = daesa_unpack_signed(&in) != 0;
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
