/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "layout/merge.h"

#include "layout/match.h"
#include "layout/match_clock.h"
#include "layout/retext.h"
#include "text/utf8.h"
#include "text/word.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define QUOTE_LETTERS 40

/* Two tracks at work. */
struct work {
    const struct daesa_track *a;
    struct daesa_track *b;
    const struct daesa_merge_opts *opts;
    struct daesa_match match;
    struct daesa_str *keys_a, *keys_b; /* of each cue */
    struct daesa_track out;
    struct daesa_merge_result result;
    size_t last_b; /* the cue of b that was matched last, plus one */
    struct daesa_sink *sink;
};

void daesa_merge_result_finish(struct daesa_merge_result *result)
{
    if (!result)
        return;
    free(result->joined);
    *result = (struct daesa_merge_result){0};
}

/* ---- findings ---- */

static void report(const struct work *work, const struct daesa_cue *cue, bool of_b,
                   enum daesa_severity severity, const char *rule, const char *what)
{
    const struct daesa_track *track = of_b ? work->b : work->a;
    size_t i = (size_t)(cue - track->cues), at = 0;
    struct daesa_str text = cue->n_texts ? cue->texts[0].plain : (struct daesa_str){0};
    struct daesa_finding finding = {.severity = severity,
                                    .rule = rule,
                                    .place = cue->source.place,
                                    .cue = i + 1,
                                    .start_us = cue->start_us};
    if (!finding.place.file)
        finding.place.file = of_b ? work->opts->file_b : work->opts->file_a;
    for (int n = 0; n < QUOTE_LETTERS && at < text.len; n++)
        daesa_utf8_next(text, &at);
    struct daesa_str quote = daesa_str_slice(text, 0, at);
    daesa_report(work->sink, finding, "line %zu, \"%.*s%s\", %s", i + 1,
                 DAESA_STR_ARGS(quote), at < text.len ? "..." : "", what);
}

/* `cues`: the list of those of its track, which doubts count in. */
static void report_alone(struct work *work, const struct daesa_cue *cue, bool of_b,
                         const size_t *cues, const struct daesa_match_group *group)
{
    char what[160];
    bool is_shown = !of_b || work->result.way == DAESA_MERGE_TIME;
    int n = snprintf(what, sizeof what, "%s",
                     is_shown ? "has no counterpart in the other file"
                              : "belongs to no line of the other file and is left out");
    if (group->doubt_to > group->doubt_from)
        snprintf(what + n, sizeof what - (size_t)n,
                 "; or it is another of lines %zu to %zu, the texts do not tell",
                 cues[group->doubt_from] + 1, cues[group->doubt_to] + 1);
    work->result.n_missing += !of_b;
    work->result.n_extra += of_b;
    report(work, cue, of_b, DAESA_WARNING, of_b ? "merge-extra" : "merge-missing", what);
}

/* ---- which way ---- */

static bool share_language(struct daesa_str one, const struct daesa_text *text)
{
    struct daesa_text texts[1] = {*text};
    struct daesa_cue cue = {.texts = texts, .n_texts = 1};
    return text->language.len && one.len && daesa_cue_text(&cue, one);
}

/* The first language that texts of both tracks are in; empty: there is none. */
static struct daesa_str common_language(const struct work *work)
{
    for (size_t i = 0; i < work->a->n_cues; i++) {
        const struct daesa_cue *cue = &work->a->cues[i];
        for (size_t t = 0; t < cue->n_texts; t++)
            for (size_t j = 0; j < work->b->n_cues && j < 16; j++)
                for (size_t u = 0; u < work->b->cues[j].n_texts; u++)
                    if (work->b->cues[j].n_texts > 1 &&
                        share_language(cue->texts[t].language,
                                       &work->b->cues[j].texts[u]))
                        return cue->texts[t].language;
        if (i == 16)
            break;
    }
    return (struct daesa_str){0};
}

static void key_by_id(const struct daesa_track *track, struct daesa_str *keys)
{
    for (size_t i = 0; i < track->n_cues; i++)
        keys[i] = track->cues[i].id;
}

static void key_by_text(const struct daesa_track *track, struct daesa_str language,
                        struct daesa_str *keys)
{
    for (size_t i = 0; i < track->n_cues; i++) {
        const struct daesa_text *text = daesa_cue_text(&track->cues[i], language);
        keys[i] = text ? daesa_str_trim(text->plain) : (struct daesa_str){0};
    }
}

static bool have_times(const struct daesa_track *track)
{
    size_t n = 0;
    for (size_t i = 0; i < track->n_cues; i++) {
        const struct daesa_cue *cue = &track->cues[i];
        if (!cue->comment && !daesa_cue_timed(cue))
            return false;
        n += !cue->comment;
    }
    return n > 0;
}

