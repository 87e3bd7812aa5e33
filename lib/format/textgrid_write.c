/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/array.h"
#include "format/stamp.h"
#include "format/textgrid.h"

#include <stdlib.h>

/* Nobody reads that many, and each is looked at for every cue. */
#define MAX_TIERS 1000

/* A tier of cues and that of their words, which may stay empty. */
struct voice {
    struct daesa_str name;
    struct daesa_textgrid_tier cues, words;
};

/* The tiers in the making. */
struct tiers {
    struct daesa_writer *out;
    struct voice *voices;
    size_t n_voices, cap_voices;
    int64_t end_us;
    struct daesa_arena arena; /* of names and texts */
    enum daesa_status status;
};

static void add_string(struct daesa_buf *buf, struct daesa_str text)
{
    daesa_buf_add_char(buf, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.s[i] == '"')
            daesa_buf_add_char(buf, '"');
        daesa_buf_add_char(buf, text.s[i]);
    }
    daesa_buf_add_char(buf, '"');
}

static void add_time(struct daesa_buf *buf, const char *key, int64_t us)
{
    daesa_buf_add_text(buf, key);
    daesa_stamp_add_seconds(buf, us);
    daesa_buf_add_text(buf, " \n");
}

static void add_interval(struct daesa_buf *buf, size_t n, int64_t from_us, int64_t to_us,
                         struct daesa_str text)
{
    daesa_buf_printf(buf, "        intervals [%zu]:\n", n);
    add_time(buf, "            xmin = ", from_us);
    add_time(buf, "            xmax = ", to_us);
    daesa_buf_add_text(buf, "            text = ");
    add_string(buf, text);
    daesa_buf_add_text(buf, " \n");
}

static size_t add_intervals(struct daesa_buf *buf, const struct daesa_textgrid_tier *tier,
                            int64_t end_us)
{
    int64_t at_us = 0;
    size_t n = 0;
    for (size_t i = 0; i < tier->n_marks; i++) {
        const struct daesa_textgrid_mark *mark = &tier->marks[i];
        if (mark->from_us > at_us)
            add_interval(buf, ++n, at_us, mark->from_us, (struct daesa_str){0});
        add_interval(buf, ++n, mark->from_us, mark->to_us, mark->text);
        at_us = mark->to_us > at_us ? mark->to_us : at_us;
    }
    if (at_us < end_us)
        add_interval(buf, ++n, at_us, end_us, (struct daesa_str){0});
    return n;
}

static void add_points(struct daesa_buf *buf, const struct daesa_textgrid_tier *tier)
{
    for (size_t i = 0; i < tier->n_marks; i++) {
        daesa_buf_printf(buf, "        points [%zu]:\n", i + 1);
        add_time(buf, "            number = ", tier->marks[i].from_us);
        daesa_buf_add_text(buf, "            mark = ");
        add_string(buf, tier->marks[i].text);
        daesa_buf_add_text(buf, " \n");
    }
}

void daesa_textgrid_add_tier(struct daesa_buf *buf,
                             const struct daesa_textgrid_tier *tier, int64_t end_us)
{
    struct daesa_buf marks = {0};
    size_t n = tier->n_marks;
    if (tier->has_points)
        add_points(&marks, tier);
    else
        n = add_intervals(&marks, tier, end_us);
    daesa_buf_printf(buf, "        class = \"%s\" \n        name = ",
                     tier->has_points ? "TextTier" : "IntervalTier");
    add_string(buf, tier->name);
    daesa_buf_add_text(buf, " \n        xmin = 0 \n");
    add_time(buf, "        xmax = ", end_us);
    daesa_buf_printf(buf, "        %s: size = %zu \n",
                     tier->has_points ? "points" : "intervals", n);
    daesa_buf_add(buf, daesa_buf_str(&marks));
    if (marks.status && !buf->status)
        buf->status = marks.status;
    daesa_buf_finish(&marks);
}

/* ---- tiers from cues ---- */

static int64_t end_of(const struct daesa_textgrid_tier *tier)
{
    return tier->n_marks ? tier->marks[tier->n_marks - 1].to_us : 0;
}

static struct voice *new_voice(struct tiers *t, struct daesa_str name, bool has_points)
{
    struct voice *voices =
        daesa_array_grow(t->voices, &t->cap_voices, t->n_voices + 1, sizeof *voices);
    if (!voices) {
        t->status = DAESA_NO_MEMORY;
        return NULL;
    }
    t->voices = voices;
    voices[t->n_voices] = (struct voice){.name = name, .cues.has_points = has_points};
    return &voices[t->n_voices++];
}

