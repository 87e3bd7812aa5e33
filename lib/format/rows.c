/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/rows.h"

#include "format/guess.h"
#include "text/utf8.h"

bool daesa_rows_next(struct daesa_rows *rows, struct daesa_str *line)
{
    if (!rows->begun) {
        rows->begun = true;
        rows->rest = rows->in->text;
        rows->done = rows->in->text.s;
    }
    if (!daesa_str_next_line(&rows->rest, line))
        return false;
    rows->line++;
    return true;
}

int daesa_rows_sniff(struct daesa_str text, bool (*begins)(struct daesa_str line))
{
    struct daesa_str line;
    for (int n = 0; n < 5 && daesa_str_next_line(&text, &line);) {
        if (begins(line))
            return 90;
        n += daesa_str_trim(line).len > 0;
    }
    return 0;
}

void daesa_rows_own(struct daesa_rows *rows, struct daesa_cue *cue, const char *begin)
{
    struct daesa_track *track = rows->in->track;
    if (track->n_cues == 1) {
        track->head =
            daesa_str_slice(rows->in->text, 0, (size_t)(begin - rows->in->text.s));
        rows->done = begin;
    }
    cue->source.lead = (struct daesa_str){rows->done, (size_t)(begin - rows->done)};
    cue->source.raw = (struct daesa_str){begin, (size_t)(rows->rest.s - begin)};
    rows->done = rows->rest.s;
}

void daesa_rows_guess_ends(struct daesa_rows *rows, bool reads)
{
    struct daesa_track *track = rows->in->track;
    int64_t next_us = DAESA_TIME_NONE, next_end_us = DAESA_TIME_NONE;
    size_t n_read = 0;
    for (size_t i = track->n_cues; i-- > 0;) {
        struct daesa_cue *cue = &track->cues[i];
        if (cue->start_us == DAESA_TIME_NONE)
            continue;
        bool guesses = cue->end_us == DAESA_TIME_NONE;
        if (guesses) {
            size_t n = cue->n_texts ? daesa_utf8_count(cue->texts[0].plain) : 0;
            int64_t read_us = cue->start_us + daesa_guess_duration_us(n);
            int64_t end_us = next_us == cue->start_us ? next_end_us : next_us;
            bool by_next = end_us > cue->start_us && (!reads || end_us < read_us);
            cue->end_us = by_next ? end_us : read_us;
            n_read += !by_next;
        }
        next_us = cue->start_us;
        next_end_us = cue->end_us;
    }
    if (n_read)
        daesa_reader_report(rows->in, DAESA_NOTE, "no-end",
                            daesa_reader_place(rows->in, 0, 0),
                            "cues that nothing ends: %zu; they are shown as long as it "
                            "takes to read them",
                            n_read);
}

void daesa_rows_end(struct daesa_rows *rows)
{
    struct daesa_track *track = rows->in->track;
    struct daesa_str text = rows->in->text;
    for (size_t i = 0; i < track->n_cues; i++)
        track->cues[i].source.digest = daesa_cue_digest(&track->cues[i]);
    if (track->n_cues == 0) {
        track->head = text;
        track->tail = daesa_str_from(text, text.len);
    } else {
        track->tail = daesa_str_from(text, (size_t)(rows->done - text.s));
    }
}