static size_t count_pairs(const struct daesa_match *match)
{
    size_t n = 0;
    for (size_t i = 0; i < match->n_groups; i++)
        n += match->groups[i].n_a && match->groups[i].n_b;
    return n;
}

/* Tries keys; they decide where most lines of the shorter track have a partner. */
static enum daesa_status try_keys(struct work *work, bool is_asked, bool *done)
{
    size_t n_b = work->b->n_cues, n_a = work->a->n_cues;
    enum daesa_status st =
        daesa_match_keys(work->a, work->b, work->keys_a, work->keys_b, &work->match);
    *done = !st && (is_asked || 2 * count_pairs(&work->match) > (n_a < n_b ? n_a : n_b));
    if (!*done)
        daesa_match_finish(&work->match);
    return st;
}

static enum daesa_status match_ids(struct work *work, bool *done)
{
    key_by_id(work->a, work->keys_a);
    key_by_id(work->b, work->keys_b);
    return try_keys(work, work->opts->way == DAESA_MERGE_ID, done);
}

static enum daesa_status match_sources(struct work *work, bool *done)
{
    struct daesa_str language = common_language(work);
    if (language.len == 0)
        return DAESA_OK;
    key_by_text(work->a, language, work->keys_a);
    key_by_text(work->b, language, work->keys_b);
    return try_keys(work, work->opts->way == DAESA_MERGE_SOURCE, done);
}

/* In the words of the command that does the same. */
static void report_clock(const struct work *work, const struct daesa_retime *clock)
{
    char rate[80] = "";
    struct daesa_finding finding = {.severity = DAESA_WARNING,
                                    .rule = "merge-clock",
                                    .place.file = work->opts->file_b};
    double from = daesa_rate_fps(clock->from), to = daesa_rate_fps(clock->to);
    if (from != to)
        snprintf(rate, sizeof rate, " --rate %.6g:%.6g", from, to);
    daesa_report(work->sink, finding,
                 "keeps another clock than %s: its times were put to that, as 'daesa "
                 "convert%s --shift %.3fs' would",
                 work->opts->file_a ? work->opts->file_a : "the other file", rate,
                 (double)clock->shift_us / DAESA_SECOND_US);
}

static enum daesa_status share_clock(struct work *work)
{
    struct daesa_retime clock = {0};
    bool is_other;
    enum daesa_status st = daesa_match_clock(work->a, work->b, &clock, &is_other);
    if (st || !is_other)
        return st;
    report_clock(work, &clock);
    return daesa_track_retime(work->b, &clock, work->sink);
}

static enum daesa_status match_times(struct work *work, bool *done)
{
    *done = have_times(work->a) && have_times(work->b);
    enum daesa_status st = *done ? share_clock(work) : DAESA_OK;
    return *done && !st ? daesa_match_times(work->a, work->b, &work->match) : st;
}

static enum daesa_status match_order(struct work *work, bool *done)
{
    *done = true;
    return daesa_match_order(work->a, work->b, &work->match);
}

static enum daesa_status find_match(struct work *work)
{
    static enum daesa_status (*const ways[])(struct work * work, bool *done) = {
        [DAESA_MERGE_ID] = match_ids,
        [DAESA_MERGE_SOURCE] = match_sources,
        [DAESA_MERGE_TIME] = match_times,
        [DAESA_MERGE_ORDER] = match_order,
    };
    enum daesa_status st = DAESA_OK;
    bool done = false;
    for (int way = DAESA_MERGE_ID; !st && !done && way <= DAESA_MERGE_ORDER; way++) {
        if (work->opts->way && work->opts->way != (enum daesa_merge_way)way)
            continue;
        work->result.way = (enum daesa_merge_way)way;
        st = ways[way](work, &done);
    }
    if (!st && (!done || count_pairs(&work->match) == 0))
        return daesa_fail(work->sink, DAESA_BAD_INPUT, "merge-nothing",
                          (struct daesa_place){.file = work->opts->file_b},
                          "no line of it belongs to a line of %s",
                          work->opts->file_a ? work->opts->file_a : "the other file");
    return st;
}

/* Whether `b` has a text that could stand beside those of `a`. */
static bool has_other_text(const struct work *work)
{
    struct daesa_str language = {0};
    for (size_t i = 0; i < work->a->n_cues && language.len == 0; i++)
        if (work->a->cues[i].n_texts)
            language = work->a->cues[i].texts[0].language;
    for (size_t i = 0; i < work->b->n_cues; i++)
        for (size_t t = 0; t < work->b->cues[i].n_texts; t++)
            if (language.len == 0 ||
                !daesa_str_equal(work->b->cues[i].texts[t].language, language))
                return true;
    return false;
}

