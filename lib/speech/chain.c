/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "speech/chain.h"

#include "core/array.h"

#include <math.h>
#include <stdlib.h>

/* What a pause between words costs, as in the graph. */
#define PAUSE_COST 1.0f

/* Makes room for `need` items of an array of the chain. */
#define ROOM(items, cap, need) make_room((void **)&(items), &(cap), need, sizeof *(items))

static bool make_room(void **items, size_t *cap, size_t need, size_t size)
{
    void *grown = daesa_array_room(*items, cap, need, size);
    if (grown)
        *items = grown;
    return grown;
}

enum daesa_status daesa_phone_chain_hear(struct daesa_phone_chain *chain,
                                         struct daesa_emission *emission, size_t from,
                                         size_t to)
{
    chain->n_frames = to - from;
    chain->width = daesa_emission_width(emission);
    if (!ROOM(chain->scores, chain->cap_scores, chain->n_frames * chain->width + 1))
        return DAESA_NO_MEMORY;
    for (size_t t = from; t < to; t++) {
        float *row = chain->scores + (t - from) * chain->width;
        daesa_emission_frame(emission, t, row);
        if (row[DAESA_EMIT_FILLER] < row[DAESA_EMIT_SILENCE])
            row[DAESA_EMIT_FILLER] = row[DAESA_EMIT_SILENCE];
    }
    return DAESA_OK;
}

bool daesa_phone_chain_is_filler(const struct daesa_phone_chain *chain, size_t frame)
{
    const float *row = chain->scores + frame * chain->width;
    return row[DAESA_EMIT_FILLER] > row[DAESA_EMIT_SILENCE];
}

static void add_state(struct daesa_phone_chain *chain, size_t emit, float enter,
                      bool skips)
{
    chain->emit[chain->n] = (uint16_t)emit;
    chain->enter[chain->n] = enter;
    chain->skips[chain->n++] = skips;
}

enum daesa_status daesa_phone_chain_string(struct daesa_phone_chain *chain,
                                           const struct daesa_reading_phone *phones,
                                           size_t n)
{
    size_t most = n * (DAESA_PHONE_STATES + 1) + 2;
    if (!ROOM(chain->emit, chain->cap_emit, most) ||
        !ROOM(chain->enter, chain->cap_enter, most) ||
        !ROOM(chain->skips, chain->cap_skips, most) ||
        !ROOM(chain->ways, chain->cap_ways, most))
        return DAESA_NO_MEMORY;
    chain->n = 0;
    add_state(chain, DAESA_EMIT_FILLER, 0, false);
    for (size_t i = 0; i < n; i++) {
        bool is_new_word = i && phones[i].word != phones[i - 1].word;
        if (is_new_word)
            add_state(chain, DAESA_EMIT_SILENCE, PAUSE_COST, false);
        for (size_t k = 0; k < DAESA_PHONE_STATES; k++)
            add_state(chain,
                      DAESA_EMIT_FIRST_PHONE +
                          (size_t)phones[i].phone * DAESA_PHONE_STATES + k,
                      0, k == 0 && is_new_word);
    }
    add_state(chain, DAESA_EMIT_FILLER, 0, false);
    return DAESA_OK;
}

/* One frame more: the best way to each state, and where it comes from, 0 to 2 states
 * before; `back` may be NULL. */
static void step(struct daesa_phone_chain *chain, const float *scores, uint8_t *back)
{
    double *ways = chain->ways;
    for (size_t i = chain->n; i-- > 1;) {
        double best = ways[i], next = ways[i - 1] - (double)chain->enter[i];
        uint8_t from = 0;
        if (next > best) {
            best = next;
            from = 1;
        }
        if (chain->skips[i] && ways[i - 2] > best) {
            best = ways[i - 2];
            from = 2;
        }
        ways[i] = best + (double)scores[chain->emit[i]];
        if (back)
            back[i] = from;
    }
    ways[0] += (double)scores[chain->emit[0]];
}

/* Before the first frame one stands in what is before, and may go on at once. */
static double walk(struct daesa_phone_chain *chain, uint8_t *back)
{
    for (size_t i = 0; i < chain->n; i++)
        chain->ways[i] = -HUGE_VAL;
    chain->ways[0] = 0;
    for (size_t t = 0; t < chain->n_frames; t++)
        step(chain, chain->scores + t * chain->width, back ? back + t * chain->n : NULL);
    return fmax(chain->ways[chain->n - 1], chain->ways[chain->n - 2]);
}

double daesa_phone_chain_score(struct daesa_phone_chain *chain)
{
    return walk(chain, NULL);
}

enum daesa_status daesa_phone_chain_walk(struct daesa_phone_chain *chain, uint32_t *way,
                                         double *score)
{
    size_t n = chain->n;
    if (!ROOM(chain->back, chain->cap_back, chain->n_frames * n + 1))
        return DAESA_NO_MEMORY;
    *score = walk(chain, chain->back);
    if (!isfinite(*score))
        return DAESA_OK;
    size_t at = chain->ways[n - 1] >= chain->ways[n - 2] ? n - 1 : n - 2;
    for (size_t t = chain->n_frames; t-- > 0;) {
        way[t] = (uint32_t)at;
        at -= at ? chain->back[t * n + at] : 0;
    }
    return DAESA_OK;
}

void daesa_phone_chain_finish(struct daesa_phone_chain *chain)
{
    if (!chain)
        return;
    free(chain->emit);
    free(chain->enter);
    free(chain->skips);
    free(chain->ways);
    free(chain->scores);
    free(chain->back);
    *chain = (struct daesa_phone_chain){0};
}
