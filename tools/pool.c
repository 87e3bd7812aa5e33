/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "pool.h"

#include "wire.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TICK_S 0.2
/* How long an interrupted worker may take to end by itself. */
#define GRACE_S 2.0
#define MAX_WORKERS 1024
/* Of what a worker said last. */
#define MAX_WORDS 400

/* Messages of a worker, and the one to it. */
enum { SAYS_JOB, SAYS_MORE, SAYS_DONE };

struct pool_line {
    int fd;
};

struct worker {
    pid_t pid;             /* 0: no process */
    int fd;                /* our end of the socket, where there is a process */
    int words_fd;          /* where its standard error is read; negative: it has ours */
    char words[MAX_WORDS]; /* the end of what it said there */
    size_t n_words;
    bool is_busy;  /* has a job */
    bool is_late;  /* was killed for its time */
    int64_t job;   /* that it has */
    double at_s;   /* since when */
    size_t n_jobs; /* that it was given */
    struct daesa_buf read;
};

struct pool {
    const struct pool_opts *opts;
    struct worker *workers;
    struct pollfd *polls; /* of the lines, then of the words */
    size_t n_workers, n_busy;
    double ticked_s;
    bool is_dry; /* `next` had nothing, and no job ended since */
    enum daesa_status status;
};

/* The signal that interrupted us. */
static volatile sig_atomic_t interrupt;

static void on_interrupt(int number)
{
    interrupt = number;
}

static const int interrupts[] = {SIGINT, SIGTERM, SIGHUP};
#define N_INTERRUPTS (sizeof interrupts / sizeof *interrupts)

static void catch_interrupts(struct sigaction before[N_INTERRUPTS])
{
    struct sigaction mine = {.sa_handler = on_interrupt, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&mine.sa_mask);
    interrupt = 0;
    for (size_t i = 0; i < N_INTERRUPTS; i++) {
        sigaction(interrupts[i], NULL, &before[i]);
        if (before[i].sa_handler != SIG_IGN)
            sigaction(interrupts[i], &mine, NULL);
    }
}

static void restore_interrupts(const struct sigaction before[N_INTERRUPTS])
{
    for (size_t i = 0; i < N_INTERRUPTS; i++)
        sigaction(interrupts[i], &before[i], NULL);
}

