/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* XLIFF 1.2 and 2.0 (OASIS). A cue is a trans-unit, or a unit: its id, a source and a
 * target with the tags of SubRip as text, and notes that say when it is shown, who
 * speaks and where it stands. Units of 2.0 whose id must be another than the cue's
 * have that as their name. Inline codes are read as the text inside them; the segments
 * of a unit are one text. What else a unit has is kept for the same format. */
#include "format/exchange.h"
#include "format/xliff_write.h"
#include "format/xml.h"

#include <string.h>

#define BLOCKS "xliff file header body group trans-unit unit segment"

struct scan {
    struct daesa_reader *in;
    struct daesa_markup markup;
    struct daesa_str source, target; /* languages */
    const char *end;                 /* of the unit before */
    bool whole;
};

static struct daesa_str between(const char *from, const char *to)
{
    return (struct daesa_str){from, (size_t)(to - from)};
}

static struct daesa_str get(const struct daesa_xml_node *node, const char *name)
{
    const struct daesa_str *value = daesa_xml_get(node, name);
    return value ? *value : (struct daesa_str){0};
}

/* A language that a tool made up says nothing. */
static void set_language(struct daesa_str *language, struct daesa_str value)
{
    const struct daesa_str none = {0};
    if (value.len)
        *language = daesa_str_is(value, "und") ? none : value;
}

static bool is(const struct daesa_xml_node *node, const char *name)
{
    return daesa_str_is(node->name->local, name);
}

static bool is_unit(const struct daesa_xml_node *node)
{
    return is(node, "trans-unit") || is(node, "unit");
}

static bool preserves(const struct daesa_xml_node *node)
{
    for (; node; node = node->parent)
        if (daesa_xml_get(node, "space"))
            return daesa_str_is(get(node, "space"), "preserve");
    return false;
}

/* Without xml:space each line is trimmed, as files are indented. */
static void add_lines(struct daesa_buf *out, struct daesa_str text)
{
    struct daesa_str line;
    text = daesa_str_trim(text);
    for (bool first = true; daesa_str_next_line(&text, &line); first = false) {
        if (!first)
            daesa_buf_add_char(out, '\n');
        daesa_buf_add(out, daesa_str_trim(line));
    }
}

static void add_content(struct daesa_buf *out, const struct daesa_xml_node *node)
{
    struct daesa_buf text = {0};
    if (!node)
        return;
    daesa_xml_add_text(&text, node);
    if (preserves(node))
        daesa_buf_add(out, daesa_buf_str(&text));
    else
        add_lines(out, daesa_buf_str(&text));
    if (text.status)
        out->status = text.status;
    daesa_buf_finish(&text);
}

/* Sources or targets of all segments. False where there is none. */
static bool collect(const struct daesa_xml_node *unit, const char *name,
                    struct daesa_buf *out)
{
    const struct daesa_xml_node *own = daesa_xml_child(unit, name);
    bool any = own != NULL;
    add_content(out, own);
    for (const struct daesa_xml_node *n = unit->first; n; n = n->next) {
        if (!is(n, "segment") && !is(n, "ignorable"))
            continue;
        any = any || daesa_xml_child(n, name);
        add_content(out, daesa_xml_child(n, name));
    }
    return any;
}

static enum daesa_status add_text(struct scan *s, struct daesa_cue *cue,
                                  const struct daesa_xml_node *unit, const char *name,
                                  struct daesa_str language)
{
    struct daesa_buf text = {0};
    bool any = collect(unit, name, &text);
    enum daesa_status status = text.status;
    bool wanted = strcmp(name, "source") == 0 || (any && text.len);
    if (!status && wanted)
        status = daesa_exchange_text(&s->markup, s->in->track, cue, daesa_buf_str(&text),
                                     language);
    daesa_buf_finish(&text);
    return status;
}

/* ---- what else a unit has ---- */

static enum daesa_status keep(struct scan *s, struct daesa_cue *cue, const char *key,
                              const struct daesa_buf *value)
{
    if (value->status || !value->len)
        return value->status;
    return daesa_field_add(s->in->track, &cue->fields, &cue->n_fields, daesa_str_of(key),
                           daesa_buf_str(value));
}

static enum daesa_status keep_value(struct scan *s, struct daesa_cue *cue,
                                    const char *key, struct daesa_str value)
{
    if (!value.len)
        return DAESA_OK;
    return daesa_field_add(s->in->track, &cue->fields, &cue->n_fields, daesa_str_of(key),
                           value);
}

/* How far the translation is: of the target in 1.2, of the segment in 2.0. */
static struct daesa_str state_of(const struct daesa_xml_node *unit)
{
    const struct daesa_xml_node *target = daesa_xml_child(unit, "target");
    const struct daesa_xml_node *segment = daesa_xml_child(unit, "segment");
    return target    ? get(target, "state")
           : segment ? get(segment, "state")
                     : (struct daesa_str){0};
}

static bool is_unfinished(struct daesa_str state)
{
    return daesa_str_starts(state, "needs-") || daesa_str_is(state, "new") ||
           daesa_str_is(state, "initial");
}

