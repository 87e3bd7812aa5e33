/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "cache.h"
#include "command.h"
#include "console.h"
#include "looks.h"
#include "preview.h"
#include "values.h"

#include "job/evidence.h"
#include "job/preview.h"
#include "job/profile.h"

#include <stdlib.h>
#include <string.h>

#define MEMBER(name) offsetof(struct preview_args, name)

static const struct option_row rows[] = {
    {"at", 0, "TIME", "show this time instead of cues; may be repeated", OPTION_LIST,
     MEMBER(at), NULL},
    CACHE_ROW(struct preview_args),
    {"columns", 0, "N", "pictures side by side; 3 by default", OPTION_NUMBER,
     MEMBER(columns), NULL},
    {"cues", 0, "LIST", "only these, by number: 3,7-9", OPTION_TEXT, MEMBER(cues), NULL},
    {"encoding", 'e', "NAME", "of the subtitles; found out by default", OPTION_TEXT,
     MEMBER(encoding), NULL},
    {"findings", 0, NULL, "only cues that 'daesa check' finds fault with", OPTION_FLAG,
     MEMBER(findings), NULL},
    {"force", 'f', NULL, "replace sheets that exist", OPTION_FLAG, MEMBER(replace), NULL},
    {"fps", 0, "RATE", "for subtitles and times that count frames", OPTION_TEXT,
     MEMBER(fps), NULL},
    {"from", 0, "FORMAT", "of the subtitles; found out by default", OPTION_CHOICE,
     MEMBER(from), values_readable},
    {"guides", 0, NULL, "draw the safe areas", OPTION_FLAG, MEMBER(guides), NULL},
    OPTION_HELP_ROW,
    {"json", 0, NULL, "findings as one JSON object a line", OPTION_FLAG, MEMBER(json),
     NULL},
    {"lang", 'l', "LANG", "of texts that name none: ko, en, pt-BR", OPTION_LANGUAGE,
     MEMBER(language), NULL},
    NO_CACHE_ROW(struct preview_args),
    {"output", 'o', "FILE", "the sheet, a PNG; further ones are FILE-2, FILE-3 ...",
     OPTION_TEXT, MEMBER(output), NULL},
    {"profile", 'p', "NAME|FILE", "the house that --findings goes by", OPTION_TEXT,
     MEMBER(profile), looks_profiles},
    CONSOLE_PROGRESS_ROW(struct preview_args),
    {"quiet", 'q', NULL, "no notes", OPTION_FLAG, MEMBER(quiet), NULL},
    {"rows", 0, "N", "rows of pictures on a sheet; 8 by default", OPTION_NUMBER,
     MEMBER(rows), NULL},
    {"simple-shaping", 0, NULL, "set letters as FFmpeg's filter \"subtitles\" does",
     OPTION_FLAG, MEMBER(simple_shaping), NULL},
    {"text", 't', "LANG[,LANG]", "which texts, the upper first; all by default",
     OPTION_LANGUAGES, MEMBER(text), NULL},
    {"width", 0, "PIXELS", "of a picture; 480 by default", OPTION_NUMBER, MEMBER(width),
     NULL},
};

static bool is_png(const char *path)
{
    struct daesa_str name = daesa_str_of(path);
    return name.len > 4 &&
           daesa_str_is_nocase(daesa_str_from(name, name.len - 4), ".png");
}

/* EXIT_CLEAN, or what was said to be wrong. */
static int refuse(const struct preview_args *args, const char *subtitles)
{
    if (!args->output)
        return options_wrong(&command_preview, "needs an output: -o SHEET.png");
    if (!is_png(args->output))
        return options_wrong(&command_preview,
                             "-o: '%s': sheets are PNG files; name one that ends in .png",
                             args->output);
    if (args->at.n && (args->cues || args->findings))
        return options_wrong(&command_preview,
                             "--at shows times, --%s shows cues: choose one",
                             args->cues ? "cues" : "findings");
    if (args->findings && strcmp(subtitles, "-") == 0)
        return options_wrong(&command_preview,
                             "--findings reads the subtitles twice; name a file");
    if ((args->profile || args->cache || args->no_cache) && !args->findings)
        return options_wrong(&command_preview, "--%s is for --findings",
                             args->profile ? "profile"
                             : args->cache ? "cache"
                                           : "no-cache");
    if (args->cache && args->no_cache)
        return options_wrong(&command_preview, "one of --cache and --no-cache at a time");
    return EXIT_CLEAN;
}

