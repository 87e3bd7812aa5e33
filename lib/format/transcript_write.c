/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* The writer of transcript JSON. It has one form: two spaces a level, a line of
 * the transcript as an object of a few lines, each word on its own. */
#include "format/json_scan.h"
#include "format/read.h"
#include "format/stamp.h"
#include "format/transcript.h"
#include "text/utf8.h"

#include <inttypes.h>
#include <string.h>

/* Where the next member goes. */
struct object {
    struct daesa_buf *buf;
    int indent; /* of its members, in levels; negative: all on one line */
    bool any;
};

static void add_indent(struct daesa_buf *buf, int levels)
{
    daesa_buf_printf(buf, "\n%*s", levels * 2, "");
}

static struct object open_bracket(struct daesa_buf *buf, char bracket, int indent)
{
    daesa_buf_add_char(buf, bracket);
    return (struct object){buf, indent, false};
}

static void item(struct object *o)
{
    if (o->any)
        daesa_buf_add_char(o->buf, ',');
    if (o->indent >= 0)
        add_indent(o->buf, o->indent);
    else if (o->any)
        daesa_buf_add_char(o->buf, ' ');
    o->any = true;
}

static void member(struct object *o, const char *key)
{
    item(o);
    daesa_buf_printf(o->buf, "\"%s\": ", key);
}

static void close_bracket(struct object *o, char bracket)
{
    if (o->any && o->indent >= 0)
        add_indent(o->buf, o->indent - 1);
    daesa_buf_add_char(o->buf, bracket);
}

static void add_string(struct object *o, const char *key, struct daesa_str value)
{
    if (value.len == 0)
        return;
    member(o, key);
    daesa_json_add_string(o->buf, value);
}

static void add_true(struct object *o, const char *key, bool value)
{
    if (!value)
        return;
    member(o, key);
    daesa_buf_add_text(o->buf, "true");
}

static void add_time(struct object *o, const char *key, int64_t us)
{
    if (us == DAESA_TIME_NONE)
        return;
    member(o, key);
    daesa_stamp_add_seconds(o->buf, us);
}

static void add_number(struct object *o, const char *key, double value)
{
    member(o, key);
    daesa_json_add_number(o->buf, value);
}

static void add_colour(struct object *o, const char *key, uint32_t colour)
{
    member(o, key);
    if ((colour & 0xFF) == 0xFF)
        daesa_buf_printf(o->buf, "\"#%06" PRIx32 "\"", colour >> 8);
    else
        daesa_buf_printf(o->buf, "\"#%08" PRIx32 "\"", colour);
}

static bool is_json(const struct daesa_field *field)
{
    return daesa_str_starts(field->key, "json:");
}

/* Unknown keys of ours as they were, other formats' fields in an object. */
static void add_fields(struct object *o, const struct daesa_field *fields, size_t n)
{
    struct object inner = {0};
    for (size_t i = 0; i < n; i++) {
        if (!is_json(&fields[i])) {
            inner.any = true;
            continue;
        }
        item(o);
        daesa_json_add_string(o->buf, daesa_str_from(fields[i].key, 5));
        daesa_buf_add_text(o->buf, ": ");
        daesa_buf_add(o->buf, fields[i].value);
    }
    if (!inner.any)
        return;
    member(o, "fields");
    inner = open_bracket(o->buf, '{', o->indent < 0 ? -1 : o->indent + 1);
    for (size_t i = 0; i < n; i++) {
        if (is_json(&fields[i]))
            continue;
        item(&inner);
        daesa_json_add_string(o->buf, fields[i].key);
        daesa_buf_add_text(o->buf, ": ");
        daesa_json_add_string(o->buf, fields[i].value);
    }
    close_bracket(&inner, '}');
}

static void write_span(struct object *spans, const struct daesa_text *text,
                       const struct daesa_span *span)
{
    item(spans);
    struct object o = open_bracket(spans->buf, '{', -1);
    size_t from = daesa_utf8_count(daesa_str_slice(text->plain, 0, span->from));
    size_t n = daesa_utf8_count(daesa_str_slice(text->plain, span->from, span->to));
    add_string(&o, "kind", daesa_str_of(daesa_transcript_spans[span->kind]));
    member(&o, "from");
    daesa_buf_printf(o.buf, "%zu", from);
    member(&o, "to");
    daesa_buf_printf(o.buf, "%zu", from + n);
    if (span->kind == DAESA_SPAN_TIME)
        add_time(&o, "value", span->number);
    else if (span->kind == DAESA_SPAN_COLOUR || span->kind == DAESA_SPAN_BACKGROUND)
        add_colour(&o, "value", (uint32_t)span->number);
    else
        add_string(&o, "value", span->value);
    close_bracket(&o, '}');
}

