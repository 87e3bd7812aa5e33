/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* All offsets and the frame rates that are mixed up in practice are tried, and how far
 * the best stands out over the others, in standard deviations, says whether it is one.
 * Jumps are the cheapest way (Viterbi) from cue to cue when every change of the
 * offset has a price. */
#include "check/sync.h"

#include "check/sound_map.h"
#include "core/retime.h"

#include <math.h>
#include <stdlib.h>

#include <string.h>

#define COARSE_US INT64_C(40000)
#define FINE_US DAESA_SOUND_MAP_CELL_US
#define FAR_US (INT64_C(60) * DAESA_SECOND_US)
#define JUMP_US (INT64_C(30) * DAESA_SECOND_US)
/* What is so near is no offset: people cut in by a frame or two. */
#define NEAR_US INT64_C(120000)
/* Enough of the cues to see the whole by. */
#define MAX_TRIED 200
#define MIN_CUES 5
#define MAX_CUES 10000
/* Deviations over the mean: from here on it is no chance, below it is. */
#define SURE 5.0
#define CHANCE 4.6
/* So many cues that fit nowhere are those of another clip. */
#define MIN_STRANGERS 20
/* What a change of the offset costs, in the fit of cues. */
#define JUMP_COST 9.0
#define MIN_PIECE 5
#define MIN_PIECE_FIT 0.5
/* A piece that lies right as it is hardly does so by chance, among all offsets: then
 * less is asked of the fit. */
#define MIN_ANCHORED_FIT 0.35
#define ANCHORED_SURE 3.0
/* Where words bear witness: what a cue gains by words that are said where it lies, and
 * loses by others; they tell no time more exactly than this, and are as often right as
 * wrong at so many deviations. */
#define WORDS 0.4
#define WORDS_NEAR_US DAESA_SECOND_US
#define WORDS_MIDDLE 2.0
#define MIN_HEARD_FIT 0.3
/* The given times are good where they fit so much of what the best do. */
#define GOOD_SHARE 0.85
/* And where each stretch of so many cues fits with so much of the whole's fit, nothing
 * else is looked for. */
#define STRETCH 10
#define STRETCH_SHARE 0.4
/* So many cues that fit so much better as they are speak against any other clock. */
#define DIVIDED_SHARE 0.3
#define PLAINLY 0.5
/* Another rate has to be better by so much. */
#define RATE_GAIN 1.03

struct search {
    const struct daesa_cue *const *cues;
    size_t n_cues;
    struct daesa_sound_place *places; /* of all cues at the first rate, then the next */
    const struct daesa_evidence *evidence;
    const float *said; /* NULL: no words bear witness, or are not asked now */
    struct daesa_sound_map map;
};

/* A clock that was tried, and how well the cues fit by it. */
struct trial {
    size_t i_rate;
    int64_t shift_us;
    double fit;
};

static int64_t at_rate(size_t i_rate, int64_t us)
{
    struct daesa_retime pace = daesa_retime_pace(i_rate);
    return daesa_retime_us(&pace, us);
}

static enum daesa_status find_places(struct search *s)
{
    s->places = calloc(s->n_cues, DAESA_RETIME_PACES * sizeof *s->places);
    for (size_t i_rate = 0; s->places && i_rate < DAESA_RETIME_PACES; i_rate++)
        for (size_t i = 0; i < s->n_cues; i++)
            s->places[i_rate * s->n_cues + i] =
                daesa_sound_map_place(&s->map, at_rate(i_rate, s->cues[i]->start_us),
                                      at_rate(i_rate, s->cues[i]->end_us));
    return s->places ? DAESA_OK : DAESA_NO_MEMORY;
}

/* What the words of cue `i` say to where it lies. */
static double witness(const struct search *s, size_t i)
{
    if (isnan(s->said[i]))
        return 0;
    return WORDS * fmax(-1, fmin(1, (double)s->said[i] / WORDS_MIDDLE - 1));
}

