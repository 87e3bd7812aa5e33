/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/array.h"
#include "layout/clause.h"
#include "layout/laid.h"
#include "layout/retext.h"
#include "layout/shown.h"
#include "layout/split.h"
#include "text/count.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A track at work, and the cue at hand. */
struct work {
    struct daesa_laid_list *list;
    struct daesa_sink *sink;
    const struct daesa_cue *cue;
    struct daesa_shown shown;
    struct daesa_tokens tokens[DAESA_SPLIT_MAX_TEXTS]; /* [0]: of the spoken text */
    size_t n_tokens;                                   /* rows of them that are used */
    size_t row[DAESA_LAYOUT_MAX_TEXTS]; /* which belongs to each text shown */
    struct daesa_interval *times;       /* of the spoken tokens; owned */
    size_t cap_times;
    size_t n_pieces;
};

static const struct daesa_profile *profile_of(const struct work *work,
                                              const struct daesa_text *text)
{
    return daesa_laid_profile(work->list->opts, work->shown.texts, work->shown.n_texts,
                              text);
}

static struct daesa_token_opts token_opts(const struct work *work,
                                          const struct daesa_text *text)
{
    return (struct daesa_token_opts){.language = text->language,
                                     .counting = profile_of(work, text)->counting,
                                     .speakers = work->list->track->speakers,
                                     .n_speakers = work->list->track->n_speakers};
}

static enum daesa_status make_tokens(struct work *work)
{
    struct daesa_shown *shown = &work->shown;
    struct daesa_token_opts opts = token_opts(work, &shown->spoken);
    enum daesa_status st =
        daesa_tokens_make(&work->tokens[0], shown->spoken.plain, &opts);
    work->n_tokens = 1;
    for (size_t i = 0; !st && i < shown->n_texts; i++) {
        work->row[i] = 0;
        if (i == shown->i_spoken)
            continue;
        opts = token_opts(work, &shown->texts[i]);
        work->row[i] = work->n_tokens++;
        st = daesa_tokens_make(&work->tokens[work->row[i]], shown->texts[i].plain, &opts);
    }
    return st;
}

/* ---- when the tokens of the spoken text are said ---- */

static void fill_known(struct work *work)
{
    const struct daesa_tokens *tokens = &work->tokens[0];
    size_t w = 0;
    for (size_t i = 0; i < tokens->n; i++) {
        struct daesa_interval said = {DAESA_TIME_NONE, DAESA_TIME_NONE};
        const struct daesa_token *token = &tokens->items[i];
        while (w < work->shown.n_words && work->shown.words[w].to <= token->from)
            w++;
        for (size_t v = w;
             v < work->shown.n_words && work->shown.words[v].from < token->to; v++) {
            const struct daesa_word *word = &work->shown.words[v];
            if (word->start_us == DAESA_TIME_NONE || word->end_us == DAESA_TIME_NONE)
                continue;
            if (said.start_us == DAESA_TIME_NONE)
                said.start_us = word->start_us;
            said.end_us = word->end_us;
        }
        work->times[i] = said;
    }
}

/* Tokens [from, to) without a time share what lies between `start_us` and
 * `end_us` by their width. */
static void share(struct work *work, size_t from, size_t to, int64_t start_us,
                  int64_t end_us)
{
    const struct daesa_token *items = work->tokens[0].items;
    int64_t total = 0, done = 0;
    for (size_t i = from; i < to; i++)
        total += items[i].n_halves + 1;
    for (size_t i = from; i < to; i++) {
        work->times[i].start_us =
            start_us + daesa_scale(end_us - start_us, done, total ? total : 1);
        done += items[i].n_halves + 1;
        work->times[i].end_us =
            start_us + daesa_scale(end_us - start_us, done, total ? total : 1);
    }
}

/* Never backwards, never outside the cue. */
static void straighten(struct work *work)
{
    int64_t low = work->cue->start_us, high = work->cue->end_us;
    for (size_t i = 0; i < work->tokens[0].n; i++) {
        struct daesa_interval *said = &work->times[i];
        said->start_us = said->start_us < low ? low : said->start_us;
        said->start_us = said->start_us > high ? high : said->start_us;
        said->end_us = said->end_us < said->start_us ? said->start_us : said->end_us;
        said->end_us = said->end_us > high ? high : said->end_us;
        low = said->end_us;
    }
}

static enum daesa_status find_times(struct work *work)
{
    size_t n = work->tokens[0].n;
    struct daesa_interval *times =
        daesa_array_grow(work->times, &work->cap_times, n + 1, sizeof *times);
    if (!times)
        return DAESA_NO_MEMORY;
    work->times = times;
    fill_known(work);
    for (size_t i = 0; i < n;) {
        size_t end = i;
        while (end < n && times[end].start_us == DAESA_TIME_NONE)
            end++;
        if (end > i)
            share(work, i, end, i ? times[i - 1].end_us : work->cue->start_us,
                  end < n ? times[end].start_us : work->cue->end_us);
        i = end + (end < n);
    }
    straighten(work);
    return DAESA_OK;
}

