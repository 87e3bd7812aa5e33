/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "media/shots.h"

#include "core/array.h"
#include "media/cuts.h"
#include "media/thumb.h"
#include "media/video.h"

#include <stdlib.h>

/* Frames are known by their times; containers round. */
#define SAME_US 500
/* Frames between two that were seen; codecs leave out a few at a time. */
#define STRETCH_MAX 64
/* What is shown for less is no shot: steep steps of a fade at the start of a clip. */
#define SHOT_MIN_US 80000
/* What share of a change one step makes of a cut. */
#define STEP_OF_CUT 0.6f

struct watch {
    struct daesa_video *video;
    struct daesa_thumb_maker maker;
    struct daesa_cuts cuts;
    int64_t *frames_us;
    size_t n_frames;
    struct daesa_sink *sink;
    const char *path;
};

/* The next frame that has a time and can be looked at; `*got` false at the end. */
static enum daesa_status next_thumb(struct watch *watch, struct daesa_thumb *thumb,
                                    bool *got)
{
    const void *frame;
    for (;;) {
        enum daesa_status st = daesa_video_next(watch->video, &frame, &thumb->time_us);
        if (st || !frame) {
            *got = false;
            return st;
        }
        if (thumb->time_us == DAESA_TIME_NONE)
            continue;
        st = daesa_thumb_make(&watch->maker, frame, thumb);
        if (st != DAESA_UNSUPPORTED) {
            *got = !st;
            return st;
        }
    }
}

static enum daesa_status watch_all(struct watch *watch)
{
    struct daesa_thumb thumb;
    int64_t before_us = INT64_MIN;
    bool got = true;
    enum daesa_status st = DAESA_OK;
    while (!st && got) {
        st = next_thumb(watch, &thumb, &got);
        if (st || !got || thumb.time_us <= before_us)
            continue;
        before_us = thumb.time_us;
        st = daesa_cuts_add(&watch->cuts, &thumb);
    }
    if (!st)
        st = daesa_cuts_end(&watch->cuts);
    if (!st && before_us == INT64_MIN)
        st = daesa_fail(watch->sink, DAESA_BAD_INPUT, "video-undecodable",
                        (struct daesa_place){.file = watch->path},
                        "nothing of its video could be decoded");
    return st;
}

/* Whether a frame was left out between two. */
static bool has_between(const struct watch *watch, int64_t from_us, int64_t to_us)
{
    size_t i =
        daesa_times_before(watch->frames_us, watch->n_frames, from_us + SAME_US + 1);
    return i < watch->n_frames && watch->frames_us[i] < to_us - SAME_US;
}

/* Of all frames from before_us to at_us, in order. */
struct stretch {
    struct daesa_thumb *thumbs; /* owned */
    size_t n, cap;
};

static enum daesa_status read_stretch(struct watch *watch, const struct daesa_cut *cut,
                                      struct stretch *stretch)
{
    struct daesa_thumb thumb;
    bool got = true;
    enum daesa_status st = DAESA_OK;
    while (!st && got && stretch->n < STRETCH_MAX) {
        st = next_thumb(watch, &thumb, &got);
        if (st || !got || thumb.time_us > cut->at_us + SAME_US)
            break;
        if (thumb.time_us < cut->before_us - SAME_US)
            continue;
        struct daesa_thumb *grown = daesa_array_grow(stretch->thumbs, &stretch->cap,
                                                     stretch->n + 1, sizeof *grown);
        if (!grown)
            return DAESA_NO_MEMORY;
        stretch->thumbs = grown;
        stretch->thumbs[stretch->n++] = thumb;
    }
    return st;
}

/* The greatest step from frame to frame is the cut, where it is most of the change;
 * else that is a fade, which counts from where the new picture is nearer. */
static void place(struct daesa_cut *cut, const struct stretch *stretch)
{
    const struct daesa_thumb *t = stretch->thumbs;
    size_t last = stretch->n - 1, best = last, nearer = last;
    float most = 0, whole = daesa_thumb_apart(&t[0], &t[last]);
    for (size_t i = 1; i < stretch->n; i++) {
        float apart = daesa_thumb_apart(&t[i - 1], &t[i]);
        if (apart > most) {
            most = apart;
            best = i;
        }
        if (nearer == last &&
            daesa_thumb_apart(&t[0], &t[i]) > daesa_thumb_apart(&t[i], &t[last]))
            nearer = i;
    }
    cut->is_fade = most < STEP_OF_CUT * whole;
    cut->at_us = t[cut->is_fade ? nearer : best].time_us;
}

