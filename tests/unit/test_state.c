/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/state.h"

#include "check.h"
#include "heard.h"

#include "job/gather.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[4096];

/* Each test has a folder of its own. */
static int make_folder(void **state)
{
    const char *where = getenv("TMPDIR");
    (void)state;
    snprintf(folder, sizeof folder, "%s/state-XXXXXX", where ? where : "/var/tmp");
    return mkdtemp(folder) == NULL;
}

static int remove_folder(void **state)
{
    static const char *const names[] = {"all.db", "1-of-2.db", "2-of-2.db"};
    static const char *const ends[] = {"", ".lock", "-journal"};
    char path[4300];
    (void)state;
    for (size_t i = 0; i < COUNT(names); i++)
        for (size_t k = 0; k < COUNT(ends); k++) {
            snprintf(path, sizeof path, "%s/.daesa-batch/%s%s", folder, names[i],
                     ends[k]);
            remove(path);
        }
    snprintf(path, sizeof path, "%s/.daesa-batch", folder);
    rmdir(path);
    return rmdir(folder);
}

static struct daesa_state *open_part(size_t part, size_t n_parts)
{
    struct daesa_state *memory = NULL;
    assert_int_equal(daesa_state_open(&memory, folder, part, n_parts, NULL), DAESA_OK);
    assert_non_null(memory);
    return memory;
}

static void put(struct daesa_state *memory, const char *name,
                enum daesa_state_outcome outcome, int64_t began_s)
{
    struct daesa_state_job job = {.name = daesa_str_of(name),
                                  .outcome = outcome,
                                  .outputs = daesa_str_of("srt=1;"),
                                  .message = daesa_str_of("why 'not'"),
                                  .began_s = began_s,
                                  .took_s = 1.5,
                                  .n_attempts = 2};
    assert_int_equal(daesa_state_put(memory, &job), DAESA_OK);
}

static void nothing_is_remembered_at_first(void **state)
{
    struct daesa_state *memory = open_part(0, 0);
    struct daesa_arena arena = {0};
    struct daesa_state_job job = {.n_attempts = 7};
    (void)state;
    assert_int_equal(daesa_state_get(memory, daesa_str_of("a"), &arena, &job), DAESA_OK);
    assert_int_equal(job.outcome, DAESA_STATE_NONE);
    assert_int_equal(job.n_attempts, 0);
    check_str(job.name, "a");
    daesa_state_close(&memory);
    assert_null(memory);
    daesa_state_close(&memory);
    daesa_state_close(NULL);
    daesa_arena_finish(&arena);
}

static void what_was_put_last_comes_back(void **state)
{
    struct daesa_arena arena = {0};
    struct daesa_state_job job = {0};
    (void)state;
    struct daesa_state *memory = open_part(0, 0);
    put(memory, "a/b", DAESA_STATE_RUNNING, 5);
    put(memory, "a/b", DAESA_STATE_SHORT, 6);
    put(memory, "c", DAESA_STATE_FAILED, 7);
    daesa_state_close(&memory);
    memory = open_part(0, 0);
    assert_int_equal(daesa_state_get(memory, daesa_str_of("a/b"), &arena, &job),
                     DAESA_OK);
    assert_int_equal(job.outcome, DAESA_STATE_SHORT);
    assert_int_equal(job.began_s, 6);
    assert_int_equal(job.n_attempts, 2);
    assert_true(job.took_s > 1.4 && job.took_s < 1.6);
    check_str(job.outputs, "srt=1;");
    check_str(job.message, "why 'not'");
    check_str(job.options, "");
    daesa_state_close(&memory);
    daesa_arena_finish(&arena);
}

static void many_are_put_at_once(void **state)
{
    struct daesa_state_job jobs[3] = {
        {.name = daesa_str_of("a")},
        {.name = daesa_str_of("b")},
        {.name = daesa_str_of("c"), .outcome = DAESA_STATE_DONE}};
    const struct daesa_state_job *rows[] = {&jobs[0], &jobs[1], &jobs[2]};
    struct daesa_gather gather = {0};
    (void)state;
    struct daesa_state *memory = open_part(0, 0);
    assert_int_equal(daesa_state_put_all(memory, rows, 3), DAESA_OK);
    daesa_state_close(&memory);
    assert_int_equal(daesa_gather_add(&gather, folder, NULL), DAESA_OK);
    daesa_gather_settle(&gather);
    assert_int_equal(gather.n_jobs, 3);
    check_str(gather.jobs[2].job.name, "c");
    assert_int_equal(gather.jobs[2].job.outcome, DAESA_STATE_DONE);
    assert_false(gather.is_busy);
    daesa_gather_finish(&gather);
}

