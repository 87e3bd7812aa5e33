/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* PO, the translation files of GNU gettext. A cue is an entry: msgctxt is its id, so
 * that a line that is said twice stays two entries; msgid its source text and msgstr
 * the translation, with the tags of SubRip; when it is shown and who speaks stands in
 * extracted comments ("#."). The header names the languages (Language, and
 * X-Source-Language, as Poedit has it). Comments, flags and obsolete entries stay. */
#include "format/exchange.h"
#include "format/po_entry.h"
#include "format/po_write.h"

#include <string.h>

struct scan {
    struct daesa_reader *in;
    struct daesa_po_entry entry;
    struct daesa_markup markup;
    struct daesa_str source, target; /* languages */
    const char *end;                 /* of what is taken */
    bool header;
};

static struct daesa_str between(const char *from, const char *to)
{
    return (struct daesa_str){from, (size_t)(to - from)};
}

/* "Language: en" of the header's lines. */
static struct daesa_str header_value(struct daesa_str lines, const char *key)
{
    struct daesa_str line;
    while (daesa_str_next_line(&lines, &line))
        if (daesa_str_starts_nocase(line, key) && line.len > strlen(key) &&
            line.s[strlen(key)] == ':')
            return daesa_str_trim(daesa_str_from(line, strlen(key) + 1));
    return (struct daesa_str){0};
}

/* A language as BCP 47 has it: "pt_BR.UTF-8" is "pt-BR". */
static enum daesa_status keep_language(struct scan *s, struct daesa_str name,
                                       struct daesa_str *out)
{
    struct daesa_buf tag = {0};
    for (size_t i = 0; i < name.len && !strchr(".@ \t", name.s[i]); i++)
        daesa_buf_add_char(&tag, name.s[i] == '_' ? '-' : name.s[i]);
    bool kept =
        !tag.status && daesa_arena_copy(&s->in->track->arena, daesa_buf_str(&tag), out);
    daesa_buf_finish(&tag);
    return kept ? DAESA_OK : DAESA_NO_MEMORY;
}

static enum daesa_status take_header(struct scan *s)
{
    struct daesa_str lines = daesa_buf_str(&s->entry.text);
    struct daesa_track *track = s->in->track;
    struct daesa_str title = header_value(lines, "Project-Id-Version");
    s->header = true;
    enum daesa_status status =
        keep_language(s, header_value(lines, "X-Source-Language"), &s->source);
    if (!status)
        status = keep_language(s, header_value(lines, "Language"), &s->target);
    if (!s->source.len)
        s->source = daesa_reader_language(s->in);
    track->language = s->source;
    if (!status && !daesa_str_starts(title, "PACKAGE") &&
        !daesa_arena_copy(&track->arena, title, &track->title))
        status = DAESA_NO_MEMORY;
    track->head = between(s->in->text.s, s->entry.raw.s + s->entry.raw.len);
    s->end = track->head.s + track->head.len;
    return status;
}

static enum daesa_status keep_field(struct scan *s, struct daesa_cue *cue,
                                    const char *key, const struct daesa_buf *value)
{
    if (!value->len)
        return DAESA_OK;
    return daesa_field_add(s->in->track, &cue->fields, &cue->n_fields, daesa_str_of(key),
                           daesa_buf_str(value));
}

/* Notes that say what we know; others are kept. */
static enum daesa_status take_notes(struct scan *s, struct daesa_cue *cue)
{
    struct daesa_str rest = daesa_buf_str(&s->entry.extracted), line;
    bool ends_empty = daesa_str_ends(rest, "\n"); /* in a line that is none to read */
    struct daesa_buf others = {0};
    enum daesa_status status = DAESA_OK;
    while (daesa_str_next_line(&rest, &line)) {
        if (daesa_exchange_take(s->in->track, cue, line, &status))
            continue;
        if (others.len)
            daesa_buf_add_char(&others, '\n');
        daesa_buf_add(&others, line);
    }
    if (ends_empty && others.len)
        daesa_buf_add_char(&others, '\n');
    if (!status)
        status = others.status;
    if (!status)
        status = keep_field(s, cue, "po:notes", &others);
    daesa_buf_finish(&others);
    return status;
}

static void report_entry(struct scan *s)
{
    const struct daesa_po_entry *e = &s->entry;
    if (e->n_bad)
        daesa_reader_report(s->in, DAESA_WARNING, "po-bad-line",
                            daesa_reader_place(s->in, e->bad_line, 0),
                            "no line of a PO file, or a string without its end");
    if (e->n_plurals)
        daesa_reader_report(s->in, DAESA_WARNING, "po-plurals",
                            daesa_reader_place(s->in, e->line, 0),
                            "only the first plural form is read");
    if (daesa_str_find(daesa_buf_str(&e->flags), "fuzzy") < e->flags.len)
        daesa_reader_report(s->in, DAESA_WARNING, "po-fuzzy",
                            daesa_reader_place(s->in, e->line, 0),
                            "the translation is marked as fuzzy: somebody should look "
                            "at it");
}

