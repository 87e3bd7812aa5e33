/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/json_value.h"

#include "format/json_scan.h"
#include "text/normalise.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdlib.h>

#define MAX_DEPTH 64

struct daesa_json_doc {
    cJSON *root;
    struct daesa_str text;
};

static enum daesa_status fail_at(const struct daesa_reader *in, struct daesa_str at,
                                 enum daesa_status status, const char *rule,
                                 const char *what)
{
    return daesa_fail(in->sink, status, rule, daesa_reader_locate(in, at), "%s", what);
}

static struct daesa_str skip_space(struct daesa_str text)
{
    size_t at = 0;
    while (at < text.len && (unsigned char)text.s[at] <= ' ')
        at++;
    return daesa_str_from(text, at);
}

/* cJSON's message is only a place: say what stands there. */
static enum daesa_status syntax_error(const struct daesa_reader *in, const char *end)
{
    struct daesa_str at =
        daesa_str_from(in->text, end ? (size_t)(end - in->text.s) : in->text.len);
    struct daesa_str here = skip_space(at);
    if (here.len == 0)
        return fail_at(in, at, DAESA_BAD_INPUT, "json-syntax",
                       "the JSON ends too early: a bracket, quote or value is missing");
    return fail_at(in, here, DAESA_BAD_INPUT, "json-syntax",
                   "this is not JSON: a comma, colon, quote or value is missing or "
                   "wrong here or just before");
}

/* "\u0000" inside a string, which no text of ours can hold. */
static size_t find_nul(struct daesa_str text)
{
    struct daesa_str rest = text;
    for (;;) {
        size_t at = daesa_str_find(rest, "\\u0000");
        if (at == rest.len)
            return text.len;
        size_t i = (size_t)(rest.s - text.s) + at, n = 0;
        while (n < i && text.s[i - 1 - n] == '\\')
            n++;
        if (n % 2 == 0)
            return i;
        rest = daesa_str_from(rest, at + 1);
    }
}

enum daesa_status daesa_json_open(struct daesa_json_doc **out,
                                  const struct daesa_reader *in)
{
    const char *end = NULL;
    size_t nul = find_nul(in->text);
    if (daesa_json_depth(in->text) > MAX_DEPTH)
        return fail_at(in, in->text, DAESA_LIMIT, "json-depth",
                       "the JSON nests deeper than 64 levels");
    if (nul < in->text.len)
        return fail_at(in, daesa_str_from(in->text, nul), DAESA_BAD_INPUT, "json-nul",
                       "a text cannot hold the character U+0000");
    struct daesa_json_doc *doc = calloc(1, sizeof *doc);
    if (!doc)
        return DAESA_NO_MEMORY;
    doc->root = cJSON_ParseWithLengthOpts(in->text.len ? in->text.s : "", in->text.len,
                                          &end, false);
    if (!doc->root) {
        free(doc);
        return syntax_error(in, end);
    }
    struct daesa_str rest = daesa_str_from(in->text, (size_t)(end - in->text.s));
    doc->text = daesa_str_trim(daesa_str_slice(in->text, 0, in->text.len - rest.len));
    rest = skip_space(rest);
    if (rest.len) {
        daesa_json_close(&doc);
        return fail_at(in, rest, DAESA_BAD_INPUT, "json-syntax",
                       "the JSON goes on after its end");
    }
    *out = doc;
    return DAESA_OK;
}

void daesa_json_close(struct daesa_json_doc **doc)
{
    if (!doc || !*doc)
        return;
    cJSON_Delete((*doc)->root);
    free(*doc);
    *doc = NULL;
}

struct daesa_json_value daesa_json_root(const struct daesa_json_doc *doc)
{
    return (struct daesa_json_value){doc->root, doc->text};
}

enum daesa_status daesa_json_read(struct daesa_reader *in,
                                  enum daesa_status (*root)(struct daesa_reader *in,
                                                            struct daesa_json_value root))
{
    struct daesa_json_doc *doc = NULL;
    enum daesa_status status = daesa_json_open(&doc, in);
    if (doc)
        status = root(in, daesa_json_root(doc));
    in->track->head = in->text;
    daesa_json_close(&doc);
    return status;
}

enum daesa_json_kind daesa_json_kind(struct daesa_json_value value)
{
    const cJSON *node = value.node;
    switch (node ? node->type & 0xFF : cJSON_Invalid) {
    case cJSON_NULL:
        return DAESA_JSON_NULL;
    case cJSON_True:
    case cJSON_False:
        return DAESA_JSON_BOOL;
    case cJSON_Number:
        return DAESA_JSON_NUMBER;
    case cJSON_String:
        return DAESA_JSON_STRING;
    case cJSON_Array:
        return DAESA_JSON_ARRAY;
    case cJSON_Object:
        return DAESA_JSON_OBJECT;
    default:
        return DAESA_JSON_NONE;
    }
}

struct daesa_str daesa_json_string(struct daesa_json_value value)
{
    const cJSON *node = value.node;
    return daesa_str_of(cJSON_IsString(node) ? node->valuestring : NULL);
}

double daesa_json_number(struct daesa_json_value value)
{
    const cJSON *node = value.node;
    return cJSON_IsNumber(node) ? node->valuedouble : 0;
}

bool daesa_json_true(struct daesa_json_value value)
{
    return cJSON_IsTrue((const cJSON *)value.node);
}

struct daesa_json_members daesa_json_members(struct daesa_json_value of)
{
    const cJSON *node = of.node;
    return (struct daesa_json_members){.next = node ? node->child : NULL,
                                       .rest = daesa_json_inside(of.raw)};
}

