/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "layout/token.h"

#include "core/array.h"
#include "layout/phrase.h"
#include "text/letter.h"
#include "text/script.h"
#include "text/utf8.h"
#include "text/width.h"
#include "text/word.h"

#include <stdlib.h>
#include <string.h>

/* What a division inside brackets costs more. */
#define IN_BRACKETS 20.0f

static bool is_unspaced(uint32_t code)
{
    enum daesa_script script = daesa_script_of(code);
    return script == DAESA_SCRIPT_HAN || script == DAESA_SCRIPT_KANA || code == 0x30FC;
}

/* Opening brackets and quotes hold on to what is behind them. */
static bool is_opening(uint32_t code)
{
    static const char opening[] = "([{「『（〔［｛〈《【“‘¿¡";
    struct daesa_str all = daesa_str_of(opening);
    for (size_t at = 0; at < all.len;)
        if (daesa_utf8_next(all, &at) == code)
            return true;
    return false;
}

static uint32_t first_of(struct daesa_str text, size_t at)
{
    return at < text.len ? daesa_utf8_next(text, &at) : 0;
}

/* Where the token that begins at `at` ends: at white space, or, behind a character
 * of a script without spaces, before the next that is no closing mark; or behind an
 * em dash between words. */
static size_t token_end(struct daesa_str text, size_t at)
{
    uint32_t before = 0;
    size_t begin = at;
    while (at < text.len) {
        uint32_t code = first_of(text, at);
        if (daesa_letter_space(code))
            break;
        bool joins = before == 0 || is_opening(before) ||
                     (daesa_letter_mark(code) && !is_opening(code)) || code == 0x30FC;
        if (before == 0x2014 && daesa_letter(code) && at - begin > 3)
            break;
        if (!joins && (is_unspaced(before) || is_unspaced(code) ||
                       (daesa_letter_mark(before) && before > 0x3000)))
            break;
        at = daesa_grapheme_end(text, at);
        before = code;
    }
    return at;
}

static enum daesa_status add(struct daesa_tokens *tokens, struct daesa_token token)
{
    struct daesa_token *items =
        daesa_array_grow(tokens->items, &tokens->cap, tokens->n + 1, sizeof *items);
    if (!items)
        return DAESA_NO_MEMORY;
    tokens->items = items;
    items[tokens->n++] = token;
    return DAESA_OK;
}

/* White space behind a token: one space wide however long it is. */
static size_t skip_space(struct daesa_str text, size_t at, struct daesa_token *token)
{
    size_t begin = at;
    while (at < text.len) {
        size_t next = at;
        uint32_t code = daesa_utf8_next(text, &next);
        if (!daesa_letter_space(code))
            break;
        token->ends_line = token->ends_line || code == '\n';
        at = next;
    }
    token->space = at > begin && at < text.len;
    return at;
}

static enum daesa_status divide(struct daesa_tokens *tokens, struct daesa_str text,
                                enum daesa_width_rule counting)
{
    struct daesa_token none = {0};
    uint32_t space = counting == DAESA_WIDTH_HALVES ? 1 : 2;
    for (size_t at = skip_space(text, 0, &none); at < text.len;) {
        struct daesa_token token = {.from = at, .to = token_end(text, at)};
        struct daesa_str word = daesa_str_slice(text, token.from, token.to);
        token.n_halves = (uint32_t)daesa_width_halves(word, counting);
        at = skip_space(text, token.to, &token);
        token.space *= space;
        if (at == text.len)
            token.ends_line = false;
        if (add(tokens, token))
            return DAESA_NO_MEMORY;
    }
    return DAESA_OK;
}

struct daesa_str daesa_token_core(struct daesa_str text, const struct daesa_token *token)
{
    size_t from = token->from, to = token->to;
    daesa_word_trim(text, &from, &to);
    return daesa_str_slice(text, from, to);
}

static bool has_core(struct daesa_str text, const struct daesa_token *token)
{
    size_t at = token->from, from, to;
    return daesa_word_next(daesa_str_slice(text, 0, token->to), &at, &from, &to);
}

static bool is_lower(struct daesa_str text, size_t at)
{
    return daesa_letter_lower(first_of(text, at));
}

/* A token that is no word: a dash or a note at the beginning holds on to what
 * follows, anything else to what is before. */
static bool leads(struct daesa_str text, const struct daesa_token *tokens, size_t i)
{
    if (has_core(text, &tokens[i]))
        return false;
    return i == 0 || tokens[i - 1].ends_line || tokens[i - 1].ends_sentence;
}

