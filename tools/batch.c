/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "batch.h"

#include "batch_board.h"
#include "batch_notes.h"
#include "batch_turn.h"
#include "batch_voice.h"
#include "command.h"
#include "relay.h"
#include "values.h"

#include "core/file.h"
#include "report/safe.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* How often a job is tried that crashes, hangs, or runs out of memory. */
#define MAX_ATTEMPTS 2
/* How long a job may take: this, and a multiple of its clip, of those that say how long
 * that is. On an idle machine a job takes a hundredth of its clip; with pictures, what it
 * takes to decode them. */
#define LIMIT_S 600
#define LIMIT_PER_S 3
/* The least memory that a worker gets by default, in MiB. */
#define LEAST_MEMORY 2048

/* A job of this run. */
struct slot {
    int n_attempts;
    int64_t began_s; /* the last of them */
    double limit_s;  /* of it */
    char *options;   /* of it, owned; what it depends on was read later */
    enum daesa_state_outcome outcome; /* of an earlier run */
    struct daesa_str before;          /* why that was no success */
};

struct run {
    const struct batch_args *args;
    const struct daesa_manifest *manifest;
    struct console *console;
    struct batch_board board;
    struct daesa_state *state;
    struct daesa_gather others; /* what other parts, and parts of old, remember */
    struct slot *slots;
    struct daesa_arena arena; /* of what slots say */
    size_t next;
    size_t *again; /* jobs that are to be tried once more */
    size_t n_again;
    enum daesa_status status; /* of what is remembered */
};

double batch_limit_s(const struct batch_args *args, int64_t length_us)
{
    return args->limit_s ? args->limit_s
                         : LIMIT_S + LIMIT_PER_S * (double)length_us / 1e6;
}

static void end(struct run *run, size_t i, enum batch_end how, struct daesa_str why,
                double took_s, double sound_s)
{
    struct batch_told told = {.end = how,
                              .n_attempts = run->slots[i].n_attempts,
                              .took_s = took_s,
                              .sound_s = sound_s,
                              .why = why};
    batch_board_end(&run->board, i, &told);
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
    end(run, i, BATCH_FAILED, daesa_str_of(why), 0, 0);
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
static void note_before(struct run *run, size_t i, const struct batch_turn *turn)
{
    struct slot *slot = &run->slots[i];
    struct daesa_str said = turn->before.message;
    struct daesa_str why = turn->files.findings ? said : batch_why_of_lines(said);
    slot->outcome = batch_turn_was_done(turn) ? turn->before.outcome : DAESA_STATE_NONE;
    if (slot->outcome == DAESA_STATE_SHORT && said.len && why.len == 0)
        slot->outcome = DAESA_STATE_DONE;
    if (why.len == 0)
        why = daesa_str_of("fell short when it was done");
    if (slot->outcome == DAESA_STATE_SHORT)
        (void)daesa_arena_copy(&run->arena, why, &slot->before);
}

static void begin(struct run *run, size_t i, const struct batch_turn *turn,
                  struct batch_request *request)
{
    struct daesa_state_job job = turn->before;
    batch_turn_ask(turn, request);
    batch_turn_clear(turn);
    run->slots[i].n_attempts++;
    run->slots[i].limit_s = batch_limit_s(run->args, 0);
    note_before(run, i, turn);
    job.outcome = DAESA_STATE_RUNNING;
    job.name = run->manifest->jobs[i].name;
    job.n_attempts = run->slots[i].n_attempts;
    job.options = daesa_buf_str(&turn->options);
    job.began_s = later_than(turn->before.began_s);
    run->slots[i].began_s = job.began_s;
    job.message = (struct daesa_str){0};
    free(run->slots[i].options);
    run->slots[i].options = turn->options.s ? strdup(turn->options.s) : NULL;
    run->status =
        run->slots[i].options ? daesa_state_put(run->state, &job) : DAESA_NO_MEMORY;
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
        note_before(run, i, &turn);
        end(run, i, BATCH_SKIPPED, run->slots[i].before, 0, 0);
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
        batch_board_begin(&run->board, asked.job);
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
    struct slot *slot = &run->slots[job];
    int64_t length_us = batch_heard_length(bytes);
    if (length_us < 0)
        batch_board_hear(&run->board, (size_t)job, bytes);
    else
        slot->limit_s = batch_limit_s(run->args, length_us);
}

static double limit_of(void *context, int64_t job)
{
    const struct run *run = context;
    return run->slots[job].limit_s;
}

/* Says why a job ended without an answer, and what it did last. */
static void add_end(const struct run *run, const struct pool_result *result,
                    struct daesa_buf *why)
{
    const struct slot *slot = &run->slots[result->job];
    const char *phase = batch_board_phase(&run->board, (size_t)result->job);
    if (result->end == POOL_DONE)
        daesa_buf_add_text(why, daesa_status_text((enum daesa_status)result->number));
    pool_add_end(why, result);
    if (*phase && result->end != POOL_DONE)
        daesa_buf_printf(why, " while %s", phase);
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
    struct slot *slot = &run->slots[result->job];
    struct daesa_state_job now = {
        .name = run->manifest->jobs[result->job].name,
        .outcome = outcome,
        .n_attempts = slot->n_attempts,
        .options = daesa_str_of(slot->options),
        .stamp = daesa_str_of(reply->stamp),
        .inputs = daesa_str_of(reply->inputs),
        .outputs = daesa_str_of(reply->outputs),
        .message = message,
        .began_s = slot->began_s,
        .took_s = result->took_s,
        .sound_s = reply->sound_s,
    };
    run->status = daesa_state_put(run->state, &now);
    free(slot->options);
    slot->options = NULL;
}

/* Keeps what the first error says, for those who ask later, and of which file if that is
 * not the clip. */
struct first_error {
    struct daesa_sink sink;
    const char *clip;
    struct daesa_buf text;
};

static void keep_first(struct daesa_sink *sink, const struct daesa_finding *finding)
{
    struct first_error *first = (struct first_error *)sink;
    const char *file = finding->place.file;
    if (finding->severity != DAESA_ERROR || first->text.len)
        return;
    if (file && strcmp(file, first->clip) != 0) {
        const char *slash = strrchr(file, '/');
        daesa_buf_printf(&first->text, "%s: ", slash ? slash + 1 : file);
    }
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
    struct first_error first = {.sink.put = keep_first, .clip = job->clip.s};
    add_end(run, result, &why);
    relay_play(daesa_str_from(result->reply, sizeof *reply), &first.sink);
    if (run->console->n_errors == n_errors && !why.status)
        daesa_report(&run->console->sink, finding, "%s", why.s);
    struct daesa_str message = daesa_buf_str(first.text.len ? &first.text : &why);
    remember(run, result, reply, DAESA_STATE_FAILED, message);
    end(run, (size_t)result->job, BATCH_FAILED, message, result->took_s, reply->sound_s);
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
    struct daesa_str why = reply->is_unchanged            ? run->slots[i].before
                           : outcome == DAESA_STATE_SHORT ? daesa_str_of(reply->why)
                                                          : (struct daesa_str){0};
    remember(run, result, reply, outcome, why);
    end(run, i,
        reply->is_unchanged            ? BATCH_SKIPPED
        : outcome == DAESA_STATE_SHORT ? BATCH_SHORT
                                       : BATCH_DONE,
        why, result->took_s, reply->sound_s);
}

static void say_findings(struct console *console, struct daesa_str bytes)
{
    if (console->verbose || console->json)
        relay_play(bytes, &console->sink);
    else
        batch_notes_play(bytes, &console->sink);
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
        batch_board_leave(&run->board, (size_t)result->job);
        run->again[run->n_again++] = (size_t)result->job;
        return;
    }
    say_findings(run->console, daesa_str_from(result->reply, sizeof reply));
    if (is_answer &&
        (result->number == DAESA_OK || result->number == (int)DAESA_FELL_SHORT))
        succeed(run, result, &reply);
    else
        fail(run, result, &reply, n_errors);
    batch_board_show(&run->board);
}

