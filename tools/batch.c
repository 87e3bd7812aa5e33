/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "batch.h"

#include "batch_told.h"
#include "batch_turn.h"
#include "command.h"
#include "relay.h"
#include "words.h"

#include "core/file.h"
#include "format/json_print.h"
#include "report/safe.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* How often a job is tried that crashes, hangs, or runs out of memory. */
#define MAX_ATTEMPTS 2
/* No film takes so long; a decoder that does is stuck. */
#define LIMIT_S 7200

/* A job of this run. */
struct slot {
    int n_attempts;
    int64_t began_s;                  /* the last of them */
    char phase[16];                   /* that was heard last */
    enum daesa_state_outcome outcome; /* of an earlier run */
    struct daesa_str before;          /* why that was no success */
    struct batch_told told;
};

struct run {
    const struct batch_args *args;
    const struct daesa_manifest *manifest;
    struct console *console;
    struct daesa_state *state;
    struct daesa_gather others; /* what other parts, and parts of old, remember */
    struct slot *slots;
    struct daesa_arena arena; /* of what is told of them */
    size_t next;
    size_t *again; /* jobs that are to be tried once more */
    size_t n_again;
    size_t n_done, n_short, n_failed, n_skipped;
    double sound_s, began_s;
    enum daesa_status status; /* of what is remembered */
    bool is_quiet_out;        /* standard output failed */
};

