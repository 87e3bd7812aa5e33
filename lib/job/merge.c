/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/merge.h"

#include "core/file.h"
#include "text/script.h"

#include <string.h>

/* "clip.en.srt", "clip.pt-BR.srt": the part before the extension where it can be a
 * language; empty where it cannot. */
static struct daesa_str language_of_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    struct daesa_str name = daesa_str_of(slash ? slash + 1 : path);
    size_t end = name.len, begin;
    while (end > 0 && name.s[end - 1] != '.')
        end--;
    begin = end = end ? end - 1 : 0;
    while (begin > 0 && name.s[begin - 1] != '.')
        begin--;
    struct daesa_str tag = daesa_str_slice(name, begin, end);
    size_t base = daesa_str_find_char(tag, '-');
    for (size_t i = 0; i < base; i++)
        if (tag.s[i] < 'a' || tag.s[i] > 'z')
            return (struct daesa_str){0};
    return begin > 0 && (base == 2 || base == 3) ? tag : (struct daesa_str){0};
}

static struct daesa_str language_of_script(const struct daesa_track *track)
{
    size_t counts[DAESA_N_SCRIPTS] = {0};
    for (size_t i = 0; i < track->n_cues; i++)
        for (size_t t = 0; t < track->cues[i].n_texts; t++)
            if (track->cues[i].texts[t].language.len == 0)
                daesa_script_main(track->cues[i].texts[t].plain, counts);
    return daesa_script_language(daesa_script_most(counts));
}

/* Texts that name no language get that of the file. */
static void name_texts(struct daesa_track *track, const char *path)
{
    struct daesa_str language = language_of_name(path);
    if (language.len == 0)
        language = language_of_script(track);
    for (size_t i = 0; language.len && i < track->n_cues; i++)
        for (size_t t = 0; t < track->cues[i].n_texts; t++)
            if (track->cues[i].texts[t].language.len == 0)
                track->cues[i].texts[t].language = language;
}

static enum daesa_status load(const char *path, const struct daesa_load_opts *opts,
                              struct daesa_track *out, struct daesa_sink *sink)
{
    enum daesa_status st = daesa_track_load(path, opts, out, sink);
    if (!st)
        name_texts(out, path);
    return st;
}

/* Cues that became one are laid out, then all is saved as it is. */
static enum daesa_status save(const struct daesa_merge_job *job,
                              const struct daesa_track *merged,
                              const struct daesa_merge_result *result,
                              struct daesa_sink *sink)
{
    struct daesa_track laid = {0};
    struct daesa_layout_opts opts = {.chosen = result->joined};
    bool lays_out = result->way == DAESA_MERGE_TIME && !job->save.profile;
    enum daesa_status st = lays_out ? daesa_layout(merged, &opts, &laid, sink) : DAESA_OK;
    const struct daesa_track *track = lays_out ? &laid : merged;
    if (!st)
        st = daesa_track_has_texts(track, &job->save, sink);
    if (!st)
        st = daesa_track_save(track, &job->save, sink);
    daesa_track_finish(&laid);
    return st;
}

static enum daesa_status check_inputs(const struct daesa_merge_job *job,
                                      struct daesa_sink *sink)
{
    if (strcmp(job->a, "-") == 0 && strcmp(job->b, "-") == 0)
        return daesa_fail(sink, DAESA_BAD_ARGUMENT, "input-twice",
                          (struct daesa_place){.file = "<stdin>"},
                          "cannot be both files at once");
    return daesa_track_save_check(&job->save, NULL, 0, sink);
}

enum daesa_status daesa_merge_files(const struct daesa_merge_job *job,
                                    struct daesa_merge_stats *stats,
                                    struct daesa_sink *sink)
{
    struct daesa_track a = {0}, b = {0}, merged = {0};
    struct daesa_merge_result result = {0};
    struct daesa_merge_opts opts = {.way = job->way,
                                    .file_a = daesa_file_shown(job->a),
                                    .file_b = daesa_file_shown(job->b)};
    enum daesa_status fell = DAESA_OK, st = check_inputs(job, sink);
    if (!st)
        st = load(job->a, &job->load_a, &a, sink);
    if (!st)
        st = load(job->b, &job->load_b, &b, sink);
    if (!st)
        st = fell = daesa_merge(&a, &b, &opts, &merged, &result, sink);
    if (!st || st == DAESA_FELL_SHORT)
        st = save(job, &merged, &result, sink);
    if (!st && stats)
        *stats = (struct daesa_merge_stats){result.way, result.n_matched,
                                            result.n_missing, result.n_extra};
    daesa_merge_result_finish(&result);
    daesa_track_finish(&merged);
    daesa_track_finish(&a);
    daesa_track_finish(&b);
    return st ? st : fell;
}
