/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_CHAIN_H
#define DAESA_JOB_CHAIN_H

#include "job/align.h"
#include "job/check.h"
#include "job/preview.h"

#ifdef __cplusplus
extern "C" {
#endif

/* All that is done for one clip, one after the other: its transcript is aligned, laid out
 * and written, the subtitles that come of it are judged by its sound and picture, and
 * drawn on it. */

struct daesa_chain {
    struct daesa_align_job align; /* with its outputs; its progress is that of all */

    /* Judges every output that is subtitles: the file, clip, evidence, language and
     * profile of `check` are seen to, and the profile is that of the outputs. */
    bool checks;
    struct daesa_check_job check;
    /* What needs no person is mended first (job/mend.h), in the very outputs; what
     * remains is what is found. */
    bool mends;
    /* Files of names as they are spelt and of findings that are known and count for
     * nothing (job/check_lists.h). NULL: none. */
    const char *names, *known;
    /* A finding that is graver makes the job fall short; of `tolerates_none` any. 0 is
     * DAESA_NOTE. */
    enum daesa_severity max_severity;
    bool tolerates_none;
    /* Findings are written there, as one JSON object a line; files are named without
     * their folders. NULL: nowhere. */
    const char *findings;

    /* Draws the first output that is ASS, else the first that is subtitles; its clip,
     * file, output and profile are seen to. Sheets of an earlier time of which there are
     * fewer now are removed. NULL: nothing is drawn. */
    const char *sheet;
    struct daesa_preview_job preview;

    /* What is there already, and is left as it is. */
    bool keeps_outputs, keeps_findings, keeps_sheet;
};

struct daesa_chain_stats {
    struct daesa_align_stats align;
    size_t n_grave; /* findings that made it fall short */
};

/* Does it. `stats` may be NULL. Findings of all steps go to `sink`.
 *
 * DAESA_OK, or DAESA_FELL_SHORT: all was written, but lines were not found or the check
 * found what is too grave. Else as daesa_align,
 * daesa_evidence_gather, daesa_check_lists_load, daesa_check_subtitles and daesa_preview
 * fail; what was written before stays. DAESA_UNSUPPORTED: `chain-no-subtitles`: none of
 * the outputs can be judged or drawn. */
enum daesa_status daesa_chain_run(const struct daesa_chain *chain,
                                  struct daesa_chain_stats *stats,
                                  struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
