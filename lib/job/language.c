/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/language.h"

#include "text/language.h"
#include "text/script.h"

#include <stdio.h>

/* Of its letters at least so many in a hundred must be of a script in which the
 * language is written; the rest are foreign names and words. */
#define MIN_SUITABLE_PERCENT 20

/* A tenth of the letters in kana make a text Japanese, whatever it quotes. */
#define KANA_SHARE 10

/* Scripts in which only one language is written that can be spoken. */
static const struct {
    enum daesa_script script;
    const char *language;
} only[] = {
    {DAESA_SCRIPT_GREEK, "el"},    {DAESA_SCRIPT_ARMENIAN, "hy"},
    {DAESA_SCRIPT_HEBREW, "he"},   {DAESA_SCRIPT_GURMUKHI, "pa"},
    {DAESA_SCRIPT_GUJARATI, "gu"}, {DAESA_SCRIPT_ODIA, "or"},
    {DAESA_SCRIPT_TAMIL, "ta"},    {DAESA_SCRIPT_TELUGU, "te"},
    {DAESA_SCRIPT_KANNADA, "kn"},  {DAESA_SCRIPT_MALAYALAM, "ml"},
    {DAESA_SCRIPT_SINHALA, "si"},  {DAESA_SCRIPT_THAI, "th"},
    {DAESA_SCRIPT_MYANMAR, "my"},  {DAESA_SCRIPT_GEORGIAN, "ka"},
    {DAESA_SCRIPT_HANGUL, "ko"},   {DAESA_SCRIPT_ETHIOPIC, "am"},
    {DAESA_SCRIPT_KANA, "ja"},
};

/* The only language that is written so, or NULL. */
static const char *language_of(const size_t *counts)
{
    enum daesa_script script = daesa_script_most(counts);
    size_t kana = counts[DAESA_SCRIPT_KANA], east = kana + counts[DAESA_SCRIPT_HAN];
    if (script == DAESA_SCRIPT_HAN && kana * KANA_SHARE >= east)
        script = DAESA_SCRIPT_KANA;
    for (size_t i = 0; i < sizeof only / sizeof *only; i++)
        if (only[i].script == script)
            return only[i].language;
    return NULL;
}

static struct daesa_finding note(const char *file)
{
    return (struct daesa_finding){.severity = DAESA_NOTE,
                                  .rule = "language-assumed",
                                  .place = {.file = file},
                                  .start_us = DAESA_TIME_NONE};
}

/* By the script of the first texts, where nothing else tells. */
static enum daesa_status by_script(const struct daesa_track *track,
                                   const struct daesa_language_clues *clues,
                                   struct daesa_str *out, struct daesa_sink *sink)
{
    size_t counts[DAESA_N_SCRIPTS] = {0};
    for (size_t i = 0; i < track->n_cues; i++)
        if (track->cues[i].n_texts)
            daesa_script_main(track->cues[i].texts[0].plain, counts);
    const char *name = daesa_script_name(daesa_script_most(counts));
    const char *language = language_of(counts);
    if (!language)
        return daesa_fail(sink, DAESA_BAD_INPUT, "language-unknown",
                          (struct daesa_place){.file = clues->file},
                          "which language is spoken? Neither the transcript nor the clip "
                          "says so, and its letters (%s) leave it open; name it with "
                          "--lang",
                          name);
    daesa_report(sink, note(clues->file),
                 "taken to be in '%s', by its %s letters; --lang overrules", language,
                 name);
    *out = daesa_str_of(language);
    return DAESA_OK;
}

static size_t add_likely(struct daesa_str *out, size_t n, size_t max,
                         struct daesa_str language)
{
    for (size_t i = 0; i < n; i++)
        if (daesa_language_matches(out[i], language))
            return n;
    if (n < max && language.len)
        out[n++] = language;
    return n;
}

