/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "speech/translation.h"

#include "text/letter.h"
#include "text/script.h"
#include "text/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The figures below were measured on clips with true times. */
#define PIECE_S 0.4        /* the longest piece of speech */
#define LENGTH_SHARE 0.3   /* by which the length of a line is off, and */
#define LENGTH_S 0.25      /* that much more */
#define MOST_LENGTHS 3.5   /* of these deviations a line may be longer */
#define PAUSE_HALF_S 0.5   /* a pause as likely between lines as within one */
#define PAUSE_SLOPE_S 0.15 /* where it is e times likelier */
#define PAUSE_MOST 3.5     /* a logarithm: no pause is surer than that */
#define NO_PAUSE 7.0       /* of a line that begins or ends without any */
#define NOBODYS_PER_S 3.0  /* for speech of no line */
#define HINT_COST 30       /* for a line that is not where a hint has it */
#define AT_S 5.0           /* "at" a time is so near to it */
#define PACE_ROUNDS 3      /* the pace is measured on the lines as they lie */
#define LEAST_PACE 0.6     /* against a common speaker */
#define MOST_PACE 1.7
#define BAND 4000  /* pieces that a line may be off the even course */
#define NEAR_S 0.5 /* what confidence speaks of */
#define FADE 14    /* logarithms further below the best count for nothing */

/* A piece of speech, in seconds. */
struct piece {
    double from, to;
    double pause;  /* before it */
    double speech; /* of all pieces before */
    double within; /* cost of all pauses before it inside a line */
    double edge;   /* cost of a line that begins, or ends, before it */
};

struct line {
    size_t cue;
    double length;        /* seconds of speech that it takes */
    double after, before; /* hints, seconds */
    size_t low, high;     /* the cuts that its end may be at: [low, high] */
    float *forward;       /* one for each of these; NULL for line 0 */
};

/* Cut k is before piece k; there are n_pieces + 1 of them, pieces[n_pieces] holds
 * what is known of the last. A row of cut weights: the logarithm of the weight of all
 * ways by which the first i lines lie before the cut. */
struct placing {
    struct daesa_track *track;
    struct piece *pieces;
    size_t n_pieces;
    struct line *lines; /* lines[0] stands for none */
    size_t n_lines;
    double pace;            /* seconds of speech for a second of a line's length */
    double covered;         /* the share of the speech that is in lines */
    float *backward, *next; /* rows of all cuts */
    double *starts, *ends;  /* likewise: how likely the line starts and ends there */
};

/* How long a letter takes to say, roughly, in seconds. */
static double letter_s(uint32_t code)
{
    if (daesa_letter_number(code))
        return 0.2;
    switch (daesa_script_of(code)) {
    case DAESA_SCRIPT_NONE:
        return 0;
    case DAESA_SCRIPT_HAN:
        return 0.2;
    case DAESA_SCRIPT_HANGUL:
    case DAESA_SCRIPT_ETHIOPIC:
        return 0.15;
    case DAESA_SCRIPT_KANA:
        return 0.13;
    default:
        return 0.065;
    }
}

static double length_of(struct daesa_str text)
{
    double sum = 0;
    int depth = 0;
    for (size_t at = 0; at < text.len;) {
        uint32_t code = daesa_utf8_next(text, &at);
        depth += code == '[';
        if (depth == 0 && (daesa_letter(code) || daesa_letter_number(code)))
            sum += letter_s(code);
        depth -= code == ']' && depth > 0;
    }
    return sum;
}

static double seconds(int64_t us, double unknown)
{
    return us == DAESA_TIME_NONE ? unknown : (double)us / 1e6;
}

static void add_line(struct placing *p, size_t i, double length)
{
    const struct daesa_cue *cue = &p->track->cues[i];
    bool at = cue->at_us != DAESA_TIME_NONE;
    struct line *line = &p->lines[++p->n_lines];
    line->cue = i;
    line->length = length;
    line->after = at ? seconds(cue->at_us, 0) - AT_S : seconds(cue->after_us, -INFINITY);
    line->before = at ? seconds(cue->at_us, 0) + AT_S : seconds(cue->before_us, INFINITY);
}

/* What was known of a cue before does not count. */
static void forget(struct daesa_cue *cue)
{
    cue->start_us = cue->end_us = DAESA_TIME_NONE;
    cue->speech = DAESA_SPEECH_NOT_FOUND;
    cue->confidence = 0;
    for (size_t i = 0; i < cue->n_words; i++)
        cue->words[i].start_us = cue->words[i].end_us = DAESA_TIME_NONE;
}

