/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "options.h"

#include "command.h"
#include "console.h"

#include "core/array.h"
#include "text/language.h"
#include "text/language_name.h"
#include "text/nearest.h"

#include <getopt.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* getopt_long returns this plus the row's index; letters are below it. */
#define FIRST_CODE 256
/* The most options that a command may have. */
#define MAX_OPTIONS 96

void text_list_finish(struct text_list *list)
{
    free(list->items);
    free(list->room);
    *list = (struct text_list){0};
}

int options_wrong(const struct command *command, const char *format, ...)
{
    struct daesa_buf text = {0};
    char message[512];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    daesa_buf_printf(&text, "daesa %s: %s", command->name, message);
    console_say(daesa_buf_str(&text));
    daesa_buf_cut(&text, 0);
    daesa_buf_printf(&text, "Try 'daesa help %s'.", command->name);
    console_say(daesa_buf_str(&text));
    daesa_buf_finish(&text);
    return EXIT_USAGE;
}

int options_refuse(const struct command *command, struct daesa_buf *why)
{
    int code = EXIT_FAILED;
    if (why->s && !why->status)
        code = options_wrong(command, "--%s", why->s);
    else
        console_sayf("daesa: %s", daesa_status_text(DAESA_NO_MEMORY));
    daesa_buf_finish(why);
    return code;
}

int options_exit(enum options_result result)
{
    return result == OPTIONS_SHOWN ? EXIT_CLEAN : EXIT_USAGE;
}

static bool read_flag(const struct option_row *row, const char *text, void *member)
{
    (void)row;
    (void)text;
    *(bool *)member = true;
    return true;
}

static bool read_text(const struct option_row *row, const char *text, void *member)
{
    (void)row;
    *(const char **)member = text;
    return *text != '\0';
}

static bool read_list(const struct option_row *row, const char *text, void *member)
{
    (void)row;
    struct text_list *list = member;
    if (*text == '\0')
        return false;
    const char **items =
        daesa_array_grow(list->items, &list->cap, list->n + 1, sizeof *items);
    if (!items)
        return false;
    list->items = items;
    items[list->n++] = text;
    return true;
}

static bool read_number(const struct option_row *row, const char *text, void *member)
{
    (void)row;
    long long number;
    if (!daesa_str_to_count(daesa_str_of(text), INT_MAX, &number))
        return false;
    *(int *)member = (int)number;
    return true;
}

static bool read_share(const struct option_row *row, const char *text, void *member)
{
    (void)row;
    char *end;
    double share = strtod(text, &end); /* the program keeps the C locale */
    if (end == text || *end || !(share >= 0 && share <= 1))
        return false;
    *(double *)member = share;
    return true;
}

static bool read_choice(const struct option_row *row, const char *text, void *member)
{
    for (const char *const *choice = row->choices(); *choice; choice++)
        if (strcmp(*choice, text) == 0) {
            *(const char **)member = *choice;
            return true;
        }
    return false;
}

static bool read_language(const struct option_row *row, const char *text, void *member)
{
    (void)row;
    *(const char **)member = text;
    return daesa_language_is_tag(daesa_str_of(text));
}

/* The first part of a list with commas that is no tag; empty where each is one. */
static struct daesa_str find_no_tag(const char *text)
{
    struct daesa_str rest = daesa_str_of(text);
    for (;;) {
        size_t comma = daesa_str_find_char(rest, ',');
        struct daesa_str part = daesa_str_slice(rest, 0, comma);
        if (part.len && !daesa_language_is_tag(part))
            return part;
        if (comma == rest.len)
            return (struct daesa_str){0};
        rest = daesa_str_from(rest, comma + 1);
    }
}

/* That a part is missing is for the command to say, which knows how many it takes. */
static bool read_languages(const struct option_row *row, const char *text, void *member)
{
    return read_text(row, text, member) && find_no_tag(text).len == 0;
}

/* How each kind is read, and what to say of a value that is none of it. */
static const struct {
    bool (*read)(const struct option_row *row, const char *text, void *member);
    const char *want;
} kinds[] = {
    [OPTION_FLAG] = {read_flag, ""},
    [OPTION_TEXT] = {read_text, "a value that is not empty"},
    [OPTION_LIST] = {read_list, "a value that is not empty"},
    [OPTION_NUMBER] = {read_number, "a whole number from 0"},
    [OPTION_SHARE] = {read_share, "a number from 0 to 1"},
    [OPTION_CHOICE] = {read_choice, NULL},
    [OPTION_LANGUAGE] = {read_language, "the tag of a language, such as ko or pt-BR"},
    [OPTION_LANGUAGES] = {read_languages, "tags of languages, such as ko,en"},
};

static void add_choices(struct daesa_buf *buf, const char *const *choices)
{
    for (const char *const *choice = choices; *choice; choice++)
        daesa_buf_printf(buf, "%s%s", choice == choices ? "" : ", ", *choice);
}