/* How cue `i` fits; every shift that is tried is one of so many cells. */
static double fit_one(const struct search *s, size_t i_rate, size_t i, int64_t shift_us)
{
    double fit = daesa_sound_map_fit(&s->map, &s->places[i_rate * s->n_cues + i],
                                     shift_us / FINE_US);
    bool is_heard = s->said && i_rate == 0 && llabs(shift_us) <= WORDS_NEAR_US;
    return is_heard ? fit + witness(s, i) : fit;
}

/* The mean fit of cues [from, to). */
static double fit_of(const struct search *s, size_t i_rate, int64_t shift_us, size_t from,
                     size_t to)
{
    double sum = 0;
    for (size_t i = from; i < to; i++)
        sum += fit_one(s, i_rate, i, shift_us);
    return to > from ? sum / (double)(to - from) : 0;
}

/* The best shift near `about_us` on the fine grid, for cues [from, to). */
static int64_t refine(const struct search *s, size_t i_rate, int64_t about_us,
                      size_t from, size_t to)
{
    int64_t best_us = about_us;
    double best = -HUGE_VAL;
    for (int64_t us = about_us - COARSE_US; us <= about_us + COARSE_US; us += FINE_US) {
        double fit = fit_of(s, i_rate, us, from, to);
        if (fit > best) {
            best = fit;
            best_us = us;
        }
    }
    return best_us;
}

/* How single cues fit where chance puts them in the clip. */
struct spread {
    double sum, squares;
    size_t n;
};

/* By how many deviations the mean fit of `n` cues is better than chance. */
static double deviations(const struct spread *chance, double fit, size_t n)
{
    double mean = chance->n ? chance->sum / (double)chance->n : 0;
    double variance = chance->n ? chance->squares / (double)chance->n - mean * mean : 0;
    return variance > 0 ? (fit - mean) / sqrt(variance / (double)n) : 0;
}

/* The mean fit of every `step`th cue. */
static double try_clock(const struct search *s, size_t i_rate, int64_t shift_us,
                        size_t step, struct spread *chance)
{
    double sum = 0;
    size_t n = 0;
    for (size_t i = 0; i < s->n_cues; i += step, n++) {
        const struct daesa_sound_place *place = &s->places[i_rate * s->n_cues + i];
        double fit = fit_one(s, i_rate, i, shift_us);
        sum += fit;
        if (place->start_us + shift_us < s->evidence->start_us ||
            place->end_us + shift_us > s->evidence->end_us)
            continue;
        chance->sum += fit;
        chance->squares += fit * fit;
        chance->n++;
    }
    return sum / (double)n;
}

/* The best clock of a rate. */
static struct trial try_rate(const struct search *s, size_t i_rate, struct spread *chance)
{
    struct trial best = {i_rate, 0, -HUGE_VAL};
    size_t step = s->n_cues / MAX_TRIED + 1;
    for (int64_t us = -FAR_US; us <= FAR_US; us += COARSE_US) {
        double fit = try_clock(s, i_rate, us, step, chance);
        if (fit > best.fit)
            best = (struct trial){i_rate, us, fit};
    }
    return best;
}

/* Whether the given times are so good, from the first cue to the last, that nothing else
 * need be tried: no stretch of a few cues fits badly. */
static bool is_plainly_good(const struct search *s, const struct trial *best,
                            const struct spread *chance)
{
    double given = fit_of(s, 0, 0, 0, s->n_cues);
    if (llabs(best->shift_us) > NEAR_US || deviations(chance, given, s->n_cues) < SURE ||
        given < best->fit * GOOD_SHARE)
        return false;
    for (size_t from = 0; from < s->n_cues; from += STRETCH / 2) {
        size_t to = from + STRETCH < s->n_cues ? from + STRETCH : s->n_cues;
        if (fit_of(s, 0, 0, to < STRETCH ? 0 : to - STRETCH, to) < given * STRETCH_SHARE)
            return false;
    }
    return true;
}

