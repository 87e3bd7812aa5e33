/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "../../tools/pool.h"

#include "../../tools/wire.h"
#include "../unit/check.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define MAX_JOBS 1000

/* Jobs are words; what became of each. */
struct log {
    const char *const *jobs;
    size_t n_jobs, n_given, n_done, n_heard, n_ticks;
    size_t n_ends[MAX_JOBS], ends[MAX_JOBS];
    int numbers[MAX_JOBS];
    char words[1000]; /* of the last job that said some */
    pid_t pids[MAX_JOBS];
    bool again;      /* a job that crashed comes back once, as "sum 1" */
    int64_t failed;  /* that job, plus one */
    int kill_number; /* a signal to ourselves, once the first job is done */
};

static bool next(void *context, int64_t *job, struct daesa_buf *request)
{
    struct log *log = context;
    if (log->failed) {
        *job = log->failed - 1;
        log->failed = 0;
        daesa_buf_add_text(request, "sum 1");
        return true;
    }
    if (log->n_given == log->n_jobs)
        return false;
    *job = (int64_t)log->n_given;
    daesa_buf_add_text(request, log->jobs[log->n_given++]);
    return true;
}

static void freeze(int number)
{
    (void)number;
    raise(SIGSTOP);
}

/* Stops this process as soon as it has answered. */
static void freeze_soon(void)
{
    struct itimerval soon = {.it_value.tv_usec = 10000};
    signal(SIGALRM, freeze);
    setitimer(ITIMER_REAL, &soon, NULL);
}

static int work(void *context, struct daesa_str request, struct daesa_buf *reply,
                struct pool_line *line)
{
    struct log *log = context;
    log->n_heard = 1000; /* nobody but this process sees it */
    if (daesa_str_is(request, "crash"))
        raise(SIGKILL);
    for (int i = 0; daesa_str_is(request, "scream") && i < 1000; i++)
        fputs("and so on\n", stderr);
    if (daesa_str_is(request, "scream")) {
        fputs("  no more! \n", stderr);
        raise(SIGKILL);
    }
    if (daesa_str_is(request, "exit"))
        _exit(7);
    for (int i = 0; daesa_str_is(request, "tell") && i < 3; i++)
        pool_tell(line, daesa_str_of("half"));
    while (daesa_str_is(request, "hang"))
        pause();
    if (daesa_str_is(request, "freeze"))
        freeze_soon();
    if (daesa_str_is(request, "doze"))
        poll(NULL, 0, 50);
    for (int i = 0; daesa_str_is(request, "large") && i < 300000; i++)
        daesa_buf_add_text(reply, "0123456789");
    if (daesa_str_is(request, "greedy")) {
        void *much = malloc((size_t)1 << 30);
        free(much);
        return much == NULL;
    }
    if (daesa_str_is(request, "pid"))
        daesa_buf_printf(reply, "%ld", (long)getpid());
    return (int)request.len;
}

static void done(void *context, const struct pool_result *result)
{
    struct log *log = context;
    long long pid;
    log->n_done++;
    log->n_ends[result->job]++;
    log->ends[result->job] = result->end;
    log->numbers[result->job] = result->number;
    if (daesa_str_to_count(result->reply, INT32_MAX, &pid))
        log->pids[result->job] = (pid_t)pid;
    if (result->end == POOL_DONE &&
        daesa_str_is(daesa_str_of("large"), log->jobs[result->job]))
        assert_int_equal(result->reply.len, 3000000);
    if (result->words.len)
        snprintf(log->words, sizeof log->words, "%.*s", DAESA_STR_ARGS(result->words));
    if (log->again && result->end != POOL_DONE)
        log->failed = result->job + 1;
    if (log->kill_number && log->n_done == 1)
        raise(log->kill_number);
}

static void heard(void *context, int64_t job, struct daesa_str bytes)
{
    struct log *log = context;
    assert_true(daesa_str_is(daesa_str_of("tell"), log->jobs[job]));
    check_str(bytes, "half");
    log->n_heard++;
}

static void tick(void *context)
{
    ((struct log *)context)->n_ticks++;
}

static enum daesa_status run(struct log *log, struct pool_opts opts, int *number)
{
    opts.context = log;
    opts.next = next;
    opts.work = work;
    opts.done = done;
    opts.heard = heard;
    opts.tick = tick;
    return pool_run(&opts, number);
}

static void no_jobs_are_done_at_once(void **state)
{
    (void)state;
    struct log log = {0};
    int number = 9;
    assert_int_equal(run(&log, (struct pool_opts){0}, &number), DAESA_OK);
    assert_int_equal(number, 0);
    assert_int_equal(log.n_done, 0);
    assert_true(pool_cores() >= 1);
}

