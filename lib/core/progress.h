/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_CORE_PROGRESS_H
#define DAESA_CORE_PROGRESS_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Tells whoever waits how far long work has come, and asks whether to go on.
 * Embedded as the first member of a struct of the caller's; NULL is "nobody
 * watches". */
struct daesa_progress {
    /* `phase` is a short verb in English ("decoding"), `share` of that phase
     * in 0..1, or negative where it cannot be known. Returns true to go on,
     * false to stop: the work then returns DAESA_CANCELLED as soon as it can.
     * Called often, and never from two threads at once. */
    bool (*step)(struct daesa_progress *progress, const char *phase, double share);
};

/* Calls `step`; true where `progress` is NULL. */
bool daesa_progress_step(struct daesa_progress *progress, const char *phase,
                         double share);

#ifdef __cplusplus
}
#endif
#endif