static enum daesa_status take_lines(struct placing *p, const char *language)
{
    p->lines = calloc(p->track->n_cues + 1, sizeof *p->lines);
    for (size_t i = 0; p->lines && i < p->track->n_cues; i++) {
        struct daesa_cue *cue = &p->track->cues[i];
        const struct daesa_text *text =
            cue->comment ? NULL : daesa_cue_spoken(cue, daesa_str_of(language));
        double length = text ? length_of(text->plain) : 0;
        forget(cue);
        if (length > 0)
            add_line(p, i, length);
    }
    return p->lines ? DAESA_OK : DAESA_NO_MEMORY;
}

static size_t count_pieces(const struct daesa_interval *speech)
{
    double length = (double)(speech->end_us - speech->start_us) / 1e6;
    return (size_t)ceil(length / PIECE_S);
}

static enum daesa_status cut_pieces(struct placing *p,
                                    const struct daesa_interval *speech, size_t n_speech)
{
    size_t n = 0;
    for (size_t i = 0; i < n_speech; i++)
        n += count_pieces(&speech[i]);
    p->pieces = calloc(n + 1, sizeof *p->pieces);
    for (size_t i = 0; p->pieces && i < n_speech; i++) {
        size_t parts = count_pieces(&speech[i]);
        double from = (double)speech[i].start_us / 1e6;
        double step = ((double)speech[i].end_us / 1e6 - from) / (double)parts;
        for (size_t k = 0; k < parts; k++, p->n_pieces++) {
            struct piece *piece = &p->pieces[p->n_pieces];
            piece->from = from + step * (double)k;
            piece->to = from + step * (double)(k + 1);
            piece->pause = p->n_pieces ? piece->from - piece[-1].to : INFINITY;
        }
    }
    return p->pieces ? DAESA_OK : DAESA_NO_MEMORY;
}

/* What the pause before each piece says of the lines around. */
static void weigh_pauses(struct placing *p)
{
    p->pieces[p->n_pieces].pause = INFINITY;
    for (size_t k = 0; k <= p->n_pieces; k++) {
        struct piece *piece = &p->pieces[k];
        double x = (piece->pause - PAUSE_HALF_S) / PAUSE_SLOPE_S;
        x = piece->pause < 0.01 ? -NO_PAUSE : fmax(-PAUSE_MOST, fmin(x, PAUSE_MOST));
        piece->edge = log(1 + exp(-x)) / 2;
        if (k < p->n_pieces) {
            piece[1].speech = piece->speech + piece->to - piece->from;
            piece[1].within = piece->within + log(1 + exp(x));
        }
    }
}

/* Which cuts the end of each line may be at: around an even course. */
static enum daesa_status open_rows(struct placing *p)
{
    double all = 0, before = 0;
    size_t n = p->n_pieces;
    for (size_t i = 1; i <= p->n_lines; i++)
        all += p->lines[i].length;
    for (size_t i = 0; i <= p->n_lines; i++) {
        struct line *line = &p->lines[i];
        before += line->length;
        size_t even = (size_t)((double)n * before / all);
        line->low = even < BAND ? 0 : even - BAND;
        line->high = even + BAND < n ? even + BAND : n;
        line->forward = calloc(line->high - line->low + 1, sizeof *line->forward);
        if (!line->forward)
            return DAESA_NO_MEMORY;
    }
    p->backward = calloc(n + 1, sizeof *p->backward);
    p->next = calloc(n + 1, sizeof *p->next);
    p->starts = calloc(n + 1, sizeof *p->starts);
    p->ends = calloc(n + 1, sizeof *p->ends);
    return p->backward && p->next && p->starts && p->ends ? DAESA_OK : DAESA_NO_MEMORY;
}

static double deviation(const struct placing *p, const struct line *line)
{
    return LENGTH_SHARE * line->length * p->pace + LENGTH_S;
}

/* The most speech that a line may hold. */
static double most_speech(const struct placing *p, const struct line *line)
{
    return line->length * p->pace + MOST_LENGTHS * deviation(p, line) + PIECE_S;
}

/* The logarithm of the weight of a line on the pieces from..to-1. */
static inline double weight(const struct placing *p, const struct line *line,
                            double per_deviation, size_t from, size_t to)
{
    const struct piece *a = &p->pieces[from], *b = &p->pieces[to];
    double off = (b->speech - a->speech - line->length * p->pace) * per_deviation;
    double within = b->within - a[1].within;
    return -0.5 * off * off - within - a->edge - b->edge -
           (a->from < line->after || b[-1].to > line->before ? HINT_COST : 0);
}

