/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "layout/clause_place.h"

#include "layout/clause_short.h"
#include "layout/phrase.h"
#include "text/letter.h"
#include "text/utf8.h"

uint32_t daesa_clause_traits(const struct daesa_clause_place *place, size_t i)
{
    return i < place->n ? place->tokens[i].traits : 0;
}

bool daesa_clause_is(const struct daesa_clause_place *place, size_t i, const char *word)
{
    return i < place->n &&
           daesa_str_is_nocase(daesa_token_core(place->text, &place->tokens[i]), word);
}

size_t daesa_clause_past_adverbs(const struct daesa_clause_place *place, size_t i)
{
    for (size_t n = 0; n < FAR && traits(place, i) & ADVERB; n++, i++)
        if (traits(place, i) & STOP)
            break;
    return i;
}

/* The traits of the word before `i` that is no adverb; 0 where punctuation is
 * between them. */
static uint32_t earlier(const struct daesa_clause_place *place, size_t i)
{
    for (size_t n = 0; n < FAR_BACK && i-- > 0; n++) {
        uint32_t bits = traits(place, i);
        if (bits & STOP)
            return 0;
        if (!(bits & ADVERB) || bits & ~(uint32_t)(ADVERB | LEADS | LEAST))
            return bits;
    }
    return 0;
}

bool daesa_clause_has_verb_before(const struct daesa_clause_place *place, size_t i)
{
    for (size_t n = 0; n < FAR_BACK && i-- > 0; n++) {
        uint32_t bits = traits(place, i);
        if (bits & (STOP | OPENS))
            return false;
        if (bits & FINITE)
            return true;
    }
    return false;
}

bool daesa_clause_has_verb_ahead(const struct daesa_clause_place *place, size_t i)
{
    size_t wanted = 1;
    for (size_t j = i; j < place->n && j < i + FAR; j++) {
        uint32_t bits = traits(place, j);
        wanted += bits & OPENS || (bits & SUBJECT && j > i);
        if (bits & FINITE && --wanted == 0)
            return true;
        bool joins_nouns = bits & LINK && j > i && traits(place, j - 1) & NAME &&
                           traits(place, j + 1) & (NAME | ADJECTIVE);
        if (bits & STOP || (bits & LINK && !joins_nouns) || (bits & PERHAPS && j > i))
            return false;
    }
    return false;
}

/* "that night", "in that room": no clause begins. */
static bool is_pointing(const struct daesa_clause_place *place, size_t i)
{
    if (!(traits(place, i) & THAT))
        return false;
    uint32_t before = i ? traits(place, i - 1) : 0;
    if (before & SAYS && traits(place, i + 1) & PREPOSITION)
        return false;
    return traits(place, i + 1) & (TIME | TO | PREPOSITION | LINK) ||
           traits(place, i) & STOP || (before & PREPOSITION && !(before & STOP));
}

/* "rehearsed that fight": no clause begins, as none has a verb. */
static bool is_object(const struct daesa_clause_place *place, size_t i)
{
    uint32_t before = i ? traits(place, i - 1) : 0;
    return traits(place, i) & THAT && before & (VERB | BASE) &&
           !(before & (STOP | SAYS)) && traits(place, i + 1) & NAME &&
           !daesa_clause_has_verb_ahead(place, i + 1);
}

/* "whose duty was", "which uncle had": no verb stands behind the relative word. */
static bool relates_noun(const struct daesa_clause_place *place, size_t i)
{
    uint32_t after = traits(place, i + 1);
    return is(place, i, "whose") ||
           (is(place, i, "which") && traits(place, i + 2) & (AUXILIARY | VERB) &&
            after & NAME && !(after & STOP));
}

/* "because the last tram leaves": what stands before word `i` is a subject and no
 * more, behind a word that opens a clause. */
static bool is_behind_opened_subject(const struct daesa_clause_place *place, size_t i)
{
    if (i < 3 || !(traits(place, i - 1) & NAME) || traits(place, i - 1) & STOP)
        return false;
    for (i--; i-- > 1 && traits(place, i) & ADJECTIVE;)
        ;
    return traits(place, i) & ARTICLE && traits(place, i - 1) & OPENER;
}

