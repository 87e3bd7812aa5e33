/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "batch.h"
#include "batch_told.h"
#include "command.h"
#include "values.h"

#include "format/json_print.h"
#include "job/batch_merge.h"
#include "report/safe.h"

#include <stdlib.h>

/* What outcomes are called, by enum daesa_state_outcome. */
static const char *const names[] = {"none", "running", "done", "short", "failed"};

#define N_NAMES (sizeof names / sizeof *names)

struct tally {
    bool json;
    size_t n[N_NAMES];
    double sound_s;
    struct daesa_buf lines;
};

static void add_json(struct tally *tally, const struct daesa_state_job *job)
{
    struct daesa_buf safe = {0};
    struct daesa_json_list object = daesa_json_begin(&tally->lines, '{', -1);
    daesa_safe_add(&safe, job->name);
    daesa_json_put_string(&object, "job", daesa_buf_str(&safe));
    daesa_json_put_string(&object, "status", daesa_str_of(names[job->outcome]));
    daesa_json_put_number(&object, "attempts", job->n_attempts);
    daesa_json_put_number(&object, "began", (double)job->began_s);
    daesa_json_put_time(&object, "seconds", (int64_t)(job->took_s * 1e6));
    daesa_json_put_time(&object, "sound", (int64_t)(job->sound_s * 1e6));
    if (job->message.len)
        daesa_json_put_string(&object, "message", job->message);
    daesa_json_end(&object, '}');
    daesa_buf_add_char(&tally->lines, '\n');
    daesa_buf_finish(&safe);
}

static void count(struct tally *tally, const struct daesa_state_job *job)
{
    struct daesa_state_job shown = *job;
    if ((size_t)shown.outcome >= N_NAMES)
        shown.outcome = DAESA_STATE_NONE;
    tally->n[shown.outcome]++;
    tally->sound_s += shown.sound_s;
    if (tally->json)
        add_json(tally, &shown);
    else if (shown.outcome != DAESA_STATE_DONE) {
        daesa_buf_printf(&tally->lines, "%-8s ", names[shown.outcome]);
        daesa_safe_add(&tally->lines, shown.name);
        daesa_buf_add_text(&tally->lines, shown.message.len ? ": " : "");
        daesa_safe_add(&tally->lines, shown.message);
        daesa_buf_add_char(&tally->lines, '\n');
    }
}

static void add_totals_json(struct tally *tally, size_t n_jobs, bool is_busy)
{
    struct daesa_json_list object = daesa_json_begin(&tally->lines, '{', -1);
    daesa_json_put_number(&object, "jobs", (double)n_jobs);
    daesa_json_put_number(&object, "done", (double)tally->n[DAESA_STATE_DONE]);
    daesa_json_put_number(&object, "short", (double)tally->n[DAESA_STATE_SHORT]);
    daesa_json_put_number(&object, "failed", (double)tally->n[DAESA_STATE_FAILED]);
    daesa_json_put_number(&object, is_busy ? "running" : "interrupted",
                          (double)tally->n[DAESA_STATE_RUNNING]);
    daesa_json_put_time(&object, "sound", (int64_t)(tally->sound_s * 1e6));
    daesa_json_end(&object, '}');
    daesa_buf_add_char(&tally->lines, '\n');
}

static void add_totals(struct tally *tally, bool is_busy)
{
    daesa_buf_printf(&tally->lines, "%zu done, %zu fell short, %zu failed, %zu %s\n",
                     tally->n[DAESA_STATE_DONE], tally->n[DAESA_STATE_SHORT],
                     tally->n[DAESA_STATE_FAILED], tally->n[DAESA_STATE_RUNNING],
                     is_busy ? "running" : "interrupted");
}

static struct batch_told told_of(const struct daesa_state_job *job)
{
    static const enum batch_end ends[] = {BATCH_LEFT, BATCH_LEFT, BATCH_DONE, BATCH_SHORT,
                                          BATCH_FAILED};
    return (struct batch_told){.name = job->name,
                               .end = (size_t)job->outcome < N_NAMES ? ends[job->outcome]
                                                                     : BATCH_LEFT,
                               .n_attempts = job->n_attempts,
                               .took_s = job->took_s,
                               .sound_s = job->sound_s,
                               .why = job->message};
}

static enum daesa_status write_junit(const char *path, const struct daesa_gather *gather,
                                     struct daesa_sink *sink)
{
    struct batch_told *told = calloc(gather->n_jobs + 1, sizeof *told);
    int64_t began_s = gather->n_jobs ? gather->jobs[0].job.began_s : 0;
    if (!told)
        return DAESA_NO_MEMORY;
    for (size_t i = 0; i < gather->n_jobs; i++) {
        const struct daesa_state_job *job = &gather->jobs[i].job;
        told[i] = told_of(job);
        began_s = job->began_s < began_s ? job->began_s : began_s;
    }
    enum daesa_status st = batch_write_junit(path, told, gather->n_jobs, began_s, sink);
    free(told);
    return st;
}

/* Tells of the jobs, and finishes them; returns what to exit with. */
static int tell(const struct batch_args *args, struct daesa_gather *gather,
                enum daesa_status st, struct console *console)
{
    struct tally tally = {.json = args->json};
    bool is_whole = !st || st == DAESA_FELL_SHORT;
    for (size_t i = 0; is_whole && i < gather->n_jobs; i++)
        count(&tally, &gather->jobs[i].job);
    if (is_whole && args->json)
        add_totals_json(&tally, gather->n_jobs, gather->is_busy);
    else if (is_whole)
        add_totals(&tally, gather->is_busy);
    if (is_whole && args->junit && write_junit(args->junit, gather, &console->sink))
        st = DAESA_IO;
    if (tally.lines.status)
        st = tally.lines.status;
    else if (is_whole && !console_print(daesa_buf_str(&tally.lines)))
        st = DAESA_IO;
    daesa_buf_finish(&tally.lines);
    daesa_gather_finish(gather);
    bool is_well = tally.n[DAESA_STATE_FAILED] + tally.n[DAESA_STATE_SHORT] == 0;
    return st ? command_exit(st, console->n_errors) : is_well ? EXIT_CLEAN : EXIT_FAILED;
}

int batch_status(const struct batch_args *args, struct console *console)
{
    struct daesa_gather gather = {0};
    enum daesa_status st = daesa_gather_add(&gather, args->folder, &console->sink);
    daesa_gather_settle(&gather);
    return tell(args, &gather, st, console);
}

int batch_merge(const struct batch_args *args, const char *const *folders,
                size_t n_folders, struct console *console)
{
    struct daesa_gather gather = {0};
    struct daesa_batch_merge merge = {.folders = folders,
                                      .n_folders = n_folders,
                                      .folder = args->folder,
                                      .replaces = args->replace};
    enum daesa_status st = daesa_batch_merge(&merge, &gather, &console->sink);
    return tell(args, &gather, st, console);
}
