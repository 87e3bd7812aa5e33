/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Planted faults: every one is found, at the right cue, and nothing else is; and what can
 * be mended is gone after mending, without a word of the text changed.
 *
 * usage: run_rules [FILE...]
 *
 * The files are tests/check/rules/<rule>.txt. A case begins with "== " and what it shows;
 * then come lines "key: value", a line "--", the file to be checked, and another "--":
 *
 *     file: clip.ko.srt        its name; case.srt
 *     profile: netflix-ko      the house; by the language
 *     names: Anna Marta        as they are spelt
 *     clip: 0 60               its start and end, in seconds
 *     frames: 25               a second, over all the clip
 *     shots: 10 20.5           in seconds
 *     speech: 1-2.5 3-4        in seconds
 *     said: 7 0.3 -            how each cue's text fits what is said, in deviations
 *     children: yes
 *     picture: yes             cues are drawn, too
 *     escapes: yes             the file has \r, \t, \xE9, and its lines end in
 *                              \n or \r alone, written out
 *     want: 3 line-long        a finding at cue 3; 0: at none; "want: 1-3 rule" at each
 *
 *     left: 3 line-long        mending has no room for that
 *
 * "want" lines may come after the second "--" too. A case without them is a clean file.
 */
#include "check/rule.h"
#include "core/file.h"
#include "core/finding_list.h"
#include "job/mend.h"

#include <glob.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_WANTS 128
#define MAX_ITEMS 256
#define MAX_RULES 128
#define MIN_FAULTS 200
#define MIN_OF_A_RULE 3

struct want {
    size_t cue;
    char rule[32];
    bool is_found;
};

struct one {
    char what[128], name[64], file[512];
    struct daesa_profile *house;
    struct daesa_profile house_room;
    struct daesa_evidence evidence;
    struct daesa_interval speech[MAX_ITEMS];
    int64_t shots_us[MAX_ITEMS], *frames_us;
    float said[MAX_ITEMS];
    size_t n_said;
    struct daesa_rate rate;
    struct daesa_str names[MAX_ITEMS];
    char names_room[512];
    size_t n_names, n_wants, n_left;
    struct want wants[MAX_WANTS], left[MAX_WANTS];
    bool is_for_children, has_escapes, is_wrong, draws;
    struct daesa_buf bytes;
};

static size_t n_cases, n_faults, n_failed;
static size_t n_planted[MAX_RULES]; /* by the place of the rule in its table */

static int64_t to_us(const char *text, char **end)
{
    return (int64_t)(strtod(text, end) * 1e6 + 0.5);
}

static void take_times(struct one *c, const char *key, char *value)
{
    for (char *at = value, *end; *at; at = end) {
        int64_t us = to_us(at, &end);
        if (end == at)
            return;
        if (strcmp(key, "shots") == 0)
            c->shots_us[c->evidence.n_shots++] = us;
        else if (*end == '-') {
            at = end + 1;
            c->speech[c->evidence.n_speech++] =
                (struct daesa_interval){us, to_us(at, &end)};
        } else if (c->evidence.start_us == 0 && us == 0)
            continue;
        else
            c->evidence.end_us = us;
    }
}

static void make_frames(struct one *c, const char *value)
{
    if (!daesa_rate_parse(daesa_str_of(value), &c->rate))
        c->is_wrong = true;
    size_t n = (size_t)daesa_us_to_frame(c->evidence.end_us, c->rate);
    c->frames_us = calloc(n + 1, sizeof *c->frames_us);
    for (size_t i = 0; c->frames_us && i < n; i++)
        c->frames_us[i] = daesa_frame_to_us((int64_t)i, c->rate);
    c->evidence.n_frames = n;
}

static void take_said(struct one *c, char *value)
{
    for (char *word = strtok(value, " "); word; word = strtok(NULL, " "))
        c->said[c->n_said++] = strcmp(word, "-") == 0 ? NAN : strtof(word, NULL);
}

static void take_names(struct one *c, const char *value)
{
    snprintf(c->names_room, sizeof c->names_room, "%s", value);
    for (char *word = strtok(c->names_room, " "); word; word = strtok(NULL, " "))
        c->names[c->n_names++] = daesa_str_of(word);
}

/* "3 line-long" or "1-4 line-long". */
static void take_want(struct want *wants, size_t *n, const char *value)
{
    char *end;
    size_t from = strtoul(value, &end, 10), to = from;
    if (*end == '-')
        to = strtoul(end + 1, &end, 10);
    for (; from <= to && *n < MAX_WANTS; from++) {
        struct want *want = &wants[(*n)++];
        want->cue = from;
        snprintf(want->rule, sizeof want->rule, "%s", end + strspn(end, " "));
    }
}

static void take_house(struct one *c, const char *value)
{
    const struct daesa_profile *house = daesa_profile_find(daesa_str_of(value));
    c->is_wrong |= !house;
    if (house)
        c->house_room = *house;
    c->house = &c->house_room;
}

