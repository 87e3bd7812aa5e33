/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Advanced SubStation Alpha (v4+, v4++) and SubStation Alpha (v4): the reader and
 * both rows; ass_write.c writes. No standard but "ASS File Format Specification"
 * and what libass does. Everything that is not an event stays where it was, to the
 * letter: the head goes up to the first event, the tail from the last, and what
 * lies between two events leads the second. */
#include "format/ass_line.h"
#include "format/ass_text.h"
#include "format/ass_write.h"

#include <string.h>

enum section {
    SECTION_NONE,
    SECTION_INFO,
    SECTION_STYLES,
    SECTION_EVENTS,
    SECTION_OTHER,
};

struct scan {
    struct daesa_reader *in;
    struct daesa_markup markup;
    struct daesa_ass_script script;
    struct daesa_ass_format events, styles;
    enum section section;
    bool ssa, styles_ssa;
    struct daesa_str other; /* the name of an unknown section */
    const char *other_from; /* and where its lines begin */
    const char *done;       /* behind the last event */
    int32_t line;
};

static void warn(struct scan *s, const char *rule, const char *what)
{
    daesa_reader_report(s->in, DAESA_WARNING, rule, daesa_reader_place(s->in, s->line, 0),
                        "%s", what);
}

/* Keeps an unknown section ("[Fonts]") as a field of the track as well. */
static enum daesa_status end_section(struct scan *s, const char *at)
{
    struct daesa_track *track = s->in->track;
    if (s->section != SECTION_OTHER || !s->other.len)
        return DAESA_OK;
    struct daesa_buf key = {0};
    daesa_buf_add_text(&key, "ass:");
    daesa_buf_add(&key, s->other);
    struct daesa_str body =
        daesa_str_trim((struct daesa_str){s->other_from, (size_t)(at - s->other_from)});
    enum daesa_status status = key.status;
    if (!status)
        status = daesa_field_add(track, &track->fields, &track->n_fields,
                                 daesa_buf_str(&key), body);
    daesa_buf_finish(&key);
    return status;
}

static const struct {
    const char *name;
    enum section section;
    bool ssa;
} sections[] = {
    {"[Script Info]", SECTION_INFO, false},   {"[Events]", SECTION_EVENTS, false},
    {"[V4 Styles]", SECTION_STYLES, true},    {"[V4+ Styles]", SECTION_STYLES, false},
    {"[V4++ Styles]", SECTION_STYLES, false},
};

static enum daesa_status begin_section(struct scan *s, struct daesa_str name,
                                       struct daesa_str whole)
{
    enum daesa_status status = end_section(s, whole.s);
    s->section = SECTION_OTHER;
    s->other = name;
    s->other_from = whole.s + whole.len;
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        if (daesa_str_is_nocase(name, sections[i].name)) {
            s->section = sections[i].section;
            if (s->section == SECTION_STYLES) {
                s->styles_ssa = sections[i].ssa;
                daesa_ass_format_parse(
                    daesa_str_of(daesa_ass_style_format(s->styles_ssa)), &s->styles);
            }
        }
    return status;
}

static void settle_script(struct scan *s)
{
    const struct daesa_track *track = s->in->track;
    const struct daesa_str *wrap =
        daesa_field_get(track->fields, track->n_fields, "ass:WrapStyle");
    s->script = (struct daesa_ass_script){.width_px = track->width_px,
                                          .height_px = track->height_px,
                                          .hard_breaks = wrap && daesa_str_is(*wrap, "2"),
                                          .ssa = s->ssa};
}

