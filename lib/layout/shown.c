/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "layout/shown.h"

#include "core/buf.h"
#include "layout/retext.h"
#include "text/script.h"

#include <string.h>

/* A cue at work. */
struct work {
    const struct daesa_track *track;
    const struct daesa_cue *cue;
    const struct daesa_layout_opts *opts;
    struct daesa_arena *arena;
    struct daesa_sink *sink;
};

static void report_missing(const struct work *work, const char *language, bool falls_back)
{
    size_t i = (size_t)(work->cue - work->track->cues) + 1;
    struct daesa_finding finding = {.severity = DAESA_WARNING,
                                    .rule = "text-missing",
                                    .place = work->cue->source.place,
                                    .cue = i,
                                    .start_us = work->cue->start_us};
    daesa_report(work->sink, finding, "line %zu has no text in '%s'%s", i, language,
                 falls_back ? "; its source is shown" : "");
}

static bool has_text(const struct daesa_shown *shown, const struct daesa_text *text)
{
    for (size_t i = 0; i < shown->n_texts; i++)
        if (shown->texts[i].plain.s == text->plain.s &&
            shown->texts[i].plain.len == text->plain.len)
            return true;
    return false;
}

/* A text of a language that nobody named can be any. */
static bool is_only_one(const struct daesa_cue *cue)
{
    return cue->n_texts == 1 && cue->texts[0].language.len == 0;
}

static void take(const struct work *work, const char *language, struct daesa_shown *out)
{
    const struct daesa_cue *cue = work->cue;
    const struct daesa_text *text = daesa_cue_text(cue, daesa_str_of(language));
    if (!text && cue->n_texts && !is_only_one(cue))
        report_missing(work, language, work->opts->falls_back);
    if (!text && cue->n_texts && (work->opts->falls_back || is_only_one(cue)))
        text = &cue->texts[0];
    if (text && !has_text(out, text) && out->n_texts < DAESA_LAYOUT_MAX_TEXTS)
        out->texts[out->n_texts++] = *text;
}

static void choose(const struct work *work, struct daesa_shown *out)
{
    const struct daesa_cue *cue = work->cue;
    const struct daesa_layout_opts *opts = work->opts;
    for (size_t i = 0; i < opts->n_languages; i++)
        take(work, opts->languages[i], out);
    for (size_t i = 0; opts->n_languages == 0 && i < cue->n_texts; i++)
        if (out->n_texts < DAESA_LAYOUT_MAX_TEXTS)
            out->texts[out->n_texts++] = cue->texts[i];
    out->i_spoken = out->n_texts;
    for (size_t i = 0; i < out->n_texts; i++)
        if (out->texts[i].plain.s == cue->texts[0].plain.s)
            out->i_spoken = i;
    if (cue->n_texts)
        out->spoken = cue->texts[0];
    out->words = cue->words;
    out->n_words = cue->n_words;
}

/* ---- the editor's notes ---- */

/* The next "[...]" at or after `*from`; nested ones belong to it. */
static bool next_note(struct daesa_str text, size_t *from, size_t *to)
{
    int depth = 0;
    for (size_t i = *from; i < text.len; i++) {
        if (text.s[i] == '[' && depth++ == 0)
            *from = i;
        else if (text.s[i] == ']' && depth > 0 && --depth == 0) {
            *to = i + 1;
            return true;
        }
    }
    return false;
}

/* The white space that goes with a note that is dropped: that before it, at the
 * beginning of a line that behind it. */
static void widen(struct daesa_str text, size_t *from, size_t *to)
{
    size_t begin = *from;
    while (begin > 0 && text.s[begin - 1] == ' ')
        begin--;
    if (begin > 0 && text.s[begin - 1] != '\n') {
        *from = begin;
        return;
    }
    while (*to < text.len && text.s[*to] == ' ')
        ++*to;
}

static size_t after_cut(size_t at, size_t from, size_t to)
{
    return at <= from ? at : at < to ? from : at - (to - from);
}

/* The words that are left, in a list of their own. */
static enum daesa_status cut_words(struct daesa_arena *arena, size_t from, size_t to,
                                   struct daesa_shown *out)
{
    struct daesa_word *words = daesa_arena_alloc(arena, out->n_words, sizeof *words);
    size_t n = 0;
    if (!words)
        return DAESA_NO_MEMORY;
    for (size_t i = 0; i < out->n_words; i++) {
        struct daesa_word word = out->words[i];
        word.from = after_cut(word.from, from, to);
        word.to = after_cut(word.to, from, to);
        if (word.to > word.from)
            words[n++] = word;
    }
    out->words = words;
    out->n_words = n;
    return DAESA_OK;
}

static enum daesa_status drop_notes(const struct work *work, struct daesa_text *text,
                                    struct daesa_shown *words_of)
{
    size_t from = 0, to = 0;
    while (next_note(text->plain, &from, &to)) {
        widen(text->plain, &from, &to);
        enum daesa_status st = daesa_text_cut(work->arena, text, from, to, text);
        if (!st && words_of && words_of->n_words)
            st = cut_words(work->arena, from, to, words_of);
        if (st)
            return st;
    }
    return DAESA_OK;
}

