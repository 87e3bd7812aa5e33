/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/chain.h"

#include "core/file.h"
#include "core/known.h"
#include "format/format.h"
#include "job/check_lists.h"
#include "job/evidence.h"
#include "job/mend.h"
#include "job/profile.h"
#include "report/findings.h"

#include <string.h>

/* Whether a file is subtitles: what a format holds that times lines of speech, or may
 * have none, is no matter of the rules. */
static bool is_subtitles(const struct daesa_chain *chain, const char *path)
{
    const char *to = chain->align.save.to;
    const struct daesa_format *format =
        to ? daesa_format_find(daesa_str_of(to)) : daesa_format_of_file(path);
    unsigned other = DAESA_HOLDS_UNTIMED | DAESA_HOLDS_SPEECH;
    return format && (format->holds & DAESA_HOLDS_TIMES) && !(format->holds & other);
}

/* What is drawn; NULL where there is nothing. */
static const char *pick(const struct daesa_chain *chain)
{
    const struct daesa_save_opts *save = &chain->align.save;
    const char *first = NULL;
    for (size_t i = 0; i < save->n_paths; i++) {
        if (!is_subtitles(chain, save->paths[i]))
            continue;
        if (daesa_str_ends(daesa_str_of(save->paths[i]), ".ass"))
            return save->paths[i];
        if (!first)
            first = save->paths[i];
    }
    return first;
}

/* ---- judging ---- */

/* What outputs are judged by: the house, lists, and what was found in the clip. */
struct measure {
    struct daesa_profile house;
    struct daesa_check_lists lists;
    struct daesa_evidence evidence;
    struct daesa_check_job job;
};

static void measure_finish(struct measure *measure)
{
    daesa_check_lists_finish(&measure->lists);
    daesa_evidence_finish(&measure->evidence);
}

/* The profile of the outputs; NULL is that of each language. */
static enum daesa_status load_house(const struct daesa_chain *chain,
                                    struct daesa_profile *room,
                                    const struct daesa_profile **out,
                                    struct daesa_sink *sink)
{
    const char *name = chain->align.save.profile;
    *out = name ? room : NULL;
    return name ? daesa_profile_load(name, (struct daesa_str){0}, room, sink) : DAESA_OK;
}

/* The sound in `language`, which was found in it; "": whatever it is. */
static enum daesa_status watch(const struct daesa_chain *chain, const char *language,
                               struct daesa_evidence *evidence, struct daesa_sink *sink)
{
    const struct daesa_align_job *align = &chain->align;
    struct daesa_evidence_opts opts = {.is_stream_chosen = align->is_stream_chosen,
                                       .stream = align->stream,
                                       .language = *language ? language : align->language,
                                       .cache_folder = align->cache_folder,
                                       .progress = align->progress};
    return daesa_evidence_gather(align->clip, &opts, evidence, sink);
}

/* What needs no outputs, so that nothing is aligned where it is not there. */
static enum daesa_status prepare(const struct daesa_chain *chain, struct measure *measure,
                                 struct daesa_sink *sink)
{
    struct daesa_check_job *job = &measure->job;
    *job = chain->check;
    enum daesa_status st = load_house(chain, &measure->house, &job->profile, sink);
    if (!st)
        st = daesa_check_lists_load(chain->names, chain->known, &measure->lists, sink);
    job->names = measure->lists.names;
    job->n_names = measure->lists.n_names;
    job->clip = chain->align.clip;
    job->is_stream_chosen = chain->align.is_stream_chosen;
    job->stream = chain->align.stream;
    job->cache_folder = chain->align.cache_folder;
    job->evidence = &measure->evidence;
    job->load.from = chain->align.save.to;
    job->load.rate = chain->align.save.rate;
    return st;
}

static enum daesa_status mend(const struct daesa_check_job *job, struct daesa_sink *sink)
{
    struct daesa_mended mended = {0};
    enum daesa_status st = daesa_mend_subtitles(job, &mended, NULL, sink);
    if (!st && mended.is_changed)
        st = daesa_file_write(job->path, daesa_buf_str(&mended.bytes), true, sink);
    daesa_mended_finish(&mended);
    return st;
}