static enum daesa_status add_texts(struct scan *s, struct daesa_cue *cue)
{
    struct daesa_po_entry *e = &s->entry;
    enum daesa_status status = daesa_exchange_text(&s->markup, s->in->track, cue,
                                                   daesa_buf_str(&e->id), s->source);
    if (!status && e->text.len)
        status = daesa_exchange_text(&s->markup, s->in->track, cue,
                                     daesa_buf_str(&e->text), s->target);
    return status;
}

static enum daesa_status take_cue(struct scan *s)
{
    struct daesa_po_entry *e = &s->entry;
    struct daesa_cue *cue;
    enum daesa_status status = daesa_reader_add(s->in, e->line, &cue);
    if (status)
        return status;
    report_entry(s);
    if (!daesa_arena_copy(&s->in->track->arena, daesa_buf_str(&e->context), &cue->id))
        status = DAESA_NO_MEMORY;
    if (!status)
        status = take_notes(s, cue);
    if (!status)
        status = keep_field(s, cue, "po:comments", &e->comments);
    if (!status)
        status = keep_field(s, cue, "po:references", &e->references);
    if (!status)
        status = keep_field(s, cue, "po:flags", &e->flags);
    if (!status)
        status = add_texts(s, cue);
    cue->source.lead = between(s->end, e->raw.s);
    cue->source.raw = e->raw;
    cue->source.digest = daesa_cue_digest(cue);
    s->end = e->raw.s + e->raw.len;
    return status;
}

static enum daesa_status take_entry(struct scan *s)
{
    const struct daesa_po_entry *e = &s->entry;
    enum daesa_status status = daesa_po_status(e);
    if (status)
        return status;
    if (!s->header && !e->has_context && e->has_id && e->id.len == 0 &&
        s->in->track->n_cues == 0)
        return take_header(s);
    if (e->has_id)
        return take_cue(s);
    if (e->n_bad)
        report_entry(s);
    return DAESA_OK;
}

static enum daesa_status read(struct daesa_reader *in)
{
    struct scan s = {.in = in, .source = daesa_reader_language(in), .end = in->text.s};
    struct daesa_str rest = in->text;
    enum daesa_status status = DAESA_OK;
    int32_t line = 1;
    in->track->head = between(in->text.s, in->text.s);
    while (!status && daesa_po_next(&rest, &line, &s.entry))
        status = take_entry(&s);
    if (!status && in->track->n_cues == 0 && !s.header && daesa_str_trim(in->text).len)
        status = daesa_fail(in->sink, DAESA_BAD_INPUT, "po-no-entry",
                            daesa_reader_place(in, 0, 0), "no entry with a msgid");
    if (!status)
        status = daesa_exchange_check_ids(in);
    in->track->tail = between(s.end, in->text.s + in->text.len);
    daesa_markup_finish(&s.markup);
    daesa_po_entry_finish(&s.entry);
    return status;
}

static int sniff(struct daesa_str text)
{
    struct daesa_str line;
    bool id = false;
    for (int n = 0; n < 200 && daesa_str_next_line(&text, &line); n++) {
        if (daesa_str_starts(line, "msgstr") && id)
            return 80;
        id = id || daesa_str_starts(line, "msgid \"");
        if (line.len && !strchr("#m\" \t", line.s[0]))
            return 0;
    }
    return 0;
}

const struct daesa_format daesa_format_po = {
    .name = "po",
    .title = "gettext PO",
    .extensions = "po pot",
    .prefix = "po",
    .holds = DAESA_HOLDS_TIMES | DAESA_HOLDS_UNTIMED | DAESA_HOLDS_SPEAKERS |
             DAESA_HOLDS_LANGUAGES | DAESA_HOLDS_ANCHOR | DAESA_HOLDS_PLACE |
             DAESA_HOLDS_IDS | DAESA_HOLDS_TITLE | DAESA_HOLDS_BREAKS,
    .spans = DAESA_SPAN_BIT(DAESA_SPAN_BOLD) | DAESA_SPAN_BIT(DAESA_SPAN_ITALIC) |
             DAESA_SPAN_BIT(DAESA_SPAN_UNDERLINE) | DAESA_SPAN_BIT(DAESA_SPAN_STRIKE) |
             DAESA_SPAN_BIT(DAESA_SPAN_COLOUR) | DAESA_SPAN_BIT(DAESA_SPAN_FONT) |
             DAESA_SPAN_BIT(DAESA_SPAN_SIZE),
    .unit_us = 1000,
    .sniff = sniff,
    .read = read,
    .write = daesa_po_write,
};
