/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "command.h"
#include "console.h"

static const struct option_row rows[] = {
    OPTION_HELP_ROW,
};

static int cmd_version(int argc, char **argv)
{
    int first;
    enum options_result result =
        options_parse(&command_version, argc, argv, NULL, &first);
    if (result)
        return options_exit(result);
    if (first < argc)
        return options_wrong(&command_version, "takes no operands, got '%s'",
                             argv[first]);
    return console_print(daesa_str_of("daesa " DAESA_VERSION "\n")) ? EXIT_CLEAN
                                                                    : EXIT_FAILED;
}

const struct command command_version = {
    .name = "version",
    .operands = "",
    .summary = "say which version this is",
    .example = "daesa version",
    .options = rows,
    .n_options = sizeof rows / sizeof *rows,
    .run = cmd_version,
};
