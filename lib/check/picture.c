/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* What cues look like, as libass drew each of them alone (core/drawn.h). In one layer it
 * moves cues out of each other's way, unless they are placed. */
#include "check/checker.h"

#include <math.h>

/* Of the width, where the house says nothing: the title-safe area of EBU R 95. */
#define SAFE_SHARE 0.9
/* How far the shape of the script's picture may be off that of the clip. */
#define SHAPE_SHARE 0.02
/* Cues that are looked back at for some that are seen at the same time. */
#define BACK 32

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
    if (!drawn->is_drawn && says)
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

static bool overlap(struct daesa_box a, struct daesa_box b)
{
    return a.left_px < b.right_px && b.left_px < a.right_px && a.top_px < b.bottom_px &&
           b.top_px < a.bottom_px;
}

/* Borders and shadows that are cues of their own have the text of what they belong to. */
static bool collide(const struct daesa_checker *checker, const struct daesa_cue *a,
                    const struct daesa_cue *b)
{
    const struct daesa_drawn *p = drawn_of(checker, a), *q = drawn_of(checker, b);
    bool is_moved = p->layer == q->layer && !p->is_placed && !q->is_placed;
    bool is_same =
        a->n_texts && b->n_texts && daesa_str_equal(a->texts[0].plain, b->texts[0].plain);
    return a->end_us > b->start_us && p->is_drawn && q->is_drawn && !is_moved &&
           !is_same && overlap(p->box, q->box);
}

static void check_collision(const struct daesa_checker *checker, size_t i)
{
    for (size_t back = 1; back <= i && back <= BACK; back++) {
        const struct daesa_cue *before = checker->shown[i - back];
        if (!collide(checker, before, checker->shown[i]))
            continue;
        daesa_checker_report(checker, "picture-collision", checker->shown[i],
                             DAESA_NO_MEASURE, "is drawn over cue %zu",
                             (size_t)(before - checker->track->cues) + 1);
        return;
    }
}

void daesa_check_picture(struct daesa_checker *checker)
{
    if (!checker->opts->drawn)
        return;
    check_shape(checker);
    for (size_t i = 0; i < checker->n_shown; i++) {
        check_outside(checker, checker->shown[i]);
        check_width(checker, checker->shown[i]);
        check_collision(checker, i);
    }
}
