/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "speech/verdict.h"

#include "speech/loop.h"
#include "speech/mel.h"

#include <math.h>
#include <stdlib.h>

/* A line's edge is where it is loud for so many frames on end: not more than so
 * far below the line's own loud frames, and not further in than that. */
#define EDGE_BELOW_DB 28
#define EDGE_RUN 3
#define EDGE_MOST 150

/* What a line must gain: among lines that fit no better than noise does, or in a text
 * of a few lines of many; and how much less among lines that gain GOOD_GAIN, in a
 * complete text. */
#define LEAST_GAIN (-0.6)
#define BENEFIT (-0.6)
#define GOOD_GAIN 0.6
/* What is said loses little to the phone loop; of what a line loses beyond that, so
 * much counts against it. */
#define LEAST_OVER_LOOP 1.6
#define STRANGE_SHARE 0.7
#define NEIGHBOURS 10 /* to both sides */

#define BESIDE_FRAMES 80  /* behind a line, that are looked at, and are loud from */
#define BESIDE_SHARE 0.5f /* so far up the range of levels */
#define SAID_FRAMES 20    /* a phone may take so long; one of */
#define HELD_FRAMES 65    /* these holds something else */
#define AROUND_FRAMES 30  /* that the phone loop hears around a line */

/* Parts of the text that are adapted to in all, more or less, and their phones: a clip of
 * one line must be judged, too, and many lines need no parts. */
#define FOLDED_PARTS 160
#define PART_PHONES 10

/* A pause between words that is as short as this is the closure of the stop that the
 * next one begins with, or a beginning too weak to tell. */
#define CLOSURE_US 120000

/* What is known of a line, or of a word of it. */
struct measure {
    double gain;   /* of its phones over filler and silence, summed over frames,
                      by models that have not heard its part of the text */
    double frames; /* of its phones */
    /* Of a line: its gain over the phone loop, and the frames of it, pauses too. */
    double loop, heard;
};

struct verdict {
    struct daesa_search *search;
    struct daesa_track *track;
    int64_t start_us;
    float *scores;                    /* of one frame */
    struct daesa_loop loop;           /* of the models of a fold */
    float *sorted;                    /* room for the levels of a line */
    struct measure *lines;            /* one a line */
    struct measure *words;            /* one a word of all lines */
    struct daesa_search_place *edges; /* of each line, as it is written */
    struct daesa_folds folds;
    struct daesa_search_place *parts; /* of each part of the folds */
};

/* A frame is the middle of its window. */
static int64_t frame_us(const struct verdict *v, size_t t)
{
    return v->start_us + (int64_t)t * DAESA_MEL_HOP_US +
           (DAESA_MEL_WINDOW_US - DAESA_MEL_HOP_US) / 2;
}

/* Notes where each part of the text is on the path. */
static void place_parts(struct verdict *v)
{
    const struct daesa_search *s = v->search;
    const struct daesa_fold_part *parts = v->folds.parts;
    size_t part = 0;
    for (size_t t = 0; t < s->hearing->n; t++) {
        int32_t phone = s->graph.phone[s->path[t]];
        if (phone < 0)
            continue;
        while ((size_t)phone >= parts[part].first_phone + parts[part].n_phones)
            part++;
        if (v->parts[part].to == 0)
            v->parts[part].from = t;
        v->parts[part].to = t + 1;
    }
}

static enum daesa_status make_parts(struct verdict *v)
{
    const struct daesa_reading *spoken = v->search->spoken;
    size_t phones = spoken->n_phones / FOLDED_PARTS;
    enum daesa_status st =
        daesa_folds_make(&v->folds, spoken, phones > PART_PHONES ? phones : PART_PHONES,
                         FOLDED_PARTS, SIZE_MAX);
    if (st)
        return st;
    v->parts = calloc(v->folds.n_parts + 1, sizeof *v->parts);
    if (!v->parts)
        return DAESA_NO_MEMORY;
    place_parts(v);
    return DAESA_OK;
}

static enum daesa_status open_verdict(struct verdict *v)
{
    const struct daesa_reading *spoken = v->search->spoken;
    v->scores = calloc(daesa_emission_width(&v->search->emission), sizeof *v->scores);
    v->sorted = calloc(v->search->hearing->n, sizeof *v->sorted);
    v->lines = calloc(spoken->n_lines + 1, sizeof *v->lines);
    v->words = calloc(spoken->n_words + 1, sizeof *v->words);
    v->edges = calloc(spoken->n_lines + 1, sizeof *v->edges);
    return v->scores && v->sorted && v->lines && v->words && v->edges ? make_parts(v)
                                                                      : DAESA_NO_MEMORY;
}

