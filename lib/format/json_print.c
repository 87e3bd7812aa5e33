/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/json_print.h"

#include "format/json_scan.h"
#include "format/stamp.h"

static void add_indent(struct daesa_buf *buf, int levels)
{
    daesa_buf_printf(buf, "\n%*s", levels * 2, "");
}

struct daesa_json_list daesa_json_begin(struct daesa_buf *buf, char bracket, int indent)
{
    daesa_buf_add_char(buf, bracket);
    return (struct daesa_json_list){buf, indent, false};
}

void daesa_json_item(struct daesa_json_list *list)
{
    if (list->any)
        daesa_buf_add_char(list->buf, ',');
    if (list->indent >= 0)
        add_indent(list->buf, list->indent);
    else if (list->any)
        daesa_buf_add_char(list->buf, ' ');
    list->any = true;
}

void daesa_json_member(struct daesa_json_list *list, const char *key)
{
    daesa_json_item(list);
    daesa_buf_printf(list->buf, "\"%s\": ", key);
}

void daesa_json_end(struct daesa_json_list *list, char bracket)
{
    if (list->any && list->indent >= 0)
        add_indent(list->buf, list->indent - 1);
    daesa_buf_add_char(list->buf, bracket);
}

void daesa_json_put_string(struct daesa_json_list *list, const char *key,
                           struct daesa_str value)
{
    if (value.len == 0)
        return;
    daesa_json_member(list, key);
    daesa_json_add_string(list->buf, value);
}

void daesa_json_put_true(struct daesa_json_list *list, const char *key, bool value)
{
    if (!value)
        return;
    daesa_json_member(list, key);
    daesa_buf_add_text(list->buf, "true");
}

void daesa_json_put_time(struct daesa_json_list *list, const char *key, int64_t us)
{
    if (us == DAESA_TIME_NONE)
        return;
    daesa_json_member(list, key);
    daesa_stamp_add_seconds(list->buf, us);
}

void daesa_json_put_number(struct daesa_json_list *list, const char *key, double value)
{
    daesa_json_member(list, key);
    daesa_json_add_number(list->buf, value);
}
