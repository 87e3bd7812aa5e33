/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Cues come one after another. Cues of ASS that stand in different places may be seen at
 * once: signs, and lines at the top while somebody speaks. */
#include "check/checker.h"

#include "check/place.h"

static void check_cue(const struct daesa_checker *checker, const struct daesa_cue *cue)
{
    if (!daesa_cue_timed(cue)) {
        /* A transcript's line that is not spoken has a reason to have no times. */
        if (cue->speech == DAESA_SPEECH_UNKNOWN)
            daesa_checker_report(checker, "time-missing", cue, DAESA_NO_MEASURE,
                                 "has no times; 'daesa align' finds them");
        return;
    }
    int64_t length_us = cue->end_us - cue->start_us;
    struct daesa_measure measure = {daesa_seconds(length_us), 0, "s"};
    if (length_us < 0)
        daesa_checker_report(checker, "time-negative", cue, measure,
                             "ends %s s before it starts", daesa_figure_s(-length_us).s);
    else if (length_us == 0)
        daesa_checker_report(checker, "time-zero", cue, measure,
                             "starts and ends at the same time");
}

static void check_order(const struct daesa_checker *checker)
{
    const struct daesa_cue *before = NULL;
    for (size_t i = 0; i < checker->track->n_cues; i++) {
        const struct daesa_cue *cue = &checker->track->cues[i];
        if (cue->comment)
            continue;
        check_cue(checker, cue);
        if (!daesa_cue_timed(cue))
            continue;
        if (before && cue->start_us < before->start_us &&
            daesa_is_same_place(before, cue))
            daesa_checker_report(checker, "time-order", cue,
                                 (struct daesa_measure){daesa_seconds(cue->start_us),
                                                        daesa_seconds(before->start_us),
                                                        "s"},
                                 "starts %s s before the cue before it",
                                 daesa_figure_s(before->start_us - cue->start_us).s);
        before = cue;
    }
}

/* Each cue against the last one to end before it, of those in its place. */
static void check_overlap(const struct daesa_checker *checker)
{
    for (size_t i = 1; i < checker->n_shown; i++) {
        const struct daesa_cue *cue = checker->shown[i];
        const struct daesa_cue *before = daesa_shown_before(checker, i);
        if (!before || before->end_us <= cue->start_us)
            continue;
        int64_t over_us = before->end_us - cue->start_us;
        daesa_checker_report(checker, "time-overlap", cue,
                             (struct daesa_measure){daesa_seconds(over_us), 0, "s"},
                             "cue %zu is still shown for %s s",
                             (size_t)(before - checker->track->cues) + 1,
                             daesa_figure_s(over_us).s);
    }
}

void daesa_check_order(struct daesa_checker *checker)
{
    check_order(checker);
    check_overlap(checker);
}
