/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Cues and the speech in the clip. First the whole: where all cues are off, each is wrong
 * for the same reason, and that is said once, with what mends it. Only else each cue is
 * looked at. What is taken for speech goes by loudness (speech/activity.h), so that
 * small differences say nothing. */
#include "check/checker.h"

#include "check/said.h"
#include "check/sync.h"

#define MS INT64_C(1000)
/* A cue of which less is speech is silent. */
#define SILENT_SHARE 0.1
/* How far a cue may be off its speech, what the house allows apart. */
#define EARLY_US (800 * MS)
#define LATE_US (900 * MS)
#define LINGER_US (1200 * MS)
#define SLACK_US (700 * MS)
/* Less speech than this may be a breath, a laugh, a word nobody misses. */
#define MISSING_US (2000 * MS)

static int64_t later(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static int64_t earlier(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* "25" or "23.976", as --rate of 'daesa convert' takes it. */
static struct daesa_figure rate_text(struct daesa_rate rate)
{
    return daesa_figure(daesa_rate_fps(rate));
}

static void report_offset(const struct daesa_checker *checker, int64_t shift_us)
{
    int64_t off_us = -shift_us;
    daesa_checker_report(checker, "sync-offset", NULL,
                         (struct daesa_measure){daesa_seconds(off_us), 0, "s"},
                         "all cues are %s s %s; 'daesa convert --shift %ss' mends that",
                         daesa_figure_s(off_us < 0 ? -off_us : off_us).s,
                         off_us > 0 ? "late" : "early", daesa_figure_s(shift_us).s);
}

static void report_drift(const struct daesa_checker *checker,
                         const struct daesa_sync *sync)
{
    double ratio = daesa_rate_fps(sync->from) / daesa_rate_fps(sync->to);
    daesa_checker_report(
        checker, "sync-drift", NULL, (struct daesa_measure){1 / ratio, 1, "share"},
        "the times run too %s: as if made for %s frames a second and shown at %s; "
        "'daesa convert --rate %s:%s --shift %ss' mends that",
        ratio > 1 ? "fast" : "slow", rate_text(sync->from).s, rate_text(sync->to).s,
        rate_text(sync->from).s, rate_text(sync->to).s, daesa_figure_s(sync->shift_us).s);
}

static void report_jumps(const struct daesa_checker *checker,
                         const struct daesa_sync *sync)
{
    for (size_t i = 0; i < sync->n_pieces; i++) {
        int64_t shift_us = sync->pieces[i].shift_us;
        int64_t before_us = i ? sync->pieces[i - 1].shift_us : 0;
        const struct daesa_cue *cue = checker->shown[sync->pieces[i].first];
        if (i == 0 && shift_us > -DAESA_SECOND_US / 8 && shift_us < DAESA_SECOND_US / 8)
            continue;
        daesa_checker_report(
            checker, "sync-jump", cue,
            (struct daesa_measure){daesa_seconds(-shift_us), 0, "s"},
            "from here on cues are %s s %s (%s s more than before): the "
            "clip is cut in another way; 'daesa check --clip CLIP%s --fix' "
            "mends that",
            daesa_figure_s(shift_us < 0 ? -shift_us : shift_us).s,
            shift_us < 0 ? "late" : "early", daesa_figure_s(before_us - shift_us).s,
            sync->is_by_words ? " --spoken LANG" : "");
    }
}

/* True where the cues are good as a whole, or nobody can tell. */
static bool check_whole(const struct daesa_checker *checker,
                        const struct daesa_sync *sync)
{
    switch (sync->kind) {
    case DAESA_SYNC_OFFSET:
        report_offset(checker, sync->shift_us);
        return false;
    case DAESA_SYNC_DRIFT:
        report_drift(checker, sync);
        return false;
    case DAESA_SYNC_JUMP:
        report_jumps(checker, sync);
        return false;
    case DAESA_SYNC_NONE:
        daesa_checker_report(checker, "sync-none", NULL, DAESA_NO_MEASURE,
                             "no offset, frame rate or cut puts these cues on the speech "
                             "of the clip: they belong to another");
        return false;
    case DAESA_SYNC_UNKNOWN:
    case DAESA_SYNC_GOOD:
        return true;
    }
    return true;
}

/* The first speech that ends after `us`, by halving. */
static size_t speech_after(const struct daesa_evidence *evidence, int64_t us)
{
    size_t low = 0, high = evidence->n_speech;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (evidence->speech[middle].end_us <= us)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Speech within a cue. */
struct within {
    int64_t total_us, first_us, last_us;
};

static struct within listen(const struct daesa_evidence *evidence,
                            const struct daesa_cue *cue)
{
    struct within in = {.first_us = cue->end_us, .last_us = cue->start_us};
    for (size_t i = speech_after(evidence, cue->start_us);
         i < evidence->n_speech && evidence->speech[i].start_us < cue->end_us; i++) {
        int64_t from_us = later(evidence->speech[i].start_us, cue->start_us);
        int64_t to_us = earlier(evidence->speech[i].end_us, cue->end_us);
        in.total_us += to_us - from_us;
        in.first_us = earlier(in.first_us, from_us);
        in.last_us = later(in.last_us, to_us);
    }
    return in;
}

/* Speech that began before the cue, and that no other cue covers. */
static void check_late(const struct daesa_checker *checker, size_t i, int64_t free_us)
{
    const struct daesa_evidence *evidence = checker->evidence;
    const struct daesa_cue *cue = checker->shown[i];
    size_t at = speech_after(evidence, cue->start_us);
    if (at == evidence->n_speech || evidence->speech[at].start_us >= cue->start_us)
        return;
    int64_t late_us = cue->start_us - later(evidence->speech[at].start_us, free_us);
    if (late_us > LATE_US && late_us < MISSING_US)
        daesa_checker_report(
            checker, "sound-late", cue,
            (struct daesa_measure){daesa_seconds(late_us), daesa_seconds(LATE_US), "s"},
            "starts %s s after the speech", daesa_figure_s(late_us).s);
}

static void check_cue(const struct daesa_checker *checker, const struct daesa_cue *cue)
{
    const struct daesa_profile *house = checker->profile;
    struct within in = listen(checker->evidence, cue);
    int64_t length_us = cue->end_us - cue->start_us;
    double share = (double)in.total_us / (double)length_us;
    if (share < SILENT_SHARE) {
        daesa_checker_report(checker, "sound-silent", cue,
                             (struct daesa_measure){share, SILENT_SHARE, "share"},
                             "nobody speaks while it is shown");
        return;
    }
    int64_t early_us = in.first_us - cue->start_us, over_us = cue->end_us - in.last_us;
    int64_t may_lead_us = later(EARLY_US, house->lead_us + SLACK_US);
    int64_t may_linger_us = later(LINGER_US, house->linger_us + SLACK_US);
    if (early_us > may_lead_us)
        daesa_checker_report(checker, "sound-early", cue,
                             (struct daesa_measure){daesa_seconds(early_us),
                                                    daesa_seconds(may_lead_us), "s"},
                             "starts %s s before the speech", daesa_figure_s(early_us).s);
    if (over_us > may_linger_us && length_us - over_us / 2 > house->min_duration_us)
        daesa_checker_report(checker, "sound-linger", cue,
                             (struct daesa_measure){daesa_seconds(over_us),
                                                    daesa_seconds(may_linger_us), "s"},
                             "stays %s s after the speech", daesa_figure_s(over_us).s);
}

/* Speech from `from_us` to `to_us` that no cue covers. */
static void report_missing(struct daesa_checker *checker, int64_t from_us, int64_t to_us)
{
    struct daesa_buf time = {0};
    if (to_us - from_us < MISSING_US)
        return;
    daesa_time_print(&time, from_us);
    if (time.status)
        checker->status = time.status;
    else
        daesa_checker_report_at(checker, "sound-missing", from_us,
                                (struct daesa_measure){daesa_seconds(to_us - from_us),
                                                       daesa_seconds(MISSING_US), "s"},
                                "%s s of speech at %s have no subtitle",
                                daesa_figure_s(to_us - from_us).s, time.s);
    daesa_buf_finish(&time);
}

/* The cues' ends do not rise with their starts: what is covered so far is the latest. */
static void check_missing(struct daesa_checker *checker)
{
    const struct daesa_evidence *evidence = checker->evidence;
    size_t i = 0;
    int64_t free_us = evidence->start_us;
    for (size_t at = 0; at < evidence->n_speech; at++) {
        struct daesa_interval speech = evidence->speech[at];
        free_us = later(free_us, speech.start_us);
        for (; i < checker->n_shown && checker->shown[i]->start_us < speech.end_us; i++) {
            if (checker->shown[i]->start_us > free_us)
                report_missing(checker, free_us, checker->shown[i]->start_us);
            free_us = later(free_us, checker->shown[i]->end_us);
        }
        if (free_us < speech.end_us)
            report_missing(checker, free_us, speech.end_us);
        free_us = later(free_us, speech.end_us);
    }
}

void daesa_check_sound(struct daesa_checker *checker)
{
    struct daesa_sync sync = {0};
    int64_t free_us = INT64_MIN;
    if (!checker->evidence->speech || checker->n_shown == 0)
        return;
    checker->status =
        daesa_sync_find(checker->shown, checker->n_shown, checker->evidence, NULL, &sync);
    if (checker->status)
        return;
    if (checker->opts->cut)
        daesa_sync_settle(&sync, checker->opts->cut);
    /* The words are better witnesses than the pauses. */
    if (sync.kind == DAESA_SYNC_NONE && daesa_said_fits(checker))
        return;
    checker->is_off = !check_whole(checker, &sync);
    if (checker->is_off)
        return;
    for (size_t i = 0; i < checker->n_shown; i++) {
        check_cue(checker, checker->shown[i]);
        check_late(checker, i, free_us);
        free_us = later(free_us, checker->shown[i]->end_us);
    }
    check_missing(checker);
}
