/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* SARIF 2.1.0, OASIS Standard, with what GitHub's and Visual Studio's readers ask for:
 * rules with a description and a level, results with an index into them, and places as
 * URI references. */
#include "report/checked.h"
#include "report/safe.h"

#include <cjson/cJSON.h>
#include <string.h>

#define SCHEMA "https://json.schemastore.org/sarif-2.1.0.json"
/* What GitHub wants of every rule, for those that readers have. */
#define READ_WHY "The file cannot be read, or not all that is in it."
#define READ_SOURCE "the definition of the format"
/* More rules than a run reports; those past them have no index. */
#define MAX_RULES 512

struct sarif {
    const struct daesa_checked *checked;
    cJSON *rules;
    const char *ids[MAX_RULES];
    int n_ids;
    bool failed;
};

static cJSON *add_object(struct sarif *s, cJSON *to, const char *key)
{
    cJSON *object = cJSON_AddObjectToObject(to, key);
    s->failed |= !object;
    return object;
}

static cJSON *add_array(struct sarif *s, cJSON *to, const char *key)
{
    cJSON *array = cJSON_AddArrayToObject(to, key);
    s->failed |= !array;
    return array;
}

static cJSON *append(struct sarif *s, cJSON *array)
{
    cJSON *object = cJSON_CreateObject();
    if (!object || !cJSON_AddItemToArray(array, object)) {
        cJSON_Delete(object);
        s->failed = true;
        return NULL;
    }
    return object;
}

static void add_text(struct sarif *s, cJSON *to, const char *key, const char *text)
{
    struct daesa_buf safe = {0};
    daesa_safe_add(&safe, daesa_str_of(text));
    s->failed |= safe.status || !cJSON_AddStringToObject(to, key, safe.s ? safe.s : "");
    daesa_buf_finish(&safe);
}

static void add_number(struct sarif *s, cJSON *to, const char *key, double number)
{
    s->failed |= !cJSON_AddNumberToObject(to, key, number);
}

/* A path as a URI reference (RFC 3986): all but what may stand there is escaped; a
 * colon in the first part would be taken for a scheme's. */
static void add_uri(struct sarif *s, cJSON *to, const char *path)
{
    struct daesa_buf uri = {0};
    if (path[0] == '/')
        daesa_buf_add_text(&uri, "file://");
    for (; *path; path++) {
        unsigned char c = (unsigned char)*path;
        bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                        (c >= '0' && c <= '9') || strchr("/-._~", c);
        if (is_plain)
            daesa_buf_add_char(&uri, (char)c);
        else
            daesa_buf_printf(&uri, "%%%02X", c);
    }
    s->failed |= uri.status || !cJSON_AddStringToObject(to, "uri", uri.s ? uri.s : "");
    daesa_buf_finish(&uri);
}

static void describe(struct sarif *s, cJSON *to, const char *key, const char *text)
{
    cJSON *object = add_object(s, to, key);
    if (object)
        add_text(s, object, "text", text);
}

static void add_rule(struct sarif *s, const struct daesa_finding *finding)
{
    const struct daesa_rule *rule = s->checked->rule(finding->rule);
    cJSON *object = append(s, s->rules);
    if (!object)
        return;
    add_text(s, object, "id", finding->rule);
    describe(s, object, "shortDescription", rule ? rule->summary : finding->rule);
    describe(s, object, "fullDescription", rule ? rule->why : READ_WHY);
    describe(s, object, "help", rule ? rule->source : READ_SOURCE);
    cJSON *config = add_object(s, object, "defaultConfiguration");
    if (config)
        add_text(s, config, "level",
                 daesa_severity_text(rule ? rule->severity : finding->severity));
}

/* The rule's index, where it is new after its description; -1: none. */
static int index_of(struct sarif *s, const struct daesa_finding *finding)
{
    for (int i = 0; i < s->n_ids; i++)
        if (strcmp(s->ids[i], finding->rule) == 0)
            return i;
    if (s->n_ids == MAX_RULES)
        return -1;
    s->ids[s->n_ids] = finding->rule;
    add_rule(s, finding);
    return s->n_ids++;
}

static void add_place(struct sarif *s, cJSON *result, const struct daesa_place *place)
{
    cJSON *places = place->file ? add_array(s, result, "locations") : NULL;
    cJSON *location = places ? append(s, places) : NULL;
    cJSON *physical = location ? add_object(s, location, "physicalLocation") : NULL;
    cJSON *artifact = physical ? add_object(s, physical, "artifactLocation") : NULL;
    if (!artifact)
        return;
    add_uri(s, artifact, place->file);
    cJSON *region = place->line > 0 ? add_object(s, physical, "region") : NULL;
    if (region)
        add_number(s, region, "startLine", place->line);
    if (region && place->col > 0)
        add_number(s, region, "startColumn", place->col);
}

static void add_properties(struct sarif *s, cJSON *result,
                           const struct daesa_finding *finding)
{
    cJSON *bag = finding->cue ? add_object(s, result, "properties") : NULL;
    if (!bag)
        return;
    add_number(s, bag, "cue", (double)finding->cue);
    if (finding->start_us != DAESA_TIME_NONE)
        add_number(s, bag, "start", (double)finding->start_us / 1e6);
    if (finding->unit) {
        add_number(s, bag, "value", finding->value);
        add_number(s, bag, "limit", finding->limit);
        add_text(s, bag, "unit", finding->unit);
    }
}

static void add_result(struct sarif *s, cJSON *results,
                       const struct daesa_finding *finding)
{
    cJSON *result = append(s, results);
    if (!result)
        return;
    int index = finding->rule ? index_of(s, finding) : -1;
    if (finding->rule)
        add_text(s, result, "ruleId", finding->rule);
    if (index >= 0)
        add_number(s, result, "ruleIndex", index);
    add_text(s, result, "level", daesa_severity_text(finding->severity));
    describe(s, result, "message", finding->message);
    add_place(s, result, &finding->place);
    add_properties(s, result, finding);
}

static void fill(struct sarif *s, cJSON *log, const char *version)
{
    add_text(s, log, "$schema", SCHEMA);
    add_text(s, log, "version", "2.1.0");
    cJSON *runs = add_array(s, log, "runs");
    cJSON *run = runs ? append(s, runs) : NULL;
    cJSON *tool = run ? add_object(s, run, "tool") : NULL;
    cJSON *driver = tool ? add_object(s, tool, "driver") : NULL;
    if (!driver)
        return;
    add_text(s, driver, "name", "daesa");
    add_text(s, driver, "version", version);
    s->rules = add_array(s, driver, "rules");
    add_text(s, run, "columnKind", "unicodeCodePoints");
    cJSON *results = add_array(s, run, "results");
    for (size_t i = 0; s->rules && results && i < s->checked->n_findings; i++)
        add_result(s, results, &s->checked->findings[i]);
}

void daesa_checked_print_sarif(struct daesa_buf *buf, const struct daesa_checked *checked,
                               const char *version)
{
    struct sarif s = {.checked = checked};
    cJSON *log = cJSON_CreateObject();
    s.failed = !log;
    if (log)
        fill(&s, log, version);
    char *text = s.failed ? NULL : cJSON_Print(log);
    if (text) {
        daesa_buf_add_text(buf, text);
        daesa_buf_add_char(buf, '\n');
    } else if (!buf->status)
        buf->status = DAESA_NO_MEMORY;
    cJSON_free(text);
    cJSON_Delete(log);
}
