/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "cache.h"
#include "command.h"
#include "console.h"
#include "convert.h"
#include "convert_tree.h"
#include "looks.h"
#include "values.h"

#include "job/evidence.h"
#include "media/cadence.h"
#include "media/frames.h"

#include <stdlib.h>

#define MEMBER(name) offsetof(struct convert_args, name)

static const struct option_row rows[] = {
    {"bom", 0, "YES|NO", "begin outputs with a byte order mark, or without",
     OPTION_CHOICE, MEMBER(bom), convert_boms},
    {"class", 0, "NAME", "only this class of SAMI, or channel of SCC", OPTION_TEXT,
     MEMBER(class_name), NULL},
    {"clip", 0, "CLIP", "for its frames: their times and their rate", OPTION_TEXT,
     MEMBER(clip), NULL},
    {"encoding", 'e', "NAME", "of the input; found out by default", OPTION_TEXT,
     MEMBER(encoding), NULL},
    LOOK_FALLBACK_ROW(struct convert_args),
    LOOK_FONT_ROW(struct convert_args),
    {"force", 'f', NULL, "replace files that exist", OPTION_FLAG, MEMBER(replace), NULL},
    {"fps", 0, "RATE", "frames a second, where a format counts frames", OPTION_TEXT,
     MEMBER(fps), NULL},
    {"from", 0, "FORMAT", "of the input; found out by default", OPTION_CHOICE,
     MEMBER(from), values_readable},
    {"from-fps", 0, "RATE", "the clip ran at this rate; with --to-fps", OPTION_TEXT,
     MEMBER(from_fps), NULL},
    OPTION_HELP_ROW,
    {"jobs", 'j', "N", "processes for folders; one a core by default", OPTION_NUMBER,
     MEMBER(n_jobs), NULL},
    {"join-rolling", 0, NULL, "make lines of captions that roll up", OPTION_FLAG,
     MEMBER(joins_rolling), NULL},
    {"json", 0, NULL, "findings, and files of folders, as one JSON object a line",
     OPTION_FLAG, MEMBER(json), NULL},
    LOOK_KARAOKE_ROW(struct convert_args),
    {"lang", 'l', "LANG", "of texts that name none: ko, en, pt-BR", OPTION_LANGUAGE,
     MEMBER(language), NULL},
    LOOK_NAMES_ROW(struct convert_args),
    {"newline", 0, "KIND", "of outputs: lf, crlf or cr", OPTION_CHOICE, MEMBER(newline),
     convert_newlines},
    LOOK_NOTES_ROW(struct convert_args),
    {"only-lang", 0, "LANG", "leave out texts in other languages", OPTION_LANGUAGE,
     MEMBER(only_language), NULL},
    {"output", 'o', "OUT", "where to, a folder for several; - is stdout; may be repeated",
     OPTION_LIST, MEMBER(outputs), NULL},
    LOOK_PROFILE_ROW(struct convert_args),
    CONSOLE_PROGRESS_ROW(struct convert_args),
    {"quiet", 'q', NULL, "no notes", OPTION_FLAG, MEMBER(quiet), NULL},
    {"rate", 0, "A:B", "times by A/B: from A frames a second to B", OPTION_TEXT,
     MEMBER(rate), NULL},
    {"resume", 0, NULL, "leave outputs alone that are there, do what is missing",
     OPTION_FLAG, MEMBER(resumes), NULL},
    {"shift", 0, "TIME", "times later; earlier with a minus: -1.5s, 120f", OPTION_TEXT,
     MEMBER(shift), NULL},
    {"shots", 0, NULL, "keep to the shots of the clip that --clip names", OPTION_FLAG,
     MEMBER(shots), NULL},
    LOOK_SPEAKER_STYLES_ROW(struct convert_args),
    LOOK_SPEAKERS_ROW(struct convert_args),
    LOOK_STACK_ROW(struct convert_args),
    {"stream", 0, "N", "of a clip, as 'daesa probe' numbers them", OPTION_NUMBER,
     MEMBER(stream), NULL},
    {"strip", 0, "WHAT[,WHAT]", "take out notes, speakers, tags; may be repeated",
     OPTION_LIST, MEMBER(strip), convert_strips},
    {"text", 't', "LANG[,LANG]", "which texts, the upper first; all by default",
     OPTION_LANGUAGES, MEMBER(text), NULL},
    {"to", 0, "FORMAT", "of the output; by its extension by default", OPTION_CHOICE,
     MEMBER(to), values_writable},
    {"to-encoding", 0, "NAME", "of outputs; UTF-8 by default", OPTION_TEXT,
     MEMBER(to_encoding), NULL},
    {"to-fps", 0, "RATE", "the clip runs at this rate; with --from-fps", OPTION_TEXT,
     MEMBER(to_fps), NULL},
    LOOK_UNIFY_ROW(struct convert_args),
    {"verbose", 'v', NULL, "every note, also of what formats have no room for",
     OPTION_FLAG, MEMBER(verbose), NULL},
};