/* Outputs that are kept were mended when they were made. */
static enum daesa_status judge(const struct daesa_chain *chain,
                               const struct measure *measure,
                               struct daesa_finding_list *found)
{
    const struct daesa_save_opts *save = &chain->align.save;
    struct daesa_check_job job = measure->job;
    bool mends = chain->mends && !chain->keeps_outputs;
    enum daesa_status st = DAESA_OK;
    size_t n_known;
    for (size_t i = 0; !st && i < save->n_paths; i++) {
        job.path = save->paths[i];
        if (is_subtitles(chain, job.path))
            st = mends ? mend(&job, &found->sink)
                       : daesa_check_subtitles(&job, NULL, &found->sink);
    }
    if (!st)
        st = found->status;
    return st ? st : daesa_known_remove(found, &measure->lists.known, &n_known);
}

/* Passes a finding on, and keeps it as a line. */
static void tell(const struct daesa_finding *finding, struct daesa_buf *lines,
                 struct daesa_sink *sink)
{
    struct daesa_finding bare = *finding;
    const char *slash = finding->place.file ? strrchr(finding->place.file, '/') : NULL;
    if (slash)
        bare.place.file = slash + 1;
    daesa_finding_print_json(lines, &bare);
    if (sink)
        sink->put(sink, finding);
}

/* What was found until something failed is told, too. */
static enum daesa_status check(const struct daesa_chain *chain,
                               const struct measure *measure, size_t *n_grave,
                               struct daesa_sink *sink)
{
    struct daesa_finding_list found = {0};
    struct daesa_buf lines = {0};
    daesa_finding_list_open(&found);
    enum daesa_status st = judge(chain, measure, &found);
    for (size_t i = 0; i < found.n; i++) {
        tell(&found.items[i], &lines, sink);
        *n_grave +=
            chain->tolerates_none || found.items[i].severity > chain->max_severity;
    }
    if (!st)
        st = lines.status;
    if (!st && chain->findings)
        st = daesa_file_write(chain->findings, daesa_buf_str(&lines), true, sink);
    daesa_buf_finish(&lines);
    daesa_finding_list_finish(&found);
    return st;
}

/* ---- all of it ---- */

static enum daesa_status draw(const struct daesa_chain *chain,
                              const struct measure *measure, struct daesa_sink *sink)
{
    struct daesa_preview_stats stats = {0};
    struct daesa_preview_job job = chain->preview;
    job.check = &measure->job;
    job.clip = chain->align.clip;
    job.subtitles = pick(chain);
    job.load.rate = chain->align.save.rate;
    job.output = chain->sheet;
    job.replace = true;
    job.progress = chain->align.progress;
    enum daesa_status st = daesa_preview(&job, &stats, sink);
    return st ? st : daesa_preview_remove(chain->sheet, stats.n_sheets);
}

static enum daesa_status align(const struct daesa_chain *chain,
                               struct daesa_align_stats *stats, struct daesa_sink *sink)
{
    struct daesa_track track = {0};
    enum daesa_status st = daesa_align(&chain->align, &track, stats, sink);
    daesa_track_finish(&track);
    return st;
}

static enum daesa_status judge_and_draw(const struct daesa_chain *chain,
                                        struct measure *measure, const char *language,
                                        size_t *n_grave, struct daesa_sink *sink)
{
    enum daesa_status st = DAESA_OK;
    bool checks = chain->checks && !chain->keeps_findings;
    bool draws = chain->sheet && !chain->keeps_sheet;
    if (checks || (draws && chain->preview.only_findings))
        st = watch(chain, language, &measure->evidence, sink);
    if (!st && checks)
        st = check(chain, measure, n_grave, sink);
    if (!st && draws)
        st = draw(chain, measure, sink);
    return st;
}

enum daesa_status daesa_chain_run(const struct daesa_chain *chain,
                                  struct daesa_chain_stats *stats,
                                  struct daesa_sink *sink)
{
    struct daesa_chain_stats found = {0};
    struct measure measure = {0};
    enum daesa_status aligned = DAESA_OK, st = DAESA_OK;
    bool judges = chain->checks || chain->sheet;
    if (judges && !pick(chain))
        return daesa_fail(sink, DAESA_UNSUPPORTED, "chain-no-subtitles",
                          (struct daesa_place){.file = chain->align.clip},
                          "none of its outputs are subtitles that could be judged or "
                          "drawn");
    if (judges)
        st = prepare(chain, &measure, sink);
    if (!st && !chain->keeps_outputs)
        aligned = align(chain, &found.align, sink);
    if (!st && aligned != DAESA_FELL_SHORT)
        st = aligned;
    if (!st)
        st = judge_and_draw(chain, &measure, found.align.language, &found.n_grave, sink);
    measure_finish(&measure);
    if (!st && stats)
        *stats = found;
    return st ? st : found.n_grave ? DAESA_FELL_SHORT : aligned;
}
