/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "command.h"
#include "console.h"
#include "lists.h"

#include "core/buf.h"
#include "text/nearest.h"

#include <stdlib.h>
#include <string.h>

#define OPERANDS "formats|profiles|rules|voices"

struct list_args {
    bool json;
};

static const struct option_row rows[] = {
    OPTION_HELP_ROW,
    {"json", 0, NULL, "one JSON object a line, with all that is known", OPTION_FLAG,
     offsetof(struct list_args, json), NULL},
};

static int unknown(const char *word)
{
    const char **names = calloc(n_lists + 1, sizeof *names);
    for (size_t i = 0; names && i < n_lists; i++)
        names[i] = lists[i].name;
    const char *nearest = names ? daesa_nearest(word, names) : NULL;
    free(names);
    if (nearest)
        return options_wrong(&command_list, "there is no list '%s'; did you mean '%s'?",
                             word, nearest);
    return options_wrong(&command_list, "there is no list '%s'; there are: %s", word,
                         OPERANDS);
}

static int show(enum daesa_status (*list)(struct daesa_buf *buf))
{
    struct daesa_buf text = {0};
    enum daesa_status st = list(&text);
    if (st)
        console_sayf("daesa: %s", daesa_status_text(st));
    bool ok = !st && console_print(daesa_buf_str(&text));
    daesa_buf_finish(&text);
    return ok ? EXIT_CLEAN : EXIT_FAILED;
}

static int cmd_list(int argc, char **argv)
{
    int first;
    struct list_args args = {0};
    enum options_result result = options_parse(&command_list, argc, argv, &args, &first);
    if (result)
        return options_exit(result);
    if (argc - first != 1)
        return options_wrong(&command_list, "takes the name of one list: %s", OPERANDS);
    for (size_t i = 0; i < n_lists; i++)
        if (strcmp(argv[first], lists[i].name) == 0)
            return show(args.json ? lists[i].print_json : lists[i].print);
    return unknown(argv[first]);
}

const struct command command_list = {
    .name = "list",
    .operands = OPERANDS,
    .summary = "list formats, profiles, rules, or the languages that can be aligned",
    .example = "daesa list voices",
    .page = "daesa-list",
    .options = rows,
    .n_options = sizeof rows / sizeof *rows,
    .run = cmd_list,
};