/* By another process, for a process never waits for itself. */
static int open_elsewhere(size_t part, size_t n_parts)
{
    int how = -1;
    pid_t pid = fork();
    if (pid == 0) {
        struct heard heard = HEARD_INIT;
        struct daesa_state *memory = NULL;
        enum daesa_status st =
            daesa_state_open(&memory, folder, part, n_parts, &heard.sink);
        _exit(st == DAESA_OK ? 1 : strstr(heard.text, "error batch-busy") ? 2 : 3);
    }
    assert_int_equal(waitpid(pid, &how, 0), pid);
    return WIFEXITED(how) ? WEXITSTATUS(how) : -1;
}

static void a_part_belongs_to_one_process(void **state)
{
    (void)state;
    struct daesa_state *memory = open_part(1, 2);
    assert_int_equal(open_elsewhere(1, 2), 2);
    assert_int_equal(open_elsewhere(2, 2), 1);
    daesa_state_close(&memory);
    assert_int_equal(open_elsewhere(1, 2), 1);
}

static void count(void *context, const struct daesa_state_job *job)
{
    size_t *n = context;
    *n += job->name.len;
}

static void parts_see_each_other(void **state)
{
    size_t n = 0;
    struct daesa_gather gather = {0};
    (void)state;
    struct daesa_state *first = open_part(1, 2), *second = open_part(2, 2);
    put(first, "a", DAESA_STATE_DONE, 5);
    put(first, "b", DAESA_STATE_RUNNING, 5);
    put(second, "b", DAESA_STATE_DONE, 6);
    put(second, "c", DAESA_STATE_DONE, 5);
    assert_int_equal(daesa_state_others(first, count, &n), DAESA_OK);
    assert_int_equal(n, 2);
    daesa_state_close(&first);
    daesa_state_close(&second);
    assert_int_equal(daesa_gather_add(&gather, folder, NULL), DAESA_OK);
    daesa_gather_settle(&gather);
    assert_int_equal(gather.n_jobs, 3);
    assert_int_equal(daesa_gather_find(&gather, daesa_str_of("b"))->job.outcome,
                     DAESA_STATE_DONE);
    assert_null(daesa_gather_find(&gather, daesa_str_of("d")));
    daesa_gather_finish(&gather);
}

static void where_no_batch_was_is_said(void **state)
{
    struct heard heard = HEARD_INIT;
    size_t n = 0;
    (void)state;
    assert_int_equal(daesa_state_each(folder, count, &n, NULL, &heard.sink),
                     DAESA_NOT_FOUND);
    check_str(daesa_str_of(heard.text),
              "error batch-none 0: no batch has been run with this folder as its "
              "output\n");
}

static void a_damaged_memory_is_said(void **state)
{
    char path[4300];
    struct heard heard = HEARD_INIT;
    struct daesa_state *memory = open_part(0, 0);
    (void)state;
    daesa_state_close(&memory);
    snprintf(path, sizeof path, "%s/.daesa-batch/all.db", folder);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    for (int i = 0; i < 1000; i++)
        assert_true(fputs("no database ", file) >= 0);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(daesa_state_open(&memory, folder, 0, 0, &heard.sink), DAESA_IO);
    assert_null(memory);
    check_str(daesa_str_of(heard.text),
              "error batch-state 0: what was done cannot be remembered: file is not a "
              "database\n");
}

#define TEST(function) \
    cmocka_unit_test_setup_teardown(function, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(nothing_is_remembered_at_first), TEST(what_was_put_last_comes_back),
        TEST(many_are_put_at_once),           TEST(a_part_belongs_to_one_process),
        TEST(parts_see_each_other),           TEST(where_no_batch_was_is_said),
        TEST(a_damaged_memory_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