/* A plain string where that says all. */
static void write_text(struct daesa_buf *buf, const struct daesa_text *text,
                       bool with_language, int indent)
{
    bool language = with_language && text->language.len;
    if (!text->n_spans && !text->n_fields && !language) {
        daesa_json_add_string(buf, text->plain);
        return;
    }
    struct object o = open_bracket(buf, '{', indent + 1);
    if (language)
        add_string(&o, "language", text->language);
    member(&o, "text");
    daesa_json_add_string(buf, text->plain);
    if (text->n_spans) {
        member(&o, "spans");
        struct object spans = open_bracket(buf, '[', indent + 2);
        for (size_t i = 0; i < text->n_spans; i++)
            write_span(&spans, text, &text->spans[i]);
        close_bracket(&spans, ']');
    }
    add_fields(&o, text->fields, text->n_fields);
    close_bracket(&o, '}');
}

/* Whether the languages can be the keys of an object. */
static bool have_languages(const struct daesa_text *const *texts, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (texts[i]->language.len == 0)
            return false;
        for (size_t j = 0; j < i; j++)
            if (daesa_str_equal(texts[i]->language, texts[j]->language))
                return false;
    }
    return true;
}

static void write_texts(struct object *line, const struct daesa_text *const *texts,
                        size_t n)
{
    bool keyed = have_languages(texts, n);
    if (n == 0)
        return;
    if (n == 1 && texts[0]->language.len == 0) {
        member(line, "text");
        write_text(line->buf, texts[0], false, line->indent);
        return;
    }
    member(line, "texts");
    struct object o = open_bracket(line->buf, keyed ? '{' : '[', line->indent + 1);
    for (size_t i = 0; i < n; i++) {
        item(&o);
        if (keyed) {
            daesa_json_add_string(o.buf, texts[i]->language);
            daesa_buf_add_text(o.buf, ": ");
        }
        write_text(o.buf, texts[i], !keyed, o.indent);
    }
    close_bracket(&o, keyed ? '}' : ']');
}

static void write_words(struct object *line, const struct daesa_cue *cue)
{
    if (!cue->n_words || !cue->n_texts)
        return;
    member(line, "words");
    struct object words = open_bracket(line->buf, '[', line->indent + 1);
    for (size_t i = 0; i < cue->n_words; i++) {
        const struct daesa_word *word = &cue->words[i];
        item(&words);
        struct object o = open_bracket(words.buf, '{', -1);
        add_string(&o, "text",
                   daesa_str_slice(cue->texts[0].plain, word->from, word->to));
        add_time(&o, "start", word->start_us);
        add_time(&o, "end", word->end_us);
        if (word->confidence >= 0)
            add_number(&o, "confidence", (double)word->confidence);
        close_bracket(&o, '}');
    }
    close_bracket(&words, ']');
}

static void write_position(struct object *line, const struct daesa_position *position)
{
    if (!position->anchor && !position->placed)
        return;
    member(line, "position");
    struct object o = open_bracket(line->buf, '{', -1);
    if (position->anchor)
        add_number(&o, "anchor", position->anchor);
    if (position->placed) {
        add_number(&o, "x", (double)position->x);
        add_number(&o, "y", (double)position->y);
    }
    close_bracket(&o, '}');
}

/* A line that is known not to be spoken says so with null. */
static void write_times(struct object *line, const struct daesa_cue *cue)
{
    bool absent = cue->speech == DAESA_SPEECH_NOT_FOUND;
    if (absent && cue->start_us == DAESA_TIME_NONE) {
        member(line, "start");
        daesa_buf_add_text(line->buf, "null");
    }
    add_time(line, "start", cue->start_us);
    if (absent && cue->end_us == DAESA_TIME_NONE) {
        member(line, "end");
        daesa_buf_add_text(line->buf, "null");
    }
    add_time(line, "end", cue->end_us);
    if (cue->confidence >= 0)
        add_number(line, "confidence", (double)cue->confidence);
    if (cue->speech) {
        member(line, "spoken");
        daesa_buf_add_text(line->buf, absent ? "false" : "true");
    }
}

static void write_line(struct daesa_writer *out, struct object *lines,
                       const struct daesa_cue *cue)
{
    const struct daesa_text *texts[DAESA_WRITER_MAX_TEXTS];
    size_t n = daesa_writer_texts(out, cue, texts, DAESA_WRITER_MAX_TEXTS);
    item(lines);
    struct object o = open_bracket(lines->buf, '{', lines->indent + 1);
    add_string(&o, "id", cue->id);
    add_true(&o, "comment", cue->comment);
    add_string(&o, "speaker", cue->speaker);
    write_texts(&o, texts, n);
    add_time(&o, "after", cue->after_us);
    add_time(&o, "before", cue->before_us);
    add_time(&o, "at", cue->at_us);
    write_times(&o, cue);
    add_string(&o, "style", cue->style);
    write_position(&o, &cue->position);
    /* Words belong to the first text: without it they would say nothing. */
    if (n && texts[0] == cue->texts)
        write_words(&o, cue);
    add_fields(&o, cue->fields, cue->n_fields);
    close_bracket(&o, '}');
}

