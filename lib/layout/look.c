/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "layout/look.h"

#include "layout/retext.h"

#include <string.h>

/* Light colours that are told apart on any picture; speakers get them in the order
 * in which they come, and share them where there are more. */
static const uint32_t colours[] = {
    0xFFFFFFFF, 0xFFE066FF, 0x8CE0FFFF, 0xB8F28CFF,
    0xFFB3C6FF, 0xD9C2FFFF, 0xFFC48CFF, 0x9FF0DCFF,
};
/* Of words that are not said yet. */
#define UNSAID "&H00909090"
/* A word that begins so soon lights up at once. */
#define AT_ONCE_US INT64_C(100000)
/* Speakers that get a style; later ones look like the default. */
#define MAX_STYLES 256

/* ---- words that light up ---- */

/* The spans of a text with a time for each word that has one, by their places. */
static enum daesa_status add_times(struct daesa_arena *arena, const struct daesa_cue *cue,
                                   struct daesa_text *text)
{
    size_t n = 0, i_old = 0;
    struct daesa_span *spans =
        daesa_arena_alloc(arena, text->n_spans + cue->n_words, sizeof *spans);
    if (!spans)
        return DAESA_NO_MEMORY;
    for (size_t i = 0; i < cue->n_words; i++) {
        const struct daesa_word *word = &cue->words[i];
        if (word->start_us == DAESA_TIME_NONE || word->from > text->plain.len)
            continue;
        while (i_old < text->n_spans && text->spans[i_old].from < word->from)
            spans[n++] = text->spans[i_old++];
        bool at_once = word->start_us - cue->start_us < AT_ONCE_US;
        spans[n++] =
            (struct daesa_span){.from = word->from,
                                .to = word->from,
                                .kind = DAESA_SPAN_TIME,
                                .number = at_once ? cue->start_us : word->start_us};
    }
    while (i_old < text->n_spans)
        spans[n++] = text->spans[i_old++];
    text->spans = spans;
    text->n_spans = n;
    return DAESA_OK;
}

/* ---- one text for all ---- */

static enum daesa_status stack(struct daesa_arena *arena, struct daesa_cue *cue,
                               struct daesa_text *texts)
{
    size_t shift;
    for (size_t i = 1; i < cue->n_texts; i++) {
        struct daesa_text upper = texts[0];
        enum daesa_status st =
            daesa_text_join(arena, &upper, "\n", &texts[i], &texts[0], &shift);
        if (st)
            return st;
    }
    cue->n_texts = 1;
    return DAESA_OK;
}

/* The texts of a cue in an array of its own. */
static struct daesa_text *own_texts(struct daesa_track *track, struct daesa_cue *cue)
{
    struct daesa_text *texts =
        daesa_arena_alloc(&track->arena, cue->n_texts, sizeof *texts);
    if (texts && cue->n_texts)
        memcpy(texts, cue->texts, cue->n_texts * sizeof *texts);
    return texts;
}

static enum daesa_status look_texts(struct daesa_track *track, struct daesa_cue *cue,
                                    const struct daesa_layout_opts *opts)
{
    bool lights = opts->lights_words && cue->n_words > 0;
    bool stacks = opts->stacks_texts && cue->n_texts > 1;
    struct daesa_text *texts = lights || stacks ? own_texts(track, cue) : NULL;
    if (!lights && !stacks)
        return DAESA_OK;
    if (!texts)
        return DAESA_NO_MEMORY;
    enum daesa_status st = lights ? add_times(&track->arena, cue, &texts[0]) : DAESA_OK;
    if (!st && stacks)
        st = stack(&track->arena, cue, texts);
    cue->texts = texts;
    return st;
}

/* ---- a style for each speaker ---- */

static bool has_style(const struct daesa_style *styles, size_t n, struct daesa_str name)
{
    for (size_t i = 0; i < n; i++)
        if (daesa_str_equal(styles[i].name, name))
            return true;
    return false;
}

static enum daesa_status style_speakers(struct daesa_track *track)
{
    struct daesa_style *styles =
        daesa_arena_alloc(&track->arena, MAX_STYLES, sizeof *styles);
    size_t n = 0;
    if (!styles)
        return DAESA_NO_MEMORY;
    for (size_t i = 0; i < track->n_cues; i++) {
        struct daesa_cue *cue = &track->cues[i];
        if (cue->comment || cue->speaker.len == 0)
            continue;
        bool is_known = has_style(styles, n, cue->speaker);
        if (!is_known && n == MAX_STYLES)
            continue;
        if (!is_known) {
            styles[n] = (struct daesa_style){
                .name = cue->speaker,
                .colour = colours[n % (sizeof colours / sizeof *colours)]};
            n++;
        }
        cue->style = cue->speaker;
    }
    track->styles = styles;
    track->n_styles = n;
    return DAESA_OK;
}

/* Words that are not said yet are grey, in every style that is ours. */
static enum daesa_status shade_styles(struct daesa_track *track)
{
    if (track->n_styles == 0) {
        track->styles = daesa_arena_alloc(&track->arena, 1, sizeof *track->styles);
        if (!track->styles)
            return DAESA_NO_MEMORY;
        track->styles[track->n_styles++].name = daesa_str_of("Default");
    }
    for (size_t i = 0; i < track->n_styles; i++) {
        struct daesa_style *style = &track->styles[i];
        enum daesa_status st =
            daesa_field_add(track, &style->fields, &style->n_fields,
                            daesa_str_of("ass:SecondaryColour"), daesa_str_of(UNSAID));
        if (st)
            return st;
    }
    return DAESA_OK;
}

enum daesa_status daesa_look(struct daesa_track *track,
                             const struct daesa_layout_opts *opts,
                             struct daesa_sink *sink)
{
    enum daesa_status st = DAESA_OK;
    for (size_t i = 0; !st && i < track->n_cues; i++)
        if (!track->cues[i].comment)
            st = look_texts(track, &track->cues[i], opts);
    bool has_own = track->n_styles > 0;
    if (!st && opts->styles_speakers && !has_own)
        st = style_speakers(track);
    if (!st && opts->lights_words && !has_own)
        st = shade_styles(track);
    if (st || !opts->styles_speakers || !has_own)
        return st;
    struct daesa_finding kept = {
        .rule = "look-kept", .severity = DAESA_NOTE, .start_us = DAESA_TIME_NONE};
    daesa_report(sink, kept, "the file has styles of its own, which stay as they are");
    return DAESA_OK;
}
