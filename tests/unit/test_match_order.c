/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Lines that are missing from a translation, or left over, are noticed by order, and
 * where the texts do not tell which they are, the lines in question are named. Made
 * dialogues: short lines of unlike lengths, some questions, few numbers. */
#include "layout/match.h"

#include "check.h"

#include <stdio.h>
#include <stdlib.h>

#define N_LINES 100
#define N_ROUNDS 200

static uint32_t seed;

static size_t roll(size_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (size_t)(seed >> 8) % n;
}

/* A line of `n_letters` and its translation, of 0.7 to 1.8 times as many. */
static void make_line(struct daesa_track *a, struct daesa_track *b, size_t n_letters,
                      bool is_in_a, bool is_in_b)
{
    static const char *const marks[] = {".", ".", ".", ".", "?", "?", "!", "..."};
    const char *mark = marks[roll(COUNT(marks))];
    char text[256], number[16] = "";
    if (roll(20) == 0)
        snprintf(number, sizeof number, " %zu", roll(90) + 10);
    size_t n_other = n_letters * (70 + roll(110)) / 100;
    size_t lengths[] = {n_letters, n_other};
    struct daesa_track *tracks[] = {a, b};
    for (int k = 0; k < 2; k++) {
        if (!(k ? is_in_b : is_in_a))
            continue;
        struct daesa_cue *cue = daesa_track_add(tracks[k]);
        assert_non_null(cue);
        memset(text, 'x', lengths[k]);
        snprintf(text + lengths[k], sizeof text - lengths[k], "%s%s", number, mark);
        assert_non_null(daesa_cue_add_text(tracks[k], cue, daesa_str_of(k ? "en" : "de"),
                                           daesa_str_of(text)));
    }
}

struct tally {
    size_t n_pairs, n_off, n_unsaid, n_doubtful;
};

/* `true_b[j]`: the line of a that line j of b translates. */
static void judge(const struct daesa_match *match, const size_t *true_b,
                  struct tally *tally)
{
    bool is_told[N_LINES] = {0};
    for (size_t g = 0; g < match->n_groups; g++)
        for (size_t i = match->groups[g].doubt_from; i <= match->groups[g].doubt_to; i++)
            is_told[i] = is_told[i] || match->groups[g].doubt_to > 0;
    for (size_t i = 0; i < N_LINES; i++)
        tally->n_doubtful += is_told[i];
    for (size_t g = 0; g < match->n_groups; g++) {
        const struct daesa_match_group *group = &match->groups[g];
        if (!group->n_a || !group->n_b)
            continue;
        bool is_off = true_b[match->b[group->from_b]] != match->a[group->from_a];
        tally->n_pairs++;
        tally->n_off += is_off;
        tally->n_unsaid += is_off && !is_told[group->from_a];
    }
}

static void missing_lines_are_found_or_doubted(void **state)
{
    (void)state;
    /* Letters of the longest line; lines that are missing of a hundred. */
    static const size_t rows[][2] = {{52, 0}, {52, 1}, {52, 3}, {52, 10},
                                     {12, 1}, {12, 3}, {12, 10}};
    for (size_t row = 0; row < COUNT(rows); row++) {
        struct tally tally = {0};
        seed = 7;
        for (size_t round = 0; round < N_ROUNDS; round++) {
            struct daesa_track a = {0}, b = {0};
            struct daesa_match match = {0};
            bool is_missing[N_LINES] = {0};
            size_t true_b[N_LINES], n_b = 0;
            for (size_t k = 0; k < rows[row][1]; k++)
                is_missing[roll(N_LINES)] = true;
            for (size_t i = 0; i < N_LINES; i++) {
                size_t n_letters =
                    rows[row][0] > 12 ? 3 + roll(8) * roll(8) : 3 + roll(10);
                make_line(&a, &b, n_letters, true, !is_missing[i]);
                if (!is_missing[i])
                    true_b[n_b++] = i;
            }
            assert_int_equal(daesa_match_order(&a, &b, &match), DAESA_OK);
            judge(&match, true_b, &tally);
            daesa_match_finish(&match);
            daesa_track_finish(&a);
            daesa_track_finish(&b);
        }
        print_message("# up to %zu letters, %zu of %d missing: %zu pairs, %zu off, %zu "
                      "of them unsaid, %zu "
                      "lines in doubt\n",
                      rows[row][0], rows[row][1], N_LINES, tally.n_pairs, tally.n_off,
                      tally.n_unsaid, tally.n_doubtful);
        assert_true(tally.n_unsaid * 200 <= tally.n_pairs);
    }
}

static void add(struct daesa_track *track, const char *language, size_t n_letters,
                const char *mark)
{
    char text[256];
    struct daesa_cue *cue = daesa_track_add(track);
    assert_non_null(cue);
    memset(text, 'x', n_letters);
    snprintf(text + n_letters, sizeof text - n_letters, "%s", mark);
    assert_non_null(
        daesa_cue_add_text(track, cue, daesa_str_of(language), daesa_str_of(text)));
}

