/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/mend.h"

#include "check/check.h"
#include "check/rule.h"
#include "check/sync.h"
#include "core/file.h"
#include "core/retime.h"
#include "format/write.h"
#include "job/check_cut.h"
#include "job/check_said.h"
#include "layout/mend.h"
#include "text/charset.h"
#include "text/normalise.h"

#include <stdlib.h>
#include <string.h>

/* What is mended may show what was hidden before. */
#define ROUNDS 3
/* How often what was written is mended again. */
#define WRITES 4
/* Times that are as near as this are the same in a file of coarse times. */
#define NEAR_US INT64_C(60000)
/* What writers say that could not keep the document (format/). */
#define ANEW "-written-anew"
#define TIMES \
    (DAESA_MEND_SHOTS | DAESA_MEND_FRAMES | DAESA_MEND_DURATION | DAESA_MEND_GAPS)
#define TEXTS                                                                      \
    (DAESA_MEND_LINES | DAESA_MEND_SPACE | DAESA_MEND_DASH | DAESA_MEND_ELLIPSIS | \
     DAESA_MEND_ITALIC)

/* A sink that gathers what mends the findings. */
struct gatherer {
    struct daesa_sink sink;
    unsigned what;
};

static void gather(struct daesa_sink *sink, const struct daesa_finding *finding)
{
    const struct daesa_rule *rule = daesa_rule_find(finding->rule ? finding->rule : "");
    if (rule)
        ((struct gatherer *)sink)->what |= rule->mend;
}

/* Each piece by its own offset, the last first: what is left out there moves none. */
static enum daesa_status mend_jumps(struct daesa_track *track,
                                    const struct daesa_cue *const *cues,
                                    const struct daesa_sync *sync)
{
    size_t at[DAESA_SYNC_MAX_PIECES], to = track->n_cues;
    enum daesa_status st = DAESA_OK;
    for (size_t i = 0; i < sync->n_pieces; i++)
        at[i] = i ? (size_t)(cues[sync->pieces[i].first] - track->cues) : 0;
    for (size_t i = sync->n_pieces; !st && i-- > 0; to = at[i]) {
        struct daesa_retime how = {.shift_us = sync->pieces[i].shift_us};
        st = daesa_track_retime_part(track, at[i], to, &how, NULL);
    }
    return st;
}

/* Of cuts, what is said knows more than pauses. */
static enum daesa_status ask_words(const struct daesa_track *track,
                                   const struct daesa_check_job *job,
                                   struct daesa_sync *sync)
{
    float *said = NULL;
    struct daesa_sync cut = {0};
    enum daesa_status st = daesa_check_compare(track, job, &said, NULL);
    if (!st && said)
        st = daesa_check_find_cut(track, job, said, &cut);
    if (!st && said)
        daesa_sync_settle(sync, &cut);
    free(said);
    return st;
}

/* The track is in the order of its times then. */
static enum daesa_status mend_sync(struct daesa_track *track,
                                   const struct daesa_check_job *job)
{
    struct daesa_sync sync = {0};
    const struct daesa_cue **cues = NULL;
    size_t n = 0;
    enum daesa_status st = daesa_track_sort(track);
    if (!st)
        st = daesa_check_shown(track, &cues, &n);
    if (!st)
        st = daesa_sync_find(cues, n, job->evidence, NULL, &sync);
    if (!st && job->spoken && job->clip)
        st = ask_words(track, job, &sync);
    struct daesa_retime how = {
        .from = sync.from, .to = sync.to, .shift_us = sync.shift_us};
    if (!st && sync.kind == DAESA_SYNC_JUMP)
        st = mend_jumps(track, cues, &sync);
    else if (!st && (sync.kind == DAESA_SYNC_OFFSET || sync.kind == DAESA_SYNC_DRIFT))
        st = daesa_track_retime(track, &how, NULL);
    free(cues);
    return st;
}

static enum daesa_status mend_once(struct daesa_track *track,
                                   const struct daesa_check_job *job, unsigned what)
{
    const struct daesa_profile *house = job->profile;
    struct daesa_mend_opts opts = {.what = what,
                                   .profile = house ? house : daesa_check_house(track),
                                   .evidence = job->evidence,
                                   .rate = job->load.rate,
                                   .is_for_children = job->is_for_children};
    enum daesa_status st = DAESA_OK;
    if (!daesa_rate_known(opts.rate))
        opts.rate = daesa_check_rate(track, job->evidence);
    if (what & DAESA_MEND_SYNC)
        st = mend_sync(track, job);
    if (!st && (what & DAESA_MEND_ORDER))
        st = daesa_track_sort(track);
    if (!st && (what & TEXTS))
        st = daesa_mend_texts(track, &opts);
    /* Once the whole is right, the next round sees what else is wrong. */
    if (!st && (what & TIMES) && !(what & DAESA_MEND_SYNC))
        st = daesa_mend_times(track, &opts);
    return st;
}