/* Rates that differ by a thousandth differ by nothing in a short clip: then the given
 * one stays. */
static struct trial try_others(const struct search *s, struct trial best,
                               struct spread *chance)
{
    for (size_t i = 1; i < DAESA_RETIME_PACES; i++) {
        struct trial trial = try_rate(s, i, chance);
        int64_t last_us = s->cues[s->n_cues - 1]->end_us;
        if (trial.fit > best.fit * RATE_GAIN && trial.fit > 0 &&
            llabs(at_rate(i, last_us) - last_us) > 2 * NEAR_US)
            best = trial;
    }
    best.shift_us = refine(s, best.i_rate, best.shift_us, 0, s->n_cues);
    best.fit = fit_of(s, best.i_rate, best.shift_us, 0, s->n_cues);
    return best;
}

#define N_SHIFTS ((size_t)(2 * JUMP_US / COARSE_US + 1))

static int64_t shift_at(size_t i)
{
    return (int64_t)i * COARSE_US - JUMP_US;
}

/* Viterbi over offsets. A change always comes from the best offset before, so that one
 * bit for each cue and offset, and one index for each cue, hold the way back. */
struct walk {
    double *fit;   /* of the best way to each offset */
    bool *changed; /* [cue][offset] */
    size_t *best;  /* the best offset at each cue */
};

static size_t best_of(const double *fit)
{
    size_t best = 0;
    for (size_t i = 1; i < N_SHIFTS; i++)
        if (fit[i] > fit[best])
            best = i;
    return best;
}

/* An offset from the very beginning is a change, too. */
static void begin(struct walk *walk)
{
    for (size_t j = 0; j < N_SHIFTS; j++)
        walk->fit[j] = llabs(shift_at(j)) > NEAR_US ? -JUMP_COST : 0;
}

static void walk_on(const struct search *s, struct walk *walk, size_t i)
{
    size_t from = i ? walk->best[i - 1] : 0;
    double change = walk->fit[from] - JUMP_COST;
    for (size_t j = 0; j < N_SHIFTS; j++) {
        bool changes = i && change > walk->fit[j];
        walk->changed[i * N_SHIFTS + j] = changes;
        walk->fit[j] = (changes ? change : walk->fit[j]) + fit_one(s, 0, i, shift_at(j));
    }
    walk->best[i] = best_of(walk->fit);
}

/* The pieces of the best way, from the last to the first; false: too many. */
static bool trace(const struct search *s, const struct walk *walk, struct daesa_sync *out)
{
    size_t at = walk->best[s->n_cues - 1];
    out->n_pieces = 0;
    for (size_t i = s->n_cues; i-- > 0;) {
        bool begins = i == 0 || walk->changed[i * N_SHIFTS + at];
        if (!begins)
            continue;
        if (out->n_pieces == DAESA_SYNC_MAX_PIECES)
            return false;
        out->pieces[out->n_pieces++] = (struct daesa_sync_piece){i, shift_at(at)};
        if (i)
            at = walk->best[i - 1];
    }
    for (size_t i = 0; i < out->n_pieces / 2; i++) {
        struct daesa_sync_piece other = out->pieces[out->n_pieces - 1 - i];
        out->pieces[out->n_pieces - 1 - i] = out->pieces[i];
        out->pieces[i] = other;
    }
    return true;
}

/* Whether one of the pieces lies right as it is. */
static bool is_anchored(const struct daesa_sync *sync)
{
    for (size_t i = 0; i < sync->n_pieces; i++)
        if (llabs(sync->pieces[i].shift_us) <= NEAR_US)
            return true;
    return false;
}