static int convert_file(const struct convert_args *args, struct daesa_convert_opts *opts,
                        const char *input, struct console *console)
{
    opts->input = input;
    opts->save.paths = args->outputs.items;
    opts->save.n_paths = args->outputs.n;
    enum daesa_status st = daesa_convert(opts, &console->sink);
    int code = command_exit(st, console->n_errors);
    return console->n_errors && !code ? EXIT_FAILED : code;
}

/* The clip's frames tell formats how to round times, and how many there are a
 * second where --fps does not. */
static enum daesa_status read_frames(const struct convert_args *args,
                                     struct daesa_convert_opts *opts,
                                     struct daesa_evidence *evidence,
                                     struct console *console)
{
    char *cache = args->shots ? cache_folder() : NULL;
    struct daesa_evidence_opts how = {
        .no_speech = true, .cache_folder = cache, .progress = &console->progress};
    enum daesa_status st =
        args->shots
            ? daesa_evidence_gather(args->clip, &how, evidence, &console->sink)
            : daesa_frames_read(args->clip, &console->progress, evidence, &console->sink);
    free(cache);
    if (st)
        return st;
    opts->save.layout.evidence = evidence;
    if (!daesa_rate_known(opts->load.rate))
        opts->load.rate = opts->save.rate =
            daesa_cadence_find(evidence->frames_us, evidence->n_frames, 0, NULL, 0).real;
    return DAESA_OK;
}

static int run(const struct convert_args *args, char **inputs, size_t n,
               const struct text_list *languages)
{
    struct daesa_convert_opts opts;
    struct daesa_evidence evidence = {0};
    struct daesa_buf why = {0};
    bool is_tree = convert_is_tree(args, inputs, n);
    struct console console = {.json = args->json,
                              .quiet = args->quiet,
                              .verbose = args->verbose,
                              .holds_notes = is_tree};
    if (!convert_apply(args, &opts, &why))
        return options_refuse(&command_convert, &why);
    opts.save.languages = languages->items;
    opts.save.n_languages = languages->n;
    looks_apply(&args->looks, &opts.load, &opts.save);
    console_open(&console, is_tree || args->clip ? args->progress : "none");
    enum daesa_status st =
        args->clip ? read_frames(args, &opts, &evidence, &console) : DAESA_OK;
    int code = st        ? command_exit(st, console.n_errors)
               : is_tree ? convert_tree(args, &opts, inputs, n, &console)
                         : convert_file(args, &opts, inputs[0], &console);
    console_close(&console);
    daesa_evidence_finish(&evidence);
    return code;
}

static int convert(int argc, char **argv, struct convert_args *args)
{
    int first;
    struct text_list languages = {0};
    struct daesa_buf why = {0};
    enum options_result result =
        options_parse(&command_convert, argc, argv, args, &first);
    if (result)
        return options_exit(result);
    int code;
    if (argc == first)
        code = options_wrong(&command_convert, "needs a file or a folder");
    else if (args->outputs.n == 0)
        code = options_wrong(&command_convert, "needs an output: -o FILE");
    else if (!values_split("text", args->text, &languages, &why))
        code = options_refuse(&command_convert, &why);
    else
        code = run(args, argv + first, (size_t)(argc - first), &languages);
    text_list_finish(&languages);
    return code;
}

static int cmd_convert(int argc, char **argv)
{
    struct convert_args args = {.stream = -1};
    int code = convert(argc, argv, &args);
    text_list_finish(&args.outputs);
    text_list_finish(&args.strip);
    return code;
}

const struct command command_convert = {
    .name = "convert",
    .operands = "FILE|DIR... -o OUT...",
    .summary = "turn subtitles or transcripts into another format, whole folders too",
    .example = "daesa convert clip.smi -o clip.srt",
    .page = "daesa-convert",
    .options = rows,
    .n_options = sizeof rows / sizeof *rows,
    .run = cmd_convert,
};
