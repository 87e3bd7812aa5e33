/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/prose.h"
#include "text/letter.h"
#include "text/utf8.h"
#include "text/word.h"

#include <string.h>

/* Marks that open, and those that close what they open. */
static const struct marks {
    const char *open, *close[2];
    bool nests;
} marks[] = {
    {"\"", {"\"", "\""}, false},
    {"\xE2\x80\x9C", {"\xE2\x80\x9D", "\xE2\x80\x9D"}, false}, /* 6 66, 99 */
    {"\xE2\x80\x9E", {"\xE2\x80\x9C", "\xE2\x80\x9D"}, false}, /* low 99 */
    {"\xC2\xAB", {"\xC2\xBB", "\xC2\xBB"}, true},              /* guillemets */
    {"\xE3\x80\x8C", {"\xE3\x80\x8D", "\xE3\x80\x8D"}, true},  /* corners */
    {"\xE3\x80\x8E", {"\xE3\x80\x8F", "\xE3\x80\x8F"}, true},  /* white corners */
    {"\xE2\x80\x98", {"\xE2\x80\x99", "\xE2\x80\x99"}, false}, /* single; the last */
};
#define N_MARKS (sizeof marks / sizeof *marks)

static uint32_t code_before(struct daesa_str text, size_t at)
{
    size_t i = daesa_utf8_before(text, at);
    return at ? daesa_utf8_next(text, &i) : ' ';
}

static uint32_t code_at(struct daesa_str text, size_t at)
{
    return at < text.len ? daesa_utf8_next(text, &at) : ' ';
}

static bool is_word_part(uint32_t code)
{
    return daesa_letter(code) || daesa_letter_number(code);
}

static bool starts(struct daesa_str text, size_t at, const char *mark)
{
    return daesa_str_starts(daesa_str_from(text, at), mark);
}

/* A straight mark is its own double: it opens behind white space or a bracket and
 * before anything else; so a single one does, which is an apostrophe otherwise. */
static bool may_open(struct daesa_str text, size_t at, const struct marks *mark)
{
    uint32_t after = code_at(text, at + strlen(mark->open));
    if (mark == &marks[0] || mark == &marks[N_MARKS - 1])
        return !is_word_part(code_before(text, at)) && !daesa_letter_space(after);
    return true;
}

static const struct marks *mark_at(struct daesa_str text, size_t at, bool single)
{
    for (size_t i = 0; i + !single < N_MARKS; i++)
        if (starts(text, at, marks[i].open) && may_open(text, at, &marks[i]))
            return &marks[i];
    return NULL;
}

/* The length of the closing mark at `at`; 0 where there is none. */
static size_t closes(struct daesa_str text, size_t at, const struct marks *mark)
{
    for (size_t i = 0; i < 2; i++) {
        size_t n = strlen(mark->close[i]);
        if (!starts(text, at, mark->close[i]))
            continue;
        /* In "'tis the actors' own" the marks are apostrophes. */
        if (mark == &marks[N_MARKS - 1] && is_word_part(code_at(text, at + n)))
            continue;
        return n;
    }
    return 0;
}

/* The mark at `at` begins another quotation inside one that is open. */
static bool opens_again(struct daesa_str text, size_t at, const struct marks *mark)
{
    if (mark->nests || !starts(text, at, mark->open) || !may_open(text, at, mark))
        return false;
    return mark != &marks[0] || daesa_letter_space(code_before(text, at));
}

/* Behind the last sentence that ends in [from, to); `to` where none does. */
static size_t last_sentence(struct daesa_str text, size_t from, size_t to)
{
    size_t at = from, word, end, found = to;
    struct daesa_str part = daesa_str_slice(text, 0, to);
    while (daesa_word_next(part, &at, &word, &end))
        if (daesa_word_ends(part, word, end) == DAESA_WORD_END_SENTENCE)
            found = end;
    return found;
}

static void take(struct daesa_str text, size_t from, const struct marks *mark,
                 struct daesa_quotation *out)
{
    size_t begin = from + strlen(mark->open), depth = 1, at = begin, n = 0;
    *out = (struct daesa_quotation){.from = from};
    for (; at < text.len; daesa_utf8_next(text, &at)) {
        if (opens_again(text, at, mark)) {
            at = last_sentence(text, begin, at);
            break;
        }
        n = closes(text, at, mark);
        if (n && --depth == 0)
            break;
        depth += mark->nests && starts(text, at, mark->open);
    }
    out->open = depth > 0;
    out->text = daesa_str_trim(daesa_str_slice(text, begin, at));
    out->to = out->open ? at : at + n;
}

bool daesa_quotation_next(struct daesa_str paragraph, bool single, size_t *at,
                          struct daesa_quotation *out)
{
    for (size_t i = *at; i < paragraph.len; daesa_utf8_next(paragraph, &i)) {
        /* The only mark that is ASCII. */
        if ((unsigned char)paragraph.s[i] < 0x80 && paragraph.s[i] != '"')
            continue;
        const struct marks *mark = mark_at(paragraph, i, single);
        if (!mark)
            continue;
        take(paragraph, i, mark, out);
        *at = out->to > i ? out->to : i + 1;
        return true;
    }
    return false;
}

/* Words of Korean that follow what was said. */
static bool is_quotative(struct daesa_str after)
{
    static const char *const words[] = {"라고", "이라고",  "라며", "이라며", "고 ",
                                        "하고", "라는 말", "면서", "라면서"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (daesa_str_starts(after, words[i]))
            return true;
    return false;
}

static bool ends_speech(uint32_t code)
{
    static const uint32_t ends[] = {'.',    '!',    '?',    ',',    0x2026, 0x2014,
                                    0x2013, 0x3002, 0xFF01, 0xFF1F, 0xFF0C, 0x301C};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (code == ends[i])
            return true;
    return false;
}

/* "…", said Kim; "…" Kim whispered. */
static bool is_told(struct daesa_str after)
{
    size_t at = 0, from, to;
    for (int i = 0; i < 3 && daesa_word_next(after, &at, &from, &to); i++) {
        daesa_word_trim(after, &from, &to);
        if (daesa_verb_of_saying(daesa_str_slice(after, from, to)))
            return true;
    }
    return false;
}

/* Fewer words than these, without an end, are a title or the like. */
#define FEW_WORDS 5

bool daesa_quotation_said(struct daesa_str paragraph,
                          const struct daesa_quotation *quotation)
{
    struct daesa_str text = quotation->text;
    struct daesa_str before =
        daesa_str_trim(daesa_str_slice(paragraph, 0, quotation->from));
    if (daesa_word_count(text) == 0)
        return false;
    if (daesa_str_ends(text, "]"))
        text = daesa_str_trim(daesa_str_slice(text, 0, text.len - 1));
    return quotation->open ||
           ends_speech(code_before(quotation->text, quotation->text.len)) ||
           ends_speech(code_before(text, text.len)) || daesa_str_ends(before, ",") ||
           daesa_str_ends(before, ":") ||
           is_quotative(daesa_str_from(paragraph, quotation->to)) ||
           is_told(daesa_str_slice(paragraph, quotation->to, quotation->to + 200)) ||
           daesa_word_count(text) >= FEW_WORDS;
}
