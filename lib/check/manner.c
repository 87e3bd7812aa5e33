/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* The manners of a house: dashes of two speakers, ellipses, italics, stops at the end of
 * a line, how a text breaks off, brackets of sounds; and texts that are empty or the same
 * again. */
#include "check/checker.h"

#include "core/rule.h"
#include "text/count.h"
#include "text/utf8.h"
#include "text/word.h"

enum dash_form { DASH_NONE, DASH_TIGHT, DASH_SPACED, DASH_OTHER };

/* How a line begins; "--" and a dash before a number are none. */
static enum dash_form dash_of(struct daesa_str line)
{
    if (daesa_str_starts(line, "\xE2\x80\x93") ||
        daesa_str_starts(line, "\xE2\x80\x94") ||
        daesa_str_starts(line, "\xE2\x80\x90") || daesa_str_starts(line, "\xE2\x88\x92"))
        return DASH_OTHER;
    if (!daesa_str_starts(line, "-") || line.len < 2 || line.s[1] == '-' ||
        daesa_is_digit(line.s[1]))
        return DASH_NONE;
    return line.s[1] == ' ' ? DASH_SPACED : DASH_TIGHT;
}

static void check_dash(const struct daesa_checker *checker, const struct daesa_cue *cue,
                       const struct daesa_profile *house, struct daesa_str plain)
{
    struct daesa_str rest = plain, line;
    size_t n_lines = 0, n_other = 0;
    enum dash_form want = house->dash == DAESA_DASH_TIGHT ? DASH_TIGHT : DASH_SPACED;
    while (daesa_str_next_line(&rest, &line)) {
        enum dash_form form = dash_of(line);
        n_lines += form != DASH_NONE;
        n_other += form != DASH_NONE && form != want;
    }
    if (house->dash != DAESA_DASH_ANY && n_lines > 1 && n_other)
        daesa_checker_report(checker, "text-dash", cue, DAESA_NO_MEASURE,
                             "two speakers are written \"%s\"",
                             want == DASH_TIGHT ? "-Text" : "- Text");
}

/* Russian writes "?.." and "!..": a mark that took the place of one stop. */
static bool follows_mark(struct daesa_str plain, size_t at)
{
    return at > 0 && (plain.s[at - 1] == '?' || plain.s[at - 1] == '!');
}

static void check_ellipsis(const struct daesa_checker *checker,
                           const struct daesa_cue *cue, const struct daesa_profile *house,
                           struct daesa_str plain)
{
    for (size_t at = 0; at < plain.len; at++) {
        size_t n = 0;
        while (at + n < plain.len && plain.s[at + n] == '.')
            n++;
        bool is_whole = n == 2 && follows_mark(plain, at);
        at += n;
        if (n == 3 && house->joins_ellipsis)
            daesa_checker_report(checker, "text-ellipsis", cue, DAESA_NO_MEASURE,
                                 "three stops; the house writes one \"\xE2\x80\xA6\"");
        else if ((n == 2 && !is_whole) || n > 3)
            daesa_checker_report(checker, "text-ellipsis", cue, DAESA_NO_MEASURE,
                                 "%zu stops in a row", n);
        else
            continue;
        return;
    }
}

static void check_stops(const struct daesa_checker *checker, const struct daesa_cue *cue,
                        const struct daesa_profile *house, struct daesa_str plain)
{
    struct daesa_str rest = plain, line;
    for (size_t n = 1; house->bars_line_stops && daesa_str_next_line(&rest, &line); n++)
        if (daesa_ends_in_stop(line)) {
            daesa_checker_report(checker, "line-stop", cue, DAESA_NO_MEASURE,
                                 "line %zu ends in a full stop or comma", n);
            return;
        }
}

/* A text that is broken off ends in a single hyphen, or in a dash. */
static void check_hyphen(const struct daesa_checker *checker, const struct daesa_cue *cue,
                         const struct daesa_profile *house, struct daesa_str plain)
{
    struct daesa_str end = daesa_str_trim(plain);
    bool is_dash =
        daesa_str_ends(end, "\xE2\x80\x93") || daesa_str_ends(end, "\xE2\x80\x94");
    bool is_hyphen = daesa_str_ends(end, "-") && !daesa_str_ends(end, "--");
    if (house->doubles_hyphens && end.len > 1 && (is_dash || is_hyphen))
        daesa_checker_report(checker, "text-hyphen", cue, DAESA_NO_MEASURE,
                             "breaks off with a %s; the house writes \"--\"",
                             is_dash ? "dash" : "single hyphen");
}

