/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "command.h"
#include "console.h"

#include "check/rule.h"
#include "core/buf.h"
#include "core/profile.h"
#include "format/format.h"
#include "speech/voice.h"
#include "text/nearest.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define OPERANDS "formats|profiles|rules|voices"

static const struct option_row rows[] = {
    OPTION_HELP_ROW,
};

static enum daesa_status list_formats(struct daesa_buf *buf)
{
    const struct daesa_format *format;
    daesa_buf_printf(buf, "%-12s%-5s%-6s%-18s%s\n", "name", "read", "write", "extensions",
                     "title");
    for (size_t i = 0; (format = daesa_format_at(i)); i++)
        daesa_buf_printf(buf, "%-12s%-5s%-6s%-18s%s\n", format->name,
                         format->read ? "yes" : "no", format->write ? "yes" : "no",
                         format->extensions ? format->extensions : "-", format->title);
    return buf->status;
}

/* A figure, or "-" where the profile has none. */
static void add_figure(struct daesa_buf *buf, int width, double figure)
{
    if (figure > 0)
        daesa_buf_printf(buf, "%-*g", width, figure);
    else
        daesa_buf_printf(buf, "%-*s", width, "-");
}

static enum daesa_status list_profiles(struct daesa_buf *buf)
{
    const struct daesa_profile *p;
    daesa_buf_printf(buf, "%-17s%-7s%-7s%-6s%-6s%-7s%-7s%-7s%s\n", "name", "chars",
                     "lines", "cps", "wpm", "min s", "max s", "gap", "title");
    for (size_t i = 0; (p = daesa_profile_at(i)); i++) {
        char gap[24] = "-";
        if (p->gap_frames)
            snprintf(gap, sizeof gap, "%df", p->gap_frames);
        else if (p->gap_us)
            snprintf(gap, sizeof gap, "%gs", (double)p->gap_us / 1e6);
        daesa_buf_printf(buf, "%-17s", p->name);
        add_figure(buf, 7, p->line_chars);
        add_figure(buf, 7, p->lines);
        add_figure(buf, 6, p->speed_cps);
        add_figure(buf, 6, p->max_speed_wpm);
        add_figure(buf, 7, round((double)p->min_duration_us / 1e4) / 100);
        add_figure(buf, 7, (double)p->max_duration_us / 1e6);
        daesa_buf_printf(buf, "%-7s%s\n", gap, p->title);
    }
    return buf->status;
}

static enum daesa_status list_rules(struct daesa_buf *buf)
{
    const struct daesa_rule *rule;
    daesa_buf_printf(buf, "%-18s%-9s%-9s%s\n", "name", "group", "severity",
                     "what is wrong");
    for (size_t i = 0; (rule = daesa_rule_at(i)); i++)
        daesa_buf_printf(buf, "%-18s%-9s%-9s%s\n", rule->id,
                         daesa_rule_group_text(rule->group),
                         daesa_severity_text(rule->severity), rule->summary);
    return buf->status;
}

static void put_voice(void *context, const char *language, const char *name)
{
    daesa_buf_printf(context, "%-20s%s\n", language, name);
}

static enum daesa_status list_voices(struct daesa_buf *buf)
{
    daesa_buf_printf(buf, "%-20s%s\n", "language", "name");
    enum daesa_status st = daesa_voice_list(put_voice, buf);
    return st ? st : buf->status;
}

/* What can be listed, sorted by name. */
static const struct {
    const char *name;
    enum daesa_status (*list)(struct daesa_buf *buf);
} lists[] = {
    {"formats", list_formats},
    {"profiles", list_profiles},
    {"rules", list_rules},
    {"voices", list_voices},
};

#define N_LISTS (sizeof lists / sizeof *lists)

static int unknown(const char *word)
{
    const char *names[N_LISTS + 1] = {0};
    for (size_t i = 0; i < N_LISTS; i++)
        names[i] = lists[i].name;
    const char *nearest = daesa_nearest(word, names);
    if (nearest)
        return options_wrong(&command_list, "there is no list '%s'; did you mean '%s'?",
                             word, nearest);
    return options_wrong(&command_list, "there is no list '%s'; there are: %s", word,
                         OPERANDS);
}

static int show(enum daesa_status (*list)(struct daesa_buf *buf))
{
    struct daesa_buf text = {0};
    enum daesa_status st = list(&text);
    if (st)
        console_sayf("daesa: %s", daesa_status_text(st));
    bool ok = !st && console_print(daesa_buf_str(&text));
    daesa_buf_finish(&text);
    return ok ? EXIT_CLEAN : EXIT_FAILED;
}

static int cmd_list(int argc, char **argv)
{
    int first;
    enum options_result result = options_parse(&command_list, argc, argv, NULL, &first);
    if (result)
        return options_exit(result);
    if (argc - first != 1)
        return options_wrong(&command_list, "takes the name of one list: %s", OPERANDS);
    for (size_t i = 0; i < N_LISTS; i++)
        if (strcmp(argv[first], lists[i].name) == 0)
            return show(lists[i].list);
    return unknown(argv[first]);
}

const struct command command_list = {
    .name = "list",
    .operands = OPERANDS,
    .summary = "list formats, profiles, rules, or the languages that can be aligned",
    .example = "daesa list voices",
    .page = "daesa-list",
    .options = rows,
    .n_options = sizeof rows / sizeof *rows,
    .run = cmd_list,
};