/* ---- pieces ---- */

static enum daesa_status name_piece(struct work *work, struct daesa_cue *cue)
{
    char id[160];
    if (cue->id.len == 0 || work->n_pieces < 2)
        return DAESA_OK;
    int n =
        snprintf(id, sizeof id, "%.*s-%zu", (int)(cue->id.len < 120 ? cue->id.len : 120),
                 cue->id.s, work->n_pieces);
    return daesa_arena_copy(work->list->arena, (struct daesa_str){id, (size_t)n},
                            &cue->id)
               ? DAESA_OK
               : DAESA_NO_MEMORY;
}

/* The texts of a piece; those that have nothing in it are left out. */
static enum daesa_status piece_texts(struct work *work, const size_t *from,
                                     const size_t *to, struct daesa_cue *cue)
{
    const struct daesa_shown *shown = &work->shown;
    struct daesa_arena *arena = work->list->arena;
    struct daesa_text *texts = daesa_arena_alloc(arena, shown->n_texts, sizeof *texts);
    struct daesa_word *words = daesa_arena_alloc(arena, shown->n_words, sizeof *words);
    if (!texts || !words)
        return DAESA_NO_MEMORY;
    cue->texts = texts;
    cue->words = words;
    cue->n_texts = cue->n_words = 0;
    for (size_t i = 0; i < shown->n_texts; i++) {
        size_t row = work->row[i];
        struct daesa_retext_opts opts = {.words = shown->words,
                                         .n_words = shown->n_words,
                                         .words_out = words,
                                         .n_words_out = &cue->n_words};
        bool has_words = i == shown->i_spoken && i == 0;
        if (to[row] <= from[row])
            continue;
        enum daesa_status st =
            daesa_text_piece(arena, &shown->texts[i], work->tokens[row].items, from[row],
                             to[row], has_words ? &opts : NULL, &texts[cue->n_texts]);
        if (st)
            return st;
        cue->n_texts++;
    }
    return DAESA_OK;
}

static enum daesa_status put_piece(void *context, const size_t *from, const size_t *to,
                                   struct daesa_interval said)
{
    struct work *work = context;
    struct daesa_laid laid = {.cue = *work->cue, .said = said};
    laid.i_source = (size_t)(work->cue - work->list->track->cues);
    laid.cue.source.raw = laid.cue.source.lead = (struct daesa_str){0};
    work->n_pieces++;
    enum daesa_status st = piece_texts(work, from, to, &laid.cue);
    if (!st)
        st = name_piece(work, &laid.cue);
    if (st || laid.cue.n_texts == 0)
        return st;
    laid.cue.start_us = said.start_us;
    laid.cue.end_us = said.end_us;
    daesa_laid_measure(work->list->opts, &laid);
    return daesa_laid_add(work->list, &laid);
}

/* When the line that is said next begins. */
static int64_t next_start(const struct work *work)
{
    const struct daesa_track *track = work->list->track;
    size_t i = (size_t)(work->cue - track->cues);
    for (size_t j = i + 1; j < track->n_cues; j++)
        if (daesa_cue_timed(&track->cues[j]) && !track->cues[j].comment)
            return track->cues[j].start_us > work->cue->start_us ? track->cues[j].start_us
                                                                 : DAESA_TIME_MAX;
    return DAESA_TIME_MAX;
}

/* The author's line breaks are for one cue; dashes at their beginning stay apart. */
static void forget_lines(struct work *work)
{
    for (size_t t = 0; t < work->n_tokens; t++)
        for (size_t i = 0; i < work->tokens[t].n; i++)
            work->tokens[t].items[i].ends_line = false;
}

static void price_clauses(struct work *work)
{
    const struct daesa_shown *shown = &work->shown;
    daesa_clause_price(work->tokens[0].items, work->tokens[0].n, shown->spoken.plain,
                       shown->spoken.language);
    for (size_t i = 0; i < shown->n_texts; i++) {
        const struct daesa_tokens *tokens = &work->tokens[work->row[i]];
        const struct daesa_text *text = &shown->texts[i];
        if (work->row[i] > 0)
            daesa_clause_price(tokens->items, tokens->n, text->plain, text->language);
    }
}

static enum daesa_status split(struct work *work)
{
    struct daesa_shown *shown = &work->shown;
    struct daesa_split_text texts[DAESA_SPLIT_MAX_TEXTS] = {0};
    struct daesa_split how = {.texts = texts,
                              .n_texts = work->n_tokens,
                              .times = work->times,
                              .next_us = next_start(work)};
    for (size_t t = 0; t < work->n_tokens; t++)
        texts[t] =
            (struct daesa_split_text){work->tokens[t].items, work->tokens[t].n, NULL};
    for (size_t i = 0; i < shown->n_texts; i++)
        texts[work->row[i]].profile = profile_of(work, &shown->texts[i]);
    how.gap_us =
        daesa_profile_gap_us(profile_of(work, &shown->texts[0]), work->list->opts->rate);
    if (daesa_split_needed(&how))
        price_clauses(work);
    return daesa_split_run(&how, put_piece, work);
}

