/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/edit.h"

#include "job/files.h"
#include "text/rolling.h"
#include "text/strip.h"

static enum daesa_status keep_language(struct daesa_track *track, const char *language,
                                       struct daesa_sink *sink)
{
    struct daesa_save_opts wanted = {.languages = &language, .n_languages = 1};
    enum daesa_status st = daesa_track_has_texts(track, &wanted, sink);
    size_t n = 0, n_gone = 0;
    for (size_t i = 0; !st && i < track->n_cues; i++) {
        struct daesa_cue cue = track->cues[i];
        const struct daesa_text *text = daesa_cue_text(&cue, daesa_str_of(language));
        n_gone += !text;
        if (!text)
            continue;
        /* Words are those of the first text. */
        if (text != cue.texts)
            cue.n_words = 0;
        cue.texts = (struct daesa_text *)text;
        cue.n_texts = 1;
        track->cues[n++] = cue;
    }
    if (st)
        return st;
    track->n_cues = n;
    if (n_gone)
        daesa_report(
            sink,
            (struct daesa_finding){.severity = DAESA_NOTE,
                                   .rule = "other-languages",
                                   .place.file = track->cues[0].source.place.file,
                                   .start_us = DAESA_TIME_NONE},
            "%zu %s no text in '%s'; left out", n_gone,
            n_gone == 1 ? "cue has" : "cues have", language);
    return DAESA_OK;
}

static bool is_retimed(const struct daesa_retime *how)
{
    return how->shift_us || daesa_rate_known(how->from) || daesa_rate_known(how->to);
}

enum daesa_status daesa_track_edit(struct daesa_track *track,
                                   const struct daesa_edit_opts *opts,
                                   struct daesa_sink *sink)
{
    enum daesa_status st = DAESA_OK;
    if (!opts)
        return DAESA_OK;
    if (opts->joins_rolling)
        st = daesa_track_join_rolling(track, sink);
    if (!st && opts->only_language)
        st = keep_language(track, opts->only_language, sink);
    if (!st && opts->strip)
        st = daesa_track_strip(track, opts->strip, sink);
    if (!st && is_retimed(&opts->retime))
        st = daesa_track_retime(track, &opts->retime, sink);
    return st;
}
