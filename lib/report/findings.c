/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "report/findings.h"

#include "report/safe.h"

#include <cjson/cJSON.h>
#include <stdlib.h>

#define BOLD "\033[1m"
#define PLAIN "\033[0m"

static const char *const colours[] = {
    [DAESA_NOTE] = "\033[36m",
    [DAESA_WARNING] = "\033[35m",
    [DAESA_ERROR] = "\033[1;31m",
};

/* "lines.json:12:5: ", as much of it as is known; a finding about no file is
 * the program's own. */
static void add_place(struct daesa_buf *buf, const struct daesa_place *place)
{
    daesa_safe_add(buf, daesa_str_of(place->file ? place->file : "daesa"));
    daesa_buf_add_char(buf, ':');
    if (place->line > 0)
        daesa_buf_printf(buf, "%d:", (int)place->line);
    if (place->line > 0 && place->col > 0)
        daesa_buf_printf(buf, "%d:", (int)place->col);
    daesa_buf_add_char(buf, ' ');
}

void daesa_finding_print(struct daesa_buf *buf, const struct daesa_finding *finding,
                         bool colour)
{
    daesa_buf_add_text(buf, colour ? BOLD : "");
    add_place(buf, &finding->place);
    daesa_buf_add_text(buf, colour ? PLAIN : "");
    daesa_buf_add_text(buf, colour ? colours[finding->severity] : "");
    daesa_buf_printf(buf, "%s: ", daesa_severity_text(finding->severity));
    daesa_buf_add_text(buf, colour ? PLAIN : "");
    daesa_safe_add(buf, daesa_str_of(finding->message));
    if (finding->rule)
        daesa_buf_printf(buf, " [%s]", finding->rule);
    daesa_buf_add_char(buf, '\n');
}

/* False sticks: the caller looks once, at the end. */
static void add_number(cJSON *object, const char *key, double number, bool is_known,
                       bool *ok)
{
    if (is_known && !cJSON_AddNumberToObject(object, key, number))
        *ok = false;
}

/* Through the safe form: a message may hold bytes that are not UTF-8, and JSON
 * cannot. */
static void add_text(cJSON *object, const char *key, const char *text, bool *ok)
{
    struct daesa_buf safe = {0};
    if (!text)
        return;
    daesa_safe_add(&safe, daesa_str_of(text));
    if (safe.status || !cJSON_AddStringToObject(object, key, safe.s ? safe.s : ""))
        *ok = false;
    daesa_buf_finish(&safe);
}

/* What the cue says, its line breaks as spaces. */
static void add_cue_text(cJSON *object, struct daesa_str text, bool *ok)
{
    struct daesa_buf copy = {0};
    if (!text.len)
        return;
    daesa_buf_add(&copy, text);
    if (copy.status)
        *ok = false;
    else
        add_text(object, "text", copy.s, ok);
    daesa_buf_finish(&copy);
}

void daesa_finding_print_json(struct daesa_buf *buf, const struct daesa_finding *finding)
{
    const struct daesa_place *place = &finding->place;
    bool has_time = finding->start_us != DAESA_TIME_NONE;
    bool ok = true;
    cJSON *object = cJSON_CreateObject();
    add_text(object, "severity", daesa_severity_text(finding->severity), &ok);
    add_text(object, "rule", finding->rule, &ok);
    add_text(object, "file", place->file, &ok);
    add_number(object, "line", place->line, place->line > 0, &ok);
    add_number(object, "col", place->col, place->line > 0 && place->col > 0, &ok);
    add_number(object, "cue", (double)finding->cue, finding->cue > 0, &ok);
    add_number(object, "start", (double)finding->start_us / 1e6, has_time, &ok);
    add_text(object, "message", finding->message, &ok);
    add_number(object, "value", finding->value, finding->unit != NULL, &ok);
    add_number(object, "limit", finding->limit, finding->unit != NULL, &ok);
    add_text(object, "unit", finding->unit, &ok);
    add_cue_text(object, finding->text, &ok);
    char *text = ok ? cJSON_PrintUnformatted(object) : NULL;
    if (text) {
        daesa_buf_add_text(buf, text);
        daesa_buf_add_char(buf, '\n');
    } else if (!buf->status)
        buf->status = DAESA_NO_MEMORY;
    cJSON_free(text);
    cJSON_Delete(object);
}
