/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "check/place.h"

/* How many cues back an earlier one is looked for. */
#define BACK 64

static unsigned anchor_of(const struct daesa_cue *cue)
{
    return cue->position.anchor ? cue->position.anchor : 2;
}

bool daesa_is_same_place(const struct daesa_cue *a, const struct daesa_cue *b)
{
    return !a->position.placed && !b->position.placed && anchor_of(a) == anchor_of(b) &&
           daesa_str_equal(a->style, b->style);
}

const struct daesa_cue *daesa_shown_before(const struct daesa_checker *checker, size_t i)
{
    const struct daesa_cue *last = NULL;
    for (size_t back = 1; back <= i && back <= BACK; back++) {
        const struct daesa_cue *cue = checker->shown[i - back];
        if (daesa_is_same_place(cue, checker->shown[i]) &&
            (!last || cue->end_us > last->end_us))
            last = cue;
    }
    return last;
}