/* ---- texts ---- */

static const struct daesa_text *find_text(const struct daesa_cue *cue,
                                          struct daesa_str language)
{
    for (size_t i = 0; i < cue->n_texts; i++)
        if (daesa_str_equal(cue->texts[i].language, language))
            return &cue->texts[i];
    return NULL;
}

/* The text of several cues in the language of one of them. */
static enum daesa_status join_texts(struct work *work, const struct daesa_track *track,
                                    const size_t *cues, size_t n,
                                    struct daesa_str language, struct daesa_text *out)
{
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        const struct daesa_text *text = find_text(&track->cues[cues[i]], language);
        size_t shift;
        if (!text)
            continue;
        enum daesa_status st =
            any ? daesa_text_join(&work->out.arena, out, " ", text, out, &shift)
                : DAESA_OK;
        if (st)
            return st;
        if (!any)
            *out = *text;
        any = true;
    }
    return DAESA_OK;
}

/* Appends a text to the cue, or puts it in the place of that in its language. */
static void put_text(struct daesa_cue *cue, const struct daesa_text *text)
{
    for (size_t i = 0; text->language.len && i < cue->n_texts; i++)
        if (daesa_str_equal(cue->texts[i].language, text->language)) {
            if (i > 0)
                cue->texts[i] = *text;
            return;
        }
    cue->texts[cue->n_texts++] = *text;
}

/* The texts of a side of a group, each language once. */
static enum daesa_status add_side(struct work *work, const struct daesa_track *track,
                                  const size_t *cues, size_t n, struct daesa_cue *out)
{
    for (size_t i = 0; i < n; i++) {
        const struct daesa_cue *cue = &track->cues[cues[i]];
        for (size_t t = 0; t < cue->n_texts; t++) {
            struct daesa_str language = cue->texts[t].language;
            struct daesa_text joined = cue->texts[t];
            bool is_first = true;
            for (size_t k = 0; k < i; k++)
                is_first = is_first && !find_text(&track->cues[cues[k]], language);
            if (!is_first)
                continue;
            enum daesa_status st = join_texts(work, track, cues, n, language, &joined);
            if (st)
                return st;
            put_text(out, &joined);
        }
    }
    return DAESA_OK;
}

static size_t count_texts(const struct daesa_track *track, const size_t *cues, size_t n)
{
    size_t n_texts = 0;
    for (size_t i = 0; i < n; i++)
        n_texts += track->cues[cues[i]].n_texts;
    return n_texts;
}

/* ---- the words of cues that became one: each within its old times ---- */

static void spread_words(const struct daesa_cue *cue, size_t shift,
                         struct daesa_word *words, size_t *n_words)
{
    struct daesa_str text = cue->texts[0].plain;
    size_t at = 0, from, to;
    int64_t duration_us = cue->end_us - cue->start_us, len = (int64_t)text.len;
    while (daesa_word_next(text, &at, &from, &to)) {
        words[(*n_words)++] = (struct daesa_word){
            from + shift, to + shift,
            cue->start_us + daesa_scale(duration_us, (int64_t)from, len),
            cue->start_us + daesa_scale(duration_us, (int64_t)to, len), -1};
    }
}

static enum daesa_status time_words(struct work *work, const size_t *cues, size_t n,
                                    struct daesa_cue *out)
{
    size_t n_words = 0, shift = 0;
    struct daesa_str language = out->texts[0].language;
    for (size_t i = 0; i < n; i++)
        if (work->a->cues[cues[i]].n_texts)
            n_words += daesa_word_count(work->a->cues[cues[i]].texts[0].plain);
    out->words = daesa_arena_alloc(&work->out.arena, n_words, sizeof *out->words);
    if (!out->words)
        return DAESA_NO_MEMORY;
    out->n_words = 0;
    for (size_t i = 0; i < n; i++) {
        const struct daesa_cue *cue = &work->a->cues[cues[i]];
        if (!cue->n_texts || !daesa_str_equal(cue->texts[0].language, language))
            continue;
        spread_words(cue, shift, out->words, &out->n_words);
        shift += cue->texts[0].plain.len + 1;
    }
    return DAESA_OK;
}

/* ---- cues ---- */

