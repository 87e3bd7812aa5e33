/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "cache.h"
#include "command.h"
#include "console.h"
#include "preview.h"
#include "words.h"

#include "job/evidence.h"
#include "job/preview.h"
#include "job/profile.h"

#include <stdlib.h>
#include <string.h>

#define MEMBER(name) offsetof(struct preview_args, name)

static const struct option_row rows[] = {
    {"at", 0, "TIME", "show this time instead of cues; may be repeated", OPTION_LIST,
     MEMBER(at), NULL},
    {"cache", 0, "DIR", "keep what is found in the clip there, not in the user's cache",
     OPTION_TEXT, MEMBER(cache), NULL},
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
     MEMBER(from), words_readable},
    {"guides", 0, NULL, "draw the safe areas", OPTION_FLAG, MEMBER(guides), NULL},
    OPTION_HELP_ROW,
    {"json", 0, NULL, "findings as one JSON object a line", OPTION_FLAG, MEMBER(json),
     NULL},
    {"lang", 'l', "LANG", "of texts that name none: ko, en, pt-BR", OPTION_LANGUAGE,
     MEMBER(language), NULL},
    {"no-cache", 0, NULL, "watch the clip anew, and keep nothing of it", OPTION_FLAG,
     MEMBER(no_cache), NULL},
    {"output", 'o', "FILE", "the sheet, a PNG; further ones are FILE-2, FILE-3 ...",
     OPTION_TEXT, MEMBER(output), NULL},
    {"profile", 'p', "NAME", "the house that --findings goes by", OPTION_TEXT,
     MEMBER(profile), NULL},
    {"progress", 0, "MODE", "auto, bar, json, none; by default a bar on a terminal",
     OPTION_CHOICE, MEMBER(progress), console_progress_modes},
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

/* What is read out of the command line. */
struct wishes {
    struct daesa_preview_range *ranges;
    int64_t *times_us;
    size_t n_ranges, n_times;
    struct text_list languages;
    char *room;
    struct daesa_rate rate;
    struct daesa_profile house;
    struct daesa_evidence evidence;
    char *cache;
    struct daesa_check_job check;
};

static void wishes_finish(struct wishes *wishes)
{
    free(wishes->ranges);
    free(wishes->times_us);
    text_list_finish(&wishes->languages);
    free(wishes->room);
    free(wishes->cache);
    daesa_evidence_finish(&wishes->evidence);
}

static bool take_range(struct daesa_str part, struct daesa_preview_range *range)
{
    long long from, to;
    size_t dash = daesa_str_find_char(part, '-');
    if (!daesa_str_to_count(daesa_str_slice(part, 0, dash), INT32_MAX, &from) || from < 1)
        return false;
    to = from;
    if (dash < part.len &&
        !daesa_str_to_count(daesa_str_from(part, dash + 1), INT32_MAX, &to))
        return false;
    *range = (struct daesa_preview_range){(size_t)from, (size_t)to};
    return to >= from;
}

/* "3,7-9" */
static bool take_cues(const char *text, struct wishes *wishes)
{
    struct daesa_str rest = daesa_str_of(text);
    wishes->ranges = calloc(rest.len + 1, sizeof *wishes->ranges);
    bool ok = wishes->ranges != NULL;
    while (ok) {
        size_t comma = daesa_str_find_char(rest, ',');
        ok = take_range(daesa_str_slice(rest, 0, comma),
                        &wishes->ranges[wishes->n_ranges++]);
        if (comma >= rest.len)
            break;
        rest = daesa_str_from(rest, comma + 1);
    }
    return ok;
}

static bool take_times(const struct preview_args *args, struct wishes *wishes,
                       struct daesa_buf *why)
{
    wishes->times_us = calloc(args->at.n + 1, sizeof *wishes->times_us);
    bool ok = wishes->times_us != NULL;
    for (size_t i = 0; ok && i < args->at.n; i++)
        ok = words_time("at", args->at.items[i], wishes->rate,
                        &wishes->times_us[wishes->n_times++], why);
    return ok;
}

