/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/xliff_write.h"

#include "format/exchange.h"
#include "format/xml.h"

#include <string.h>

struct sheet {
    struct daesa_writer *out;
    struct daesa_exchange_pair pair;
    struct daesa_buf scratch;
    size_t n_more;
    bool two, same;
};

static void add_attribute(struct daesa_buf *buf, const char *name, struct daesa_str value)
{
    daesa_buf_printf(buf, " %s=\"", name);
    daesa_xml_escape(buf, value, true);
    daesa_buf_add_char(buf, '"');
}

static struct daesa_str get_field(const struct daesa_cue *cue, const char *key)
{
    const struct daesa_str *value = daesa_field_get(cue->fields, cue->n_fields, key);
    return value ? *value : (struct daesa_str){0};
}

static void add_field(struct daesa_buf *buf, const char *name, struct daesa_str value)
{
    if (value.len)
        add_attribute(buf, name, value);
}

/* How far the translation is, in the words of the version that is written; empty where
 * that has none for it. */
static struct daesa_str state_of(const struct sheet *s, const struct daesa_cue *cue)
{
    static const struct {
        const char *one, *two;
    } states[] = {{"final", "final"},
                  {"signed-off", "reviewed"},
                  {"translated", "translated"},
                  {"new", "initial"},
                  {"needs-translation", "initial"},
                  {"needs-adaptation", "initial"},
                  {"needs-l10n", "initial"},
                  {"needs-review-translation", "translated"},
                  {"needs-review-adaptation", "translated"},
                  {"needs-review-l10n", "translated"}};
    struct daesa_str state = get_field(cue, "xliff:state");
    const char *other = NULL;
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        const char *own = s->two ? states[i].two : states[i].one;
        if (daesa_str_is(state, own))
            return state;
        if (!other && daesa_str_is(state, s->two ? states[i].one : states[i].two))
            other = own;
    }
    /* 1.2 lets tools have words of their own, which begin so. */
    if (!other && !s->two && daesa_str_starts(state, "x-"))
        return state;
    return daesa_str_of(other ? other : "");
}

/* A language that a tool must have been told: "und" where it is not known. */
static struct daesa_str told(struct daesa_str language)
{
    return language.len ? language : daesa_str_of("und");
}

static void write_head(struct sheet *s)
{
    struct daesa_buf *buf = s->out->out;
    const char *encoding = s->out->opts->encoding;
    struct daesa_str title = s->out->track->title;
    daesa_buf_printf(buf,
                     "<?xml version=\"1.0\" encoding=\"%.60s\"?>\n<xliff version=\"%s\" "
                     "xmlns=\"urn:oasis:names:tc:xliff:document:%s\"",
                     encoding ? encoding : "UTF-8", s->two ? "2.0" : "1.2",
                     s->two ? "2.0" : "1.2");
    if (s->two) {
        add_attribute(buf, "srcLang", told(s->pair.source));
        if (s->pair.target.len)
            add_attribute(buf, "trgLang", s->pair.target);
        daesa_buf_add_text(buf, ">\n  <file id=\"f1\"");
        if (title.len)
            add_attribute(buf, "original", title);
        daesa_buf_add_text(buf, ">\n");
        return;
    }
    daesa_buf_add_text(buf, ">\n  <file");
    add_attribute(buf, "original", title);
    add_attribute(buf, "source-language", told(s->pair.source));
    if (s->pair.target.len)
        add_attribute(buf, "target-language", s->pair.target);
    daesa_buf_add_text(buf, " datatype=\"plaintext\">\n    <body>\n");
}

/* The start tag of the source where the id is still its own. */
static struct daesa_str own_tag(const struct sheet *s, const struct daesa_cue *cue)
{
    struct daesa_str raw = s->out->same ? cue->source.raw : (struct daesa_str){0}, tag;
    struct daesa_buf id = {0};
    bool found = false;
    size_t end = 0;
    char quote = 0;
    for (; end < raw.len && (quote || raw.s[end] != '>'); end++)
        if (quote ? raw.s[end] == quote : raw.s[end] == '"' || raw.s[end] == '\'')
            quote = quote ? 0 : raw.s[end];
    tag = daesa_str_slice(raw, 0, end + 1);
    daesa_buf_add_char(&id, '"');
    daesa_xml_escape(&id, cue->id, true);
    daesa_buf_add_char(&id, '"');
    if (tag.len && id.status == DAESA_OK && !daesa_str_ends(tag, "/>"))
        found = daesa_str_find(tag, id.s) < tag.len;
    if (id.status)
        s->out->out->status = id.status;
    daesa_buf_finish(&id);
    return found ? tag : (struct daesa_str){0};
}

/* An id of 2.0 has no blanks; what cannot be one is the name of the unit. */
static void add_tag(struct sheet *s, const struct daesa_cue *cue)
{
    struct daesa_buf *buf = s->out->out;
    struct daesa_str tag = own_tag(s, cue);
    if (tag.len) {
        daesa_buf_add(buf, tag);
        return;
    }
    daesa_buf_cut(&s->scratch, 0);
    daesa_exchange_add_id(s->out, cue, &s->scratch);
    struct daesa_str id = daesa_buf_str(&s->scratch);
    daesa_buf_add_text(buf, s->two ? "<unit" : "<trans-unit");
    if (s->two && !daesa_xml_is_name(id)) {
        daesa_buf_printf(buf, " id=\"u%zu\"", (size_t)(cue - s->out->track->cues) + 1);
        add_attribute(buf, "name", id);
    } else {
        add_attribute(buf, "id", id);
    }
    if (!s->two)
        add_field(buf, "approved", get_field(cue, "xliff:approved"));
    daesa_buf_add_text(buf, " xml:space=\"preserve\">");
}

