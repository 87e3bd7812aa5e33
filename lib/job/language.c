/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/language.h"

#include "media/language.h"
#include "text/script.h"

#include <stdio.h>

/* Of its letters at least so many in a hundred must be of a script in which the
 * language is written; the rest are foreign names and words. */
#define MIN_SUITABLE_PERCENT 20

/* The text of a cue that would be spoken, or NULL. */
static const struct daesa_text *spoken(const struct daesa_cue *cue,
                                       struct daesa_str language)
{
    const struct daesa_text *text = daesa_cue_text(cue, language);
    for (size_t i = 0; !text && i < cue->n_texts; i++)
        if (cue->texts[i].language.len == 0)
            text = &cue->texts[i];
    return text;
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
    struct daesa_script_counts counts = {0};
    for (size_t i = 0; i < track->n_cues; i++)
        if (track->cues[i].n_texts)
            daesa_script_count(&counts, track->cues[i].texts[0].plain);
    enum daesa_script script = daesa_script_main(&counts);
    const char *language = daesa_script_language(&counts);
    if (!language)
        return daesa_fail(sink, DAESA_BAD_INPUT, "language-unknown",
                          (struct daesa_place){.file = clues->file},
                          "which language is spoken? Neither the transcript nor the clip "
                          "says so, and many are written in %s letters; name it with "
                          "--lang",
                          daesa_script_name(script));
    daesa_report(sink, note(clues->file),
                 "taken to be in '%s', by its %s letters; --lang overrules", language,
                 daesa_script_name(script));
    *out = daesa_str_of(language);
    return DAESA_OK;
}

static enum daesa_status find(const struct daesa_track *track,
                              const struct daesa_language_clues *clues,
                              struct daesa_str *out, struct daesa_sink *sink)
{
    if (clues->asked) {
        *out = daesa_str_of(clues->asked);
    } else if (track->language.len) {
        *out = track->language;
        daesa_report(sink, note(clues->file),
                     "taken to be in '%.*s', as the transcript says; --lang overrules",
                     DAESA_STR_ARGS(*out));
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
    struct daesa_script_counts counts = {0};
    size_t n_texts = 0, suitable = 0, letters = 0;
    for (size_t i = 0; i < track->n_cues; i++) {
        const struct daesa_text *text = spoken(&track->cues[i], language);
        if (text)
            daesa_script_count(&counts, text->plain);
        n_texts += text != NULL;
    }
    if (n_texts == 0)
        return daesa_fail(sink, DAESA_BAD_INPUT, "transcript-other-language",
                          (struct daesa_place){.file = file},
                          "no line has a text in '%.*s', the language of the speech",
                          DAESA_STR_ARGS(language));
    for (int i = 0; i < DAESA_N_SCRIPTS; i++) {
        letters += counts.letters[i];
        if (daesa_script_suits((enum daesa_script)i, language))
            suitable += counts.letters[i];
    }
    if (suitable * 100 >= letters * MIN_SUITABLE_PERCENT)
        return DAESA_OK;
    return daesa_fail(sink, DAESA_BAD_INPUT, "transcript-other-script",
                      (struct daesa_place){.file = file},
                      "is written in %s letters, which '%.*s' is not; is it a "
                      "translation, or should --lang name another language?",
                      daesa_script_name(daesa_script_main(&counts)),
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