static double now_s(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* ---- what is told ---- */

static void print(struct run *run, struct daesa_buf *line)
{
    daesa_buf_add_char(line, '\n');
    console_wipe();
    if (!run->is_quiet_out && !line->status)
        run->is_quiet_out = !console_print(daesa_buf_str(line));
    daesa_buf_finish(line);
}

/* Of what is too much for memory the report has no word. */
static void tell_job(struct run *run, size_t i, enum batch_end end, struct daesa_str why,
                     double took_s, double sound_s)
{
    struct batch_told *told = &run->slots[i].told;
    told->end = end;
    told->took_s = took_s;
    told->sound_s = sound_s;
    told->n_attempts = run->slots[i].n_attempts;
    if (why.len)
        (void)daesa_arena_copy(&run->arena, why, &told->why);
    struct daesa_buf line = {0}, safe = {0};
    if (!run->args->json)
        return;
    struct daesa_json_list object = daesa_json_begin(&line, '{', -1);
    daesa_safe_add(&safe, run->manifest->jobs[i].name);
    daesa_json_put_string(&object, "job", daesa_buf_str(&safe));
    daesa_json_put_string(&object, "status", daesa_str_of(batch_end_text(end)));
    daesa_json_put_number(&object, "attempts", run->slots[i].n_attempts);
    daesa_json_put_time(&object, "seconds", (int64_t)(took_s * 1e6));
    daesa_json_put_time(&object, "sound", (int64_t)(sound_s * 1e6));
    daesa_json_end(&object, '}');
    print(run, &line);
    daesa_buf_finish(&safe);
}

static void show_progress(void *context)
{
    struct run *run = context;
    struct console *console = run->console;
    size_t n_all = run->manifest->n_jobs, n_tried = run->n_done + run->n_failed;
    size_t n = n_tried + run->n_skipped;
    double took_s = now_s() - run->began_s;
    double left_s = n_tried ? took_s / (double)n_tried * (double)(n_all - n) : 0;
    snprintf(console->detail, sizeof console->detail,
             "%zu of %zu, %zu failed, %.1fx, %.0f s left", n, n_all, run->n_failed,
             took_s > 0 ? run->sound_s / took_s : 0, left_s);
    console->progress.step(&console->progress, "aligning",
                           n_all ? (double)n / (double)n_all : 1);
}

static void add_summary_json(const struct run *run, double took_s, struct daesa_buf *line)
{
    struct daesa_json_list object = daesa_json_begin(line, '{', -1);
    daesa_json_put_number(&object, "jobs", (double)run->manifest->n_jobs);
    daesa_json_put_number(&object, "done", (double)run->n_done);
    daesa_json_put_number(&object, "short", (double)run->n_short);
    daesa_json_put_number(&object, "failed", (double)run->n_failed);
    daesa_json_put_number(&object, "skipped", (double)run->n_skipped);
    daesa_json_put_time(&object, "seconds", (int64_t)(took_s * 1e6));
    daesa_json_put_time(&object, "sound", (int64_t)(run->sound_s * 1e6));
    daesa_json_end(&object, '}');
}

static void tell_summary(struct run *run)
{
    struct daesa_buf line = {0};
    double took_s = now_s() - run->began_s;
    size_t n = run->manifest->n_jobs;
    if (run->args->json) {
        add_summary_json(run, took_s, &line);
        print(run, &line);
        return;
    }
    daesa_buf_printf(&line, "%zu of %zu %s done in %.1f s", run->n_done, n,
                     n == 1 ? "job" : "jobs", took_s);
    if (run->n_done && took_s > 0)
        daesa_buf_printf(&line, " (%.1f times real time)", run->sound_s / took_s);
    daesa_buf_printf(&line, ", %zu fell short, %zu failed, %zu were done before",
                     run->n_short, run->n_failed, run->n_skipped);
    if (!run->args->quiet || run->n_failed)
        console_say(daesa_buf_str(&line));
    for (size_t i = 0; i < n && run->n_short + run->n_failed; i++) {
        daesa_buf_cut(&line, 0);
        if (batch_add_row(&line, run->manifest->jobs[i].name, &run->slots[i].told))
            console_say(daesa_buf_str(&line));
    }
    daesa_buf_finish(&line);
}

static bool tell_junit(const struct run *run)
{
    struct daesa_buf text = {0};
    const struct batch_args *args = run->args;
    size_t n = run->manifest->n_jobs;
    struct batch_told *told = calloc(n ? n : 1, sizeof *told);
    for (size_t i = 0; told && i < n; i++)
        told[i] = run->slots[i].told;
    if (told)
        batch_add_junit(&text, run->manifest, told);
    enum daesa_status st = told ? text.status : DAESA_NO_MEMORY;
    if (!st)
        st = daesa_file_write(args->junit, daesa_buf_str(&text), true,
                              &run->console->sink);
    free(told);
    daesa_buf_finish(&text);
    return !st;
}

/* ---- which job is next ---- */

/* Counts and tells of a job that cannot even be begun; it is not remembered. */
static void refuse(struct run *run, size_t i, const char *rule, const char *path,
                   const char *why)
{
    struct daesa_finding finding = {.severity = DAESA_ERROR,
                                    .rule = rule,
                                    .place.file = path,
                                    .start_us = DAESA_TIME_NONE};
    daesa_report(&run->console->sink, finding, "%s", why);
    run->n_failed++;
    tell_job(run, i, BATCH_FAILED, daesa_str_of(why), 0, 0);
}

/* Whether the outputs would take the place of what is not ours. */
static bool is_barred(struct run *run, size_t i, const struct batch_turn *turn)
{
    const char *there = run->args->replace ? NULL : batch_turn_foreign(turn);
    if (turn->files.n_outputs == 0)
        refuse(run, i, "output-no-format", run->manifest->jobs[i].clip.s,
               "no outputs are named for it");
    else if (there && batch_turn_was_done(turn))
        refuse(run, i, "output-changed", there,
               "is not as the batch made it; -f makes it anew");
    else if (there)
        refuse(run, i, "file-exists", there, "exists; -f replaces it");
    return there || turn->files.n_outputs == 0;
}

/* The time, or where the clock was set back what is later than the last attempt: which
 * of several parts knows most of a job is told by it. */
static int64_t later_than(int64_t before_s)
{
    int64_t now = (int64_t)time(NULL);
    return now > before_s ? now : before_s + 1;
}

/* Keeps what an earlier run made of a job, for when nothing has changed. */
static void note_before(struct run *run, size_t i, const struct daesa_state_job *before)
{
    struct slot *slot = &run->slots[i];
    bool is_short = before->outcome == DAESA_STATE_SHORT;
    struct daesa_str why = before->message;
    if (is_short && why.len == 0)
        why = daesa_str_of("fell short when it was done");
    slot->outcome = is_short || before->outcome == DAESA_STATE_DONE ? before->outcome
                                                                    : DAESA_STATE_NONE;
    if (is_short)
        (void)daesa_arena_copy(&run->arena, why, &slot->before);
}

static void begin(struct run *run, size_t i, const struct batch_turn *turn,
                  struct batch_request *request)
{
    struct daesa_state_job job = turn->before;
    batch_turn_ask(turn, request);
    run->slots[i].n_attempts++;
    note_before(run, i, &turn->before);
    job.outcome = DAESA_STATE_RUNNING;
    job.name = run->manifest->jobs[i].name;
    job.n_attempts = run->slots[i].n_attempts;
    job.options = daesa_buf_str(&turn->options);
    job.began_s = later_than(turn->before.began_s);
    run->slots[i].began_s = job.began_s;
    job.message = (struct daesa_str){0};
    run->status = daesa_state_put(run->state, &job);
}

/* Whether the job is to be done, and what the worker is to be asked. */
static bool is_due(struct run *run, size_t i, struct batch_request *request)
{
    struct batch_turn turn = {0};
    bool is = false;
    run->status = batch_turn_open(run->args, &run->manifest->jobs[i], run->state,
                                  &run->others, &turn);
    if (run->status)
        ;
    else if (batch_turn_is_over(&turn)) {
        run->n_skipped++;
        run->n_short += turn.before.outcome == DAESA_STATE_SHORT;
        note_before(run, i, &turn.before);
        tell_job(run, i, BATCH_SKIPPED, run->slots[i].before, 0, 0);
    } else if (!is_barred(run, i, &turn)) {
        begin(run, i, &turn, request);
        is = !run->status;
    }
    batch_turn_finish(&turn);
    return is;
}

static bool next(void *context, int64_t *job, struct daesa_buf *request)
{
    struct run *run = context;
    while (!run->status && (run->next < run->manifest->n_jobs || run->n_again)) {
        bool is_new = run->next < run->manifest->n_jobs;
        struct batch_request asked = {.job = is_new ? run->next++
                                                    : run->again[--run->n_again]};
        if (!is_due(run, asked.job, &asked))
            continue;
        *job = (int64_t)asked.job;
        daesa_buf_add(request, (struct daesa_str){(const char *)&asked, sizeof asked});
        return true;
    }
    return false;
}

/* ---- what became of it ---- */

static int work(void *context, struct daesa_str request, struct daesa_buf *reply,
                struct pool_line *line)
{
    const struct run *run = context;
    struct batch_request asked;
    memcpy(&asked, request.s, sizeof asked);
    return batch_work(run->args, &run->manifest->jobs[asked.job], &asked, reply, line);
}

static void heard(void *context, int64_t job, struct daesa_str bytes)
{
    struct run *run = context;
    char *phase = run->slots[job].phase;
    snprintf(phase, sizeof run->slots->phase, "%.*s", DAESA_STR_ARGS(bytes));
}

/* Says why a job ended without an answer, and what it did last. */
static void add_end(const struct run *run, const struct pool_result *result,
                    struct daesa_buf *why)
{
    const struct slot *slot = &run->slots[result->job];
    if (result->end == POOL_DONE)
        daesa_buf_add_text(why, daesa_status_text((enum daesa_status)result->number));
    pool_add_end(why, result);
    if (*slot->phase && result->end != POOL_DONE)
        daesa_buf_printf(why, " while %s", slot->phase);
    if (slot->n_attempts > 1)
        daesa_buf_printf(why, ", tried %d times", slot->n_attempts);
    if (result->words.len) {
        daesa_buf_add_text(why, "; last it said: ");
        daesa_safe_add(why, result->words);
    }
}

static void remember(struct run *run, const struct pool_result *result,
                     const struct batch_reply *reply, enum daesa_state_outcome outcome,
                     struct daesa_str message)
{
    const struct daesa_manifest_job *job = &run->manifest->jobs[result->job];
    struct daesa_buf options = {0};
    batch_job_add_options(&options, run->args, job);
    struct daesa_state_job now = {
        .name = job->name,
        .outcome = outcome,
        .n_attempts = run->slots[result->job].n_attempts,
        .options = daesa_buf_str(&options),
        .stamp = daesa_str_of(reply->stamp),
        .inputs = daesa_str_of(reply->inputs),
        .outputs = daesa_str_of(reply->outputs),
        .message = message,
        .began_s = run->slots[result->job].began_s,
        .took_s = result->took_s,
        .sound_s = reply->sound_s,
    };
    run->status = options.status ? options.status : daesa_state_put(run->state, &now);
    daesa_buf_finish(&options);
}

/* Keeps what the first error says, for those who ask later. */
struct first_error {
    struct daesa_sink sink;
    struct daesa_buf text;
};

static void keep_first(struct daesa_sink *sink, const struct daesa_finding *finding)
{
    struct first_error *first = (struct first_error *)sink;
    if (finding->severity == DAESA_ERROR && first->text.len == 0)
        daesa_buf_add_text(&first->text, finding->message);
}

static void fail(struct run *run, const struct pool_result *result,
                 const struct batch_reply *reply, size_t n_errors)
{
    const struct daesa_manifest_job *job = &run->manifest->jobs[result->job];
    struct daesa_finding finding = {.severity = DAESA_ERROR,
                                    .rule = "job-failed",
                                    .place.file = job->clip.s,
                                    .start_us = DAESA_TIME_NONE};
    struct daesa_buf why = {0};
    struct first_error first = {.sink.put = keep_first};
    add_end(run, result, &why);
    relay_play(daesa_str_from(result->reply, sizeof *reply), &first.sink);
    if (run->console->n_errors == n_errors && !why.status)
        daesa_report(&run->console->sink, finding, "%s", why.s);
    run->n_failed++;
    struct daesa_str message = daesa_buf_str(first.text.len ? &first.text : &why);
    remember(run, result, reply, DAESA_STATE_FAILED, message);
    tell_job(run, (size_t)result->job, BATCH_FAILED, message, result->took_s,
             reply->sound_s);
    daesa_buf_finish(&first.text);
    daesa_buf_finish(&why);
}

static void succeed(struct run *run, const struct pool_result *result,
                    const struct batch_reply *reply)
{
    size_t i = (size_t)result->job;
    enum daesa_state_outcome outcome = reply->is_unchanged ? run->slots[i].outcome
                                       : result->number == DAESA_FELL_SHORT
                                           ? DAESA_STATE_SHORT
                                           : DAESA_STATE_DONE;
    run->n_short += outcome == DAESA_STATE_SHORT;
    run->n_skipped += reply->is_unchanged;
    run->n_done += !reply->is_unchanged;
    run->sound_s += reply->sound_s;
    struct daesa_str why = reply->is_unchanged            ? run->slots[i].before
                           : outcome == DAESA_STATE_SHORT ? daesa_str_of(reply->why)
                                                          : (struct daesa_str){0};
    remember(run, result, reply, outcome, why);
    tell_job(run, i,
             reply->is_unchanged            ? BATCH_SKIPPED
             : outcome == DAESA_STATE_SHORT ? BATCH_SHORT
                                            : BATCH_DONE,
             why, result->took_s, reply->sound_s);
}

static void done(void *context, const struct pool_result *result)
{
    struct run *run = context;
    struct batch_reply reply = {0};
    size_t n_errors = run->console->n_errors;
    bool is_answer = result->end == POOL_DONE && result->reply.len >= sizeof reply;
    if (is_answer)
        memcpy(&reply, result->reply.s, sizeof reply);
    bool may_try =
        !is_answer || reply.was_disturbed || result->number == (int)DAESA_NO_MEMORY;
    if (result->end == POOL_STOPPED || result->number == (int)DAESA_CANCELLED)
        return; /* it is remembered as begun, and done again */
    if (may_try && run->slots[result->job].n_attempts < MAX_ATTEMPTS) {
        run->again[run->n_again++] = (size_t)result->job;
        return;
    }
    relay_play(daesa_str_from(result->reply, sizeof reply), &run->console->sink);
    if (is_answer &&
        (result->number == DAESA_OK || result->number == (int)DAESA_FELL_SHORT))
        succeed(run, result, &reply);
    else
        fail(run, result, &reply, n_errors);
    show_progress(run);
}

/* ---- all of it ---- */

/* Half-written files of workers that were killed lie hidden beside the outputs. */
static void sweep(const struct run *run)
{
    struct daesa_buf folder = {0};
    struct daesa_str before = {"/", 1};
    for (size_t i = 0; i < run->manifest->n_jobs; i++) {
        struct daesa_str name = run->manifest->jobs[i].name, here = {0};
        for (size_t at = 0; at < name.len; at++)
            if (name.s[at] == '/')
                here = daesa_str_slice(name, 0, at);
        if (daesa_str_equal(here, before))
            continue;
        before = here;
        daesa_buf_cut(&folder, 0);
        daesa_buf_printf(&folder, "%s/", run->args->folder);
        daesa_buf_add(&folder, here);
        if (!folder.status)
            daesa_file_sweep(folder.s);
    }
    daesa_buf_finish(&folder);
}

static enum daesa_status open_run(struct run *run)
{
    size_t n = run->manifest->n_jobs ? run->manifest->n_jobs : 1;
    run->slots = calloc(n, sizeof *run->slots);
    run->again = calloc(n, sizeof *run->again);
    if (!run->slots || !run->again)
        return DAESA_NO_MEMORY;
    enum daesa_status st = daesa_file_make_folder(run->args->folder, &run->console->sink);
    if (!st)
        st = daesa_state_open(&run->state, run->args->folder, run->args->part,
                              run->args->n_parts, &run->console->sink);
    if (!st)
        st = daesa_gather_others(&run->others, run->state);
    daesa_gather_settle(&run->others);
    return st;
}

static int finish(struct run *run, enum daesa_status st, int signal_number)
{
    daesa_state_close(&run->state);
    daesa_gather_finish(&run->others);
    free(run->slots);
    free(run->again);
    daesa_arena_finish(&run->arena);
    console_wipe();
    if (signal_number) {
        console_sayf("interrupted; the same command does the rest");
        console_close(run->console);
        raise(signal_number);
    }
    int code = words_exit(st, run->console->n_errors);
    return run->n_failed || run->n_short ? EXIT_FAILED : code;
}

int batch_run(const struct batch_args *args, const struct daesa_manifest *manifest,
              struct console *console)
{
    struct run run = {
        .args = args, .manifest = manifest, .console = console, .began_s = now_s()};
    struct pool_opts opts = {.n_workers = (size_t)args->n_workers,
                             .limit_s = args->limit_s ? args->limit_s : LIMIT_S,
                             .memory_bytes = (size_t)args->memory_mib << 20,
                             /* What espeak-ng says depends a little on what it said
                              * before: only a process of its own gives each clip
                              * the outputs of 'daesa align'. */
                             .jobs_per_worker = 1,
                             .keeps_words = true,
                             .context = &run,
                             .next = next,
                             .work = work,
                             .done = done,
                             .heard = heard,
                             .tick = show_progress};
    int signal_number = 0;
    enum daesa_status st = open_run(&run);
    if (!st) {
        sweep(&run);
        st = pool_run(&opts, &signal_number);
        sweep(&run);
        st = st ? st : run.status;
        tell_summary(&run);
        if (args->junit && !tell_junit(&run) && !st)
            st = DAESA_IO;
    }
    return finish(&run, st, signal_number);
}
