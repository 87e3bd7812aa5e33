/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "layout/layout.h"

#include "layout/clause.h"
#include "layout/house.h"
#include "layout/laid.h"
#include "layout/lines.h"
#include "layout/look.h"
#include "layout/phrase.h"
#include "layout/retext.h"

#include <stdlib.h>
#include <string.h>

/* A track at work. */
struct work {
    struct daesa_laid_list list;
    struct daesa_layout_opts opts;
    struct daesa_tokens tokens;
    size_t n_changes; /* characters that the house does not write */
    struct daesa_sink *sink;
};

/* Where a text is broken, clauses count for lines, too. */
static void price_lines(struct daesa_tokens *tokens, const struct daesa_text *text)
{
    daesa_clause_price(tokens->items, tokens->n, text->plain, text->language);
    for (size_t i = 0; i < tokens->n; i++)
        tokens->items[i].cost = daesa_clause_line_cost(&tokens->items[i]);
}

static enum daesa_status break_text(struct work *work, const struct daesa_laid *laid,
                                    struct daesa_text *text,
                                    const struct daesa_retext_opts *how)
{
    const struct daesa_profile *profile =
        daesa_laid_profile(&work->opts, laid->cue.texts, laid->cue.n_texts, text);
    struct daesa_token_opts opts = {.language = text->language,
                                    .counting = profile->counting,
                                    .speakers = work->list.track->speakers,
                                    .n_speakers = work->list.track->n_speakers};
    struct daesa_lines_room room = daesa_lines_room_of(profile);
    struct daesa_tokens *tokens = &work->tokens;
    enum daesa_status st = daesa_tokens_make(tokens, text->plain, &opts);
    if (!st && room.line_halves &&
        daesa_tokens_width(tokens->items, 0, tokens->n) > room.line_halves)
        price_lines(tokens, text);
    if (!st && room.line_halves)
        st = daesa_lines_break(tokens->items, tokens->n, &room);
    if (!st && tokens->n)
        st = daesa_text_piece(work->list.arena, text, tokens->items, 0, tokens->n, how,
                              text);
    return st;
}

static enum daesa_status break_cue(struct work *work, struct daesa_laid *laid)
{
    struct daesa_arena *arena = work->list.arena;
    struct daesa_cue *cue = &laid->cue;
    struct daesa_text *texts = daesa_arena_alloc(arena, cue->n_texts, sizeof *texts);
    struct daesa_word *words = daesa_arena_alloc(arena, cue->n_words, sizeof *words);
    struct daesa_retext_opts how = {.words = cue->words, .n_words = cue->n_words};
    size_t n_words = 0;
    if (!texts || !words)
        return DAESA_NO_MEMORY;
    how.words_out = words;
    how.n_words_out = &n_words;
    memcpy(texts, cue->texts, cue->n_texts * sizeof *texts);
    enum daesa_status st = DAESA_OK;
    for (size_t i = 0; !st && i < cue->n_texts; i++)
        st = break_text(work, laid, &texts[i], i == 0 && cue->n_words ? &how : NULL);
    cue->texts = texts;
    cue->words = words;
    cue->n_words = n_words;
    return st;
}

/* In the manner of the house, where one is named. */
static enum daesa_status write_cue(struct work *work, struct daesa_cue *cue)
{
    struct daesa_arena *arena = work->list.arena;
    struct daesa_text *texts = daesa_arena_alloc(arena, cue->n_texts, sizeof *texts);
    struct daesa_word *words = daesa_arena_alloc(arena, cue->n_words, sizeof *words);
    enum daesa_status st = texts && words ? DAESA_OK : DAESA_NO_MEMORY;
    if (!st && cue->n_texts)
        memcpy(texts, cue->texts, cue->n_texts * sizeof *texts);
    if (!st && cue->n_words)
        memcpy(words, cue->words, cue->n_words * sizeof *words);
    for (size_t i = 0; !st && i < cue->n_texts; i++)
        st = daesa_house_write(
            arena, daesa_laid_profile(&work->opts, texts, cue->n_texts, &texts[i]),
            &texts[i], i == 0 ? words : NULL, cue->n_words, &work->n_changes);
    if (!st) {
        cue->texts = texts;
        cue->words = words;
    }
    return st;
}

