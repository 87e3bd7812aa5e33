/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Names: a word with a capital that is one letter off a name of the list, and is itself
 * none. Short words are left alone, too many are near each other; so is a plural. Names
 * of Hangul are whole names, with a particle behind them or none (text/name.h). */
#include "check/checker.h"

#include "core/array.h"
#include "text/letter.h"
#include "text/name.h"
#include "text/utf8.h"
#include "text/word.h"

#include <stdlib.h>
#include <string.h>

#define MIN_LETTERS 4
#define MAX_LETTERS 32

/* A word as code points. */
struct letters {
    uint32_t code[MAX_LETTERS];
    size_t n;
};

struct names {
    struct letters *items;
    size_t n, cap;
};

/* False for what is too short, too long, or has no capital. */
static bool take_letters(struct daesa_str word, struct letters *out)
{
    out->n = 0;
    for (size_t at = 0; at < word.len; out->n++) {
        uint32_t code = daesa_utf8_next(word, &at);
        if (code == '\'' || code == 0x2019) /* Anna's */
            break;
        if (out->n == MAX_LETTERS)
            return false;
        out->code[out->n] = code;
    }
    return out->n >= MIN_LETTERS && daesa_letter_upper(out->code[0]);
}

static bool is_equal(const struct letters *a, const struct letters *b)
{
    return a->n == b->n && memcmp(a->code, b->code, a->n * sizeof *a->code) == 0;
}

/* `a` has one letter more than `b`, not a plural's at its end. */
static bool is_one_longer(const struct letters *a, const struct letters *b)
{
    size_t i = 0;
    if (a->n != b->n + 1)
        return false;
    while (i < b->n && a->code[i] == b->code[i])
        i++;
    bool is_plural = i == b->n && a->code[i] == 's';
    return !is_plural &&
           memcmp(a->code + i + 1, b->code + i, (b->n - i) * sizeof *b->code) == 0;
}

/* One letter changed, or two neighbours swapped. */
static bool is_one_changed(const struct letters *a, const struct letters *b)
{
    size_t i = 0;
    if (a->n != b->n)
        return false;
    while (i < a->n && a->code[i] == b->code[i])
        i++;
    bool is_swapped =
        i + 1 < a->n && a->code[i] == b->code[i + 1] && a->code[i + 1] == b->code[i];
    size_t rest = i + 1 + is_swapped;
    return rest <= a->n &&
           memcmp(a->code + rest, b->code + rest, (a->n - rest) * sizeof *a->code) == 0;
}

static bool is_near(const struct letters *a, const struct letters *b)
{
    return is_one_changed(a, b) || is_one_longer(a, b) || is_one_longer(b, a);
}

static bool add_words(struct names *names, struct daesa_str text)
{
    size_t at = 0, from, to;
    while (daesa_word_next(text, &at, &from, &to)) {
        struct letters word;
        daesa_word_trim(text, &from, &to);
        if (!take_letters(daesa_str_slice(text, from, to), &word))
            continue;
        struct letters *items =
            daesa_array_grow(names->items, &names->cap, names->n + 1, sizeof *items);
        if (!items)
            return false;
        names->items = items;
        items[names->n++] = word;
    }
    return true;
}

static bool collect(const struct daesa_checker *checker, struct names *names)
{
    const struct daesa_track *track = checker->track;
    bool ok = true;
    for (size_t i = 0; ok && i < checker->opts->n_names; i++)
        ok = add_words(names, checker->opts->names[i]);
    for (size_t i = 0; ok && i < track->n_speakers; i++) {
        ok = add_words(names, track->speakers[i].name);
        for (size_t j = 0; ok && j < track->speakers[i].n_aliases; j++)
            ok = add_words(names, track->speakers[i].aliases[j]);
    }
    return ok;
}