size_t daesa_language_likely(const struct daesa_track *track, struct daesa_str *out,
                             size_t max)
{
    size_t counts[DAESA_N_SCRIPTS] = {0}, n = 0;
    for (size_t i = 0; i < track->n_cues; i++)
        for (size_t k = 0; k < track->cues[i].n_texts; k++) {
            const struct daesa_text *text = &track->cues[i].texts[k];
            n = add_likely(out, n, max, text->language);
            if (!text->language.len)
                daesa_script_main(text->plain, counts);
        }
    return add_likely(out, n, max, daesa_str_of(language_of(counts)));
}

static enum daesa_status find(const struct daesa_track *track,
                              const struct daesa_language_clues *clues,
                              struct daesa_str *out, struct daesa_sink *sink)
{
    if (clues->asked) {
        *out = daesa_str_of(clues->asked);
    } else if (track->language.len) {
        *out = track->language;
    } else if (clues->stream.len) {
        *out = clues->stream;
        daesa_report(sink, note(clues->clip),
                     "taken to be in '%.*s', as its audio stream says; --lang overrules",
                     DAESA_STR_ARGS(*out));
    } else {
        return by_script(track, clues, out, sink);
    }
    return DAESA_OK;
}

/* Whether the lines have texts in that language, and in its letters. */
static enum daesa_status check_texts(const struct daesa_track *track,
                                     struct daesa_str language, const char *file,
                                     struct daesa_sink *sink)
{
    size_t counts[DAESA_N_SCRIPTS] = {0};
    size_t n_texts = 0, suitable = 0, letters = 0;
    for (size_t i = 0; i < track->n_cues; i++) {
        const struct daesa_text *text = daesa_cue_spoken(&track->cues[i], language);
        if (text)
            daesa_script_main(text->plain, counts);
        n_texts += text != NULL;
    }
    if (n_texts == 0)
        return daesa_fail(sink, DAESA_BAD_INPUT, "transcript-other-language",
                          (struct daesa_place){.file = file},
                          "no line has a text in '%.*s', the language of the speech; a "
                          "translation alone is aligned with --translation LANG",
                          DAESA_STR_ARGS(language));
    for (int i = DAESA_SCRIPT_LATIN; i < DAESA_N_SCRIPTS; i++) {
        letters += counts[i];
        if (daesa_script_fits((enum daesa_script)i, language))
            suitable += counts[i];
    }
    if (suitable * 100 >= letters * MIN_SUITABLE_PERCENT)
        return DAESA_OK;
    return daesa_fail(sink, DAESA_BAD_INPUT, "transcript-other-script",
                      (struct daesa_place){.file = file},
                      "is written in %s letters, which '%.*s' is not; should "
                      "--lang name another language, or is it a translation "
                      "(--translation LANG)?",
                      daesa_script_name(daesa_script_most(counts)),
                      DAESA_STR_ARGS(language));
}

enum daesa_status daesa_language_has_text(const struct daesa_track *track,
                                          struct daesa_str language, const char *file,
                                          struct daesa_sink *sink)
{
    for (size_t i = 0; i < track->n_cues; i++)
        if (daesa_cue_spoken(&track->cues[i], language))
            return DAESA_OK;
    return daesa_fail(sink, DAESA_BAD_INPUT, "transcript-other-language",
                      (struct daesa_place){.file = file}, "no line has a text in '%.*s'",
                      DAESA_STR_ARGS(language));
}

enum daesa_status daesa_language_settle(const struct daesa_track *track,
                                        const struct daesa_language_clues *clues,
                                        char *tag, size_t size, struct daesa_sink *sink)
{
    struct daesa_str language = {0};
    enum daesa_status st = find(track, clues, &language, sink);
    language = daesa_language_tag(language);
    if (!st)
        st = check_texts(track, language, clues->file, sink);
    if (!st)
        snprintf(tag, size, "%.*s", DAESA_STR_ARGS(language));
    return st;
}