bool daesa_json_step(struct daesa_json_members *members)
{
    struct daesa_str raw_key;
    const cJSON *node = members->next;
    if (!node || !daesa_json_next(&members->rest, &raw_key, &members->value.raw))
        return false;
    members->value.node = node;
    members->key = daesa_str_of(node->string);
    members->next = node->next;
    return true;
}

struct daesa_json_value daesa_json_get(struct daesa_json_value of, const char *key)
{
    struct daesa_json_members members = daesa_json_members(of);
    while (daesa_json_step(&members))
        if (daesa_str_is(members.key, key))
            return members.value;
    return (struct daesa_json_value){0};
}

/* Counts lines as it goes: to ask for every place anew would take time in the
 * square of the file's size. */
enum daesa_status daesa_json_cues(struct daesa_reader *in, struct daesa_json_value array,
                                  const char *not_array,
                                  enum daesa_status (*take)(struct daesa_reader *in,
                                                            struct daesa_json_value item,
                                                            struct daesa_cue *cue))
{
    struct daesa_json_members m = daesa_json_members(array);
    const char *counted = in->text.s;
    int32_t line = 1;
    if (daesa_json_kind(array) != DAESA_JSON_ARRAY)
        return daesa_json_bad(in, array, "json-type", not_array);
    while (daesa_json_step(&m)) {
        struct daesa_cue *cue;
        for (; counted < m.value.raw.s; counted++)
            line += *counted == '\n';
        enum daesa_status status = daesa_reader_add(in, line, &cue);
        if (!status)
            status = take(in, m.value, cue);
        if (status)
            return status;
    }
    return DAESA_OK;
}

enum daesa_status daesa_json_keep(struct daesa_reader *in, const char *prefix,
                                  struct daesa_field **fields, size_t *n_fields,
                                  struct daesa_str key, struct daesa_json_value value)
{
    struct daesa_buf name = {0};
    daesa_buf_add_text(&name, prefix);
    daesa_buf_add_char(&name, ':');
    daesa_buf_add(&name, key);
    enum daesa_status status = name.status;
    if (!status)
        status =
            daesa_field_add(in->track, fields, n_fields, daesa_buf_str(&name), value.raw);
    daesa_buf_finish(&name);
    return status;
}

enum daesa_status daesa_json_bad(const struct daesa_reader *in,
                                 struct daesa_json_value value, const char *rule,
                                 const char *what)
{
    return fail_at(in, value.raw, DAESA_BAD_INPUT, rule, what);
}

enum daesa_status daesa_json_take_string(const struct daesa_reader *in,
                                         struct daesa_json_value value,
                                         struct daesa_str *out)
{
    struct daesa_str text = daesa_json_string(value);
    struct daesa_buf composed = {0};
    if (daesa_json_kind(value) == DAESA_JSON_NULL)
        return DAESA_OK;
    if (daesa_json_kind(value) != DAESA_JSON_STRING)
        return daesa_json_bad(in, value, "json-type", "a string is expected here");
    if (!daesa_nfc_quick(text)) {
        daesa_nfc_add(&composed, text);
        text = daesa_buf_str(&composed);
    }
    enum daesa_status status = composed.status;
    if (!status && !daesa_arena_copy(&in->track->arena, text, out))
        status = DAESA_NO_MEMORY;
    daesa_buf_finish(&composed);
    return status;
}

enum daesa_status daesa_json_take_time(const struct daesa_reader *in,
                                       struct daesa_json_value value, int64_t *out)
{
    double seconds = daesa_json_number(value);
    if (daesa_json_kind(value) == DAESA_JSON_NULL) {
        *out = DAESA_TIME_NONE;
        return DAESA_OK;
    }
    if (daesa_json_kind(value) != DAESA_JSON_NUMBER)
        return daesa_json_bad(in, value, "json-type",
                              "a time is a number of seconds, or null");
    if (!(fabs(seconds) <= (double)DAESA_TIME_MAX / (double)DAESA_SECOND_US))
        return daesa_json_bad(in, value, "json-time",
                              "a time cannot pass ten thousand hours");
    *out = llround(seconds * 1e6);
    return DAESA_OK;
}

enum daesa_status daesa_json_take_float(const struct daesa_reader *in,
                                        struct daesa_json_value value, float *out)
{
    double number = daesa_json_number(value);
    if (daesa_json_kind(value) == DAESA_JSON_NULL)
        return DAESA_OK;
    if (daesa_json_kind(value) != DAESA_JSON_NUMBER || !(fabs(number) <= 1e6))
        return daesa_json_bad(in, value, "json-type",
                              "a number of at most a million is expected here");
    *out = (float)number;
    return DAESA_OK;
}

enum daesa_status daesa_json_take_bool(const struct daesa_reader *in,
                                       struct daesa_json_value value, bool *out)
{
    if (daesa_json_kind(value) == DAESA_JSON_NULL)
        return DAESA_OK;
    if (daesa_json_kind(value) != DAESA_JSON_BOOL)
        return daesa_json_bad(in, value, "json-type", "true or false is expected here");
    *out = daesa_json_true(value);
    return DAESA_OK;
}

enum daesa_status daesa_json_take_int(const struct daesa_reader *in,
                                      struct daesa_json_value value, int64_t low,
                                      int64_t high, int64_t *out)
{
    double number = daesa_json_number(value);
    if (daesa_json_kind(value) == DAESA_JSON_NULL)
        return DAESA_OK;
    if (daesa_json_kind(value) != DAESA_JSON_NUMBER || !(number >= (double)low) ||
        !(number <= (double)high) || number != floor(number))
        return daesa_json_bad(in, value, "json-type",
                              "a whole number in the range of the schema is expected");
    *out = (int64_t)number;
    return DAESA_OK;
}
