/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/clip.h"

void daesa_clip_finish(struct daesa_clip *clip)
{
    if (!clip)
        return;
    daesa_arena_finish(&clip->arena);
    *clip = (struct daesa_clip){0};
}