static enum daesa_status break_lines(struct work *work)
{
    enum daesa_status st = DAESA_OK;
    for (size_t i = 0; !st && i < work->list.n; i++) {
        struct daesa_laid *laid = &work->list.items[i];
        if (laid->is_fixed)
            continue;
        if (!laid->keeps_lines)
            st = break_cue(work, laid);
        if (!st && work->opts.profile)
            st = write_cue(work, &laid->cue);
    }
    return st;
}

static enum daesa_status put_cues(const struct work *work, struct daesa_track *out)
{
    for (size_t i = 0; i < work->list.n; i++) {
        struct daesa_cue *cue = daesa_track_add(out);
        if (!cue)
            return DAESA_NO_MEMORY;
        *cue = work->list.items[i].cue;
    }
    return DAESA_OK;
}

static enum daesa_status run(struct work *work)
{
    enum daesa_status st = daesa_laid_cut(&work->list, work->sink);
    if (!st)
        daesa_laid_sort(&work->list);
    if (!st && !work->opts.keeps_cues)
        st = daesa_laid_join(&work->list);
    if (!st)
        st = break_lines(work);
    if (st)
        return st;
    daesa_laid_time(&work->list);
    daesa_laid_judge(&work->list, work->sink);
    struct daesa_finding finding = {
        .rule = "layout-house", .severity = DAESA_NOTE, .start_us = DAESA_TIME_NONE};
    if (work->n_changes)
        daesa_report(work->sink, finding,
                     "%zu characters were left out as '%s' wants it: full stops and "
                     "commas at line ends, dots of an ellipsis",
                     work->n_changes, work->opts.profile->name);
    return DAESA_OK;
}

/* Whether a cue stays as it is, and behind the one before. */
static bool stays(const struct daesa_cue *cue, const struct daesa_cue *before)
{
    if (cue->speech || !daesa_cue_timed(cue) || cue->n_texts > 1 || !cue->n_texts)
        return false;
    return !before || cue->start_us > before->start_us ||
           (cue->start_us == before->start_us && cue->end_us >= before->end_us);
}

bool daesa_layout_changes(const struct daesa_track *track,
                          const struct daesa_layout_opts *opts)
{
    if (opts &&
        (opts->profile || opts->n_languages || opts->notes || opts->labels_speakers ||
         opts->styles_speakers || opts->lights_words || opts->chosen || opts->evidence))
        return true;
    for (size_t i = 0; i < track->n_cues; i++)
        if (!stays(&track->cues[i], i ? &track->cues[i - 1] : NULL))
            return true;
    return false;
}

enum daesa_status daesa_layout(const struct daesa_track *track,
                               const struct daesa_layout_opts *opts,
                               struct daesa_track *out, struct daesa_sink *sink)
{
    struct daesa_track laid = *track;
    laid.arena = (struct daesa_arena){0};
    laid.cues = NULL;
    laid.n_cues = laid.cap_cues = 0;
    struct work work = {.sink = sink};
    work.opts = opts ? *opts : (struct daesa_layout_opts){0};
    work.list = (struct daesa_laid_list){
        .opts = &work.opts, .track = track, .arena = &laid.arena};
    enum daesa_status st = run(&work);
    if (!st)
        st = put_cues(&work, &laid);
    if (!st)
        st = daesa_look(&laid, &work.opts, sink);
    daesa_tokens_finish(&work.tokens);
    free(work.list.items);
    if (st)
        daesa_track_finish(&laid);
    else
        *out = laid;
    return st;
}
