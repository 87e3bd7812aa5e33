/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "check_files.h"

#include "console.h"
#include "pool.h"

#include "core/file.h"
#include "job/mend.h"
#include "report/diff.h"
#include "report/findings.h"
#include "report/findings_read.h"

#include <stdlib.h>
#include <string.h>

/* What the pool works on. */
struct run {
    const struct daesa_check_job *job;
    const char *const *paths;
    size_t n_paths, at; /* at: of the next job */
    struct check_files *out;
};

static const char *keep(struct check_files *files, struct daesa_str text)
{
    struct daesa_str copy;
    if (daesa_arena_copy(&files->arena, text, &copy))
        return copy.s;
    files->findings.status = DAESA_NO_MEMORY;
    return "";
}

static void note_failure(struct run *run, const char *path, const char *rule,
                         struct daesa_str why)
{
    run->out->failed = true;
    daesa_report(&run->out->findings.sink,
                 (struct daesa_finding){.severity = DAESA_ERROR,
                                        .rule = rule,
                                        .place = {.file = daesa_file_shown(path)},
                                        .start_us = DAESA_TIME_NONE},
                 "%.*s", DAESA_STR_ARGS(why));
}

static void note_file(struct run *run, size_t i, const struct daesa_check_stats *stats,
                      enum daesa_status st)
{
    struct daesa_checked_file *file = &run->out->files[i];
    file->name = daesa_file_shown(run->paths[i]);
    file->format = stats->format;
    file->n_cues = stats->n_cues;
    file->house = keep(run->out, daesa_str_of(stats->house));
    if (st == DAESA_NO_MEMORY)
        note_failure(run, run->paths[i], "no-memory",
                     daesa_str_of(daesa_status_text(st)));
    run->out->failed |= st != DAESA_OK;
}

static enum daesa_status check_one(const struct run *run, size_t i,
                                   struct daesa_check_stats *stats,
                                   struct daesa_sink *sink)
{
    struct daesa_check_job job = *run->job;
    job.path = run->paths[i];
    return daesa_check_subtitles(&job, stats, sink);
}

/* The pool's requests are the paths' numbers; workers have the paths by birth. */
static bool next(void *context, int64_t *job, struct daesa_buf *request)
{
    struct run *run = context;
    if (run->at == run->n_paths)
        return false;
    *job = (int64_t)run->at++;
    daesa_buf_printf(request, "%lld", (long long)*job);
    return true;
}

/* A sink that writes what it gets as JSON lines. */
struct writer {
    struct daesa_sink sink;
    struct daesa_buf *to;
};

static void write_finding(struct daesa_sink *sink, const struct daesa_finding *finding)
{
    daesa_finding_print_json(((struct writer *)sink)->to, finding);
}

/* The reply: the stats as they are, for parent and worker are one program, then the
 * findings. */
static int work(void *context, struct daesa_str request, struct daesa_buf *reply,
                struct pool_line *line)
{
    (void)line;
    struct run *run = context;
    struct daesa_buf findings = {0};
    struct writer writer = {{write_finding}, &findings};
    struct daesa_check_stats stats = {0};
    long long i = 0;
    daesa_str_to_count(request, (long long)run->n_paths - 1, &i);
    enum daesa_status st = check_one(run, (size_t)i, &stats, &writer.sink);
    if (!st)
        st = findings.status;
    daesa_buf_add(reply, (struct daesa_str){(const char *)&stats, sizeof stats});
    daesa_buf_add(reply, daesa_buf_str(&findings));
    daesa_buf_finish(&findings);
    return (int)st;
}

static void lose(struct run *run, const struct pool_result *result)
{
    struct daesa_buf why = {0};
    struct daesa_check_stats none = {0};
    daesa_buf_add_text(&why, "could not be checked: the process ");
    pool_add_end(&why, result);
    note_file(run, (size_t)result->job, &none, DAESA_OK);
    note_failure(run, run->paths[result->job], "check-failed", daesa_buf_str(&why));
    daesa_buf_finish(&why);
}