static enum daesa_status read_event(struct scan *s, struct daesa_str whole,
                                    struct daesa_str value, bool comment)
{
    struct daesa_track *track = s->in->track;
    struct daesa_cue *cue;
    struct daesa_str text;
    bool good;
    enum daesa_status status = daesa_reader_add(s->in, s->line, &cue);
    if (status)
        return status;
    if (track->n_cues == 1) {
        settle_script(s);
        track->head =
            (struct daesa_str){s->in->text.s, (size_t)(whole.s - s->in->text.s)};
        s->done = whole.s;
    }
    cue->comment = comment;
    cue->source.lead = (struct daesa_str){s->done, (size_t)(whole.s - s->done)};
    cue->source.raw = whole;
    s->done = whole.s + whole.len;
    status = daesa_ass_read_event(track, value, &s->events, cue, &text, &good);
    if (!good)
        warn(s, "ass-bad-times",
             "the times of this event cannot be read; it is kept without times");
    else if (cue->end_us < cue->start_us)
        warn(s, "ass-end-before-start", "the event ends before it starts");
    if (!status)
        status = daesa_ass_read_text(&s->markup, track, cue, text,
                                     daesa_reader_language(s->in), &s->script);
    cue->source.digest = daesa_cue_digest(cue);
    return status;
}

/* The events' Format is a field, for the writer of edited cues. */
static enum daesa_status read_event_format(struct scan *s, struct daesa_str value)
{
    struct daesa_track *track = s->in->track;
    daesa_ass_format_parse(value, &s->events);
    size_t text = daesa_ass_format_find(&s->events, "Text");
    if (text + 1 != s->events.n)
        warn(s, "ass-format",
             "the events' Format must end in Text; the usual one is taken");
    if (text + 1 != s->events.n)
        daesa_ass_format_parse(daesa_str_of(daesa_ass_event_format(s->ssa)), &s->events);
    else if (!daesa_field_get(track->fields, track->n_fields, "ass:Format"))
        return daesa_field_add(track, &track->fields, &track->n_fields,
                               daesa_str_of("ass:Format"), daesa_str_trim(value));
    return DAESA_OK;
}

static enum daesa_status read_keyed(struct scan *s, struct daesa_str whole,
                                    struct daesa_str key, struct daesa_str value)
{
    bool dialogue = daesa_str_is_nocase(key, "Dialogue");
    bool comment = daesa_str_is_nocase(key, "Comment");
    if (s->section == SECTION_STYLES && daesa_str_is_nocase(key, "Format")) {
        daesa_ass_format_parse(value, &s->styles);
        return DAESA_OK;
    }
    if (s->section == SECTION_STYLES && daesa_str_is_nocase(key, "Style"))
        return daesa_ass_read_style(s->in, value, &s->styles, s->styles_ssa);
    if (s->section == SECTION_EVENTS && daesa_str_is_nocase(key, "Format"))
        return read_event_format(s, value);
    if (dialogue && s->section != SECTION_EVENTS)
        warn(s, "ass-event-outside", "an event outside of [Events] is taken as one");
    if (dialogue || (comment && s->section == SECTION_EVENTS))
        return read_event(s, whole, value, comment);
    if (s->section == SECTION_EVENTS)
        daesa_reader_report(
            s->in, DAESA_NOTE, "ass-event-kind", daesa_reader_place(s->in, s->line, 0),
            "\"%.*s\" is kept as it is and not shown", DAESA_STR_ARGS(key));
    return DAESA_OK;
}

static enum daesa_status read_line(struct scan *s, struct daesa_str whole,
                                   struct daesa_str line)
{
    struct daesa_str key, value, trimmed = daesa_str_trim(line);
    if (daesa_str_starts(trimmed, "\xEF\xBB\xBF"))
        trimmed = daesa_str_from(trimmed, 3);
    /* Lines of an embedded font may look so, too, but have no blanks and are long. */
    if (daesa_str_starts(trimmed, "[") && daesa_str_ends(trimmed, "]") &&
        (memchr(trimmed.s, ' ', trimmed.len) || trimmed.len < 20))
        return begin_section(s, trimmed, whole);
    if (s->section == SECTION_INFO)
        return daesa_ass_read_info(s->in, trimmed);
    if (daesa_str_starts(trimmed, ";") || s->section == SECTION_OTHER ||
        !daesa_ass_key(line, &key, &value))
        return DAESA_OK;
    return read_keyed(s, whole, key, value);
}

static bool is_ssa(struct daesa_str text)
{
    return daesa_str_find(text, "[V4+") == text.len &&
           daesa_str_find(text, "v4.00+") == text.len &&
           daesa_str_find(text, "V4.00+") == text.len &&
           daesa_str_find(text, "[v4+") == text.len;
}