/* A text that begins in round brackets, of Latin or of Korean width, tells of a sound. */
static void check_brackets(const struct daesa_checker *checker,
                           const struct daesa_cue *cue, const struct daesa_profile *house,
                           struct daesa_str plain)
{
    struct daesa_str text = daesa_str_trim(plain);
    if (house->is_bracketed &&
        (daesa_str_starts(text, "(") || daesa_str_starts(text, "\xEF\xBC\x88")))
        daesa_checker_report(checker, "text-bracket", cue, DAESA_NO_MEASURE,
                             "begins in round brackets; sounds stand in square ones");
}

static void check_spans(const struct daesa_checker *checker, const struct daesa_cue *cue,
                        const struct daesa_profile *house, const struct daesa_text *text)
{
    bool has_italics = false, has_markup = false;
    for (size_t i = 0; i < text->n_spans; i++) {
        enum daesa_span_kind kind = text->spans[i].kind;
        has_italics |= kind == DAESA_SPAN_ITALIC;
        has_markup |= kind != DAESA_SPAN_LANGUAGE && kind != DAESA_SPAN_TIME;
    }
    if (has_italics && house->bars_italics)
        daesa_checker_report(checker, "text-italic", cue, DAESA_NO_MEASURE,
                             "the house uses no italics");
    if (has_markup && house->bars_markup)
        daesa_checker_report(checker, "text-markup", cue, DAESA_NO_MEASURE,
                             "the house takes plain text only");
}

/* What is shown for its own sake may be without words: drawings, pictures. */
static bool says_nothing(const struct daesa_cue *cue)
{
    for (size_t i = 0; i < cue->n_texts; i++) {
        if (daesa_str_trim(cue->texts[i].plain).len)
            return false;
        for (size_t j = 0; j < cue->texts[i].n_spans; j++)
            if (cue->texts[i].spans[j].kind == DAESA_SPAN_RAW)
                return false;
    }
    return true;
}

static bool says_the_same(const struct daesa_cue *a, const struct daesa_cue *b)
{
    return a->n_texts && b->n_texts && daesa_word_count(a->texts[0].plain) > 0 &&
           daesa_str_equal(daesa_str_trim(a->texts[0].plain),
                           daesa_str_trim(b->texts[0].plain)) &&
           a->position.anchor == b->position.anchor &&
           a->position.placed == b->position.placed &&
           daesa_str_equal(a->style, b->style);
}

/* ASS draws borders and shadows as further events of the same times and text. */
static void check_again(const struct daesa_checker *checker)
{
    for (size_t i = 1; i < checker->n_shown; i++) {
        const struct daesa_cue *before = checker->shown[i - 1], *cue = checker->shown[i];
        if (!cue->position.placed && cue->start_us < before->end_us + DAESA_COPY_US &&
            says_the_same(before, cue))
            daesa_checker_report(checker, "text-duplicate", cue, DAESA_NO_MEASURE,
                                 "says what cue %zu says",
                                 (size_t)(before - checker->track->cues) + 1);
    }
}

void daesa_check_manner(struct daesa_checker *checker)
{
    for (size_t i = 0; i < checker->track->n_cues; i++) {
        const struct daesa_cue *cue = &checker->track->cues[i];
        if (cue->comment)
            continue;
        if (says_nothing(cue))
            daesa_checker_report(checker, "text-empty", cue, DAESA_NO_MEASURE,
                                 "has no text");
        for (size_t j = 0; j < cue->n_texts; j++) {
            const struct daesa_text *text = &cue->texts[j];
            const struct daesa_profile *house = daesa_checker_profile(checker, text);
            check_dash(checker, cue, house, text->plain);
            check_ellipsis(checker, cue, house, text->plain);
            check_stops(checker, cue, house, text->plain);
            check_hyphen(checker, cue, house, text->plain);
            check_brackets(checker, cue, house, text->plain);
            check_spans(checker, cue, house, text);
        }
    }
    check_again(checker);
}