static float cost_of(struct daesa_str text, struct daesa_token *tokens, size_t n,
                     size_t i, struct daesa_str language)
{
    struct daesa_token *token = &tokens[i];
    const struct daesa_token *next = &tokens[i + 1];
    enum daesa_word_end end = daesa_word_ends(text, token->from, token->to);
    if (end == DAESA_WORD_END_SENTENCE && is_lower(text, next->from))
        end = DAESA_WORD_END_CLAUSE;
    token->ends_sentence = end == DAESA_WORD_END_SENTENCE;
    if (leads(text, tokens, i))
        return DAESA_PHRASE_NEVER;
    if (!has_core(text, next) && !(token->ends_line || token->ends_sentence))
        return DAESA_PHRASE_NEVER;
    if (end == DAESA_WORD_END_SENTENCE)
        return DAESA_PHRASE_SENTENCE;
    if (end == DAESA_WORD_END_CLAUSE || !has_core(text, token))
        return DAESA_PHRASE_CLAUSE;
    if (!token->space)
        return daesa_phrase_cost_unspaced(text, token->to);
    struct daesa_phrase phrase = {.language = language,
                                  .before = daesa_token_core(text, token),
                                  .after = daesa_token_core(text, next)};
    if (i > 0)
        phrase.earlier = daesa_token_core(text, token - 1);
    if (i + 2 < n)
        phrase.later = daesa_token_core(text, next + 1);
    return daesa_phrase_cost(&phrase);
}

static int depth_change(struct daesa_str text, const struct daesa_token *token)
{
    int depth = 0;
    for (size_t i = token->from; i < token->to; i++)
        depth += (text.s[i] == '[' || text.s[i] == '(') -
                 (text.s[i] == ']' || text.s[i] == ')');
    return depth;
}

static void price(struct daesa_tokens *tokens, struct daesa_str text,
                  struct daesa_str language)
{
    int depth = 0;
    for (size_t i = 0; i < tokens->n; i++) {
        struct daesa_token *token = &tokens->items[i];
        depth += depth_change(text, token);
        if (i + 1 < tokens->n)
            token->cost = cost_of(text, tokens->items, tokens->n, i, language);
        else
            token->ends_sentence = true;
        if (depth > 0 && i + 1 < tokens->n)
            token->cost += IN_BRACKETS;
        token->cue_cost = token->cost;
    }
}

/* How many tokens from `i` on are the words of `name`; 0 where they are not. The
 * last may have an ending: "Yeon-seok's". */
static size_t match_name(const struct daesa_tokens *tokens, struct daesa_str text,
                         size_t i, struct daesa_str name)
{
    size_t n = 0, at = 0, from, to;
    while (daesa_word_next(name, &at, &from, &to)) {
        struct daesa_str word = daesa_str_slice(name, from, to);
        if (i + n >= tokens->n)
            return 0;
        struct daesa_str core = daesa_token_core(text, &tokens->items[i + n]);
        bool is_last = at >= name.len;
        if (core.len < word.len || (core.len > word.len && !is_last) ||
            memcmp(core.s, word.s, word.len) != 0)
            return 0;
        n++;
    }
    return n;
}

static void hold_name(struct daesa_tokens *tokens, struct daesa_str text,
                      struct daesa_str name)
{
    if (daesa_str_find_char(name, ' ') == name.len)
        return;
    for (size_t i = 0; i < tokens->n; i++)
        for (size_t n = match_name(tokens, text, i, name); n > 1; n--)
            tokens->items[i + n - 2].cost = tokens->items[i + n - 2].cue_cost =
                DAESA_PHRASE_NEVER;
}

enum daesa_status daesa_tokens_make(struct daesa_tokens *tokens, struct daesa_str text,
                                    const struct daesa_token_opts *opts)
{
    static const struct daesa_token_opts none = {0};
    opts = opts ? opts : &none;
    tokens->n = 0;
    if (divide(tokens, text, opts->counting)) {
        tokens->n = 0;
        return DAESA_NO_MEMORY;
    }
    price(tokens, text, opts->language);
    for (size_t i = 0; i < opts->n_speakers; i++) {
        const struct daesa_speaker *speaker = &opts->speakers[i];
        hold_name(tokens, text, speaker->name);
        for (size_t j = 0; j < speaker->n_aliases; j++)
            hold_name(tokens, text, speaker->aliases[j]);
    }
    return DAESA_OK;
}

void daesa_tokens_finish(struct daesa_tokens *tokens)
{
    if (!tokens)
        return;
    free(tokens->items);
    *tokens = (struct daesa_tokens){0};
}

size_t daesa_tokens_width(const struct daesa_token *tokens, size_t from, size_t to)
{
    size_t n = 0;
    for (size_t i = from; i < to; i++)
        n += tokens[i].n_halves + (i + 1 < to ? tokens[i].space : 0);
    return n;
}
