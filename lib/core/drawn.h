/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_CORE_DRAWN_H
#define DAESA_CORE_DRAWN_H

#include "core/image.h"

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* How a cue looks on the picture, as the render layer measured it: drawn alone, where
 * it stands when no other is in its way, and then with those that are seen with it. */
struct daesa_drawn {
    bool is_drawn; /* something of it is visible */
    /* It asks for more than libass should be asked for, and is not drawn therefore. */
    bool is_too_large;
    /* What it covers, outline and shadow included, in pixels of the picture. */
    struct daesa_box box;
    /* It reaches the picture's edge, at which libass cuts: part of it may be
     * outside. What lies outside altogether is not drawn. */
    bool is_cut;
    /* libass broke a line that does not fit: there are more lines on screen than
     * in the file. */
    bool is_wrapped;
    /* The width that its longest line has, or would have unbroken, with outline;
     * of text that is placed (\pos) no more than is inside the picture. */
    int32_t unbroken_width_px;
    /* It stays where it is placed (\pos, \move); others are moved out of each other's
     * way, as long as they are in one layer. */
    bool is_placed;
    int layer;
    /* The cue that it is drawn over, or under, counted from 1; 0: none. */
    size_t over_cue;
    /* Moved out of the way of so many others, not all of it is seen any more, or not all
     * of them: there is no room; 0: there is. */
    size_t n_crowding;
};

#ifdef __cplusplus
}
#endif
#endif