static enum daesa_status refine(struct watch *watch, struct daesa_cut *cut)
{
    struct stretch stretch = {0};
    daesa_video_hurry(watch->video, DAESA_VIDEO_ROUGH);
    if (daesa_video_seek(watch->video, cut->before_us))
        return DAESA_OK; /* then it stays where it is */
    enum daesa_status st = read_stretch(watch, cut, &stretch);
    if (!st && stretch.n > 1)
        place(cut, &stretch);
    free(stretch.thumbs);
    return st;
}

static bool is_one_change(const struct daesa_cut *a, const struct daesa_cut *b)
{
    int64_t apart_us = b->at_us - a->at_us;
    return apart_us < SHOT_MIN_US ||
           (apart_us < DAESA_CUTS_APART_US && (a->is_fade || b->is_fade));
}

/* What turned out to be parts of one change becomes one: its last. */
static void join(struct daesa_cuts *cuts)
{
    size_t n = 0;
    for (size_t i = 0; i < cuts->n_found; i++) {
        const struct daesa_cut *next = &cuts->found[i];
        if (n > 0 && is_one_change(&cuts->found[n - 1], next))
            n--;
        cuts->found[n++] = *next;
    }
    cuts->n_found = n;
}

static enum daesa_status refine_all(struct watch *watch)
{
    enum daesa_status st = DAESA_OK;
    for (size_t i = 0; !st && i < watch->cuts.n_found; i++) {
        struct daesa_cut *cut = &watch->cuts.found[i];
        if (!cut->is_fade && has_between(watch, cut->before_us, cut->at_us))
            st = refine(watch, cut);
    }
    join(&watch->cuts);
    return st;
}

static enum daesa_status give(struct watch *watch, struct daesa_evidence *evidence)
{
    int64_t *shots_us = calloc(watch->cuts.n_found + 1, sizeof *shots_us);
    if (!shots_us)
        return DAESA_NO_MEMORY;
    free(evidence->shots_us);
    free(evidence->frames_us);
    for (size_t i = 0; i < watch->cuts.n_found; i++)
        shots_us[i] = watch->cuts.found[i].at_us;
    evidence->shots_us = shots_us;
    evidence->n_shots = watch->cuts.n_found;
    evidence->frames_us = watch->frames_us;
    evidence->n_frames = watch->n_frames;
    watch->frames_us = NULL;
    return DAESA_OK;
}

enum daesa_status daesa_shots_find(const char *path, const struct daesa_shots_opts *opts,
                                   struct daesa_evidence *evidence,
                                   struct daesa_sink *sink)
{
    static const struct daesa_shots_opts defaults;
    struct watch watch = {.sink = sink, .path = path};
    opts = opts ? opts : &defaults;
    struct daesa_video_opts how = {.is_stream_chosen = opts->is_stream_chosen,
                                   .stream = opts->stream,
                                   .threads = opts->threads,
                                   .progress = opts->progress,
                                   .phase = "watching",
                                   .haste = DAESA_VIDEO_SPARSE};
    enum daesa_status st = daesa_video_open(&watch.video, path, &how, sink);
    if (!st && !daesa_video_info(watch.video).can_seek)
        daesa_video_hurry(watch.video, DAESA_VIDEO_ROUGH);
    if (!st)
        st = watch_all(&watch);
    if (!st)
        daesa_video_take_times(watch.video, &watch.frames_us, &watch.n_frames);
    if (!st)
        st = refine_all(&watch);
    if (!st)
        st = give(&watch, evidence);
    if (!st) {
        daesa_video_describe(watch.video, evidence);
        daesa_video_report(watch.video);
    }
    daesa_video_close(&watch.video);
    daesa_thumb_maker_finish(&watch.maker);
    daesa_cuts_finish(&watch.cuts);
    free(watch.frames_us);
    return st;
}