static enum daesa_status slant_notes(const struct work *work, struct daesa_text *text)
{
    size_t from = 0, to = 0, n = 0;
    while (next_note(text->plain, &from, &to)) {
        from = to;
        n++;
    }
    if (n == 0)
        return DAESA_OK;
    struct daesa_span *spans =
        daesa_arena_alloc(work->arena, text->n_spans + n, sizeof *spans);
    if (!spans)
        return DAESA_NO_MEMORY;
    size_t n_spans = 0, i_old = 0;
    from = 0;
    while (next_note(text->plain, &from, &to)) {
        while (i_old < text->n_spans && text->spans[i_old].from <= from)
            spans[n_spans++] = text->spans[i_old++];
        spans[n_spans++] =
            (struct daesa_span){.from = from, .to = to, .kind = DAESA_SPAN_ITALIC};
        from = to;
    }
    while (i_old < text->n_spans)
        spans[n_spans++] = text->spans[i_old++];
    text->spans = spans;
    text->n_spans = n_spans;
    return DAESA_OK;
}

static enum daesa_status treat_notes(const struct work *work, struct daesa_shown *out)
{
    enum daesa_status st = DAESA_OK;
    for (size_t i = 0; !st && i < out->n_texts; i++)
        if (work->opts->notes == DAESA_NOTES_ITALIC)
            st = slant_notes(work, &out->texts[i]);
        else if (i != out->i_spoken)
            st = drop_notes(work, &out->texts[i], NULL);
    if (st || work->opts->notes == DAESA_NOTES_ITALIC)
        return st;
    st = drop_notes(work, &out->spoken, out);
    if (!st && out->i_spoken < out->n_texts)
        out->texts[out->i_spoken] = out->spoken;
    return st;
}

/* A text of which only notes were is gone. */
static void drop_empty(struct daesa_shown *out)
{
    size_t n = 0, i_spoken = out->n_texts;
    for (size_t i = 0; i < out->n_texts; i++) {
        if (daesa_str_trim(out->texts[i].plain).len == 0)
            continue;
        if (i == out->i_spoken)
            i_spoken = n;
        out->texts[n++] = out->texts[i];
    }
    out->i_spoken = i_spoken < out->n_texts ? i_spoken : n;
    out->n_texts = n;
}

/* ---- who speaks ---- */

/* The spelling of a name in the script of the language, where there is one. */
static struct daesa_str name_in(const struct daesa_track *track, struct daesa_str name,
                                struct daesa_str language)
{
    if (daesa_script_fits(daesa_script_main(name, NULL), language))
        return name;
    for (size_t i = 0; i < track->n_speakers; i++) {
        const struct daesa_speaker *speaker = &track->speakers[i];
        if (!daesa_str_equal(speaker->name, name))
            continue;
        for (size_t j = 0; j < speaker->n_aliases; j++)
            if (daesa_script_fits(daesa_script_main(speaker->aliases[j], NULL), language))
                return speaker->aliases[j];
    }
    return name;
}

static enum daesa_status add_label(const struct work *work, bool is_bracketed,
                                   struct daesa_text *text, size_t *shift)
{
    struct daesa_buf label = {0};
    struct daesa_str name = name_in(work->track, work->cue->speaker, text->language);
    struct daesa_text before = {.language = text->language};
    daesa_buf_printf(&label, is_bracketed ? "[%.*s] " : "%.*s: ", DAESA_STR_ARGS(name));
    enum daesa_status st = label.status;
    before.plain = daesa_buf_str(&label);
    before.fields = text->fields;
    before.n_fields = text->n_fields;
    if (!st)
        st = daesa_text_join(work->arena, &before, "", text, text, shift);
    daesa_buf_finish(&label);
    return st;
}

static enum daesa_status shift_words(struct daesa_arena *arena, size_t shift,
                                     struct daesa_shown *out)
{
    struct daesa_word *words = daesa_arena_alloc(arena, out->n_words, sizeof *words);
    if (!words)
        return DAESA_NO_MEMORY;
    for (size_t i = 0; i < out->n_words; i++) {
        words[i] = out->words[i];
        words[i].from += shift;
        words[i].to += shift;
    }
    out->words = words;
    return DAESA_OK;
}

static enum daesa_status label(const struct work *work, struct daesa_shown *out)
{
    bool is_bracketed = work->opts->profile && work->opts->profile->is_bracketed;
    enum daesa_status st = DAESA_OK;
    for (size_t i = 0; !st && i < out->n_texts; i++) {
        size_t shift = 0;
        st = add_label(work, is_bracketed, &out->texts[i], &shift);
        if (!st && i == out->i_spoken) {
            st = shift_words(work->arena, shift, out);
            out->spoken = out->texts[i];
        }
    }
    return st;
}

enum daesa_status daesa_shown_find(const struct daesa_track *track,
                                   const struct daesa_cue *cue,
                                   const struct daesa_layout_opts *opts,
                                   bool is_new_speaker, struct daesa_arena *arena,
                                   struct daesa_shown *out, struct daesa_sink *sink)
{
    struct work work = {track, cue, opts, arena, sink};
    enum daesa_status st = DAESA_OK;
    *out = (struct daesa_shown){0};
    choose(&work, out);
    if (opts->notes != DAESA_NOTES_KEEP)
        st = treat_notes(&work, out);
    if (!st && opts->notes == DAESA_NOTES_DROP)
        drop_empty(out);
    if (!st && opts->labels_speakers && is_new_speaker && cue->speaker.len)
        st = label(&work, out);
    return st;
}