/* What --findings judges by. {0} is nothing. */
struct judge {
    struct daesa_check_job check;
    struct daesa_profile house;
    struct daesa_evidence evidence;
    char *cache;
};

static void judge_finish(struct judge *judge)
{
    free(judge->cache);
    daesa_evidence_finish(&judge->evidence);
}

static enum daesa_status watch(const struct preview_args *args, const char *clip,
                               struct judge *judge, struct console *console)
{
    judge->cache = cache_choose(args->cache, args->no_cache);
    struct daesa_evidence_opts opts = {.language = args->language,
                                       .cache_folder = judge->cache,
                                       .progress = &console->progress};
    enum daesa_status st = DAESA_OK;
    if (args->profile)
        st = daesa_profile_load(args->profile, (struct daesa_str){0}, &judge->house,
                                &console->sink);
    if (!st)
        st = daesa_evidence_gather(clip, &opts, &judge->evidence, &console->sink);
    judge->check.profile = args->profile ? &judge->house : NULL;
    judge->check.evidence = &judge->evidence;
    return st;
}

static int run(const struct preview_args *args, const struct preview_wishes *wishes,
               char **operands)
{
    struct console console = {.json = args->json, .quiet = args->quiet};
    struct daesa_preview_stats stats = {0};
    struct judge judge = {0};
    struct daesa_preview_job job;
    preview_apply(args, &wishes->languages, &job);
    job.clip = operands[0];
    job.subtitles = operands[1];
    job.load.rate = wishes->rate;
    job.ranges = wishes->ranges;
    job.n_ranges = wishes->n_ranges;
    job.times_us = wishes->times_us;
    job.n_times = wishes->n_times;
    job.check = &judge.check;
    job.progress = &console.progress;
    console_open(&console, args->progress);
    enum daesa_status st = DAESA_OK;
    if (args->findings)
        st = watch(args, operands[0], &judge, &console);
    if (!st)
        st = daesa_preview(&job, &stats, &console.sink);
    console_close(&console);
    judge_finish(&judge);
    if (!st && !args->quiet && !args->json)
        console_sayf("%zu picture%s on %zu sheet%s", stats.n_pictures,
                     stats.n_pictures == 1 ? "" : "s", stats.n_sheets,
                     stats.n_sheets == 1 ? "" : "s");
    return command_exit(st, console.n_errors);
}

static int preview(int argc, char **argv, struct preview_args *args)
{
    int first;
    struct preview_wishes wishes = {0};
    struct daesa_buf why = {0};
    enum options_result result =
        options_parse(&command_preview, argc, argv, args, &first);
    if (result)
        return options_exit(result);
    if (argc - first != 2)
        return options_wrong(&command_preview,
                             "takes a clip and subtitles, got %d file%s", argc - first,
                             argc - first == 1 ? "" : "s");
    int code = refuse(args, argv[first + 1]);
    if (!code && !preview_fits(args, &why))
        code = options_wrong(&command_preview, "%s", why.s ? why.s : "too large a sheet");
    else if (!code && !preview_read(args, &wishes, &why))
        code = options_refuse(&command_preview, &why);
    else if (!code)
        code = run(args, &wishes, argv + first);
    daesa_buf_finish(&why);
    preview_wishes_finish(&wishes);
    return code;
}

static int cmd_preview(int argc, char **argv)
{
    struct preview_args args = {0};
    int code = preview(argc, argv, &args);
    text_list_finish(&args.at);
    return code;
}

const struct command command_preview = {
    .name = "preview",
    .operands = "CLIP SUBTITLES -o SHEET.png",
    .summary = "draw subtitles on the clip's frames, as players do",
    .example = "daesa preview clip.mp4 clip.srt -o sheet.png",
    .page = "daesa-preview",
    .options = rows,
    .n_options = sizeof rows / sizeof *rows,
    .run = cmd_preview,
};
