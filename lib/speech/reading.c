/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "speech/reading.h"

#include "core/array.h"
#include "core/buf.h"
#include "speech/listener.h"
#include "speech/mel.h"
#include "speech/seeds.h"
#include "speech/voice.h"
#include "text/word.h"

#include <stdlib.h>
#include <string.h>

/* A voice at work. */
struct speaking {
    struct daesa_reading *spoken;
    struct daesa_voice *voice;
    struct daesa_listener *listener;
    struct daesa_seeds *seeds;
    bool is_second; /* the words and phones of the lines are known already */
};

/* A place in a text, in bytes and in characters, that only moves on. */
struct cursor {
    struct daesa_str text;
    size_t byte, character;
    size_t word; /* of the line */
};

/* The text with everything that is not said replaced by as many spaces, so that
 * places in it stay what they were: notes in square brackets, and symbols. */
static void add_spoken(struct daesa_str plain, struct daesa_buf *out)
{
    int depth = 0;
    for (size_t i = 0; i < plain.len; i++) {
        char c = plain.s[i];
        depth += c == '[';
        bool silent = depth > 0 || c == '\n' || strchr("*_#~^|\\<>{}", c);
        daesa_buf_add_char(out, silent ? ' ' : c);
        depth -= c == ']' && depth > 0;
    }
}

static bool add_word(struct daesa_reading *s, size_t from, size_t to)
{
    struct daesa_reading_word *words =
        daesa_array_grow(s->words, &s->cap_words, s->n_words + 1, sizeof *words);
    if (!words)
        return false;
    s->words = words;
    words[s->n_words++] = (struct daesa_reading_word){from, to};
    return true;
}

static enum daesa_status find_words(struct daesa_reading *s, struct daesa_str text,
                                    struct daesa_reading_line *line)
{
    size_t at = 0, from, to;
    line->first_word = s->n_words;
    while (daesa_word_next(text, &at, &from, &to))
        if (!add_word(s, from, to))
            return DAESA_NO_MEMORY;
    line->n_words = s->n_words - line->first_word;
    return DAESA_OK;
}

static enum daesa_status phone_of(struct daesa_reading *s, const char name[12],
                                  uint16_t *out)
{
    size_t i = 0;
    while (i < s->n_names && strcmp(s->names[i], name) != 0)
        i++;
    *out = (uint16_t)i;
    if (i < s->n_names)
        return DAESA_OK;
    char(*names)[12] =
        daesa_array_grow(s->names, &s->cap_names, s->n_names + 1, sizeof *names);
    if (!names || i > UINT16_MAX / (2 * DAESA_PHONE_STATES))
        return names ? DAESA_LIMIT : DAESA_NO_MEMORY;
    s->names = names;
    memcpy(names[s->n_names++], name, sizeof *names);
    return DAESA_OK;
}

/* Moves on to character `at` and the word that holds it. */
static void move_to(struct cursor *c, size_t at, const struct daesa_reading_word *words,
                    size_t n_words)
{
    while (c->byte < c->text.len && c->character < at) {
        do
            c->byte++;
        while (c->byte < c->text.len &&
               ((unsigned char)c->text.s[c->byte] & 0xC0) == 0x80);
        c->character++;
    }
    while (c->word + 1 < n_words && words[c->word + 1].from <= c->byte)
        c->word++;
}

static enum daesa_status add_phone(struct daesa_reading *s,
                                   struct daesa_reading_phone phone)
{
    struct daesa_reading_phone *phones =
        daesa_array_grow(s->phones, &s->cap_phones, s->n_phones + 1, sizeof *phones);
    if (!phones)
        return DAESA_NO_MEMORY;
    s->phones = phones;
    phones[s->n_phones++] = phone;
    return DAESA_OK;
}

/* Deals the phones [first, end) of one word of espeak-ng out to `n` words of the
 * text, by their lengths. */
static void share_phones(struct daesa_reading_phone *phones, size_t first, size_t end,
                         const struct daesa_reading_word *words, size_t n)
{
    size_t word = phones[first].word, total = 0, edge = words[0].to - words[0].from;
    for (size_t i = 0; i < n; i++)
        total += words[i].to - words[i].from;
    for (size_t i = first, k = 0; i < end; i++) {
        while (k + 1 < n && (i - first) * total >= edge * (end - first)) {
            k++;
            edge += words[k].to - words[k].from;
        }
        phones[i].word = (uint32_t)(word + k);
    }
}

/* espeak-ng says "of the" as one word: words without a phone of their own take
 * theirs from the word before. */
static void share_out(struct daesa_reading *s, const struct daesa_reading_line *line)
{
    struct daesa_reading_phone *p = s->phones + line->first_phone;
    const struct daesa_reading_word *words = s->words + line->first_word;
    for (size_t i = 0, end; i < line->n_phones; i = end) {
        size_t word = p[i].word;
        for (end = i + 1; end < line->n_phones && p[end].word == word;)
            end++;
        size_t next = end < line->n_phones ? p[end].word : line->n_words;
        if (next > word + 1)
            share_phones(p, i, end, words + word, next - word);
    }
}

/* The frame that begins nearest to a sample; frames are the middle of windows. */
static size_t frame_at(int64_t sample, int rate_hz)
{
    int64_t frame = (sample * 100 + rate_hz / 2) / rate_hz - 1;
    return frame < 0 ? 0 : (size_t)frame;
}

