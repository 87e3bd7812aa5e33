/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "speech/graph.h"

#include <math.h>
#include <stdlib.h>

/* Costs of one frame, in scaled nats. A pause between words may last, but less
 * gladly than one between lines: a word is not torn off its line. */
#define STEP_COST 0.7f
#define GAP_STAY_COST 0.05f
#define PAUSE_STAY_COST 0.1f
#define PAUSE_ENTER_COST 1.0f

/* A state of a phone that lasts longer than this is more likely a breath or
 * applause, and a pause inside a line more likely one between lines. */
#define PHONE_PATIENCE 15.0f
#define PHONE_OVERSTAY_COST 1.0f
#define PAUSE_PATIENCE 40.0f
#define PAUSE_OVERSTAY_COST 0.2f

static size_t count_states(const struct daesa_reading *s, size_t per_phone,
                           size_t *n_lines)
{
    size_t n = DAESA_GAP_STATES;
    *n_lines = 0;
    for (size_t i = 0; i < s->n_lines; i++) {
        if (s->lines[i].n_phones == 0)
            continue;
        n += DAESA_GAP_STATES + (per_phone + 1) * s->lines[i].n_phones;
        ++*n_lines;
    }
    return n;
}

struct state {
    size_t emit;
    int32_t phone;
    float stay, from1, from2;
    float patience, overstay;
};

static void add_state(struct daesa_graph *g, struct state state)
{
    size_t i = g->n++;
    g->emit[i] = (uint16_t)state.emit;
    g->phone[i] = state.phone;
    g->stay[i] = state.stay;
    g->from1[i] = state.from1;
    g->from2[i] = state.from2;
    g->patience[i] = state.patience;
    g->overstay[i] = state.overstay;
}

/* The ways into the states of a gap are the decoder's (viterbi.c). */
static void add_gap(struct daesa_graph *g, float frames)
{
    g->gaps[g->n_gaps++] = (uint32_t)g->n;
    for (int k = 0; k < DAESA_GAP_STATES; k++)
        add_state(g,
                  (struct state){.emit = k == 1 ? DAESA_EMIT_FILLER : DAESA_EMIT_SILENCE,
                                 .phone = -1,
                                 .stay = frames * GAP_STAY_COST,
                                 .from1 = INFINITY,
                                 .from2 = INFINITY,
                                 .patience = INFINITY});
}

static void add_pause(struct daesa_graph *g, float frames)
{
    add_state(g, (struct state){.emit = DAESA_EMIT_SILENCE,
                                .phone = -1,
                                .stay = frames * PAUSE_STAY_COST,
                                .from1 = g->go + PAUSE_ENTER_COST,
                                .from2 = INFINITY,
                                .patience = frames > 1 ? INFINITY : PAUSE_PATIENCE,
                                .overstay = PAUSE_OVERSTAY_COST});
}

static void add_line(struct daesa_graph *g, const struct daesa_reading *s, size_t line,
                     size_t per_phone, float frames)
{
    const struct daesa_reading_line *l = &s->lines[line];
    g->lines[g->n_gaps - 1] = (uint32_t)line;
    for (size_t i = l->first_phone; i < l->first_phone + l->n_phones; i++) {
        bool new_word = i > l->first_phone && s->phones[i].word != s->phones[i - 1].word;
        if (new_word)
            add_pause(g, frames);
        size_t emit = DAESA_EMIT_FIRST_PHONE + s->phones[i].phone * per_phone;
        for (size_t k = 0; k < per_phone; k++)
            add_state(g,
                      (struct state){.emit = emit + k,
                                     .phone = (int32_t)i,
                                     .stay = frames * STEP_COST,
                                     .from1 = g->go,
                                     .from2 = k == 0 && new_word ? g->go : INFINITY,
                                     .patience = frames > 1 ? INFINITY : PHONE_PATIENCE,
                                     .overstay = PHONE_OVERSTAY_COST});
    }
}

enum daesa_status daesa_graph_make(struct daesa_graph *out,
                                   const struct daesa_reading *spoken, bool is_coarse)
{
    const size_t per_phone = is_coarse ? 1 : DAESA_PHONE_STATES;
    const float frames = is_coarse ? 2 : 1;
    size_t n_lines, n = count_states(spoken, per_phone, &n_lines);
    struct daesa_graph g = {.emit = calloc(n, sizeof *g.emit),
                            .stay = calloc(n, sizeof *g.stay),
                            .from1 = calloc(n, sizeof *g.from1),
                            .from2 = calloc(n, sizeof *g.from2),
                            .patience = calloc(n, sizeof *g.patience),
                            .overstay = calloc(n, sizeof *g.overstay),
                            .phone = calloc(n, sizeof *g.phone),
                            .gaps = calloc(n_lines + 1, sizeof *g.gaps),
                            .lines = calloc(n_lines + 1, sizeof *g.lines),
                            .go = frames * STEP_COST};
    if (!g.emit || !g.stay || !g.from1 || !g.from2 || !g.patience || !g.overstay ||
        !g.phone || !g.gaps || !g.lines) {
        daesa_graph_finish(&g);
        return DAESA_NO_MEMORY;
    }
    for (size_t i = 0; i < spoken->n_lines; i++) {
        if (spoken->lines[i].n_phones == 0)
            continue;
        add_gap(&g, frames);
        add_line(&g, spoken, i, per_phone, frames);
    }
    add_gap(&g, frames);
    *out = g;
    return DAESA_OK;
}

void daesa_graph_finish(struct daesa_graph *graph)
{
    free(graph->emit);
    free(graph->stay);
    free(graph->from1);
    free(graph->from2);
    free(graph->patience);
    free(graph->overstay);
    free(graph->phone);
    free(graph->gaps);
    free(graph->lines);
    *graph = (struct daesa_graph){0};
}

size_t daesa_graph_gap(const struct daesa_graph *graph, size_t state)
{
    size_t from = 0, to = graph->n_gaps;
    while (from < to) {
        size_t mid = from + (to - from) / 2;
        if (graph->gaps[mid] + DAESA_GAP_STATES < state)
            from = mid + 1;
        else
            to = mid;
    }
    return from;
}