static double now_s(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

size_t pool_cores(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > MAX_WORKERS ? MAX_WORKERS : (size_t)n;
}

bool pool_tell(struct pool_line *line, struct daesa_str bytes)
{
    return wire_send(line->fd, (struct wire_message){SAYS_MORE, 0, bytes});
}

/* What an orphan wrote would take the place of what a later run makes: when the other end
 * of the line goes, so does the worker, as soon as it is not writing a file. */
static void *end_with_line(void *context)
{
    struct pollfd line = {.fd = *(int *)context};
    while (poll(&line, 1, -1) < 0 && errno == EINTR)
        ;
    kill(getpid(), SIGTERM);
    return NULL;
}

/* In a thread that takes no signals. Where there can be none the worker ends after the
 * job at hand. */
static void watch_line(int *fd)
{
    pthread_t thread;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    if (pthread_create(&thread, NULL, end_with_line, fd) == 0)
        pthread_detach(thread);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

/* The life of a worker. The terminal's signals reach the whole family; it is the
 * parent who decides. */
static void serve(const struct pool_opts *opts, int fd)
{
    struct pool_line line = {fd};
    struct daesa_buf request = {0}, reply = {0};
    struct wire_message message;
    signal(SIGINT, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    signal(SIGTERM, SIG_DFL);
    watch_line(&line.fd);
    if (opts->memory_bytes) {
        struct rlimit limit = {opts->memory_bytes, opts->memory_bytes};
        setrlimit(RLIMIT_AS, &limit);
    }
    while (wire_receive(fd, &request, &message)) {
        daesa_buf_finish(&reply);
        int number = opts->work(opts->context, message.bytes, &reply, &line);
        if (reply.status)
            daesa_buf_cut(&reply, 0);
        if (!wire_send(fd,
                       (struct wire_message){SAYS_DONE, number, daesa_buf_str(&reply)}))
            break;
    }
    _exit(EXIT_SUCCESS);
}

static void close_words(int fd)
{
    if (fd >= 0)
        close(fd);
}

/* The other workers' sockets are none of its business: were they kept open, a
 * worker's end would not be seen. */
static void close_others(const struct pool *pool)
{
    for (size_t i = 0; i < pool->n_workers; i++)
        if (pool->workers[i].pid) {
            close(pool->workers[i].fd);
            close_words(pool->workers[i].words_fd);
        }
}

/* A pipe, which is read all the time, so that what a worker says takes no room. Where
 * there can be none, its words are ours. */
static void open_words(const struct pool *pool, int ends[2])
{
    ends[0] = ends[1] = -1;
    if (!pool->opts->keeps_words || pipe(ends) != 0)
        return;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
}

static bool start(struct pool *pool, struct worker *worker)
{
    int ends[2], words[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
        return false;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    open_words(pool, words);
    pid_t pid = fork();
    if (pid == 0) {
        close(ends[0]);
        close_words(words[0]);
        if (words[1] >= 0)
            dup2(words[1], STDERR_FILENO);
        close_others(pool);
        serve(pool->opts, ends[1]);
    }
    close(ends[1]);
    close_words(words[1]);
    if (pid < 0) {
        close(ends[0]);
        close_words(words[0]);
        return false;
    }
    worker->pid = pid;
    worker->fd = ends[0];
    worker->words_fd = words[0];
    worker->n_words = 0;
    worker->is_late = false;
    worker->n_jobs = 0;
    return true;
}

/* Keeps the end of what was said so far and of what is said now. */
static void keep_words(struct worker *worker, const char *said, size_t n)
{
    size_t n_new = n < MAX_WORDS ? n : MAX_WORDS, room = MAX_WORDS - n_new;
    size_t n_kept = worker->n_words < room ? worker->n_words : room;
    memmove(worker->words, worker->words + worker->n_words - n_kept, n_kept);
    memcpy(worker->words + n_kept, said + n - n_new, n_new);
    worker->n_words = n_kept + n_new;
}

/* Takes what a worker has said on standard error since. */
static void hear_words(struct worker *worker)
{
    char chunk[1 << 12];
    ssize_t n = -1;
    while (worker->words_fd >= 0 && (n = read(worker->words_fd, chunk, sizeof chunk)) > 0)
        keep_words(worker, chunk, (size_t)n);
    if (n != 0)
        return;
    close_words(worker->words_fd); /* it says no more */
    worker->words_fd = -1;
}

/* Ends a worker, which has nothing to leave in order: one that was asked to might be
 * stopped, and would keep us waiting for ever. Of one that is ending the status stands.
 */
static int part(struct worker *worker)
{
    int how = 0;
    kill(worker->pid, SIGKILL);
    close(worker->fd);
    while (waitpid(worker->pid, &how, 0) < 0 && errno == EINTR)
        ;
    worker->pid = 0;
    daesa_buf_finish(&worker->read);
    hear_words(worker);
    close_words(worker->words_fd);
    return how;
}

static void finish_job(struct pool *pool, struct worker *worker,
                       struct pool_result result)
{
    result.job = worker->job;
    result.took_s = now_s() - worker->at_s;
    worker->is_busy = false;
    pool->n_busy--;
    pool->is_dry = false;
    pool->opts->done(pool->opts->context, &result);
}

/* After a worker died. */
static void lose(struct pool *pool, struct worker *worker, bool is_stopped)
{
    struct pool_result result = {.end = POOL_EXITED};
    int how = part(worker);
    result.words = daesa_str_trim((struct daesa_str){worker->words, worker->n_words});
    if (WIFSIGNALED(how)) {
        result.end = POOL_CRASHED;
        result.number = WTERMSIG(how);
    } else
        result.number = WEXITSTATUS(how);
    if (is_stopped)
        result.end = POOL_STOPPED;
    else if (worker->is_late)
        result.end = POOL_TIMED_OUT;
    if (worker->is_busy)
        finish_job(pool, worker, result);
}

/* Gives a job to an idle worker; false where none could be given. */
static bool give(struct pool *pool, struct worker *worker)
{
    const struct pool_opts *opts = pool->opts;
    struct daesa_buf request = {0};
    if (!worker->pid && !start(pool, worker)) {
        if (pool->n_busy == 0)
            pool->status = DAESA_IO;
        return false;
    }
    pool->is_dry = !opts->next(opts->context, &worker->job, &request);
    if (!pool->is_dry) {
        worker->is_busy = true;
        worker->at_s = now_s();
        worker->n_jobs++;
        pool->n_busy++;
        /* Where this fails the worker is dead, and poll tells. */
        if (request.status)
            pool->status = request.status;
        else
            wire_send(worker->fd,
                      (struct wire_message){SAYS_JOB, 0, daesa_buf_str(&request)});
    }
    daesa_buf_finish(&request);
    return !pool->is_dry && !pool->status;
}

static void give_all(struct pool *pool)
{
    for (size_t i = 0; i < pool->n_workers && !pool->is_dry; i++)
        if (!pool->workers[i].is_busy && !give(pool, &pool->workers[i]))
            return;
}

static void take_messages(struct pool *pool, struct worker *worker)
{
    const struct pool_opts *opts = pool->opts;
    struct wire_message message;
    size_t at = 0;
    while (wire_take(daesa_buf_str(&worker->read), &at, &message)) {
        if (message.kind == SAYS_DONE)
            finish_job(pool, worker,
                       (struct pool_result){.end = POOL_DONE,
                                            .number = message.number,
                                            .reply = message.bytes});
        else if (opts->heard)
            opts->heard(opts->context, worker->job, message.bytes);
    }
    daesa_buf_drop(&worker->read, at);
    if (!worker->is_busy && opts->jobs_per_worker &&
        worker->n_jobs >= opts->jobs_per_worker)
        part(worker);
}

static void listen_to(struct pool *pool, struct worker *worker)
{
    char chunk[1 << 16];
    ssize_t n = recv(worker->fd, chunk, sizeof chunk, MSG_DONTWAIT);
    if (n < 0 && (errno == EINTR || errno == EAGAIN || errno == EWOULDBLOCK))
        return;
    if (n <= 0) {
        lose(pool, worker, false);
        return;
    }
    daesa_buf_add(&worker->read, (struct daesa_str){chunk, (size_t)n});
    if (worker->read.status)
        pool->status = worker->read.status;
    else
        take_messages(pool, worker);
}

static double limit_of(const struct pool *pool, const struct worker *worker)
{
    const struct pool_opts *opts = pool->opts;
    return opts->limit_of ? opts->limit_of(opts->context, worker->job) : opts->limit_s;
}

/* How long nothing needs to happen; kills those whose time is over. */
static int wait_ms(struct pool *pool, double tick_s)
{
    double time_s = now_s(), wait_s = pool->ticked_s + tick_s - time_s;
    for (size_t i = 0; i < pool->n_workers; i++) {
        struct worker *worker = &pool->workers[i];
        double limit_s = worker->is_busy ? limit_of(pool, worker) : 0;
        double left_s = worker->at_s + limit_s - time_s;
        if (limit_s <= 0 || worker->is_late)
            continue;
        if (left_s <= 0) {
            worker->is_late = true;
            kill(worker->pid, SIGKILL);
        } else if (left_s < wait_s)
            wait_s = left_s;
    }
    return wait_s <= 0 ? 0 : (int)(wait_s * 1000) + 1;
}

static void listen_to_all(struct pool *pool)
{
    double tick_s = pool->opts->tick_s > 0 ? pool->opts->tick_s : TICK_S;
    struct pollfd *lines = pool->polls, *words = pool->polls + pool->n_workers;
    for (size_t i = 0; i < pool->n_workers; i++) {
        const struct worker *worker = &pool->workers[i];
        lines[i] = (struct pollfd){.fd = worker->pid ? worker->fd : -1, .events = POLLIN};
        words[i] =
            (struct pollfd){.fd = worker->pid ? worker->words_fd : -1, .events = POLLIN};
    }
    int n = poll(pool->polls, (nfds_t)(2 * pool->n_workers), wait_ms(pool, tick_s));
    for (size_t i = 0; n > 0 && i < pool->n_workers; i++) {
        if (words[i].revents)
            hear_words(&pool->workers[i]);
        if (lines[i].revents)
            listen_to(pool, &pool->workers[i]);
    }
    if (now_s() - pool->ticked_s >= tick_s) {
        pool->ticked_s = now_s();
        if (pool->opts->tick)
            pool->opts->tick(pool->opts->context);
    }
}

/* Waits until a worker that was asked to end has done so, or until `until_s`. What
 * it still says is not heard. */
static void await_end(const struct worker *worker, double until_s)
{
    struct pollfd line = {.fd = worker->fd, .events = POLLIN};
    char chunk[1 << 12];
    ssize_t n = 1;
    for (double left_s; n != 0 && (left_s = until_s - now_s()) > 0;)
        if (poll(&line, 1, (int)(left_s * 1000) + 1) > 0) {
            n = recv(worker->fd, chunk, sizeof chunk, MSG_DONTWAIT);
            if (n < 0 && errno != EINTR && errno != EAGAIN)
                return;
        }
}

/* Ends the workers: idle ones at once, busy ones when they had time to tidy up. */
static void stop(struct pool *pool)
{
    for (size_t i = 0; i < pool->n_workers; i++)
        if (pool->workers[i].is_busy)
            kill(pool->workers[i].pid, SIGTERM);
        else if (pool->workers[i].pid)
            part(&pool->workers[i]);
    double until_s = now_s() + GRACE_S;
    for (size_t i = 0; i < pool->n_workers; i++)
        if (pool->workers[i].pid)
            await_end(&pool->workers[i], until_s);
    for (size_t i = 0; i < pool->n_workers; i++)
        if (pool->workers[i].pid)
            lose(pool, &pool->workers[i], true);
}

enum daesa_status pool_run(const struct pool_opts *opts, int *signal_number)
{
    struct pool pool = {.opts = opts, .ticked_s = now_s()};
    struct sigaction before[N_INTERRUPTS];
    size_t n = opts->n_workers ? opts->n_workers : pool_cores();
    pool.n_workers = n < MAX_WORKERS ? n : MAX_WORKERS;
    pool.workers = calloc(pool.n_workers, sizeof *pool.workers);
    pool.polls = calloc(2 * pool.n_workers, sizeof *pool.polls);
    if (!pool.workers || !pool.polls) {
        free(pool.workers);
        free(pool.polls);
        return DAESA_NO_MEMORY;
    }
    fflush(NULL);
    catch_interrupts(before);
    while (!interrupt && !pool.status) {
        give_all(&pool);
        if (pool.n_busy == 0)
            break;
        listen_to_all(&pool);
    }
    stop(&pool);
    restore_interrupts(before);
    free(pool.workers);
    free(pool.polls);
    if (signal_number)
        *signal_number = interrupt;
    return interrupt ? DAESA_CANCELLED : pool.status;
}

void pool_add_end(struct daesa_buf *buf, const struct pool_result *result)
{
    if (result->end == POOL_CRASHED)
        daesa_buf_printf(buf, "crashed (signal %d, %s)", result->number,
                         strsignal(result->number));
    else if (result->end == POOL_EXITED)
        daesa_buf_printf(buf, "ended without an answer (status %d)", result->number);
    else if (result->end == POOL_TIMED_OUT)
        daesa_buf_printf(buf, "was stopped after %.1f s", result->took_s);
    else if (result->end == POOL_STOPPED)
        daesa_buf_add_text(buf, "was interrupted");
}
