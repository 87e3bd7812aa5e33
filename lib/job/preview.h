/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_PREVIEW_H
#define DAESA_JOB_PREVIEW_H

#include "core/progress.h"
#include "job/check.h"
#include "job/files.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Cues by their number in the file, from 1; both ends count. */
struct daesa_preview_range {
    size_t from, to;
};

struct daesa_preview_job {
    const char *clip;      /* a file */
    const char *subtitles; /* of any format; "-" is standard input */
    struct daesa_load_opts load;
    const char *output; /* a PNG; more sheets are called "name-2.png" and so on */
    bool replace;       /* files that exist */

    /* What is shown: the middle of every cue that has times; or of these cues; or of
     * those that check finds fault with (warnings and errors); or these times, in
     * place of cues. */
    const struct daesa_preview_range *ranges;
    size_t n_ranges;
    bool only_findings;
    /* How it is checked, and what was found in the clip; the file, its `load` and the
     * clip are those above, on which cues are drawn, too. NULL: as by {0}. */
    const struct daesa_check_job *check;
    const int64_t *times_us;
    size_t n_times;

    const char *const *languages; /* as in struct daesa_save_opts */
    size_t n_languages;
    int32_t width_px;        /* of a picture on the sheet; 0: 480 */
    int32_t columns;         /* 0: 3 */
    int32_t rows;            /* 0: 8 */
    bool guides;             /* the safe areas: 93 % for action, 90 % for titles */
    bool has_simple_shaping; /* as in struct daesa_drawing_opts */
    struct daesa_progress *progress; /* phases "looking"; NULL: nobody watches */
};

struct daesa_preview_stats {
    size_t n_pictures, n_sheets;
};

/* Draws the subtitles on the clip's frames as libass does, and writes sheets of such
 * pictures, each with the cue's number and time below. What libass misses is a finding
 * (render/drawing.h).
 *
 * DAESA_BAD_ARGUMENT: a size out of range, or as daesa_inputs_check. DAESA_NOT_FOUND:
 * `preview-nothing`: there is no such cue, or none has times; that no cue has findings is
 * a note, and no sheet. Else as daesa_track_load, daesa_pictures_open, daesa_track_draw
 * and daesa_file_write; sheets that were written before stay. `stats` may be NULL. */
enum daesa_status daesa_preview(const struct daesa_preview_job *job,
                                struct daesa_preview_stats *stats,
                                struct daesa_sink *sink);

/* Removes the sheets that were once written to `output`, but for the first `n_kept`.
 * What is not there, or cannot be removed, is left in silence. DAESA_NO_MEMORY. */
enum daesa_status daesa_preview_remove(const char *output, size_t n_kept);

#ifdef __cplusplus
}
#endif
#endif