static enum daesa_status scan_lines(struct scan *s)
{
    struct daesa_str rest = s->in->text, line;
    enum daesa_status status = DAESA_OK;
    while (!status && daesa_str_next_line(&rest, &line)) {
        s->line++;
        struct daesa_str whole = {line.s, (size_t)(rest.s - line.s)};
        status = read_line(s, whole, line);
    }
    return status ? status : end_section(s, rest.s);
}

static enum daesa_status read(struct daesa_reader *in)
{
    struct scan s = {.in = in, .ssa = strcmp(in->format->name, "ssa") == 0};
    struct daesa_track *track = in->track;
    const char *end = in->text.s + in->text.len;
    daesa_ass_format_parse(daesa_str_of(daesa_ass_event_format(s.ssa)), &s.events);
    enum daesa_status status = scan_lines(&s);
    daesa_markup_finish(&s.markup);
    if (status)
        return status;
    if (s.section == SECTION_NONE && track->n_cues == 0)
        return daesa_fail(in->sink, DAESA_BAD_INPUT, "ass-no-section",
                          daesa_reader_place(in, 0, 0),
                          "no line such as [Script Info] or [Events], and no event");
    if (track->n_cues == 0) {
        track->head = in->text;
        s.done = end;
    }
    track->tail = (struct daesa_str){s.done, (size_t)(end - s.done)};
    return DAESA_OK;
}

static int sniff_sections(struct daesa_str text)
{
    struct daesa_str line;
    for (int n = 0; n < 200 && daesa_str_next_line(&text, &line); n++) {
        line = daesa_str_trim(line);
        if (daesa_str_starts(line, "\xEF\xBB\xBF"))
            line = daesa_str_from(line, 3);
        for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
            if (daesa_str_is_nocase(line, sections[i].name))
                return 80;
        if (daesa_str_starts(line, "Dialogue:"))
            return 50;
    }
    return 0;
}

static int sniff_ass(struct daesa_str text)
{
    int score = sniff_sections(text);
    return score && is_ssa(text) ? score - 30 : score;
}

static int sniff_ssa(struct daesa_str text)
{
    int score = sniff_sections(text);
    bool named = daesa_str_find(text, "[V4 Styles]") < text.len ||
                 daesa_str_find(text, "v4.00") < text.len;
    return score && is_ssa(text) && named ? score : score ? 20 : 0;
}

#define HOLDS                                                                            \
    (DAESA_HOLDS_TIMES | DAESA_HOLDS_SPEAKERS | DAESA_HOLDS_ANCHOR | DAESA_HOLDS_PLACE | \
     DAESA_HOLDS_STYLES | DAESA_HOLDS_COMMENTS | DAESA_HOLDS_TITLE | DAESA_HOLDS_BREAKS)
#define SPANS                                                                   \
    (DAESA_SPAN_BIT(DAESA_SPAN_BOLD) | DAESA_SPAN_BIT(DAESA_SPAN_ITALIC) |      \
     DAESA_SPAN_BIT(DAESA_SPAN_UNDERLINE) | DAESA_SPAN_BIT(DAESA_SPAN_STRIKE) | \
     DAESA_SPAN_BIT(DAESA_SPAN_COLOUR) | DAESA_SPAN_BIT(DAESA_SPAN_FONT) |      \
     DAESA_SPAN_BIT(DAESA_SPAN_SIZE) | DAESA_SPAN_BIT(DAESA_SPAN_TIME))

const struct daesa_format daesa_format_ass = {
    .name = "ass",
    .title = "Advanced SubStation Alpha",
    .extensions = "ass",
    .prefix = "ass",
    .holds = HOLDS,
    .spans = SPANS,
    .unit_us = 10000,
    .sniff = sniff_ass,
    .read = read,
    .write = daesa_ass_write,
};

const struct daesa_format daesa_format_ssa = {
    .name = "ssa",
    .title = "SubStation Alpha",
    .extensions = "ssa",
    .prefix = "ass",
    .holds = HOLDS,
    .spans = SPANS,
    .unit_us = 10000,
    .sniff = sniff_ssa,
    .read = read,
    .write = daesa_ass_write,
};
