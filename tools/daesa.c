/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "command.h"
#include "console.h"

#include "text/nearest.h"

#include <signal.h>
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

/* "daesa --help align" and "daesa -V" mean the commands of these names. */
static const char *verb_of(const char *word)
{
    static const struct {
        const char *option, *verb;
    } same[] = {
        {"--help", "help"}, {"-h", "help"}, {"--version", "version"}, {"-V", "version"}};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (strcmp(word, same[i].option) == 0)
            return same[i].verb;
    return word;
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

int main(int argc, char **argv)
{
    if (argc < 2) {
        console_sayf("usage: daesa COMMAND ...; try 'daesa help'");
        return EXIT_USAGE;
    }
    /* A file that may not grow is an error that is said, not a signal. */
    signal(SIGXFSZ, SIG_IGN);
    const char *verb = verb_of(argv[1]);
    const struct command *command = command_find(verb);
    if (!command)
        return command_unknown(verb);
    return command->run(argc - 1, argv + 1);
}
