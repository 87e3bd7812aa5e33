/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* The sentences of breaks.txt break where people would break them, and a list that
 * lacks some of them finds its place beside the other. */
#include "core/file.h"
#include "layout/layout.h"
#include "layout/merge.h"

#include "../unit/check.h"
#include "marked.h"

#include <stdio.h>
#include <string.h>

/* The languages of the list. */
static const char *const tags[] = {"en", "es", "fr", "ko"};

static struct daesa_buf list;

/* Whether `broken` has its line break at a mark of the sentence. */
static bool is_right(struct daesa_str sentence, struct daesa_str broken)
{
    size_t n_bytes = 0;
    bool any = false;
    for (size_t i = 0; i < broken.len; i++) {
        n_bytes += marked_count(daesa_str_slice(broken, i, i + 1));
        if (broken.s[i] == '\n' && !marked_behind(sentence, n_bytes))
            return false;
        any = any || broken.s[i] == '\n';
    }
    return any;
}

static struct daesa_cue *add(struct daesa_track *track, const char *tag,
                             struct daesa_str text)
{
    struct daesa_cue *cue = daesa_track_add(track);
    assert_non_null(cue);
    assert_non_null(daesa_cue_add_text(track, cue, daesa_str_of(tag), text));
    return cue;
}

static struct daesa_str broken_in(struct daesa_track *out, const char *tag,
                                  struct daesa_str sentence)
{
    struct daesa_track track = {0};
    struct daesa_buf plain = {0};
    struct daesa_str got = {0};
    marked_plain(&plain, sentence);
    struct daesa_cue *cue = add(&track, tag, daesa_buf_str(&plain));
    cue->start_us = 0;
    cue->end_us = 6 * DAESA_SECOND_US;
    cue->speech = DAESA_SPEECH_FOUND;
    assert_int_equal(daesa_layout(&track, NULL, out, NULL), DAESA_OK);
    assert_int_equal(out->n_cues, 1);
    assert_true(daesa_arena_copy(&out->arena, out->cues[0].texts[0].plain, &got));
    daesa_track_finish(&track);
    daesa_buf_finish(&plain);
    return got;
}

/* How many sentences of a list in `tag` break elsewhere; of `n`. */
static size_t count_wrong(const struct daesa_buf *from, const char *tag, size_t *n)
{
    struct daesa_str rest = daesa_buf_str(from), sentence;
    size_t n_wrong = 0;
    while (marked_next(&rest, tag, &sentence)) {
        struct daesa_track out = {0};
        struct daesa_str got = broken_in(&out, tag, sentence);
        ++*n;
        if (!is_right(sentence, got)) {
            n_wrong++;
            print_error("# want %.*s\n# got  %.*s\n", DAESA_STR_ARGS(sentence),
                        DAESA_STR_ARGS(got));
        }
        daesa_track_finish(&out);
    }
    return n_wrong;
}

static void sentences_break_where_people_break_them(void **state)
{
    (void)state;
    struct daesa_buf more = {0};
    size_t n = 0, n_wrong = 0;
    assert_int_equal(daesa_file_read("tests/layout/more-breaks.txt", 0, &more, NULL),
                     DAESA_OK);
    for (size_t t = 0; t < COUNT(tags); t++)
        n_wrong += count_wrong(&list, tags[t], &n) + count_wrong(&more, tags[t], &n);
    daesa_buf_finish(&more);
    assert_true(n >= 300);
    assert_int_equal(n_wrong, 0);
}

/* The list in one language, without the lines that are to be left out. */
static size_t read_list(struct daesa_track *track, const char *tag, size_t skip_every,
                        size_t skip_from)
{
    struct daesa_str rest = daesa_buf_str(&list), sentence;
    size_t i = 0, n_skipped = 0;
    for (; marked_next(&rest, tag, &sentence); i++) {
        struct daesa_buf plain = {0};
        if (skip_every && i % skip_every == skip_from) {
            n_skipped++;
            continue;
        }
        marked_plain(&plain, sentence);
        char id[8];
        snprintf(id, sizeof id, "%zu", i);
        struct daesa_cue *cue = add(track, tag, daesa_buf_str(&plain));
        assert_true(daesa_arena_copy(&track->arena, daesa_str_of(id), &cue->id));
        daesa_buf_finish(&plain);
    }
    return n_skipped;
}

/* Lines whose translation is that of another; the ids say which. */
static size_t count_shifted(const struct daesa_track *merged, const struct daesa_track *b)
{
    size_t n = 0;
    for (size_t i = 0; i < merged->n_cues; i++)
        for (size_t j = 0; merged->cues[i].n_texts > 1 && j < b->n_cues; j++)
            n += daesa_str_equal(merged->cues[i].texts[1].plain,
                                 b->cues[j].texts[0].plain) &&
                 !daesa_str_equal(merged->cues[i].id, b->cues[j].id);
    return n;
}

static void check_merge(size_t skip_a, size_t skip_b, size_t from, size_t most_shifted)
{
    struct daesa_track a = {0}, b = {0}, out = {0};
    struct daesa_merge_result result = {0};
    struct daesa_merge_opts opts = {.way = DAESA_MERGE_ORDER};
    size_t n_missing_a = read_list(&a, "ko", skip_a, from);
    size_t n_missing_b = read_list(&b, "en", skip_b, skip_b / 2);
    enum daesa_status st = daesa_merge(&a, &b, &opts, &out, &result, NULL);
    size_t n_shifted = count_shifted(&out, &b);
    if (n_shifted > most_shifted)
        print_error("# %zu of %zu lines shifted, %zu allowed\n", n_shifted, out.n_cues,
                    most_shifted);
    assert_int_equal(st, n_missing_a || n_missing_b ? DAESA_FELL_SHORT : DAESA_OK);
    assert_int_equal(result.n_missing, n_missing_b);
    assert_int_equal(result.n_extra, n_missing_a);
    assert_true(n_shifted <= most_shifted);
    daesa_merge_result_finish(&result);
    daesa_track_finish(&out);
    daesa_track_finish(&a);
    daesa_track_finish(&b);
}

/* Where lengths and marks say too little, a few lines around the one that is missing
 * are out of place; the rest is not. */
static void a_translation_that_lacks_lines_stays_in_its_place(void **state)
{
    (void)state;
    check_merge(0, 0, 0, 0);
    check_merge(0, 40, 0, 14);
    check_merge(40, 0, 7, 14);
    check_merge(0, 20, 0, 24);
}

static int read_sentences(void **state)
{
    (void)state;
    return daesa_file_read("tests/layout/breaks.txt", 0, &list, NULL) != DAESA_OK;
}

static int forget_sentences(void **state)
{
    (void)state;
    daesa_buf_finish(&list);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_break_where_people_break_them),
        cmocka_unit_test(a_translation_that_lacks_lines_stays_in_its_place),
    };
    return cmocka_run_group_tests(tests, read_sentences, forget_sentences);
}
