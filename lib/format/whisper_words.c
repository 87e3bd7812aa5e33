/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/whisper.h"
#include "text/word.h"

static size_t count(struct daesa_json_value array)
{
    struct daesa_json_members m = daesa_json_members(array);
    size_t n = 0;
    while (daesa_json_step(&m))
        n++;
    return n;
}

static enum daesa_status make_room(struct daesa_reader *in, struct daesa_json_value array,
                                   struct daesa_cue *cue)
{
    cue->n_words = 0;
    cue->words = daesa_arena_alloc(&in->track->arena, count(array), sizeof *cue->words);
    return cue->words ? DAESA_OK : DAESA_NO_MEMORY;
}

/* A likelihood; what is above one by a hair of arithmetic is one. */
static enum daesa_status take_share(struct daesa_reader *in,
                                    struct daesa_json_value value, float *out)
{
    float share = -1;
    enum daesa_status status = daesa_json_take_float(in, value, &share);
    if (!status && share >= 0)
        *out = share > 1 ? 1 : share;
    return status;
}

static enum daesa_status read_word(struct daesa_reader *in, struct daesa_json_value from,
                                   struct daesa_word *word, struct daesa_str *text)
{
    struct daesa_json_members m = daesa_json_members(from);
    enum daesa_status status = DAESA_OK;
    *word = (struct daesa_word){
        .start_us = DAESA_TIME_NONE, .end_us = DAESA_TIME_NONE, .confidence = -1};
    *text = (struct daesa_str){0};
    if (daesa_json_kind(from) != DAESA_JSON_OBJECT)
        return daesa_json_bad(in, from, "json-type", "a word is an object");
    while (!status && daesa_json_step(&m)) {
        if (daesa_str_is(m.key, "word") || daesa_str_is(m.key, "text"))
            status = daesa_json_take_string(in, m.value, text);
        else if (daesa_str_is(m.key, "start"))
            status = daesa_json_take_time(in, m.value, &word->start_us);
        else if (daesa_str_is(m.key, "end"))
            status = daesa_json_take_time(in, m.value, &word->end_us);
        else if (daesa_str_is(m.key, "probability") || daesa_str_is(m.key, "score") ||
                 daesa_str_is(m.key, "confidence"))
            status = take_share(in, m.value, &word->confidence);
    }
    *text = daesa_str_trim(*text);
    return status;
}

static void report_lost(struct daesa_reader *in, const struct daesa_cue *cue,
                        struct daesa_str text)
{
    daesa_reader_report(in, DAESA_WARNING, "whisper-word", cue->source.place,
                        "the word \"%.*s\" is not in the rest of the segment's text",
                        DAESA_STR_ARGS(text));
}

enum daesa_status daesa_whisper_words(struct daesa_reader *in,
                                      struct daesa_json_value words,
                                      struct daesa_cue *cue)
{
    struct daesa_json_members m = daesa_json_members(words);
    size_t at = 0;
    enum daesa_status status = make_room(in, words, cue);
    while (!status && daesa_json_step(&m)) {
        struct daesa_word *word = &cue->words[cue->n_words];
        struct daesa_str text;
        status = read_word(in, m.value, word, &text);
        if (status || text.len == 0)
            continue;
        if (daesa_word_find(cue->texts[0].plain, text, &at, &word->from, &word->to))
            cue->n_words++;
        else
            report_lost(in, cue, text);
    }
    return status;
}

/* ---- tokens ---- */

/* Takes a token that stands at [word->from, word->to) into the words: one of its
 * own, or a piece of the last. A word is as sure as its least sure piece. */
static void join(struct daesa_cue *cue, struct daesa_word piece, bool opens)
{
    struct daesa_word *last = cue->n_words ? &cue->words[cue->n_words - 1] : NULL;
    if (opens || !last || last->to != piece.from) {
        cue->words[cue->n_words++] = piece;
        return;
    }
    last->to = piece.to;
    last->end_us = piece.end_us;
    if (piece.confidence >= 0 && piece.confidence < last->confidence)
        last->confidence = piece.confidence;
}

