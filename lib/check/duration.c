/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* How long a cue is shown, and whether it can be read in that time. Times of files are
 * rounded to their format's unit, so that a cue of 5/6 s is 0.83 s in ASS: what is
 * within that of the limit keeps it. */
#include "check/checker.h"

#include "text/count.h"

static void check_length(const struct daesa_checker *checker, const struct daesa_cue *cue)
{
    const struct daesa_profile *house = checker->profile;
    int64_t length_us = cue->end_us - cue->start_us;
    double length_s = daesa_seconds(length_us);
    if (house->min_duration_us &&
        length_us < house->min_duration_us - checker->rounding_us)
        daesa_checker_report(
            checker, "duration-short", cue,
            (struct daesa_measure){length_s, daesa_seconds(house->min_duration_us), "s"},
            "shown for %s s, at least %s s", daesa_figure(length_s).s,
            daesa_figure_s(house->min_duration_us).s);
    if (house->max_duration_us &&
        length_us > house->max_duration_us + checker->rounding_us)
        daesa_checker_report(
            checker, "duration-long", cue,
            (struct daesa_measure){length_s, daesa_seconds(house->max_duration_us), "s"},
            "shown for %s s, at most %s s", daesa_figure(length_s).s,
            daesa_figure_s(house->max_duration_us).s);
}

static double cps_limit(const struct daesa_checker *checker,
                        const struct daesa_profile *house)
{
    bool is_slow = checker->opts->is_for_children && house->children_speed_cps > 0;
    return is_slow ? house->children_speed_cps : house->speed_cps;
}

static void check_speed(const struct daesa_checker *checker, const struct daesa_cue *cue,
                        const struct daesa_text *text)
{
    const struct daesa_profile *house = daesa_checker_profile(checker, text);
    struct daesa_count count = daesa_count(text->plain, house->counting);
    int64_t length_us = cue->end_us - cue->start_us;
    double cps = daesa_count_cps(&count, length_us + checker->rounding_us);
    double wpm = daesa_count_wpm(&count, length_us + checker->rounding_us);
    double max_cps = cps_limit(checker, house);
    double max_wpm = house->max_speed_wpm > 0 ? house->max_speed_wpm : house->speed_wpm;
    if (max_cps > 0 && cps > max_cps) {
        cps = daesa_count_cps(&count, length_us);
        daesa_checker_report(checker, "speed-cps", cue,
                             (struct daesa_measure){cps, max_cps, "characters/s"},
                             "%s characters a second, at most %s",
                             daesa_figure((double)(int64_t)(cps * 10 + 0.5) / 10).s,
                             daesa_figure(max_cps).s);
    }
    if (max_wpm > 0 && wpm > max_wpm) {
        wpm = daesa_count_wpm(&count, length_us);
        daesa_checker_report(
            checker, "speed-wpm", cue, (struct daesa_measure){wpm, max_wpm, "words/min"},
            "%s words a minute, at most %s", daesa_figure((double)(int64_t)(wpm + 0.5)).s,
            daesa_figure(max_wpm).s);
    }
}

void daesa_check_duration(struct daesa_checker *checker)
{
    for (size_t i = 0; i < checker->n_shown; i++) {
        const struct daesa_cue *cue = checker->shown[i];
        check_length(checker, cue);
        for (size_t j = 0; j < cue->n_texts; j++)
            check_speed(checker, cue, &cue->texts[j]);
    }
}
