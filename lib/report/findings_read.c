/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "report/findings_read.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <string.h>

/* Longer lines are nobody's finding. */
#define MAX_LINE ((size_t)1 << 20)

static const char *text_of(const cJSON *object, const char *key)
{
    return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, key));
}

/* A number of the object in [least, most], or `missing`. */
static double number_of(const cJSON *object, const char *key, double least, double most,
                        double missing)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    double number = cJSON_IsNumber(item) ? item->valuedouble : missing;
    return number >= least && number <= most ? number : missing;
}

static bool read_severity(const char *name, enum daesa_severity *out)
{
    for (enum daesa_severity s = DAESA_NOTE; name && s <= DAESA_ERROR; s++)
        if (strcmp(name, daesa_severity_text(s)) == 0) {
            *out = s;
            return true;
        }
    return false;
}

/* False where the object is no finding. */
static bool read_finding(const cJSON *object, struct daesa_finding *out)
{
    double start_s = number_of(object, "start", -4e7, 4e7, NAN);
    const char *message = text_of(object, "message");
    if (!read_severity(text_of(object, "severity"), &out->severity) || !message)
        return false;
    out->rule = text_of(object, "rule");
    out->place.file = text_of(object, "file");
    out->place.line = (int32_t)number_of(object, "line", 0, INT32_MAX, 0);
    out->place.col = (int32_t)number_of(object, "col", 0, INT32_MAX, 0);
    out->cue = (size_t)number_of(object, "cue", 0, 1e9, 0);
    out->start_us = isnan(start_s) ? DAESA_TIME_NONE : llround(start_s * 1e6);
    out->message = message;
    out->unit = text_of(object, "unit");
    out->value = number_of(object, "value", -1e15, 1e15, 0);
    out->limit = number_of(object, "limit", -1e15, 1e15, 0);
    out->text = daesa_str_of(text_of(object, "text"));
    return true;
}

enum daesa_status daesa_findings_read(struct daesa_str bytes, const char *file,
                                      struct daesa_finding_list *list,
                                      struct daesa_sink *sink)
{
    struct daesa_str line;
    for (int32_t number = 1; daesa_str_next_line(&bytes, &line); number++) {
        struct daesa_finding finding = {0};
        if (daesa_str_trim(line).len == 0)
            continue;
        cJSON *object =
            line.len < MAX_LINE ? cJSON_ParseWithLength(line.s, line.len) : NULL;
        bool ok = object && read_finding(object, &finding);
        if (ok)
            daesa_finding_list_add(list, &finding);
        cJSON_Delete(object);
        if (!ok)
            return daesa_fail(sink, DAESA_BAD_INPUT, "findings-json",
                              (struct daesa_place){.file = file, .line = number},
                              "is not a finding in JSON, as 'daesa check --json' prints "
                              "them one a line");
    }
    return list->status;
}