static double nobodys(const struct placing *p, size_t k)
{
    return (p->pieces[k].to - p->pieces[k].from) * NOBODYS_PER_S;
}

/* log(exp(a) + exp(b)) */
static double join(double a, double b)
{
    double top = fmax(a, b), low = fmin(a, b);
    return low < top - FADE || isinf(low) ? top : top + log1p(exp(low - top));
}

static double forward_at(const struct line *line, size_t k)
{
    return k < line->low || k > line->high ? -INFINITY
                                           : (double)line->forward[k - line->low];
}

/* All ways by which line `i` ends at cut `to`. */
static double end_at(const struct placing *p, size_t i, size_t to)
{
    const struct line *line = &p->lines[i], *last = line - 1;
    double per = 1 / deviation(p, line), most = most_speech(p, line), sum = -INFINITY;
    for (size_t from = to; from-- > last->low;) {
        if (p->pieces[to].speech - p->pieces[from].speech > most)
            break;
        if (from <= last->high)
            sum = join(sum, (double)last->forward[from - last->low] +
                                weight(p, line, per, from, to));
    }
    return sum;
}

static void fill_forward(const struct placing *p, size_t i)
{
    const struct line *line = &p->lines[i];
    for (size_t k = line->low; k <= line->high; k++) {
        double sum = i ? end_at(p, i, k) : k ? -INFINITY : 0;
        if (k > line->low)
            sum = join(sum, (double)line->forward[k - 1 - line->low] - nobodys(p, k - 1));
        line->forward[k - line->low] = (float)sum;
    }
}

/* All ways by which line `i` begins at cut `from` and the rest follows; counts in
 * how likely it then begins and ends where. */
static double begin_at(struct placing *p, size_t i, size_t from, double all)
{
    const struct line *line = &p->lines[i];
    double per = 1 / deviation(p, line), most = most_speech(p, line), sum = -INFINITY;
    double before = forward_at(line - 1, from);
    for (size_t to = from + 1; to <= line->high; to++) {
        if (p->pieces[to].speech - p->pieces[from].speech > most)
            break;
        if (to < line->low)
            continue;
        double way = (double)p->next[to] + weight(p, line, per, from, to);
        double share = before + way - all;
        sum = join(sum, way);
        if (share > -FADE) {
            p->starts[from] += exp(share);
            p->ends[to] += exp(share);
        }
    }
    return sum;
}

/* Turns `next`, of the lines after line `i`, into `backward`, of those from it on. */
static void fill_backward(struct placing *p, size_t i, double all)
{
    const struct line *last = &p->lines[i - 1];
    for (size_t k = 0; k <= p->n_pieces; k++)
        p->backward[k] = -INFINITY, p->starts[k] = p->ends[k] = 0;
    for (size_t k = last->high + 1; k-- > last->low;) {
        double sum = begin_at(p, i, k, all);
        if (k < last->high)
            sum = join(sum, (double)p->backward[k + 1] - nobodys(p, k));
        p->backward[k] = (float)sum;
    }
    float *swap = p->next;
    p->next = p->backward;
    p->backward = swap;
}

/* The cut below which half of the ways are. */
static size_t median(const double *shares, size_t n)
{
    double sum = 0, half = 0;
    size_t k = 0;
    for (size_t i = 0; i < n; i++)
        sum += shares[i];
    while (k + 1 < n && (half += shares[k]) < sum / 2)
        k++;
    return k;
}

static double start_s(const struct placing *p, size_t k)
{
    return p->pieces[k < p->n_pieces ? k : k - 1].from;
}

static double end_s(const struct placing *p, size_t k)
{
    return p->pieces[k ? k - 1 : 0].to;
}

/* The share of the ways that are near enough to cut `at`. */
static double share_near(const struct placing *p, const double *shares, size_t at,
                         double (*time)(const struct placing *p, size_t k))
{
    double near = 0, sum = 1e-9;
    for (size_t k = 0; k <= p->n_pieces; k++) {
        sum += shares[k];
        if (shares[k] > 0 && fabs(time(p, k) - time(p, at)) <= NEAR_S)
            near += shares[k];
    }
    return near / sum;
}

