/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_JSON_PRINT_H
#define DAESA_FORMAT_JSON_PRINT_H

#include "core/buf.h"
#include "core/time.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Writing JSON into a buffer, for the formats that are JSON: commas, line breaks
 * and indents come by themselves. */

/* An object or array that is being written. */
struct daesa_json_list {
    struct daesa_buf *buf;
    int indent; /* of its members, in levels of two blanks; negative: all of it on
                   one line */
    bool any;   /* private: it has a member */
};

/* Writes the bracket that opens it, '{' or '['. */
struct daesa_json_list daesa_json_begin(struct daesa_buf *buf, char bracket, int indent);
/* Writes the bracket that closes it. */
void daesa_json_end(struct daesa_json_list *list, char bracket);

/* Begins an item of an array; the value is to be written next. */
void daesa_json_item(struct daesa_json_list *list);
/* Begins a member of an object, whose key needs no escape; the same. */
void daesa_json_member(struct daesa_json_list *list, const char *key);

/* Members, key and value. An empty string, `false` and DAESA_TIME_NONE are left
 * out; times are in seconds. */
void daesa_json_put_string(struct daesa_json_list *list, const char *key,
                           struct daesa_str value);
void daesa_json_put_true(struct daesa_json_list *list, const char *key, bool value);
void daesa_json_put_time(struct daesa_json_list *list, const char *key, int64_t us);
void daesa_json_put_number(struct daesa_json_list *list, const char *key, double value);

#ifdef __cplusplus
}
#endif
#endif
