/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "command.h"

#include "console.h"

#include "text/nearest.h"

#include <string.h>

const struct command *const commands[] = {
    &command_align,      &command_batch,   &command_check,   &command_convert,
    &command_merge,      &command_preview, &command_probe,   &command_list,
    &command_completion, &command_help,    &command_version,
};

const size_t n_commands = sizeof commands / sizeof *commands;

const struct command *command_find(const char *name)
{
    for (size_t i = 0; i < n_commands; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

static const char *nearest_command(const char *name)
{
    const char *names[sizeof commands / sizeof *commands + 1] = {0};
    for (size_t i = 0; i < n_commands; i++)
        names[i] = commands[i]->name;
    return daesa_nearest(name, names);
}

int command_unknown(const char *name)
{
    const char *nearest = nearest_command(name + strspn(name, "-"));
    const char *what = *name == '-' ? "option" : "command";
    const char *dashes = *name == '-' ? "--" : "";
    if (nearest)
        console_sayf("daesa: unknown %s '%s'; did you mean '%s%s'?", what, name, dashes,
                     nearest);
    else
        console_sayf("daesa: unknown %s '%s'", what, name);
    console_sayf("Try 'daesa help'.");
    return EXIT_USAGE;
}

int command_exit(enum daesa_status st, size_t n_errors)
{
    if (st && st != DAESA_FELL_SHORT && n_errors == 0)
        console_sayf("daesa: %s", daesa_status_text(st));
    if (st == DAESA_BAD_ARGUMENT)
        return EXIT_USAGE;
    return st ? EXIT_FAILED : EXIT_CLEAN;
}
