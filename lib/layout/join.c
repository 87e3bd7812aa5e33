/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "layout/laid.h"
#include "layout/lines.h"
#include "layout/phrase.h"
#include "layout/retext.h"

#include <string.h>

/* Neighbours are not joined over a longer silence. */
#define MAX_SILENCE_US (DAESA_SECOND_US / 2)

/* Two neighbours, and the rows of tokens that they are measured with. */
struct pair {
    struct daesa_laid_list *list;
    struct daesa_laid *a, *b;
    struct daesa_tokens tokens;
    enum daesa_status status;
};

/* The time that the cue has before the next one is shown. */
static int64_t room_of(const struct daesa_laid_list *list, const struct daesa_laid *laid,
                       const struct daesa_laid *next)
{
    if (next == list->items + list->n)
        return DAESA_TIME_MAX;
    int64_t gap_us = daesa_profile_gap_us(laid->profile, list->opts->rate);
    return next->said.start_us - gap_us - laid->said.start_us;
}

/* Whether one of the two has no time to be read, or, of two speakers, not even the
 * least duration. */
static bool gains(const struct pair *pair, bool is_one)
{
    const struct daesa_laid *a = pair->a, *b = pair->b;
    return room_of(pair->list, a, b) < (is_one ? a->need_us : a->least_us) ||
           room_of(pair->list, b, b + 1) < (is_one ? b->need_us : b->least_us);
}

static bool fits(struct pair *pair, struct daesa_str plain, const struct daesa_text *text,
                 bool in_one_line)
{
    const struct daesa_layout_opts *opts = pair->list->opts;
    const struct daesa_profile *profile =
        daesa_laid_profile(opts, pair->a->cue.texts, pair->a->cue.n_texts, text);
    struct daesa_token_opts how = {.language = text->language,
                                   .counting = profile->counting};
    struct daesa_lines_room room = daesa_lines_room_of(profile);
    if (in_one_line)
        room.lines = 1;
    pair->status = daesa_tokens_make(&pair->tokens, plain, &how);
    return !pair->status && daesa_lines_fit(pair->tokens.items, pair->tokens.n, &room);
}

/* Languages, looks and places of the two are the same. */
static bool are_alike(const struct daesa_laid *a, const struct daesa_laid *b)
{
    if (a->cue.n_texts != b->cue.n_texts ||
        !daesa_str_equal(a->cue.style, b->cue.style) ||
        a->cue.position.anchor != b->cue.position.anchor || a->cue.position.placed ||
        b->cue.position.placed)
        return false;
    for (size_t i = 0; i < a->cue.n_texts; i++)
        if (!daesa_str_equal(a->cue.texts[i].language, b->cue.texts[i].language))
            return false;
    return true;
}

static bool are_near(const struct daesa_laid *a, const struct daesa_laid *b)
{
    if (a->is_fixed || b->is_fixed || a->keeps_lines || b->keeps_lines ||
        !are_alike(a, b) || b->said.start_us - a->said.end_us > MAX_SILENCE_US)
        return false;
    int64_t most_us = a->profile->max_duration_us;
    return most_us <= 0 || b->said.end_us - a->said.start_us <= most_us;
}

static const char *dash_of(const struct daesa_profile *profile)
{
    return profile->dash == DAESA_DASH_TIGHT ? "-" : "- ";
}

/* The two texts as one; `dash` NULL: of one speaker. */
static enum daesa_status join_text(struct pair *pair, size_t i, const char *dash,
                                   struct daesa_text *out, size_t *shift_a,
                                   size_t *shift_b)
{
    struct daesa_arena *arena = pair->list->arena;
    const struct daesa_text *a = &pair->a->cue.texts[i], *b = &pair->b->cue.texts[i];
    struct daesa_text first = *a, lead = {.language = a->language,
                                          .fields = a->fields,
                                          .n_fields = a->n_fields};
    char between[8] = " ";
    if (a->plain.len == 0 || b->plain.len == 0)
        between[0] = '\0';
    enum daesa_status st = DAESA_OK;
    *shift_a = 0;
    if (dash) {
        lead.plain = daesa_str_of(dash);
        between[0] = '\n';
        memcpy(between + 1, dash, strlen(dash) + 1);
        st = daesa_text_join(arena, &lead, "", a, &first, shift_a);
    }
    if (!st)
        st = daesa_text_join(arena, &first, between, b, out, shift_b);
    return st;
}

