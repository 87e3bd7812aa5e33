/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
/* sync is an X/Open function. */
#define _XOPEN_SOURCE 700

#include "convert_tree.h"

#include "command.h"
#include "pool.h"
#include "relay.h"

#include "core/file.h"
#include "format/json_print.h"
#include "job/tree.h"
#include "report/safe.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* No file of subtitles takes so long; a reader that does is stuck. */
#define LIMIT_S 600.0

struct run {
    const struct convert_args *args;
    struct daesa_convert_opts job;
    struct console *console;
    struct daesa_tree tree;
    size_t next;
    size_t n_converted, n_failed, n_skipped;
    double began_s;
    bool is_quiet_out; /* standard output failed; nothing more is written there */
};

static double now_s(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

bool convert_is_tree(const struct convert_args *args, char **operands, size_t n)
{
    struct stat is;
    size_t len;
    for (size_t i = 0; i < n; i++)
        if (strcmp(operands[i], "-") != 0 && stat(operands[i], &is) == 0 &&
            S_ISDIR(is.st_mode))
            return true;
    for (size_t i = 0; i < args->outputs.n; i++) {
        const char *out = args->outputs.items[i];
        len = strlen(out);
        if (out[len - 1] == '/' || (stat(out, &is) == 0 && S_ISDIR(is.st_mode)))
            return true;
    }
    return n > 1;
}

/* ---- one file, in a worker ---- */

static enum daesa_status make_folder_of(const char *path, struct daesa_sink *sink)
{
    struct daesa_buf folder = {0};
    const char *slash = strrchr(path, '/');
    if (!slash || slash == path)
        return DAESA_OK;
    daesa_buf_add(&folder, (struct daesa_str){path, (size_t)(slash - path)});
    enum daesa_status st =
        folder.status ? folder.status : daesa_file_make_folder(folder.s, sink);
    daesa_buf_finish(&folder);
    return st;
}

static int work(void *context, struct daesa_str request, struct daesa_buf *reply,
                struct pool_line *line)
{
    const struct run *run = context;
    size_t i;
    (void)line;
    memcpy(&i, request.s, sizeof i);
    const struct daesa_tree_file *file = &run->tree.files[i];
    struct relay relay = {.sink.put = relay_put, .out = reply};
    struct daesa_convert_opts job = run->job;
    job.input = file->in;
    job.save.paths = &file->out;
    job.save.n_paths = 1;
    /* What is there and was not left is empty. */
    job.save.replace = job.save.replace || run->args->resumes;
    enum daesa_status st = make_folder_of(file->out, &relay.sink);
    return (int)(st ? st : daesa_convert(&job, &relay.sink));
}

/* ---- what is told of it ---- */

static void print(struct run *run, struct daesa_buf *line)
{
    daesa_buf_add_char(line, '\n');
    console_wipe();
    if (!run->is_quiet_out && !line->status)
        run->is_quiet_out = !console_print(daesa_buf_str(line));
    daesa_buf_finish(line);
}

static void put_name(struct daesa_json_list *object, const char *key, const char *name)
{
    struct daesa_buf safe = {0};
    daesa_safe_add(&safe, daesa_str_of(name));
    daesa_json_put_string(object, key, daesa_buf_str(&safe));
    daesa_buf_finish(&safe);
}

static void tell_file(struct run *run, const struct daesa_tree_file *file,
                      const char *what, double took_s)
{
    struct daesa_buf line = {0};
    if (!run->args->json)
        return;
    struct daesa_json_list object = daesa_json_begin(&line, '{', -1);
    put_name(&object, "file", file->in);
    put_name(&object, "output", file->out);
    daesa_json_put_string(&object, "status", daesa_str_of(what));
    daesa_json_put_time(&object, "seconds", (int64_t)(took_s * 1e6));
    daesa_json_end(&object, '}');
    print(run, &line);
}

static size_t n_done(const struct run *run)
{
    return run->n_converted + run->n_failed + run->n_skipped;
}

static void show_progress(void *context)
{
    struct run *run = context;
    struct console *console = run->console;
    size_t n = n_done(run), n_all = run->tree.n_files + run->tree.n_failed;
    double took_s = now_s() - run->began_s;
    double rate = took_s > 0 ? (double)(run->n_converted + run->n_failed) / took_s : 0;
    snprintf(console->detail, sizeof console->detail, "%zu of %zu, %.0f/s, %zu failed", n,
             n_all, rate, run->n_failed);
    console->progress.step(&console->progress, "converting",
                           n_all ? (double)n / (double)n_all : 1);
}

static void tell_summary(struct run *run, double took_s)
{
    struct daesa_buf line = {0};
    double rate = took_s > 0 ? (double)run->n_converted / took_s : 0;
    size_t n_all = run->tree.n_files + run->tree.n_failed;
    if (run->args->json) {
        struct daesa_json_list object = daesa_json_begin(&line, '{', -1);
        daesa_json_put_number(&object, "files", (double)n_all);
        daesa_json_put_number(&object, "converted", (double)run->n_converted);
        daesa_json_put_number(&object, "failed", (double)run->n_failed);
        daesa_json_put_number(&object, "skipped", (double)run->n_skipped);
        daesa_json_put_number(&object, "others", (double)run->tree.n_others);
        daesa_json_put_time(&object, "seconds", (int64_t)(took_s * 1e6));
        daesa_json_end(&object, '}');
        print(run, &line);
        return;
    }
    daesa_buf_printf(&line,
                     "%zu of %zu %s converted in %.1f s (%.0f a second), %zu failed",
                     run->n_converted, n_all, n_all == 1 ? "file" : "files", took_s, rate,
                     run->n_failed);
    if (run->n_skipped)
        daesa_buf_printf(&line, ", %zu left as they were", run->n_skipped);
    if (run->tree.n_others)
        daesa_buf_printf(&line, "; %zu of other kinds left alone", run->tree.n_others);
    if (!run->args->quiet || run->n_failed)
        console_say(daesa_buf_str(&line));
    daesa_buf_finish(&line);
}

/* ---- all files ---- */

static void remark(struct run *run, enum daesa_severity severity, const char *rule,
                   const char *path, const char *what)
{
    daesa_report(&run->console->sink,
                 (struct daesa_finding){.severity = severity,
                                        .rule = rule,
                                        .place.file = path,
                                        .start_us = DAESA_TIME_NONE},
                 "%s", what);
}

/* Whether there is nothing to do for a file: a run before did it, or it is where and
 * what it should be. An output that is empty is none: the power failed then. */
static bool is_left(struct run *run, const struct daesa_tree_file *file)
{
    struct stat in, out;
    if (stat(file->out, &out) != 0 || !S_ISREG(out.st_mode))
        return false;
    bool has_in = stat(file->in, &in) == 0;
    if (has_in && in.st_dev == out.st_dev && in.st_ino == out.st_ino)
        return !run->args->replace;
    if (!run->args->resumes || out.st_size == 0)
        return false;
    if (has_in && out.st_mtime < in.st_mtime)
        remark(run, DAESA_WARNING, "output-outdated", file->out,
               "is older than what it was made of; -f makes it anew");
    return true;
}

static bool next(void *context, int64_t *job, struct daesa_buf *request)
{
    struct run *run = context;
    while (run->next < run->tree.n_files) {
        size_t i = run->next++;
        if (is_left(run, &run->tree.files[i])) {
            run->n_skipped++;
            tell_file(run, &run->tree.files[i], "skipped", 0);
            continue;
        }
        *job = (int64_t)i;
        daesa_buf_add(request, (struct daesa_str){(const char *)&i, sizeof i});
        return true;
    }
    return false;
}

static void tell_end(struct run *run, const struct daesa_tree_file *file,
                     const struct pool_result *result)
{
    struct daesa_buf what = {0};
    if (result->end == POOL_DONE)
        daesa_buf_add_text(&what, daesa_status_text((enum daesa_status)result->number));
    pool_add_end(&what, result);
    if (!what.status)
        remark(run, DAESA_ERROR, "convert-failed", file->in, what.s);
    daesa_buf_finish(&what);
}

static void done(void *context, const struct pool_result *result)
{
    struct run *run = context;
    const struct daesa_tree_file *file = &run->tree.files[result->job];
    size_t n_errors = run->console->n_errors;
    bool failed = result->end != POOL_DONE || result->number != DAESA_OK;
    if (result->end == POOL_STOPPED)
        return;
    relay_play(result->reply, &run->console->sink);
    if (failed && run->console->n_errors == n_errors)
        tell_end(run, file, result);
    failed = failed || run->console->n_errors > n_errors;
    run->n_failed += failed;
    run->n_converted += !failed;
    tell_file(run, file, failed ? "failed" : "converted", result->took_s);
    show_progress(run);
}

static bool wants(const void *context, const char *name)
{
    const struct convert_args *args = context;
    const struct daesa_format *format = daesa_format_of_file(name);
    return format && format->read &&
           (!args->from || format == daesa_format_find(daesa_str_of(args->from)));
}

/* The first of the extensions that a format has. */
static enum daesa_status plan(struct run *run, char **operands, size_t n)
{
    const char *out = run->args->outputs.items[0];
    const struct daesa_format *format = daesa_format_find(daesa_str_of(run->args->to));
    struct daesa_str all = daesa_str_of(format->extensions), first;
    if (!daesa_arena_copy(&run->tree.arena,
                          daesa_str_slice(all, 0, daesa_str_find_char(all, ' ')), &first))
        return DAESA_NO_MEMORY;
    enum daesa_status st = daesa_file_make_folder(out, &run->console->sink);
    if (st)
        return st;
    struct daesa_tree_opts opts = {.operands = (const char *const *)operands,
                                   .n_operands = n,
                                   .out = out,
                                   .extension = first.s,
                                   .ignores_case = daesa_tree_ignores_case(out),
                                   .wants = wants,
                                   .context = run->args};
    st = daesa_tree_plan(&opts, &run->tree, &run->console->sink);
    run->n_failed = run->tree.n_failed;
    if (!st && run->tree.n_files + run->n_failed == 0)
        remark(run, DAESA_WARNING, "nothing-to-convert", operands[0],
               "holds no file that can be converted");
    return st;
}

/* What a run before left when it was killed. Files of one folder mostly follow each
 * other. */
static void sweep(const struct daesa_tree *tree)
{
    struct daesa_buf folder = {0};
    for (size_t i = 0; i < tree->n_files; i++) {
        const char *out = tree->files[i].out, *slash = strrchr(out, '/');
        struct daesa_str here = {out, slash ? (size_t)(slash - out) : 0};
        if (!slash || daesa_str_equal(here, daesa_buf_str(&folder)))
            continue;
        daesa_buf_cut(&folder, 0);
        daesa_buf_add(&folder, here);
        if (!folder.status)
            daesa_file_sweep(folder.s);
    }
    daesa_buf_finish(&folder);
}

static int finish(struct run *run, enum daesa_status st, int signal_number)
{
    if (run->n_converted)
        sync();
    console_wipe();
    if (st && st != DAESA_CANCELLED && run->console->n_errors == 0)
        console_sayf("daesa: %s", daesa_status_text(st));
    if (run->tree.n_files + run->n_failed)
        tell_summary(run, now_s() - run->began_s);
    if (signal_number) {
        console_sayf("interrupted; --resume does the rest");
        console_close(run->console);
        raise(signal_number);
    }
    return st || run->n_failed ? EXIT_FAILED : EXIT_CLEAN;
}

int convert_tree(const struct convert_args *args, const struct daesa_convert_opts *job,
                 char **operands, size_t n, struct console *console)
{
    struct run run = {.args = args, .job = *job, .console = console, .began_s = now_s()};
    struct pool_opts opts = {.n_workers = (size_t)args->n_jobs,
                             .limit_s = LIMIT_S,
                             .context = &run,
                             .next = next,
                             .work = work,
                             .done = done,
                             .tick = show_progress};
    int signal_number = 0;
    if (args->outputs.n != 1 || strcmp(args->outputs.items[0], "-") == 0)
        return options_wrong(&command_convert,
                             "what goes to a folder goes to one: -o DIR");
    if (!args->to)
        return options_wrong(&command_convert,
                             "the name of a folder tells no format; say it with --to "
                             "FORMAT");
    run.job.save.hurries = true;
    enum daesa_status st = plan(&run, operands, n);
    if (!st && args->resumes)
        sweep(&run.tree);
    if (!st)
        st = pool_run(&opts, &signal_number);
    int code = finish(&run, st, signal_number);
    daesa_tree_finish(&run.tree);
    return code;
}
