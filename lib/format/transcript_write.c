/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* The writer of transcript JSON. It has one form: two spaces a level, a line of
 * the transcript as an object of a few lines, each word on its own. */
#include "format/json_print.h"
#include "format/json_scan.h"
#include "format/transcript.h"
#include "text/utf8.h"

#include <inttypes.h>
#include <string.h>

static void add_colour(struct daesa_json_list *o, const char *key, uint32_t colour)
{
    daesa_json_member(o, key);
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
static void add_fields(struct daesa_json_list *o, const struct daesa_field *fields,
                       size_t n)
{
    struct daesa_json_list inner = {0};
    for (size_t i = 0; i < n; i++) {
        if (!is_json(&fields[i])) {
            inner.any = true;
            continue;
        }
        daesa_json_item(o);
        daesa_json_add_string(o->buf, daesa_str_from(fields[i].key, 5));
        daesa_buf_add_text(o->buf, ": ");
        daesa_buf_add(o->buf, fields[i].value);
    }
    if (!inner.any)
        return;
    daesa_json_member(o, "fields");
    inner = daesa_json_begin(o->buf, '{', o->indent < 0 ? -1 : o->indent + 1);
    for (size_t i = 0; i < n; i++) {
        if (is_json(&fields[i]))
            continue;
        daesa_json_item(&inner);
        daesa_json_add_string(o->buf, fields[i].key);
        daesa_buf_add_text(o->buf, ": ");
        daesa_json_add_string(o->buf, fields[i].value);
    }
    daesa_json_end(&inner, '}');
}

static void write_span(struct daesa_json_list *spans, const struct daesa_text *text,
                       const struct daesa_span *span)
{
    daesa_json_item(spans);
    struct daesa_json_list o = daesa_json_begin(spans->buf, '{', -1);
    size_t from = daesa_utf8_count(daesa_str_slice(text->plain, 0, span->from));
    size_t n = daesa_utf8_count(daesa_str_slice(text->plain, span->from, span->to));
    daesa_json_put_string(&o, "kind", daesa_str_of(daesa_transcript_spans[span->kind]));
    daesa_json_member(&o, "from");
    daesa_buf_printf(o.buf, "%zu", from);
    daesa_json_member(&o, "to");
    daesa_buf_printf(o.buf, "%zu", from + n);
    if (span->kind == DAESA_SPAN_TIME)
        daesa_json_put_time(&o, "value", span->number);
    else if (span->kind == DAESA_SPAN_COLOUR || span->kind == DAESA_SPAN_BACKGROUND)
        add_colour(&o, "value", (uint32_t)span->number);
    else
        daesa_json_put_string(&o, "value", span->value);
    daesa_json_end(&o, '}');
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
    struct daesa_json_list o = daesa_json_begin(buf, '{', indent + 1);
    if (language)
        daesa_json_put_string(&o, "language", text->language);
    daesa_json_member(&o, "text");
    daesa_json_add_string(buf, text->plain);
    if (text->n_spans) {
        daesa_json_member(&o, "spans");
        struct daesa_json_list spans = daesa_json_begin(buf, '[', indent + 2);
        for (size_t i = 0; i < text->n_spans; i++)
            write_span(&spans, text, &text->spans[i]);
        daesa_json_end(&spans, ']');
    }
    add_fields(&o, text->fields, text->n_fields);
    daesa_json_end(&o, '}');
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

/* `is_told`: the document names a language, which a "text" alone is in. */
static void write_texts(struct daesa_json_list *line,
                        const struct daesa_text *const *texts, size_t n, bool is_told)
{
    bool keyed = have_languages(texts, n);
    if (n == 0)
        return;
    if (n == 1 && texts[0]->language.len == 0 && !is_told) {
        daesa_json_member(line, "text");
        write_text(line->buf, texts[0], false, line->indent);
        return;
    }
    daesa_json_member(line, "texts");
    struct daesa_json_list o =
        daesa_json_begin(line->buf, keyed ? '{' : '[', line->indent + 1);
    for (size_t i = 0; i < n; i++) {
        daesa_json_item(&o);
        if (keyed) {
            daesa_json_add_string(o.buf, texts[i]->language);
            daesa_buf_add_text(o.buf, ": ");
        }
        write_text(o.buf, texts[i], !keyed, o.indent);
    }
    daesa_json_end(&o, keyed ? '}' : ']');
}

static bool is_boundary(struct daesa_str text, size_t at)
{
    return at == text.len ||
           (at < text.len && ((unsigned char)text.s[at] & 0xC0) != 0x80);
}

/* Whether a word lies in its text: one that does not is an error of whoever made the
 * track, and would be JSON that cannot be read. */
static bool is_in(struct daesa_str text, const struct daesa_word *word)
{
    return word->from < word->to && is_boundary(text, word->from) &&
           is_boundary(text, word->to);
}

static void report_words(const struct daesa_writer *out, const struct daesa_cue *cue)
{
    size_t n = 0;
    for (size_t i = 0; i < cue->n_words; i++)
        n += !is_in(cue->texts[0].plain, &cue->words[i]);
    if (n)
        daesa_writer_report(out, DAESA_WARNING, "words-outside", cue,
                            "%zu words do not lie in the text; left out", n);
}

static void write_words(const struct daesa_writer *out, struct daesa_json_list *line,
                        const struct daesa_cue *cue)
{
    if (!cue->n_words)
        return;
    report_words(out, cue);
    daesa_json_member(line, "words");
    struct daesa_json_list words = daesa_json_begin(line->buf, '[', line->indent + 1);
    for (size_t i = 0; i < cue->n_words; i++) {
        const struct daesa_word *word = &cue->words[i];
        if (!is_in(cue->texts[0].plain, word))
            continue;
        daesa_json_item(&words);
        struct daesa_json_list o = daesa_json_begin(words.buf, '{', -1);
        daesa_json_put_string(&o, "text",
                              daesa_str_slice(cue->texts[0].plain, word->from, word->to));
        daesa_json_put_time(&o, "start", word->start_us);
        daesa_json_put_time(&o, "end", word->end_us);
        if (word->confidence >= 0)
            daesa_json_put_number(&o, "confidence", (double)word->confidence);
        daesa_json_end(&o, '}');
    }
    daesa_json_end(&words, ']');
}

static void write_position(struct daesa_json_list *line,
                           const struct daesa_position *position)
{
    if (!position->anchor && !position->placed)
        return;
    daesa_json_member(line, "position");
    struct daesa_json_list o = daesa_json_begin(line->buf, '{', -1);
    if (position->anchor)
        daesa_json_put_number(&o, "anchor", position->anchor);
    if (position->placed) {
        daesa_json_put_number(&o, "x", (double)position->x);
        daesa_json_put_number(&o, "y", (double)position->y);
    }
    daesa_json_end(&o, '}');
}

/* A line that is known not to be spoken says so with null. */
static void write_times(struct daesa_json_list *line, const struct daesa_cue *cue)
{
    bool absent = cue->speech == DAESA_SPEECH_NOT_FOUND;
    if (absent && cue->start_us == DAESA_TIME_NONE) {
        daesa_json_member(line, "start");
        daesa_buf_add_text(line->buf, "null");
    }
    daesa_json_put_time(line, "start", cue->start_us);
    if (absent && cue->end_us == DAESA_TIME_NONE) {
        daesa_json_member(line, "end");
        daesa_buf_add_text(line->buf, "null");
    }
    daesa_json_put_time(line, "end", cue->end_us);
    if (cue->confidence >= 0)
        daesa_json_put_number(line, "confidence", (double)cue->confidence);
    if (cue->speech) {
        daesa_json_member(line, "spoken");
        daesa_buf_add_text(line->buf, absent ? "false" : "true");
    }
}

static void write_line(struct daesa_writer *out, struct daesa_json_list *lines,
                       const struct daesa_cue *cue)
{
    const struct daesa_text *texts[DAESA_WRITER_MAX_TEXTS];
    size_t n = daesa_writer_texts(out, cue, texts, DAESA_WRITER_MAX_TEXTS);
    daesa_json_item(lines);
    struct daesa_json_list o = daesa_json_begin(lines->buf, '{', lines->indent + 1);
    daesa_json_put_string(&o, "id", cue->id);
    daesa_json_put_true(&o, "comment", cue->comment);
    daesa_json_put_string(&o, "speaker", cue->speaker);
    write_texts(&o, texts, n, out->track->language.len > 0);
    daesa_json_put_time(&o, "after", cue->after_us);
    daesa_json_put_time(&o, "before", cue->before_us);
    daesa_json_put_time(&o, "at", cue->at_us);
    write_times(&o, cue);
    daesa_json_put_string(&o, "style", cue->style);
    write_position(&o, &cue->position);
    /* Words belong to the first text: without it they would say nothing. */
    if (n && texts[0] == cue->texts)
        write_words(out, &o, cue);
    add_fields(&o, cue->fields, cue->n_fields);
    daesa_json_end(&o, '}');
}

static void write_speakers(struct daesa_json_list *root, const struct daesa_track *track)
{
    if (!track->n_speakers)
        return;
    daesa_json_member(root, "speakers");
    struct daesa_json_list list = daesa_json_begin(root->buf, '[', root->indent + 1);
    for (size_t i = 0; i < track->n_speakers; i++) {
        const struct daesa_speaker *speaker = &track->speakers[i];
        daesa_json_item(&list);
        struct daesa_json_list o = daesa_json_begin(root->buf, '{', -1);
        daesa_json_member(&o, "name");
        daesa_json_add_string(o.buf, speaker->name);
        if (speaker->n_aliases) {
            daesa_json_member(&o, "aliases");
            struct daesa_json_list aliases = daesa_json_begin(o.buf, '[', -1);
            for (size_t k = 0; k < speaker->n_aliases; k++) {
                daesa_json_item(&aliases);
                daesa_json_add_string(o.buf, speaker->aliases[k]);
            }
            daesa_json_end(&aliases, ']');
        }
        add_fields(&o, speaker->fields, speaker->n_fields);
        daesa_json_end(&o, '}');
    }
    daesa_json_end(&list, ']');
}

static void write_style(struct daesa_json_list *list, const struct daesa_style *style)
{
    daesa_json_item(list);
    struct daesa_json_list o = daesa_json_begin(list->buf, '{', list->indent + 1);
    daesa_json_member(&o, "name");
    daesa_json_add_string(o.buf, style->name);
    daesa_json_put_string(&o, "font", style->font);
    if (style->size > 0)
        daesa_json_put_number(&o, "size", (double)style->size);
    daesa_json_put_true(&o, "bold", style->bold);
    daesa_json_put_true(&o, "italic", style->italic);
    daesa_json_put_true(&o, "underline", style->underline);
    daesa_json_put_true(&o, "strike", style->strike);
    if (style->colour)
        add_colour(&o, "colour", style->colour);
    if (style->anchor)
        daesa_json_put_number(&o, "anchor", style->anchor);
    add_fields(&o, style->fields, style->n_fields);
    daesa_json_end(&o, '}');
}

static void write_styles(struct daesa_json_list *root, const struct daesa_track *track)
{
    if (!track->n_styles)
        return;
    daesa_json_member(root, "styles");
    struct daesa_json_list list = daesa_json_begin(root->buf, '[', root->indent + 1);
    for (size_t i = 0; i < track->n_styles; i++)
        write_style(&list, &track->styles[i]);
    daesa_json_end(&list, ']');
}

static void write_rate(struct daesa_json_list *root, struct daesa_rate rate)
{
    if (!daesa_rate_known(rate))
        return;
    daesa_json_member(root, "rate");
    daesa_buf_printf(root->buf, "\"%d", (int)rate.num);
    if (rate.den != 1)
        daesa_buf_printf(root->buf, "/%d", (int)rate.den);
    daesa_buf_add_char(root->buf, '"');
}

static void write_root(struct daesa_writer *out)
{
    const struct daesa_track *track = out->track;
    struct daesa_json_list root = daesa_json_begin(out->out, '{', 1);
    daesa_json_put_number(&root, "daesa", 1);
    daesa_json_put_string(&root, "title", track->title);
    daesa_json_put_string(&root, "clip", track->clip);
    daesa_json_put_string(&root, "language", track->language);
    if (track->width_px > 0)
        daesa_json_put_number(&root, "width", track->width_px);
    if (track->height_px > 0)
        daesa_json_put_number(&root, "height", track->height_px);
    write_rate(&root, track->rate);
    write_speakers(&root, track);
    write_styles(&root, track);
    add_fields(&root, track->fields, track->n_fields);
    daesa_json_member(&root, "lines");
    struct daesa_json_list lines = daesa_json_begin(out->out, '[', 2);
    for (size_t i = 0; i < track->n_cues; i++)
        write_line(out, &lines, &track->cues[i]);
    daesa_json_end(&lines, ']');
    daesa_json_end(&root, '}');
    daesa_buf_add_char(out->out, '\n');
}

enum daesa_status daesa_transcript_write(struct daesa_writer *out)
{
    return daesa_writer_document(out, write_root);
}
