/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "layout/phrase.h"

#include "layout/function_word.h"
#include "text/letter.h"
#include "text/utf8.h"

#include <string.h>

static const struct {
    float before, behind; /* 0: says nothing */
} costs[] = {
    [DAESA_WORD_ARTICLE] = {0, DAESA_PHRASE_GLUED},
    [DAESA_WORD_PREPOSITION] = {DAESA_PHRASE_GROUP, DAESA_PHRASE_TIGHT + 10},
    [DAESA_WORD_OF] = {DAESA_PHRASE_PLAIN, DAESA_PHRASE_TIGHT + 10},
    [DAESA_WORD_CONJUNCTION] = {DAESA_PHRASE_OPENS, DAESA_PHRASE_TIGHT},
    [DAESA_WORD_LINK] = {DAESA_PHRASE_OPENS + 7, DAESA_PHRASE_TIGHT},
    [DAESA_WORD_SUBJECT] = {DAESA_PHRASE_OPENS + 5, DAESA_PHRASE_TIGHT + 5},
    [DAESA_WORD_OBJECT] = {DAESA_PHRASE_TIGHT, 0},
    [DAESA_WORD_EITHER] = {DAESA_PHRASE_PLAIN, DAESA_PHRASE_LEANS},
    [DAESA_WORD_AUXILIARY] = {DAESA_PHRASE_GROUP + 5, DAESA_PHRASE_TIGHT - 10},
    [DAESA_WORD_DEGREE] = {0, DAESA_PHRASE_LEANS + 10},
    [DAESA_WORD_ADJECTIVE] = {0, DAESA_PHRASE_LEANS + 5},
    [DAESA_WORD_PARTICLE] = {DAESA_PHRASE_LEANS, 0},
    [DAESA_WORD_TITLE] = {0, DAESA_PHRASE_GLUED},
};

/* Two words of which nothing is known, behind an article or adjective: the first may
 * be an adjective. */
#define MAY_BE_ADJECTIVE 10.0f

static bool is_capital(struct daesa_str word)
{
    size_t at = 0;
    return word.len && daesa_letter_upper(daesa_utf8_next(word, &at));
}

static bool ends_number(struct daesa_str word)
{
    return word.len && daesa_is_digit(word.s[word.len - 1]);
}

