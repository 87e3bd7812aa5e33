/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_CORE_FINDING_LIST_H
#define DAESA_CORE_FINDING_LIST_H

#include "core/arena.h"
#include "core/finding.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Findings that are kept, for those who need them all before they say a word: the
 * reports of a whole folder, the list of known ones. A struct of {0} is an empty
 * list; daesa_finding_list_open makes its sink ready. */
struct daesa_finding_list {
    struct daesa_sink sink; /* pass this where findings go */
    struct daesa_finding *items;
    size_t n, cap;            /* cap is private */
    struct daesa_arena arena; /* holds all that the findings point to */
    enum daesa_status status; /* the first failure to keep one; it sticks */
};

/* Makes `list->sink` keep copies of what it gets, from now on. */
void daesa_finding_list_open(struct daesa_finding_list *list);

/* Appends a copy; the status of the list says whether it could. */
void daesa_finding_list_add(struct daesa_finding_list *list,
                            const struct daesa_finding *finding);

/* Sorts by file, then line, then cue, then rule; whole-file findings come first.
 * DAESA_NO_MEMORY leaves the order as it was. */
enum daesa_status daesa_finding_list_sort(struct daesa_finding_list *list);

/* Frees all and leaves the list empty, without a sink. NULL is accepted. */
void daesa_finding_list_finish(struct daesa_finding_list *list);

#ifdef __cplusplus
}
#endif
#endif