static void write_speakers(struct object *root, const struct daesa_track *track)
{
    if (!track->n_speakers)
        return;
    member(root, "speakers");
    struct object list = open_bracket(root->buf, '[', root->indent + 1);
    for (size_t i = 0; i < track->n_speakers; i++) {
        const struct daesa_speaker *speaker = &track->speakers[i];
        item(&list);
        struct object o = open_bracket(root->buf, '{', -1);
        member(&o, "name");
        daesa_json_add_string(o.buf, speaker->name);
        if (speaker->n_aliases) {
            member(&o, "aliases");
            struct object aliases = open_bracket(o.buf, '[', -1);
            for (size_t k = 0; k < speaker->n_aliases; k++) {
                item(&aliases);
                daesa_json_add_string(o.buf, speaker->aliases[k]);
            }
            close_bracket(&aliases, ']');
        }
        add_fields(&o, speaker->fields, speaker->n_fields);
        close_bracket(&o, '}');
    }
    close_bracket(&list, ']');
}

static void write_style(struct object *list, const struct daesa_style *style)
{
    item(list);
    struct object o = open_bracket(list->buf, '{', list->indent + 1);
    member(&o, "name");
    daesa_json_add_string(o.buf, style->name);
    add_string(&o, "font", style->font);
    if (style->size > 0)
        add_number(&o, "size", (double)style->size);
    add_true(&o, "bold", style->bold);
    add_true(&o, "italic", style->italic);
    add_true(&o, "underline", style->underline);
    add_true(&o, "strike", style->strike);
    if (style->colour)
        add_colour(&o, "colour", style->colour);
    if (style->anchor)
        add_number(&o, "anchor", style->anchor);
    add_fields(&o, style->fields, style->n_fields);
    close_bracket(&o, '}');
}

static void write_styles(struct object *root, const struct daesa_track *track)
{
    if (!track->n_styles)
        return;
    member(root, "styles");
    struct object list = open_bracket(root->buf, '[', root->indent + 1);
    for (size_t i = 0; i < track->n_styles; i++)
        write_style(&list, &track->styles[i]);
    close_bracket(&list, ']');
}

static void write_rate(struct object *root, struct daesa_rate rate)
{
    if (!daesa_rate_known(rate))
        return;
    member(root, "rate");
    daesa_buf_printf(root->buf, "\"%d", (int)rate.num);
    if (rate.den != 1)
        daesa_buf_printf(root->buf, "/%d", (int)rate.den);
    daesa_buf_add_char(root->buf, '"');
}

static void write_root(struct daesa_writer *out)
{
    const struct daesa_track *track = out->track;
    struct object root = open_bracket(out->out, '{', 1);
    add_number(&root, "daesa", 1);
    add_string(&root, "title", track->title);
    add_string(&root, "clip", track->clip);
    add_string(&root, "language", track->language);
    if (track->width_px > 0)
        add_number(&root, "width", track->width_px);
    if (track->height_px > 0)
        add_number(&root, "height", track->height_px);
    write_rate(&root, track->rate);
    write_speakers(&root, track);
    write_styles(&root, track);
    add_fields(&root, track->fields, track->n_fields);
    member(&root, "lines");
    struct object lines = open_bracket(out->out, '[', 2);
    for (size_t i = 0; i < track->n_cues; i++)
        write_line(out, &lines, &track->cues[i]);
    close_bracket(&lines, ']');
    close_bracket(&root, '}');
    daesa_buf_add_char(out->out, '\n');
}

/* Whether the source, read again, is written as the track is: then nothing was
 * edited, and the source stands, however it is laid out. */
static bool is_unedited(struct daesa_writer *out, struct daesa_str written)
{
    static const struct daesa_format_read_opts none = {0};
    struct daesa_track again = {0};
    struct daesa_buf buf = {0};
    struct daesa_reader reader = {
        .format = out->format, .opts = &none, .text = out->track->head, .track = &again};
    struct daesa_writer writer = *out;
    bool same = false;
    if (out->track->head.len && daesa_writer_reread(out, out->format->read(&reader))) {
        writer.track = &again;
        writer.out = &buf;
        write_root(&writer);
        same = daesa_writer_reread(out, buf.status) &&
               daesa_str_equal(daesa_buf_str(&buf), written);
    }
    daesa_buf_finish(&buf);
    daesa_track_finish(&again);
    return same;
}

enum daesa_status daesa_transcript_write(struct daesa_writer *out)
{
    size_t begin = out->out->len;
    write_root(out);
    struct daesa_str written = daesa_str_from(daesa_buf_str(out->out), begin);
    if (out->same && !out->opts->n_languages && is_unedited(out, written)) {
        daesa_buf_cut(out->out, begin);
        daesa_buf_add(out->out, out->track->head);
    }
    return DAESA_OK;
}
