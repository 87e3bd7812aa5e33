/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/finding.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define MESSAGE_MAX 1001

const char *daesa_severity_text(enum daesa_severity severity)
{
    static const char *const names[] = {"note", "warning", "error"};
    return names[severity];
}

/* The cut may have gone through a character: drop the part of it that is left. */
static void end_at_character(char *text)
{
    size_t n = strlen(text), back = 0;
    while (back < n && back < 3 && ((unsigned char)text[n - 1 - back] & 0xC0) == 0x80)
        back++;
    if (back == n)
        return;
    unsigned char lead = (unsigned char)text[n - 1 - back];
    size_t want = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
    if (back < want)
        text[n - 1 - back] = '\0';
}

static void send(struct daesa_sink *sink, struct daesa_finding finding,
                 const char *format, va_list args)
{
    char message[MESSAGE_MAX];
    if (!sink)
        return;
    int n = vsnprintf(message, sizeof message, format, args);
    if (n < 0)
        message[0] = '\0';
    else if ((size_t)n >= sizeof message)
        end_at_character(message);
    finding.message = message;
    sink->put(sink, &finding);
}

void daesa_report(struct daesa_sink *sink, struct daesa_finding finding,
                  const char *format, ...)
{
    va_list args;
    va_start(args, format);
    send(sink, finding, format, args);
    va_end(args);
}

enum daesa_status daesa_fail(struct daesa_sink *sink, enum daesa_status status,
                             const char *rule, struct daesa_place place,
                             const char *format, ...)
{
    struct daesa_finding finding = {.severity = DAESA_ERROR,
                                    .rule = rule,
                                    .place = place,
                                    .start_us = DAESA_TIME_NONE};
    va_list args;
    va_start(args, format);
    send(sink, finding, format, args);
    va_end(args);
    return status;
}