static bool has_usual_ends(const struct daesa_track *track)
{
    return track->newline &&
           (strcmp(track->newline, "\n") == 0 || strcmp(track->newline, "\r\n") == 0);
}

/* What was not edited is written as it was, letters in pieces too. */
static enum daesa_status compose(struct daesa_buf *text)
{
    struct daesa_buf composed = {0};
    if (text->status || daesa_nfc_quick(daesa_buf_str(text)))
        return text->status;
    daesa_nfc_add(&composed, daesa_buf_str(text));
    if (composed.status) {
        daesa_buf_finish(&composed);
        return DAESA_NO_MEMORY;
    }
    daesa_buf_finish(text);
    *text = composed;
    return DAESA_OK;
}

static enum daesa_status write(const struct daesa_track *track, const char *path,
                               unsigned what, struct daesa_buf *out,
                               struct daesa_sink *sink)
{
    struct daesa_format_write_opts how = {.to = track->format,
                                          .file = daesa_file_shown(path)};
    if (what & DAESA_MEND_FILE) {
        how.encoding = "UTF-8";
        how.bom = DAESA_BOM_NO;
        how.newline = has_usual_ends(track) ? NULL : "\n";
    }
    const struct daesa_format *format = daesa_format_find(daesa_str_of(track->format));
    enum daesa_status st = daesa_format_write(track, &how, out, sink);
    if (!st && format && !format->binary && (what & DAESA_MEND_FILE) != 0)
        st = compose(out);
    return st;
}

/* Mends until nothing more can be; what was done, as bits, into `*done`. */
static enum daesa_status mend(struct daesa_track *track,
                              const struct daesa_check_job *job, struct daesa_str bytes,
                              unsigned *done)
{
    enum daesa_status st = DAESA_OK;
    struct daesa_check_job silent = *job; /* only cuts hang on what is said */
    silent.spoken = NULL;
    for (int round = 0; !st && round < ROUNDS; round++) {
        struct gatherer found = {{gather}, 0};
        st = daesa_check_track(round ? &silent : job, track, bytes, NULL, &found.sink);
        bytes = (struct daesa_str){0}; /* of the track as it was */
        unsigned what = round
                            ? found.what & ~(unsigned)(DAESA_MEND_FILE | DAESA_MEND_SYNC)
                            : found.what;
        if (!st && what)
            st = mend_once(track, job, what);
        *done |= what;
    }
    return st;
}

/* The file as it was, in UTF-8. */
static enum daesa_status decode(const struct daesa_track *track, struct daesa_str bytes,
                                struct daesa_buf *out)
{
    struct daesa_charset charset = {0};
    struct daesa_charset_opts opts = {.name = track->encoding.s};
    if (!track->encoding.len) {
        daesa_buf_add(out, bytes);
        return out->status;
    }
    enum daesa_status st = daesa_charset_find(bytes, &opts, &charset, NULL);
    return st ? st : daesa_charset_decode(bytes, &charset, NULL, out, NULL);
}

/* Hears what a writer says that it loses, and passes it on. */
struct watcher {
    struct daesa_sink sink;
    struct daesa_sink *to;
    bool loses;
};

static void watch(struct daesa_sink *sink, const struct daesa_finding *finding)
{
    struct watcher *watcher = (struct watcher *)sink;
    watcher->loses |=
        finding->severity > DAESA_NOTE ||
        daesa_str_ends(daesa_str_of(finding->rule ? finding->rule : ""), ANEW);
    if (watcher->to)
        watcher->to->put(watcher->to, finding);
}

static bool is_near(int64_t a_us, int64_t b_us)
{
    return a_us == b_us || (a_us != DAESA_TIME_NONE && b_us != DAESA_TIME_NONE &&
                            llabs(a_us - b_us) <= NEAR_US);
}

static bool is_same_cue(const struct daesa_cue *a, const struct daesa_cue *b)
{
    bool is_same = is_near(a->start_us, b->start_us) && is_near(a->end_us, b->end_us) &&
                   a->comment == b->comment && a->n_texts == b->n_texts;
    for (size_t i = 0; is_same && i < a->n_texts; i++)
        is_same = daesa_str_equal(a->texts[i].plain, b->texts[i].plain);
    return is_same;
}

/* Whether a file says what it was made of. */
static enum daesa_status compare(const struct daesa_check_job *job,
                                 struct daesa_str bytes, struct daesa_track *track,
                                 bool *is_same)
{
    struct daesa_track back = {0};
    enum daesa_status st = daesa_check_open(job, bytes, &back, NULL);
    if (!st)
        st = daesa_track_sort(&back);
    if (!st)
        st = daesa_track_sort(track);
    *is_same = !st && back.n_cues == track->n_cues;
    for (size_t i = 0; *is_same && i < back.n_cues; i++)
        *is_same = is_same_cue(&back.cues[i], &track->cues[i]);
    daesa_track_finish(&back);
    return st;
}

