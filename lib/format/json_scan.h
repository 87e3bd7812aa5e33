/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_JSON_SCAN_H
#define DAESA_FORMAT_JSON_SCAN_H

#include "core/buf.h"
#include "core/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Where the values of a JSON text stand in it. cJSON knows what they are but
 * not where; these walk the same text beside it, so that findings have a line
 * and unknown values come back to the letter. The text must have been accepted
 * by a parser before. */

/* The deepest nesting of arrays and objects in any text, well-formed or not. */
size_t daesa_json_depth(struct daesa_str text);

/* Takes the next member off `*rest`, the inside of an object or array (see
 * daesa_json_inside): its key, without quotes and not unescaped (empty in an
 * array), and the text of its value. False at the end. */
bool daesa_json_next(struct daesa_str *rest, struct daesa_str *key,
                     struct daesa_str *value);

/* What stands between the brackets of an object or array; empty for others. */
struct daesa_str daesa_json_inside(struct daesa_str value);

/* Appends `text` as a JSON string, with quotes. */
void daesa_json_add_string(struct daesa_buf *buf, struct daesa_str text);
/* Appends a number with at most six decimals, none superfluous, whatever the
 * locale says. */
void daesa_json_add_number(struct daesa_buf *buf, double number);

#ifdef __cplusplus
}
#endif
#endif