static void close_verdict(struct verdict *v)
{
    free(v->scores);
    daesa_loop_finish(&v->loop);
    free(v->sorted);
    free(v->lines);
    free(v->words);
    free(v->edges);
    free(v->parts);
    daesa_folds_finish(&v->folds);
}

static enum daesa_status make_words(struct verdict *v)
{
    const struct daesa_reading *spoken = v->search->spoken;
    for (size_t i = 0; i < spoken->n_lines; i++) {
        const struct daesa_reading_line *line = &spoken->lines[i];
        struct daesa_cue *cue = &v->track->cues[line->cue];
        cue->words =
            daesa_arena_alloc(&v->track->arena, line->n_words, sizeof *cue->words);
        if (!cue->words)
            return DAESA_NO_MEMORY;
        cue->n_words = line->n_words;
        for (size_t k = 0; k < line->n_words; k++) {
            const struct daesa_reading_word *word = &spoken->words[line->first_word + k];
            cue->words[k] = (struct daesa_word){word->from, word->to, DAESA_TIME_NONE,
                                                DAESA_TIME_NONE, -1};
        }
    }
    return DAESA_OK;
}

/* Parts of a word may come in any order. */
static void widen(struct daesa_word *word, int64_t start_us, int64_t end_us)
{
    bool is_first = word->start_us == DAESA_TIME_NONE;
    if (is_first || start_us < word->start_us)
        word->start_us = start_us;
    if (is_first || end_us > word->end_us)
        word->end_us = end_us;
}

/* One frame of a phone: it belongs to a word and says how well it fits. */
static void count_frame(struct verdict *v, size_t t, size_t line, size_t phone)
{
    struct daesa_search *s = v->search;
    const struct daesa_reading_line *l = &s->spoken->lines[line];
    size_t k = s->spoken->phones[phone].word;
    daesa_emission_frame(&s->emission, t, v->scores);
    double gain = daesa_emission_gain(&s->emission, v->scores, s->graph.emit[s->path[t]]);
    struct measure *word = &v->words[l->first_word + k];
    word->gain += gain;
    word->frames++;
    v->lines[line].gain += gain;
    v->lines[line].frames++;
    widen(&v->track->cues[l->cue].words[k], frame_us(v, t), frame_us(v, t + 1));
}

/* Counts the frames of the parts of one fold. */
static void count_frames(struct verdict *v, size_t fold)
{
    const struct daesa_search *s = v->search;
    for (size_t i = fold; i < v->folds.n_parts; i += v->folds.n)
        for (size_t t = v->parts[i].from; t < v->parts[i].to; t++) {
            int32_t phone = s->graph.phone[s->path[t]];
            if (phone >= 0)
                count_frame(v, t, v->folds.parts[i].line, (size_t)phone);
        }
}

/* How much better a part of a line explains its frames among [from, to) than any other
 * phones do. */
static void compare_with_loop(struct verdict *v, size_t part, size_t from, size_t to)
{
    struct daesa_search *s = v->search;
    struct measure *line = &v->lines[v->folds.parts[part].line];
    float score[DAESA_LOOP_FRAMES];
    daesa_loop_walk(&v->loop, &s->emission, from, to, NULL, score);
    for (size_t t = from; t < to; t++) {
        if (t < v->parts[part].from || t >= v->parts[part].to)
            continue;
        daesa_emission_models(&s->emission, t, v->scores);
        line->loop += v->scores[s->graph.emit[s->path[t]]] - score[t - from];
        line->heard++;
    }
}

static void compare_parts(struct verdict *v, size_t fold)
{
    const size_t n = v->search->hearing->n;
    for (size_t i = fold; i < v->folds.n_parts; i += v->folds.n) {
        struct daesa_search_place place = v->parts[i];
        if (place.to == 0)
            continue;
        place.from = place.from < AROUND_FRAMES ? 0 : place.from - AROUND_FRAMES;
        place.to = place.to + AROUND_FRAMES < n ? place.to + AROUND_FRAMES : n;
        for (size_t from = place.from, to; from < place.to; from = to) {
            to =
                place.to - from > DAESA_LOOP_FRAMES ? from + DAESA_LOOP_FRAMES : place.to;
            compare_with_loop(v, i, from, to);
        }
    }
}

