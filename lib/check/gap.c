/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* What lies between two cues in one place. Both times are rounded: what is within that of
 * the limit keeps it. A gap that is to be closed has a frame more than the least. */
#include "check/checker.h"

#include "check/place.h"

static void check_gap(const struct daesa_checker *checker, const struct daesa_cue *before,
                      const struct daesa_cue *cue)
{
    const struct daesa_profile *house = checker->profile;
    int64_t least_us = daesa_profile_gap_us(house, checker->rate);
    int64_t gap_us = cue->start_us - before->end_us;
    if (least_us && gap_us < least_us - checker->rounding_us)
        daesa_checker_report(
            checker, "gap-short", cue,
            (struct daesa_measure){daesa_seconds(gap_us), daesa_seconds(least_us), "s"},
            "%s s after the cue before it, at least %s s", daesa_figure_s(gap_us).s,
            daesa_figure_s(least_us).s);
    else if (gap_us >=
                 least_us + 2 * daesa_half_frame_us(checker) - checker->rounding_us &&
             gap_us < house->close_below_us - checker->rounding_us)
        daesa_checker_report(
            checker, "gap-open", cue,
            (struct daesa_measure){daesa_seconds(gap_us),
                                   daesa_seconds(house->close_below_us), "s"},
            "%s s after the cue before it; gaps under %s s are closed to %s s",
            daesa_figure_s(gap_us).s, daesa_figure_s(house->close_below_us).s,
            daesa_figure_s(least_us).s);
}

void daesa_check_gap(struct daesa_checker *checker)
{
    for (size_t i = 1; i < checker->n_shown; i++) {
        const struct daesa_cue *before = daesa_shown_before(checker, i);
        if (before && before->end_us <= checker->shown[i]->start_us)
            check_gap(checker, before, checker->shown[i]);
    }
}
