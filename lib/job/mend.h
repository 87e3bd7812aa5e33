/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_MEND_H
#define DAESA_JOB_MEND_H

#include "core/buf.h"
#include "job/check.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Mends what `daesa check` finds and no person is needed for. */

struct daesa_mended {
    struct daesa_buf bytes;         /* of the mended file */
    bool is_changed;                /* they are not those that it had */
    struct daesa_buf before, after; /* both in UTF-8, without byte order mark */
};

/* Checks the file, mends what was found and can be mended (core/rule.h says which rules
 * that are), and checks what came of it: what remains goes to the sink as from
 * daesa_check_subtitles. A file that would lose something by that, or whose format rounds
 * too much away of it, stays as it is: `fix-loses`. No file is written; `out` is empty
 * before, and untouched on failure. Fails as daesa_check_subtitles does, and as
 * daesa_format_write where the format can only be read. `stats` may be NULL. */
enum daesa_status daesa_mend_subtitles(const struct daesa_check_job *job,
                                       struct daesa_mended *out,
                                       struct daesa_check_stats *stats,
                                       struct daesa_sink *sink);

void daesa_mended_finish(struct daesa_mended *mended);

#ifdef __cplusplus
}
#endif
#endif
