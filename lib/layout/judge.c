/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* What the speech left no room for. */
#include "layout/laid.h"
#include "text/count.h"

#include <math.h>
#include <stdio.h>

struct work {
    const struct daesa_laid_list *list;
    struct daesa_sink *sink;
};

static void complain(const struct work *work, const struct daesa_laid *laid,
                     const char *rule, const char *message)
{
    struct daesa_finding finding = {.severity = DAESA_WARNING,
                                    .rule = rule,
                                    .place = laid->cue.source.place,
                                    .cue = laid->i_source + 1,
                                    .start_us = laid->cue.start_us};
    if (work->list->opts->profile)
        daesa_report(work->sink, finding, "%s", message);
}

static bool judge_time(const struct work *work, const struct daesa_laid *laid)
{
    char message[200];
    double has_s = (double)(laid->cue.end_us - laid->cue.start_us) / 1e6;
    double need_s = (double)laid->need_us / 1e6, least_s = (double)laid->least_us / 1e6;
    double most_s = (double)laid->profile->max_duration_us / 1e6;
    /* Half a hundredth is lost in rounding. */
    bool is_short = has_s < least_s - 0.005, is_fast = has_s < need_s - 0.005;
    bool is_long = most_s > 0 && has_s > most_s + 0.005;
    if (is_short) {
        snprintf(
            message, sizeof message,
            "is shown for %.2f s, less than the %.2f s of '%s': the speech leaves no "
            "room",
            has_s, least_s, laid->profile->name);
        complain(work, laid, "layout-short", message);
    } else if (is_fast) {
        snprintf(message, sizeof message,
                 "is shown for %.2f s and takes %.2f s to read by '%s': %.0f %% too fast",
                 has_s, need_s, laid->profile->name,
                 (need_s / fmax(has_s, 0.01) - 1) * 100);
        complain(work, laid, "layout-speed", message);
    }
    if (is_long) {
        snprintf(message, sizeof message,
                 "is shown for %.2f s, more than the %.2f s of '%s'", has_s, most_s,
                 laid->profile->name);
        complain(work, laid, "layout-long", message);
    }
    return !is_short && !is_fast && !is_long;
}

static bool judge_room(const struct work *work, const struct daesa_laid *laid)
{
    char message[200];
    for (size_t i = 0; i < laid->cue.n_texts; i++) {
        const struct daesa_text *text = &laid->cue.texts[i];
        const struct daesa_profile *profile = daesa_laid_profile(
            work->list->opts, laid->cue.texts, laid->cue.n_texts, text);
        struct daesa_count count = daesa_count(text->plain, profile->counting);
        size_t longest = (count.longest_halves + 1) / 2;
        if ((profile->line_chars == 0 || longest <= (size_t)profile->line_chars) &&
            (profile->lines == 0 || count.n_lines <= (size_t)profile->lines))
            continue;
        snprintf(message, sizeof message,
                 "has %zu lines of up to %zu characters, more than the %d of %d of '%s'",
                 count.n_lines, longest, (int)profile->lines, (int)profile->line_chars,
                 profile->name);
        complain(work, laid, "layout-room", message);
        return false;
    }
    return true;
}

void daesa_laid_judge(const struct daesa_laid_list *list, struct daesa_sink *sink)
{
    struct work judging = {list, sink}, *const work = &judging;
    size_t n = 0, n_tight = 0;
    for (size_t i = 0; i < work->list->n; i++) {
        const struct daesa_laid *laid = &work->list->items[i];
        if (laid->is_fixed)
            continue;
        bool has_room = judge_room(work, laid);
        n_tight += !judge_time(work, laid) || !has_room;
        n++;
    }
    if (!n_tight || work->list->opts->profile)
        return;
    struct daesa_finding finding = {
        .rule = "layout-tight", .severity = DAESA_NOTE, .start_us = DAESA_TIME_NONE};
    daesa_report(work->sink, finding,
                 "%zu of %zu cues are too fast to read at ease, or too short or long, as "
                 "the speech leaves no room; --profile says which",
                 n_tight, n);
}
