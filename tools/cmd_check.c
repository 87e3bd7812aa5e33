/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "cache.h"
#include "check.h"
#include "check_files.h"
#include "check_needs.h"
#include "command.h"
#include "console.h"
#include "looks.h"
#include "values.h"

#include "check/rule.h"
#include "core/file.h"
#include "core/known.h"
#include "report/findings.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MEMBER(name) offsetof(struct check_args, name)

static const struct option_row rows[] = {
    {"audio", 'a', "N", "audio stream of the clip, as 'daesa probe' numbers them",
     OPTION_NUMBER, MEMBER(stream), NULL},
    {"baseline", 0, "FILE", "findings that are known, of --write-baseline; left out",
     OPTION_TEXT, MEMBER(baseline), NULL},
    CACHE_ROW(struct check_args),
    {"children", 0, NULL, "the reading speeds for children", OPTION_FLAG,
     MEMBER(children), NULL},
    {"clip", 'c', "CLIP", "the video or sound that they belong to", OPTION_TEXT,
     MEMBER(clip), NULL},
    {"encoding", 'e', "NAME", "of the files; found out by default", OPTION_TEXT,
     MEMBER(encoding), NULL},
    {"fix", 0, NULL, "mend what can be mended, and show what would change", OPTION_FLAG,
     MEMBER(fix), NULL},
    {"force", 'f', NULL, "replace files that exist; with --fix the very files",
     OPTION_FLAG, MEMBER(replace), NULL},
    {"fps", 0, "RATE", "for files that count frames; by default the clip's", OPTION_TEXT,
     MEMBER(fps), NULL},
    {"from", 0, "FORMAT", "of the files; found out by default", OPTION_CHOICE,
     MEMBER(from), values_readable},
    {"github", 0, NULL, "print annotations for GitHub Actions", OPTION_FLAG,
     MEMBER(github), NULL},
    OPTION_HELP_ROW,
    {"ignore", 0, "RULE[,RULE]", "rules or groups that are not wanted", OPTION_TEXT,
     MEMBER(ignore), NULL},
    {"jobs", 'j', "N", "files at a time; by default as many as there are cores",
     OPTION_NUMBER, MEMBER(n_jobs), NULL},
    {"json", 0, NULL, "print one JSON object a line", OPTION_FLAG, MEMBER(json), NULL},
    {"junit", 0, NULL, "print JUnit's XML", OPTION_FLAG, MEMBER(junit), NULL},
    {"lang", 'l', "LANG", "of texts that name none: ko, en, pt-BR", OPTION_LANGUAGE,
     MEMBER(language), NULL},
    {"lines", 0, NULL, "print one line for each finding, as compilers do", OPTION_FLAG,
     MEMBER(lines), NULL},
    {"max-severity", 0, "HOW", "that passes: none, note, warning (default), error",
     OPTION_CHOICE, MEMBER(max_severity), check_severities},
    {"names", 0, "FILE", "names as they are spelt, one a line", OPTION_TEXT,
     MEMBER(names), NULL},
    NO_CACHE_ROW(struct check_args),
    {"only", 0, "RULE[,RULE]", "rules or groups: file, times, text, sound, picture, read",
     OPTION_TEXT, MEMBER(only), NULL},
    {"output", 'o', "FILE", "where --fix puts the mended file", OPTION_TEXT,
     MEMBER(output), NULL},
    {"picture", 0, NULL, "draw every cue as players do, on the clip's picture",
     OPTION_FLAG, MEMBER(picture), NULL},
    {"profile", 'p', "NAME|FILE", "the house to judge by ('daesa list profiles')",
     OPTION_TEXT, MEMBER(profile), looks_profiles},
    CONSOLE_PROGRESS_ROW(struct check_args),
    {"sarif", 0, NULL, "print SARIF 2.1.0", OPTION_FLAG, MEMBER(sarif), NULL},
    {"spoken", 0, "LANG", "spoken in the clip: compare what is written with what is said",
     OPTION_LANGUAGE, MEMBER(spoken), NULL},
    {"write-baseline", 0, "FILE", "keep what is found as known", OPTION_TEXT,
     MEMBER(write_baseline), NULL},
};

static enum daesa_status write_known(const struct check_args *args,
                                     const struct daesa_finding_list *list,
                                     struct daesa_sink *sink)
{
    struct daesa_buf text = {0};
    for (size_t i = 0; i < list->n; i++)
        daesa_finding_print_json(&text, &list->items[i]);
    enum daesa_status st = text.status;
    if (!st)
        st = daesa_file_write(args->write_baseline, daesa_buf_str(&text), args->replace,
                              sink);
    daesa_buf_finish(&text);
    return st;
}

