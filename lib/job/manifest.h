/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_MANIFEST_H
#define DAESA_JOB_MANIFEST_H

#include "core/arena.h"
#include "core/finding.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Which clips are to be aligned with which transcripts, and what is to be made of
 * them: the list that a batch works off. */

/* A key of a job that is not one of those below, and its value; of a list in JSON what is
 * in it, with commas between; true and false are "yes" and "no". */
struct daesa_manifest_setting {
    struct daesa_str key, value;
};

/* Strings are empty where nothing was said, end in a NUL that is not counted, and lie
 * in the manifest's arena. */
struct daesa_manifest_job {
    struct daesa_str name;       /* of the outputs, without extension; may hold "/" */
    struct daesa_str clip;       /* a path */
    struct daesa_str transcript; /* a path */
    struct daesa_str language;   /* spoken in the clip */
    struct daesa_str profile;    /* what subtitles have to keep to */
    struct daesa_str outputs;    /* extensions, with spaces between: "srt ass" */
    const struct daesa_manifest_setting *settings; /* in the order of the manifest */
    size_t n_settings;
    struct daesa_place place; /* in the manifest; its file is the caller's string */
};

struct daesa_manifest {
    struct daesa_arena arena;
    struct daesa_manifest_job *jobs; /* owned; sorted by name */
    size_t n_jobs;
    size_t cap_jobs; /* private */
};

/* Reads a file into `out`, which must be {0} and is untouched on failure. `further`
 * (NULL: none) are the keys that settings may have, ended by NULL.
 *
 * CSV has the keys on top (clip, transcript, and if wanted name, language, profile,
 * outputs and further ones) and a job a line, with ",", ";" or a tab between; an empty
 * cell is no setting. JSON, told by its first character, is an array of objects with
 * these keys, or an object whose "jobs" is one; values may be arrays, and of settings
 * numbers, true and false. Paths are as seen from the folder that the
 * manifest lies in. A job without a name is called as its clip, without folder and
 * extension.
 *
 * DAESA_BAD_INPUT: `manifest-key`, `manifest-value`, `manifest-empty`, and what
 * daesa_manifest_sort says. */
enum daesa_status daesa_manifest_read(const char *path, const char *const *further,
                                      struct daesa_manifest *out,
                                      struct daesa_sink *sink);

/* The same, for who has the bytes of the file; `file` is what it is called in findings,
 * and whose folder paths are seen from. */
enum daesa_status daesa_manifest_parse(struct daesa_str bytes, const char *file,
                                       const char *const *further,
                                       struct daesa_manifest *out,
                                       struct daesa_sink *sink);

/* Whether a job may be called so: whether it leads to a file below the folder that it is
 * seen from, none of it hidden. */
bool daesa_manifest_name_valid(struct daesa_str name);

/* Appends a copy of a job. DAESA_NO_MEMORY. */
enum daesa_status daesa_manifest_add(struct daesa_manifest *manifest,
                                     const struct daesa_manifest_job *job);

/* Sorts the jobs that were added. DAESA_BAD_INPUT: two have one name (`job-twice`),
 * or a name would lead out of the output's folder (`job-name`). */
enum daesa_status daesa_manifest_sort(struct daesa_manifest *manifest,
                                      struct daesa_sink *sink);

/* Keeps of the jobs those of part `part` (from 1) of `n_parts`: the same jobs are
 * always parted alike, and so that all parts have about the same load. `given` is that of
 * each job, such as the length of its clip; NULL: the size of the clip in bytes.
 * DAESA_NO_MEMORY; DAESA_BAD_ARGUMENT where part is not in 1..n_parts. */
enum daesa_status daesa_manifest_part(struct daesa_manifest *manifest, size_t part,
                                      size_t n_parts, const int64_t *given);

void daesa_manifest_finish(struct daesa_manifest *manifest);

#ifdef __cplusplus
}
#endif
#endif