static bool is_loud(const float *level_db, float limit)
{
    for (int k = 0; k < EDGE_RUN; k++)
        if (level_db[k] < limit)
            return false;
    return true;
}

/* First phones stretch over breaths, last ones over echoes: moves the edges in
 * to where the line is loud. */
static struct daesa_search_place refine(const struct verdict *v,
                                        struct daesa_search_place place)
{
    const float *level = v->search->hearing->level_db;
    size_t n = place.to - place.from;
    if (n <= EDGE_RUN)
        return place;
    for (size_t i = 0; i < n; i++)
        v->sorted[i] = level[place.from + i];
    float limit = daesa_percentile(v->sorted, n, 0.9) - EDGE_BELOW_DB;
    size_t from = place.from, to = place.to;
    while (from + EDGE_RUN < to && from - place.from < EDGE_MOST &&
           !is_loud(level + from, limit))
        from++;
    if (from - place.from < EDGE_MOST && from + EDGE_RUN < to)
        place.from = from;
    while (to > place.from + EDGE_RUN && place.to - to < EDGE_MOST &&
           !is_loud(level + to - EDGE_RUN, limit))
        to--;
    if (place.to - to < EDGE_MOST && to > place.from + EDGE_RUN)
        place.to = to;
    return place;
}

static double logistic(double x)
{
    return 1 / (1 + exp(-x));
}

/* A frame on average. */
static double gain_of(const struct measure *m)
{
    return m->frames > 0 ? m->gain / m->frames : 0;
}

static double gain_over_loop(const struct measure *m)
{
    return m->loop / (m->heard + 1);
}

/* How many seconds of frames from..to-1 are loud. */
static double loud_s(const struct verdict *v, size_t from, size_t to)
{
    const struct daesa_hearing *h = v->search->hearing;
    float limit = h->low_db + BESIDE_SHARE * (h->high_db - h->low_db);
    size_t n = 0;
    for (size_t t = from; t < to; t++)
        n += h->level_db[t] > limit;
    return (double)n * DAESA_MEL_HOP_US / 1e6;
}

/* What is heard just after a line and is in no line. */
static double loud_after_s(const struct verdict *v, size_t line)
{
    const struct daesa_search *s = v->search;
    size_t from = v->edges[line].to, to = s->hearing->n, i = line + 1;
    while (i < s->spoken->n_lines && s->places[i].to == 0)
        i++;
    if (i < s->spoken->n_lines)
        to = s->places[i].from;
    return loud_s(v, from, to > from + BESIDE_FRAMES ? from + BESIDE_FRAMES : to);
}

/* How far the longest phone of a line is one that nobody says: 0 to 1. It stands for
 * sound that the line does not explain. */
static double longest_phone(const struct verdict *v, size_t line)
{
    const struct daesa_search *s = v->search;
    int32_t last = -1;
    double run = 0, longest = 0;
    for (size_t t = s->places[line].from; t < s->places[line].to; t++) {
        int32_t phone = s->graph.phone[s->path[t]];
        run = phone == last ? run + 1 : 1;
        if (phone >= 0)
            longest = fmax(longest, run);
        last = phone;
    }
    return fmax(0, fmin((longest - SAID_FRAMES) / (HELD_FRAMES - SAID_FRAMES), 1));
}

/* What the lines around a line gain; where there are none, it itself. A text that
 * is not said fits all along as well as chance does. */
static double gain_around(const struct verdict *v, size_t line)
{
    size_t n = v->search->spoken->n_lines;
    size_t from = line < NEIGHBOURS ? 0 : line - NEIGHBOURS;
    size_t to = line + NEIGHBOURS < n ? line + NEIGHBOURS + 1 : n;
    struct measure others = {0};
    for (size_t i = from; i < to; i++)
        if (i != line) {
            others.gain += v->lines[i].gain;
            others.frames += v->lines[i].frames;
        }
    return gain_of(others.frames > 0 ? &others : &v->lines[line]);
}