static void write_line(const struct placing *p, const struct line *line)
{
    struct daesa_cue *cue = &p->track->cues[line->cue];
    size_t from = median(p->starts, p->n_pieces + 1);
    size_t to = median(p->ends, p->n_pieces + 1);
    to = to > from ? to : from + 1;
    cue->start_us = llround(start_s(p, from) * 1e6);
    cue->end_us = llround(end_s(p, to) * 1e6);
    cue->speech = DAESA_SPEECH_FOUND;
    cue->confidence = (float)(share_near(p, p->starts, from, start_s) *
                              share_near(p, p->ends, to, end_s));
}

static enum daesa_status place(struct placing *p, struct daesa_progress *progress,
                               int round)
{
    double n = (double)p->n_lines;
    for (size_t i = 0; i <= p->n_lines; i++) {
        fill_forward(p, i);
        double share = (round + (double)i / n / 2) / PACE_ROUNDS;
        if (!daesa_progress_step(progress, "aligning", share))
            return DAESA_CANCELLED;
    }
    double all = forward_at(&p->lines[p->n_lines], p->n_pieces);
    for (size_t k = p->n_pieces + 1; k-- > 0;)
        p->next[k] =
            k == p->n_pieces ? 0 : (float)((double)p->next[k + 1] - nobodys(p, k));
    for (size_t i = p->n_lines; i > 0; i--) {
        fill_backward(p, i, all);
        write_line(p, &p->lines[i]);
        double share = (round + 1 - (double)i / n / 2) / PACE_ROUNDS;
        if (!daesa_progress_step(progress, "aligning", share))
            return DAESA_CANCELLED;
    }
    return DAESA_OK;
}

static double limit_pace(double pace)
{
    return fmax(LEAST_PACE, fmin(pace, MOST_PACE));
}

/* The speech within [start_us, end_us) against what its lines were to take. */
static void measure_pace(struct placing *p)
{
    double said = 0, length = 1e-9;
    size_t k = 0;
    for (size_t i = 1; i <= p->n_lines; i++) {
        const struct daesa_cue *cue = &p->track->cues[p->lines[i].cue];
        double from = (double)cue->start_us / 1e6, to = (double)cue->end_us / 1e6;
        for (; k < p->n_pieces && p->pieces[k].to <= to + 1e-3; k++)
            if (p->pieces[k].from >= from - 1e-3)
                said += p->pieces[k].to - p->pieces[k].from;
        length += p->lines[i].length;
    }
    p->pace = limit_pace(said / length);
    p->covered = said / p->pieces[p->n_pieces].speech;
}

/* The more speech is nobody's, the more ways there are that were never weighed. */
static void doubt(const struct placing *p)
{
    for (size_t i = 1; i <= p->n_lines; i++)
        p->track->cues[p->lines[i].cue].confidence *= (float)(p->covered * p->covered);
}

static enum daesa_status place_at_pace(struct placing *p, struct daesa_progress *progress)
{
    double length = 1e-9;
    for (size_t i = 1; i <= p->n_lines; i++)
        length += p->lines[i].length;
    p->pace = limit_pace(p->pieces[p->n_pieces].speech / length);
    enum daesa_status st = open_rows(p);
    for (int round = 0; !st && round < PACE_ROUNDS; round++) {
        st = place(p, progress, round);
        if (!st)
            measure_pace(p);
    }
    if (!st)
        doubt(p);
    return st;
}

static void finish(struct placing *p)
{
    for (size_t i = 0; p->lines && i <= p->n_lines; i++)
        free(p->lines[i].forward);
    free(p->lines);
    free(p->pieces);
    free(p->backward);
    free(p->next);
    free(p->starts);
    free(p->ends);
}

enum daesa_status daesa_translation_place(struct daesa_track *track, const char *language,
                                          const struct daesa_interval *speech,
                                          size_t n_speech,
                                          struct daesa_progress *progress,
                                          struct daesa_sink *sink)
{
    struct placing p = {.track = track};
    enum daesa_status st = take_lines(&p, language);
    if (!st && p.n_lines == 0)
        st = daesa_fail(sink, DAESA_BAD_INPUT, "transcript-silent",
                        (struct daesa_place){0},
                        "none of the lines holds anything that can be said");
    else if (!st && n_speech == 0)
        st = daesa_fail(sink, DAESA_BAD_INPUT, "speech-missing", (struct daesa_place){0},
                        "nobody speaks in the clip");
    if (!st)
        st = cut_pieces(&p, speech, n_speech);
    if (!st) {
        weigh_pauses(&p);
        st = place_at_pace(&p, progress);
    }
    finish(&p);
    return st;
}