static enum daesa_status read_token(struct daesa_reader *in, struct daesa_json_value from,
                                    struct daesa_word *word, struct daesa_str *text)
{
    struct daesa_json_value offsets = daesa_json_get(from, "offsets"),
                            p = daesa_json_get(from, "p");
    *word = (struct daesa_word){
        .start_us = DAESA_TIME_NONE, .end_us = DAESA_TIME_NONE, .confidence = -1};
    *text = (struct daesa_str){0};
    enum daesa_status status =
        daesa_json_take_string(in, daesa_json_get(from, "text"), text);
    if (!status && offsets.node)
        status = daesa_whisper_offsets(in, offsets, &word->start_us, &word->end_us);
    if (!status && p.node)
        status = take_share(in, p, &word->confidence);
    return status;
}

enum daesa_status daesa_whisper_tokens(struct daesa_reader *in,
                                       struct daesa_json_value tokens,
                                       struct daesa_cue *cue)
{
    struct daesa_json_members m = daesa_json_members(tokens);
    struct daesa_str plain = cue->texts[0].plain;
    size_t at = 0;
    enum daesa_status status = make_room(in, tokens, cue);
    while (!status && daesa_json_step(&m)) {
        struct daesa_word piece;
        struct daesa_str text;
        status = read_token(in, m.value, &piece, &text);
        struct daesa_str bare = daesa_str_trim(text);
        /* "[_BEG_]", "[_TT_150]" say nothing; a piece may be half a character, which
         * came in as U+FFFD. */
        if (status || bare.len == 0 || daesa_str_starts(bare, "[_"))
            continue;
        if (daesa_word_find(plain, bare, &at, &piece.from, &piece.to))
            join(cue, piece, daesa_is_space(text.s[0]));
        else
            report_lost(in, cue, bare);
    }
    return status;
}

/* ---- words beside the segments ---- */

/* How much before its segment a word may begin. */
#define SLACK_US INT64_C(500000)

/* Whether a word that starts at `us` may be in the cue after the `i`th. */
static bool reaches_next(const struct daesa_track *track, size_t i, int64_t us)
{
    return i + 1 < track->n_cues && us != DAESA_TIME_NONE &&
           track->cues[i + 1].start_us != DAESA_TIME_NONE &&
           us + SLACK_US >= track->cues[i + 1].start_us;
}

/* The place of the word in the `*i`th cue behind byte `*at`, or in one after it that
 * the word's time allows. */
static bool place(const struct daesa_track *track, size_t *i, size_t *at,
                  struct daesa_str text, struct daesa_word *word)
{
    size_t k = *i, from = *at;
    for (;; k++, from = 0) {
        if (daesa_word_find(track->cues[k].texts[0].plain, text, &from, &word->from,
                            &word->to))
            break;
        if (!reaches_next(track, k, word->start_us))
            return false;
    }
    *i = k;
    *at = from;
    return true;
}

enum daesa_status daesa_whisper_loose_words(struct daesa_reader *in,
                                            struct daesa_json_value words)
{
    struct daesa_track *track = in->track;
    struct daesa_json_members m = daesa_json_members(words);
    struct daesa_word *room =
        daesa_arena_alloc(&track->arena, count(words) + 1, sizeof *room);
    size_t i = 0, at = 0, n = 0, held = SIZE_MAX;
    if (!room)
        return DAESA_NO_MEMORY;
    for (size_t k = 0; k < track->n_cues; k++)
        if (track->cues[k].n_words)
            return DAESA_OK;
    while (track->n_cues && daesa_json_step(&m)) {
        struct daesa_str text;
        struct daesa_word word;
        enum daesa_status status = read_word(in, m.value, &word, &text);
        if (status)
            return status;
        if (text.len == 0)
            continue;
        if (!place(track, &i, &at, text, &word)) {
            report_lost(in, &track->cues[i], text);
            continue;
        }
        struct daesa_cue *cue = &track->cues[i];
        if (held != i)
            cue->words = &room[n];
        held = i;
        room[n++] = word;
        cue->n_words++;
    }
    return DAESA_OK;
}
