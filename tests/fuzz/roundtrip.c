/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "roundtrip.h"

#include "format/read.h"
#include "format/write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void ignore(struct daesa_sink *sink, const struct daesa_finding *finding)
{
    (void)sink;
    if (strlen(finding->message) > 4000 || !finding->rule)
        abort();
}

static struct daesa_sink sink = {ignore};

/* What is only read is written as a transcript. */
static const char *target(const char *format)
{
    const struct daesa_format *found = daesa_format_find(daesa_str_of(format));
    return found && !found->write ? "json" : format;
}

/* Reads, forgets the source, writes; false where the reader refuses. */
static bool pass(struct daesa_str bytes, const char *format, struct daesa_buf *out)
{
    struct daesa_format_read_opts from = {
        .from = format, .encoding = "UTF-8", .max_cues = 10000};
    struct daesa_format_write_opts to = {.to = target(format), .bom = DAESA_BOM_NO};
    struct daesa_track track = {0};
    if (daesa_format_read(bytes, &from, &track, &sink))
        return false;
    track.format = NULL;
    enum daesa_status status = daesa_format_write(&track, &to, out, &sink);
    daesa_track_finish(&track);
    if (status)
        abort();
    return true;
}

/* Unedited: what was read comes back, but for bytes that had to be replaced. */
static void check_verbatim(struct daesa_str bytes, const char *format)
{
    struct daesa_format_read_opts from = {.from = format, .encoding = "UTF-8"};
    struct daesa_track track = {0};
    struct daesa_buf out = {0};
    if (target(format) != format || daesa_format_read(bytes, &from, &track, &sink))
        return;
    if (daesa_format_write(&track, NULL, &out, &sink))
        abort();
    struct daesa_buf again = {0};
    struct daesa_track second = {0};
    if (daesa_format_read(daesa_buf_str(&out), &from, &second, &sink) ||
        daesa_format_write(&second, NULL, &again, &sink) ||
        !daesa_str_equal(daesa_buf_str(&out), daesa_buf_str(&again)))
        abort();
    daesa_buf_finish(&out);
    daesa_buf_finish(&again);
    daesa_track_finish(&track);
    daesa_track_finish(&second);
}

/* All of it: a binary format has NULs. */
static void show(const char *what, const struct daesa_buf *bytes)
{
    fprintf(stderr, "%s:\n", what);
    fwrite(bytes->s, 1, bytes->len, stderr);
    fputc('\n', stderr);
}

void fuzz_roundtrip(const uint8_t *bytes, size_t n, const char *format)
{
    struct daesa_str in = {(const char *)bytes, n};
    struct daesa_buf first = {0}, second = {0};
    check_verbatim(in, format);
    if (pass(in, format, &first) &&
        pass(daesa_buf_str(&first), target(format), &second) &&
        !daesa_str_equal(daesa_buf_str(&first), daesa_buf_str(&second))) {
        show("first", &first);
        show("second", &second);
        abort();
    }
    daesa_buf_finish(&first);
    daesa_buf_finish(&second);
}