/* What was meant perhaps by a value, or by a part of it; NULL: who knows. */
static const char *nearest_value(const struct option_row *row, const char *text)
{
    if (row->kind == OPTION_CHOICE)
        return daesa_nearest(text, row->choices());
    if (row->kind == OPTION_LANGUAGE)
        return daesa_language_meant(daesa_str_of(text));
    if (row->kind == OPTION_LANGUAGES)
        return daesa_language_meant(find_no_tag(text));
    return NULL;
}

/* Says what is wrong with a value, and what would do. */
static void add_wrong(struct daesa_buf *why, const struct option_row *row,
                      const char *text)
{
    const char *nearest = nearest_value(row, text);
    daesa_buf_printf(why, "'%s' is not a value; ", text);
    if (nearest)
        daesa_buf_printf(why, "did you mean '%s'?", nearest);
    else if (row->kind == OPTION_CHOICE) {
        daesa_buf_add_text(why, "it takes one of ");
        add_choices(why, row->choices());
    } else
        daesa_buf_printf(why, "it takes %s", kinds[row->kind].want);
}

static void wrong_value(const struct command *command, const struct option_row *row,
                        const char *text)
{
    struct daesa_buf why = {0};
    add_wrong(&why, row, text);
    options_wrong(command, "--%s: %s", row->name, why.s ? why.s : "takes another value");
    daesa_buf_finish(&why);
}

/* What stands for a flag in a table. */
static bool read_answer(struct daesa_str text, bool *out)
{
    static const char *const answers[] = {"no", "yes", "false", "true", "0", "1"};
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
        if (daesa_str_is_nocase(text, answers[i])) {
            *out = i % 2;
            return true;
        }
    return false;
}

bool options_set(const struct option_row *row, const char *text, void *into,
                 struct daesa_buf *why)
{
    void *member = (char *)into + row->offset;
    if (row->kind == OPTION_FLAG) {
        if (read_answer(daesa_str_of(text), member))
            return true;
        daesa_buf_printf(why, "'%s' is not a value; it takes yes or no", text);
        return false;
    }
    if (kinds[row->kind].read(row, text, member))
        return true;
    add_wrong(why, row, text);
    return false;
}

static const struct option_row *row_of(const struct command *command, int code)
{
    for (size_t i = 0; i < command->n_options; i++)
        if (code == (int)i + FIRST_CODE ||
            (command->options[i].letter && code == command->options[i].letter))
            return &command->options[i];
    return NULL;
}

static void unknown_option(const struct command *command, const char *token)
{
    const char *names[MAX_OPTIONS + 1] = {0};
    char word[64];
    for (size_t i = 0; i < command->n_options; i++)
        names[i] = command->options[i].name;
    token += strspn(token, "-");
    snprintf(word, sizeof word, "%.*s", (int)strcspn(token, "="), token);
    const char *nearest = daesa_nearest(word, names);
    if (nearest)
        options_wrong(command, "unknown option '--%s'; did you mean '--%s'?", word,
                      nearest);
    else
        options_wrong(command, "unknown option '--%s'", word);
}

/* After getopt_long said '?': an unknown letter, a value for a flag, or an
 * unknown or ambiguous long option. */
static void refuse(const struct command *command, char **argv)
{
    const struct option_row *row = optopt ? row_of(command, optopt) : NULL;
    if (row)
        options_wrong(command, "--%s takes no value", row->name);
    else if (optopt)
        options_wrong(command, "unknown option '-%c'", optopt);
    else
        unknown_option(command, argv[optind - 1]);
}

static void describe(const struct command *command, struct option *longs, char *shorts)
{
    *shorts++ = ':';
    for (size_t i = 0; i < command->n_options; i++) {
        const struct option_row *row = &command->options[i];
        int has_value = row->value ? required_argument : no_argument;
        longs[i] = (struct option){row->name, has_value, NULL, (int)i + FIRST_CODE};
        if (row->letter) {
            *shorts++ = row->letter;
            if (row->value)
                *shorts++ = ':';
        }
    }
    *shorts = '\0';
    longs[command->n_options] = (struct option){0};
}

static enum options_result take(const struct command *command, int code, char **argv,
                                void *into)
{
    const struct option_row *row = row_of(command, code == ':' ? optopt : code);
    if (code == '?') {
        refuse(command, argv);
        return OPTIONS_WRONG;
    }
    if (code == ':') {
        options_wrong(command, "--%s needs a value: %s", row->name, row->value);
        return OPTIONS_WRONG;
    }
    if (row->kind == OPTION_HELP) {
        command_show_help(command);
        return OPTIONS_SHOWN;
    }
    if (kinds[row->kind].read(row, optarg, (char *)into + row->offset))
        return OPTIONS_OK;
    wrong_value(command, row, optarg);
    return OPTIONS_WRONG;
}

enum options_result options_parse(const struct command *command, int argc, char **argv,
                                  void *into, int *first)
{
    struct option longs[MAX_OPTIONS + 1];
    char shorts[2 * MAX_OPTIONS + 2];
    describe(command, longs, shorts);
    opterr = 0;
    optind = 0; /* glibc: forget whatever was parsed before */
    int code;
    while ((code = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
        enum options_result result = take(command, code, argv, into);
        if (result)
            return result;
    }
    *first = optind;
    return OPTIONS_OK;
}
