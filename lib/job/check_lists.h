/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_CHECK_LISTS_H
#define DAESA_JOB_CHECK_LISTS_H

#include "core/buf.h"
#include "core/finding_list.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a check goes by that people keep in files of their own. */
struct daesa_check_lists {
    struct daesa_str *names; /* as they are spelt; for struct daesa_check_job */
    size_t n_names;
    struct daesa_finding_list known; /* for daesa_known_remove */
    struct daesa_buf bytes;          /* private; where names lie */
};

/* Reads the files into `out`, which is empty ({0}), and is finished by the caller in any
 * case: names, one a line, and findings that are known, as daesa_finding_print_json
 * writes them. NULL for either: there is none. Fails as daesa_file_read and
 * daesa_findings_read do. */
enum daesa_status daesa_check_lists_load(const char *names, const char *known,
                                         struct daesa_check_lists *out,
                                         struct daesa_sink *sink);

/* Frees all and leaves it empty. NULL is accepted. */
void daesa_check_lists_finish(struct daesa_check_lists *lists);

#ifdef __cplusplus
}
#endif
#endif
