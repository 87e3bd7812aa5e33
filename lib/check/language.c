/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Languages: a file that names none, a cue that lacks one, a text in the wrong script,
 * the same text as two languages. Names, titles and interjections are the same
 * everywhere, so a text needs a few words before anything is said of it. */
#include "check/checker.h"

#include "text/script.h"
#include "text/word.h"

#define MAX_LANGUAGES 16
/* Fewer words may be a name or a brand. */
#define MIN_WORDS 3
/* Of so many texts this share is no slip. */
#define MIN_BILINGUAL 6
#define BILINGUAL_SHARE 0.25

struct languages {
    struct daesa_str tags[MAX_LANGUAGES];
    size_t n_cues[MAX_LANGUAGES];
    size_t n, n_all;
};

static void count_language(struct languages *all, struct daesa_str tag)
{
    size_t i = 0;
    while (i < all->n && !daesa_str_equal(all->tags[i], tag))
        i++;
    if (i == MAX_LANGUAGES || !tag.len)
        return;
    all->tags[i] = tag;
    all->n_cues[i]++;
    all->n += i == all->n;
}

static bool has_words(const struct daesa_cue *cue)
{
    for (size_t i = 0; i < cue->n_texts; i++)
        if (daesa_word_count(cue->texts[i].plain))
            return true;
    return false;
}

static void count_languages(const struct daesa_track *track, struct languages *all)
{
    for (size_t i = 0; i < track->n_cues; i++) {
        const struct daesa_cue *cue = &track->cues[i];
        if (cue->comment || !has_words(cue))
            continue;
        all->n_all++;
        for (size_t j = 0; j < cue->n_texts; j++)
            count_language(all, cue->texts[j].language);
    }
}

static bool has_language(const struct daesa_cue *cue, struct daesa_str tag)
{
    for (size_t i = 0; i < cue->n_texts; i++)
        if (daesa_str_equal(cue->texts[i].language, tag) &&
            daesa_str_trim(cue->texts[i].plain).len)
            return true;
    return false;
}

/* A language that most cues have is wanted in all. */
static void check_missing(const struct daesa_checker *checker,
                          const struct daesa_cue *cue, const struct languages *all)
{
    for (size_t i = 0; all->n > 1 && has_words(cue) && i < all->n; i++)
        if (all->n_cues[i] * 2 > all->n_all && !has_language(cue, all->tags[i]))
            daesa_checker_report(checker, "text-language", cue, DAESA_NO_MEASURE,
                                 "has no text in %.*s", DAESA_STR_ARGS(all->tags[i]));
}

static bool is_copy(const struct daesa_text *a, const struct daesa_text *b)
{
    return daesa_word_count(b->plain) >= MIN_WORDS &&
           !daesa_str_equal(a->language, b->language) &&
           daesa_str_equal(daesa_str_trim(a->plain), daesa_str_trim(b->plain));
}

/* Each text and the first before it that says the same. */
static void check_same(const struct daesa_checker *checker, const struct daesa_cue *cue)
{
    for (size_t i = 1; i < cue->n_texts; i++)
        for (size_t j = 0; j < i; j++) {
            if (!is_copy(&cue->texts[j], &cue->texts[i]))
                continue;
            daesa_checker_report(checker, "text-untranslated", cue, DAESA_NO_MEASURE,
                                 "says the same in %.*s and %.*s",
                                 DAESA_STR_ARGS(cue->texts[j].language),
                                 DAESA_STR_ARGS(cue->texts[i].language));
            break;
        }
}

/* Whether there is enough of a text to tell its letters from a name or a brand. */
static bool is_judged(const struct daesa_text *text)
{
    return daesa_script_main(text->plain, NULL) != DAESA_SCRIPT_NONE &&
           daesa_word_count(text->plain) >= MIN_WORDS;
}

static bool is_strange(const struct daesa_text *text, struct daesa_str language)
{
    return is_judged(text) &&
           !daesa_script_fits(daesa_script_main(text->plain, NULL), language);
}

/* Whether so many texts are strange that the file is in two languages, whichever of them
 * has more letters. */
static bool is_bilingual(const struct daesa_track *track, struct daesa_str language)
{
    size_t n = 0, n_strange = 0;
    for (size_t i = 0; i < track->n_cues; i++)
        for (size_t j = 0; !track->cues[i].comment && j < track->cues[i].n_texts; j++) {
            n += is_judged(&track->cues[i].texts[j]);
            n_strange += is_strange(&track->cues[i].texts[j], language);
        }
    return n >= MIN_BILINGUAL && (double)n_strange >= BILINGUAL_SHARE * (double)n;
}

static void check_script(const struct daesa_checker *checker, const struct daesa_cue *cue,
                         const struct daesa_text *text, struct daesa_str likely)
{
    bool is_named = text->language.len > 0;
    struct daesa_str language = is_named ? text->language : likely;
    enum daesa_script script = daesa_script_main(text->plain, NULL);
    if (!is_strange(text, language))
        return;
    if (is_named)
        daesa_checker_report(checker, "text-script", cue, DAESA_NO_MEASURE,
                             "in %s letters, which %.*s is not written in",
                             daesa_script_name(script), DAESA_STR_ARGS(language));
    else
        daesa_checker_report(checker, "text-script", cue, DAESA_NO_MEASURE,
                             "in %s letters, unlike the rest of the file",
                             daesa_script_name(script));
}

/* English has a house of its own, and many languages have its letters. */
static void check_named(const struct daesa_checker *checker, const struct languages *all)
{
    bool is_named = checker->opts->profile || all->n || checker->track->language.len;
    if (!is_named && checker->likely.may_be_english)
        daesa_checker_report(
            checker, "text-unnamed", NULL, DAESA_NO_MEASURE,
            "names no language, and its words do not tell: judged by %s; "
            "--lang names it, or a name such as film.fr.srt",
            checker->profile->name);
}

void daesa_check_language(struct daesa_checker *checker)
{
    const struct daesa_track *track = checker->track;
    struct languages all = {0};
    count_languages(track, &all);
    /* Two languages in a file that tells none: no script is the wrong one. */
    struct daesa_str likely = {0};
    if (all.n == 0)
        likely = daesa_str_of(checker->likely.script);
    if (is_bilingual(track, likely))
        likely = (struct daesa_str){0};
    check_named(checker, &all);
    for (size_t i = 0; i < track->n_cues; i++) {
        const struct daesa_cue *cue = &track->cues[i];
        if (cue->comment)
            continue;
        check_missing(checker, cue, &all);
        check_same(checker, cue);
        for (size_t j = 0; j < cue->n_texts; j++)
            check_script(checker, cue, &cue->texts[j], likely);
    }
}
