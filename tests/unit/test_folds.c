/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Parts of a text, judged by the rest of it. */
#include "speech/folds.h"

#include "check.h"

#define MOST_LINES 4

/* A text of lines that have so many phones. */
struct text {
    struct daesa_reading_line lines[MOST_LINES];
    struct daesa_reading reading;
};

static void make_text(struct text *text, const size_t *n_phones, size_t n_lines)
{
    *text = (struct text){0};
    for (size_t i = 0; i < n_lines; i++) {
        text->lines[i].first_phone = text->reading.n_phones;
        text->lines[i].n_phones = n_phones[i];
        text->reading.n_phones += n_phones[i];
    }
    text->reading.lines = text->lines;
    text->reading.n_lines = n_lines;
}

/* Whether the parts hold every phone once, in order, and none those of two lines. */
static bool covers(const struct daesa_folds *folds, const struct daesa_reading *reading)
{
    size_t next = 0;
    for (size_t i = 0; i < folds->n_parts; i++) {
        const struct daesa_fold_part *part = &folds->parts[i];
        const struct daesa_reading_line *line = &reading->lines[part->line];
        if (part->first_phone != next || part->first_phone < line->first_phone ||
            part->first_phone + part->n_phones > line->first_phone + line->n_phones)
            return false;
        next += part->n_phones;
    }
    return next == reading->n_phones;
}

static void every_phone_is_in_one_part_of_its_line(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t n_phones[MOST_LINES], n_lines, part, n_parts;
    } rows[] = {
        {"no line", {0}, 0, 10, 0},
        {"nothing to say", {0, 0}, 2, 10, 0},
        {"a short line", {3}, 1, 10, 1},
        {"almost one and a half", {14}, 1, 10, 1},
        {"one and a half", {15}, 1, 10, 2},
        {"a long line", {47}, 1, 10, 5},
        {"lines of all lengths", {1, 0, 25, 10}, 4, 10, 5},
        {"whole lines", {1, 0, 250, 10}, 4, SIZE_MAX, 3},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct text text;
        struct daesa_folds folds = {0};
        make_text(&text, rows[i].n_phones, rows[i].n_lines);
        check_row(!daesa_folds_make(&folds, &text.reading, rows[i].part, 160, 160),
                  rows[i].name);
        check_row(folds.n_parts == rows[i].n_parts, rows[i].name);
        check_row(covers(&folds, &text.reading), rows[i].name);
        daesa_folds_finish(&folds);
    }
}

/* As many as there are parts, where they are few: each is then judged by all others. */
static void there_are_two_folds_at_least(void **state)
{
    (void)state;
    static const struct {
        size_t n_phones, n_adapted, most, want;
    } rows[] = {{5, 160, 160, 2},  {50, 160, 160, 5},    {50, 160, 3, 3},
                {50, 12, 160, 2},  {1000, 160, 160, 2},  {400, 160, 160, 4},
                {10, 160, 160, 2}, {0, 160, SIZE_MAX, 2}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct text text;
        struct daesa_folds folds = {0};
        make_text(&text, &rows[i].n_phones, 1);
        assert_int_equal(
            daesa_folds_make(&folds, &text.reading, 10, rows[i].n_adapted, rows[i].most),
            DAESA_OK);
        assert_int_equal(folds.n, rows[i].want);
        daesa_folds_finish(&folds);
        assert_null(folds.parts);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_phone_is_in_one_part_of_its_line),
        cmocka_unit_test(there_are_two_folds_at_least),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
