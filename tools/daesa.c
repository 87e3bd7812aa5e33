/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "command.h"
#include "console.h"

#include <signal.h>
#include <string.h>

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
