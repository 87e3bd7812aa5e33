/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "layout/clause.h"

#include "layout/clause_word.h"
#include "layout/phrase.h"
#include "text/letter.h"
#include "text/utf8.h"

/* Short names. */
#define NAME DAESA_CLAUSE_NAME
#define VERB DAESA_CLAUSE_VERB
#define BASE DAESA_CLAUSE_BASE
#define AUXILIARY DAESA_CLAUSE_AUXILIARY
#define HELPER DAESA_CLAUSE_HELPER
#define ADVERB DAESA_CLAUSE_ADVERB
#define SUBJECT DAESA_CLAUSE_SUBJECT
#define OBJECT DAESA_CLAUSE_OBJECT
#define ARTICLE DAESA_CLAUSE_ARTICLE
#define PREPOSITION DAESA_CLAUSE_PREPOSITION
#define LINK DAESA_CLAUSE_LINK
#define OPENER DAESA_CLAUSE_OPENER
#define RELATIVE DAESA_CLAUSE_RELATIVE
#define PERHAPS DAESA_CLAUSE_PERHAPS
#define TO DAESA_CLAUSE_TO
#define SAYS DAESA_CLAUSE_SAYS
#define LEADS DAESA_CLAUSE_LEADS
#define ING DAESA_CLAUSE_ING
#define LEAST DAESA_CLAUSE_LEAST
#define ADJECTIVE DAESA_CLAUSE_ADJECTIVE
#define TIME DAESA_CLAUSE_TIME
#define TELLS DAESA_CLAUSE_TELLS
#define PARTICLE DAESA_CLAUSE_PARTICLE
#define VAGUE DAESA_CLAUSE_VAGUE
#define NO_NOUN DAESA_CLAUSE_NO_NOUN
#define THAT DAESA_CLAUSE_THAT
#define AS DAESA_CLAUSE_AS

/* Traits that a word has in its place only. */
#define STOP (1u << 28)   /* punctuation behind it */
#define FINITE (1u << 29) /* it is a finite verb here */
#define PROPER (1u << 30) /* it has a capital letter or a digit */

#define OPENS (OPENER | RELATIVE)
/* How many words one looks ahead for a verb, and back. */
#define FAR 14
#define FAR_BACK 48
/* Costs, up to DAESA_PHRASE_CLAUSE_MAX. */
#define SURE 6.0f
#define LIKELY 8.0f
#define WEAK 10.0f
#define WEAKEST 12.0f

/* A text and the place between two of its words: behind token `i`. */
struct place {
    const struct daesa_token *tokens;
    size_t n, i;
    struct daesa_str text;
};

static uint32_t traits(const struct place *place, size_t i)
{
    return i < place->n ? place->tokens[i].traits : 0;
}

static bool is(const struct place *place, size_t i, const char *word)
{
    return i < place->n &&
           daesa_str_is_nocase(daesa_token_core(place->text, &place->tokens[i]), word);
}

static bool is_any(const struct place *place, size_t i, const char *const *words)
{
    for (; *words; words++)
        if (is(place, i, *words))
            return true;
    return false;
}

/* The next word from `i` on that is no adverb. */
static size_t past_adverbs(const struct place *place, size_t i)
{
    for (size_t n = 0; n < FAR && traits(place, i) & ADVERB; n++, i++)
        if (traits(place, i) & STOP)
            break;
    return i;
}

/* The traits of the word before `i` that is no adverb; 0 where punctuation is
 * between them. */
static uint32_t earlier(const struct place *place, size_t i)
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

/* Whether a finite verb has been seen since the clause began that word `i` is in. */
static bool has_verb_before(const struct place *place, size_t i)
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

/* Whether what begins at word `i` gets a finite verb of its own: those of clauses
 * that open in between do not count. */
static bool has_verb_ahead(const struct place *place, size_t i)
{
    size_t wanted = 1;
    for (size_t j = i; j < place->n && j < i + FAR; j++) {
        uint32_t bits = traits(place, j);
        wanted += bits & OPENS || (bits & SUBJECT && j > i);
        if (bits & FINITE && --wanted == 0)
            return true;
        if (bits & (STOP | LINK) || (bits & PERHAPS && j > i))
            return false;
    }
    return false;
}

