/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_SPEECH_LOOP_H
#define DAESA_SPEECH_LOOP_H

#include "speech/emission.h"
#include "speech/reading.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The phone loop: what phones a clip holds if any of them may follow any other.
 * That is how speech sounds that nobody transcribed, and it is the background
 * against which keywords are spotted (Rose and Paul 1990). {0} is closed. */
struct daesa_loop {
    size_t n;          /* states: those of the phones, then silence */
    float *enter;      /* owned: cost of coming from the end of any phone; infinite: */
    float *next;       /* only from the state before, at this cost */
    float *score[2];   /* owned: of the frame before and of this one */
    float *rows;       /* owned: scores of the frames of a stretch */
    uint8_t *is_moved; /* owned: whether each state was entered in each frame, */
    uint16_t *from;    /* owned: and from where if from anywhere */
};

/* So many frames are walked at once at most: neither memory nor errors travel
 * further. */
#define DAESA_LOOP_FRAMES 1000

/* Phones cost the more the seldomer the lines have them. */
enum daesa_status daesa_loop_open(struct daesa_loop *loop,
                                  const struct daesa_reading *spoken,
                                  const struct daesa_emission *emission);

/* Walks the frames [from, to). Of each, `state` gets the phone state, or n - 1 in
 * silence, and `score` that state's score; either may be NULL. */
void daesa_loop_walk(struct daesa_loop *loop, const struct daesa_emission *emission,
                     size_t from, size_t to, uint16_t *state, float *score);

void daesa_loop_finish(struct daesa_loop *loop);

/* The scores of all frames of the emission; half of them are made on a second
 * thread unless `single_threaded`: they are the same either way. */
enum daesa_status daesa_loop_score(const struct daesa_reading *spoken,
                                   const struct daesa_emission *emission,
                                   bool single_threaded, float *score);

#ifdef __cplusplus
}
#endif
#endif