/* Whether somebody has approved of the translation, or still has to. */
static enum daesa_status take_state(struct scan *s, struct daesa_cue *cue,
                                    const struct daesa_xml_node *unit)
{
    struct daesa_str state = state_of(unit);
    enum daesa_status status =
        keep_value(s, cue, "xliff:approved", get(unit, "approved"));
    if (!status)
        status = keep_value(s, cue, "xliff:state", state);
    if (!status && is_unfinished(state) && cue->n_texts > 1)
        daesa_reader_report(s->in, DAESA_WARNING, "xliff-unfinished", cue->source.place,
                            "the translation is marked as %.*s: somebody should look "
                            "at it",
                            DAESA_STR_ARGS(daesa_str_slice(state, 0, 40)));
    return status;
}

static enum daesa_status take_note(struct scan *s, struct daesa_cue *cue,
                                   const struct daesa_xml_node *note,
                                   struct daesa_buf *others)
{
    struct daesa_buf text = {0};
    enum daesa_status status = DAESA_OK;
    daesa_xml_add_text(&text, note);
    struct daesa_str rest = daesa_buf_str(&text), line;
    while (!status && daesa_str_next_line(&rest, &line)) {
        line = daesa_str_trim(line);
        if (!line.len || daesa_exchange_take(s->in->track, cue, line, &status))
            continue;
        if (others->len)
            daesa_buf_add_char(others, '\n');
        daesa_buf_add(others, line);
    }
    if (!status)
        status = text.status;
    daesa_buf_finish(&text);
    return status;
}

/* Notes of 1.2 are children of the unit, those of 2.0 of its "notes". */
static enum daesa_status take_notes(struct scan *s, struct daesa_cue *cue,
                                    const struct daesa_xml_node *unit)
{
    struct daesa_buf others = {0}, more = {0};
    enum daesa_status status = DAESA_OK;
    for (const struct daesa_xml_node *n = unit->first; n && !status; n = n->next) {
        const struct daesa_xml_node *note = is(n, "notes") ? n->first : n;
        for (; note && !status; note = is(n, "notes") ? note->next : NULL)
            if (is(note, "note"))
                status = take_note(s, cue, note, &others);
        if (n->name->local.len && !is(n, "note") && !is(n, "notes") && !is(n, "source") &&
            !is(n, "target") && !is(n, "segment") && !is(n, "ignorable"))
            daesa_buf_add(&more, s->whole ? n->raw : (struct daesa_str){0});
    }
    if (!status)
        status = keep(s, cue, "xliff:notes", &others);
    if (!status)
        status = keep(s, cue, "xliff:more", &more);
    daesa_buf_finish(&others);
    daesa_buf_finish(&more);
    return status;
}

static void set_source(struct scan *s, struct daesa_cue *cue,
                       const struct daesa_xml_node *unit)
{
    struct daesa_track *track = s->in->track;
    if (!s->whole)
        return;
    if (track->n_cues == 1) {
        track->head = between(s->in->text.s, unit->raw.s);
        s->end = unit->raw.s;
    }
    /* A unit inside another has no source of its own. */
    bool inside = unit->raw.s < s->end;
    cue->source.lead = between(s->end, inside ? s->end : unit->raw.s);
    cue->source.raw = inside ? between(s->end, s->end) : unit->raw;
    if (inside)
        return;
    cue->source.digest = daesa_cue_digest(cue);
    s->end = unit->raw.s + unit->raw.len;
}

/* po2xliff of the Translate Toolkit makes a unit of the header of a PO, and claims that
 * all sources are in American English. The header knows better. */
static bool is_header(const struct daesa_xml_node *unit)
{
    return daesa_str_is(get(unit, "restype"), "x-gettext-domain-header");
}

static enum daesa_status take_header(struct scan *s, const struct daesa_xml_node *unit)
{
    struct daesa_buf text = {0};
    collect(unit, "source", &text);
    enum daesa_status status = text.status;
    struct daesa_str rest = daesa_buf_str(&text), line;
    while (!status && daesa_str_next_line(&rest, &line)) {
        size_t colon = daesa_str_find_char(line, ':');
        struct daesa_str name = daesa_str_slice(line, 0, colon), value;
        bool is_source = daesa_str_is(name, "X-Source-Language");
        if (!is_source && !daesa_str_is(name, "Language"))
            continue;
        if (daesa_arena_copy(&s->in->track->arena,
                             daesa_str_trim(daesa_str_from(line, colon + 1)), &value))
            set_language(is_source ? &s->source : &s->target, value);
        else
            status = DAESA_NO_MEMORY;
        if (is_source)
            s->in->track->language = s->source;
    }
    daesa_buf_finish(&text);
    return status;
}