/* The name that a word is one letter off; NULL where it is a name, or near none. */
static const struct letters *meant(const struct names *names, const struct letters *word)
{
    const struct letters *near = NULL;
    for (size_t i = 0; i < names->n; i++) {
        if (is_equal(&names->items[i], word))
            return NULL;
        if (!near && names->items[i].code[0] == word->code[0] &&
            is_near(&names->items[i], word))
            near = &names->items[i];
    }
    return near;
}

/* What a word is to a name: the name itself, or it misspelt, with more behind it. */
struct hangul {
    struct daesa_str meant; /* empty: near none */
    size_t end;             /* of what is misspelt in the word */
    bool is_known;
};

static void compare_hangul(struct hangul *found, struct daesa_str name,
                           struct daesa_str word)
{
    size_t end = daesa_name_misspelt(name, word);
    found->is_known =
        found->is_known ||
        (name.len && daesa_str_equal(daesa_str_slice(word, 0, name.len), name));
    if (!end || found->meant.len)
        return;
    found->meant = name;
    found->end = end;
}

static struct hangul meant_in_hangul(const struct daesa_checker *checker,
                                     struct daesa_str word)
{
    const struct daesa_track *track = checker->track;
    struct hangul found = {0};
    for (size_t i = 0; i < checker->opts->n_names; i++)
        compare_hangul(&found, checker->opts->names[i], word);
    for (size_t i = 0; i < track->n_speakers; i++) {
        compare_hangul(&found, track->speakers[i].name, word);
        for (size_t j = 0; j < track->speakers[i].n_aliases; j++)
            compare_hangul(&found, track->speakers[i].aliases[j], word);
    }
    return found;
}

static bool is_hangul(struct daesa_str word)
{
    size_t at = 0;
    return word.len && daesa_letter_hangul(daesa_utf8_next(word, &at));
}

static void report(struct daesa_checker *checker, const struct daesa_cue *cue,
                   struct daesa_str written, struct daesa_str meant)
{
    daesa_checker_report(checker, "name-spelling", cue, DAESA_NO_MEASURE,
                         "\"%.*s\" is spelt \"%.*s\" elsewhere", DAESA_STR_ARGS(written),
                         DAESA_STR_ARGS(meant));
}

static void check_hangul(struct daesa_checker *checker, const struct daesa_cue *cue,
                         struct daesa_str word)
{
    struct hangul found = meant_in_hangul(checker, word);
    if (found.meant.len && !found.is_known)
        report(checker, cue, daesa_str_slice(word, 0, found.end), found.meant);
}

static void check_text(struct daesa_checker *checker, const struct daesa_cue *cue,
                       const struct names *names, struct daesa_str text)
{
    size_t at = 0, from, to;
    while (daesa_word_next(text, &at, &from, &to)) {
        struct letters word;
        struct daesa_buf name = {0};
        daesa_word_trim(text, &from, &to);
        struct daesa_str written = daesa_str_slice(text, from, to);
        if (is_hangul(written))
            check_hangul(checker, cue, written);
        const struct letters *near =
            take_letters(written, &word) ? meant(names, &word) : NULL;
        for (size_t i = 0; near && i < near->n; i++)
            daesa_utf8_add(&name, near->code[i]);
        if (name.status)
            checker->status = name.status;
        else if (near)
            report(checker, cue, written, daesa_buf_str(&name));
        daesa_buf_finish(&name);
    }
}

void daesa_check_name(struct daesa_checker *checker)
{
    struct names names = {0};
    if (!collect(checker, &names))
        checker->status = DAESA_NO_MEMORY;
    bool any = checker->opts->n_names || checker->track->n_speakers;
    for (size_t i = 0; any && i < checker->track->n_cues; i++) {
        const struct daesa_cue *cue = &checker->track->cues[i];
        if (cue->comment)
            continue;
        check_text(checker, cue, &names, cue->speaker);
        for (size_t j = 0; j < cue->n_texts; j++)
            check_text(checker, cue, &names, cue->texts[j].plain);
    }
    free(names.items);
}
