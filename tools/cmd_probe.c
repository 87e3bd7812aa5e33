/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "command.h"
#include "console.h"

#include "media/probe.h"
#include "media/shots.h"
#include "report/clip.h"
#include "report/clip_json.h"

struct probe_args {
    bool headers_only, json, shots;
    const char *progress;
};

#define MEMBER(name) offsetof(struct probe_args, name)

static const struct option_row rows[] = {
    {"headers-only", 0, NULL, "believe the headers; do not read the whole clip",
     OPTION_FLAG, MEMBER(headers_only), NULL},
    OPTION_HELP_ROW,
    {"json", 0, NULL, "one JSON object a line, for each clip and each finding",
     OPTION_FLAG, MEMBER(json), NULL},
    CONSOLE_PROGRESS_ROW(struct probe_args),
    {"shots", 0, NULL, "find where one shot ends and the next begins", OPTION_FLAG,
     MEMBER(shots), NULL},
};

/* Between two clips in a table goes an empty line. */
static bool show(const struct daesa_clip *clip, const struct daesa_evidence *evidence,
                 bool json, bool is_first)
{
    struct daesa_buf text = {0};
    if (json)
        daesa_clip_print_json(&text, clip, evidence);
    else {
        daesa_buf_add_text(&text, is_first ? "" : "\n");
        daesa_clip_print(&text, clip, 0);
        daesa_shots_print(&text, evidence);
    }
    console_wipe();
    if (text.status)
        console_sayf("daesa: %s", daesa_status_text(text.status));
    bool ok = !text.status && console_print(daesa_buf_str(&text));
    daesa_buf_finish(&text);
    return ok;
}

/* What is in the clip at `path`, and its shots where they are asked for. Without
 * shots that could not be found the rest is told all the same. */
static enum daesa_status look(const struct probe_args *args, const char *path,
                              struct console *console, struct daesa_clip *clip,
                              struct daesa_evidence *evidence)
{
    struct daesa_probe_opts opts = {.headers_only = args->headers_only,
                                    .progress = &console->progress};
    struct daesa_shots_opts watch = {.progress = &console->progress};
    enum daesa_status st = daesa_probe(path, &opts, clip, &console->sink);
    if (st || !args->shots)
        return st;
    st = daesa_shots_find(path, &watch, evidence, &console->sink);
    evidence->end_us = clip->duration_us == DAESA_TIME_NONE ? 0 : clip->duration_us;
    clip->is_damaged |= st != DAESA_OK;
    return DAESA_OK;
}

static int probe(const struct probe_args *args, char **paths, int n)
{
    struct console console = {.json = args->json};
    bool ok = true, is_first = true;
    console_open(&console, args->progress);
    for (int i = 0; i < n; i++) {
        struct daesa_clip clip = {0};
        struct daesa_evidence evidence = {0};
        size_t n_errors = console.n_errors;
        enum daesa_status st = look(args, paths[i], &console, &clip, &evidence);
        if (!st) {
            ok &= show(&clip, &evidence, args->json, is_first);
            is_first = false;
        } else if (console.n_errors == n_errors)
            console_sayf("daesa: %s: %s", paths[i], daesa_status_text(st));
        ok &= !st && !clip.is_damaged;
        daesa_evidence_finish(&evidence);
        daesa_clip_finish(&clip);
    }
    console_wipe();
    return ok ? EXIT_CLEAN : EXIT_FAILED;
}

static int cmd_probe(int argc, char **argv)
{
    struct probe_args args = {0};
    int first;
    enum options_result result = options_parse(&command_probe, argc, argv, &args, &first);
    if (result)
        return options_exit(result);
    if (first == argc)
        return options_wrong(&command_probe, "needs a clip");
    return probe(&args, argv + first, argc - first);
}

const struct command command_probe = {
    .name = "probe",
    .operands = "CLIP...",
    .summary = "say what is in a clip: streams, rates, times, languages",
    .example = "daesa probe clip.mp4",
    .page = "daesa-probe",
    .options = rows,
    .n_options = sizeof rows / sizeof *rows,
    .run = cmd_probe,
};