/* The first of that name on whose tier the mark lies behind all others; NULL where
 * there can be no more. */
static struct voice *voice_for(struct tiers *t, struct daesa_str name,
                               const struct daesa_textgrid_mark *mark, bool has_points)
{
    for (size_t i = 0; i < t->n_voices && !t->status; i++) {
        struct voice *voice = &t->voices[i];
        if (voice->cues.has_points == has_points && daesa_str_equal(voice->name, name) &&
            end_of(&voice->cues) <= mark->from_us)
            return voice;
    }
    if (t->status || t->n_voices < MAX_TIERS)
        return t->status ? NULL : new_voice(t, name, has_points);
    daesa_writer_report(
        t->out, DAESA_WARNING, "textgrid-many-tiers", NULL,
        "more than %d cues lie over one another, or speakers; \"%.*s\" is "
        "left out",
        MAX_TIERS, DAESA_STR_ARGS(mark->text));
    return NULL;
}

static void put_mark(struct tiers *t, struct daesa_textgrid_tier *tier,
                     struct daesa_textgrid_mark mark)
{
    struct daesa_textgrid_mark *marks = daesa_array_grow(
        tier->marks, &tier->cap_marks, tier->n_marks + 1, sizeof *tier->marks);
    if (!marks) {
        t->status = DAESA_NO_MEMORY;
        return;
    }
    tier->marks = marks;
    marks[tier->n_marks++] = mark;
    if (mark.to_us > t->end_us)
        t->end_us = mark.to_us;
}

static struct daesa_str copy(struct tiers *t, struct daesa_buf *buf)
{
    struct daesa_str out = {0};
    if (buf->status || !daesa_arena_copy(&t->arena, daesa_buf_str(buf), &out))
        t->status = buf->status ? buf->status : DAESA_NO_MEMORY;
    daesa_buf_finish(buf);
    return out;
}

/* The words, as far as they lie in their cue and behind one another. */
static void put_words(struct tiers *t, const struct daesa_cue *cue, struct voice *voice)
{
    size_t n_lost = 0;
    for (size_t i = 0; i < cue->n_words && !t->status; i++) {
        const struct daesa_word *word = &cue->words[i];
        struct daesa_textgrid_mark mark = {
            .from_us = word->start_us,
            .to_us = word->end_us,
            .text = daesa_str_trim(
                daesa_str_slice(cue->texts[0].plain, word->from, word->to))};
        int64_t from_us = end_of(&voice->words);
        from_us = from_us < cue->start_us ? cue->start_us : from_us;
        mark.from_us = mark.from_us < from_us ? from_us : mark.from_us;
        mark.to_us = mark.to_us > cue->end_us ? cue->end_us : mark.to_us;
        if (word->start_us == DAESA_TIME_NONE || mark.to_us <= mark.from_us ||
            daesa_textgrid_silent(mark.text))
            n_lost++;
        else
            put_mark(t, &voice->words, mark);
    }
    if (n_lost)
        daesa_writer_report(
            t->out, DAESA_NOTE, "textgrid-words-left-out", cue,
            "%zu words have no times of their own inside the cue, or look "
            "like a mark of silence; they are left out",
            n_lost);
}

/* An interval has a length and lies behind zero. */
static bool fits(struct tiers *t, const struct daesa_cue *cue)
{
    if (!daesa_cue_timed(cue))
        return false;
    if (cue->start_us >= 0 && (cue->comment || cue->end_us > cue->start_us))
        return true;
    daesa_writer_report(t->out, DAESA_WARNING, "textgrid-no-length", cue,
                        "an interval must be longer than nothing and not begin before "
                        "zero; this cue is left out");
    return false;
}

static void put_cue(struct tiers *t, const struct daesa_cue *cue)
{
    const struct daesa_text *first = NULL;
    struct daesa_buf text = {0};
    struct daesa_str name = cue->speaker;
    struct daesa_textgrid_mark mark = {.from_us = cue->start_us, .to_us = cue->end_us};
    if (!fits(t, cue))
        return;
    if (name.len == 0 && !cue->comment)
        name = daesa_str_of(DAESA_TEXTGRID_NO_SPEAKER);
    if (cue->comment)
        mark.to_us = mark.from_us;
    daesa_writer_stack(t->out, cue, &text);
    mark.text = copy(t, &text);
    struct voice *voice = voice_for(t, name, &mark, cue->comment);
    if (!voice)
        return;
    put_mark(t, &voice->cues, mark);
    if (cue->n_words && !cue->comment && daesa_writer_texts(t->out, cue, &first, 1) &&
        first == cue->texts)
        put_words(t, cue, voice);
}