/* ---- what the words are in their places ---- */

/* "that night", "in that room": no clause begins. */
static bool is_pointing(const struct place *place, size_t i)
{
    if (!(traits(place, i) & THAT))
        return false;
    uint32_t before = i ? traits(place, i - 1) : 0;
    return traits(place, i + 1) & (TIME | TO | PREPOSITION | LINK) ||
           traits(place, i) & STOP || (before & PREPOSITION && !(before & STOP));
}

/* "reaches", "moves": between a noun and what a verb is followed by. */
static bool is_third_person(const struct place *place, size_t i)
{
    struct daesa_str word = daesa_token_core(place->text, &place->tokens[i]);
    uint32_t before = i ? traits(place, i - 1) : 0, after = traits(place, i + 1);
    if (!(before & (NAME | RELATIVE)) || before & STOP ||
        traits(place, i) & (STOP | PROPER) || word.len < 4 ||
        !daesa_str_ends(word, "s") || daesa_str_ends(word, "ss"))
        return false;
    if (before & RELATIVE)
        return true;
    struct daesa_str noun = daesa_token_core(place->text, &place->tokens[i - 1]);
    return before & NAME && !daesa_str_ends(noun, "s") && after & (ARTICLE | OBJECT) &&
           !has_verb_before(place, i);
}

static bool is_finite_base(const struct place *place, size_t i, uint32_t before)
{
    if (before & (TO | AUXILIARY | HELPER | OBJECT | ARTICLE | PREPOSITION))
        return before & SUBJECT && !(before & AUXILIARY) && !(before & TO);
    return before & (SUBJECT | RELATIVE) ||
           (before & NAME && !(before & ING) &&
            (traits(place, i) & NO_NOUN || !has_verb_before(place, i)));
}

/* A word of which nothing else is known, behind "she" or "who". */
static bool is_finite_name(const struct place *place, size_t i, uint32_t before)
{
    uint32_t bits = traits(place, i);
    if (before & AUXILIARY || bits & (PROPER | ING) || before == 0)
        return false;
    if (before & OBJECT && i > 1 && traits(place, i - 2) & (PREPOSITION | VERB | BASE))
        return false;
    return before & SUBJECT || (before & RELATIVE && !(traits(place, i - 1) & THAT));
}

static bool is_finite(const struct place *place, size_t i)
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
    if (bits & BASE)
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

static void find_traits(struct daesa_token *tokens, size_t n, struct daesa_str text)
{
    struct place place = {tokens, n, 0, text};
    for (size_t i = 0; i < n; i++)
        tokens[i].traits =
            look_up(text, &tokens[i], i == 0 || tokens[i - 1].traits & STOP);
    for (size_t i = 0; i < n; i++)
        if (is_pointing(&place, i))
            tokens[i].traits = ARTICLE | (tokens[i].traits & STOP);
    for (size_t i = 0; i < n; i++)
        if (is_finite(&place, i))
            tokens[i].traits |= FINITE;
}

/* ---- the ends of clauses; 0: none is seen ---- */

/* Before "because", "who". */
static float before_opener(const struct place *place)
{
    size_t i = place->i;
    uint32_t before = traits(place, i), after = traits(place, i + 1);
    if (!(after & OPENS) || before & (LINK | OPENS | LEAST | ARTICLE | TO | PERHAPS))
        return 0;
    if (is(place, i + 1, "so") && !(traits(place, i + 2) & THAT) &&
        !(traits(place, i + 2) & SUBJECT))
        return 0;
    bool is_particle = before & PARTICLE && i > 0 && traits(place, i - 1) & (VERB | BASE);
    if (before & PREPOSITION && (after & RELATIVE ? !is_particle : !(before & PARTICLE)))
        return 0;
    if (!(after & RELATIVE))
        return before & (AUXILIARY | VERB | BASE) ? LIKELY : SURE;
    if (before & (SUBJECT | OBJECT))
        return after & THAT ? SURE : WEAKEST;
    bool is_tight = i > 0 && before & NAME && traits(place, i - 1) & ARTICLE;
    return is_tight ? WEAK : SURE;
}

