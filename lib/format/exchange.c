/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/exchange.h"

#include "format/srt_text.h"
#include "format/stamp.h"
#include "text/normalise.h"

#include <stdlib.h>
#include <string.h>

/* ---- notes ---- */

/* A share of the picture: "0.25". */
static bool take_share(struct daesa_str *text, float *out)
{
    *text = daesa_str_trim(*text);
    float value = 0, unit = 1;
    size_t i = 0;
    for (bool point = false; i < text->len && i < 12; i++) {
        if (text->s[i] == '.' && !point)
            point = true;
        else if (daesa_is_digit(text->s[i])) {
            value = value * 10 + (float)(text->s[i] - '0');
            unit = point ? unit * 10 : unit;
        } else
            break;
    }
    *text = daesa_str_from(*text, i);
    *out = value / unit;
    return i > 0 && *out <= 1;
}

static bool take_position(struct daesa_str text, struct daesa_position *out)
{
    struct daesa_position position = {0};
    text = daesa_str_trim(text);
    if (!text.len || text.s[0] < '1' || text.s[0] > '9')
        return false;
    position.anchor = (uint8_t)(text.s[0] - '0');
    text = daesa_str_from(text, 1);
    if (daesa_str_trim(text).len) {
        position.placed =
            take_share(&text, &position.x) && take_share(&text, &position.y);
        if (!position.placed)
            return false;
    }
    *out = position;
    return true;
}

bool daesa_exchange_take(struct daesa_track *track, struct daesa_cue *cue,
                         struct daesa_str note, enum daesa_status *status)
{
    struct daesa_srt_timing timing;
    note = daesa_str_trim(note);
    if (daesa_srt_take_timing(note, &timing) && !timing.rest.len) {
        cue->start_us = timing.start_us;
        cue->end_us = timing.end_us;
        return true;
    }
    if (daesa_str_starts(note, "position:"))
        return take_position(daesa_str_from(note, 9), &cue->position);
    if (!daesa_str_starts(note, "speaker:"))
        return false;
    if (!daesa_arena_copy(&track->arena, daesa_str_trim(daesa_str_from(note, 8)),
                          &cue->speaker))
        *status = DAESA_NO_MEMORY;
    return true;
}

static void add_share(struct daesa_buf *buf, float share)
{
    int n = share <= 0 ? 0 : share >= 1 ? 10000 : (int)(share * 10000 + 0.5f);
    daesa_buf_printf(buf, " %d.%04d", n / 10000, n % 10000);
}

void daesa_exchange_add(const struct daesa_writer *out, const struct daesa_cue *cue,
                        const char *end, struct daesa_buf *notes)
{
    static const struct daesa_stamp_style style = {
        .hour_digits = 2, .point = '.', .digits = 3};
    struct daesa_position position = daesa_writer_position(out, cue);
    if (daesa_cue_timed(cue)) {
        daesa_stamp_add(notes, cue->start_us, &style);
        daesa_buf_add_text(notes, " --> ");
        daesa_stamp_add(notes, cue->end_us, &style);
        daesa_buf_add_text(notes, end);
    }
    if (cue->speaker.len) {
        daesa_buf_add_text(notes, "speaker: ");
        for (size_t i = 0; i < cue->speaker.len; i++)
            daesa_buf_add_char(notes,
                               cue->speaker.s[i] == '\n' ? ' ' : cue->speaker.s[i]);
        daesa_buf_add_text(notes, end);
    }
    if ((position.anchor && position.anchor != 2) || position.placed) {
        daesa_buf_printf(notes, "position: %d", position.anchor ? position.anchor : 2);
        if (position.placed) {
            add_share(notes, position.x);
            add_share(notes, position.y);
        }
        daesa_buf_add_text(notes, end);
    }
}

/* ---- texts ---- */

enum daesa_status daesa_exchange_text(struct daesa_markup *markup,
                                      struct daesa_track *track, struct daesa_cue *cue,
                                      struct daesa_str tagged, struct daesa_str language)
{
    /* Positions in the text are those of SubRip; that of the note wins. */
    struct daesa_position position = cue->position;
    enum daesa_status status = daesa_srt_read_text(markup, track, cue, tagged, language);
    if (position.anchor)
        cue->position = position;
    return status;
}

