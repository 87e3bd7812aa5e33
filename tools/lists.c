/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "lists.h"

#include "check/rule.h"
#include "core/profile.h"
#include "format/json_print.h"
#include "format/json_profile.h"
#include "speech/voice.h"

#include <math.h>
#include <stdio.h>

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
    daesa_buf_printf(buf, "%-18s%-9s%-9s%-5s%s\n", "name", "group", "severity", "fix",
                     "what is wrong");
    for (size_t i = 0; (rule = daesa_rule_at(i)); i++)
        daesa_buf_printf(buf, "%-18s%-9s%-9s%-5s%s\n", rule->id,
                         daesa_rule_group_text(rule->group),
                         daesa_severity_text(daesa_rule_severity(rule, NULL)),
                         rule->mend ? "yes" : "-", rule->summary);
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

/* ---- as JSON ---- */

static void put(struct daesa_json_list *object, const char *key, const char *value)
{
    daesa_json_put_string(object, key, daesa_str_of(value));
}

static void end_line(struct daesa_json_list *object)
{
    daesa_json_end(object, '}');
    daesa_buf_add_char(object->buf, '\n');
}

static enum daesa_status list_profiles_json(struct daesa_buf *buf)
{
    const struct daesa_profile *p;
    for (size_t i = 0; (p = daesa_profile_at(i)); i++) {
        daesa_profile_print(buf, p);
        daesa_buf_add_char(buf, '\n');
    }
    return buf->status;
}

static enum daesa_status list_rules_json(struct daesa_buf *buf)
{
    const struct daesa_rule *rule;
    for (size_t i = 0; (rule = daesa_rule_at(i)); i++) {
        struct daesa_json_list object = daesa_json_begin(buf, '{', -1);
        put(&object, "name", rule->id);
        put(&object, "group", daesa_rule_group_text(rule->group));
        put(&object, "severity", daesa_severity_text(daesa_rule_severity(rule, NULL)));
        daesa_json_member(&object, "fix");
        daesa_buf_add_text(buf, rule->mend ? "true" : "false");
        put(&object, "summary", rule->summary);
        put(&object, "why", rule->why);
        put(&object, "source", rule->source);
        end_line(&object);
    }
    return buf->status;
}

static void put_voice_json(void *context, const char *language, const char *name)
{
    struct daesa_json_list object = daesa_json_begin(context, '{', -1);
    put(&object, "language", language);
    put(&object, "name", name);
    end_line(&object);
}

static enum daesa_status list_voices_json(struct daesa_buf *buf)
{
    enum daesa_status st = daesa_voice_list(put_voice_json, buf);
    return st ? st : buf->status;
}

const struct list lists[] = {
    {"formats", list_formats, list_formats_json},
    {"profiles", list_profiles, list_profiles_json},
    {"rules", list_rules, list_rules_json},
    {"voices", list_voices, list_voices_json},
};

const size_t n_lists = sizeof lists / sizeof *lists;
