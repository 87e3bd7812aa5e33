/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/prose.h"
#include "text/letter.h"
#include "text/name.h"
#include "text/utf8.h"

#include <string.h>

/* How far from a quotation its speaker is looked for, in words and marks: in its
 * sentence, and in what stands before it. */
#define SENTENCE_TOKENS 64
#define BEFORE_TOKENS 256

static bool among(struct daesa_str word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (daesa_str_is_nocase(word, list[i]))
            return true;
    return false;
}
#define AMONG(word, list) among(word, list, sizeof(list) / sizeof *(list))

bool daesa_verb_of_saying(struct daesa_str word)
{
    static const char *const verbs[] = {
        "added",      "admitted",  "adds",      "answered",  "answers",   "argued",
        "asked",      "asks",      "begged",    "called",    "chimed",    "commented",
        "complained", "complains", "confessed", "continued", "cried",     "declared",
        "demanded",   "exclaimed", "explained", "exclaims",  "explains",  "insisted",
        "insists",    "joked",     "jokes",     "laughed",   "mumbled",   "murmured",
        "muttered",   "noted",     "objected",  "observed",  "ordered",   "pleaded",
        "protested",  "protests",  "quipped",   "remarked",  "remarks",   "replied",
        "replies",    "responded", "responds",  "retorted",  "retorts",   "said",
        "says",       "screamed",  "shouted",   "shouts",    "suggested", "suggests",
        "teased",     "teases",    "told",      "tells",     "urged",     "urges",
        "warned",     "whispered", "whispers",  "wondered",  "yelled",
    };
    return AMONG(word, verbs);
}

static bool is_role(struct daesa_str word)
{
    static const char *const roles[] = {
        "actor",    "actress",  "cameraman", "crew",   "director", "host", "interviewer",
        "narrator", "producer", "reporter",  "staff",  "writer",   "감독", "스태프",
        "제작진",   "작가",     "배우",      "진행자", "기자",
    };
    return AMONG(word, roles);
}

static bool is_pronoun(struct daesa_str word)
{
    static const char *const pronouns[] = {"he", "she", "they", "그는", "그녀는", "그가"};
    return AMONG(word, pronouns);
}

/* Words that sentences begin with, which make no name, nor a part of one. */
static bool is_opener(struct daesa_str word)
{
    static const char *const words[] = {
        "a",         "after",   "also",    "and",   "as",   "at",   "before", "but",
        "during",    "even",    "finally", "for",   "from", "he",   "her",    "here",
        "his",       "however", "i",       "if",    "in",   "it",   "its",    "later",
        "meanwhile", "next",    "no",      "now",   "of",   "on",   "once",   "one",
        "she",       "so",      "soon",    "still", "that", "the",  "their",  "then",
        "there",     "these",   "they",    "this",  "to",   "upon", "we",     "what",
        "when",      "while",   "who",     "with",  "yes",  "yet",  "you",    "your",
    };
    return AMONG(word, words) || is_role(word);
}

/* ---- words ---- */

static bool is_word_code(uint32_t code)
{
    return daesa_letter(code) || daesa_letter_number(code) || code == '\'' ||
           code == 0x2019 || code == '-' || code == 0x2010 || code == 0x2011;
}

