/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "command.h"
#include "console.h"
#include "looks.h"
#include "values.h"

#include "job/merge.h"

#include <stdlib.h>
#include <string.h>

struct merge_args {
    struct text_list outputs;
    struct look_args looks;
    const char *by, *encoding, *fps, *from, *language, *text, *to;
    bool replace, json, quiet, verbose;
};

#define MEMBER(name) offsetof(struct merge_args, name)

static const char *const ways[] = {
    [DAESA_MERGE_AUTO] = "auto",     [DAESA_MERGE_ID] = "id",
    [DAESA_MERGE_SOURCE] = "source", [DAESA_MERGE_TIME] = "time",
    [DAESA_MERGE_ORDER] = "order",   NULL,
};

static const char *const *list_ways(void)
{
    return ways;
}

static const struct option_row rows[] = {
    {"by", 0, "WAY",
     "what tells which lines belong together: auto, id, source, time, order",
     OPTION_CHOICE, MEMBER(by), list_ways},
    {"encoding", 'e', "NAME", "of both inputs; found out by default", OPTION_TEXT,
     MEMBER(encoding), NULL},
    LOOK_FALLBACK_ROW(struct merge_args),
    LOOK_FONT_ROW(struct merge_args),
    {"force", 'f', NULL, "replace files that exist", OPTION_FLAG, MEMBER(replace), NULL},
    {"fps", 0, "RATE", "for files that count frames", OPTION_TEXT, MEMBER(fps), NULL},
    {"from", 0, "FORMAT", "of both inputs; found out by default", OPTION_CHOICE,
     MEMBER(from), values_readable},
    OPTION_HELP_ROW,
    {"json", 0, NULL, "findings and summary as one JSON object a line", OPTION_FLAG,
     MEMBER(json), NULL},
    LOOK_KARAOKE_ROW(struct merge_args),
    {"lang", 'l', "LANG,LANG", "of the texts of A and of B: ko,en", OPTION_LANGUAGES,
     MEMBER(language), NULL},
    LOOK_NOTES_ROW(struct merge_args),
    {"output", 'o', "FILE", "where to; - is standard output; may be repeated",
     OPTION_LIST, MEMBER(outputs), NULL},
    LOOK_PROFILE_ROW(struct merge_args),
    {"quiet", 'q', NULL, "no notes and no summary", OPTION_FLAG, MEMBER(quiet), NULL},
    LOOK_SPEAKER_STYLES_ROW(struct merge_args),
    LOOK_SPEAKERS_ROW(struct merge_args),
    LOOK_STACK_ROW(struct merge_args),
    {"text", 't', "LANG[,LANG]", "which texts, the upper first; all by default",
     OPTION_LANGUAGES, MEMBER(text), NULL},
    {"to", 0, "FORMAT", "of the output; by its extension by default", OPTION_CHOICE,
     MEMBER(to), values_writable},
    {"verbose", 'v', NULL, "every note, also of what formats have no room for",
     OPTION_FLAG, MEMBER(verbose), NULL},
};

static void say_summary(const struct merge_args *args,
                        const struct daesa_merge_stats *stats)
{
    if (args->json)
        console_sayf("{\"matched\":%zu,\"missing\":%zu,\"extra\":%zu,\"by\":\"%s\"}",
                     stats->n_matched, stats->n_missing, stats->n_extra,
                     ways[stats->way]);
    else
        console_sayf("%zu lines matched by %s, %zu missing, %zu left over",
                     stats->n_matched, ways[stats->way], stats->n_missing,
                     stats->n_extra);
}

/* What is read out of the command line. {0} is nothing. */
struct wishes {
    struct text_list languages, shown;
    struct daesa_rate rate;
};

static void wishes_finish(struct wishes *wishes)
{
    text_list_finish(&wishes->languages);
    text_list_finish(&wishes->shown);
}

/* EXIT_CLEAN, or what was said to be wrong. */
static int take_wishes(const struct merge_args *args, struct wishes *wishes)
{
    struct daesa_buf why = {0};
    if (args->outputs.n == 0)
        return options_wrong(&command_merge, "needs an output: -o FILE");
    if (!values_split("lang", args->language, &wishes->languages, &why) ||
        !values_split("text", args->text, &wishes->shown, &why) ||
        !values_rate("fps", args->fps, &wishes->rate, &why))
        return options_refuse(&command_merge, &why);
    if (args->language && wishes->languages.n != 2)
        return options_wrong(&command_merge,
                             "--lang: '%s' is not two languages, such as ko,en",
                             args->language);
    return EXIT_CLEAN;
}

static enum daesa_merge_way way_of(const char *name)
{
    for (int i = 0; name && ways[i]; i++)
        if (strcmp(ways[i], name) == 0)
            return (enum daesa_merge_way)i;
    return DAESA_MERGE_AUTO;
}

static int run(const struct merge_args *args, const struct wishes *wishes,
               char **operands)
{
    struct console console = {
        .json = args->json, .quiet = args->quiet, .verbose = args->verbose};
    struct daesa_merge_stats stats = {0};
    struct daesa_merge_job job = {
        .a = operands[0],
        .b = operands[1],
        .load_a = {.from = args->from, .encoding = args->encoding, .rate = wishes->rate},
        .save = {.paths = args->outputs.items,
                 .n_paths = args->outputs.n,
                 .to = args->to,
                 .languages = wishes->shown.items,
                 .n_languages = wishes->shown.n,
                 .replace = args->replace,
                 .rate = wishes->rate},
        .way = way_of(args->by),
    };
    job.load_b = job.load_a;
    if (wishes->languages.n == 2) {
        job.load_a.language = wishes->languages.items[0];
        job.load_b.language = wishes->languages.items[1];
    }
    looks_apply(&args->looks, &job.load_a, &job.save);
    console_open(&console, "none");
    enum daesa_status st = daesa_merge_files(&job, &stats, &console.sink);
    console_close(&console);
    if ((!st || st == DAESA_FELL_SHORT) && !args->quiet)
        say_summary(args, &stats);
    return command_exit(st, console.n_errors);
}

static int merge(int argc, char **argv, struct merge_args *args)
{
    int first;
    struct wishes wishes = {0};
    enum options_result result = options_parse(&command_merge, argc, argv, args, &first);
    if (result)
        return options_exit(result);
    if (argc - first != 2)
        return options_wrong(&command_merge, "takes two files, got %d", argc - first);
    int code = take_wishes(args, &wishes);
    if (!code)
        code = run(args, &wishes, argv + first);
    wishes_finish(&wishes);
    return code;
}

static int cmd_merge(int argc, char **argv)
{
    struct merge_args args = {0};
    int code = merge(argc, argv, &args);
    text_list_finish(&args.outputs);
    return code;
}

const struct command command_merge = {
    .name = "merge",
    .operands = "A B -o OUT...",
    .summary = "make two languages one file, or put a translation into a transcript",
    .example = "daesa merge clip.ko.srt clip.en.srt -o clip.ass",
    .page = "daesa-merge",
    .options = rows,
    .n_options = sizeof rows / sizeof *rows,
    .run = cmd_merge,
};
