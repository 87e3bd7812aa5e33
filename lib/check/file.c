/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* The file itself, as it lies on the disk. A byte order mark is usual in ASS, and harms
 * where programs read line by line. */
#include "check/checker.h"

#include "text/normalise.h"
#include "text/utf8.h"

#include <string.h>

/* The formats that a house takes; a house without a row takes any. */
static const struct {
    const char *profile, *formats;
} houses[] = {
    {"bbc", " ttml stl "},
    {"cea608", " scc ttml "},
    {"ebu", " stl ttml "},
    {"netflix", " ttml "},
    {"youtube", " lrc sami sbv scc srt stl ttml vtt "},
};

static bool is_in(const char *list, const char *name, size_t len)
{
    for (const char *at = list; *at; at += strcspn(at, " ")) {
        at += strspn(at, " ");
        if (strcspn(at, " ") == len && strncmp(at, name, len) == 0)
            return true;
    }
    return false;
}

/* Whoever asked for no house gets no word about what a house takes. */
static void check_house(const struct daesa_checker *checker)
{
    const char *format = checker->track->format;
    const struct daesa_profile *house = checker->opts->profile;
    for (size_t i = 0; format && house && i < sizeof houses / sizeof *houses; i++)
        if (daesa_str_starts(daesa_str_of(house->name), houses[i].profile) &&
            !is_in(houses[i].formats, format, strlen(format)))
            daesa_checker_report(checker, "file-house", NULL, DAESA_NO_MEASURE,
                                 "%s takes no %s; it takes:%.*s", house->name, format,
                                 (int)strlen(houses[i].formats) - 1, houses[i].formats);
}

static void check_extension(const struct daesa_checker *checker)
{
    const char *name = strrchr(checker->opts->file, '/');
    const char *dot = strrchr(name ? name : checker->opts->file, '.');
    const char *known = checker->opts->extensions;
    char lower[16];
    size_t n = dot ? strlen(dot + 1) : 0;
    if (!known || n == 0 || n >= sizeof lower)
        return;
    for (size_t i = 0; i < n; i++)
        lower[i] = (char)(dot[1 + i] >= 'A' && dot[1 + i] <= 'Z' ? dot[1 + i] | 0x20
                                                                 : dot[1 + i]);
    if (!is_in(known, lower, n))
        daesa_checker_report(checker, "file-extension", NULL, DAESA_NO_MEASURE,
                             "is %s by its content; its extension would be .%.*s",
                             checker->track->format, (int)strcspn(known, " "), known);
}

static void check_encoding(const struct daesa_checker *checker)
{
    const struct daesa_track *track = checker->track;
    bool is_ass = track->format && strcmp(track->format, "ass") == 0;
    if (track->encoding.len && !daesa_str_is(track->encoding, "UTF-8"))
        daesa_checker_report(checker, "file-encoding", NULL, DAESA_NO_MEASURE,
                             "is in %.*s, not in UTF-8", DAESA_STR_ARGS(track->encoding));
    else if (track->bom && !is_ass)
        daesa_checker_report(checker, "file-bom", NULL, DAESA_NO_MEASURE,
                             "begins with a byte order mark");
}

static void check_newline(const struct daesa_checker *checker)
{
    const char *newline = checker->track->newline;
    struct daesa_str bytes = checker->opts->bytes;
    if (!checker->track->encoding.len) /* no file of text */
        return;
    if (newline && (strcmp(newline, "\n") == 0 || strcmp(newline, "\r\n") == 0))
        return;
    if (newline)
        daesa_checker_report(checker, "file-newline", NULL, DAESA_NO_MEASURE,
                             "its lines end in CR%s", newline[1] ? " CR LF" : " alone");
    else if (daesa_str_find_char(bytes, '\n') < bytes.len)
        daesa_checker_report(checker, "file-newline", NULL, DAESA_NO_MEASURE,
                             "mixes kinds of line ends");
}

static bool is_nfc(struct daesa_checker *checker, struct daesa_str line)
{
    struct daesa_buf composed = {0};
    if (daesa_nfc_quick(line) || !daesa_utf8_valid(line))
        return true;
    daesa_nfc_add(&composed, line);
    if (composed.status)
        checker->status = composed.status;
    bool is_same = composed.status || daesa_str_equal(daesa_buf_str(&composed), line);
    daesa_buf_finish(&composed);
    return is_same;
}

/* Walks on to the cue that line `number` of the file is in: the last that begins at or
 * before it. `*i` counts cues from 1; 0: before the first. */
static const struct daesa_cue *cue_at(const struct daesa_track *track, int32_t number,
                                      size_t *i)
{
    while (*i < track->n_cues && track->cues[*i].source.place.line <= number)
        ++*i;
    return *i ? &track->cues[*i - 1] : NULL;
}

/* Inside, text is in form C already: only the bytes tell. */
static void check_nfc(struct daesa_checker *checker)
{
    struct daesa_str rest = checker->opts->bytes, line;
    const struct daesa_cue *last = NULL;
    size_t i = 0;
    if (!daesa_str_is(checker->track->encoding, "UTF-8"))
        return;
    for (int32_t number = 1; daesa_str_next_line(&rest, &line); number++) {
        if (is_nfc(checker, line))
            continue;
        const struct daesa_cue *cue = cue_at(checker->track, number, &i);
        if (cue && cue != last)
            daesa_checker_report(checker, "file-nfc", cue, DAESA_NO_MEASURE,
                                 "has letters in pieces, which form C joins");
        else if (!cue)
            daesa_checker_report_line(checker, "file-nfc", number,
                                      "has letters in pieces, which form C joins");
        last = cue;
    }
}

static void check_empty(const struct daesa_checker *checker)
{
    for (size_t i = 0; i < checker->track->n_cues; i++)
        if (!checker->track->cues[i].comment)
            return;
    daesa_checker_report(checker, "file-empty", NULL, DAESA_NO_MEASURE, "holds no cue");
}

void daesa_check_file(struct daesa_checker *checker)
{
    if (!checker->opts->file)
        return;
    check_empty(checker);
    check_encoding(checker);
    check_newline(checker);
    check_nfc(checker);
    check_house(checker);
    if (strcmp(checker->opts->file, "<stdin>") != 0)
        check_extension(checker);
}