static void take_key(struct one *c, char *line)
{
    char *value = strchr(line, ':');
    if (!value) {
        c->is_wrong = true;
        return;
    }
    *value++ = '\0';
    value += strspn(value, " ");
    if (strcmp(line, "want") == 0)
        take_want(c->wants, &c->n_wants, value);
    else if (strcmp(line, "left") == 0)
        take_want(c->left, &c->n_left, value);
    else if (strcmp(line, "file") == 0)
        snprintf(c->name, sizeof c->name, "%s", value);
    else if (strcmp(line, "profile") == 0)
        take_house(c, value);
    else if (strcmp(line, "said") == 0)
        take_said(c, value);
    else if (strcmp(line, "names") == 0)
        take_names(c, value);
    else if (strcmp(line, "frames") == 0)
        make_frames(c, value);
    else if (strcmp(line, "children") == 0)
        c->is_for_children = true;
    else if (strcmp(line, "picture") == 0)
        c->draws = true;
    else if (strcmp(line, "escapes") == 0)
        c->has_escapes = true;
    else if (strcmp(line, "clip") == 0 || strcmp(line, "shots") == 0 ||
             strcmp(line, "speech") == 0)
        take_times(c, line, value);
    else
        c->is_wrong = true;
}

static void add_body(struct one *c, struct daesa_str line)
{
    for (size_t i = 0; i < line.len; i++)
        if (!c->has_escapes || line.s[i] != '\\')
            daesa_buf_add_char(&c->bytes, line.s[i]);
        else if (line.s[++i] == 'x') {
            char hex[3] = {line.s[i + 1], line.s[i + 2], '\0'};
            daesa_buf_add_char(&c->bytes, (char)strtoul(hex, NULL, 16));
            i += 2;
        } else
            daesa_buf_add_char(&c->bytes, line.s[i] == 'r'   ? '\r'
                                          : line.s[i] == 't' ? '\t'
                                          : line.s[i] == 'n' ? '\n'
                                                             : line.s[i]);
    if (!c->has_escapes)
        daesa_buf_add_char(&c->bytes, '\n');
}

static bool is_wanted(struct want *wants, size_t n, const struct daesa_finding *finding)
{
    for (size_t i = 0; i < n; i++)
        if (!wants[i].is_found && wants[i].cue == finding->cue &&
            strcmp(wants[i].rule, finding->rule) == 0)
            return wants[i].is_found = true;
    return false;
}

/* The letters and digits of a file, which mending leaves as they are. */
static void add_words(struct daesa_buf *words, struct daesa_str text)
{
    struct daesa_track track = {0};
    struct daesa_check_job job = {.path = "case.srt"};
    if (daesa_check_open(&job, text, &track, NULL))
        return;
    daesa_track_sort(&track);
    for (size_t i = 0; i < track.n_cues; i++)
        for (size_t j = 0; j < track.cues[i].n_texts; j++) {
            struct daesa_str plain = track.cues[i].texts[j].plain;
            for (size_t k = 0; k < plain.len; k++)
                if (!strchr(" \n\t.-\xE2\x80\xA6\x93\x94", plain.s[k]))
                    daesa_buf_add_char(words, plain.s[k]);
        }
    daesa_track_finish(&track);
}

static bool keeps_words(const struct daesa_mended *mended)
{
    struct daesa_buf before = {0}, after = {0};
    add_words(&before, daesa_buf_str(&mended->before));
    add_words(&after, daesa_buf_str(&mended->after));
    bool ok = daesa_str_equal(daesa_buf_str(&before), daesa_buf_str(&after));
    daesa_buf_finish(&before);
    daesa_buf_finish(&after);
    return ok;
}

/* Nothing is left that could be mended but what the case says; a second mending finds
 * nothing to do. */
static bool mends(struct one *c, const struct daesa_check_job *job)
{
    struct daesa_finding_list list = {0};
    struct daesa_mended mended = {0};
    daesa_finding_list_open(&list);
    bool ok = !daesa_mend_subtitles(job, &mended, NULL, &list.sink);
    for (size_t i = 0; ok && i < list.n; i++) {
        const struct daesa_rule *rule = daesa_rule_find(list.items[i].rule);
        if (rule && rule->mend && !is_wanted(c->left, c->n_left, &list.items[i])) {
            printf("# left: %zu %s: %s\n", list.items[i].cue, list.items[i].rule,
                   list.items[i].message);
            ok = false;
        }
    }
    if (ok && !keeps_words(&mended)) {
        printf("# mending changes words\n");
        ok = false;
    }
    if (ok && c->n_wants == 0 && mended.is_changed) {
        printf("# mending changes a file without faults\n");
        ok = false;
    }
    daesa_mended_finish(&mended);
    daesa_finding_list_finish(&list);
    return ok;
}