/* The cue that a group becomes: the first of `a`, or of `b` where it has none. */
static enum daesa_status put_group(struct work *work,
                                   const struct daesa_match_group *group)
{
    const size_t *in_a = work->match.a + group->from_a;
    const size_t *in_b = work->match.b + group->from_b;
    const struct daesa_cue *first =
        group->n_a ? &work->a->cues[in_a[0]] : &work->b->cues[in_b[0]];
    struct daesa_cue *cue = daesa_track_add(&work->out);
    if (!cue)
        return DAESA_NO_MEMORY;
    *cue = *first;
    if (!group->n_a)
        cue->style = (struct daesa_str){0};
    if (!group->n_b && group->n_a == 1)
        return DAESA_OK;
    size_t n_texts =
        count_texts(work->a, in_a, group->n_a) + count_texts(work->b, in_b, group->n_b);
    cue->texts = daesa_arena_alloc(&work->out.arena, n_texts, sizeof *cue->texts);
    cue->n_texts = 0;
    if (!cue->texts)
        return DAESA_NO_MEMORY;
    enum daesa_status st = add_side(work, work->a, in_a, group->n_a, cue);
    if (!st)
        st = add_side(work, work->b, in_b, group->n_b, cue);
    for (size_t i = 1; i < group->n_a; i++)
        if (work->a->cues[in_a[i]].end_us > cue->end_us)
            cue->end_us = work->a->cues[in_a[i]].end_us;
    cue->n_words = group->n_a > 1 ? 0 : cue->n_words;
    if (!st && group->n_a > 1 && cue->n_texts && daesa_cue_timed(cue))
        st = time_words(work, in_a, group->n_a, cue);
    return st;
}

/* A line whose texts are in other words than those of its counterpart in the same
 * language was changed after it was translated. */
static void compare_sources(const struct work *work, const struct daesa_cue *a,
                            const struct daesa_cue *b)
{
    if (b->n_texts < 2 || a->n_texts == 0 || a->texts[0].language.len == 0)
        return;
    const struct daesa_text *source = daesa_cue_text(b, a->texts[0].language);
    if (source && !daesa_str_equal(daesa_str_trim(source->plain),
                                   daesa_str_trim(a->texts[0].plain)))
        report(work, a, false, DAESA_WARNING, "merge-source-changed",
               "is not what was translated: its text has changed since");
}

/* Whether `b` says anything that the first text of `a` does not say itself. */
static bool is_translated(const struct daesa_cue *a, const struct daesa_cue *b)
{
    for (size_t i = 0; i < b->n_texts; i++)
        if (a->n_texts == 0 || b->texts[i].language.len == 0 ||
            !daesa_str_equal(b->texts[i].language, a->texts[0].language))
            return true;
    return false;
}

/* By order it is a guess that two lines are one in the other file. */
static void report_joined(const struct work *work, const struct daesa_match_group *group)
{
    bool of_b = group->n_b > 1;
    size_t i = of_b ? work->match.b[group->from_b] : work->match.a[group->from_a];
    size_t last = of_b ? work->match.b[group->from_b + group->n_b - 1]
                       : work->match.a[group->from_a + group->n_a - 1];
    size_t other = of_b ? work->match.a[group->from_a] : work->match.b[group->from_b];
    char what[120];
    snprintf(what, sizeof what,
             "and line %zu are line %zu of the other file and became one; see that they "
             "say the same",
             last + 1, other + 1);
    report(work, of_b ? &work->b->cues[i] : &work->a->cues[i], of_b, DAESA_WARNING,
           "merge-joined", what);
}

static void judge_group(struct work *work, const struct daesa_match_group *group)
{
    const size_t *in_a = work->match.a + group->from_a;
    const size_t *in_b = work->match.b + group->from_b;
    for (size_t i = 0; !group->n_b && i < group->n_a; i++)
        report_alone(work, &work->a->cues[in_a[i]], false, work->match.a, group);
    for (size_t i = 0; !group->n_a && i < group->n_b; i++)
        report_alone(work, &work->b->cues[in_b[i]], true, work->match.b, group);
    if (!group->n_a || !group->n_b)
        return;
    const struct daesa_cue *a = &work->a->cues[in_a[0]], *b = &work->b->cues[in_b[0]];
    bool is_pair = group->n_a == 1 && group->n_b == 1;
    if (is_pair && !is_translated(a, b)) {
        work->result.n_missing++;
        report(work, a, false, DAESA_WARNING, "merge-missing",
               "is not translated in the other file");
        return;
    }
    work->result.n_matched++;
    if (is_pair)
        compare_sources(work, a, b);
    else if (work->result.way == DAESA_MERGE_ORDER)
        report_joined(work, group);
    if (in_b[0] + 1 < work->last_b)
        report(work, &work->b->cues[in_b[0]], true, DAESA_NOTE, "merge-moved",
               "stands at another place than its counterpart");
    else
        work->last_b = in_b[0] + 1;
}