/* Mends `bytes` into `out`, which is empty before; `*loses` where the format cannot hold
 * what came of it. */
static enum daesa_status mend_bytes(const struct daesa_check_job *job,
                                    struct daesa_str bytes, struct daesa_buf *out,
                                    bool *loses, struct daesa_sink *sink)
{
    struct daesa_track track = {0};
    struct watcher watcher = {.sink.put = watch, .to = sink};
    unsigned done = 0;
    bool is_same = true;
    enum daesa_status st = daesa_check_open(job, bytes, &track, NULL);
    if (!st)
        st = mend(&track, job, bytes, &done);
    if (!st)
        st = write(&track, job->path, done, out, &watcher.sink);
    if (!st)
        st = compare(job, daesa_buf_str(out), &track, &is_same);
    *loses = watcher.loses || !is_same;
    daesa_track_finish(&track);
    return st;
}

/* Until what is written is what was read: a format rounds times, and what is mended has
 * to keep to the house in the file. */
static enum daesa_status mend_file(const struct daesa_check_job *job,
                                   struct daesa_str bytes, struct daesa_buf *out,
                                   bool *loses, struct daesa_sink *sink)
{
    struct daesa_buf next = {0};
    bool is_done = false;
    enum daesa_status st = mend_bytes(job, bytes, out, loses, sink);
    for (int i = 0; !st && !*loses && !is_done && i < WRITES; i++) {
        st = mend_bytes(job, daesa_buf_str(out), &next, loses, sink);
        is_done = daesa_str_equal(daesa_buf_str(out), daesa_buf_str(&next));
        if (!st && !is_done) {
            struct daesa_buf before = *out;
            *out = next;
            next = before;
        }
        daesa_buf_finish(&next);
    }
    *loses |= !is_done;
    return st;
}

static enum daesa_status leave(const struct daesa_check_job *job, struct daesa_str bytes,
                               struct daesa_mended *made, struct daesa_sink *sink)
{
    daesa_report(sink,
                 (struct daesa_finding){.severity = DAESA_ERROR,
                                        .rule = "fix-loses",
                                        .place = {.file = daesa_file_shown(job->path)},
                                        .start_us = DAESA_TIME_NONE},
                 "is left as it is: written in its format, what is mended would not be "
                 "what is read again; convert it, to WebVTT perhaps, and mend that");
    made->bytes.len = 0;
    daesa_buf_add(&made->bytes, bytes);
    return made->bytes.status;
}

/* The file as it was or is, in UTF-8. */
static enum daesa_status show(const struct daesa_check_job *job, struct daesa_str bytes,
                              struct daesa_buf *out)
{
    struct daesa_track track = {0};
    enum daesa_status st = daesa_check_open(job, bytes, &track, NULL);
    if (!st)
        st = decode(&track, bytes, out);
    daesa_track_finish(&track);
    return st;
}

enum daesa_status daesa_mend_subtitles(const struct daesa_check_job *job,
                                       struct daesa_mended *out,
                                       struct daesa_check_stats *stats,
                                       struct daesa_sink *sink)
{
    struct daesa_buf bytes = {0};
    struct daesa_track after = {0};
    struct daesa_mended made = {0};
    bool loses = false;
    enum daesa_status st = daesa_file_read(job->path, 0, &bytes, sink);
    if (!st)
        st = mend_file(job, daesa_buf_str(&bytes), &made.bytes, &loses, sink);
    if (!st && loses)
        st = leave(job, daesa_buf_str(&bytes), &made, sink);
    if (!st)
        st = show(job, daesa_buf_str(&bytes), &made.before);
    if (!st)
        st = daesa_check_open(job, daesa_buf_str(&made.bytes), &after, sink);
    if (!st)
        st = decode(&after, daesa_buf_str(&made.bytes), &made.after);
    if (!st)
        st = daesa_check_track(job, &after, daesa_buf_str(&made.bytes), stats, sink);
    made.is_changed = !daesa_str_equal(daesa_buf_str(&made.bytes), daesa_buf_str(&bytes));
    if (st)
        daesa_mended_finish(&made);
    else
        *out = made;
    daesa_track_finish(&after);
    daesa_buf_finish(&bytes);
    return st;
}

void daesa_mended_finish(struct daesa_mended *mended)
{
    daesa_buf_finish(&mended->bytes);
    daesa_buf_finish(&mended->before);
    daesa_buf_finish(&mended->after);
}