/* Whether every text keeps to its profile with the lines that it has. */
static bool is_set(const struct work *work, const struct daesa_shown *shown)
{
    for (size_t i = 0; i < shown->n_texts; i++) {
        const struct daesa_text *text = &shown->texts[i];
        const struct daesa_profile *profile = profile_of(work, text);
        struct daesa_count count = daesa_count(text->plain, profile->counting);
        if ((profile->line_chars &&
             count.longest_halves > (size_t)profile->line_chars * 2) ||
            (profile->lines && count.n_lines > (size_t)profile->lines) ||
            count.n_lines < 2)
            return false;
    }
    return true;
}

/* A cue as it is, with what is shown of it. */
static enum daesa_status put_whole(struct work *work, bool is_fixed)
{
    struct daesa_shown *shown = &work->shown;
    struct daesa_laid laid = {
        .cue = *work->cue, .is_fixed = is_fixed, .keeps_lines = true};
    bool is_same = shown->n_texts == work->cue->n_texts;
    laid.i_source = (size_t)(work->cue - work->list->track->cues);
    laid.said = (struct daesa_interval){work->cue->start_us, work->cue->end_us};
    for (size_t i = 0; is_same && i < shown->n_texts; i++)
        is_same = shown->texts[i].plain.s == work->cue->texts[i].plain.s &&
                  shown->texts[i].spans == work->cue->texts[i].spans;
    if (!is_same) {
        laid.cue.texts =
            daesa_arena_alloc(work->list->arena, shown->n_texts, sizeof *laid.cue.texts);
        if (!laid.cue.texts)
            return DAESA_NO_MEMORY;
        memcpy(laid.cue.texts, shown->texts, shown->n_texts * sizeof *laid.cue.texts);
        laid.cue.n_texts = shown->n_texts;
        laid.cue.words = shown->i_spoken == 0 ? shown->words : NULL;
        laid.cue.n_words = shown->i_spoken == 0 ? shown->n_words : 0;
    }
    if (!is_fixed)
        daesa_laid_measure(work->list->opts, &laid);
    return daesa_laid_add(work->list, &laid);
}

/* Which cues are laid out; see the header. */
static bool is_ours(const struct work *work, const struct daesa_cue *cue)
{
    if (cue->comment || !daesa_cue_timed(cue) || cue->end_us < cue->start_us)
        return false;
    const bool *chosen = work->list->opts->chosen;
    if (chosen && chosen[cue - work->list->track->cues])
        return true;
    return work->list->opts->profile || cue->speech == DAESA_SPEECH_FOUND;
}

static enum daesa_status lay_cue(struct work *work, bool is_new_speaker)
{
    struct daesa_layout_opts opts = *work->list->opts;
    if (work->cue->comment) {
        opts = (struct daesa_layout_opts){0};
        is_new_speaker = false;
    }
    enum daesa_status st =
        daesa_shown_find(work->list->track, work->cue, &opts, is_new_speaker,
                         work->list->arena, &work->shown, work->sink);
    if (st || (work->shown.n_texts == 0 && work->cue->n_texts))
        return st;
    if (!is_ours(work, work->cue))
        return put_whole(work, true);
    if (is_set(work, &work->shown))
        return put_whole(work, false);
    st = make_tokens(work);
    if (!st)
        st = find_times(work);
    work->n_pieces = 0;
    if (st || work->tokens[0].n == 0 || work->list->opts->keeps_cues)
        return st ? st : put_whole(work, work->tokens[0].n == 0);
    forget_lines(work);
    return split(work);
}

static enum daesa_status cut_all(struct work *work)
{
    const struct daesa_track *track = work->list->track;
    const struct daesa_cue *before = NULL;
    enum daesa_status st = DAESA_OK;
    for (size_t i = 0; !st && i < track->n_cues; i++) {
        work->cue = &track->cues[i];
        if (work->cue->speech == DAESA_SPEECH_NOT_FOUND)
            continue;
        st = lay_cue(work,
                     !before || !daesa_str_equal(before->speaker, work->cue->speaker));
        if (!work->cue->comment)
            before = work->cue;
    }
    return st;
}

enum daesa_status daesa_laid_cut(struct daesa_laid_list *list, struct daesa_sink *sink)
{
    struct work work = {.list = list, .sink = sink};
    enum daesa_status st = cut_all(&work);
    for (size_t t = 0; t < DAESA_SPLIT_MAX_TEXTS; t++)
        daesa_tokens_finish(&work.tokens[t]);
    free(work.times);
    return st;
}