/* "every morning before": it counts no time. */
static const char *const each[] = {"every", "each", "this", "that", NULL};

/* Before "even though", "as if", "as soon as". */
static float before_least(const struct place *place)
{
    size_t i = place->i;
    uint32_t before = traits(place, i), after = traits(place, i + 1);
    if (before & (LINK | OPENS | LEAST | PERHAPS | AUXILIARY | ADVERB | ARTICLE |
                  ADJECTIVE | PREPOSITION))
        return 0;
    if (after & LEAST && (traits(place, i + 2) & (OPENER | PERHAPS)))
        return SURE;
    if (after & ARTICLE && traits(place, i + 2) & TIME &&
        traits(place, i + 3) & PERHAPS && has_verb_ahead(place, i + 4))
        return SURE;
    if (is(place, i + 1, "only") && traits(place, i + 2) & TO)
        return LIKELY;
    if (!(after & AS))
        return 0;
    if (is(place, i + 2, "if") || is(place, i + 2, "though"))
        return SURE;
    return traits(place, i + 3) & AS && has_verb_ahead(place, i + 4) ? SURE : 0;
}

/* Before "before", "as", "than" where they open a clause. */
static float before_perhaps(const struct place *place)
{
    size_t i = place->i;
    uint32_t before = traits(place, i), after = traits(place, i + 1);
    if (!(after & PERHAPS) || before & (LINK | LEAST | PREPOSITION | OPENS | TO))
        return 0;
    if (after & AS && i > 0 && traits(place, i - 1) & AS)
        return 0;
    if (before & TIME && i > 0 && traits(place, i - 1) & ARTICLE &&
        !is_any(place, i - 1, each))
        return 0;
    if (is(place, i + 1, "once") && !(traits(place, i + 2) & (SUBJECT | ARTICLE)))
        return 0;
    if (traits(place, i + 2) & ING && !is(place, i + 1, "than"))
        return LIKELY;
    if (traits(place, i + 2) & ARTICLE && traits(place, i + 3) & TIME)
        return 0;
    if (is(place, i + 1, "than") && traits(place, i + 2) & (BASE | HELPER))
        return WEAK;
    if (!has_verb_ahead(place, i + 2))
        return 0;
    return is(place, i + 1, "than") ? WEAK : SURE;
}

/* Before "in which", "without seeing", "in order to". */
static float before_preposition(const struct place *place)
{
    static const char *const with_ing[] = {"without", "by", "instead", "for", NULL};
    size_t i = place->i;
    uint32_t before = traits(place, i), next = traits(place, i + 2);
    if (!(traits(place, i + 1) & PREPOSITION) || before & (LINK | OPENS | PREPOSITION))
        return 0;
    bool is_particle = traits(place, i + 1) & PARTICLE && before & (VERB | BASE);
    if (next & RELATIVE && !(next & THAT) && !is_particle)
        return LIKELY;
    if (is(place, i + 1, "in") && is(place, i + 2, "order"))
        return LIKELY;
    if (next & ING && is_any(place, i + 1, with_ing))
        return before & (AUXILIARY | VERB | BASE) ? WEAKEST : WEAK;
    return 0;
}

static bool ends_in_s(const struct place *place, size_t i)
{
    return i < place->n &&
           daesa_str_ends(daesa_token_core(place->text, &place->tokens[i]), "s");
}

