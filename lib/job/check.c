/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/check.h"

#include "check/check.h"
#include "check/rule.h"
#include "core/file.h"
#include "format/read.h"
#include "job/check_cut.h"
#include "job/check_drawn.h"
#include "job/check_said.h"
#include "text/nearest.h"
#include "text/script.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What readers say goes by this name. */
#define READ "read"
/* More rules and groups than there will be. */
#define MAX_NAMES 256
#define MAX_TAG 16

/* Passes on what was asked for. */
struct filter {
    struct daesa_sink sink;
    const struct daesa_check_job *job;
    struct daesa_sink *to;
};

static bool is_named(const char *const *names, size_t n, const char *id,
                     const char *group)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(names[i], id) == 0 || strcmp(names[i], group) == 0)
            return true;
    return false;
}

/* What a reader says that a rule says as well, with more to it. */
static bool is_said_by_a_rule(const char *id)
{
    static const char *const ends[] = {"-no-duration", "-end-before-start", "encoding",
                                       "mixed-line-ends", "format-other-name"};
    struct daesa_str rule = daesa_str_of(id);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (daesa_str_ends(rule, ends[i]))
            return true;
    return false;
}

static void put(struct daesa_sink *sink, const struct daesa_finding *finding)
{
    const struct filter *filter = (const struct filter *)sink;
    const struct daesa_check_job *job = filter->job;
    const char *id = finding->rule ? finding->rule : "";
    const struct daesa_rule *rule = daesa_rule_find(id);
    const char *group = rule ? daesa_rule_group_text(rule->group) : READ;
    if ((!rule && is_said_by_a_rule(id)) ||
        (job->n_only && !is_named(job->only, job->n_only, id, group)) ||
        is_named(job->ignored, job->n_ignored, id, group))
        return;
    if (filter->to)
        filter->to->put(filter->to, finding);
}

/* "ko-en" names two languages: the letters of each text tell which it is in, as they do
 * where "zh-tw" is taken for two. */
static bool names_two(struct daesa_str part)
{
    size_t dash = daesa_str_find_char(part, '-');
    enum daesa_script a = daesa_script_of_language(daesa_str_slice(part, 0, dash));
    enum daesa_script b = daesa_script_of_language(daesa_str_from(part, dash + 1));
    return part.len == dash + 3 && b != DAESA_SCRIPT_NONE && a != b;
}

/* The language of a file named "name.ko.srt", into `tag`; empty where it names none. */
static const char *language_of_name(const char *path, char tag[MAX_TAG])
{
    const char *name = strrchr(path, '/');
    struct daesa_str part = {0}, last = {0}, rest = daesa_str_of(name ? name + 1 : path);
    for (size_t dot; (dot = daesa_str_find_char(rest, '.')) < rest.len;) {
        part = last;
        rest = daesa_str_from(rest, dot + 1);
        last = daesa_str_slice(rest, 0, daesa_str_find_char(rest, '.'));
    }
    if (part.len < 2 || part.len >= MAX_TAG || names_two(part) ||
        daesa_script_of_language(part) == DAESA_SCRIPT_NONE)
        return NULL;
    memcpy(tag, part.s, part.len);
    tag[part.len] = '\0';
    return tag;
}

static enum daesa_status judge(const struct daesa_check_job *job,
                               const struct daesa_track *track, struct daesa_str bytes,
                               struct daesa_sink *sink)
{
    const struct daesa_format *format = daesa_format_find(daesa_str_of(track->format));
    struct daesa_check_opts opts = {.profile = job->profile,
                                    .evidence = job->evidence,
                                    .rate = job->load.rate,
                                    .is_for_children = job->is_for_children,
                                    .names = job->names,
                                    .n_names = job->n_names,
                                    .file = daesa_file_shown(job->path),
                                    .said = job->said,
                                    .bytes = bytes,
                                    .extensions = format ? format->extensions : NULL};
    float *said = NULL;
    struct daesa_sync cut = {0};
    enum daesa_status st = DAESA_OK;
    if (job->draws)
        st = daesa_check_draw(track, job->clip, &opts, sink);
    if (!st && job->spoken && job->clip && !job->said)
        st = daesa_check_compare(track, job, &said, sink);
    if (!st && said)
        st = daesa_check_find_cut(track, job, said, &cut);
    if (said) {
        opts.said = said;
        opts.cut = &cut;
    }
    if (!st)
        st = daesa_check(track, &opts, sink);
    free(opts.drawn);
    free(said);
    return st;
}

static void tell(const struct daesa_check_job *job, const struct daesa_track *track,
                 struct daesa_check_stats *stats)
{
    const struct daesa_profile *house =
        job->profile ? job->profile : daesa_check_house(track);
    *stats = (struct daesa_check_stats){.format = track->format, .n_cues = track->n_cues};
    snprintf(stats->house, sizeof stats->house, "%s", house->name);
}

enum daesa_status daesa_check_open(const struct daesa_check_job *job,
                                   struct daesa_str bytes, struct daesa_track *track,
                                   struct daesa_sink *sink)
{
    static const struct daesa_track unread = {0};
    char tag[MAX_TAG];
    struct filter filter = {{put}, job, sink};
    struct daesa_format_read_opts how = {.file = daesa_file_shown(job->path),
                                         .from = job->load.from,
                                         .encoding = job->load.encoding,
                                         .language = job->load.language,
                                         .rate = job->load.rate};
    if (!how.language)
        how.language = language_of_name(job->path, tag);
    if (!daesa_rate_known(how.rate))
        how.rate = daesa_check_rate(&unread, job->evidence);
    return daesa_format_read(bytes, &how, track, &filter.sink);
}

enum daesa_status daesa_check_track(const struct daesa_check_job *job,
                                    const struct daesa_track *track,
                                    struct daesa_str bytes,
                                    struct daesa_check_stats *stats,
                                    struct daesa_sink *sink)
{
    struct filter filter = {{put}, job, sink};
    if (stats)
        tell(job, track, stats);
    return judge(job, track, bytes, &filter.sink);
}

enum daesa_status daesa_check_subtitles(const struct daesa_check_job *job,
                                        struct daesa_check_stats *stats,
                                        struct daesa_sink *sink)
{
    struct filter filter = {{put}, job, sink};
    struct daesa_buf bytes = {0};
    struct daesa_track track = {0};
    enum daesa_status st = daesa_file_read(job->path, 0, &bytes, &filter.sink);
    if (!st)
        st = daesa_check_open(job, daesa_buf_str(&bytes), &track, sink);
    if (!st)
        st = daesa_check_track(job, &track, daesa_buf_str(&bytes), stats, sink);
    daesa_track_finish(&track);
    daesa_buf_finish(&bytes);
    return st;
}

bool daesa_check_knows_rule(const char *name, const char **nearest)
{
    const char *names[MAX_NAMES + 1] = {READ};
    size_t n = 1;
    const struct daesa_rule *rule;
    for (int group = DAESA_RULES_FILE; group <= DAESA_RULES_PICTURE; group++)
        names[n++] = daesa_rule_group_text((enum daesa_rule_group)group);
    for (size_t i = 0; n < MAX_NAMES && (rule = daesa_rule_at(i)); i++)
        names[n++] = rule->id;
    for (size_t i = 0; i < n; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    *nearest = daesa_nearest(name, names);
    return false;
}