static void every_job_is_done_once(void **state)
{
    (void)state;
    const char *jobs[MAX_JOBS];
    struct log log = {.jobs = jobs, .n_jobs = MAX_JOBS};
    for (size_t i = 0; i < MAX_JOBS; i++)
        jobs[i] = &"yyyyyyyyy"[i % 9];
    assert_int_equal(run(&log, (struct pool_opts){.n_workers = 3}, NULL), DAESA_OK);
    assert_int_equal(log.n_done, MAX_JOBS);
    for (size_t i = 0; i < MAX_JOBS; i++) {
        assert_int_equal(log.n_ends[i], 1);
        assert_int_equal(log.ends[i], POOL_DONE);
        assert_int_equal(log.numbers[i], 9 - i % 9);
    }
}

/* What is wrong with one job is no matter of the others. */
static void trouble_is_that_of_one_job(void **state)
{
    (void)state;
    static const char *const jobs[] = {"a", "crash", "b", "exit", "c", "hang", "d", "e"};
    static const struct {
        enum pool_end end;
        int number;
    } want[] = {{POOL_DONE, 1},   {POOL_CRASHED, SIGKILL}, {POOL_DONE, 1},
                {POOL_EXITED, 7}, {POOL_DONE, 1},          {POOL_TIMED_OUT, SIGKILL},
                {POOL_DONE, 1},   {POOL_DONE, 1}};
    for (size_t n = 1; n < 4; n++) {
        struct log log = {.jobs = jobs, .n_jobs = COUNT(jobs)};
        struct pool_opts opts = {.n_workers = n, .limit_s = 0.3};
        assert_int_equal(run(&log, opts, NULL), DAESA_OK);
        for (size_t i = 0; i < COUNT(jobs); i++) {
            check_row(log.n_ends[i] == 1, jobs[i]);
            check_row(log.ends[i] == want[i].end, jobs[i]);
            check_row(log.numbers[i] == want[i].number, jobs[i]);
        }
    }
}

static void last_words_are_kept(void **state)
{
    (void)state;
    const char *jobs[] = {"sum 1", "scream"};
    struct log log = {.jobs = jobs, .n_jobs = 2};
    struct pool_opts opts = {.n_workers = 1, .keeps_words = true};
    assert_int_equal(run(&log, opts, NULL), DAESA_OK);
    assert_int_equal(log.ends[0], POOL_DONE);
    assert_int_equal(log.ends[1], POOL_CRASHED);
    assert_int_equal(log.numbers[1], SIGKILL);
    assert_true(strlen(log.words) > 300 && strlen(log.words) <= 400);
    assert_true(daesa_str_ends(daesa_str_of(log.words), "and so on\n  no more!"));
}

static void a_job_can_come_back(void **state)
{
    (void)state;
    static const char *const jobs[] = {"crash"};
    struct log log = {.jobs = jobs, .n_jobs = 1, .again = true};
    assert_int_equal(run(&log, (struct pool_opts){.n_workers = 2}, NULL), DAESA_OK);
    assert_int_equal(log.n_ends[0], 2);
    assert_int_equal(log.ends[0], POOL_DONE);
}

static void large_answers_and_tellings_arrive(void **state)
{
    (void)state;
    static const char *const jobs[] = {"large", "tell", "large", "tell"};
    struct log log = {.jobs = jobs, .n_jobs = COUNT(jobs)};
    assert_int_equal(run(&log, (struct pool_opts){.n_workers = 2}, NULL), DAESA_OK);
    assert_int_equal(log.n_done, 4);
    assert_int_equal(log.n_heard, 6);
}

static void workers_are_renewed(void **state)
{
    (void)state;
    static const char *const jobs[] = {"pid", "pid", "pid", "pid"};
    struct log log = {.jobs = jobs, .n_jobs = COUNT(jobs)};
    struct pool_opts opts = {.n_workers = 1, .jobs_per_worker = 2};
    assert_int_equal(run(&log, opts, NULL), DAESA_OK);
    assert_int_equal(log.pids[0], log.pids[1]);
    assert_int_equal(log.pids[2], log.pids[3]);
    assert_int_not_equal(log.pids[1], log.pids[2]);
    assert_int_not_equal(log.pids[0], getpid());
}

static void memory_has_a_limit(void **state)
{
    (void)state;
#ifdef __SANITIZE_ADDRESS__
    skip(); /* whose shadow alone is larger */
#endif
    static const char *const jobs[] = {"greedy"};
    struct log log = {.jobs = jobs, .n_jobs = 1};
    assert_int_equal(run(&log, (struct pool_opts){0}, NULL), DAESA_OK);
    assert_int_equal(log.numbers[0], false);
    log.n_given = 0;
    struct pool_opts opts = {.memory_bytes = (size_t)512 << 20};
    assert_int_equal(run(&log, opts, NULL), DAESA_OK);
    assert_int_equal(log.numbers[0], true);
}

