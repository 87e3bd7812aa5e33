/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_CORE_NEAREST_H
#define DAESA_CORE_NEAREST_H

#include "core/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/* For the errors that name what was probably meant. */

/* How many single letters must be added, dropped, replaced or swapped with
 * their neighbour to make one word of the other (optimal string alignment);
 * ASCII letters are compared without case. Words are cut at 63 bytes. */
size_t daesa_distance(struct daesa_str a, struct daesa_str b);

/* The name of `names` that is nearest to `word`: one that it begins, or that
 * takes no more edits than a third of the word's letters, rounded up. NULL
 * where none is so near. */
const char *daesa_nearest(struct daesa_str word, const char *const *names, size_t n);

#ifdef __cplusplus
}
#endif
#endif
