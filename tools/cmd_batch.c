/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "batch.h"
#include "batch_job.h"
#include "batch_voice.h"
#include "command.h"
#include "looks.h"
#include "values.h"

#include "job/pair.h"
#include "job/shard.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Clips that are opened for their length. */
#define MAX_OPENED 2000

#define MEMBER(name) offsetof(struct batch_args, name)

static const struct option_row rows[] = {
    {"check", 0, NULL, "judge the subtitles as 'daesa check' does, beside the clip",
     OPTION_FLAG, MEMBER(checks), NULL},
    {"force", 'f', NULL, "replace outputs that others made or changed", OPTION_FLAG,
     MEMBER(replace), NULL},
    OPTION_HELP_ROW,
    {"jobs", 'j', "N", "worker processes; one a core by default", OPTION_NUMBER,
     MEMBER(n_workers), NULL},
    {"json", 0, NULL, "findings, jobs and summary as one JSON object a line", OPTION_FLAG,
     MEMBER(json), NULL},
    {"junit", 0, "FILE", "what became of the jobs, as JUnit's XML", OPTION_TEXT,
     MEMBER(junit), NULL},
    {"lang", 'l', "LANG", "spoken in clips whose job does not say", OPTION_LANGUAGE,
     MEMBER(language), NULL},
    {"limit", 0, "SECONDS", "for one job; by default by the length of its clip",
     OPTION_NUMBER, MEMBER(limit_s), NULL},
    {"memory", 0, "MIB", "address space of a worker; its share by default, 0: any",
     OPTION_NUMBER, MEMBER(memory_mib), NULL},
    {"merge", 0, NULL, "make the batches in DIR... one, in the folder of -o", OPTION_FLAG,
     MEMBER(merge), NULL},
    {"output", 'o', "DIR", "where outputs go, and what is remembered of the jobs",
     OPTION_TEXT, MEMBER(folder), NULL},
    {"preview", 0, NULL, "draw the subtitles on the clip as 'daesa preview' does",
     OPTION_FLAG, MEMBER(previews), NULL},
    {"profile", 'p', "NAME|FILE", "of jobs that name none ('daesa list profiles')",
     OPTION_TEXT, MEMBER(profile), looks_profiles},
    CONSOLE_PROGRESS_ROW(struct batch_args),
    {"quiet", 'q', NULL, "no notes and no summary", OPTION_FLAG, MEMBER(quiet), NULL},
    {"set", 0, "KEY=VALUE", "for all jobs, as a manifest does for one; may be repeated",
     OPTION_LIST, MEMBER(settings), NULL},
    {"shard", 0, "I/N", "only the I-th of N parts; by default as an array job says",
     OPTION_TEXT, MEMBER(shard), NULL},
    {"shots", 0, NULL, "keep starts and ends to the shots of the clips", OPTION_FLAG,
     MEMBER(shots), NULL},
    {"status", 0, NULL, "tell how far the batch in DIR is, and do nothing", OPTION_FLAG,
     MEMBER(status), NULL},
    {"to", 0, "EXT[,EXT]", "outputs of jobs that name none; srt by default", OPTION_TEXT,
     MEMBER(to), NULL},
    {"verbose", 'v', NULL, "every note", OPTION_FLAG, MEMBER(verbose), NULL},
    {"voices", 0, "DIR", "begin each clip from what others taught of who speaks",
     OPTION_TEXT, MEMBER(voices), NULL},
};

static enum daesa_status read_jobs(const char *path, struct daesa_manifest *out,
                                   struct daesa_sink *sink)
{
    struct stat is;
    if (stat(path, &is) == 0 && S_ISDIR(is.st_mode))
        return daesa_manifest_pair(path, out, sink);
    return daesa_manifest_read(path, batch_job_keys(), out, sink);
}

/* Whether a job's settings make sense, before any is begun. */
static enum daesa_status look_at(const struct batch_args *args,
                                 const struct daesa_manifest_job *job,
                                 struct daesa_sink *sink)
{
    struct batch_job filled = {0};
    struct daesa_buf why = {0};
    enum daesa_status st = DAESA_OK;
    if (!batch_job_fill(args, job, &filled, &why))
        st = why.s ? daesa_fail(sink, DAESA_BAD_INPUT, "manifest-value", job->place, "%s",
                                why.s)
                   : DAESA_NO_MEMORY;
    batch_job_finish(&filled);
    daesa_buf_finish(&why);
    return st;
}

static enum daesa_status look_at_all(const struct batch_args *args,
                                     const struct daesa_manifest *manifest,
                                     struct daesa_sink *sink)
{
    enum daesa_status st = DAESA_OK;
    for (size_t i = 0; !st && i < manifest->n_jobs; i++)
        if (manifest->jobs[i].n_settings)
            st = look_at(args, &manifest->jobs[i], sink);
    return st;
}

/* What --set says is a matter of the command line. */
static bool is_said_well(const struct batch_args *args)
{
    struct batch_job filled = {0};
    struct daesa_buf why = {0};
    bool ok = batch_job_fill(args, NULL, &filled, &why);
    if (!ok)
        options_wrong(&command_batch, "--set: %s", why.s ? why.s : "out of memory");
    batch_job_finish(&filled);
    daesa_buf_finish(&why);
    return ok;
}