/* "Yeon-seok's" without its ending. */
static struct daesa_str without_ending(struct daesa_str word)
{
    static const char *const endings[] = {"'s", "\xE2\x80\x99s", "'", "\xE2\x80\x99"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (daesa_str_ends(word, endings[i]))
            return daesa_str_slice(word, 0, word.len - strlen(endings[i]));
    return word;
}

static bool is_capital(struct daesa_str word)
{
    size_t at = 0;
    return word.len && daesa_letter_upper(daesa_utf8_next(word, &at));
}

static bool is_hangul(struct daesa_str word)
{
    for (size_t at = 0; at < word.len;) {
        uint32_t code = daesa_utf8_next(word, &at);
        if (code < 0xAC00 || code > 0xD7A3)
            return false;
    }
    return word.len > 0;
}

/* A Korean word without the particle that makes it the one who does something. */
static bool strip_particle(struct daesa_str *word)
{
    static const char *const particles[] = {"은", "는", "이", "가", "도"};
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
        if (word->len > 3 && daesa_str_ends(*word, particles[i])) {
            *word = daesa_str_slice(*word, 0, word->len - 3);
            return true;
        }
    return false;
}

/* A family name of one syllable and two more: what nearly all names look like. */
static bool is_korean_name(struct daesa_str word)
{
    static const char families[] =
        "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민"
        "진지"
        "엄채원천방공현변염추도소석선설마길연위표명기반왕금옥육인맹제";
    if (word.len != 9 || !is_hangul(word))
        return false;
    const char family[] = {word.s[0], word.s[1], word.s[2], '\0'};
    return daesa_str_find(daesa_str_of(families), family) < sizeof families - 1;
}

static void push(struct daesa_cast_tokens *tokens, enum daesa_cast_kind kind,
                 struct daesa_str text, size_t from)
{
    if (tokens->n < DAESA_CAST_TOKENS)
        tokens->items[tokens->n++] = (struct daesa_cast_token){kind, text, from};
}

/* A word with a capital joins the name that stands right before it. */
static void push_capital(struct daesa_cast_tokens *tokens, struct daesa_str word,
                         size_t from)
{
    struct daesa_cast_token *last = tokens->n ? &tokens->items[tokens->n - 1] : NULL;
    if (is_opener(word)) {
        push(tokens,
             is_role(word)      ? DAESA_CAST_ROLE
             : is_pronoun(word) ? DAESA_CAST_PRONOUN
                                : DAESA_CAST_WORD,
             word, from);
        return;
    }
    /* A genitive ends a name: in "Kim's Lee" there are two. */
    if (last && last->kind == DAESA_CAST_NAME &&
        last->text.s + last->text.len + 1 == word.s) {
        last->text.len += 1 + without_ending(word).len;
        return;
    }
    push(tokens, DAESA_CAST_NAME, without_ending(word), from);
}

static void push_word(struct daesa_cast_tokens *tokens, struct daesa_str word,
                      size_t from)
{
    struct daesa_str stem = word;
    bool subject = is_hangul(word) && strip_particle(&stem);
    if (is_pronoun(word))
        push(tokens, DAESA_CAST_PRONOUN, word, from);
    else if (daesa_verb_of_saying(word))
        push(tokens, DAESA_CAST_VERB, word, from);
    else if (is_capital(word))
        push_capital(tokens, word, from);
    else if (is_role(stem))
        push(tokens, DAESA_CAST_ROLE, stem, from);
    else if (subject && is_korean_name(stem))
        push(tokens, DAESA_CAST_NAME, stem, from);
    else
        push(tokens, DAESA_CAST_WORD, word, from);
}

/* One word or mark outside of quotations, at `*at`. */
static void scan_one(struct daesa_cast_tokens *tokens, struct daesa_str text, size_t *at)
{
    size_t from = *at;
    uint32_t code = daesa_utf8_next(text, at);
    if (daesa_letter_space(code))
        return;
    if (!is_word_code(code)) {
        bool ends = code == '.' || code == '!' || code == '?' || code == 0x3002;
        size_t next = *at;
        uint32_t after = next < text.len ? daesa_utf8_next(text, &next) : ' ';
        push(tokens, ends && !daesa_letter(after) ? DAESA_CAST_END : DAESA_CAST_MARK,
             daesa_str_slice(text, from, *at), from);
        return;
    }
    for (size_t next = *at; next < text.len; *at = next)
        if (!is_word_code(daesa_utf8_next(text, &next)))
            break;
    push_word(tokens, daesa_str_slice(text, from, *at), from);
}

/* Into the tokens of the cast, unless they are there. */
static struct daesa_cast_tokens *scan(struct daesa_cast *cast, struct daesa_str paragraph,
                                      bool single)
{
    struct daesa_cast_tokens *tokens = &cast->tokens;
    struct daesa_quotation quotation;
    size_t after = 0;
    if (tokens->paragraph == paragraph.s)
        return tokens;
    tokens->paragraph = paragraph.s;
    bool any = daesa_quotation_next(paragraph, single, &after, &quotation);
    tokens->n = 0;
    for (size_t at = 0; at < paragraph.len && tokens->n < DAESA_CAST_TOKENS;) {
        if (any && at >= quotation.from) {
            push(tokens, DAESA_CAST_QUOTE, quotation.text, quotation.from);
            at = quotation.to > at ? quotation.to : at + 1;
            any = daesa_quotation_next(paragraph, single, &after, &quotation);
            continue;
        }
        scan_one(tokens, paragraph, &at);
    }
    return tokens;
}

/* ---- the cast ---- */

static bool is_somebody(const struct daesa_cast_token *token)
{
    return token->kind == DAESA_CAST_NAME || token->kind == DAESA_CAST_ROLE ||
           token->kind == DAESA_CAST_PRONOUN;
}

/* The one who does what the verb says: before it, an adverb between them, or right
 * behind it. NULL where nobody is there. */
static const struct daesa_cast_token *subject_of(const struct daesa_cast_tokens *tokens,
                                                 size_t verb)
{
    const struct daesa_cast_token *items = tokens->items;
    for (size_t back = 1; back <= 3 && back <= verb; back++) {
        if (is_somebody(&items[verb - back]))
            return &items[verb - back];
        if (items[verb - back].kind != DAESA_CAST_WORD)
            break;
    }
    for (size_t on = 1; on <= 2 && verb + on < tokens->n; on++) {
        if (is_somebody(&items[verb + on]))
            return &items[verb + on];
        if (!daesa_str_is_nocase(items[verb + on].text, "the"))
            break;
    }
    return NULL;
}

static struct daesa_cast_name *find_name(const struct daesa_cast *cast,
                                         struct daesa_str name)
{
    for (size_t i = 0; i < cast->n_names; i++) {
        const struct daesa_cast_name *entry = &cast->names[i];
        /* Names that are alike begin with one letter. */
        if (!name.len || (entry->name.s[0] | ' ') != (name.s[0] | ' '))
            continue;
        for (size_t k = 0; k < entry->n_spellings; k++)
            if (daesa_name_alike(entry->spellings[k].text, name))
                return (struct daesa_cast_name *)entry;
    }
    return NULL;
}

/* "Yeon-seok" where there is a "Yoo Yeon-seok". */
static struct daesa_cast_name *find_part(const struct daesa_cast *cast,
                                         struct daesa_str part)
{
    struct daesa_cast_name *found = NULL;
    for (size_t i = 0; i < cast->n_names; i++) {
        if (!daesa_name_part(cast->names[i].name, part))
            continue;
        if (found)
            return NULL;
        found = (struct daesa_cast_name *)&cast->names[i];
    }
    return found;
}

static void count_spelling(struct daesa_cast_name *entry, struct daesa_str text)
{
    const size_t room = sizeof entry->spellings / sizeof *entry->spellings;
    size_t k = 0;
    while (k < entry->n_spellings && !daesa_str_equal(entry->spellings[k].text, text))
        k++;
    if (k == room)
        return;
    if (k == entry->n_spellings)
        entry->spellings[entry->n_spellings++].text = text;
    entry->spellings[k].n++;
}

void daesa_cast_learn(struct daesa_cast *cast, struct daesa_str paragraph, bool single)
{
    const struct daesa_cast_tokens *tokens = scan(cast, paragraph, single);
    const size_t room = sizeof cast->names / sizeof *cast->names;
    for (size_t i = 0; i < tokens->n; i++) {
        if (tokens->items[i].kind != DAESA_CAST_NAME)
            continue;
        struct daesa_cast_name *entry = find_name(cast, tokens->items[i].text);
        if (!entry && cast->n_names < room) {
            entry = &cast->names[cast->n_names++];
            *entry = (struct daesa_cast_name){.name = tokens->items[i].text};
        }
        if (entry)
            count_spelling(entry, tokens->items[i].text);
    }
    for (size_t i = 0; i < tokens->n; i++) {
        const struct daesa_cast_token *who =
            tokens->items[i].kind == DAESA_CAST_VERB ? subject_of(tokens, i) : NULL;
        struct daesa_cast_name *entry =
            who && who->kind == DAESA_CAST_NAME ? find_name(cast, who->text) : NULL;
        if (entry)
            entry->speaks = true;
    }
}

void daesa_cast_settle(struct daesa_cast *cast)
{
    for (size_t i = 0; i < cast->n_names; i++) {
        struct daesa_cast_name *entry = &cast->names[i];
        size_t most = 0;
        for (size_t k = 0; k < entry->n_spellings; k++)
            if (entry->spellings[k].n > most) {
                most = entry->spellings[k].n;
                entry->name = entry->spellings[k].text;
            }
    }
}

/* ---- the answer ---- */

static size_t distance(size_t a, size_t b)
{
    return a < b ? b - a : a - b;
}

/* Whether the token can be a speaker where no verb says so. */
static bool may_speak(const struct daesa_cast *cast, const struct daesa_cast_token *token)
{
    if (token->kind == DAESA_CAST_ROLE)
        return true;
    if (token->kind != DAESA_CAST_NAME)
        return false;
    const struct daesa_cast_name *entry = find_name(cast, token->text);
    return (entry && entry->speaks) || find_part(cast, token->text) ||
           daesa_str_find_char(token->text, ' ') < token->text.len ||
           is_korean_name(token->text);
}

/* The sentence around the quotation `q`: tokens [*from, *to), up to other quotations. */
static void sentence_of(const struct daesa_cast_tokens *tokens, size_t q, size_t *from,
                        size_t *to)
{
    *from = q;
    while (*from && q - *from < SENTENCE_TOKENS &&
           tokens->items[*from - 1].kind != DAESA_CAST_END &&
           tokens->items[*from - 1].kind != DAESA_CAST_QUOTE)
        --*from;
    *to = q + 1;
    /* A full stop inside the marks ends the sentence, unless it goes on small. */
    bool stopped = daesa_str_ends(tokens->items[q].text, ".");
    if (stopped && *to < tokens->n && is_capital(tokens->items[*to].text))
        return;
    while (*to < tokens->n && *to - q < SENTENCE_TOKENS &&
           tokens->items[*to].kind != DAESA_CAST_END &&
           tokens->items[*to].kind != DAESA_CAST_QUOTE)
        ++*to;
}

/* The subject of the verb of saying that is nearest to the quotation. What follows a
 * comma inside the marks belongs to the quotation before it. */
static const struct daesa_cast_token *by_verb(const struct daesa_cast_tokens *tokens,
                                              size_t q, size_t from, size_t to)
{
    const struct daesa_cast_token *best = NULL;
    size_t nearest = DAESA_CAST_TOKENS;
    bool comma = daesa_str_ends(tokens->items[q].text, ",");
    for (size_t i = from; i < to; i++) {
        if (tokens->items[i].kind != DAESA_CAST_VERB)
            continue;
        const struct daesa_cast_token *who = subject_of(tokens, i);
        size_t away = distance(i, q) + (comma && i < q ? DAESA_CAST_TOKENS / 2 : 0);
        if (who && who >= &tokens->items[from] && who < &tokens->items[to] &&
            away < nearest) {
            nearest = away;
            best = who;
        }
    }
    return best;
}

static const struct daesa_cast_token *by_distance(const struct daesa_cast *cast,
                                                  const struct daesa_cast_tokens *tokens,
                                                  size_t q, size_t from, size_t to)
{
    const struct daesa_cast_token *best = NULL;
    size_t nearest = DAESA_CAST_TOKENS;
    for (size_t i = from; i < to; i++) {
        size_t away = distance(i, q);
        if (away < nearest && may_speak(cast, &tokens->items[i])) {
            nearest = away;
            best = &tokens->items[i];
        }
    }
    return best;
}

/* The last one who is named before token `q`. */
static const struct daesa_cast_token *
before(const struct daesa_cast *cast, const struct daesa_cast_tokens *tokens, size_t q)
{
    for (size_t n = 0; q-- > 0 && n < BEFORE_TOKENS; n++)
        if (tokens->items[q].kind != DAESA_CAST_QUOTE &&
            may_speak(cast, &tokens->items[q]))
            return &tokens->items[q];
    return NULL;
}

static struct daesa_str name_of(const struct daesa_cast *cast,
                                const struct daesa_cast_token *token)
{
    const struct daesa_cast_name *part = find_part(cast, token->text),
                                 *entry = find_name(cast, token->text);
    if (token->kind == DAESA_CAST_ROLE)
        return token->text;
    return part ? part->name : entry ? entry->name : token->text;
}

static const struct daesa_cast_token *find_speaker(const struct daesa_cast *cast,
                                                   const struct daesa_cast_tokens *tokens,
                                                   size_t q, bool *guessed)
{
    size_t from, to;
    sentence_of(tokens, q, &from, &to);
    const struct daesa_cast_token *who = by_verb(tokens, q, from, to);
    if (!who)
        who = by_distance(cast, tokens, q, from, to);
    *guessed = !who || who->kind == DAESA_CAST_PRONOUN;
    if (who && who->kind != DAESA_CAST_PRONOUN)
        return who;
    return before(cast, tokens, who ? (size_t)(who - tokens->items) : q);
}

struct daesa_cast_answer daesa_cast_speaker(struct daesa_cast *cast,
                                            struct daesa_str paragraph, bool single,
                                            size_t from)
{
    const struct daesa_cast_tokens *tokens = scan(cast, paragraph, single);
    struct daesa_cast_answer answer = {0};
    size_t q = 0;
    if (tokens->n == 0 || tokens->items[tokens->n - 1].from < from)
        return answer;
    while (q < tokens->n &&
           !(tokens->items[q].kind == DAESA_CAST_QUOTE && tokens->items[q].from == from))
        q++;
    if (q == tokens->n)
        return answer;
    const struct daesa_cast_token *who = find_speaker(cast, tokens, q, &answer.guessed);
    if (who)
        answer.name = name_of(cast, who);
    return answer;
}