static void tick(void *context)
{
    struct run *run = context;
    batch_board_show(&run->board);
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
    enum daesa_status st =
        batch_board_open(&run->board, run->args, run->manifest, run->console);
    if (!st)
        st = daesa_file_make_folder(run->args->folder, &run->console->sink);
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
    bool is_short = run->board.n_failed || run->board.n_short;
    batch_board_close(&run->board);
    daesa_state_close(&run->state);
    daesa_gather_finish(&run->others);
    for (size_t i = 0; run->slots && i < run->manifest->n_jobs; i++)
        free(run->slots[i].options);
    free(run->slots);
    free(run->again);
    daesa_arena_finish(&run->arena);
    console_wipe();
    if (signal_number) {
        console_sayf("interrupted; the same command does the rest");
        console_close(run->console);
        raise(signal_number);
    }
    int code = command_exit(st, run->console->n_errors);
    return is_short ? EXIT_FAILED : code;
}

/* In bytes, 0: as we have it. Of what the machine has each worker gets its share. */
static size_t memory_of(const struct batch_args *args)
{
    size_t n = args->n_workers ? (size_t)args->n_workers : pool_cores();
    if (args->memory_mib >= 0)
        return (size_t)args->memory_mib << 20;
#ifdef __SANITIZE_ADDRESS__
    return 0; /* its shadow alone is larger */
#endif
    long n_pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);
    if (n_pages <= 0 || page <= 0)
        return 0;
    size_t share = (size_t)n_pages / n * (size_t)page;
    size_t least = (size_t)LEAST_MEMORY << 20;
    return share > least ? share : least;
}

int batch_run(const struct batch_args *args, const struct daesa_manifest *manifest,
              struct batch_voices *voices, struct console *console)
{
    struct run run = {.args = args, .manifest = manifest, .console = console};
    struct pool_opts opts = {.n_workers = (size_t)args->n_workers,
                             .limit_of = limit_of,
                             .memory_bytes = memory_of(args),
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
                             .tick = tick};
    int signal_number = 0;
    enum daesa_status st = open_run(&run);
    if (!st) {
        sweep(&run);
        st = batch_voices_learn(args, voices, opts.memory_bytes, console, &signal_number);
        if (!st)
            st = pool_run(&opts, &signal_number);
        sweep(&run);
        st = st ? st : run.status;
        if (!batch_board_sum_up(&run.board) && !st)
            st = DAESA_IO;
    }
    return finish(&run, st, signal_number);
}