/* Comments of `a` stay where they are: before the cue that they stood before. */
static enum daesa_status put_comments(struct work *work, size_t *next, size_t until)
{
    for (; *next < until; ++*next) {
        if (!work->a->cues[*next].comment)
            continue;
        struct daesa_cue *cue = daesa_track_add(&work->out);
        if (!cue)
            return DAESA_NO_MEMORY;
        *cue = work->a->cues[*next];
    }
    return DAESA_OK;
}

static enum daesa_status put_groups(struct work *work)
{
    bool is_timed = work->result.way == DAESA_MERGE_TIME;
    size_t next = 0;
    work->result.joined = calloc(work->a->n_cues + work->b->n_cues + 1, sizeof(bool));
    enum daesa_status st = work->result.joined ? DAESA_OK : DAESA_NO_MEMORY;
    for (size_t i = 0; !st && i < work->match.n_groups; i++) {
        const struct daesa_match_group *group = &work->match.groups[i];
        judge_group(work, group);
        if (group->n_a)
            st = put_comments(work, &next, work->match.a[group->from_a]);
        if (!st && (group->n_a || is_timed))
            st = put_group(work, group);
        if (!st && (group->n_a > 1 || group->n_b > 1))
            work->result.joined[work->out.n_cues - 1] = true;
    }
    return st ? st : put_comments(work, &next, work->a->n_cues);
}

struct id {
    struct daesa_str id;
    size_t cue;
};

static int by_id(const void *one, const void *other)
{
    const struct id *x = one, *y = other;
    size_t len = x->id.len < y->id.len ? x->id.len : y->id.len;
    int order = len ? memcmp(x->id.s, y->id.s, len) : 0;
    if (order == 0)
        order = (x->id.len > y->id.len) - (x->id.len < y->id.len);
    return order ? order : (x->cue > y->cue) - (x->cue < y->cue);
}

static enum daesa_status report_twice(const struct work *work,
                                      const struct daesa_track *track, bool of_b)
{
    struct id *ids = calloc(track->n_cues + 1, sizeof *ids);
    if (!ids)
        return DAESA_NO_MEMORY;
    for (size_t i = 0; i < track->n_cues; i++)
        ids[i] = (struct id){track->cues[i].id, i};
    qsort(ids, track->n_cues, sizeof *ids, by_id);
    for (size_t i = 1; i < track->n_cues; i++)
        if (ids[i].id.len && daesa_str_equal(ids[i].id, ids[i - 1].id))
            report(work, &track->cues[ids[i].cue], of_b, DAESA_WARNING, "merge-id-twice",
                   "has the id of a line before it");
    free(ids);
    return DAESA_OK;
}

static enum daesa_status run(struct work *work)
{
    if (!has_other_text(work))
        return daesa_fail(work->sink, DAESA_BAD_INPUT, "merge-same-language",
                          (struct daesa_place){.file = work->opts->file_b},
                          "has no text in another language than %s has; say which "
                          "languages they are in",
                          work->opts->file_a ? work->opts->file_a : "the other file");
    enum daesa_status st = find_match(work);
    if (!st && work->result.way == DAESA_MERGE_ID)
        st = report_twice(work, work->a, false);
    if (!st && work->result.way == DAESA_MERGE_ID)
        st = report_twice(work, work->b, true);
    return st ? st : put_groups(work);
}

enum daesa_status daesa_merge(const struct daesa_track *a, struct daesa_track *b,
                              const struct daesa_merge_opts *opts,
                              struct daesa_track *out, struct daesa_merge_result *result,
                              struct daesa_sink *sink)
{
    static const struct daesa_merge_opts none = {0};
    struct work work = {.a = a, .b = b, .opts = opts ? opts : &none, .sink = sink};
    work.out = *a;
    work.out.arena = (struct daesa_arena){0};
    work.out.cues = NULL;
    work.out.n_cues = work.out.cap_cues = 0;
    struct daesa_str *keys = calloc(a->n_cues + b->n_cues + 1, sizeof *keys);
    work.keys_a = keys;
    work.keys_b = keys ? keys + a->n_cues : NULL;
    enum daesa_status st = keys ? run(&work) : DAESA_NO_MEMORY;
    free(keys);
    daesa_match_finish(&work.match);
    if (st) {
        daesa_track_finish(&work.out);
        daesa_merge_result_finish(&work.result);
        return st;
    }
    *out = work.out;
    *result = work.result;
    return work.result.n_missing || work.result.n_extra ? DAESA_FELL_SHORT : DAESA_OK;
}