/* Whether every piece is one: enough cues, which fit; their shifts made exact. */
static bool settle_pieces(const struct search *s, struct daesa_sync *out)
{
    double least = !is_anchored(out) ? MIN_PIECE_FIT
                   : s->said         ? MIN_HEARD_FIT
                                     : MIN_ANCHORED_FIT;
    for (size_t i = 0; i < out->n_pieces; i++) {
        struct daesa_sync_piece *piece = &out->pieces[i];
        size_t end = i + 1 < out->n_pieces ? out->pieces[i + 1].first : s->n_cues;
        piece->shift_us = refine(s, 0, piece->shift_us, piece->first, end);
        if (end - piece->first < MIN_PIECE ||
            fit_of(s, 0, piece->shift_us, piece->first, end) < least)
            return false;
    }
    return out->n_pieces > 1;
}

/* Whether a piece fits better than those of strangers do, though others do not. */
static bool has_sure_piece(const struct search *s, const struct daesa_sync *sync,
                           const struct spread *chance)
{
    for (size_t i = 0; i < sync->n_pieces; i++) {
        size_t from = sync->pieces[i].first;
        size_t to = i + 1 < sync->n_pieces ? sync->pieces[i + 1].first : s->n_cues;
        double fit = fit_of(s, 0, sync->pieces[i].shift_us, from, to);
        if (to - from >= MIN_PIECE && deviations(chance, fit, to - from) >= SURE)
            return true;
    }
    return false;
}

/* The mean fit of all pieces, what the changes cost taken off. */
static double fit_of_pieces(const struct search *s, const struct daesa_sync *sync)
{
    double sum = 0;
    for (size_t i = 0; i < sync->n_pieces; i++) {
        size_t from = sync->pieces[i].first;
        size_t to = i + 1 < sync->n_pieces ? sync->pieces[i + 1].first : s->n_cues;
        sum += fit_of(s, 0, sync->pieces[i].shift_us, from, to) * (double)(to - from);
    }
    return (sum - JUMP_COST * (double)(sync->n_pieces - 1)) / (double)s->n_cues;
}

static enum daesa_status find_pieces(const struct search *s, struct daesa_sync *out,
                                     bool *found)
{
    struct walk walk = {calloc(N_SHIFTS, sizeof *walk.fit),
                        calloc(s->n_cues, N_SHIFTS * sizeof *walk.changed),
                        calloc(s->n_cues, sizeof *walk.best)};
    enum daesa_status st =
        walk.fit && walk.changed && walk.best ? DAESA_OK : DAESA_NO_MEMORY;
    if (!st)
        begin(&walk);
    for (size_t i = 0; !st && i < s->n_cues; i++)
        walk_on(s, &walk, i);
    *found = !st && trace(s, &walk, out) && settle_pieces(s, out);
    free(walk.fit);
    free(walk.changed);
    free(walk.best);
    return st;
}

/* Whether so many cues fit plainly better as they are that no one clock is for all. */
static bool is_divided(const struct search *s, const struct trial *best)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n_cues; i++)
        n += fit_one(s, 0, i, 0) > fit_one(s, best->i_rate, i, best->shift_us) + PLAINLY
                 ? 1
                 : 0;
    return (double)n > DIVIDED_SHARE * (double)s->n_cues;
}

/* What the best clock and the given one come to. */
static enum daesa_sync_kind judge(const struct search *s, const struct trial *best,
                                  const struct spread *chance, size_t n_speech)
{
    double given = fit_of(s, 0, 0, 0, s->n_cues);
    bool is_sure = deviations(chance, best->fit, s->n_cues) >= SURE;
    bool is_near = best->i_rate == 0 && llabs(best->shift_us) <= NEAR_US;
    if (is_sure && (is_near || given >= best->fit * GOOD_SHARE))
        return DAESA_SYNC_GOOD;
    if (is_sure && is_divided(s, best))
        return DAESA_SYNC_UNKNOWN;
    if (is_sure)
        return best->i_rate ? DAESA_SYNC_DRIFT : DAESA_SYNC_OFFSET;
    bool could_tell = s->n_cues >= MIN_STRANGERS && n_speech * 4 >= s->n_cues;
    return could_tell && deviations(chance, best->fit, s->n_cues) < CHANCE
               ? DAESA_SYNC_NONE
               : DAESA_SYNC_UNKNOWN;
}