/* "reaches", "moves": between a noun and what a verb is followed by. */
static bool is_third_person(const struct daesa_clause_place *place, size_t i)
{
    struct daesa_str word = daesa_token_core(place->text, &place->tokens[i]);
    uint32_t before = i ? traits(place, i - 1) : 0, after = traits(place, i + 1);
    if (!(before & (NAME | RELATIVE)) || before & STOP ||
        traits(place, i) & (STOP | PROPER) || word.len < 4 ||
        !daesa_str_ends(word, "s") || daesa_str_ends(word, "ss") ||
        daesa_str_ends(word, "'s") || daesa_str_ends(word, "\u2019s"))
        return false;
    if (before & RELATIVE)
        return !relates_noun(place, i - 1);
    struct daesa_str noun = daesa_token_core(place->text, &place->tokens[i - 1]);
    if (daesa_str_ends(noun, "s") || daesa_clause_has_verb_before(place, i))
        return false;
    return after & (ARTICLE | OBJECT) ||
           (after & PREPOSITION && is_behind_opened_subject(place, i));
}

static bool is_finite_base(const struct daesa_clause_place *place, size_t i,
                           uint32_t before)
{
    if (before & (TO | AUXILIARY | HELPER | OBJECT | ARTICLE | PREPOSITION))
        return before & SUBJECT && !(before & AUXILIARY) && !(before & TO);
    return before & (SUBJECT | RELATIVE) ||
           (before & NAME && !(before & ING) &&
            (traits(place, i) & NO_NOUN || !daesa_clause_has_verb_before(place, i)));
}

/* "whose only duty". */
static bool is_whose(const struct daesa_clause_place *place, size_t i)
{
    while (i-- > 0 && traits(place, i) & ADVERB)
        ;
    return i < place->n && is(place, i, "whose");
}

/* A word of which nothing else is known, behind "she" or "who". */
static bool is_finite_name(const struct daesa_clause_place *place, size_t i,
                           uint32_t before)
{
    uint32_t bits = traits(place, i);
    if (before & AUXILIARY || bits & (PROPER | ING) || before == 0)
        return false;
    if (before & OBJECT && i > 1 && traits(place, i - 2) & (PREPOSITION | VERB | BASE))
        return false;
    return before & SUBJECT || (before & RELATIVE && !(traits(place, i - 1) & THAT) &&
                                !relates_noun(place, i - 1) && !is_whose(place, i));
}

static bool is_finite(const struct daesa_clause_place *place, size_t i)
{
    uint32_t bits = traits(place, i), before = earlier(place, i);
    if (bits & AUXILIARY)
        return bits & SUBJECT || !(before & (AUXILIARY | TO | HELPER));
    if (bits & VERB) {
        if (before & (TO | HELPER | ARTICLE | ADJECTIVE | PREPOSITION) ||
            (before & AUXILIARY) || is(place, i ? i - 1 : 0, "having"))
            return false;
        return !(is(place, i + 1, "by") && before & NAME);
    }
    if (bits & BASE && !(bits & NAME))
        return is_finite_base(place, i, before);
    return bits & NAME && (is_finite_name(place, i, before) || is_third_person(place, i));
}

/* `is_first`: of a sentence, or behind punctuation. */
static uint32_t look_up(struct daesa_str text, const struct daesa_token *token,
                        bool is_first)
{
    struct daesa_str word = daesa_token_core(text, token);
    uint32_t bits = daesa_clause_word(word);
    size_t at = 0;
    uint32_t first = word.len ? daesa_utf8_next(word, &at) : 0;
    if (bits & AUXILIARY && !(bits & SUBJECT) && !is_first && daesa_letter_upper(first))
        bits = NAME;
    if (bits & (NAME | VERB) &&
        (daesa_letter_upper(first) || (first >= '0' && first <= '9')))
        bits |= PROPER;
    return token->cost <= DAESA_PHRASE_CLAUSE ? bits | STOP : bits;
}

void daesa_clause_find(struct daesa_token *tokens, size_t n, struct daesa_str text)
{
    struct daesa_clause_place place = {tokens, n, 0, text};
    for (size_t i = 0; i < n; i++)
        tokens[i].traits =
            look_up(text, &tokens[i], i == 0 || tokens[i - 1].traits & STOP);
    for (size_t i = 0; i < n; i++)
        if (is_pointing(&place, i))
            tokens[i].traits = ARTICLE | (tokens[i].traits & STOP);
    for (size_t i = 0; i < n; i++)
        if (is_finite(&place, i))
            tokens[i].traits |= FINITE;
    for (size_t i = 0; i < n; i++)
        if (is_object(&place, i))
            tokens[i].traits = ARTICLE | (tokens[i].traits & STOP);
}
