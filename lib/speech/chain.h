/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_SPEECH_CHAIN_H
#define DAESA_SPEECH_CHAIN_H

#include "speech/emission.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A few seconds of sound against one string of phones: the likeliest way of all its
 * frames through them, through pauses between their words, and through whatever is heard
 * before and after. What the graph is for a whole clip this is for a line alone. {0} is
 * empty; it may be used again and again. */
struct daesa_phone_chain {
    size_t n;        /* states: what is before, those of the line as the fine graph
                        has them, what is after */
    uint16_t *emit;  /* owned; as in struct daesa_graph */
    float *enter;    /* owned; cost of coming from the state before */
    bool *skips;     /* owned; a pause before the state may be left out */
    double *ways;    /* owned, private */
    size_t n_frames; /* of the sound */
    size_t width;    /* floats of a frame's scores */
    float *scores;   /* owned; n_frames rows */
    uint8_t *back;   /* owned, private */
    size_t cap_emit, cap_enter, cap_skips, cap_ways, cap_scores, cap_back;
};

/* Takes the frames [from, to) of the emission's clip. DAESA_NO_MEMORY. */
enum daesa_status daesa_phone_chain_hear(struct daesa_phone_chain *chain,
                                         struct daesa_emission *emission, size_t from,
                                         size_t to);

/* Makes it the `n` phones from `phones` on, at least one. DAESA_NO_MEMORY. */
enum daesa_status daesa_phone_chain_string(struct daesa_phone_chain *chain,
                                           const struct daesa_reading_phone *phones,
                                           size_t n);

/* How well the phones explain the frames: the log-likelihood of the best way, scaled as
 * the emission's are; minus infinity where there are too few frames. */
double daesa_phone_chain_score(struct daesa_phone_chain *chain);

/* The same, into `score`, and the state of each frame into `way`, which is as it was
 * where there are too few. DAESA_NO_MEMORY. */
enum daesa_status daesa_phone_chain_walk(struct daesa_phone_chain *chain, uint32_t *way,
                                         double *score);

/* Whether what is around the phones is speech or music in this frame, not silence. */
bool daesa_phone_chain_is_filler(const struct daesa_phone_chain *chain, size_t frame);

/* Frees all; NULL is accepted. */
void daesa_phone_chain_finish(struct daesa_phone_chain *chain);

#ifdef __cplusplus
}
#endif
#endif
