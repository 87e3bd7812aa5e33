/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "check/likely.h"

#include "text/script.h"
#include "text/word.h"

#include <stdlib.h>
#include <string.h>

/* Of a track's letters: then its script is that of its language. */
#define MAIN_SHARE 0.8
/* A tenth of the letters in kana make a text Japanese, whatever it quotes. */
#define KANA_SHARE 10
/* So many small words make a text English: this share of all its words, and not fewer
 * than so many. Talks and films have a quarter to a third, other languages one or two in
 * a hundred, so that a text of this length that has so few is in one of those. */
#define SMALL_SHARE 0.1
#define MIN_SMALL 4
#define STRANGE_SHARE 0.03
#define MIN_STRANGE 100
/* Of fewer words nothing need be said. */
#define MIN_WORDS 20
#define MAX_WORD 8

/* Of the commonest words of English those that French, German, Spanish, Italian,
 * Portuguese, Dutch, the Nordic languages and Indonesian do not have; sorted. */
static const char *const small_words[] = {
    "about", "and",    "are",   "because", "been",   "but",    "can't", "could",
    "did",   "didn't", "does",  "don't",   "from",   "get",    "going", "have",
    "he's",  "here",   "his",   "how",     "i'll",   "i'm",    "i've",  "if",
    "it",    "it's",   "just",  "know",    "like",   "my",     "not",   "of",
    "our",   "out",    "she",   "that",    "that's", "the",    "their", "there",
    "they",  "think",  "this",  "what",    "when",   "where",  "which", "who",
    "will",  "with",   "would", "yeah",    "you",    "you're", "your",
};

static int compare(const void *key, const void *row)
{
    return strcmp(key, *(const char *const *)row);
}

/* In lower case, a curly apostrophe straight. */
static bool is_small(struct daesa_str word)
{
    char key[MAX_WORD];
    size_t n = 0;
    for (size_t i = 0; i < word.len; i++, n++) {
        if (n + 1 == sizeof key)
            return false;
        bool is_curly = daesa_str_starts(daesa_str_from(word, i), "\u2019");
        char c = word.s[i];
        key[n] = is_curly ? '\'' : c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
        i += is_curly ? 2 : 0;
    }
    key[n] = '\0';
    return bsearch(key, small_words, sizeof small_words / sizeof *small_words,
                   sizeof *small_words, compare) != NULL;
}

static size_t count_small(struct daesa_str plain, size_t *n_words)
{
    size_t n = 0, at = 0, from, to;
    while (daesa_word_next(plain, &at, &from, &to)) {
        daesa_word_trim(plain, &from, &to);
        struct daesa_str word = daesa_str_slice(plain, from, to);
        if (daesa_script_main(word, NULL) != DAESA_SCRIPT_LATIN)
            continue;
        n += is_small(word);
        ++*n_words;
    }
    return n;
}

/* By script, a language of those that are written in it. */
static const char *const languages[DAESA_N_SCRIPTS] = {
    [DAESA_SCRIPT_LATIN] = "en",    [DAESA_SCRIPT_GREEK] = "el",
    [DAESA_SCRIPT_CYRILLIC] = "ru", [DAESA_SCRIPT_HEBREW] = "he",
    [DAESA_SCRIPT_ARABIC] = "ar",   [DAESA_SCRIPT_THAI] = "th",
    [DAESA_SCRIPT_HANGUL] = "ko",   [DAESA_SCRIPT_KANA] = "ja",
    [DAESA_SCRIPT_HAN] = "zh",
};

/* Han letters go to the language that they are written in. */
static void settle_han(size_t *counts)
{
    size_t kana = counts[DAESA_SCRIPT_KANA], hangul = counts[DAESA_SCRIPT_HANGUL];
    size_t han = counts[DAESA_SCRIPT_HAN];
    enum daesa_script script = DAESA_SCRIPT_HAN;
    if (kana && kana * KANA_SHARE >= kana + han)
        script = DAESA_SCRIPT_KANA;
    else if (hangul > han)
        script = DAESA_SCRIPT_HANGUL;
    counts[DAESA_SCRIPT_HAN] = 0;
    counts[script] += han;
}

static const char *main_language(const size_t *counts)
{
    size_t n = 0;
    for (size_t i = DAESA_SCRIPT_LATIN; i < DAESA_N_SCRIPTS; i++)
        n += counts[i];
    for (size_t i = 0; i < DAESA_N_SCRIPTS; i++)
        if (languages[i] && counts[i] && (double)counts[i] >= MAIN_SHARE * (double)n)
            return languages[i];
    return NULL;
}

static const char *unless_latin(const struct daesa_likely *likely, const char *language)
{
    bool is_latin = language && strcmp(language, languages[DAESA_SCRIPT_LATIN]) == 0;
    return is_latin && !likely->is_english ? NULL : language;
}

void daesa_likely_find(const struct daesa_track *track, struct daesa_likely *out)
{
    size_t counts[DAESA_N_SCRIPTS] = {0}, n_small = 0, n_words = 0;
    *out = (struct daesa_likely){0};
    for (size_t i = 0; i < track->n_cues; i++)
        for (size_t j = 0; j < track->cues[i].n_texts; j++) {
            struct daesa_str plain = track->cues[i].texts[j].plain;
            daesa_script_main(plain, counts);
            n_small += count_small(plain, &n_words);
        }
    settle_han(counts);
    out->is_english =
        n_small >= MIN_SMALL && (double)n_small >= SMALL_SHARE * (double)n_words;
    out->may_be_english =
        !out->is_english && n_words >= MIN_WORDS &&
        (n_words < MIN_STRANGE || (double)n_small > STRANGE_SHARE * (double)n_words);
    out->han =
        languages[counts[DAESA_SCRIPT_KANA] ? DAESA_SCRIPT_KANA : DAESA_SCRIPT_HAN];
    out->script = main_language(counts);
    out->language = unless_latin(out, out->script);
}

const char *daesa_likely_of_text(const struct daesa_likely *likely,
                                 struct daesa_str plain)
{
    enum daesa_script script = daesa_script_main(plain, NULL);
    if (script == DAESA_SCRIPT_HAN)
        return likely->han;
    return unless_latin(likely, languages[script]);
}
