/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Markup as it stands in the file: readers mend what is left open, players each in
 * a way of their own. A VTT voice may stay open to the end of its cue, and the end of a
 * ruby closes its annotation (W3C, WebVTT 4.2.2). */
#include "check/checker.h"

#include <string.h>

#define MAX_NAME 16
#define MAX_DEPTH 32

/* The tags of the formats that write them in angle brackets, and those that need no
 * end. */
static const struct {
    const char *format, *tags, *loose;
} formats[] = {
    {"srt", " b i u s font ", " "},
    {"vtt", " b i u c v lang ruby rt ", " v rt "},
};

struct tags {
    const char *known, *loose;
    char open[MAX_DEPTH][MAX_NAME];
    size_t n_open;
};

struct tag {
    char name[MAX_NAME]; /* lower case */
    bool is_end;
};

static bool is_ascii_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Takes the next tag of `*rest`: "<" or "</", a name, and a ">" before the next "<"
 * and the end of the line. */
static bool next_tag(struct daesa_str *rest, struct tag *tag)
{
    for (size_t at; (at = daesa_str_find_char(*rest, '<')) < rest->len;) {
        *rest = daesa_str_from(*rest, at + 1);
        size_t end = 0, n = 0;
        while (end < rest->len && !strchr("<>\n", rest->s[end]))
            end++;
        if (end == rest->len || rest->s[end] != '>')
            continue;
        struct daesa_str name = daesa_str_slice(*rest, 0, end);
        tag->is_end = daesa_str_starts(name, "/");
        name = daesa_str_from(name, tag->is_end);
        for (; n < name.len && is_ascii_letter(name.s[n]) && n + 1 < MAX_NAME; n++)
            tag->name[n] = (char)(name.s[n] | 0x20);
        tag->name[n] = '\0';
        /* "<sigh loudly>" is a word of the text, "<b foo>" a tag. */
        if (n > 0 && (n == name.len || strchr(" .:=\t", name.s[n])))
            return true;
    }
    return false;
}

static bool is_in(const char *list, const char *name)
{
    const char *at = strstr(list, name);
    return at && at > list && at[-1] == ' ' && at[strlen(name)] == ' ';
}

/* Closes the innermost tag of the name, and the loose ones in it; false where none is
 * open or another one is in the way. */
static bool close_tag(struct tags *tags, const char *name)
{
    while (tags->n_open && strcmp(tags->open[tags->n_open - 1], name) != 0 &&
           is_in(tags->loose, tags->open[tags->n_open - 1]))
        tags->n_open--;
    if (tags->n_open == 0 || strcmp(tags->open[tags->n_open - 1], name) != 0)
        return false;
    tags->n_open--;
    return true;
}

/* The first thing that is wrong with the tags of a cue. */
static void check_tags(const struct daesa_checker *checker, const struct daesa_cue *cue,
                       struct tags *tags, struct daesa_str body)
{
    struct tag tag;
    while (next_tag(&body, &tag)) {
        if (!is_in(tags->known, tag.name)) {
            daesa_checker_report(checker, "tag-unknown", cue, DAESA_NO_MEASURE,
                                 "there is no tag <%s>", tag.name);
            return;
        }
        if (!tag.is_end && tags->n_open < MAX_DEPTH)
            memcpy(tags->open[tags->n_open++], tag.name, sizeof tag.name);
        else if (tag.is_end && !close_tag(tags, tag.name)) {
            daesa_checker_report(checker, "tag-unbalanced", cue, DAESA_NO_MEASURE,
                                 "</%s> closes nothing that is open there", tag.name);
            return;
        }
    }
    while (tags->n_open && is_in(tags->loose, tags->open[tags->n_open - 1]))
        tags->n_open--;
    if (tags->n_open)
        daesa_checker_report(checker, "tag-unbalanced", cue, DAESA_NO_MEASURE,
                             "<%s> is not closed", tags->open[tags->n_open - 1]);
}

/* A block of overrides that the reader took for text, as it has no end. */
static void check_braces(const struct daesa_checker *checker, const struct daesa_cue *cue)
{
    for (size_t i = 0; i < cue->n_texts; i++) {
        struct daesa_str plain = cue->texts[i].plain;
        if (daesa_str_find(plain, "{\\") < plain.len)
            daesa_checker_report(checker, "tag-unbalanced", cue, DAESA_NO_MEASURE,
                                 "\"{\\\" begins overrides that no \"}\" ends");
    }
}

/* The text of a cue as the file has it: all behind the line of its times. */
static struct daesa_str body_of(const struct daesa_cue *cue)
{
    struct daesa_str raw = cue->source.raw;
    size_t arrow = daesa_str_find(raw, "-->");
    if (arrow == raw.len)
        return (struct daesa_str){0};
    raw = daesa_str_from(raw, arrow + 3);
    return daesa_str_from(raw, daesa_str_find_char(raw, '\n'));
}

void daesa_check_tag(struct daesa_checker *checker)
{
    const char *format = checker->track->format ? checker->track->format : "";
    struct tags tags = {0};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i].format, format) == 0)
            tags = (struct tags){.known = formats[i].tags, .loose = formats[i].loose};
    for (size_t i = 0; i < checker->track->n_cues; i++) {
        const struct daesa_cue *cue = &checker->track->cues[i];
        if (cue->comment)
            continue;
        tags.n_open = 0;
        if (tags.known)
            check_tags(checker, cue, &tags, body_of(cue));
        if (strcmp(format, "ass") == 0 || strcmp(format, "ssa") == 0 ||
            strcmp(format, "srt") == 0)
            check_braces(checker, cue);
    }
}
