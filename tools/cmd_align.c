/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "align.h"
#include "cache.h"
#include "command.h"
#include "console.h"
#include "values.h"

#include "report/lines.h"

#include <stdlib.h>
#include <string.h>

#define MEMBER(name) offsetof(struct align_args, name)

static const struct option_row rows[] = {
    {"audio", 'a', "N", "audio stream, as 'daesa probe' numbers them", OPTION_NUMBER,
     MEMBER(stream), NULL},
    {"encoding", 'e', "NAME", "of the transcript; found out by default", OPTION_TEXT,
     MEMBER(encoding), NULL},
    LOOK_FALLBACK_ROW(struct align_args),
    LOOK_FONT_ROW(struct align_args),
    {"force", 'f', NULL, "replace files that exist", OPTION_FLAG, MEMBER(replace), NULL},
    {"fps", 0, "RATE", "frames a second, where a format counts frames", OPTION_TEXT,
     MEMBER(fps), NULL},
    {"from", 0, "FORMAT", "of the transcript; found out by default", OPTION_CHOICE,
     MEMBER(from), values_readable},
    OPTION_HELP_ROW,
    {"json", 0, NULL, "findings and summary as one JSON object a line", OPTION_FLAG,
     MEMBER(json), NULL},
    LOOK_KARAOKE_ROW(struct align_args),
    {"lang", 'l', "LANG", "spoken in the clip: ko, en, pt-BR ('daesa list voices')",
     OPTION_LANGUAGE, MEMBER(language), NULL},
    {"lines", 0, NULL, "print a table of the lines; so it does without -o", OPTION_FLAG,
     MEMBER(lines), NULL},
    {"min-confidence", 0, "0..1", "lines that are less sure fall short", OPTION_SHARE,
     MEMBER(min_confidence), NULL},
    {"one-thread", 0, NULL, "do not speak and decode at the same time", OPTION_FLAG,
     MEMBER(one_thread), NULL},
    LOOK_NAMES_ROW(struct align_args),
    LOOK_NOTES_ROW(struct align_args),
    {"output", 'o', "FILE", "where to; - is standard output; may be repeated",
     OPTION_LIST, MEMBER(outputs), NULL},
    LOOK_PROFILE_ROW(struct align_args),
    CONSOLE_PROGRESS_ROW(struct align_args),
    {"quiet", 'q', NULL, "no notes and no summary", OPTION_FLAG, MEMBER(quiet), NULL},
    {"shots", 0, NULL, "keep starts and ends to the shots of the clip", OPTION_FLAG,
     MEMBER(shots), NULL},
    LOOK_SPEAKER_STYLES_ROW(struct align_args),
    LOOK_SPEAKERS_ROW(struct align_args),
    LOOK_STACK_ROW(struct align_args),
    {"text", 't', "LANG[,LANG]", "which texts, the upper first; all by default",
     OPTION_LANGUAGES, MEMBER(text), NULL},
    {"to", 0, "FORMAT", "of the outputs; by their extensions by default", OPTION_CHOICE,
     MEMBER(to), values_writable},
    {"translation", 0, "LANG", "lines are a translation into LANG: go by pauses",
     OPTION_LANGUAGE, MEMBER(translation), NULL},
    LOOK_UNIFY_ROW(struct align_args),
    {"verbose", 'v', NULL, "every note, also of what formats have no room for",
     OPTION_FLAG, MEMBER(verbose), NULL},
};

static void say_summary(const struct align_args *args,
                        const struct daesa_align_stats *stats)
{
    double sound_s = (double)stats->sound_us / 1e6;
    if (args->json)
        console_sayf("{\"lines\":%zu,\"found\":%zu,\"doubtful\":%zu,\"confidence\":%.3f,"
                     "\"language\":\"%s\",\"stream\":%d,\"sound\":%.3f}",
                     stats->n_lines, stats->n_found, stats->n_doubtful,
                     stats->mean_confidence, stats->language, stats->stream, sound_s);
    else
        console_sayf("%zu of %zu lines %s %.1f s of sound%s%s%s, %zu doubtful, mean "
                     "confidence %.2f",
                     stats->n_found, stats->n_lines,
                     args->translation ? "placed by the pauses in" : "found in", sound_s,
                     *stats->language ? " (" : "", stats->language,
                     *stats->language ? ")" : "", stats->n_doubtful,
                     stats->mean_confidence);
}

static bool print_lines(const struct daesa_track *track)
{
    struct daesa_buf text = {0};
    daesa_lines_print(&text, track, 0);
    bool ok = !text.status && console_print(daesa_buf_str(&text));
    daesa_buf_finish(&text);
    return ok;
}

static int run(const struct align_args *args, char **operands,
               const struct text_list *languages, struct daesa_rate rate)
{
    struct console console = {
        .json = args->json, .quiet = args->quiet, .verbose = args->verbose};
    struct daesa_track track = {0};
    struct daesa_align_stats stats = {0};
    char *cache = args->shots ? cache_folder() : NULL;
    struct daesa_align_job job;
    align_apply(args, languages, &job);
    job.clip = operands[0];
    job.transcript = operands[1];
    job.load.rate = job.save.rate = rate;
    job.save.paths = args->outputs.items;
    job.save.n_paths = args->outputs.n;
    job.cache_folder = cache;
    job.progress = &console.progress;
    console_open(&console, args->progress);
    enum daesa_status st = daesa_align(&job, &track, &stats, &console.sink);
    console_wipe();
    bool is_done = !st || st == DAESA_FELL_SHORT;
    bool ok = true;
    if (is_done && (args->lines || args->outputs.n == 0))
        ok = print_lines(&track);
    if (is_done && !args->quiet)
        say_summary(args, &stats);
    daesa_track_finish(&track);
    free(cache);
    return ok ? command_exit(st, console.n_errors) : EXIT_FAILED;
}

static bool writes_stdout(const struct text_list *outputs)
{
    for (size_t i = 0; i < outputs->n; i++)
        if (strcmp(outputs->items[i], "-") == 0)
            return true;
    return false;
}

static int align(int argc, char **argv, struct align_args *args)
{
    int first, code;
    struct text_list languages = {0};
    struct daesa_rate rate = {0};
    struct daesa_buf why = {0};
    enum options_result result = options_parse(&command_align, argc, argv, args, &first);
    if (result)
        return options_exit(result);
    if (argc - first != 2)
        code =
            options_wrong(&command_align, "takes a clip and a transcript, got %d file%s",
                          argc - first, argc - first == 1 ? "" : "s");
    else if (args->lines && writes_stdout(&args->outputs))
        code = options_wrong(&command_align,
                             "--lines and -o - cannot share standard output");
    else if (!values_split("text", args->text, &languages, &why) ||
             !values_rate("fps", args->fps, &rate, &why))
        code = options_refuse(&command_align, &why);
    else
        code = run(args, argv + first, &languages, rate);
    text_list_finish(&languages);
    return code;
}

static int cmd_align(int argc, char **argv)
{
    struct align_args args = {.stream = -1};
    int code = align(argc, argv, &args);
    text_list_finish(&args.outputs);
    return code;
}

const struct command command_align = {
    .name = "align",
    .operands = "CLIP TRANSCRIPT -o OUT...",
    .summary = "time every line of a transcript on a clip",
    .example = "daesa align clip.mp4 lines.json --lang ko -o clip.srt -o clip.ass",
    .page = "daesa-align",
    .options = rows,
    .n_options = sizeof rows / sizeof *rows,
    .run = cmd_align,
};
