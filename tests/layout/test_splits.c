/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* The long sentences of the lists become cues that end where clauses do. */
#include "core/file.h"
#include "layout/layout.h"

#include "../unit/check.h"
#include "marked.h"

#include <stdio.h>
#include <string.h>

/* How long a character is spoken. */
#define CHARACTER_US 65000

/* Where cues end, the last of each sentence left out. */
struct tally {
    size_t n, n_clauses, n_phrases;
};

static struct daesa_buf lists[2];

static void lay_out(struct daesa_str sentence, struct daesa_track *track,
                    struct daesa_track *out)
{
    struct daesa_buf plain = {0};
    marked_plain(&plain, sentence);
    struct daesa_str text = daesa_buf_str(&plain);
    struct daesa_cue *cue = daesa_track_add(track);
    assert_non_null(cue);
    assert_non_null(daesa_cue_add_text(track, cue, daesa_str_of("en"), text));
    cue->start_us = 0;
    cue->end_us = (int64_t)text.len * CHARACTER_US;
    cue->speech = DAESA_SPEECH_FOUND;
    assert_int_equal(daesa_layout(track, NULL, out, NULL), DAESA_OK);
    daesa_buf_finish(&plain);
}

static bool ends_in_punctuation(struct daesa_str text)
{
    return text.len && strchr(",.;:?!\"", text.s[text.len - 1]);
}

static void count_ends(struct daesa_str sentence, const struct daesa_track *laid,
                       struct tally *tally)
{
    size_t n_bytes = 0;
    for (size_t i = 0; i + 1 < laid->n_cues; i++) {
        struct daesa_str text = laid->cues[i].texts[0].plain;
        n_bytes += marked_count(text);
        enum marked_place place = marked_behind(sentence, n_bytes);
        bool is_clause = ends_in_punctuation(text) || place == MARKED_FIRST;
        tally->n++;
        tally->n_clauses += is_clause;
        tally->n_phrases += !is_clause && place == MARKED_SECOND;
        if (!is_clause)
            print_message("# %s: %.*s\n", place == MARKED_SECOND ? "phrase" : "neither",
                          DAESA_STR_ARGS(text));
    }
}

/* Of the sentences on lines `from`, from + step and so on. */
static struct tally count_every(const struct daesa_buf *list, size_t from, size_t step)
{
    struct tally tally = {0};
    struct daesa_str rest = daesa_buf_str(list), sentence;
    for (size_t i = 0; marked_next(&rest, "", &sentence); i++) {
        struct daesa_track track = {0}, out = {0};
        if (i % step != from)
            continue;
        lay_out(sentence, &track, &out);
        count_ends(sentence, &out, &tally);
        daesa_track_finish(&out);
        daesa_track_finish(&track);
    }
    print_message("# %zu cues end inside a sentence: %zu at a clause, %zu at a phrase\n",
                  tally.n, tally.n_clauses, tally.n_phrases);
    return tally;
}

static void cues_end_where_clauses_do(void **state)
{
    (void)state;
    for (size_t half = 0; half < 4; half++) {
        struct tally tally = count_every(&lists[half / 2], half % 2, 2);
        assert_true(tally.n >= 35);
        assert_true(tally.n_clauses * 100 >= tally.n * 95);
    }
}

static int read_sentences(void **state)
{
    (void)state;
    return daesa_file_read("tests/layout/splits.txt", 0, &lists[0], NULL) != DAESA_OK ||
           daesa_file_read("tests/layout/more-splits.txt", 0, &lists[1], NULL) !=
               DAESA_OK;
}

static int forget_sentences(void **state)
{
    (void)state;
    daesa_buf_finish(&lists[0]);
    daesa_buf_finish(&lists[1]);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cues_end_where_clauses_do),
    };
    return cmocka_run_group_tests(tests, read_sentences, forget_sentences);
}
