/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "batch_board.h"

#include "core/array.h"
#include "format/json_print.h"
#include "report/safe.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

/* Of more jobs than this only those are listed at the end that are no success. */
#define MAX_LISTED 50

static double now_s(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

enum daesa_status batch_board_open(struct batch_board *board,
                                   const struct batch_args *args,
                                   const struct daesa_manifest *manifest,
                                   struct console *console)
{
    size_t n = manifest->n_jobs;
    struct stat is;
    *board = (struct batch_board){.args = args,
                                  .manifest = manifest,
                                  .console = console,
                                  .told = calloc(n + 1, sizeof *board->told),
                                  .loads = calloc(n + 1, sizeof *board->loads),
                                  .began_s = now_s()};
    if (!board->told || !board->loads)
        return DAESA_NO_MEMORY;
    for (size_t i = 0; i < n; i++) {
        board->told[i].name = manifest->jobs[i].name;
        board->loads[i] = stat(manifest->jobs[i].clip.s, &is) ? 1 : (int64_t)is.st_size;
        board->load_left += board->loads[i];
    }
    return DAESA_OK;
}

void batch_board_close(struct batch_board *board)
{
    board->console->members = NULL;
    free(board->told);
    free(board->loads);
    free(board->running);
    daesa_buf_finish(&board->members);
    daesa_arena_finish(&board->arena);
}

/* ---- at work ---- */

static struct batch_running *find(const struct batch_board *board, size_t job)
{
    for (size_t i = 0; i < board->n_running; i++)
        if (board->running[i].job == job)
            return &board->running[i];
    return NULL;
}

/* What there is no memory for is not shown. */
void batch_board_begin(struct batch_board *board, size_t job)
{
    struct batch_running *running = daesa_array_grow(
        board->running, &board->cap_running, board->n_running + 1, sizeof *running);
    if (!running)
        return;
    board->running = running;
    running[board->n_running++] = (struct batch_running){.job = job, .phase = "starting"};
}

void batch_board_hear(struct batch_board *board, size_t job, struct daesa_str phase)
{
    struct batch_running *running = find(board, job);
    if (running)
        snprintf(running->phase, sizeof running->phase, "%.*s", DAESA_STR_ARGS(phase));
}

void batch_board_leave(struct batch_board *board, size_t job)
{
    struct batch_running *running = find(board, job);
    if (!running)
        return;
    size_t n_behind = (size_t)(board->running + board->n_running - running) - 1;
    memmove(running, running + 1, n_behind * sizeof *running);
    board->n_running--;
}

const char *batch_board_phase(const struct batch_board *board, size_t job)
{
    const struct batch_running *running = find(board, job);
    return running ? running->phase : "";
}

/* ---- the end of a job ---- */

static void print(struct batch_board *board, struct daesa_buf *line)
{
    daesa_buf_add_char(line, '\n');
    console_wipe();
    if (!board->is_quiet_out && !line->status)
        board->is_quiet_out = !console_print(daesa_buf_str(line));
    daesa_buf_finish(line);
}

static void put_safe(struct daesa_json_list *object, const char *key,
                     struct daesa_str text)
{
    struct daesa_buf safe = {0};
    daesa_safe_add(&safe, text);
    daesa_json_put_string(object, key, daesa_buf_str(&safe));
    daesa_buf_finish(&safe);
}

static void print_job(struct batch_board *board, size_t job)
{
    const struct batch_told *told = &board->told[job];
    struct daesa_buf line = {0};
    struct daesa_json_list object = daesa_json_begin(&line, '{', -1);
    put_safe(&object, "job", board->manifest->jobs[job].name);
    daesa_json_put_string(&object, "status", daesa_str_of(batch_end_text(told->end)));
    daesa_json_put_number(&object, "attempts", told->n_attempts);
    daesa_json_put_time(&object, "seconds", (int64_t)(told->took_s * 1e6));
    daesa_json_put_time(&object, "sound", (int64_t)(told->sound_s * 1e6));
    if (told->why.len)
        put_safe(&object, "message", told->why);
    daesa_json_end(&object, '}');
    print(board, &line);
}

void batch_board_end(struct batch_board *board, size_t job, const struct batch_told *told)
{
    struct batch_told *kept = &board->told[job];
    bool is_skipped = told->end == BATCH_SKIPPED;
    *kept = *told;
    kept->name = board->manifest->jobs[job].name;
    kept->why = (struct daesa_str){0};
    if (told->why.len)
        (void)daesa_arena_copy(&board->arena, told->why, &kept->why);
    board->n_done += told->end == BATCH_DONE || told->end == BATCH_SHORT;
    board->n_failed += told->end == BATCH_FAILED;
    board->n_skipped += is_skipped;
    board->n_short += told->end == BATCH_SHORT || (is_skipped && told->why.len);
    board->sound_s += told->sound_s;
    board->load_left -= board->loads[job];
    board->load_tried += is_skipped ? 0 : board->loads[job];
    batch_board_leave(board, job);
    if (board->args->json)
        print_job(board, job);
}

/* ---- how far all is ---- */

/* Negative: not known yet. */
static double left_s(const struct batch_board *board, double took_s)
{
    return board->load_tried > 0
               ? took_s * (double)board->load_left / (double)board->load_tried
               : -1;
}

static void add_left(double left, struct daesa_buf *buf)
{
    if (left >= 7200)
        daesa_buf_printf(buf, ", %.0f h left", left / 3600);
    else if (left >= 60)
        daesa_buf_printf(buf, ", %.0f min left", left / 60);
    else if (left >= 0)
        daesa_buf_printf(buf, ", %.0f s left", left);
}

/* Without the folders that it lies in: there is little room. */
static struct daesa_str short_name(struct daesa_str name)
{
    for (size_t i = name.len; i > 0; i--)
        if (name.s[i - 1] == '/')
            return daesa_str_from(name, i);
    return name;
}

static void add_running(const struct batch_board *board, struct daesa_buf *buf)
{
    for (size_t i = 0; i < board->n_running; i++) {
        const struct batch_running *one = &board->running[i];
        daesa_buf_add_text(buf, i ? ", " : " | ");
        daesa_safe_add(buf, short_name(board->manifest->jobs[one->job].name));
        daesa_buf_printf(buf, " %s", one->phase);
    }
}

static void add_members(struct batch_board *board, double took_s)
{
    struct daesa_buf *buf = &board->members;
    daesa_buf_printf(buf,
                     "\"jobs\":%zu,\"done\":%zu,\"short\":%zu,\"failed\":%zu,"
                     "\"skipped\":%zu,\"speed\":%.1f",
                     board->manifest->n_jobs, board->n_done, board->n_short,
                     board->n_failed, board->n_skipped,
                     took_s > 0 ? board->sound_s / took_s : 0);
    if (left_s(board, took_s) >= 0)
        daesa_buf_printf(buf, ",\"left\":%.0f", left_s(board, took_s));
    daesa_buf_add_text(buf, ",\"running\":");
    struct daesa_json_list list = daesa_json_begin(buf, '[', -1);
    for (size_t i = 0; i < board->n_running; i++) {
        const struct batch_running *one = &board->running[i];
        daesa_json_item(&list);
        struct daesa_json_list object = daesa_json_begin(buf, '{', -1);
        put_safe(&object, "job", board->manifest->jobs[one->job].name);
        daesa_json_put_string(&object, "phase", daesa_str_of(one->phase));
        daesa_json_end(&object, '}');
    }
    daesa_json_end(&list, ']');
}

/* What matters most comes first: a narrow screen shows no more. */
static void add_detail(struct batch_board *board, double took_s)
{
    struct daesa_buf *buf = &board->members;
    daesa_buf_printf(buf, "%zu of %zu",
                     board->n_done + board->n_failed + board->n_skipped,
                     board->manifest->n_jobs);
    if (board->n_failed)
        daesa_buf_printf(buf, ", %zu failed", board->n_failed);
    add_left(left_s(board, took_s), buf);
    if (board->sound_s > 0 && took_s > 0)
        daesa_buf_printf(buf, ", %.0fx", board->sound_s / took_s);
    add_running(board, buf);
}

void batch_board_show(struct batch_board *board)
{
    struct console *console = board->console;
    size_t n_all = board->manifest->n_jobs;
    size_t n = board->n_done + board->n_failed + board->n_skipped;
    double took_s = now_s() - board->began_s;
    if (console->mode == PROGRESS_NONE)
        return;
    daesa_buf_cut(&board->members, 0);
    if (console->mode == PROGRESS_JSON)
        add_members(board, took_s);
    else
        add_detail(board, took_s);
    console->members = board->members.status ? NULL : board->members.s;
    console->progress.step(&console->progress, "batch",
                           n_all ? (double)n / (double)n_all : 1);
    console->members = NULL;
}

/* ---- the sum ---- */

static void add_sum_json(const struct batch_board *board, double took_s,
                         struct daesa_buf *line)
{
    struct daesa_json_list object = daesa_json_begin(line, '{', -1);
    daesa_json_put_number(&object, "jobs", (double)board->manifest->n_jobs);
    daesa_json_put_number(&object, "done", (double)board->n_done);
    daesa_json_put_number(&object, "short", (double)board->n_short);
    daesa_json_put_number(&object, "failed", (double)board->n_failed);
    daesa_json_put_number(&object, "skipped", (double)board->n_skipped);
    daesa_json_put_time(&object, "seconds", (int64_t)(took_s * 1e6));
    daesa_json_put_time(&object, "sound", (int64_t)(board->sound_s * 1e6));
    daesa_json_end(&object, '}');
}

static void say_sum(const struct batch_board *board, double took_s)
{
    struct daesa_buf line = {0};
    size_t n = board->manifest->n_jobs;
    daesa_buf_printf(&line, "%zu of %zu %s done in %.1f s", board->n_done, n,
                     n == 1 ? "job" : "jobs", took_s);
    if (board->n_done && board->sound_s > 0 && took_s > 0)
        daesa_buf_printf(&line, " (%.1f times real time)", board->sound_s / took_s);
    daesa_buf_printf(&line, ", %zu fell short, %zu failed, %zu were done before",
                     board->n_short, board->n_failed, board->n_skipped);
    size_t n_over = board->n_done + board->n_failed + board->n_skipped;
    if (n_over < n)
        daesa_buf_printf(&line, ", %zu left", n - n_over);
    console_say(daesa_buf_str(&line));
    daesa_buf_finish(&line);
}

static void say_rows(const struct batch_board *board, bool are_failures)
{
    for (size_t i = 0; i < board->manifest->n_jobs; i++) {
        struct daesa_buf line = {0};
        if (batch_told_failure(&board->told[i]) != are_failures ||
            (board->told[i].end == BATCH_LEFT && !board->args->verbose))
            continue;
        batch_add_row(&line, &board->told[i]);
        console_say(daesa_buf_str(&line));
        daesa_buf_finish(&line);
    }
}

/* What is to be seen to comes last, where the eye is. */
static void say_table(const struct batch_board *board)
{
    size_t n = board->manifest->n_jobs, n_bad = board->n_short + board->n_failed;
    bool is_whole = !board->args->quiet && (n <= MAX_LISTED || board->args->verbose);
    if (!is_whole && n_bad == 0)
        return;
    console_say(daesa_str_of(batch_row_head()));
    if (is_whole)
        say_rows(board, false);
    say_rows(board, true);
}

static bool write_junit(const struct batch_board *board, double took_s)
{
    return !batch_write_junit(board->args->junit, board->told, board->manifest->n_jobs,
                              (int64_t)time(NULL) - (int64_t)took_s,
                              &board->console->sink);
}

bool batch_board_sum_up(struct batch_board *board)
{
    const struct batch_args *args = board->args;
    double took_s = now_s() - board->began_s;
    struct daesa_buf line = {0};
    if (args->json) {
        add_sum_json(board, took_s, &line);
        print(board, &line);
    } else {
        say_table(board);
        if (!args->quiet || board->n_failed)
            say_sum(board, took_s);
    }
    return !args->junit || write_junit(board, took_s);
}
