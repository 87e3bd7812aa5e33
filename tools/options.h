/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef TOOLS_OPTIONS_H
#define TOOLS_OPTIONS_H

#include "core/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* How an option's value is read, and what of the command's own struct takes it. */
enum option_kind {
    OPTION_FLAG,      /* bool; has no value */
    OPTION_TEXT,      /* const char * */
    OPTION_LIST,      /* struct text_list: the option may be given several times */
    OPTION_NUMBER,    /* int: a whole number from 0 */
    OPTION_SHARE,     /* double: 0..1 */
    OPTION_CHOICE,    /* const char *: one of `choices` */
    OPTION_LANGUAGE,  /* const char *: a tag of BCP 47 */
    OPTION_LANGUAGES, /* const char *: several of these, with commas between */
    OPTION_HELP,      /* shows the command's help and ends well */
};

/* Texts that an option collected. {0} is none. */
struct text_list {
    const char **items; /* owned; they point into argv, or into `room` */
    size_t n, cap;
    char *room; /* owned */
};

void text_list_finish(struct text_list *list);

/* An option of a command. Rows are sorted by name. */
struct option_row {
    const char *name;  /* without the dashes */
    char letter;       /* its short form; 0: none */
    const char *value; /* as help shows it, "LANG"; NULL for flags */
    const char *help;  /* one line, lower case, no full stop */
    enum option_kind kind;
    size_t offset; /* offsetof the member of the command's struct */
    /* The valid values of an OPTION_CHOICE, ended by NULL; of an OPTION_TEXT
     * they are only what completion offers. */
    const char *const *(*choices)(void);
};

#define OPTION_HELP_ROW                                                              \
    {                                                                                \
        .name = "help", .letter = 'h', .help = "show this help", .kind = OPTION_HELP \
    }

struct command;

/* What became of a command line. */
enum options_result {
    OPTIONS_OK,
    OPTIONS_SHOWN, /* help was asked for and printed */
    OPTIONS_WRONG, /* said why on stderr */
};

/* Reads the options of `command` into its struct `into`, with getopt_long: they
 * may stand among the operands, "--" ends them. Moves the operands to the end
 * of argv; *first is the index of the first of them. */
enum options_result options_parse(const struct command *command, int argc, char **argv,
                                  void *into, int *first);

/* Takes the value of an option that was found elsewhere than on a command line, such as
 * in a table; `text` lives as long as the struct. A flag takes yes or no, true or false,
 * 1 or 0. False: `why` gets what would do, as a sentence without a full stop. */
bool options_set(const struct option_row *row, const char *text, void *into,
                 struct daesa_buf *why);

/* What to exit with after any result but OPTIONS_OK. */
int options_exit(enum options_result result);

/* Says on stderr what is wrong with the command line and how to get help;
 * returns EXIT_USAGE. */
int options_wrong(const struct command *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The same of a sentence that begins with the name of an option, "text: 'ko,' is not a
 * list", and empties it. One that is empty or was cut says that memory ran out, and the
 * result is EXIT_FAILED. */
int options_refuse(const struct command *command, struct daesa_buf *why);

#endif
