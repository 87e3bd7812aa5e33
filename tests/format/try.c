/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Converts one file by the library alone, for the tests of formats:
 *     try IN [TO [KEY=VALUE ...]]     the file goes to stdout, findings to stderr
 * TO is a format's name (default: that of the input). Keys: from, encoding,
 * language, out-encoding, newline (lf, crlf, cr), texts (a,b), shift (microseconds
 * added to every cue, which makes all of them edited). Exit 1 where it fails. */
#include "format/read.h"
#include "format/write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void put(struct daesa_sink *sink, const struct daesa_finding *finding)
{
    (void)sink;
    fprintf(stderr, "%d:%d: %s: %s [%s]\n", (int)finding->place.line,
            (int)finding->place.col, daesa_severity_text(finding->severity),
            finding->message, finding->rule);
}

static bool load(const char *name, struct daesa_buf *out)
{
    char room[65536];
    FILE *file = fopen(name, "rb");
    if (!file)
        return false;
    for (size_t n; (n = fread(room, 1, sizeof room, file)) > 0;)
        daesa_buf_add(out, (struct daesa_str){room, n});
    fclose(file);
    return out->status == DAESA_OK;
}

static const char *option(int argc, char **argv, const char *key)
{
    size_t n = strlen(key);
    for (int i = 3; i < argc; i++)
        if (strncmp(argv[i], key, n) == 0 && argv[i][n] == '=')
            return argv[i] + n + 1;
    return NULL;
}

static const char *newline_named(const char *name)
{
    if (!name)
        return NULL;
    return strcmp(name, "crlf") == 0 ? "\r\n" : strcmp(name, "cr") == 0 ? "\r" : "\n";
}

static void shift(struct daesa_track *track, const char *by)
{
    long long us = by ? atoll(by) : 0;
    for (size_t i = 0; us && i < track->n_cues; i++) {
        struct daesa_cue *cue = &track->cues[i];
        if (cue->start_us != DAESA_TIME_NONE)
            cue->start_us += us;
        if (cue->end_us != DAESA_TIME_NONE)
            cue->end_us += us;
    }
}

int main(int argc, char **argv)
{
    struct daesa_sink sink = {put};
    struct daesa_buf bytes = {0}, out = {0};
    struct daesa_track track = {0};
    char *languages[8], *texts = NULL;
    struct daesa_format_write_opts to = {0};
    if (argc < 2 || !load(argv[1], &bytes)) {
        fprintf(stderr, "try IN [TO [KEY=VALUE ...]]\n");
        return 2;
    }
    struct daesa_format_read_opts from = {.file = argv[1],
                                          .from = option(argc, argv, "from"),
                                          .encoding = option(argc, argv, "encoding"),
                                          .language = option(argc, argv, "language")};
    enum daesa_status status =
        daesa_format_read(daesa_buf_str(&bytes), &from, &track, &sink);
    if (!status) {
        shift(&track, option(argc, argv, "shift"));
        to.to = argc > 2 && *argv[2] ? argv[2] : track.format;
        to.encoding = option(argc, argv, "out-encoding");
        to.newline = newline_named(option(argc, argv, "newline"));
        texts = option(argc, argv, "texts") ? strdup(option(argc, argv, "texts")) : NULL;
        for (char *t = texts ? strtok(texts, ",") : NULL; t && to.n_languages < 8;
             t = strtok(NULL, ","))
            languages[to.n_languages++] = t;
        to.languages = (const char *const *)languages;
        status = daesa_format_write(&track, &to, &out, &sink);
    }
    if (!status)
        fwrite(out.s, 1, out.len, stdout);
    else
        fprintf(stderr, "%s: %s\n", argv[1], daesa_status_text(status));
    free(texts);
    daesa_track_finish(&track);
    daesa_buf_finish(&bytes);
    daesa_buf_finish(&out);
    return status ? 1 : 0;
}
