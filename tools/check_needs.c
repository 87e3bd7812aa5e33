/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "check_needs.h"

#include "cache.h"
#include "command.h"
#include "values.h"

#include "core/file.h"
#include "job/check.h"
#include "job/evidence.h"
#include "job/profile.h"

#include <stdlib.h>
#include <string.h>

void check_needs_finish(struct check_needs *needs)
{
    text_list_finish(&needs->only);
    text_list_finish(&needs->ignored);
    daesa_check_lists_finish(&needs->lists);
    daesa_evidence_finish(&needs->evidence);
    free(needs->cache);
    check_paths_finish(&needs->paths);
}

int check_needs_take(const struct check_args *args, struct check_needs *needs)
{
    struct daesa_buf why = {0};
    if (values_rate("fps", args->fps, &needs->rate, &why) &&
        check_split_rules("only", args->only, &needs->only, &why) &&
        check_split_rules("ignore", args->ignore, &needs->ignored, &why))
        return EXIT_CLEAN;
    return options_refuse(&command_check, &why);
}

static enum daesa_status watch(const struct check_args *args, struct check_needs *needs,
                               struct console *console)
{
    needs->cache = cache_choose(args->cache, args->no_cache);
    struct daesa_evidence_opts opts = {.is_stream_chosen = args->stream >= 0,
                                       .stream = args->stream,
                                       .language =
                                           args->spoken ? args->spoken : args->language,
                                       .cache_folder = needs->cache,
                                       .progress = &console->progress};
    return daesa_evidence_gather(args->clip, &opts, &needs->evidence, &console->sink);
}

enum daesa_status check_needs_gather(const struct check_args *args,
                                     struct check_needs *needs, struct console *console)
{
    struct daesa_sink *sink = &console->sink;
    enum daesa_status st = DAESA_OK;
    if (args->profile)
        st =
            daesa_profile_load(args->profile, (struct daesa_str){0}, &needs->house, sink);
    if (!st)
        st = daesa_check_lists_load(args->names, args->baseline, &needs->lists, sink);
    if (!st && args->write_baseline)
        st = daesa_file_check(args->write_baseline, args->replace, sink);
    if (!st && args->output)
        st = daesa_file_check(args->output, args->replace, sink);
    if (!st && args->clip)
        st = watch(args, needs, console);
    console_wipe();
    return st;
}
