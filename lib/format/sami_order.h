/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_SAMI_ORDER_H
#define DAESA_FORMAT_SAMI_ORDER_H

#include "format/sami_class.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The order of the classes of a new SAMI file. */

/* What a class shows from a time on: `n` texts, or nothing. */
struct daesa_sami_change {
    int64_t ms, end_ms;        /* the end: of what is shown */
    size_t of_class, first, n; /* the first: for the caller */
    size_t order;              /* of the first text in the track; where n is 0: none */
};

/* Fills `places`, one for each class: first come those that a cue in several languages
 * shows, in the order of its texts, then the others by the time at which they show
 * something. So the order is the same when the file is read and written again. Sorts the
 * changes by time and order. At most DAESA_SAMI_MAX_CLASSES. */
void daesa_sami_order(struct daesa_sami_change *changes, size_t n, size_t n_classes,
                      size_t *places);

#ifdef __cplusplus
}
#endif
#endif
