/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* How many lines a text has, how long they are, and what white space is in them. */
#include "check/checker.h"

#include "text/count.h"
#include "text/width.h"

static double characters(size_t halves)
{
    return (double)halves / 2;
}

static void check_length(const struct daesa_checker *checker, const struct daesa_cue *cue,
                         const struct daesa_profile *house, struct daesa_str line,
                         size_t number)
{
    size_t halves = daesa_width_halves(line, house->counting);
    if (house->line_chars <= 0 || halves <= 2 * (size_t)house->line_chars)
        return;
    daesa_checker_report(
        checker, "line-long", cue,
        (struct daesa_measure){characters(halves), house->line_chars, "characters"},
        "line %zu has %s characters, at most %d", number,
        daesa_figure(characters(halves)).s, (int)house->line_chars);
}

static void check_balance(const struct daesa_checker *checker,
                          const struct daesa_cue *cue, const struct daesa_profile *house,
                          struct daesa_str plain)
{
    struct daesa_str rest = plain, first, second, third;
    if (house->line_ratio <= 0 || !daesa_str_next_line(&rest, &first) ||
        !daesa_str_next_line(&rest, &second) || daesa_str_next_line(&rest, &third))
        return;
    double a = characters(daesa_width_halves(first, house->counting));
    double b = characters(daesa_width_halves(second, house->counting));
    double ratio = a < b ? a / b : b > 0 ? b / a : 1;
    if (ratio < house->line_ratio)
        daesa_checker_report(checker, "line-balance", cue,
                             (struct daesa_measure){ratio, house->line_ratio, "share"},
                             "lines of %s and %s characters; the shorter has at least %s "
                             "of the longer",
                             daesa_figure(a).s, daesa_figure(b).s,
                             daesa_figure(house->line_ratio).s);
}

/* What is wrong with the white space of a line, or NULL. */
static const char *wrong_space(struct daesa_str line)
{
    if (daesa_str_trim(line).len == 0)
        return "a line of nothing";
    if (daesa_is_space(line.s[0]))
        return "white space before a line";
    if (daesa_is_space(line.s[line.len - 1]))
        return "white space after a line";
    if (daesa_str_find_char(line, '\t') < line.len)
        return "a tab";
    return daesa_str_find(line, "  ") < line.len ? "two spaces in a row" : NULL;
}

static void check_space(const struct daesa_checker *checker, const struct daesa_cue *cue,
                        struct daesa_str plain)
{
    struct daesa_str rest = plain, line;
    const char *wrong = NULL;
    if (daesa_str_trim(plain).len == 0)
        return;
    while (!wrong && daesa_str_next_line(&rest, &line))
        wrong = wrong_space(line);
    if (!wrong && plain.s[plain.len - 1] == '\n')
        wrong = "a line of nothing";
    if (wrong)
        daesa_checker_report(checker, "text-space", cue, DAESA_NO_MEASURE, "%s", wrong);
}

static void check_text(const struct daesa_checker *checker, const struct daesa_cue *cue,
                       const struct daesa_text *text)
{
    const struct daesa_profile *house = daesa_checker_profile(checker, text);
    struct daesa_str rest = text->plain, line;
    size_t n_lines = 0;
    while (daesa_str_next_line(&rest, &line))
        check_length(checker, cue, house, line, ++n_lines);
    if (house->lines > 0 && n_lines > (size_t)house->lines)
        daesa_checker_report(
            checker, "line-count", cue,
            (struct daesa_measure){(double)n_lines, house->lines, "lines"},
            "%zu lines, at most %d", n_lines, (int)house->lines);
    check_balance(checker, cue, house, text->plain);
    check_space(checker, cue, text->plain);
}

void daesa_check_line(struct daesa_checker *checker)
{
    for (size_t i = 0; i < checker->track->n_cues; i++) {
        const struct daesa_cue *cue = &checker->track->cues[i];
        for (size_t j = 0; !cue->comment && j < cue->n_texts; j++)
            check_text(checker, cue, &cue->texts[j]);
    }
}