/* A line that is two in the other language, or two that are one: the first is 0.4 to
 * 0.6 of both. */
static void make_cut_line(struct daesa_track *a, struct daesa_track *b, bool is_two_in_a)
{
    struct daesa_track *two = is_two_in_a ? a : b;
    const char *language = is_two_in_a ? "de" : "en", *mark = roll(4) ? "." : "?";
    size_t n_letters = 40 + roll(60), n_other = n_letters * (95 + roll(60)) / 100;
    size_t n_two = is_two_in_a ? n_letters : n_other;
    size_t n_first = n_two * (40 + roll(21)) / 100;
    add(is_two_in_a ? b : a, is_two_in_a ? "en" : "de", is_two_in_a ? n_other : n_letters,
        mark);
    add(two, language, n_first, roll(2) ? "," : ".");
    add(two, language, n_two - n_first, mark);
}

/* Which group each line is in: lines of a, of b. */
static void note_groups(const struct daesa_match *match, size_t *of_a, size_t *of_b)
{
    for (size_t g = 0; g < match->n_groups; g++) {
        const struct daesa_match_group *group = &match->groups[g];
        for (size_t i = 0; i < group->n_a; i++)
            of_a[match->a[group->from_a + i]] = g;
        for (size_t j = 0; j < group->n_b; j++)
            of_b[match->b[group->from_b + j]] = g;
    }
}

struct cut_tally {
    size_t n_lines, n_cut, n_found, n_off, n_joined;
};

/* `at_a`, `at_b`: the first lines of what belongs together. */
static void judge_cuts(const struct daesa_match *match, const size_t *at_a,
                       const size_t *at_b, struct cut_tally *tally)
{
    size_t of_a[2 * N_LINES], of_b[2 * N_LINES];
    note_groups(match, of_a, of_b);
    for (size_t i = 0; i < N_LINES; i++) {
        bool is_cut = at_a[i + 1] - at_a[i] + at_b[i + 1] - at_b[i] > 2;
        bool is_whole = of_a[at_a[i]] == of_b[at_b[i]] &&
                        of_a[at_a[i + 1] - 1] == of_b[at_b[i + 1] - 1] &&
                        of_a[at_a[i]] == of_a[at_a[i + 1] - 1];
        tally->n_lines++;
        tally->n_cut += is_cut;
        tally->n_found += is_cut && is_whole;
        tally->n_off += !is_cut && !is_whole;
    }
    for (size_t g = 0; g < match->n_groups; g++)
        tally->n_joined += match->groups[g].n_a + match->groups[g].n_b > 2;
}

static void match_cut_lines(size_t n_two, size_t n_one, struct cut_tally *tally)
{
    struct daesa_track a = {0}, b = {0};
    struct daesa_match match = {0};
    size_t at_a[N_LINES + 1], at_b[N_LINES + 1];
    for (size_t i = 0; i < N_LINES; i++) {
        size_t what = roll(100);
        at_a[i] = a.n_cues;
        at_b[i] = b.n_cues;
        if (what < n_two + n_one)
            make_cut_line(&a, &b, what >= n_two);
        else
            make_line(&a, &b, 3 + roll(8) * roll(8), true, true);
    }
    at_a[N_LINES] = a.n_cues;
    at_b[N_LINES] = b.n_cues;
    assert_int_equal(daesa_match_order(&a, &b, &match), DAESA_OK);
    judge_cuts(&match, at_a, at_b, tally);
    daesa_match_finish(&match);
    daesa_track_finish(&a);
    daesa_track_finish(&b);
}

static void lines_that_are_two_come_together(void **state)
{
    (void)state;
    /* Lines of a hundred that are two in b; two that are one. */
    static const size_t rows[][2] = {{0, 0}, {3, 0}, {0, 3}, {3, 3}, {10, 10}};
    for (size_t row = 0; row < COUNT(rows); row++) {
        struct cut_tally tally = {0};
        seed = 11;
        for (size_t round = 0; round < N_ROUNDS; round++)
            match_cut_lines(rows[row][0], rows[row][1], &tally);
        print_message("# %zu lines are two, %zu two are one, of %d: %zu of %zu come "
                      "together, %zu are taken for such; %zu of %zu others off\n",
                      rows[row][0], rows[row][1], N_LINES, tally.n_found, tally.n_cut,
                      tally.n_joined, tally.n_off, tally.n_lines - tally.n_cut);
        assert_true(tally.n_found * 100 >= tally.n_cut * 90);
        assert_true(tally.n_off * 200 <= tally.n_lines);
        assert_true(tally.n_joined * 100 <= tally.n_cut * 103);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(missing_lines_are_found_or_doubted),
        cmocka_unit_test(lines_that_are_two_come_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
