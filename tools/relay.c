/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "relay.h"

#include <string.h>

/* A finding as it travels; then follow rule, file, message and unit, each with a NUL,
 * and the text. */
struct parcel {
    int64_t start_us;
    double value, limit;
    uint64_t cue;
    int32_t severity, line, col;
    uint32_t n_rule, n_file, n_message, n_unit; /* with their NULs; 0: NULL */
    uint64_t n_text;
};

static uint32_t size_of(const char *text)
{
    return text ? (uint32_t)strlen(text) + 1 : 0;
}

void relay_put(struct daesa_sink *sink, const struct daesa_finding *finding)
{
    struct relay *relay = (struct relay *)sink;
    const char *file = finding->place.file ? finding->place.file : relay->file;
    struct parcel parcel = {.start_us = finding->start_us,
                            .cue = finding->cue,
                            .severity = (int32_t)finding->severity,
                            .line = finding->place.line,
                            .col = finding->place.col,
                            .n_rule = size_of(finding->rule),
                            .n_file = size_of(file),
                            .n_message = size_of(finding->message),
                            .n_unit = size_of(finding->unit),
                            .value = finding->value,
                            .limit = finding->limit,
                            .n_text = finding->text.len};
    relay->n_errors += finding->severity == DAESA_ERROR;
    daesa_buf_add(relay->out, (struct daesa_str){(const char *)&parcel, sizeof parcel});
    daesa_buf_add(relay->out, (struct daesa_str){finding->rule, parcel.n_rule});
    daesa_buf_add(relay->out, (struct daesa_str){file, parcel.n_file});
    daesa_buf_add(relay->out, (struct daesa_str){finding->message, parcel.n_message});
    daesa_buf_add(relay->out, (struct daesa_str){finding->unit, parcel.n_unit});
    daesa_buf_add(relay->out, finding->text);
}

static const char *take(struct daesa_str *bytes, uint32_t n)
{
    const char *text = n ? bytes->s : NULL;
    *bytes = daesa_str_from(*bytes, n);
    return text;
}

void relay_play(struct daesa_str bytes, struct daesa_sink *sink)
{
    struct parcel parcel;
    while (bytes.len >= sizeof parcel) {
        memcpy(&parcel, bytes.s, sizeof parcel);
        bytes = daesa_str_from(bytes, sizeof parcel);
        if (bytes.len < (uint64_t)parcel.n_rule + parcel.n_file + parcel.n_message +
                            parcel.n_unit + parcel.n_text)
            return;
        struct daesa_finding finding = {.severity = (enum daesa_severity)parcel.severity,
                                        .cue = (size_t)parcel.cue,
                                        .value = parcel.value,
                                        .limit = parcel.limit,
                                        .start_us = parcel.start_us};
        finding.rule = take(&bytes, parcel.n_rule);
        finding.place =
            (struct daesa_place){take(&bytes, parcel.n_file), parcel.line, parcel.col};
        finding.message = take(&bytes, parcel.n_message);
        finding.unit = take(&bytes, parcel.n_unit);
        finding.text = daesa_str_slice(bytes, 0, (size_t)parcel.n_text);
        bytes = daesa_str_from(bytes, finding.text.len);
        if (sink)
            sink->put(sink, &finding);
    }
}
