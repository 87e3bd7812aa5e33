/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_CORE_KNOWN_H
#define DAESA_CORE_KNOWN_H

#include "core/finding_list.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Findings that somebody has seen and lives with. A finding is known where a listed one
 * has its rule, its file's name (folders apart) and the same text of the cue: cues may
 * move in the file and in time. Each listed one excuses one finding, so that a second
 * fault of the kind in the same text is new. */

/* Takes the findings out of `list` that `known` lists, and says how many those were.
 * DAESA_NO_MEMORY leaves `list` as it was. */
enum daesa_status daesa_known_remove(struct daesa_finding_list *list,
                                     const struct daesa_finding_list *known,
                                     size_t *n_removed);

#ifdef __cplusplus
}
#endif
#endif