static enum daesa_status take_phones(struct speaking *k, const struct daesa_utterance *u,
                                     const struct daesa_reading_line *line, bool heard,
                                     struct daesa_str text)
{
    struct daesa_reading *s = k->spoken;
    struct cursor cursor = {.text = text};
    int rate_hz = daesa_voice_rate_hz(k->voice);
    enum daesa_status st = DAESA_OK;
    for (size_t i = 0; !st && i < u->n_phones; i++) {
        const struct daesa_voice_phone *p = &u->phones[i];
        int64_t end = i + 1 < u->n_phones ? p[1].at : (int64_t)u->n_samples;
        size_t from = frame_at(p->at, rate_hz), to = frame_at(end, rate_hz);
        struct daesa_reading_phone phone = {0};
        if (!p->name[0])
            continue;
        to = to <= from ? from + 1 : to;
        st = phone_of(s, p->name, &phone.phone);
        if (!st && heard)
            st = daesa_seeds_mark(k->seeds, phone.phone, from, to);
        if (st || k->is_second)
            continue;
        move_to(&cursor, p->character, s->words + line->first_word, line->n_words);
        phone.word = (uint32_t)cursor.word;
        phone.frames = (uint16_t)(to - from);
        st = add_phone(s, phone);
    }
    return st;
}

static enum daesa_status hear_line(struct speaking *k, const struct daesa_utterance *u)
{
    size_t n_rows;
    enum daesa_status st =
        daesa_listener_hear(k->listener, u->samples, u->n_samples, &n_rows);
    if (!st)
        daesa_seeds_hear(k->seeds, n_rows);
    return st;
}

static enum daesa_status speak_line(struct speaking *k, struct daesa_reading_line *line,
                                    struct daesa_str text)
{
    struct daesa_reading *s = k->spoken;
    struct daesa_utterance u;
    bool heard = !daesa_seeds_full(k->seeds);
    enum daesa_status st = DAESA_OK;
    if (!k->is_second) {
        line->first_phone = s->n_phones;
        st = find_words(s, text, line);
    }
    /* The second voice is there to be heard, nothing else. */
    if (st || line->n_words == 0 || (k->is_second && !heard))
        return st;
    st = daesa_voice_speak(k->voice, text, &u);
    if (!st && heard)
        st = hear_line(k, &u);
    if (!st)
        st = take_phones(k, &u, line, heard, text);
    if (!st && !k->is_second) {
        line->n_phones = s->n_phones - line->first_phone;
        share_out(s, line);
    }
    return st;
}

static enum daesa_status speak_lines(struct speaking *k, const struct daesa_track *track,
                                     const struct daesa_reading_opts *opts)
{
    struct daesa_reading *s = k->spoken;
    struct daesa_buf text = {0};
    enum daesa_status st = DAESA_OK;
    for (size_t i = 0; !st && i < s->n_lines; i++) {
        const struct daesa_cue *cue = &track->cues[i];
        const struct daesa_text *said =
            cue->comment ? NULL : daesa_cue_spoken(cue, daesa_str_of(opts->language));
        daesa_buf_cut(&text, 0);
        if (said)
            add_spoken(said->plain, &text);
        s->lines[i].cue = i;
        st =
            text.status ? text.status : speak_line(k, &s->lines[i], daesa_buf_str(&text));
        if (!st && opts->should_stop(opts->context))
            st = DAESA_CANCELLED;
    }
    daesa_buf_finish(&text);
    return st;
}

/* Speaks all lines with one voice, and counts what was heard of it. */
static enum daesa_status speak(struct speaking *k, const struct daesa_track *track,
                               const struct daesa_reading_opts *opts)
{
    enum daesa_status st =
        daesa_voice_open(&k->voice, opts->language, k->is_second, NULL);
    if (!st)
        st = daesa_listener_open(&k->listener, daesa_voice_rate_hz(k->voice),
                                 &k->seeds->log_mel, !opts->single_threaded);
    if (!st)
        st = speak_lines(k, track, opts);
    daesa_voice_close(&k->voice);
    enum daesa_status heard = daesa_listener_close(&k->listener);
    st = st ? st : heard;
    return st ? st : daesa_seeds_measure(k->seeds, k->spoken->n_names);
}

enum daesa_status daesa_reading_make(struct daesa_reading *out,
                                     const struct daesa_track *track,
                                     const struct daesa_reading_opts *opts)
{
    struct daesa_reading s = {.n_lines = track->n_cues};
    struct daesa_seeds seeds = {.log_mel.n_columns = DAESA_MEL_BANDS};
    s.lines = calloc(track->n_cues + 1, sizeof *s.lines);
    enum daesa_status st = s.lines ? DAESA_OK : DAESA_NO_MEMORY;
    for (int second = 0; !st && second < 2; second++) {
        struct speaking k = {.spoken = &s, .seeds = &seeds, .is_second = second};
        st = speak(&k, track, opts);
    }
    if (!st)
        st = daesa_seeds_make(&seeds, &s.seeds);
    daesa_seeds_finish(&seeds);
    if (st)
        daesa_reading_finish(&s);
    else
        *out = s;
    return st;
}

void daesa_reading_finish(struct daesa_reading *spoken)
{
    free(spoken->lines);
    free(spoken->phones);
    free(spoken->words);
    free(spoken->names);
    free(spoken->seeds);
    *spoken = (struct daesa_reading){0};
}
