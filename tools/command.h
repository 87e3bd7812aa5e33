/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef TOOLS_COMMAND_H
#define TOOLS_COMMAND_H

#include "options.h"

#include <stddef.h>

/* What the program exits with. */
enum exit_status {
    EXIT_CLEAN = 0,
    EXIT_FAILED = 1, /* something failed or fell short */
    EXIT_USAGE = 2,  /* the command line was wrong */
};

/* A command: help, completion and the checks of the man pages are made from
 * these rows. */
struct command {
    const char *name;
    const char *operands; /* as usage shows them: "CLIP..." */
    const char *summary;  /* one line, lower case, no full stop */
    const char *example;  /* one whole command line */
    const char *page;     /* its man page in section 1; NULL: daesa(1) */
    const struct option_row *options;
    size_t n_options;
    int (*run)(int argc, char **argv); /* argv[0] is the verb */
};

/* All commands, in the order in which help lists them. */
extern const struct command *const commands[];
extern const size_t n_commands;

/* The command of that name, or NULL. */
const struct command *command_find(const char *name);
/* Says on stderr that there is none of that name, and what was meant perhaps;
 * returns EXIT_USAGE. */
int command_unknown(const char *name);

/* What a command exits with after a job that returned `st`. Where it failed and no
 * finding said why (`n_errors` is 0), says it on stderr. */
int command_exit(enum daesa_status st, size_t n_errors);

/* Prints the help of a command on stdout, made from its row; returns what to
 * exit with. */
int command_show_help(const struct command *command);

extern const struct command command_align;
extern const struct command command_batch;
extern const struct command command_check;
extern const struct command command_completion;
extern const struct command command_convert;
extern const struct command command_help;
extern const struct command command_list;
extern const struct command command_merge;
extern const struct command command_preview;
extern const struct command command_probe;
extern const struct command command_version;

#endif
