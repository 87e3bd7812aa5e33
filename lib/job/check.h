/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_CHECK_H
#define DAESA_JOB_CHECK_H

#include "core/evidence.h"
#include "core/profile.h"
#include "job/files.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Judges a file of subtitles: what its reader says of it, and what the rules say
 * (check/rule.h). */

struct daesa_check_job {
    const char *path;            /* "-" is standard input */
    struct daesa_load_opts load; /* its rate is the clip's, too; {0}: that of the frames
                                    in `evidence`, else of the file */
    const struct daesa_profile *profile;   /* the house; NULL: by the language */
    const struct daesa_evidence *evidence; /* of the clip; NULL: none */
    bool draws;       /* looks at every cue as it is drawn, too (job/check_drawn.h) */
    const char *clip; /* whose picture that is on; NULL: any */
    /* The language that is spoken in `clip`: cues with a text in it are compared with
     * what is said (job/check_said.h). NULL: they are not. */
    const char *spoken;
    bool
        is_stream_chosen; /* that is heard in audio stream `stream` of the clip, by its */
    int stream;           /* index from 0, instead of the best in that language */
    const char *cache_folder; /* where that is kept; NULL: nowhere */
    const float *said;        /* what came of that, where it was done before; one a cue */
    const struct daesa_str *names; /* as they are spelt; may be none */
    size_t n_names;
    bool is_for_children;
    /* Ids of rules, groups ("text"), or "read" for what readers say. With `only` no
     * others are heard; what is in `ignored` never is. */
    const char *const *only;
    size_t n_only;
    const char *const *ignored;
    size_t n_ignored;
};

struct daesa_check_stats {
    const char *format; /* a literal; NULL: the file could not be read */
    size_t n_cues;
    char house[DAESA_PROFILE_NAME_MAX]; /* the profile's name */
};

/* Reads the file and judges it; every breach is a finding. `stats` may be NULL. Fails as
 * daesa_track_load does. */
enum daesa_status daesa_check_subtitles(const struct daesa_check_job *job,
                                        struct daesa_check_stats *stats,
                                        struct daesa_sink *sink);

/* The two halves of that, for who has the bytes of the file: reading them into `track`,
 * which is empty before, and judging. */
enum daesa_status daesa_check_open(const struct daesa_check_job *job,
                                   struct daesa_str bytes, struct daesa_track *track,
                                   struct daesa_sink *sink);
enum daesa_status daesa_check_track(const struct daesa_check_job *job,
                                    const struct daesa_track *track,
                                    struct daesa_str bytes,
                                    struct daesa_check_stats *stats,
                                    struct daesa_sink *sink);

/* Whether `name` can stand in `only` and `ignored`; if not, `*nearest` is what could be
 * meant, or NULL. */
bool daesa_check_knows_rule(const char *name, const char **nearest);

#ifdef __cplusplus
}
#endif
#endif
