/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/gather.h"

#include "check.h"

#include <stdlib.h>

static void empty_is_fine(void **state)
{
    struct daesa_gather gather = {0};
    (void)state;
    daesa_gather_settle(&gather);
    assert_null(daesa_gather_find(&gather, daesa_str_of("a")));
    daesa_gather_finish(&gather);
    daesa_gather_finish(NULL);
}

enum {
    RUNNING = DAESA_STATE_RUNNING,
    DONE = DAESA_STATE_DONE,
    FAILED = DAESA_STATE_FAILED
};

struct attempt {
    size_t folder;
    int64_t began_s;
    int outcome;
    const char *outputs;
};

static void one_attempt_counts(void **state)
{
    static const struct {
        const char *name;
        struct attempt in[3];
        size_t n, want; /* index of the attempt that counts */
        bool is_disputed;
    } cases[] = {
        {"a single one", {{0, 5, FAILED, ""}}, 1, 0, false},
        {"of a folder the last", {{0, 5, DONE, "x"}, {0, 9, FAILED, ""}}, 2, 1, false},
        {"of a folder the last, first",
         {{0, 9, RUNNING, "x"}, {0, 5, DONE, "x"}},
         2,
         0,
         false},
        {"at the same time what is done",
         {{0, 5, FAILED, ""}, {0, 5, DONE, "x"}},
         2,
         1,
         false},
        {"other outputs in the same folder",
         {{0, 5, DONE, "x"}, {0, 9, DONE, "y"}},
         2,
         1,
         false},
        {"of two folders what is done",
         {{0, 5, DONE, "x"}, {1, 9, FAILED, ""}},
         2,
         0,
         false},
        {"of two folders the last", {{0, 9, DONE, "x"}, {1, 5, DONE, "x"}}, 2, 0, false},
        {"of two failures the last",
         {{0, 5, FAILED, ""}, {1, 9, FAILED, ""}},
         2,
         1,
         false},
        {"other outputs elsewhere", {{0, 5, DONE, "x"}, {1, 9, DONE, "y"}}, 2, 1, true},
        {"disputed by one of three",
         {{0, 5, DONE, "x"}, {1, 9, DONE, "y"}, {2, 10, DONE, "y"}},
         3,
         2,
         true},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct daesa_gather gather = {.jobs = calloc(cases[i].n, sizeof *gather.jobs),
                                      .n_jobs = cases[i].n};
        assert_non_null(gather.jobs);
        for (size_t k = 0; k < cases[i].n; k++)
            gather.jobs[k] = (struct daesa_gathered){
                .folder = cases[i].in[k].folder,
                .job = {.name = daesa_str_of("job"),
                        .outcome = (enum daesa_state_outcome)cases[i].in[k].outcome,
                        .outputs = daesa_str_of(cases[i].in[k].outputs),
                        .began_s = cases[i].in[k].began_s}};
        daesa_gather_settle(&gather);
        const struct daesa_gathered *got =
            daesa_gather_find(&gather, daesa_str_of("job"));
        const struct attempt *want = &cases[i].in[cases[i].want];
        check_row(gather.n_jobs == 1, cases[i].name);
        check_row(got == gather.jobs, cases[i].name);
        got = gather.jobs;
        check_row(got->folder == want->folder, cases[i].name);
        check_row(got->job.began_s == want->began_s, cases[i].name);
        check_row((int)got->job.outcome == want->outcome, cases[i].name);
        check_row(got->is_disputed == cases[i].is_disputed, cases[i].name);
        daesa_gather_finish(&gather);
    }
}

static void each_name_is_found(void **state)
{
    static const char *const names[] = {"b", "a/b", "a", "ab", "b"};
    struct daesa_gather gather = {.jobs = calloc(COUNT(names), sizeof *gather.jobs),
                                  .n_jobs = COUNT(names)};
    (void)state;
    assert_non_null(gather.jobs);
    for (size_t i = 0; i < COUNT(names); i++)
        gather.jobs[i].job.name = daesa_str_of(names[i]);
    daesa_gather_settle(&gather);
    assert_int_equal(gather.n_jobs, 4);
    for (size_t i = 0; i < COUNT(names); i++)
        check_str(daesa_gather_find(&gather, daesa_str_of(names[i]))->job.name, names[i]);
    assert_null(daesa_gather_find(&gather, daesa_str_of("c")));
    daesa_gather_finish(&gather);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(empty_is_fine),
        cmocka_unit_test(one_attempt_counts),
        cmocka_unit_test(each_name_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