static void judge(struct verdict *v, size_t line)
{
    const struct daesa_reading_line *l = &v->search->spoken->lines[line];
    struct daesa_cue *cue = &v->track->cues[l->cue];
    const struct measure *m = &v->lines[line];
    /* A logistic regression on the lines of the clips of `make bench`, of pieces of them
     * of 14 and 31 seconds, of some in noise, of texts of which most lines were left out,
     * and on lines that were looked for in other clips than theirs: right is within half
     * a second. */
    double x = 2.43 + 1.65 * fmax(-3, fmin(gain_of(m), 3)) +
               1.02 * fmax(-3, gain_over_loop(m)) - 3.05 * loud_after_s(v, line) -
               1.47 * longest_phone(v, line) +
               4.41 * fmin(0, fmax(-3, gain_around(v, line)) - 0.7);
    cue->confidence = (float)logistic(x);
    for (size_t k = 0; k < cue->n_words; k++) {
        const struct measure *w = &v->words[l->first_word + k];
        double own = logistic(1 + 3 * w->gain / (w->frames + 1));
        if (w->frames > 0)
            cue->words[k].confidence = (float)fmin(cue->confidence, own);
    }
}

/* Words do not reach beyond their line. */
static void fit_words(struct daesa_cue *cue)
{
    int64_t before_us = cue->start_us;
    for (size_t k = 0; k < cue->n_words; k++) {
        struct daesa_word *w = &cue->words[k];
        if (w->start_us == DAESA_TIME_NONE)
            continue;
        if (w->start_us > before_us && w->start_us - before_us <= CLOSURE_US)
            w->start_us = before_us;
        w->start_us = w->start_us < cue->start_us ? cue->start_us : w->start_us;
        w->start_us = w->start_us > cue->end_us ? cue->end_us : w->start_us;
        w->end_us = w->end_us > cue->end_us ? cue->end_us : w->end_us;
        w->end_us = w->end_us < w->start_us ? w->start_us : w->end_us;
        before_us = w->end_us;
    }
}

/* What a line must gain to be taken for said. */
static double least_gain(const struct verdict *v, size_t line)
{
    double good = fmax(0, fmin(gain_around(v, line) / GOOD_GAIN, 1));
    return LEAST_GAIN + good * (1 - v->search->sparse) * BENEFIT;
}

/* By how much a line passes for said; below 0 it does not. */
static float margin(const struct verdict *v, size_t line)
{
    const struct measure *m = &v->lines[line];
    if (m->frames <= 0)
        return 0;
    double strange = fmin(0, gain_over_loop(m) + LEAST_OVER_LOOP);
    return (float)(gain_of(m) - least_gain(v, line) + STRANGE_SHARE * strange);
}

static void write_line(struct verdict *v, size_t line, float margin)
{
    const struct daesa_search *s = v->search;
    struct daesa_cue *cue = &v->track->cues[s->spoken->lines[line].cue];
    cue->start_us = cue->end_us = DAESA_TIME_NONE;
    cue->speech = DAESA_SPEECH_NOT_FOUND;
    cue->confidence = 0;
    if (s->places[line].to == 0 || margin < 0) {
        for (size_t k = 0; k < cue->n_words; k++)
            cue->words[k].start_us = cue->words[k].end_us = DAESA_TIME_NONE;
        return;
    }
    struct daesa_search_place place = v->edges[line] = refine(v, s->places[line]);
    cue->start_us = frame_us(v, place.from);
    cue->end_us = frame_us(v, place.to);
    cue->speech = DAESA_SPEECH_FOUND;
    judge(v, line);
    fit_words(cue);
}

enum daesa_status daesa_verdict_write(struct daesa_search *search, int64_t start_us,
                                      struct daesa_track *track, float *margins)
{
    struct verdict v = {.search = search, .track = track, .start_us = start_us};
    enum daesa_status st = open_verdict(&v);
    if (!st)
        st = make_words(&v);
    for (size_t fold = 0; !st && fold < v.folds.n; fold++) {
        st = daesa_learner_leave_out(&search->learner, &search->graph, search->path,
                                     &v.folds, fold);
        if (!st && fold == 0)
            st = daesa_loop_open(&v.loop, search->spoken, &search->emission);
        if (st)
            break;
        count_frames(&v, fold);
        compare_parts(&v, fold);
    }
    for (size_t i = 0; !st && i < search->spoken->n_lines; i++) {
        margins[i] = margin(&v, i);
        write_line(&v, i, margins[i]);
    }
    close_verdict(&v);
    return st;
}