static bool texts_fit(struct pair *pair, bool has_dashes)
{
    for (size_t i = 0; i < pair->a->cue.n_texts; i++) {
        const struct daesa_text *a = &pair->a->cue.texts[i], *b = &pair->b->cue.texts[i];
        const char *dash = dash_of(daesa_laid_profile(
            pair->list->opts, pair->a->cue.texts, pair->a->cue.n_texts, a));
        struct daesa_buf joined = {0};
        daesa_buf_add_text(&joined, has_dashes ? dash : "");
        daesa_buf_add(&joined, a->plain);
        size_t middle = joined.len;
        daesa_buf_add_text(&joined, has_dashes ? dash : " ");
        daesa_buf_add(&joined, b->plain);
        pair->status = joined.status;
        struct daesa_str all = daesa_buf_str(&joined);
        bool ok = !pair->status;
        if (ok && has_dashes)
            ok = fits(pair, daesa_str_slice(all, 0, middle), a, true) &&
                 fits(pair, daesa_str_from(all, middle), b, true);
        else if (ok)
            ok = fits(pair, all, a, false);
        daesa_buf_finish(&joined);
        if (!ok)
            return false;
    }
    return true;
}

static enum daesa_status join_words(struct daesa_arena *arena, struct daesa_laid *a,
                                    const struct daesa_laid *b, size_t shift_a,
                                    size_t shift_b)
{
    size_t n = a->cue.n_words + b->cue.n_words;
    struct daesa_word *words = daesa_arena_alloc(arena, n, sizeof *words);
    if (!words)
        return DAESA_NO_MEMORY;
    for (size_t i = 0; i < n; i++) {
        bool of_a = i < a->cue.n_words;
        words[i] = of_a ? a->cue.words[i] : b->cue.words[i - a->cue.n_words];
        words[i].from += of_a ? shift_a : shift_b;
        words[i].to += of_a ? shift_a : shift_b;
    }
    a->cue.words = words;
    a->cue.n_words = n;
    return DAESA_OK;
}

/* Makes the first of the pair hold both. */
static enum daesa_status join(struct pair *pair, bool has_dashes)
{
    struct daesa_laid *a = pair->a;
    const struct daesa_laid *b = pair->b;
    size_t n = a->cue.n_texts, shift_a = 0, shift_b = 0;
    struct daesa_text *texts = daesa_arena_alloc(pair->list->arena, n, sizeof *texts);
    enum daesa_status st = texts ? DAESA_OK : DAESA_NO_MEMORY;
    for (size_t i = n; !st && i-- > 0;) {
        const char *dash = dash_of(daesa_laid_profile(pair->list->opts, a->cue.texts,
                                                      a->cue.n_texts, &a->cue.texts[i]));
        st = join_text(pair, i, has_dashes ? dash : NULL, &texts[i], &shift_a, &shift_b);
    }
    if (!st)
        st = join_words(pair->list->arena, a, b, shift_a, shift_b);
    if (st)
        return st;
    a->cue.texts = texts;
    if (b->said.end_us > a->said.end_us)
        a->said.end_us = b->said.end_us;
    if (b->cue.confidence < a->cue.confidence)
        a->cue.confidence = b->cue.confidence;
    if (has_dashes) {
        a->keeps_lines = true;
        a->cue.speaker = (struct daesa_str){0};
    }
    daesa_laid_measure(pair->list->opts, a);
    return DAESA_OK;
}

/* Where the two are better one cue, makes the first both. */
static bool try_join(struct pair *pair)
{
    bool is_one = daesa_str_equal(pair->a->cue.speaker, pair->b->cue.speaker);
    if (!are_near(pair->a, pair->b) || !gains(pair, is_one) || !texts_fit(pair, !is_one))
        return false;
    pair->status = join(pair, !is_one);
    return !pair->status;
}

enum daesa_status daesa_laid_join(struct daesa_laid_list *list)
{
    struct pair pair = {.list = list};
    size_t kept = 0;
    for (size_t i = 1; i < list->n && !pair.status; i++) {
        pair.a = &list->items[kept];
        pair.b = &list->items[i];
        if (!try_join(&pair))
            list->items[++kept] = list->items[i];
    }
    if (!pair.status && list->n)
        list->n = kept + 1;
    daesa_tokens_finish(&pair.tokens);
    return pair.status;
}