/* EXIT_CLEAN, or what was said to be wrong. */
static int take_wishes(const struct preview_args *args, const char *subtitles,
                       struct wishes *wishes)
{
    struct daesa_buf why = {0};
    if (!args->output)
        return options_wrong(&command_preview, "needs an output: -o SHEET.png");
    if (strcmp(args->output, "-") == 0)
        return options_wrong(&command_preview, "the output must be a file");
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
    if (args->columns > 100 || args->rows > 1000 || args->width > 8000)
        return options_wrong(&command_preview,
                             "a sheet has at most 100 columns and 1000 rows of pictures "
                             "of at most 8000 pixels");
    if (!words_rate("fps", args->fps, &wishes->rate, &why) ||
        !take_times(args, wishes, &why))
        return words_wrong(&command_preview, &why);
    if (args->cues && !take_cues(args->cues, wishes))
        return options_wrong(&command_preview,
                             "--cues: '%s' is not a list of cues; it takes 3,7-9",
                             args->cues);
    if (!words_split(args->text, &wishes->room, &wishes->languages))
        return options_wrong(&command_preview, "--text: '%s' is not a list of languages",
                             args->text);
    return EXIT_CLEAN;
}

/* What --findings judges by. */
static enum daesa_status watch(const struct preview_args *args, const char *clip,
                               struct wishes *wishes, struct console *console)
{
    struct daesa_check_job *check = &wishes->check;
    wishes->cache = cache_choose(args->cache, args->no_cache);
    struct daesa_evidence_opts opts = {.language = args->language,
                                       .cache_folder = wishes->cache,
                                       .progress = &console->progress};
    enum daesa_status st = DAESA_OK;
    if (args->profile)
        st = daesa_profile_load(args->profile, (struct daesa_str){0}, &wishes->house,
                                &console->sink);
    if (!st)
        st = daesa_evidence_gather(clip, &opts, &wishes->evidence, &console->sink);
    check->profile = args->profile ? &wishes->house : NULL;
    check->evidence = &wishes->evidence;
    return st;
}

static int run(const struct preview_args *args, struct wishes *wishes, char **operands)
{
    struct console console = {.json = args->json, .quiet = args->quiet};
    struct daesa_preview_stats stats = {0};
    console_open(&console, args->progress);
    struct daesa_preview_job job = {
        .clip = operands[0],
        .subtitles = operands[1],
        .load = {.from = args->from,
                 .encoding = args->encoding,
                 .language = args->language,
                 .rate = wishes->rate},
        .output = args->output,
        .replace = args->replace,
        .ranges = wishes->ranges,
        .n_ranges = wishes->n_ranges,
        .only_findings = args->findings,
        .check = &wishes->check,
        .times_us = wishes->times_us,
        .n_times = wishes->n_times,
        .languages = wishes->languages.items,
        .n_languages = wishes->languages.n,
        .width_px = args->width,
        .columns = args->columns,
        .rows = args->rows,
        .guides = args->guides,
        .has_simple_shaping = args->simple_shaping,
        .progress = &console.progress,
    };
    enum daesa_status st = DAESA_OK;
    if (args->findings)
        st = watch(args, operands[0], wishes, &console);
    if (!st)
        st = daesa_preview(&job, &stats, &console.sink);
    console_close(&console);
    if (!st && !args->quiet && !args->json)
        console_sayf("%zu picture%s on %zu sheet%s", stats.n_pictures,
                     stats.n_pictures == 1 ? "" : "s", stats.n_sheets,
                     stats.n_sheets == 1 ? "" : "s");
    return words_exit(st, console.n_errors);
}

static int preview(int argc, char **argv, struct preview_args *args)
{
    int first;
    struct wishes wishes = {0};
    enum options_result result =
        options_parse(&command_preview, argc, argv, args, &first);
    if (result)
        return options_exit(result);
    if (argc - first != 2)
        return options_wrong(&command_preview,
                             "takes a clip and subtitles, got %d file%s", argc - first,
                             argc - first == 1 ? "" : "s");
    int code = take_wishes(args, argv[first + 1], &wishes);
    if (!code)
        code = run(args, &wishes, argv + first);
    wishes_finish(&wishes);
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