/* Nobody may wonder where the other jobs are. */
static void tell_part(const struct batch_args *args, const char *jobs,
                      struct daesa_sink *sink)
{
    struct daesa_finding finding = {.severity = DAESA_NOTE,
                                    .rule = "batch-part",
                                    .place.file = jobs,
                                    .start_us = DAESA_TIME_NONE};
    if (args->array)
        daesa_report(sink, finding,
                     "part %zu of %zu is done, as %s says; --shard all does all",
                     args->part, args->n_parts, args->array);
}

/* By the length of the clips; where there are so many that to open them all would take
 * too long, by their size. */
static enum daesa_status keep_part(const struct batch_args *args,
                                   struct daesa_manifest *manifest)
{
    int64_t *loads =
        manifest->n_jobs <= MAX_OPENED ? calloc(manifest->n_jobs, sizeof *loads) : NULL;
    enum daesa_status st =
        loads ? batch_weigh(manifest, (size_t)args->n_workers, loads) : DAESA_OK;
    if (!st)
        st = daesa_manifest_part(manifest, args->part, args->n_parts, loads);
    free(loads);
    return st;
}

static int run(const struct batch_args *args, const char *jobs)
{
    struct console console = {
        .json = args->json, .quiet = args->quiet, .verbose = args->verbose};
    struct daesa_manifest manifest = {0};
    struct batch_voices voices = {0};
    console_open(&console, args->progress);
    enum daesa_status st = read_jobs(jobs, &manifest, &console.sink);
    tell_part(args, jobs, &console.sink);
    if (!st)
        st = look_at_all(args, &manifest, &console.sink);
    if (!st)
        st = batch_voices_choose(args, &manifest, &voices, &console.sink);
    if (!st && args->n_parts)
        st = keep_part(args, &manifest);
    int code = st ? command_exit(st, console.n_errors)
                  : batch_run(args, &manifest, &voices, &console);
    console_close(&console);
    batch_voices_finish(&voices);
    daesa_manifest_finish(&manifest);
    return code;
}

static int tell(struct batch_args *args, const char *folder)
{
    struct console console = {.json = args->json, .quiet = args->quiet};
    args->folder = folder;
    console_open(&console, "none");
    int code = batch_status(args, &console);
    console_close(&console);
    return code;
}

/* Without -o all parts of one batch become one where they are. */
static int merge(struct batch_args *args, char **folders, int n_folders)
{
    struct console console = {.json = args->json, .quiet = args->quiet};
    if (!args->folder && n_folders == 1)
        args->folder = folders[0];
    if (n_folders < 1)
        return options_wrong(&command_batch, "--merge takes the folders of batches");
    if (!args->folder || !*args->folder)
        return options_wrong(&command_batch, "--merge needs a folder for all: -o DIR");
    console_open(&console, "none");
    int code =
        batch_merge(args, (const char *const *)folders, (size_t)n_folders, &console);
    console_close(&console);
    return code;
}

/* The part that --shard names, else the array job that this is one of; nothing is all.
 * False, and said, where neither tells. */
static bool find_shard(struct batch_args *args)
{
    struct daesa_shard shard = {0};
    struct daesa_buf why = {0};
    struct daesa_str said = daesa_str_of(args->shard);
    bool is_auto = daesa_str_is(said, "auto");
    enum daesa_shard_result result = args->shard && !is_auto
                                         ? daesa_shard_read(said, &shard)
                                         : daesa_shard_of_array(getenv, &shard, &why);
    bool ok = result == DAESA_SHARD_READ || (result == DAESA_SHARD_NONE && !is_auto);
    if (!ok && why.len)
        options_wrong(&command_batch, "%s; --shard I/N or --shard all does", why.s);
    else if (!ok && is_auto)
        options_wrong(&command_batch, "--shard auto: this is no part of an array job");
    else if (!ok)
        options_wrong(&command_batch, "--shard: '%s' is not a part such as 3/8",
                      args->shard);
    daesa_buf_finish(&why);
    args->part = shard.part;
    args->n_parts = shard.n_parts;
    args->array = shard.by;
    return ok;
}

static int batch(int argc, char **argv, struct batch_args *args)
{
    int first;
    enum options_result result = options_parse(&command_batch, argc, argv, args, &first);
    if (result)
        return options_exit(result);
    if (args->status && args->merge)
        return options_wrong(&command_batch, "--status and --merge do not go together");
    if (args->status && argc - first + (args->folder != NULL) != 1)
        return options_wrong(&command_batch, "--status takes the folder of a batch");
    if (args->status)
        return tell(args, args->folder ? args->folder : argv[first]);
    if (args->merge)
        return merge(args, argv + first, argc - first);
    if (argc - first != 1)
        return options_wrong(&command_batch, "takes a manifest or a folder, got %d",
                             argc - first);
    if (!args->folder || !*args->folder)
        return options_wrong(&command_batch, "needs a folder for the outputs: -o DIR");
    if (!is_said_well(args) || !find_shard(args))
        return EXIT_USAGE;
    return run(args, argv[first]);
}

static int cmd_batch(int argc, char **argv)
{
    struct batch_args args = {.memory_mib = -1};
    int code = batch(argc, argv, &args);
    text_list_finish(&args.settings);
    return code;
}

const struct command command_batch = {
    .name = "batch",
    .operands = "JOBS -o DIR | --status DIR | --merge DIR... -o DIR",
    .summary = "align many clips side by side, going on where it was interrupted",
    .example = "daesa batch jobs.csv -o out --lang ko --to srt,ass",
    .page = "daesa-batch",
    .options = rows,
    .n_options = sizeof rows / sizeof *rows,
    .run = cmd_batch,
};