static void done(void *context, const struct pool_result *result)
{
    struct run *run = context;
    struct daesa_check_stats stats = {0};
    if (result->end != POOL_DONE || result->reply.len < sizeof stats) {
        lose(run, result);
        return;
    }
    memcpy(&stats, result->reply.s, sizeof stats);
    note_file(run, (size_t)result->job, &stats, (enum daesa_status)result->number);
    daesa_findings_read(daesa_str_from(result->reply, sizeof stats), NULL,
                        &run->out->findings, NULL);
}

static enum daesa_status run_all(struct run *run, size_t n_workers)
{
    struct pool_opts opts = {
        .n_workers = n_workers, .context = run, .next = next, .work = work, .done = done};
    if (run->n_paths > 1 && n_workers != 1)
        return pool_run(&opts, NULL);
    for (size_t i = 0; i < run->n_paths; i++) {
        struct daesa_check_stats stats = {0};
        enum daesa_status st = check_one(run, i, &stats, &run->out->findings.sink);
        note_file(run, i, &stats, st);
    }
    return DAESA_OK;
}

static bool settle(struct check_files *out, enum daesa_status st)
{
    if (!st)
        st = out->findings.status;
    if (!st)
        st = daesa_finding_list_sort(&out->findings);
    if (st)
        console_sayf("daesa: %s", daesa_status_text(st));
    return !st;
}

bool check_files_run(const struct daesa_check_job *job, const char *const *paths,
                     size_t n_paths, size_t n_workers, struct check_files *out)
{
    struct run run = {job, paths, n_paths, 0, out};
    daesa_finding_list_open(&out->findings);
    out->files = calloc(n_paths + 1, sizeof *out->files);
    out->n_files = n_paths;
    return settle(out, out->files ? run_all(&run, n_workers) : DAESA_NO_MEMORY);
}

/* The diff, and the file where one is wanted. */
static enum daesa_status put_mended(const struct run *run, const char *path,
                                    const struct check_fix *how,
                                    const struct daesa_mended *mended)
{
    struct daesa_buf text = {0};
    const char *to = how->output ? how->output : how->replace ? path : NULL;
    if (!how->shows_nothing)
        daesa_diff_print(&text, path, daesa_buf_str(&mended->before),
                         daesa_buf_str(&mended->after), console_has_colour(stdout));
    enum daesa_status st = text.status;
    if (!st && text.len && !console_print(daesa_buf_str(&text)))
        st = DAESA_IO;
    daesa_buf_finish(&text);
    if (!st && to && (mended->is_changed || how->output))
        st = daesa_file_write(to, daesa_buf_str(&mended->bytes), how->replace,
                              &run->out->findings.sink);
    return st;
}

bool check_files_fix(const struct daesa_check_job *job, const char *const *paths,
                     size_t n_paths, const struct check_fix *how, struct check_files *out)
{
    struct run run = {job, paths, n_paths, 0, out};
    daesa_finding_list_open(&out->findings);
    out->files = calloc(n_paths + 1, sizeof *out->files);
    out->n_files = n_paths;
    for (size_t i = 0; out->files && i < n_paths; i++) {
        struct daesa_check_stats stats = {0};
        struct daesa_mended mended = {0};
        struct daesa_check_job one = *job;
        one.path = paths[i];
        enum daesa_status st =
            daesa_mend_subtitles(&one, &mended, &stats, &out->findings.sink);
        if (!st)
            st = put_mended(&run, paths[i], how, &mended);
        note_file(&run, i, &stats, st);
        daesa_mended_finish(&mended);
    }
    return settle(out, out->files ? DAESA_OK : DAESA_NO_MEMORY);
}

void check_files_finish(struct check_files *files)
{
    daesa_finding_list_finish(&files->findings);
    daesa_arena_finish(&files->arena);
    free(files->files);
    *files = (struct check_files){0};
}
