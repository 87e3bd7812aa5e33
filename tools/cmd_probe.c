/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "command.h"
#include "console.h"

#include "media/probe.h"
#include "report/clip.h"
#include "report/clip_json.h"

struct probe_args {
    bool headers_only, json;
    const char *progress;
};

#define MEMBER(name) offsetof(struct probe_args, name)

static const struct option_row rows[] = {
    {"headers-only", 0, NULL, "believe the headers; do not read the whole clip",
     OPTION_FLAG, MEMBER(headers_only), NULL},
    OPTION_HELP_ROW,
    {"json", 0, NULL, "one JSON object a line, for each clip and each finding",
     OPTION_FLAG, MEMBER(json), NULL},
    {"progress", 0, "MODE", "auto, bar, json, none; by default a bar on a terminal",
     OPTION_CHOICE, MEMBER(progress), console_progress_modes},
};

/* Between two clips in a table goes an empty line. */
static bool show(const struct daesa_clip *clip, bool json, bool is_first)
{
    struct daesa_buf text = {0};
    if (json)
        daesa_clip_print_json(&text, clip);
    else {
        daesa_buf_add_text(&text, is_first ? "" : "\n");
        daesa_clip_print(&text, clip, 0);
    }
    console_wipe();
    if (text.status)
        console_sayf("daesa: %s", daesa_status_text(text.status));
    bool ok = !text.status && console_print(daesa_buf_str(&text));
    daesa_buf_finish(&text);
    return ok;
}

static int probe(const struct probe_args *args, char **paths, int n)
{
    struct console console = {.json = args->json};
    struct daesa_probe_opts opts = {.headers_only = args->headers_only,
                                    .progress = &console.progress};
    bool ok = true, is_first = true;
    console_open(&console, args->progress);
    for (int i = 0; i < n; i++) {
        struct daesa_clip clip = {0};
        size_t n_errors = console.n_errors;
        enum daesa_status st = daesa_probe(paths[i], &opts, &clip, &console.sink);
        if (!st) {
            ok &= show(&clip, args->json, is_first);
            is_first = false;
        } else if (console.n_errors == n_errors)
            console_sayf("daesa: %s: %s", paths[i], daesa_status_text(st));
        ok &= !st && !clip.is_damaged;
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