static bool compare(struct one *c, const struct daesa_finding_list *list)
{
    bool ok = !c->is_wrong;
    for (size_t i = 0; i < list->n; i++)
        if (!is_wanted(c->wants, c->n_wants, &list->items[i])) {
            printf("# not planted: %zu %s: %s\n", list->items[i].cue, list->items[i].rule,
                   list->items[i].message);
            ok = false;
        }
    for (size_t i = 0; i < c->n_wants; i++)
        if (!c->wants[i].is_found) {
            printf("# not found: %zu %s\n", c->wants[i].cue, c->wants[i].rule);
            ok = false;
        }
    return ok;
}

static void tally(const struct one *c)
{
    const struct daesa_rule *rule;
    for (size_t i = 0; i < c->n_wants; i++)
        for (size_t k = 0; k < MAX_RULES && (rule = daesa_rule_at(k)); k++)
            n_planted[k] += strcmp(rule->id, c->wants[i].rule) == 0;
    n_faults += c->n_wants;
}

static void run(struct one *c)
{
    char path[1024];
    const char *folder = getenv("TMPDIR");
    struct daesa_finding_list list = {0};
    snprintf(path, sizeof path, "%s/%s", folder ? folder : "/tmp",
             c->name[0] ? c->name : "case.srt");
    c->evidence.speech = c->evidence.n_speech ? c->speech : NULL;
    c->evidence.shots_us = c->evidence.n_shots ? c->shots_us : NULL;
    c->evidence.frames_us = c->frames_us;
    struct daesa_check_job job = {.path = path,
                                  .profile = c->house,
                                  .evidence = &c->evidence,
                                  .load = {.rate = c->rate},
                                  .draws = c->draws,
                                  .said = c->n_said ? c->said : NULL,
                                  .names = c->names,
                                  .n_names = c->n_names,
                                  .is_for_children = c->is_for_children};
    daesa_finding_list_open(&list);
    c->is_wrong |= daesa_file_write(path, daesa_buf_str(&c->bytes), true, NULL) != 0;
    c->is_wrong |= daesa_check_subtitles(&job, NULL, &list.sink) != DAESA_OK;
    bool ok = compare(c, &list) && mends(c, &job);
    remove(path);
    printf("%s %zu - %s: %s\n", ok ? "ok" : "not ok", ++n_cases, c->file, c->what);
    tally(c);
    n_failed += !ok;
    daesa_finding_list_finish(&list);
}

static void finish(struct one *c)
{
    if (c->what[0])
        run(c);
    daesa_buf_finish(&c->bytes);
    free(c->frames_us);
    *c = (struct one){0};
}

static void run_file(const char *path)
{
    struct daesa_buf text = {0};
    static struct one c;
    struct daesa_str line;
    int part = 0; /* 0: keys, 1: the file, 2: wants */
    if (daesa_file_read(path, 0, &text, NULL)) {
        n_failed++;
        return;
    }
    for (struct daesa_str rest = daesa_buf_str(&text);
         daesa_str_next_line(&rest, &line);) {
        char copy[4096];
        snprintf(copy, sizeof copy, "%.*s", DAESA_STR_ARGS(line));
        if (part != 1 && daesa_str_starts(line, "== ")) {
            finish(&c);
            snprintf(c.what, sizeof c.what, "%.120s", copy + 3);
            snprintf(c.file, sizeof c.file, "%.500s", strrchr(path, '/') + 1);
            part = 0;
        } else if (daesa_str_is(line, "--"))
            part++;
        else if (part == 1)
            add_body(&c, line);
        else if (line.len && line.s[0] != '#')
            take_key(&c, copy);
    }
    finish(&c);
    daesa_buf_finish(&text);
}

static void say(bool ok, const char *what, size_t n)
{
    printf("%s %zu - %s: %zu\n", ok ? "ok" : "not ok", ++n_cases, what, n);
    n_failed += !ok;
}

/* Enough of them for every rule; what needs a clip with pictures is planted in
 * tests/cmd/check-picture-of-another-shape. */
static void say_how_many(void)
{
    size_t n_rules = 0, n_enough = 0;
    const struct daesa_rule *rule;
    for (; n_rules < MAX_RULES && (rule = daesa_rule_at(n_rules)); n_rules++)
        if (n_planted[n_rules] >= MIN_OF_A_RULE || strcmp(rule->id, "picture-size") == 0)
            n_enough++;
        else
            printf("# planted %zu times: %s\n", n_planted[n_rules], rule->id);
    say(n_faults >= MIN_FAULTS, "planted faults", n_faults);
    say(n_rules > 0 && n_enough == n_rules, "rules with three or more", n_enough);
}

int main(int argc, char **argv)
{
    glob_t found = {0};
    if (argc < 2 && glob("tests/check/rules/*.txt", 0, NULL, &found) == 0)
        for (size_t i = 0; i < found.gl_pathc; i++)
            run_file(found.gl_pathv[i]);
    for (int i = 1; i < argc; i++)
        run_file(argv[i]);
    globfree(&found);
    if (argc < 2)
        say_how_many();
    return n_failed > 0;
}
