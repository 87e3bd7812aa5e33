/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "command.h"
#include "console.h"

#include "core/buf.h"

#include <string.h>

static const struct option_row rows[] = {
    OPTION_HELP_ROW,
};

static void add_words(struct daesa_buf *buf, const char *const *words)
{
    for (; *words; words++)
        daesa_buf_printf(buf, "%s ", *words);
}

/* What may follow an option that takes one of a few values. */
static void add_values(struct daesa_buf *buf, const struct command *command)
{
    for (size_t i = 0; i < command->n_options; i++) {
        const struct option_row *row = &command->options[i];
        if (!row->choices)
            continue;
        daesa_buf_printf(buf, "        %s:--%s", command->name, row->name);
        if (row->letter)
            daesa_buf_printf(buf, "|%s:-%c", command->name, row->letter);
        daesa_buf_add_text(buf, ") words='");
        add_words(buf, row->choices());
        daesa_buf_add_text(buf, "' ;;\n");
    }
}

static void add_options(struct daesa_buf *buf, const struct command *command)
{
    daesa_buf_printf(buf, "        %s) words='", command->name);
    for (size_t i = 0; i < command->n_options; i++)
        daesa_buf_printf(buf, "--%s ", command->options[i].name);
    daesa_buf_add_text(buf, "' ;;\n");
}

static void add_operands(struct daesa_buf *buf)
{
    daesa_buf_add_text(buf, "        list) words='formats profiles rules voices' ;;\n"
                            "        completion) words='bash' ;;\n"
                            "        help) words=$verbs ;;\n");
}

/* bash gives "--name=value" as three words; the pair before the cursor is what
 * the value belongs to. */
static void add_script(struct daesa_buf *buf)
{
    daesa_buf_add_text(buf, "# bash completion for daesa\n_daesa()\n{\n"
                            "    local word=${COMP_WORDS[COMP_CWORD]} words= verbs='");
    for (size_t i = 0; i < n_commands; i++)
        daesa_buf_printf(buf, "%s ", commands[i]->name);
    daesa_buf_add_text(buf, "'\n"
                            "    local verb=${COMP_WORDS[1]}"
                            " before=${COMP_WORDS[COMP_CWORD - 1]}\n"
                            "    if [ \"$word\" = = ]; then word=; fi\n"
                            "    if [ \"$before\" = = ]; then"
                            " before=${COMP_WORDS[COMP_CWORD - 2]}; fi\n"
                            "    if [ \"$COMP_CWORD\" = 1 ]; then\n"
                            "        COMPREPLY=($(compgen -W \"$verbs\" -- \"$word\"))\n"
                            "        return\n    fi\n"
                            "    case $verb:$before in\n");
    for (size_t i = 0; i < n_commands; i++)
        add_values(buf, commands[i]);
    daesa_buf_add_text(buf, "    esac\n"
                            "    if [ -z \"$words\" ] && [ \"${word#-}\" != \"$word\" ]; "
                            "then\n        case $verb in\n");
    for (size_t i = 0; i < n_commands; i++)
        add_options(buf, commands[i]);
    daesa_buf_add_text(buf, "        esac\n    elif [ -z \"$words\" ]; then\n"
                            "        case $verb in\n");
    add_operands(buf);
    daesa_buf_add_text(buf, "        esac\n    fi\n"
                            "    COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n}\n"
                            "complete -o default -F _daesa daesa\n");
}

static int cmd_completion(int argc, char **argv)
{
    int first;
    enum options_result result =
        options_parse(&command_completion, argc, argv, NULL, &first);
    if (result)
        return options_exit(result);
    if (argc - first != 1 || strcmp(argv[first], "bash") != 0)
        return options_wrong(&command_completion, "takes the name of a shell: bash");
    struct daesa_buf text = {0};
    add_script(&text);
    bool ok = !text.status && console_print(daesa_buf_str(&text));
    daesa_buf_finish(&text);
    return ok ? EXIT_CLEAN : EXIT_FAILED;
}

const struct command command_completion = {
    .name = "completion",
    .operands = "bash",
    .summary = "print what makes the shell complete commands and options",
    .example = "source <(daesa completion bash)",
    .options = rows,
    .n_options = sizeof rows / sizeof *rows,
    .run = cmd_completion,
};