/* Words by whose end one knows an English adjective. */
static bool is_adjective(struct daesa_str word)
{
    static const char *const ends[] = {"ful",  "ous",  "ive",  "able",
                                       "ible", "ical", "less", "ish"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (word.len > 5 && daesa_str_ends(word, ends[i]))
            return true;
    return false;
}

/* "hardly", "slowly". */
static bool word_is_adverb(struct daesa_str word)
{
    return word.len > 4 && daesa_str_ends(word, "ly");
}

/* Where no function word decides. */
static float by_shape(size_t language, struct daesa_str before, struct daesa_str after)
{
    bool is_german = strcmp(daesa_word_tag(language), "de") == 0;
    if (is_capital(before) && is_capital(after) && !is_german)
        return DAESA_PHRASE_GLUED;
    if (ends_number(before))
        return DAESA_PHRASE_LEANS;
    if (is_adjective(before) && strcmp(daesa_word_tag(language), "en") == 0)
        return DAESA_PHRASE_LEANS;
    if (word_is_adverb(before))
        return DAESA_PHRASE_LEANS;
    return DAESA_PHRASE_PLAIN;
}

/* Whether a clause of its own follows "and": a word that begins one. */
static bool begins_clause(enum daesa_word_role role)
{
    return role == DAESA_WORD_SUBJECT || role == DAESA_WORD_EITHER ||
           role == DAESA_WORD_ARTICLE || role == DAESA_WORD_AUXILIARY ||
           role == DAESA_WORD_CONJUNCTION || role == DAESA_WORD_PREPOSITION ||
           role == DAESA_WORD_DEGREE;
}

/* Verbs that hold on to the infinitive behind them: "used to", "going to". */
static bool wants_infinitive(struct daesa_str word)
{
    static const char *const verbs[] = {
        "able",  "going",    "gonna", "had", "has",  "have", "need",   "needs",
        "ought", "supposed", "tried", "try", "used", "want", "wanted", "wants"};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (daesa_str_is_nocase(word, verbs[i]))
            return true;
    return false;
}

/* Where what stands around two words says more than they do; 0 where it does not. */
static float by_context(const struct daesa_phrase *phrase, enum daesa_word_role before,
                        enum daesa_word_role after, enum daesa_word_role later)
{
    if (after == DAESA_WORD_LINK && begins_clause(later))
        return DAESA_PHRASE_OPENS;
    if (daesa_str_is_nocase(phrase->after, "to") && wants_infinitive(phrase->before))
        return DAESA_PHRASE_LEANS;
    /* "said that to her": no clause begins. */
    if (daesa_str_is_nocase(phrase->after, "that") &&
        (later == DAESA_WORD_PREPOSITION || phrase->later.len == 0))
        return DAESA_PHRASE_LEANS;
    /* "to you", "about it": too short to begin a line. */
    if (after == DAESA_WORD_PREPOSITION &&
        (later == DAESA_WORD_OBJECT || later == DAESA_WORD_EITHER))
        return DAESA_PHRASE_PLAIN;
    /* "wait outside until": no noun follows. */
    if (after == DAESA_WORD_PREPOSITION && phrase->later.len == 0)
        return DAESA_PHRASE_LEANS;
    /* "about | what it is", "so much | that", "as if". */
    if (after == DAESA_WORD_PREPOSITION && later == DAESA_WORD_CONJUNCTION)
        return daesa_str_is_nocase(phrase->after, "as") ? DAESA_PHRASE_OPENS
                                                        : DAESA_PHRASE_LEANS;
    if (daesa_str_is_nocase(phrase->before, "at") &&
        daesa_str_is_nocase(phrase->after, "once"))
        return DAESA_PHRASE_TIGHT;
    if (after == DAESA_WORD_CONJUNCTION && before == DAESA_WORD_PREPOSITION &&
        !daesa_str_is_nocase(phrase->before, "as"))
        return DAESA_PHRASE_GROUP;
    if (after == DAESA_WORD_CONJUNCTION &&
        (before == DAESA_WORD_DEGREE || before == DAESA_WORD_AUXILIARY))
        return DAESA_PHRASE_OPENS;
    /* "told us | stories". */
    if (before == DAESA_WORD_OBJECT && !after)
        return DAESA_PHRASE_PLAIN + 6;
    return 0;
}

/* "avant que", "hasta que", "tuve que": with what word one begins a clause as one. */
static bool joins_que(size_t language, struct daesa_str word, enum daesa_word_role role)
{
    static const char *const words[] = {
        "alors",   "afin",    "ainsi",    "bien",    "parce", "tandis", "así",
        "después", "antes",   "mientras", "pendant", "tuve",  "tuvo",   "tengo",
        "tiene",   "tenemos", "tenía",    "hay",     "hubo"};
    const char *tag = daesa_word_tag(language);
    if (strcmp(tag, "fr") != 0 && strcmp(tag, "es") != 0)
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (daesa_str_is_nocase(word, words[i]))
            return true;
    return role == DAESA_WORD_PREPOSITION;
}

static bool is_que(struct daesa_str word)
{
    return daesa_str_is_nocase(word, "que") || daesa_str_is_nocase(word, "qué") ||
           daesa_str_starts_nocase(word, "qu'") ||
           daesa_str_starts_nocase(word, "qu\u2019");
}

/* "twenty", "300". */
static bool is_number(struct daesa_str word)
{
    static const char *const numbers[] = {"two",   "three",  "four",    "five",  "six",
                                          "ten",   "twenty", "thirty",  "forty", "fifty",
                                          "sixty", "a",      "another", "some"};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (daesa_str_is_nocase(word, numbers[i]))
            return true;
    return word.len && daesa_is_digit(word.s[0]);
}

/* "this without", "her about", "you about": no noun follows, so that it stands for
 * one. */
static enum daesa_word_role as_pronoun(enum daesa_word_role role,
                                       enum daesa_word_role next)
{
    bool is_alone = next == DAESA_WORD_PREPOSITION || next == DAESA_WORD_CONJUNCTION ||
                    next == DAESA_WORD_SUBJECT || next == DAESA_WORD_AUXILIARY;
    if (role == DAESA_WORD_EITHER && next == DAESA_WORD_PREPOSITION)
        return DAESA_WORD_OBJECT;
    return role == DAESA_WORD_ARTICLE && is_alone ? DAESA_WORD_OBJECT : role;
}

static float by_words(size_t language, const struct daesa_phrase *phrase)
{
    enum daesa_word_role before = daesa_word_role(language, phrase->before);
    enum daesa_word_role after = daesa_word_role(language, phrase->after);
    enum daesa_word_role later = daesa_word_role(language, phrase->later);
    if (strcmp(daesa_word_tag(language), "en") == 0) {
        if (after == DAESA_WORD_ARTICLE && daesa_str_is_nocase(phrase->after, "her") &&
            is_number(phrase->later))
            after = DAESA_WORD_OBJECT;
        if (daesa_str_is_nocase(phrase->before, "her") && is_number(phrase->after))
            before = DAESA_WORD_OBJECT;
        before = as_pronoun(before, after);
        after = as_pronoun(after, later);
    }
    if (is_que(phrase->after) && joins_que(language, phrase->before, before))
        return DAESA_PHRASE_TIGHT;
    if (is_que(phrase->later) && joins_que(language, phrase->after, after) &&
        after != DAESA_WORD_AUXILIARY && before != DAESA_WORD_AUXILIARY)
        return DAESA_PHRASE_OPENS;
    float cost = by_context(phrase, before, after, later);
    if (cost > 0 && (after == DAESA_WORD_CONJUNCTION || costs[before].behind < cost))
        return cost;
    if (!before && !after) {
        enum daesa_word_role earlier = daesa_word_role(language, phrase->earlier);
        bool may_be_adjective =
            earlier == DAESA_WORD_ARTICLE || earlier == DAESA_WORD_ADJECTIVE;
        return by_shape(language, phrase->before, phrase->after) +
               (may_be_adjective ? MAY_BE_ADJECTIVE : 0);
    }
    cost = costs[after].before > 0 ? costs[after].before : DAESA_PHRASE_PLAIN;
    /* "a | little", "very | much of" hold on whatever follows; so does "and | then". */
    return costs[before].behind > cost ? costs[before].behind : cost;
}

float daesa_phrase_cost(const struct daesa_phrase *phrase)
{
    struct daesa_str base =
        daesa_str_slice(phrase->language, 0, daesa_str_find_char(phrase->language, '-'));
    if (daesa_str_is_nocase(base, "ko"))
        return daesa_phrase_cost_korean(phrase);
    size_t language;
    if (daesa_word_language(base, &language))
        return by_words(language, phrase);
    if (is_capital(phrase->before) && is_capital(phrase->after))
        return DAESA_PHRASE_LEANS;
    return DAESA_PHRASE_PLAIN;
}