static enum daesa_status take_unit(struct scan *s, const struct daesa_xml_node *unit)
{
    struct daesa_cue *cue;
    enum daesa_status status = daesa_reader_add(s->in, unit->line, &cue);
    if (status)
        return status;
    struct daesa_str name = is(unit, "unit") ? get(unit, "name") : (struct daesa_str){0};
    cue->id = name.len ? name : get(unit, "id");
    if (!cue->id.len)
        daesa_reader_report(s->in, DAESA_WARNING, "xliff-no-id", cue->source.place,
                            "a unit without an id; a translation cannot be put where it "
                            "belongs");
    status = take_notes(s, cue, unit);
    if (!status)
        status = add_text(s, cue, unit, "source", s->source);
    if (!status)
        status = add_text(s, cue, unit, "target", s->target);
    if (!status)
        status = take_state(s, cue, unit);
    set_source(s, cue, unit);
    return status;
}

/* ---- the document ---- */

static void take_file(struct scan *s, const struct daesa_xml_node *file)
{
    struct daesa_track *track = s->in->track;
    set_language(&s->source, get(file, "source-language"));
    set_language(&s->target, get(file, "target-language"));
    if (!track->title.len)
        track->title = get(file, "original");
    if (!track->language.len)
        track->language = s->source;
}

static enum daesa_status take_all(struct scan *s, const struct daesa_xml_node *root)
{
    for (const struct daesa_xml_node *n = root; n; n = daesa_xml_after(root, n)) {
        if (is(n, "file"))
            take_file(s, n);
        enum daesa_status status = !is_unit(n)    ? DAESA_OK
                                   : is_header(n) ? take_header(s, n)
                                                  : take_unit(s, n);
        if (status)
            return status;
    }
    return DAESA_OK;
}

static enum daesa_status read(struct daesa_reader *in)
{
    struct scan s = {.in = in, .source = daesa_reader_language(in), .end = in->text.s};
    struct daesa_xml_node *root;
    enum daesa_status status = daesa_xml_read(in, BLOCKS, &root, &s.whole);
    if (status)
        return status;
    if (!is(root, "xliff"))
        return daesa_fail(in->sink, DAESA_BAD_INPUT, "xliff-no-xliff",
                          daesa_reader_place(in, root->line, 0),
                          "the root element is not xliff, but %.*s",
                          DAESA_STR_ARGS(daesa_str_slice(root->name->local, 0, 40)));
    set_language(&s.source, get(root, "srcLang"));
    set_language(&s.target, get(root, "trgLang"));
    in->track->language = s.source;
    status = take_all(&s, root);
    if (!status && !s.whole && in->track->n_cues == 0)
        status = daesa_fail(in->sink, DAESA_BAD_INPUT, "xliff-no-unit",
                            daesa_reader_place(in, 0, 0),
                            "not well-formed, and no unit could be read");
    if (!status)
        status = daesa_exchange_check_ids(in);
    if (s.whole && in->track->n_cues == 0) {
        in->track->head = in->text;
        s.end = in->text.s + in->text.len;
    }
    if (s.whole)
        in->track->tail = between(s.end, in->text.s + in->text.len);
    daesa_markup_finish(&s.markup);
    return status;
}

static int sniff_both(struct daesa_str text)
{
    return daesa_str_is(daesa_xml_root_name(text), "xliff") ? 90 : 0;
}

static int sniff_two(struct daesa_str text)
{
    return sniff_both(text) && daesa_str_find(text, "xliff:document:2.") < text.len ? 95
                                                                                    : 0;
}

static enum daesa_status write_one(struct daesa_writer *out)
{
    return daesa_xliff_write(out, false);
}

static enum daesa_status write_two(struct daesa_writer *out)
{
    return daesa_xliff_write(out, true);
}

#define HOLDS                                                                           \
    (DAESA_HOLDS_TIMES | DAESA_HOLDS_UNTIMED | DAESA_HOLDS_SPEAKERS |                   \
     DAESA_HOLDS_LANGUAGES | DAESA_HOLDS_ANCHOR | DAESA_HOLDS_PLACE | DAESA_HOLDS_IDS | \
     DAESA_HOLDS_TITLE | DAESA_HOLDS_BREAKS)
#define SPANS                                                                   \
    (DAESA_SPAN_BIT(DAESA_SPAN_BOLD) | DAESA_SPAN_BIT(DAESA_SPAN_ITALIC) |      \
     DAESA_SPAN_BIT(DAESA_SPAN_UNDERLINE) | DAESA_SPAN_BIT(DAESA_SPAN_STRIKE) | \
     DAESA_SPAN_BIT(DAESA_SPAN_COLOUR) | DAESA_SPAN_BIT(DAESA_SPAN_FONT) |      \
     DAESA_SPAN_BIT(DAESA_SPAN_SIZE))

const struct daesa_format daesa_format_xliff = {
    .name = "xliff",
    .title = "XLIFF 1.2",
    .extensions = "xlf xliff",
    .prefix = "xliff",
    .holds = HOLDS,
    .spans = SPANS,
    .unit_us = 1000,
    .references = true,
    .sniff = sniff_both,
    .read = read,
    .write = write_one,
};

const struct daesa_format daesa_format_xliff2 = {
    .name = "xliff2",
    .title = "XLIFF 2.0",
    .prefix = "xliff",
    .holds = HOLDS,
    .spans = SPANS,
    .unit_us = 1000,
    .references = true,
    .sniff = sniff_two,
    .read = read,
    .write = write_two,
};