/* Before "and", where it joins clauses or predicates. */
static float before_link(const struct place *place)
{
    size_t i = place->i, next = past_adverbs(place, i + 2);
    uint32_t bits = traits(place, next);
    if (!(traits(place, i + 1) & LINK) || traits(place, i + 1) & STOP)
        return 0;
    if (bits & (OPENS | SUBJECT) || traits(place, i + 2) & OPENS)
        return SURE;
    if (bits & (FINITE | BASE | HELPER) && !(bits & PROPER))
        return SURE + 1;
    if (bits & VERB && !(bits & PROPER) && has_verb_before(place, i + 1))
        return LIKELY;
    if (bits & NAME && traits(place, next + 1) & OBJECT)
        return WEAK;
    /* "and still rides". */
    if (bits & NAME && !(bits & PROPER) && next > i + 2 && ends_in_s(place, next) &&
        has_verb_before(place, i + 1) &&
        traits(place, next + 1) & (ARTICLE | PREPOSITION | TO))
        return LIKELY;
    if (bits & ING && traits(place, next + 1) & (ARTICLE | PREPOSITION | OBJECT | TO))
        return LIKELY;
    if (bits & (ARTICLE | NAME) && has_verb_before(place, i + 1) &&
        has_verb_ahead(place, next))
        return bits & ARTICLE ? SURE : LIKELY;
    if (bits & (PREPOSITION | PERHAPS) && has_verb_ahead(place, next))
        return LIKELY;
    return 0;
}

/* Before the "to" of an infinitive. */
static float before_infinitive(const struct place *place)
{
    size_t i = place->i, verb = past_adverbs(place, i + 2);
    uint32_t before = traits(place, i), bits = traits(place, verb);
    if (!(traits(place, i + 1) & TO) || before & (LEADS | AUXILIARY | HELPER | LINK |
                                                  OPENS | LEAST | PREPOSITION | ARTICLE))
        return 0;
    if (is(place, i, "order") || bits & PROPER)
        return 0;
    bool is_verb = bits & (BASE | HELPER | AUXILIARY) || is(place, verb, "get");
    bool has_object = !(bits & STOP) &&
                      traits(place, verb + 1) & (ARTICLE | OBJECT | SUBJECT | OPENS | TO);
    if (!is_verb && !(bits & NAME && has_object))
        return 0;
    return before & (VERB | BASE | ADJECTIVE) ? WEAKEST : WEAK;
}

/* Whether a main clause may begin at word `i`: the one before it is subordinate and
 * has its verb. */
static bool ends_subordinate(const struct place *place, size_t i)
{
    bool has_verb = false;
    for (size_t n = 0; n < FAR_BACK && i-- > 0; n++) {
        uint32_t bits = traits(place, i);
        if (bits & STOP)
            return false;
        has_verb = has_verb || bits & FINITE;
        bool is_first = i == 0 || traits(place, i - 1) & (STOP | LINK | LEAST | RELATIVE);
        if (bits & (OPENER | PERHAPS) && is_first)
            return has_verb;
        if (bits & OPENS)
            return false;
    }
    return false;
}

/* Before a new subject: "the day | I met her", "noticed | the train had left", "When
 * it was dark | the man came". */
static float before_subject(const struct place *place)
{
    size_t i = place->i, next = past_adverbs(place, i + 2);
    uint32_t before = traits(place, i), after = traits(place, i + 1);
    if (before & (LINK | OPENS | PERHAPS | AUXILIARY | ARTICLE | PREPOSITION | TO |
                  LEAST | ADJECTIVE))
        return 0;
    bool has_verb = after & FINITE || traits(place, next) & FINITE;
    if (after & SUBJECT && has_verb) {
        if (before & (VERB | BASE) && (!(before & SAYS) || before & TELLS))
            return 0;
        if (after & OBJECT && i > 0 && traits(place, i - 1) & (TO | AUXILIARY))
            return 0;
        return ends_subordinate(place, i + 1) ? LIKELY : WEAK + 1;
    }
    if (!(after & (ARTICLE | SUBJECT)) || !has_verb_ahead(place, i + 1))
        return 0;
    if (before & SAYS && !(before & TELLS) && !(traits(place, i + 2) & TIME))
        return WEAK - 1;
    if (before & (VERB | BASE))
        return 0;
    return ends_subordinate(place, i + 1) ? LIKELY : 0;
}

