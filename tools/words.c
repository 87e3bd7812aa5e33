/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "words.h"

#include "command.h"
#include "console.h"

#include "core/array.h"
#include "format/format.h"

#include <stdlib.h>
#include <string.h>

/* More formats than there will be. */
#define MAX_FORMATS 64

const char *const *words_readable(void)
{
    static const char *names[MAX_FORMATS + 1];
    size_t n = 0;
    const struct daesa_format *format;
    for (size_t i = 0; n < MAX_FORMATS && (format = daesa_format_at(i)); i++)
        if (format->read)
            names[n++] = format->name;
    return names;
}

const char *const *words_writable(void)
{
    static const char *names[MAX_FORMATS + 1];
    size_t n = 0;
    const struct daesa_format *format;
    for (size_t i = 0; n < MAX_FORMATS && (format = daesa_format_at(i)); i++)
        if (format->write)
            names[n++] = format->name;
    return names;
}

static bool add(struct text_list *list, const char *item)
{
    const char **items =
        daesa_array_grow(list->items, &list->cap, list->n + 1, sizeof *items);
    if (!items)
        return false;
    list->items = items;
    items[list->n++] = item;
    return *item != '\0';
}

bool words_split(const char *text, char **room, struct text_list *list)
{
    *room = strdup(text ? text : "");
    if (!*room || !text)
        return *room != NULL;
    char *part = *room;
    for (char *comma; (comma = strchr(part, ',')); part = comma + 1) {
        *comma = '\0';
        if (!add(list, part))
            return false;
    }
    return add(list, part);
}

int words_exit(enum daesa_status st, size_t n_errors)
{
    if (st && st != DAESA_FELL_SHORT && n_errors == 0)
        console_sayf("daesa: %s", daesa_status_text(st));
    if (st == DAESA_BAD_ARGUMENT)
        return EXIT_USAGE;
    return st ? EXIT_FAILED : EXIT_CLEAN;
}