/* ---- the file ---- */

static int by_start(const void *left, const void *right)
{
    const struct daesa_cue *a = *(const struct daesa_cue *const *)left,
                           *b = *(const struct daesa_cue *const *)right;
    if (a->start_us != b->start_us)
        return a->start_us < b->start_us ? -1 : 1;
    return a < b ? -1 : a > b;
}

static void put_cues(struct tiers *t)
{
    const struct daesa_track *track = t->out->track;
    const struct daesa_cue **cues = calloc(track->n_cues + 1, sizeof *cues);
    if (!cues) {
        t->status = DAESA_NO_MEMORY;
        return;
    }
    for (size_t i = 0; i < track->n_cues; i++)
        cues[i] = &track->cues[i];
    qsort(cues, track->n_cues, sizeof *cues, by_start);
    for (size_t i = 0; i < track->n_cues; i++)
        put_cue(t, cues[i]);
    free(cues);
}

/* The length of the recording, as the source said it. */
static int64_t said_end(const struct daesa_track *track)
{
    long long us = 0;
    const struct daesa_str *field =
        daesa_field_get(track->fields, track->n_fields, "textgrid:end_us");
    return field && daesa_str_to_count(*field, DAESA_TIME_MAX, &us) ? us : 0;
}

static bool is_kept_tier(const struct daesa_field *field)
{
    return daesa_str_is(field->key, "textgrid:tier");
}

static void add_item(struct daesa_buf *buf, size_t *n)
{
    daesa_buf_printf(buf, "    item [%zu]:\n", ++*n);
}

static void add_voice(struct tiers *t, struct voice *voice, struct daesa_buf *buf,
                      size_t *n)
{
    struct daesa_buf name = {0};
    voice->cues.name = voice->name;
    add_item(buf, n);
    daesa_textgrid_add_tier(buf, &voice->cues, t->end_us);
    if (!voice->words.n_marks)
        return;
    daesa_buf_add(&name, voice->name);
    daesa_buf_add_text(&name, DAESA_TEXTGRID_WORDS);
    voice->words.name = copy(t, &name);
    add_item(buf, n);
    daesa_textgrid_add_tier(buf, &voice->words, t->end_us);
}

static void add_file(struct tiers *t, struct daesa_buf *buf)
{
    const struct daesa_track *track = t->out->track;
    size_t n = t->n_voices, item = 0;
    for (size_t i = 0; i < t->n_voices; i++)
        n += t->voices[i].words.n_marks > 0;
    for (size_t i = 0; i < track->n_fields; i++)
        n += is_kept_tier(&track->fields[i]);
    daesa_buf_add_text(buf,
                       "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n");
    add_time(buf, "xmin = ", 0);
    add_time(buf, "xmax = ", t->end_us);
    daesa_buf_printf(buf, "tiers? <exists> \nsize = %zu \nitem []: \n", n);
    for (size_t i = 0; i < t->n_voices; i++)
        add_voice(t, &t->voices[i], buf, &item);
    for (size_t i = 0; i < track->n_fields; i++) {
        if (!is_kept_tier(&track->fields[i]))
            continue;
        add_item(buf, &item);
        daesa_buf_add(buf, track->fields[i].value);
    }
}

static void finish(struct tiers *t)
{
    for (size_t i = 0; i < t->n_voices; i++) {
        free(t->voices[i].cues.marks);
        free(t->voices[i].words.marks);
    }
    free(t->voices);
    daesa_arena_finish(&t->arena);
}

static void write_grid(struct daesa_writer *out)
{
    struct tiers t = {.out = out};
    t.end_us = said_end(out->track);
    put_cues(&t);
    if (!t.status)
        add_file(&t, out->out);
    if (t.status && !out->out->status)
        out->out->status = t.status;
    finish(&t);
}

enum daesa_status daesa_textgrid_write(struct daesa_writer *out)
{
    return daesa_writer_document(out, write_grid);
}
