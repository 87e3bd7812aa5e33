/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "layout/clause.h"

#include "layout/clause_short.h"
#include "layout/phrase.h"

/* Costs, up to DAESA_PHRASE_CLAUSE_MAX. */
#define SURE 6.0f
#define LIKELY 8.0f
#define WEAK 10.0f
#define WEAKEST 12.0f

static bool is_any(const struct daesa_clause_place *place, size_t i,
                   const char *const *words)
{
    for (; *words; words++)
        if (is(place, i, *words))
            return true;
    return false;
}

/* ---- the ends of clauses; 0: none is seen ---- */

/* Before "because", "who". */
static float before_opener(const struct daesa_clause_place *place)
{
    size_t i = place->i;
    uint32_t before = traits(place, i), after = traits(place, i + 1);
    /* "for so long that". */
    if (after & THAT && i > 0 && is(place, i - 1, "so"))
        return SURE;
    if (is(place, i, "one"))
        before &= ~(uint32_t)ARTICLE;
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

/* Before "um", where somebody thinks of what to say next. */
static float before_pause(const struct daesa_clause_place *place)
{
    static const char *const sounds[] = {"uh", "um", "er", "erm", NULL};
    size_t i = place->i;
    if (!is_any(place, i + 1, sounds) || is_any(place, i, sounds) ||
        traits(place, i) & (LINK | OPENS | LEAST | PERHAPS | AUXILIARY | ADVERB |
                            ARTICLE | ADJECTIVE | PREPOSITION | TO | SUBJECT))
        return 0;
    return LIKELY;
}

/* "every morning before": it counts no time. */
static const char *const each[] = {"every", "each", "this", "that", NULL};

/* Before "even though", "as if", "as soon as". */
static float before_least(const struct daesa_clause_place *place)
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
static float before_perhaps(const struct daesa_clause_place *place)
{
    size_t i = place->i;
    uint32_t before = traits(place, i), after = traits(place, i + 1);
    if (!(after & PERHAPS) || before & (LINK | LEAST | PREPOSITION | OPENS | TO))
        return 0;
    if (after & AS && i > 0 && traits(place, i - 1) & AS)
        return 0;
    /* "who had been there before were": an adverb. */
    if (traits(place, i + 2) & FINITE && !(traits(place, i + 2) & SUBJECT) &&
        !is(place, i + 1, "than") && !(after & AS))
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
static float before_preposition(const struct daesa_clause_place *place)
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
    if (is(place, i + 1, "by") && is(place, i + 3, "time") &&
        has_verb_ahead(place, i + 4))
        return SURE;
    if (is(place, i + 1, "in") && next & ING &&
        traits(place, i + 3) & (ARTICLE | OBJECT) && before & NAME)
        return WEAKEST;
    if (next & ING && is_any(place, i + 1, with_ing))
        return before & (AUXILIARY | VERB | BASE) ? WEAKEST : WEAK;
    return 0;
}

static bool ends_in_s(const struct daesa_clause_place *place, size_t i)
{
    return i < place->n &&
           daesa_str_ends(daesa_token_core(place->text, &place->tokens[i]), "s");
}

/* "and on the day of the shoot I slipped", "but most of the time you are": a clause
 * begins at word `i`, but not with its subject. */
static bool has_late_subject(const struct daesa_clause_place *place, size_t i)
{
    for (size_t j = i; j < place->n && j < i + FAR; j++) {
        uint32_t bits = traits(place, j);
        if (bits & SUBJECT && !(bits & OBJECT && traits(place, j - 1) & PREPOSITION))
            return bits & FINITE || traits(place, past_adverbs(place, j + 1)) & FINITE;
        if (bits & (STOP | LINK | OPENS | FINITE | TO | VERB | BASE | ING))
            return false;
    }
    return false;
}

/* "the blessing of": a noun, but for "thinking of". */
static bool is_gerund(const struct daesa_clause_place *place, size_t i)
{
    static const char *const verbs[] = {"thinking",    "dreaming",  "speaking", "talking",
                                        "consisting",  "hearing",   "smelling", "dying",
                                        "complaining", "disposing", NULL};
    return is(place, i + 1, "of") && !is_any(place, i, verbs);
}

/* "you and I will", "my old friend and he": up to word `i` there is but a subject. */
static bool is_bare_subject(const struct daesa_clause_place *place, size_t i)
{
    if (!(traits(place, i) & (NAME | SUBJECT | OBJECT)) || traits(place, i) & FINITE)
        return false;
    while (i > 0 && traits(place, i - 1) & (ARTICLE | ADJECTIVE) &&
           !(traits(place, i - 1) & STOP))
        i--;
    return i == 0 || traits(place, i - 1) & (STOP | OPENS);
}

/* "and place a compass": a word that may be a noun as well is a verb here. */
static bool is_verb_by_object(const struct daesa_clause_place *place, size_t i)
{
    uint32_t bits = traits(place, i);
    return bits & NAME && !(bits & (PROPER | STOP)) &&
           traits(place, i + 1) & (ARTICLE | OBJECT);
}

/* Before "and", where it joins clauses or predicates. */
static float before_link(const struct daesa_clause_place *place)
{
    size_t i = place->i, next = past_adverbs(place, i + 2);
    uint32_t bits = traits(place, next);
    if (!(traits(place, i + 1) & LINK) || traits(place, i + 1) & STOP)
        return 0;
    if (bits & (OPENS | SUBJECT) || traits(place, i + 2) & OPENS)
        return bits & SUBJECT && !(bits & AUXILIARY) && is_bare_subject(place, i) ? 0
                                                                                  : SURE;
    if (bits & PROPER && traits(place, i) & PROPER)
        return 0;
    if (bits & (FINITE | BASE | HELPER) && !(bits & PROPER) &&
        (!(bits & NAME) || bits & FINITE))
        return SURE + 1;
    if (bits & VERB && !(bits & PROPER) && has_verb_before(place, i + 1))
        return LIKELY;
    if (is_verb_by_object(place, next))
        return WEAK;
    /* "and still rides". */
    if (bits & NAME && !(bits & PROPER) && next > i + 2 && ends_in_s(place, next) &&
        has_verb_before(place, i + 1) &&
        traits(place, next + 1) & (ARTICLE | PREPOSITION | TO))
        return LIKELY;
    if (bits & ING && !is_gerund(place, next) &&
        traits(place, next + 1) & (ARTICLE | PREPOSITION | OBJECT | TO))
        return LIKELY;
    if (bits & (ARTICLE | NAME) && has_verb_before(place, i + 1) &&
        has_verb_ahead(place, next))
        return bits & ARTICLE ? SURE : LIKELY;
    if (bits & (PREPOSITION | PERHAPS) && has_verb_ahead(place, next))
        return LIKELY;
    return has_verb_before(place, i + 1) && has_late_subject(place, next) ? SURE + 1 : 0;
}

/* Before the "to" of an infinitive, or "never to". */
static float before_infinitive(const struct daesa_clause_place *place)
{
    static const char *const negations[] = {"never", "not", NULL};
    size_t i = place->i, to = is_any(place, i + 1, negations) ? i + 2 : i + 1;
    size_t verb = past_adverbs(place, to + 1);
    uint32_t before = traits(place, i), bits = traits(place, verb);
    if (!(traits(place, to) & TO) || is_any(place, i, negations) ||
        before &
            (LEADS | AUXILIARY | HELPER | LINK | OPENS | LEAST | PREPOSITION | ARTICLE))
        return 0;
    /* "is believed to be", "was said to contain". */
    if (is(place, i, "order") || bits & PROPER ||
        (before & VERB && before & SAYS && to == i + 1))
        return 0;
    bool is_verb = bits & (BASE | HELPER | AUXILIARY) || is(place, verb, "get");
    bool has_object = !(bits & STOP) &&
                      traits(place, verb + 1) & (ARTICLE | OBJECT | SUBJECT | OPENS | TO);
    if (!is_verb && !(bits & NAME && has_object))
        return 0;
    return before & (VERB | BASE | ADJECTIVE) ? WEAKEST : WEAK;
}

/* "the moment she came", "every time he calls", "the way I see it": words that open
 * a clause as "when" does, at the beginning. */
static bool is_opening_time(const struct daesa_clause_place *place, size_t i)
{
    bool is_first = i == 0 || traits(place, i - 1) & (STOP | LINK | RELATIVE);
    if (!is_first || !(traits(place, i) & ARTICLE))
        return false;
    i++;
    while (traits(place, i) & ADJECTIVE)
        i++;
    return (traits(place, i) & TIME || is(place, i, "way")) &&
           traits(place, i + 1) & SUBJECT;
}

/* Whether a main clause may begin at word `i`: the one before it is subordinate and
 * has its verb. */
static bool ends_subordinate(const struct daesa_clause_place *place, size_t i)
{
    bool has_verb = false;
    for (size_t n = 0; n < FAR_BACK && i-- > 0; n++) {
        uint32_t bits = traits(place, i);
        if (bits & STOP)
            return false;
        has_verb = has_verb || bits & FINITE;
        bool is_first = i == 0 || traits(place, i - 1) & (STOP | LINK | LEAST | RELATIVE);
        if ((bits & (OPENER | PERHAPS) && is_first) || is_opening_time(place, i))
            return has_verb;
        if (bits & OPENS)
            return false;
    }
    return false;
}

/* Before "then they said", "if it rains then a". */
static float before_then(const struct daesa_clause_place *place)
{
    size_t i = place->i;
    uint32_t before = traits(place, i), subject = traits(place, i + 2);
    if (!is(place, i + 1, "then") ||
        before & (LINK | OPENS | LEAST | PERHAPS | AUXILIARY | ADVERB | PREPOSITION))
        return 0;
    if (!(subject & SUBJECT))
        return subject & (ARTICLE | NAME) && ends_subordinate(place, i + 1) ? SURE : 0;
    return subject & FINITE || traits(place, past_adverbs(place, i + 3)) & FINITE ? SURE
                                                                                  : 0;
}

/* Whether a noun may be the subject of a main clause behind a subordinate one that
 * ends in its verb: "after the factory had closed | people". */
static bool begins_with_noun(const struct daesa_clause_place *place)
{
    size_t i = place->i;
    uint32_t before = traits(place, i), after = traits(place, i + 1);
    return before & VERB && after & NAME && !(after & (ING | STOP | TIME)) &&
           traits(place, i + 2) & (FINITE | PREPOSITION) &&
           has_verb_ahead(place, i + 1) && ends_subordinate(place, i + 1);
}

/* "and on the way home he slept": what stands before the subject behind word `i` is
 * no clause but a group of the same one. */
static bool is_group_before(const struct daesa_clause_place *place, size_t i)
{
    for (size_t n = 0; n < FAR; n++, i--) {
        uint32_t bits = traits(place, i), before = i ? traits(place, i - 1) : STOP;
        if (bits & (OPENS | FINITE | LINK))
            return false;
        if (before & (STOP | LINK))
            return bits & PREPOSITION && !(bits & PERHAPS);
    }
    return false;
}

/* Before a new subject: "the day | I met her", "noticed | the train had left", "When
 * it was dark | the man came". */
static float before_subject(const struct daesa_clause_place *place)
{
    size_t i = place->i, next = past_adverbs(place, i + 2);
    uint32_t before = traits(place, i), after = traits(place, i + 1);
    if (before & (LINK | OPENS | PERHAPS | AUXILIARY | ARTICLE | PREPOSITION | TO |
                  LEAST | ADJECTIVE))
        return 0;
    if (is(place, i, "then") ||
        (i >= 2 && is(place, i, "time") && is(place, i - 2, "by")))
        return 0;
    bool has_verb = after & FINITE || (!(after & STOP) && traits(place, next) & FINITE);
    if (after & SUBJECT && has_verb) {
        if (is_group_before(place, i))
            return 0;
        if (before & (VERB | BASE) && (!(before & SAYS) || before & TELLS))
            return !(after & OBJECT) && ends_subordinate(place, i + 1) ? LIKELY : 0;
        if (after & OBJECT && i > 0 && traits(place, i - 1) & (TO | AUXILIARY))
            return 0;
        return ends_subordinate(place, i + 1) ? LIKELY : WEAK + 1;
    }
    if (begins_with_noun(place))
        return LIKELY + 1;
    if (!(after & (ARTICLE | SUBJECT)) || !has_verb_ahead(place, i + 1))
        return 0;
    if (before & SAYS && !(before & TELLS) && !(traits(place, i + 2) & TIME))
        return WEAK + 1;
    if (before & (VERB | BASE))
        return 0;
    return ends_subordinate(place, i + 1) ? LIKELY : 0;
}

/* Whether word `i` opens a clause that says something of what is before it, or is
 * itself a subject. */
static bool opens_subject(const struct daesa_clause_place *place, size_t i)
{
    uint32_t bits = traits(place, i);
    if (bits & (RELATIVE | VAGUE))
        return true;
    return bits & SUBJECT && i > 0 && traits(place, i - 1) & NAME &&
           !(traits(place, i - 1) & STOP);
}

/* Behind a relative clause in a subject: "the man who came to dinner | was". */
static float behind_relative(const struct daesa_clause_place *place)
{
    size_t i = place->i, verb = past_adverbs(place, i + 1), n_verbs = 0, wanted = 1;
    uint32_t before = traits(place, i);
    if (before & OBJECT && i > 0 && traits(place, i - 1) & (VERB | BASE))
        before = OBJECT;
    if (!(traits(place, verb) & FINITE) || traits(place, verb) & SUBJECT ||
        before & (SUBJECT | OPENS | LINK | ADVERB))
        return 0;
    if (before & (FINITE | VERB))
        return traits(place, i + 1) & AUXILIARY ? LIKELY + 1 : 0;
    for (size_t j = i + 1; i - j + 1 < FAR_BACK && j-- > 0;) {
        uint32_t bits = traits(place, j);
        if (bits & (STOP | LINK))
            return 0;
        n_verbs += (bits & FINITE) != 0;
        wanted += bits & FINITE && bits & SAYS && traits(place, j + 1) & ARTICLE;
        if (opens_subject(place, j))
            return n_verbs >= wanted && !has_verb_before(place, j) ? LIKELY + 1 : 0;
        if (bits & OPENER || (bits & PERHAPS && n_verbs == 0 && j < i))
            return 0;
    }
    return 0;
}

/* Behind a participle in a subject: "anyone living there | will tell you". */
static float behind_participle(const struct daesa_clause_place *place)
{
    size_t i = place->i, verb = past_adverbs(place, i + 1);
    if (!(traits(place, verb) & AUXILIARY) || traits(place, verb) & SUBJECT ||
        !(traits(place, i) & (NAME | VERB)) || has_verb_before(place, i + 1))
        return 0;
    for (size_t j = i + 1; i - j + 1 < FAR && j-- > 1;) {
        if (traits(place, j) & (STOP | LINK | OPENS | SUBJECT))
            return 0;
        if (traits(place, j) & ING && traits(place, j - 1) & (NAME | OBJECT | SUBJECT) &&
            !(traits(place, j - 1) & (STOP | ING)) && i >= j + 2)
            return LIKELY + 1;
    }
    return 0;
}

/* Before a participle: "everyone | living there", "a jam | caused by". */
static float before_participle(const struct daesa_clause_place *place)
{
    size_t i = place->i;
    uint32_t before = traits(place, i), after = traits(place, i + 1);
    if (!(before & (NAME | OBJECT | SUBJECT)) || before & (ING | FINITE | AUXILIARY))
        return 0;
    if (after & ING && !is_gerund(place, i + 1) &&
        traits(place, i + 2) & (ARTICLE | PREPOSITION | OBJECT | TO | OPENS | ADVERB))
        return WEAK + 1;
    if (after & VERB && is(place, i + 2, "by"))
        return WEAK + 1;
    return 0;
}

static float cost_at(const struct daesa_clause_place *place)
{
    static float (*const rules[])(const struct daesa_clause_place *) = {
        before_opener,      before_pause,    before_least,      before_perhaps,
        before_preposition, before_link,     before_infinitive, before_then,
        before_subject,     behind_relative, behind_participle, before_participle};
    for (size_t r = 0; r < sizeof rules / sizeof *rules; r++) {
        float cost = rules[r](place);
        if (cost > 0)
            return cost;
    }
    return 0;
}

static void price_english(struct daesa_token *tokens, size_t n, struct daesa_str text)
{
    struct daesa_clause_place place = {tokens, n, 0, text};
    daesa_clause_find(tokens, n, text);
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

float daesa_clause_line_cost(const struct daesa_token *token)
{
    bool is_clause = token->cue_cost <= DAESA_PHRASE_CLAUSE_MAX;
    return is_clause != (token->cost <= DAESA_PHRASE_CLAUSE_MAX) ? token->cue_cost
                                                                 : token->cost;
}
