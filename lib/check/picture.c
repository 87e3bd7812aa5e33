/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* What cues look like, as libass drew them (core/drawn.h). */
#include "check/checker.h"

#include <math.h>

/* Of the width, where the house says nothing: the title-safe area of EBU R 95. */
#define SAFE_SHARE 0.9
/* How far the shape of the script's picture may be off that of the clip. */
#define SHAPE_SHARE 0.02

static const struct daesa_drawn *drawn_of(const struct daesa_checker *checker,
                                          const struct daesa_cue *cue)
{
    return &checker->opts->drawn[cue - checker->track->cues];
}

/* Positions and sizes are meant for a picture of another shape than the clip's. */
static void check_shape(const struct daesa_checker *checker)
{
    const struct daesa_track *track = checker->track;
    const struct daesa_picture_size *size = &checker->opts->picture;
    if (!size->is_of_clip || track->width_px <= 0 || track->height_px <= 0)
        return;
    double meant = (double)track->width_px / track->height_px;
    double shown = (double)size->width_px / size->height_px;
    double coded = (double)size->coded_width_px / size->coded_height_px;
    if (fabs(meant / shown - 1) > SHAPE_SHARE && fabs(meant / coded - 1) > SHAPE_SHARE)
        daesa_checker_report(checker, "picture-size", NULL, DAESA_NO_MEASURE,
                             "is made for a picture of %d by %d, and the clip's is %d by "
                             "%d",
                             (int)track->width_px, (int)track->height_px,
                             (int)size->width_px, (int)size->height_px);
}

static void check_outside(const struct daesa_checker *checker,
                          const struct daesa_cue *cue)
{
    const struct daesa_drawn *drawn = drawn_of(checker, cue);
    bool says = cue->n_texts && daesa_str_trim(cue->texts[0].plain).len;
    if (drawn->is_too_large)
        daesa_checker_report(checker, "picture-large", cue, DAESA_NO_MEASURE,
                             "asks for letters or drawings of many times the picture; it "
                             "was not drawn");
    else if (!drawn->is_drawn && says)
        daesa_checker_report(checker, "picture-outside", cue, DAESA_NO_MEASURE,
                             "nothing of it is seen");
    else if (drawn->is_cut)
        daesa_checker_report(checker, "picture-outside", cue, DAESA_NO_MEASURE,
                             "reaches the edge of the picture, and is cut there");
}

static void check_width(const struct daesa_checker *checker, const struct daesa_cue *cue)
{
    const struct daesa_drawn *drawn = drawn_of(checker, cue);
    double share =
        checker->profile->width_share > 0 ? checker->profile->width_share : SAFE_SHARE;
    double safe_px = floor(share * checker->opts->picture.width_px);
    struct daesa_measure measure = {drawn->unbroken_width_px, safe_px, "px"};
    if (drawn->is_wrapped)
        daesa_checker_report(checker, "picture-wide", cue, measure,
                             "a line does not fit, and is broken where nobody meant it "
                             "to");
    else if (drawn->unbroken_width_px > safe_px)
        daesa_checker_report(checker, "picture-wide", cue, measure,
                             "a line is %d pixels wide, and the safe part of the picture "
                             "%d",
                             (int)drawn->unbroken_width_px, (int)safe_px);
}

static void check_collision(const struct daesa_checker *checker,
                            const struct daesa_cue *cue)
{
    const struct daesa_drawn *drawn = drawn_of(checker, cue);
    if (drawn->over_cue)
        daesa_checker_report(checker, "picture-collision", cue, DAESA_NO_MEASURE,
                             "is drawn over cue %zu", drawn->over_cue);
    else if (drawn->n_crowding)
        daesa_checker_report(checker, "picture-collision", cue, DAESA_NO_MEASURE,
                             "there is no room for it and the %zu that are shown with it",
                             drawn->n_crowding);
}

void daesa_check_picture(struct daesa_checker *checker)
{
    if (!checker->opts->drawn)
        return;
    check_shape(checker);
    for (size_t i = 0; i < checker->n_shown; i++) {
        check_outside(checker, checker->shown[i]);
        check_width(checker, checker->shown[i]);
        check_collision(checker, checker->shown[i]);
    }
}
