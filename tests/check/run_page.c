/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* daesa-rules(7) is made from the table of rules, and is what the table says.
 *
 * usage: run_page [--update] */
#include "check/rule.h"
#include "core/buf.h"
#include "core/file.h"

#include <stdio.h>
#include <string.h>

#define PAGE "tools/daesa-rules.7.scd"

static const char *const titles[] = {"FILES", "TIMES", "TEXT", "SOUND", "PICTURE"};

static const char head[] =
    "daesa-rules(7)\n\n# NAME\n\ndaesa-rules - what daesa check finds\n\n# "
    "DESCRIPTION\n\n"
    "Each rule has its name, how grave a breach is where no house says otherwise, what "
    "is\n"
    "wrong, why it matters, and who asks for it. *daesa list rules* is the short form;\n"
    "*--only* and *--ignore* of *daesa-check*(1) take the names.\n";

static const char tail[] =
    "\n# SEE ALSO\n\n*daesa-check*(1), *daesa-list*(1), *daesa*(1)\n";

static void make_page(struct daesa_buf *page)
{
    const struct daesa_rule *rule;
    int group = -1;
    daesa_buf_add_text(page, head);
    for (size_t i = 0; (rule = daesa_rule_at(i)); i++) {
        if ((int)rule->group != group)
            daesa_buf_printf(page, "\n# %s\n", titles[rule->group]);
        group = (int)rule->group;
        daesa_buf_printf(page, "\n*%s* (%s%s)\n\t%s. %s\n\n\tSource: %s.\n", rule->id,
                         daesa_severity_text(daesa_rule_severity(rule, NULL)),
                         rule->mend ? ", --fix mends it" : "", rule->summary, rule->why,
                         rule->source);
    }
    daesa_buf_add_text(page, tail);
}

int main(int argc, char **argv)
{
    struct daesa_buf page = {0}, there = {0};
    bool is_same = false;
    make_page(&page);
    if (argc > 1 && strcmp(argv[1], "--update") == 0)
        is_same = !daesa_file_write(PAGE, daesa_buf_str(&page), true, NULL);
    else if (!daesa_file_read(PAGE, 0, &there, NULL))
        is_same = daesa_str_equal(daesa_buf_str(&page), daesa_buf_str(&there));
    printf("%s 1 - %s is what the table of rules says\n", is_same ? "ok" : "not ok",
           PAGE);
    daesa_buf_finish(&page);
    daesa_buf_finish(&there);
    return !is_same;
}