/* A translation of which SubRip would write nothing is none. */
static bool is_said(const struct daesa_text *text)
{
    struct daesa_str rest = text->plain, line;
    while (daesa_str_next_line(&rest, &line))
        if (!daesa_srt_blank(line))
            return true;
    return false;
}

struct daesa_exchange_pair daesa_exchange_pair_of(const struct daesa_writer *out)
{
    struct daesa_exchange_pair pair = {0};
    const struct daesa_format_write_opts *opts = out->opts;
    if (opts->n_languages)
        pair.source = daesa_str_of(opts->languages[0]);
    if (opts->n_languages > 1)
        pair.target = daesa_str_of(opts->languages[1]);
    bool found = opts->n_languages > 0;
    for (size_t i = 0; i < out->track->n_cues && !opts->n_languages; i++) {
        const struct daesa_cue *cue = &out->track->cues[i];
        if (cue->n_texts && !found) {
            pair.source = cue->texts[0].language;
            found = true;
        }
        if (cue->n_texts > 1 && is_said(&cue->texts[1])) {
            pair.target = cue->texts[1].language;
            break;
        }
    }
    return pair;
}

void daesa_exchange_texts(const struct daesa_writer *out, const struct daesa_cue *cue,
                          const struct daesa_exchange_pair *pair,
                          const struct daesa_text **source,
                          const struct daesa_text **target, size_t *n_more)
{
    const struct daesa_text *texts[DAESA_WRITER_MAX_TEXTS];
    size_t n = daesa_writer_texts(out, cue, texts, DAESA_WRITER_MAX_TEXTS);
    *source = *target = NULL;
    for (size_t i = 0; i < n; i++) {
        bool said = is_said(texts[i]);
        bool is_target = pair->target.len &&
                         !daesa_str_equal(pair->target, pair->source) &&
                         daesa_str_equal(texts[i]->language, pair->target);
        if (!is_target && !*source)
            *source = texts[i];
        else if (said && !*target)
            *target = texts[i];
        else
            *n_more += said;
    }
}

void daesa_exchange_report_more(const struct daesa_writer *out, size_t n_more)
{
    if (n_more)
        daesa_writer_report(out, DAESA_WARNING, "lost-texts", NULL,
                            "%zu texts in further languages; a file has but a source "
                            "and a target",
                            n_more);
}

void daesa_exchange_add_text(struct daesa_buf *out, const struct daesa_text *text,
                             bool italic)
{
    if (!text)
        return;
    if (italic)
        daesa_buf_add_text(out, "<i>");
    daesa_srt_write_text(out, text, false);
    if (italic)
        daesa_buf_add_text(out, "</i>");
}

/* ---- ids ---- */

void daesa_exchange_add_id(const struct daesa_writer *out, const struct daesa_cue *cue,
                           struct daesa_buf *id)
{
    if (cue->id.len)
        daesa_buf_add(id, cue->id);
    else
        daesa_buf_printf(id, "line %zu", (size_t)(cue - out->track->cues) + 1);
}

static int by_id(const void *left, const void *right)
{
    const struct daesa_cue *const *a = left, *const *b = right;
    struct daesa_str x = (*a)->id, y = (*b)->id;
    size_t n = x.len < y.len ? x.len : y.len;
    int order = n ? memcmp(x.s, y.s, n) : 0;
    if (order == 0)
        order = x.len < y.len ? -1 : x.len > y.len;
    return order ? order : *a < *b ? -1 : *a > *b;
}

enum daesa_status daesa_exchange_check_ids(struct daesa_reader *in)
{
    size_t n = in->track->n_cues;
    const struct daesa_cue **cues = calloc(n + 1, sizeof *cues);
    if (!cues)
        return DAESA_NO_MEMORY;
    for (size_t i = 0; i < n; i++)
        cues[i] = &in->track->cues[i];
    qsort(cues, n, sizeof *cues, by_id);
    for (size_t i = 1; i < n; i++)
        if (cues[i]->id.len && daesa_str_equal(cues[i]->id, cues[i - 1]->id))
            daesa_reader_report(in, DAESA_WARNING, "duplicate-id", cues[i]->source.place,
                                "the id \"%.*s\" was in line %d already; a translation "
                                "cannot be put where it belongs",
                                cues[i]->id.len > 60 ? 60 : (int)cues[i]->id.len,
                                cues[i]->id.s, (int)cues[i - 1]->source.place.line);
    free(cues);
    return DAESA_OK;
}
