/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* What cues say against what is said, as the aligner has compared them: by how many
 * standard deviations a cue's text fits the sound better than other texts do. */
#include "check/said.h"

#include <math.h>
#include <stdlib.h>

/* A text that fits less well than this is not what is said: a share of what the cues
 * of the file commonly reach, for music and noise lower that, within limits. Measured on
 * the clips of `make bench` with every eighth line of another talk, or two exchanged:
 * nine in ten of these, and one right line in a hundred, are below it. */
#define SHARE 0.3F
#define LEAST 1.5F
#define MOST 3.0F
/* Fewer say nothing of the whole. */
#define MIN_JUDGED 5

struct tally {
    size_t n, n_other; /* cues that could be compared, and those that do not fit */
    float limit;
};

static bool is_judged(const struct daesa_checker *checker, size_t i)
{
    return !isnan(checker->opts->said[i]) && !checker->track->cues[i].comment;
}

static int compare(const void *left, const void *right)
{
    float a = *(const float *)left, b = *(const float *)right;
    return (a > b) - (a < b);
}

static enum daesa_status count(const struct daesa_checker *checker, struct tally *out)
{
    size_t n_cues = checker->track->n_cues;
    const float *said = checker->opts->said;
    float *sorted = calloc(n_cues + 1, sizeof *sorted);
    if (!sorted)
        return DAESA_NO_MEMORY;
    for (size_t i = 0; i < n_cues; i++)
        if (is_judged(checker, i))
            sorted[out->n++] = said[i];
    qsort(sorted, out->n, sizeof *sorted, compare);
    out->limit = fminf(MOST, fmaxf(LEAST, SHARE * sorted[out->n / 2]));
    while (out->n_other < out->n && sorted[out->n_other] < out->limit)
        out->n_other++;
    free(sorted);
    return DAESA_OK;
}

static bool is_other_clip(const struct tally *tally)
{
    return tally->n >= MIN_JUDGED && tally->n_other * 2 > tally->n;
}

bool daesa_said_fits(const struct daesa_checker *checker)
{
    struct tally tally = {0};
    return checker->opts->said && !count(checker, &tally) && tally.n >= MIN_JUDGED &&
           !is_other_clip(&tally);
}

static void report_all(const struct daesa_checker *checker, const struct tally *tally)
{
    daesa_checker_report(
        checker, "sound-other", NULL,
        (struct daesa_measure){(double)tally->n_other, (double)tally->n / 2, "cues"},
        "%zu of %zu cues do not say what is heard: the file is of another clip, or not "
        "in the language that is spoken",
        tally->n_other, tally->n);
}

static void report_cue(const struct daesa_checker *checker, size_t i,
                       const struct tally *tally)
{
    const struct daesa_cue *cue = &checker->track->cues[i];
    double said = (double)checker->opts->said[i];
    if (isinf(said))
        daesa_checker_report(checker, "sound-other", cue, DAESA_NO_MEASURE,
                             "something else is said here: nobody says so much in the "
                             "time");
    else
        daesa_checker_report(
            checker, "sound-other", cue,
            (struct daesa_measure){said, (double)tally->limit, "deviations"},
            "something else is said here");
}

void daesa_check_said(struct daesa_checker *checker)
{
    struct tally tally = {0};
    const float *said = checker->opts->said;
    if (!said || checker->is_off)
        return;
    checker->status = count(checker, &tally);
    if (checker->status)
        return;
    if (is_other_clip(&tally)) {
        report_all(checker, &tally);
        return;
    }
    for (size_t i = 0; i < checker->track->n_cues; i++)
        if (is_judged(checker, i) && said[i] < tally.limit)
            report_cue(checker, i, &tally);
}
