/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Findings are kept as they were, in an order that does not depend on when they came;
 * those that are known are told from those that are new. */
#include "core/finding_list.h"
#include "core/known.h"
#include "report/findings.h"
#include "report/findings_read.h"

#include "check.h"
#include "heard.h"

#include <string.h>

static void add(struct daesa_finding_list *list, const char *file, int line, size_t cue,
                const char *rule, const char *text)
{
    daesa_report(&list->sink,
                 (struct daesa_finding){.severity = DAESA_WARNING,
                                        .rule = rule,
                                        .place = {.file = file, .line = line},
                                        .cue = cue,
                                        .start_us = DAESA_TIME_NONE,
                                        .text = daesa_str_of(text)},
                 "%s of %zu", rule, cue);
}

static void nothing_is_accepted(void **state)
{
    (void)state;
    struct daesa_finding_list list = {0}, known = {0};
    size_t n = 7;
    daesa_finding_list_finish(NULL);
    assert_int_equal(daesa_finding_list_sort(&list), DAESA_OK);
    assert_int_equal(daesa_known_remove(&list, &known, &n), DAESA_OK);
    assert_int_equal(n, 0);
    daesa_finding_list_finish(&list);
}

static void findings_outlive_what_they_were_made_of(void **state)
{
    (void)state;
    struct daesa_finding_list list = {0};
    char file[] = "a.srt", text[] = "Hello";
    daesa_finding_list_open(&list);
    add(&list, file, 3, 1, "line-long", text);
    memset(file, 'x', 5);
    memset(text, 'x', 5);
    assert_int_equal(list.n, 1);
    assert_string_equal(list.items[0].place.file, "a.srt");
    assert_string_equal(list.items[0].message, "line-long of 1");
    check_str(list.items[0].text, "Hello");
    daesa_finding_list_finish(&list);
    assert_null(list.items);
}

static void they_are_sorted_by_file_line_cue_and_rule(void **state)
{
    (void)state;
    struct daesa_finding_list list = {0};
    static const char *const want[] = {"d of 0", "a of 1", "c of 1", "b of 2", "a of 9"};
    daesa_finding_list_open(&list);
    add(&list, "b.srt", 1, 9, "a", "");
    add(&list, "a.srt", 5, 2, "b", "");
    add(&list, "a.srt", 5, 1, "c", "");
    add(&list, "a.srt", 5, 1, "a", "");
    add(&list, "a.srt", 0, 0, "d", "");
    assert_int_equal(daesa_finding_list_sort(&list), DAESA_OK);
    for (size_t i = 0; i < COUNT(want); i++)
        assert_string_equal(list.items[i].message, want[i]);
    daesa_finding_list_finish(&list);
}

static void each_known_one_excuses_one(void **state)
{
    (void)state;
    struct daesa_finding_list list = {0}, known = {0};
    size_t n = 0;
    daesa_finding_list_open(&list);
    daesa_finding_list_open(&known);
    add(&known, "subs/a.srt", 3, 1, "line-long", "Hello\nyou");
    add(&known, "subs/a.srt", 9, 3, "line-long", "Gone");
    add(&list, "other/a.srt", 7, 2, "line-long", "Hello you");
    add(&list, "other/a.srt", 8, 3, "line-long", "Hello you");
    add(&list, "other/a.srt", 8, 3, "line-count", "Hello you");
    add(&list, "other/b.srt", 8, 3, "line-long", "Hello you");
    assert_int_equal(daesa_known_remove(&list, &known, &n), DAESA_OK);
    assert_int_equal(n, 1);
    assert_int_equal(list.n, 3);
    assert_string_equal(list.items[0].message, "line-long of 3");
    assert_string_equal(list.items[1].message, "line-count of 3");
    daesa_finding_list_finish(&list);
    daesa_finding_list_finish(&known);
}

static void json_lines_come_back(void **state)
{
    (void)state;
    struct daesa_finding_list list = {0}, back = {0};
    struct daesa_buf text = {0}, again = {0};
    daesa_finding_list_open(&list);
    add(&list, "a.srt", 3, 1, "line-long", "He said \"no\"");
    list.items[0].start_us = 61500000;
    list.items[0].value = 44.5;
    list.items[0].limit = 42;
    list.items[0].unit = "characters";
    add(&list, NULL, 0, 0, NULL, "");
    for (size_t i = 0; i < list.n; i++)
        daesa_finding_print_json(&text, &list.items[i]);
    assert_int_equal(daesa_findings_read(daesa_buf_str(&text), NULL, &back, NULL),
                     DAESA_OK);
    for (size_t i = 0; i < back.n; i++)
        daesa_finding_print_json(&again, &back.items[i]);
    assert_string_equal(again.s, text.s);
    daesa_buf_finish(&text);
    daesa_buf_finish(&again);
    daesa_finding_list_finish(&list);
    daesa_finding_list_finish(&back);
}

static void what_is_no_finding_is_refused_with_its_line(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "\n\nnonsense\n",
        "\n{\"severity\":\"note\",\"message\":\"x\"}\n{}\n",
        "\n\n{\"severity\":\"grave\",\"message\":\"x\"}\n",
        "\n\n[1]\n",
        "\n\n{\"severity\":\"note\",\"message\":7}\n",
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_finding_list list = {0};
        struct heard heard = HEARD_INIT;
        check_row(daesa_findings_read(daesa_str_of(rows[i]), "k.jsonl", &list,
                                      &heard.sink) == DAESA_BAD_INPUT,
                  rows[i]);
        check_row(strstr(heard.text, "error findings-json 3:") == heard.text, rows[i]);
        daesa_finding_list_finish(&list);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_accepted),
        cmocka_unit_test(findings_outlive_what_they_were_made_of),
        cmocka_unit_test(they_are_sorted_by_file_line_cue_and_rule),
        cmocka_unit_test(each_known_one_excuses_one),
        cmocka_unit_test(json_lines_come_back),
        cmocka_unit_test(what_is_no_finding_is_refused_with_its_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