static void it_ticks_while_it_waits(void **state)
{
    (void)state;
    static const char *const jobs[] = {"doze", "doze"};
    struct log log = {.jobs = jobs, .n_jobs = COUNT(jobs)};
    struct pool_opts opts = {.n_workers = 1, .tick_s = 0.005};
    assert_int_equal(run(&log, opts, NULL), DAESA_OK);
    assert_true(log.n_ticks >= 3);
}

static void an_interrupt_stops_what_runs_and_gives_nothing_more(void **state)
{
    (void)state;
    static const char *const jobs[] = {"a", "hang", "hang", "hang"};
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    for (size_t i = 0; i < COUNT(numbers); i++) {
        struct log log = {.jobs = jobs, .n_jobs = COUNT(jobs), .kill_number = numbers[i]};
        int number = 0;
        struct sigaction after;
        assert_int_equal(run(&log, (struct pool_opts){.n_workers = 2}, &number),
                         DAESA_CANCELLED);
        assert_int_equal(number, numbers[i]);
        assert_true(log.n_given < 4);
        assert_int_equal(log.n_done, log.n_given);
        assert_int_equal(log.ends[0], POOL_DONE);
        assert_int_equal(log.ends[1], POOL_STOPPED);
        sigaction(numbers[i], NULL, &after);
        assert_true(after.sa_handler == SIG_DFL);
    }
}

static void an_idle_worker_that_is_stopped_keeps_nobody(void **state)
{
    (void)state;
    static const char *const jobs[] = {"freeze", "doze"};
    struct log log = {.jobs = jobs, .n_jobs = COUNT(jobs)};
    assert_int_equal(run(&log, (struct pool_opts){.n_workers = 2}, NULL), DAESA_OK);
    assert_int_equal(log.n_done, 2);
}

static void ends_have_words(void **state)
{
    (void)state;
    static const struct {
        struct pool_result in;
        const char *want;
    } rows[] = {
        {{.end = POOL_DONE}, ""},
        {{.end = POOL_CRASHED, .number = 11}, "crashed (signal 11, Segmentation fault)"},
        {{.end = POOL_EXITED, .number = 1}, "ended without an answer (status 1)"},
        {{.end = POOL_TIMED_OUT, .took_s = 1.54}, "was stopped after 1.5 s"},
        {{.end = POOL_STOPPED}, "was interrupted"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_buf buf = {0};
        pool_add_end(&buf, &rows[i].in);
        check_str(daesa_buf_str(&buf), rows[i].want);
        daesa_buf_finish(&buf);
    }
}

static void half_a_message_is_none(void **state)
{
    (void)state;
    struct daesa_buf all = {0};
    struct wire_message message = {0};
    int ends[2];
    char bytes[64];
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    assert_true(wire_send(ends[0], (struct wire_message){1, -5, daesa_str_of("abc")}));
    ssize_t n = read(ends[1], bytes, sizeof bytes);
    for (size_t i = 0; i < (size_t)n; i++) {
        size_t at = 0;
        assert_false(wire_take((struct daesa_str){bytes, i}, &at, &message));
        assert_int_equal(at, 0);
    }
    size_t at = 0;
    assert_true(wire_take((struct daesa_str){bytes, (size_t)n}, &at, &message));
    assert_int_equal(at, n);
    assert_int_equal(message.number, -5);
    check_str(message.bytes, "abc");
    close(ends[0]);
    assert_false(wire_receive(ends[1], &all, &message));
    assert_false(wire_send(ends[1], (struct wire_message){0}));
    close(ends[1]);
    daesa_buf_finish(&all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_jobs_are_done_at_once),
        cmocka_unit_test(every_job_is_done_once),
        cmocka_unit_test(trouble_is_that_of_one_job),
        cmocka_unit_test(last_words_are_kept),
        cmocka_unit_test(a_job_can_come_back),
        cmocka_unit_test(large_answers_and_tellings_arrive),
        cmocka_unit_test(workers_are_renewed),
        cmocka_unit_test(memory_has_a_limit),
        cmocka_unit_test(it_ticks_while_it_waits),
        cmocka_unit_test(an_interrupt_stops_what_runs_and_gives_nothing_more),
        cmocka_unit_test(an_idle_worker_that_is_stopped_keeps_nobody),
        cmocka_unit_test(ends_have_words),
        cmocka_unit_test(half_a_message_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