static void add_element(struct sheet *s, const char *name, struct daesa_str state,
                        const struct daesa_text *text, bool italic)
{
    struct daesa_buf *buf = s->out->out;
    daesa_buf_cut(&s->scratch, 0);
    if (text)
        daesa_exchange_add_text(&s->scratch, text, italic);
    daesa_buf_printf(buf, "\n        <%s", name);
    add_field(buf, "state", state);
    daesa_buf_add_char(buf, '>');
    daesa_xml_escape(buf, daesa_buf_str(&s->scratch), false);
    daesa_buf_printf(buf, "</%s>", name);
}

/* What is still to be translated has a target where that says so. */
static void add_pair(struct sheet *s, const struct daesa_text *source,
                     const struct daesa_text *target, struct daesa_str state, bool italic)
{
    add_element(s, "source", (struct daesa_str){0}, source, italic);
    if (target || state.len)
        add_element(s, "target", state, target, italic);
}

/* What we know, then what others noted. */
static void add_notes(struct sheet *s, const struct daesa_cue *cue, const char *indent)
{
    struct daesa_buf *buf = s->out->out;
    daesa_buf_cut(&s->scratch, 0);
    daesa_exchange_add(s->out, cue, "\n", &s->scratch);
    daesa_buf_add(&s->scratch, get_field(cue, "xliff:notes"));
    struct daesa_str rest = daesa_buf_str(&s->scratch), line;
    if (s->two && rest.len)
        daesa_buf_printf(buf, "\n%s<notes>", indent);
    while (daesa_str_next_line(&rest, &line)) {
        daesa_buf_printf(buf, "\n%s%s<note>", indent, s->two ? "  " : "");
        daesa_xml_escape(buf, line, false);
        daesa_buf_add_text(buf, "</note>");
    }
    if (s->two && s->scratch.len)
        daesa_buf_printf(buf, "\n%s</notes>", indent);
}

static void add_more(struct sheet *s, const struct daesa_cue *cue)
{
    if (s->same)
        daesa_buf_add(s->out->out, get_field(cue, "xliff:more"));
}

static void add_unit(struct sheet *s, const struct daesa_cue *cue)
{
    const struct daesa_text *source, *target;
    bool italic = daesa_writer_italic(s->out, cue);
    struct daesa_buf *buf = s->out->out;
    daesa_exchange_texts(s->out, cue, &s->pair, &source, &target, &s->n_more);
    add_tag(s, cue);
    if (s->two) {
        add_more(s, cue);
        add_notes(s, cue, "      ");
        daesa_buf_add_text(buf, "\n      <segment");
        add_field(buf, "state", state_of(s, cue));
        daesa_buf_add_char(buf, '>');
        add_pair(s, source, target, (struct daesa_str){0}, italic);
        daesa_buf_add_text(buf, "\n      </segment>\n    </unit>");
        return;
    }
    add_pair(s, source, target, state_of(s, cue), italic);
    add_notes(s, cue, "        ");
    add_more(s, cue);
    daesa_buf_add_text(buf, "\n      </trans-unit>");
}

/* The document of the source, with the units that were edited written anew. */
static void write_same(struct sheet *s)
{
    const struct daesa_track *track = s->out->track;
    daesa_buf_add(s->out->out, track->head);
    for (size_t i = 0; i < track->n_cues; i++) {
        const struct daesa_cue *cue = &track->cues[i];
        daesa_buf_add(s->out->out, cue->source.lead);
        if (daesa_writer_unedited(s->out, cue))
            daesa_buf_add(s->out->out, cue->source.raw);
        else
            add_unit(s, cue);
    }
    daesa_buf_add(s->out->out, track->tail);
}

static void write_new(struct sheet *s)
{
    const struct daesa_track *track = s->out->track;
    write_head(s);
    for (size_t i = 0; i < track->n_cues; i++) {
        if (track->cues[i].comment)
            continue;
        daesa_buf_add_text(s->out->out, s->two ? "    " : "      ");
        add_unit(s, &track->cues[i]);
        daesa_buf_add_char(s->out->out, '\n');
    }
    daesa_buf_add_text(s->out->out, s->two ? "  </file>\n</xliff>\n"
                                           : "    </body>\n  </file>\n</xliff>\n");
}

/* Units written anew have no prefix. */
static bool is_prefixed(const struct daesa_track *track)
{
    for (size_t i = 0; i < track->n_cues; i++) {
        struct daesa_str raw = track->cues[i].source.raw;
        if (!daesa_str_starts(raw, "<trans-unit") && !daesa_str_starts(raw, "<unit"))
            return true;
    }
    return false;
}

static bool all_unedited(const struct daesa_writer *out)
{
    for (size_t i = 0; i < out->track->n_cues; i++)
        if (!daesa_writer_unedited(out, &out->track->cues[i]))
            return false;
    return true;
}

enum daesa_status daesa_xliff_write(struct daesa_writer *out, bool two)
{
    struct sheet s = {.out = out, .two = two, .pair = daesa_exchange_pair_of(out)};
    bool same = out->same && out->track->head.s && daesa_writer_whole(out) &&
                (all_unedited(out) || !is_prefixed(out->track));
    s.same = same;
    if (same)
        write_same(&s);
    else
        write_new(&s);
    daesa_exchange_report_more(out, s.n_more);
    enum daesa_status status = s.scratch.status;
    daesa_buf_finish(&s.scratch);
    return status;
}
