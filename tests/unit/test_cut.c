/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/cut.h"

#include "check.h"

static struct daesa_cue *cue_of(struct daesa_track *track, const char *plain)
{
    struct daesa_cue *cue = daesa_track_add(track);
    assert_non_null(cue);
    assert_non_null(
        daesa_cue_add_text(track, cue, (struct daesa_str){0}, daesa_str_of(plain)));
    return cue;
}

static void ranges_go(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        struct daesa_cut_range ranges[3];
        size_t n;
        const char *want;
    } rows[] = {
        {"", {{0, 0}}, 0, ""},
        {"abc", {{0, 0}}, 0, "abc"},
        {"abc", {{0, 0}}, 1, "abc"},
        {"abc", {{0, 3}}, 1, ""},
        {"abc", {{0, 1}}, 1, "bc"},
        {"abc", {{2, 3}}, 1, "ab"},
        {"abcdef", {{1, 2}, {3, 5}}, 2, "acf"},
        {"abcdef", {{0, 1}, {2, 3}, {5, 6}}, 3, "bde"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_track track = {0};
        struct daesa_cue *cue = cue_of(&track, rows[i].in);
        assert_int_equal(daesa_cue_cut(&track, cue, 0, rows[i].ranges, rows[i].n),
                         DAESA_OK);
        check_str(cue->texts[0].plain, rows[i].want);
        daesa_track_finish(&track);
    }
}

/* "ab[cd]ef": what lies beside, across, inside. */
static void spans_shrink_or_go(void **state)
{
    (void)state;
    static const struct {
        struct daesa_span in;
        bool stays;
        size_t from, to;
    } rows[] = {
        {{.from = 0, .to = 8}, true, 0, 4},  {{.from = 0, .to = 2}, true, 0, 2},
        {{.from = 2, .to = 6}, false, 0, 0}, {{.from = 3, .to = 5}, false, 0, 0},
        {{.from = 1, .to = 4}, true, 1, 2},  {{.from = 4, .to = 7}, true, 2, 3},
        {{.from = 6, .to = 8}, true, 2, 4},  {{.from = 2, .to = 2}, true, 2, 2},
        {{.from = 4, .to = 4}, false, 0, 0}, {{.from = 6, .to = 6}, true, 2, 2},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_track track = {0};
        struct daesa_cue *cue = cue_of(&track, "ab[cd]ef");
        struct daesa_span span = rows[i].in;
        struct daesa_word word = {.from = span.from, .to = span.to};
        struct daesa_cut_range range = {2, 6};
        cue->texts[0].spans = &span;
        cue->texts[0].n_spans = 1;
        cue->words = &word;
        cue->n_words = 1;
        assert_int_equal(daesa_cue_cut(&track, cue, 0, &range, 1), DAESA_OK);
        assert_int_equal(cue->texts[0].n_spans, rows[i].stays);
        if (rows[i].stays) {
            assert_int_equal(cue->texts[0].spans[0].from, rows[i].from);
            assert_int_equal(cue->texts[0].spans[0].to, rows[i].to);
        }
        bool touched = rows[i].in.from < 6 && rows[i].in.to > 2;
        assert_int_equal(cue->n_words, !touched);
        assert_int_equal(span.from, rows[i].in.from);
        daesa_track_finish(&track);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranges_go),
        cmocka_unit_test(spans_shrink_or_go),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