/* Whether word `i` opens a clause that says something of what is before it, or is
 * itself a subject. */
static bool opens_subject(const struct place *place, size_t i)
{
    uint32_t bits = traits(place, i);
    if (bits & (RELATIVE | VAGUE))
        return true;
    return bits & SUBJECT && i > 0 && traits(place, i - 1) & NAME &&
           !(traits(place, i - 1) & STOP);
}

/* Behind a relative clause in a subject: "the man who came to dinner | was". */
static float behind_relative(const struct place *place)
{
    size_t i = place->i, verb = past_adverbs(place, i + 1), n_verbs = 0, wanted = 1;
    uint32_t before = traits(place, i);
    if (before & OBJECT && i > 0 && traits(place, i - 1) & (VERB | BASE))
        before = OBJECT;
    if (!(traits(place, verb) & FINITE) || traits(place, verb) & SUBJECT ||
        before & (SUBJECT | OPENS | LINK | ADVERB | PERHAPS))
        return 0;
    if (before & FINITE)
        return traits(place, i + 1) & AUXILIARY ? LIKELY + 1 : 0;
    for (size_t j = i + 1; i - j + 1 < FAR_BACK && j-- > 0;) {
        uint32_t bits = traits(place, j);
        if (bits & (STOP | LINK))
            return 0;
        n_verbs += (bits & FINITE) != 0;
        wanted += bits & FINITE && bits & SAYS && traits(place, j + 1) & ARTICLE;
        if (opens_subject(place, j))
            return n_verbs >= wanted && !has_verb_before(place, j) ? LIKELY + 1 : 0;
        if (bits & OPENER)
            return 0;
    }
    return 0;
}

/* Before a participle: "everyone | living there", "a jam | caused by". */
static float before_participle(const struct place *place)
{
    size_t i = place->i;
    uint32_t before = traits(place, i), after = traits(place, i + 1);
    if (!(before & (NAME | OBJECT | SUBJECT)) || before & (ING | FINITE | AUXILIARY))
        return 0;
    if (after & ING &&
        traits(place, i + 2) & (ARTICLE | PREPOSITION | OBJECT | TO | OPENS | ADVERB))
        return WEAK + 1;
    if (after & VERB && is(place, i + 2, "by"))
        return WEAK + 1;
    return 0;
}

static float cost_at(const struct place *place)
{
    static float (*const rules[])(const struct place *) = {
        before_opener,      before_least,    before_perhaps,
        before_preposition, before_link,     before_infinitive,
        before_subject,     behind_relative, before_participle};
    for (size_t r = 0; r < sizeof rules / sizeof *rules; r++) {
        float cost = rules[r](place);
        if (cost > 0)
            return cost;
    }
    return 0;
}

static void price_english(struct daesa_token *tokens, size_t n, struct daesa_str text)
{
    struct place place = {tokens, n, 0, text};
    find_traits(tokens, n, text);
    for (; place.i + 1 < n; place.i++) {
        struct daesa_token *token = &tokens[place.i];
        if (token->traits & STOP || token->cost >= DAESA_PHRASE_NEVER)
            continue;
        float cost = cost_at(&place);
        if (cost > 0)
            token->cue_cost = cost;
        else if (traits(&place, place.i + 1) & LINK &&
                 !(traits(&place, place.i + 2) & ARTICLE) &&
                 token->cost < DAESA_PHRASE_LEANS)
            token->cue_cost = DAESA_PHRASE_LEANS;
        else if (token->cost <= DAESA_PHRASE_CLAUSE_MAX)
            token->cue_cost = DAESA_PHRASE_GROUP;
    }
}

void daesa_clause_price(struct daesa_token *tokens, size_t n, struct daesa_str text,
                        struct daesa_str language)
{
    struct daesa_str base =
        daesa_str_slice(language, 0, daesa_str_find_char(language, '-'));
    if (daesa_str_is_nocase(base, "en"))
        price_english(tokens, n, text);
}
