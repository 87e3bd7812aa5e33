/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_MEDIA_CUTS_H
#define DAESA_MEDIA_CUTS_H

#include "core/status.h"
#include "media/thumb.h"

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Where one shot ends and the next begins, from thumbs of the frames in the order
 * in which they are shown. Not every frame need be there: a change is known to
 * lie between two of those that are.
 *
 * A hard cut is a step from one thumb to the next that stands out from the steps
 * around it, that no shift of the picture explains (a camera that shakes or
 * pans), and after which the picture does not come back within half a second
 * with light added or taken away in between (a flash). A fade is a stretch of
 * up to 0.7 s, quiet before and after, whose thumbs are mixtures of its first
 * and its last; it counts from where the new picture outweighs the old. */

/* A cut and a fade that are nearer to each other are one change. */
#define DAESA_CUTS_APART_US INT64_C(300000)

struct daesa_cut {
    int64_t before_us; /* of the last thumb seen of the old shot */
    int64_t at_us;     /* of the first thumb seen of the new one */
    bool is_fade;
};

struct daesa_cuts {
    struct daesa_cut *found; /* sorted; owned */
    size_t n_found;
    size_t cap_found; /* private, as all that follows */
    struct daesa_cuts_ring *ring;
    size_t n_added, n_decided;
};

/* Adds the thumb of the next frame, later than all before. DAESA_NO_MEMORY. */
enum daesa_status daesa_cuts_add(struct daesa_cuts *cuts,
                                 const struct daesa_thumb *thumb);

/* No more come: decides about the last ones. DAESA_NO_MEMORY. */
enum daesa_status daesa_cuts_end(struct daesa_cuts *cuts);

/* Frees all. NULL is accepted. */
void daesa_cuts_finish(struct daesa_cuts *cuts);

#ifdef __cplusplus
}
#endif
#endif
