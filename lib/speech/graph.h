/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_SPEECH_GRAPH_H
#define DAESA_SPEECH_GRAPH_H

#include "speech/reading.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The left-to-right graph that Viterbi walks: gap, line, gap, line ... gap. A
 * gap is three states, [silence] [filler] [silence], where filler is speech or
 * music that nobody transcribed. A line is the states of its phones, with a
 * silence state between words. Lines without phones are left out. */

/* What a state emits: one of these, or a phone or phone state, counted from
 * DAESA_EMIT_FIRST_PHONE. */
enum { DAESA_EMIT_SILENCE, DAESA_EMIT_FILLER, DAESA_EMIT_FIRST_PHONE };

#define DAESA_GAP_STATES 3

struct daesa_graph {
    size_t n;        /* states */
    uint16_t *emit;  /* what a state emits */
    float *stay;     /* cost of staying in a state */
    float *patience; /* steps that a state lasts at that cost; infinite in gaps; */
    float *overstay; /* what each step after them costs on top */
    float *from1;    /* cost of coming from the state before */
    float *from2;    /* of coming from the one before that; infinite: cannot */
    int32_t *phone;  /* index in daesa_reading.phones; -1 for silence and gaps */
    size_t n_gaps;   /* lines in the graph + 1 */
    uint32_t *gaps;  /* the first state of each gap */
    uint32_t *lines; /* the line after each gap but the last */
    float go;        /* cost of the step into a line or a gap */
};

/* Builds the graph. The fine graph has DAESA_PHONE_STATES states a phone and is
 * walked frame by frame; the coarse one has one state a phone, and two frames
 * are one step. */
enum daesa_status daesa_graph_make(struct daesa_graph *out,
                                   const struct daesa_reading *spoken, bool is_coarse);
void daesa_graph_finish(struct daesa_graph *graph);

/* The gap at or before which state `state` lies: the first whose states or
 * whose line's first state are not all before it. */
size_t daesa_graph_gap(const struct daesa_graph *graph, size_t state);

#ifdef __cplusplus
}
#endif
#endif
