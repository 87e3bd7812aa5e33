/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "text/rolling.h"

#include "core/cut.h"

#define MAX_GAP_US (DAESA_SECOND_US / 10)
/* More lines than a caption shows at once. */
#define MAX_LINES 16

/* The lines of a caption that hold anything, without the blanks around them. */
struct lines {
    struct daesa_str items[MAX_LINES];
    size_t n;
};

static struct lines lines_of(const struct daesa_cue *cue)
{
    struct lines lines = {0};
    struct daesa_str rest = cue->n_texts ? cue->texts[0].plain : (struct daesa_str){0};
    for (struct daesa_str line; daesa_str_next_line(&rest, &line);) {
        line = daesa_str_trim(line);
        if (line.len && lines.n < MAX_LINES)
            lines.items[lines.n++] = line;
    }
    return lines;
}

/* How many of the last lines of `before` are the first of `now`. */
static size_t n_repeated(const struct lines *before, const struct lines *now)
{
    size_t n = before->n < now->n ? before->n : now->n;
    for (; n > 0; n--) {
        size_t i = 0;
        while (i < n && daesa_str_equal(before->items[before->n - n + i], now->items[i]))
            i++;
        if (i == n)
            break;
    }
    return n;
}

/* Cuts what stands before the `n`th line, and blanks at the end. */
static enum daesa_status keep_new(struct daesa_track *track, struct daesa_cue *cue,
                                  const struct lines *now, size_t n)
{
    struct daesa_str text = cue->texts[0].plain, last = now->items[now->n - 1];
    struct daesa_cut_range ranges[2];
    size_t n_ranges = 0;
    size_t from = (size_t)(now->items[n].s - text.s);
    size_t to = (size_t)(last.s - text.s) + last.len;
    if (from)
        ranges[n_ranges++] = (struct daesa_cut_range){0, from};
    if (to < text.len)
        ranges[n_ranges++] = (struct daesa_cut_range){to, text.len};
    return daesa_cue_cut(track, cue, 0, ranges, n_ranges);
}

static bool follows(const struct daesa_cue *before, const struct daesa_cue *cue)
{
    return daesa_cue_timed(before) && daesa_cue_timed(cue) &&
           cue->start_us >= before->start_us &&
           cue->start_us <= before->end_us + MAX_GAP_US;
}

/* What the walk over the cues remembers. */
struct walk {
    struct lines shown;      /* by the cue before, all of them */
    struct daesa_cue before; /* that cue, as it was */
    size_t n;                /* cues that stay */
};

static enum daesa_status join_one(struct daesa_track *track, struct walk *walk,
                                  struct daesa_cue cue)
{
    struct lines now = lines_of(&cue);
    struct daesa_cue was = cue;
    enum daesa_status st = DAESA_OK;
    bool rolls = walk->n && follows(&walk->before, &cue);
    size_t n = rolls ? n_repeated(&walk->shown, &now) : 0;
    struct daesa_cue *last = walk->n ? &track->cues[walk->n - 1] : NULL;
    if (rolls && n == now.n) {
        if (cue.end_us > last->end_us)
            last->end_us = cue.end_us;
    } else {
        if (cue.position.anchor == 1 && !cue.position.placed)
            cue.position.anchor = 0;
        if (rolls && n && last->end_us > cue.start_us)
            last->end_us = cue.start_us;
        if (now.n)
            st = keep_new(track, &cue, &now, n);
        track->cues[walk->n++] = cue;
    }
    if (now.n || !rolls)
        walk->shown = now;
    walk->before = was;
    return st;
}

enum daesa_status daesa_track_join_rolling(struct daesa_track *track,
                                           struct daesa_sink *sink)
{
    struct walk walk = {0};
    size_t n = track->n_cues;
    enum daesa_status st = DAESA_OK;
    struct daesa_finding finding = {
        .rule = "rolling-joined", .severity = DAESA_NOTE, .start_us = DAESA_TIME_NONE};
    if (n)
        finding.place.file = track->cues[0].source.place.file;
    for (size_t i = 0; !st && i < n; i++)
        st = join_one(track, &walk, track->cues[i]);
    track->n_cues = walk.n;
    if (n > walk.n)
        daesa_report(sink, finding,
                     "%zu cues only repeated the one before; joined with it", n - walk.n);
    return st;
}