static bool print(const struct check_args *args, const struct daesa_checked *checked)
{
    struct daesa_buf text = {0};
    bool colour = console_has_colour(stdout);
    if (args->junit)
        daesa_checked_print_junit(&text, checked);
    else if (args->sarif)
        daesa_checked_print_sarif(&text, checked, DAESA_VERSION);
    else if (args->github)
        daesa_checked_print_github(&text, checked);
    else if (!args->json && !args->lines)
        daesa_checked_print(&text, checked, colour);
    for (size_t i = 0; (args->json || args->lines) && i < checked->n_findings; i++)
        if (args->json)
            daesa_finding_print_json(&text, &checked->findings[i]);
        else
            daesa_finding_print(&text, &checked->findings[i], colour);
    if (text.status)
        console_sayf("daesa: %s", daesa_status_text(text.status));
    bool ok = !text.status && console_print(daesa_buf_str(&text));
    daesa_buf_finish(&text);
    return ok;
}

/* Known findings left out or kept, printed; what to exit with. */
static int conclude(const struct check_args *args, const struct check_needs *needs,
                    struct check_files *files, struct console *console)
{
    struct daesa_checked checked = {.max_severity = check_severity(args),
                                    .tolerates_none = check_tolerates_none(args),
                                    .at_s = (int64_t)time(NULL),
                                    .rule = daesa_rule_find};
    enum daesa_status st = DAESA_OK;
    if (args->write_baseline)
        st = write_known(args, &files->findings, &console->sink);
    if (!st && args->baseline)
        st = daesa_known_remove(&files->findings, &needs->lists.known, &checked.n_known);
    if (st)
        return command_exit(st, console->n_errors);
    checked.files = files->files;
    checked.n_files = files->n_files;
    checked.findings = files->findings.items;
    checked.n_findings = files->findings.n;
    bool fails = !print(args, &checked) || files->failed || needs->paths.failed;
    for (size_t i = 0; !args->write_baseline && i < checked.n_findings; i++)
        fails |= daesa_checked_fails(&checked, &checked.findings[i]);
    return fails ? EXIT_FAILED : EXIT_CLEAN;
}

static bool run(const struct check_args *args, const struct daesa_check_job *job,
                const struct check_paths *paths, struct check_files *files)
{
    struct check_fix fix = {.output = args->output,
                            .replace = args->replace,
                            .shows_nothing =
                                args->github || args->json || args->junit || args->sarif};
    if (args->fix)
        return check_files_fix(job, paths->items, paths->n, &fix, files);
    return check_files_run(job, paths->items, paths->n, (size_t)args->n_jobs, files);
}

static int check(const struct check_args *args, struct check_needs *needs,
                 char **operands)
{
    struct console console = {.json = args->json};
    struct check_files files = {0};
    console_open(&console, args->progress);
    enum daesa_status st = check_needs_gather(args, needs, &console);
    if (st)
        return command_exit(st, console.n_errors);
    struct daesa_check_job job;
    check_apply(args, &needs->only, &needs->ignored, &job);
    job.load.rate = needs->rate;
    job.profile = args->profile ? &needs->house : NULL;
    job.evidence = args->clip ? &needs->evidence : NULL;
    job.clip = args->clip;
    job.cache_folder = needs->cache;
    job.names = needs->lists.names;
    job.n_names = needs->lists.n_names;
    for (; !st && *operands; operands++)
        st = check_paths_add(&needs->paths, *operands, &console.sink);
    if (st)
        return command_exit(st, console.n_errors);
    int code = EXIT_FAILED;
    if (args->output && needs->paths.n != 1)
        code =
            options_wrong(&command_check, "-o takes one file, got %zu", needs->paths.n);
    else if (run(args, &job, &needs->paths, &files))
        code = conclude(args, needs, &files, &console);
    check_files_finish(&files);
    return code;
}

static int cmd_check(int argc, char **argv)
{
    struct check_args args = {.stream = -1};
    struct check_needs needs = {0};
    int first;
    enum options_result result = options_parse(&command_check, argc, argv, &args, &first);
    if (result)
        return options_exit(result);
    if (first == argc)
        return options_wrong(&command_check, "needs a file of subtitles, or a folder");
    if (args.github + args.json + args.junit + args.lines + args.sarif > 1)
        return options_wrong(&command_check, "one of --github, --json, --junit, --lines "
                                             "and --sarif at a time");
    if (args.cache && args.no_cache)
        return options_wrong(&command_check, "one of --cache and --no-cache at a time");
    if (args.spoken && !args.clip)
        return options_wrong(&command_check, "--spoken needs --clip");
    if (args.stream >= 0 && !args.clip)
        return options_wrong(&command_check, "--audio needs --clip");
    if (args.output && !args.fix)
        return options_wrong(&command_check, "-o needs --fix");
    if (args.output && strcmp(args.output, "-") == 0)
        return options_wrong(&command_check,
                             "-o: findings have standard output; name a file");
    int code = check_needs_take(&args, &needs);
    if (!code)
        code = check(&args, &needs, argv + first);
    check_needs_finish(&needs);
    return code;
}

const struct command command_check = {
    .name = "check",
    .operands = "SUBS... [--clip CLIP]",
    .summary = "judge subtitles by the rules of a house, and by the clip",
    .example = "daesa check clip.srt --clip clip.mp4 --profile netflix-en",
    .page = "daesa-check",
    .options = rows,
    .n_options = sizeof rows / sizeof *rows,
    .run = cmd_check,
};