/* Whether the clip is cut; `*nearly`: it well may be. */
static enum daesa_status find_cut(const struct search *s, const struct trial *best,
                                  const struct spread *chance, struct daesa_sync *out,
                                  bool *nearly)
{
    struct daesa_sync sync = {.kind = DAESA_SYNC_JUMP};
    bool has_pieces = false;
    enum daesa_status st = find_pieces(s, &sync, &has_pieces);
    if (st)
        return st;
    double fit = has_pieces ? fit_of_pieces(s, &sync) : 0;
    bool is_better =
        has_pieces && fit > fit_of(s, best->i_rate, best->shift_us, 0, s->n_cues);
    double stands_out = deviations(chance, fit, s->n_cues);
    if (is_better && stands_out >= (is_anchored(&sync) ? ANCHORED_SURE : SURE))
        *out = sync;
    *nearly = has_sure_piece(s, &sync, chance) || (is_better && stands_out >= CHANCE);
    return DAESA_OK;
}

/* The same, by what is said. */
static enum daesa_status ask_words(const struct search *s, const struct trial *best,
                                   const struct spread *chance, const float *said,
                                   struct daesa_sync *out)
{
    struct search asking = *s;
    bool nearly;
    asking.said = said;
    enum daesa_status st = find_cut(&asking, best, chance, out, &nearly);
    out->is_by_words = out->kind == DAESA_SYNC_JUMP;
    return st;
}

static enum daesa_status find(const struct search *s, size_t n_speech, const float *said,
                              struct daesa_sync *out)
{
    struct spread chance = {0};
    bool nearly;
    struct trial best = try_rate(s, 0, &chance);
    if (is_plainly_good(s, &best, &chance)) {
        out->kind = DAESA_SYNC_GOOD;
        return DAESA_OK;
    }
    best = try_others(s, best, &chance);
    enum daesa_status st = find_cut(s, &best, &chance, out, &nearly);
    if (st || out->kind == DAESA_SYNC_JUMP)
        return st;
    out->kind = judge(s, &best, &chance, n_speech);
    out->from = daesa_retime_pace(best.i_rate).from;
    out->to = daesa_retime_pace(best.i_rate).to;
    out->shift_us = best.shift_us;
    if (out->kind == DAESA_SYNC_NONE && nearly)
        out->kind = DAESA_SYNC_UNKNOWN;
    return daesa_sync_tells(out) || !said ? DAESA_OK
                                          : ask_words(s, &best, &chance, said, out);
}

bool daesa_sync_tells(const struct daesa_sync *sync)
{
    return sync->kind != DAESA_SYNC_UNKNOWN && sync->kind != DAESA_SYNC_NONE;
}

void daesa_sync_settle(struct daesa_sync *sync, const struct daesa_sync *cut)
{
    if (sync->kind == DAESA_SYNC_JUMP ||
        (!daesa_sync_tells(sync) && cut->kind == DAESA_SYNC_JUMP))
        *sync = *cut;
}

enum daesa_status daesa_sync_find(const struct daesa_cue *const *cues, size_t n_cues,
                                  const struct daesa_evidence *evidence,
                                  const float *said, struct daesa_sync *out)
{
    struct search s = {.cues = cues, .n_cues = n_cues, .evidence = evidence};
    *out = (struct daesa_sync){0};
    if (n_cues < MIN_CUES || n_cues > MAX_CUES || evidence->n_speech == 0)
        return DAESA_OK;
    enum daesa_status st = daesa_sound_map_make(evidence, &s.map);
    if (st == DAESA_LIMIT)
        return DAESA_OK;
    if (!st)
        st = find_places(&s);
    if (!st)
        st = find(&s, evidence->n_speech, said, out);
    free(s.places);
    daesa_sound_map_finish(&s.map);
    return st;
}
