/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "command.h"
#include "console.h"

#include "core/buf.h"

#include <string.h>

/* The column in which explanations begin. */
#define COLUMN 30
/* Of a terminal. */
#define WIDTH 80

static const struct option_row rows[] = {
    OPTION_HELP_ROW,
};

/* Words from column `at` on, in lines that fit a terminal. */
static void add_wrapped(struct daesa_buf *buf, const char *text, int at)
{
    size_t left = WIDTH - (size_t)at;
    while (strlen(text) > left) {
        size_t cut = left;
        while (cut && text[cut] != ' ')
            cut--;
        if (!cut)
            break;
        daesa_buf_printf(buf, "%.*s\n%*s", (int)cut, text, at, "");
        text += cut + 1;
    }
    daesa_buf_printf(buf, "%s\n", text);
}

static void add_row(struct daesa_buf *buf, const char *left, const char *right)
{
    int room = COLUMN - 2;
    if (strlen(left) > COLUMN - 4) {
        daesa_buf_printf(buf, "  %s\n", left);
        left = "";
    }
    daesa_buf_printf(buf, "  %-*s", room, left);
    add_wrapped(buf, right, room + 2);
}

static void add_option(struct daesa_buf *buf, const struct option_row *row)
{
    struct daesa_buf left = {0};
    if (row->letter)
        daesa_buf_printf(&left, "-%c, ", row->letter);
    else
        daesa_buf_add_text(&left, "    ");
    daesa_buf_printf(&left, "--%s", row->name);
    if (row->value)
        daesa_buf_printf(&left, "=%s", row->value);
    add_row(buf, left.s ? left.s : "", row->help);
    daesa_buf_finish(&left);
}

static int print(struct daesa_buf *text)
{
    bool ok = !text->status && console_print(daesa_buf_str(text));
    daesa_buf_finish(text);
    return ok ? EXIT_CLEAN : EXIT_FAILED;
}

int command_show_help(const struct command *command)
{
    struct daesa_buf text = {0};
    const char *page = command->page ? command->page : "daesa";
    daesa_buf_printf(&text, "usage: daesa %s%s%s [OPTION...]\n\n%s\n\noptions:\n",
                     command->name, *command->operands ? " " : "", command->operands,
                     command->summary);
    for (size_t i = 0; i < command->n_options; i++)
        add_option(&text, &command->options[i]);
    daesa_buf_printf(&text, "\nexample:\n  %s\n\nSee %s(1) for more.\n", command->example,
                     page);
    return print(&text);
}

static int show_commands(void)
{
    struct daesa_buf text = {0};
    daesa_buf_add_text(&text, "usage: daesa COMMAND [OPERAND...] [OPTION...]\n\n"
                              "subtitles and transcripts, offline\n\ncommands:\n");
    for (size_t i = 0; i < n_commands; i++)
        add_row(&text, commands[i]->name, commands[i]->summary);
    daesa_buf_printf(&text,
                     "\nexample:\n  %s\n\n"
                     "'daesa help COMMAND' tells more; daesa(1) is the manual.\n",
                     command_align.example);
    return print(&text);
}

static int cmd_help(int argc, char **argv)
{
    int first;
    enum options_result result = options_parse(&command_help, argc, argv, NULL, &first);
    if (result)
        return options_exit(result);
    if (argc - first > 1)
        return options_wrong(&command_help, "takes one command, got '%s' too",
                             argv[first + 1]);
    if (first == argc)
        return show_commands();
    const struct command *command = command_find(argv[first]);
    return command ? command_show_help(command) : command_unknown(argv[first]);
}

const struct command command_help = {
    .name = "help",
    .operands = "[COMMAND]",
    .summary = "list the commands, or say how one is used",
    .example = "daesa help align",
    .options = rows,
    .n_options = sizeof rows / sizeof *rows,
    .run = cmd_help,
};
